"""Walks the tree of a web page and returns its blocks, each in the form that the page gives it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lxml.etree import iterwalk
from lxml.html import defs

from coalition.reading.formats.converted import one_line

# What HTML has added to the inline elements that lxml lists; "br" ends a line.
_NEWER: Final = {"bdi", "data", "label", "mark", "nobr", "rp", "rt", "ruby", "time", "wbr"}
_INLINE: Final = (defs.phrase_tags | defs.font_style_tags | defs.special_inline_tags | _NEWER) - {"br"}
_PLAYERS: Final = {"audio", "canvas", "embed", "iframe", "math", "object", "svg", "video"}
_UNSEEN: Final = {"head", "noscript", "option", "script", "select", "style", "template", "textarea", "title"}
_LEFT_OUT: Final = _PLAYERS | _UNSEEN
# Where a page keeps what is not the article; headings and lists in there are never taken back.
_ASIDE: Final = frozenset({"aside", "dialog", "figcaption", "figure", "footer", "menu", "nav"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = frozenset({"ul", "ol"})
_UNTABULAR: Final = frozenset({*_HEADINGS, *_LISTS, "table", "form", "article", "section"})
_ANCHOR: Final = re.compile(r"^[#¶§🔗]\s+|\s+[#¶§🔗]$")
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MAX_CELL: Final = 300  # characters; longer ones are the columns of a page that a table lays out


class Form(StrEnum):
    """What a block of a page is by its tags; BOLD is a text all in bold, or the term of a definition list."""

    HEADING = "heading"
    BOLD = "bold"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of a web page.

    ``level`` is that of a heading, 0 elsewhere; ``cells`` are those of a row, empty ones
    among them; ``group`` numbers the list or table that it belongs to, 0 for none.
    ``is_linked`` tells that most of its characters are links, ``is_aside`` that it
    stands in a part of the page that holds no article.
    """

    form: Form
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    group: int = 0
    is_linked: bool = False
    is_aside: bool = False


def find_blocks(root: Any) -> list[PageBlock]:
    """Return the blocks of a page in its order, unseen elements left out."""
    return list(_Walk().blocks(root))


class _Walk:
    """The state of the walk: what has been read since the last border of a block, and what stands around it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = self.bold = 0
        self.depths = dict.fromkeys(("link", "bold", "aside", "term"), 0)
        self.groups: list[int] = []
        self.count = 0
        self.opens_item = False

    def blocks(self, root: Any) -> Iterator[PageBlock]:
        """Yield the blocks; iterative, because a page may be nested deeper than Python may call."""
        walker = iterwalk(root, events=("start", "end"))
        whole: Any = None  # the element that was read as a whole and is not to be entered
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                if whole is element:
                    whole = None
                else:
                    yield from self._leave(tag)
                if element is not root:
                    self._add(element.tail)
            elif not tag or tag in _LEFT_OUT or _is_hidden(element):
                whole = element
                walker.skip_subtree()
            elif tag in _HEADINGS or (tag == "table" and _is_tabular(element)):
                yield from self._flush()
                yield from self._heading(element, tag) if tag in _HEADINGS else self._table(element)
                whole = element
                walker.skip_subtree()
            else:
                yield from self._enter(element, tag)
        yield from self._flush()

    def _enter(self, element: Any, tag: str) -> Iterator[PageBlock]:
        if tag not in _INLINE:
            yield from self._flush()
        if tag in _LISTS:
            self.count += 1
            self.groups.append(self.count)
        self.opens_item = tag == "li" or (self.opens_item and tag not in _LISTS)
        self._count_depths(tag, 1)
        self._add(element.text)

    def _leave(self, tag: str) -> Iterator[PageBlock]:
        if tag not in _INLINE:
            yield from self._flush()
        if tag in _LISTS and self.groups:
            self.groups.pop()
        if tag == "li":
            self.opens_item = False
        self._count_depths(tag, -1)

    def _count_depths(self, tag: str, step: int) -> None:
        for name, holds in (("link", tag == "a"), ("bold", tag in {"b", "strong"}), ("aside", tag in _ASIDE),
                            ("term", tag == "dt")):  # fmt: skip
            self.depths[name] += step * holds

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            size = len(text.strip())
            self.linked += size * bool(self.depths["link"])
            self.bold += size * bool(self.depths["bold"])

    def _flush(self) -> Iterator[PageBlock]:
        """Yield what has been read since the last border as one block."""
        text = one_line("".join(self.parts))
        size = sum(len(part.strip()) for part in self.parts)
        if any(character.isalnum() for character in text):
            form = Form.BOLD if self.bold == size or self.depths["term"] else Form.TEXT
            form = Form.ITEM if self.opens_item else form
            self.opens_item = False
            group = self.groups[-1] if self.groups and form is Form.ITEM else 0
            yield PageBlock(form, text, group=group, is_linked=2 * self.linked > size, is_aside=self._is_aside)
        self.parts.clear()
        self.linked = self.bold = 0

    @property
    def _is_aside(self) -> bool:
        return self.depths["aside"] > 0

    def _heading(self, element: Any, tag: str) -> Iterator[PageBlock]:
        if text := _ANCHOR.sub("", _text_of(element)):
            linked = sum(len(_text_of(link)) for link in element.iter("a"))
            yield PageBlock(
                Form.HEADING, text, level=_HEADINGS[tag], is_linked=2 * linked > len(text), is_aside=self._is_aside
            )

    def _table(self, table: Any) -> Iterator[PageBlock]:
        self.count += 1
        for caption in table.iter("caption"):
            if text := _text_of(caption):
                yield PageBlock(Form.TEXT, text, is_aside=self._is_aside)
        for line in table.iter("tr"):
            cells = tuple(_text_of(cell) for cell in line if cell.tag in {"td", "th"})
            if any(cells):
                yield PageBlock(Form.ROW, " ".join(cells), cells=cells, group=self.count)


def _text_of(element: Any) -> str:
    """Return the text of an element on one line; a line break within it is a space."""
    return one_line("".join(_texts(element)))


def _texts(element: Any) -> Iterator[str]:
    for event, part in iterwalk(element, events=("start", "end")):
        seen = isinstance(part.tag, str) and part.tag not in _LEFT_OUT
        if event == "start":
            yield (" " if part.tag not in _INLINE and part is not element else "") + ((part.text or "") if seen else "")
        elif part is not element:
            yield part.tail or ""


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _is_tabular(table: Any) -> bool:
    """Tell whether a table holds values, and does not lay out a page: two rows of two short cells at least."""
    if table.get("role") in {"presentation", "none"}:
        return False
    wide = 0
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in {"td", "th"}]
        wide += len(cells) > 1
        for cell in cells:
            if any(part.tag in _UNTABULAR for part in cell.iter()) or len(_text_of(cell)) > _MAX_CELL:
                return False
    return wide > 1
