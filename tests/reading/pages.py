"""How the tests of the reading room look at an article: its blocks as pairs of kind and text."""

from coalition.reading import Article, BlockKind

SENTENCE = "The ministers met on Monday in Lisbon, and three of the states that had come signed the pact."


def blocks(article: Article) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind.value, article.text[block.start_char : block.end_char]) for block in article.blocks]


def texts(article: Article, kind: BlockKind) -> list[str]:
    """Return the texts of the blocks of one kind."""
    return [text for name, text in blocks(article) if name == kind.value]


def headings(article: Article) -> list[str]:
    """Return the headings of the sections, in order."""
    return [section.heading for section in article.sections if section.heading is not None]
