"""Bytes of a file -> an ``Article``: its text, page structure and what the page says of it."""

from coalition.reading.article import Article, Block, BlockKind, Section, SectionKind
from coalition.reading.reader import article_from_text, read_article, read_articles, read_bytes

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Section",
    "SectionKind",
    "article_from_text",
    "read_article",
    "read_articles",
    "read_bytes",
]
