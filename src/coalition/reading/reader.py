"""The door of the reading room: a file, bytes or a text -> an Article."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from coalition.errors import ArticleError
from coalition.reading import furniture, header, headings, lists
from coalition.reading.article import Article, BlockKind
from coalition.reading.details import read_details, source_names
from coalition.reading.formats.convert import convert
from coalition.reading.formats.converted import Converted
from coalition.reading.formats.records import Record, convert_record, find_records, holds_json
from coalition.reading.kinds import Kind, kind_of
from coalition.reading.language import is_english
from coalition.reading.lines import split_lines
from coalition.reading.marks import read_units
from coalition.reading.normal import mend_surrogates, normalise, unify_newlines
from coalition.reading.opening import STDIN_NAME, Opened, open_path
from coalition.reading.sections import assemble
from coalition.reading.unit import Unit

MAX_CHARS: Final = 2_000_000

_MIN_WORDS: Final = 5
_NO_TEXT: Final = frozenset({BlockKind.FURNITURE, BlockKind.DATE, BlockKind.BYLINE})
_LINKED: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\(https?://[^()\s]{1,400}\)")
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,400})(?<=\S)\*\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to come: what messages call it, and how to read it; reading may raise ``ArticleError``."""

    name: str
    read: Callable[[], Article]


def read_article(path: Path | str, *, field: str | None = None) -> Article:
    """Read an article from a file: text, web page, mail, PDF, Word document or a JSON object.

    Args:
        path: The file; it may be compressed with gzip.
        field: For JSON: the field with the text, None for the first of the usual ones.

    Raises:
        ArticleError: The file is missing, a folder, unreadable, damaged, empty, no text,
            not English, has several articles or none in it, or needs a package that is
            not installed. The message says where, what, what next.
    """
    with open_path(path) as opened:
        return _only(find_articles(opened, field=field), opened.where)


def read_articles(path: Path | str, *, field: str | None = None) -> Iterator[Article]:
    """Read the articles of a file one after the other: those of JSON Lines or an array, or the one of another file.

    Raises:
        ArticleError: See ``read_article``; with the first article that cannot be read it ends.
    """
    with open_path(path) as opened:
        for entry in find_articles(opened, field=field):
            yield entry.read()


def read_bytes(data: bytes, *, path: str | None) -> Article:
    """Read an article from the bytes of a file or of standard input.

    Args:
        data: The whole content.
        path: The file's path as the user gave it, or None for standard input.

    Raises:
        ArticleError: See ``read_article``.
    """
    return _read_content(data, path, None)


def find_articles(opened: Opened, *, field: str | None = None) -> Iterator[Entry]:
    """Yield the articles of an open input, each to be read before the next one is asked for.

    Args:
        opened: The input.
        field: See ``read_article``.

    Raises:
        ArticleError: The input cannot be read at all.
    """
    if holds_json(opened):
        yield from _find_records(opened, field)
    else:
        yield Entry(opened.where, partial(_read_content, opened.read(), opened.path, field))


def _find_records(opened: Opened, field: str | None) -> Iterator[Entry]:
    for record in find_records(opened):
        yield Entry(record.name, partial(_read_record, record, field))


def _read_content(data: bytes, path: str | None, field: str | None) -> Article:
    """Return the one article that is the content of a file."""
    kind = kind_of(data, path)
    if kind is Kind.JSON:
        with Opened(io.BytesIO(data), path) as opened:
            return _only(_find_records(opened, field), opened.where)
    return _article(convert(data, kind, where=_where(path)), path)


def _only(entries: Iterator[Entry], where: str) -> Article:
    """Return the one article of an input."""
    first, *others = islice(entries, 2)
    if others:
        raise ArticleError(f"{where}: holds several articles; read them with read_articles")
    return first.read()


def _read_record(record: Record, field: str | None) -> Article:
    return _article(convert_record(record, field), record.path, where=record.name)


def article_from_text(text: str, *, path: str | None = None) -> Article:
    r"""Read an article from a text in memory.

    Args:
        text: The text; other newline forms become ``\n``, and a lone surrogate "�".
        path: What messages and the article shall call it.

    Raises:
        ArticleError: The text is empty, longer than ``MAX_CHARS``, not English, or has no article in it.
    """
    return _article(Converted(mend_surrogates(text)), path, where=path if path is not None else "the text")


def _article(converted: Converted, path: str | None, *, where: str | None = None) -> Article:
    """Return the article of a text; what its file says of it for certain comes before what the text seems to say."""
    where = where if where is not None else _where(path)
    if len(converted.text) > MAX_CHARS:
        raise ArticleError(f"{where}: is longer than any article ({MAX_CHARS:,} characters); give one article a file")
    text = unify_newlines(converted.text.removeprefix("\ufeff"))
    normal = normalise(text)
    if not normal.strip():
        raise ArticleError(f"{where}: is empty; give a text with an article in it")
    if not is_english(normal):
        raise ArticleError(f"{where}: is not in English; give an English text or a translation")
    units = find_units(normal, has_marks=converted.has_marks)
    words = sum(len(unit.words) for unit in units if unit.kind not in _NO_TEXT)
    if words < _MIN_WORDS:
        raise ArticleError(f"{where}: has no article in it; give a text with at least a sentence of news")
    details = read_details(units, text)
    blocks, sections = assemble(units, text)
    return Article(
        path=path,
        text=text,
        normal=_plain(normal, units),
        title=converted.title or details.title,
        published=converted.published or details.published,
        byline=converted.byline or details.byline,
        dateline=details.dateline,
        dateline_range=details.dateline_range,
        source=converted.source or details.source,
        language="en",
        words=words,
        blocks=blocks,
        sections=sections,
    )


def find_units(normal: str, *, has_marks: bool = False) -> list[Unit]:
    """Return the units of a page in text order, each with its kind.

    The passes go from the surest sign to the weakest; none undoes what one before it
    found, but for the foot of the page, where all is furniture.

    Args:
        normal: The normal form of the article.
        has_marks: Whether its headings are known to be marked, so that a short line without a mark is none.
    """
    units = read_units(split_lines(normal), normal)
    header.mark_title(units)
    header.mark_credits(units)
    furniture.mark_patterns(units)
    header.mark_header(units)
    furniture.mark_linked(units)
    furniture.mark_foot(units, source_names(units))
    furniture.mark_repeated(units, normal)
    headings.mark_explicit(units)
    first = header.end_of_title(units)
    units = headings.split_run_in(units, first)
    lists.mark_lists(units, first)
    if not has_marks:
        headings.mark_plain(units, first)
    headings.mark_rest(units)
    return units


def _plain(normal: str, units: list[Unit]) -> str:
    """Return the normal form with spaces for what is inside a block and no text: newlines, "**", link targets, tabs.

    The tabs of a table row stay.
    """
    parts: list[str] = []
    done = 0
    for unit in units:
        parts.append(normal[done : unit.start_char])
        inner = normal[unit.start_char : unit.end_char].replace("\n", " ")
        if not unit.cells:
            inner = inner.replace("\t", " ")
        if "**" in inner:
            inner = _EMPHASIS.sub(r"  \1  ", inner)
        if "](" in inner:
            inner = _LINKED.sub(lambda link: f" {link[1]}".ljust(len(link[0])), inner)
        parts.append(inner)
        done = unit.end_char
    return "".join((*parts, normal[done:]))


def _where(path: str | None) -> str:
    """Return what a message calls the input."""
    return path if path is not None else STDIN_NAME
