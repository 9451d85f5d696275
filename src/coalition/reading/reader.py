"""The door of the reading room: a file, bytes or a text -> an Article."""

import re
from pathlib import Path
from typing import Final

from coalition.errors import ArticleError
from coalition.reading import furniture, header, headings, lists
from coalition.reading.article import Article, BlockKind
from coalition.reading.decoding import decode
from coalition.reading.details import read_details, source_names
from coalition.reading.language import is_english
from coalition.reading.lines import split_lines
from coalition.reading.marks import read_units
from coalition.reading.normal import normalise, unify_newlines
from coalition.reading.sections import assemble
from coalition.reading.unit import Unit

_MIN_WORDS: Final = 5
_NO_TEXT: Final = frozenset({BlockKind.FURNITURE, BlockKind.DATE, BlockKind.BYLINE})
_LINKED: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\(https?://[^()\s]{1,400}\)")
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,400})(?<=\S)\*\*(?![\w*])")


def read_article(path: Path | str) -> Article:
    """Read an article from a text file.

    Raises:
        ArticleError: The file is missing, a folder, unreadable, empty, no text, not
            English, or has no article in it. The message says where, what, what next.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{path}: is a folder; give a text file, or the files in it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or "not a valid path"
        raise ArticleError(f"{path}: cannot be read: {reason}; check the path and its permissions") from error
    return read_bytes(data, path=str(path))


def read_bytes(data: bytes, *, path: str | None) -> Article:
    """Read an article from the bytes of a file or of standard input.

    Args:
        data: The whole content.
        path: The file's path as the user gave it, or None for standard input.

    Raises:
        ArticleError: See ``read_article``.
    """
    return article_from_text(decode(data, where=_where(path)), path=path)


def article_from_text(text: str, *, path: str | None = None) -> Article:
    r"""Read an article from a text in memory.

    Args:
        text: The text; other newline forms become ``\n``.
        path: What messages and the article shall call it.

    Raises:
        ArticleError: The text is empty, not English, or has no article in it.
    """
    text = unify_newlines(text.removeprefix("\ufeff"))
    normal = normalise(text)
    if not normal.strip():
        raise ArticleError(f"{_where(path)}: is empty; give a text with an article in it")
    if not is_english(normal):
        raise ArticleError(f"{_where(path)}: is not in English; give an English text or a translation")
    units = find_units(normal)
    words = sum(len(unit.words) for unit in units if unit.kind not in _NO_TEXT)
    if words < _MIN_WORDS:
        raise ArticleError(f"{_where(path)}: has no article in it; give a text with at least a sentence of news")
    details = read_details(units, text)
    blocks, sections = assemble(units, text)
    return Article(
        path=path,
        text=text,
        normal=_plain(normal, units),
        title=details.title,
        published=details.published,
        byline=details.byline,
        dateline=details.dateline,
        dateline_range=details.dateline_range,
        source=details.source,
        language="en",
        words=words,
        blocks=blocks,
        sections=sections,
    )


def find_units(normal: str) -> list[Unit]:
    """Return the units of a page in text order, each with its kind.

    The passes go from the surest sign to the weakest; none undoes what one before it
    found, but for the foot of the page, where all is furniture.
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
    headings.mark_plain(units, first)
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
    return path if path is not None else "standard input"
