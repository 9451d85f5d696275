"""Units of known kind -> blocks and the sections that they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from coalition.reading.article import Block, BlockKind, Section, SectionKind
from coalition.reading.names import is_name
from coalition.reading.unit import Mark, Unit

# Heads that stand below one of another form: "France:" under "Who's in?".
_LOWER: Final = frozenset({Mark.COLON, Mark.LIST_TITLE, Mark.RUN_IN})
# Heads whose mark says how far down they stand.
_RANKED: Final = frozenset({Mark.HASH, Mark.UNDERLINE})


@dataclass
class _Draft:
    """A section while its blocks come in."""

    kind: SectionKind
    start_char: int
    end_char: int
    heading: str | None = None
    form: str = ""
    level: int = 1
    parent: int | None = None
    members: list[int] = field(default_factory=list)


@dataclass
class _Outline:
    """The sections so far: ``top`` is the last of the first level, ``forms`` holds the forms of its headings.

    ``depths`` is the least depth of hash and of underlined headings on the page.
    """

    depths: dict[Mark, int]
    drafts: list[_Draft] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    top: int | None = None

    def open(self, kind: SectionKind, unit: Unit) -> _Draft:
        """Begin a new section with the unit."""
        self.drafts.append(_Draft(kind, unit.start_char, unit.end_char))
        return self.drafts[-1]

    def entitle(self, unit: Unit, heading: str) -> None:
        """Give the last section its heading, level and parent."""
        draft = self.drafts[-1]
        draft.heading, draft.form = heading, _form(unit)
        if self.top is not None and self._is_below(draft, self.drafts[self.top], unit):
            draft.level, draft.parent = 2, self.top
        else:
            self.top = len(self.drafts) - 1
            self.forms.add(draft.form)

    def _is_below(self, draft: _Draft, top: _Draft, unit: Unit) -> bool:
        """Tell whether a heading stands below the last one of the first level."""
        if unit.mark in _RANKED:
            return unit.depth > self.depths[unit.mark] and top.form == unit.mark.value
        if draft.form in self.forms:
            return False  # headings of one form are of one level
        if unit.mark in _LOWER or top.form in _RANKED:
            return True
        return draft.form == "name" and top.form in {"question", "capitals", "number"}


def assemble(units: Sequence[Unit], text: str) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Return the blocks and sections of an article.

    Furniture between two paragraphs makes a section of its own, and the text behind
    it goes on in the section that it interrupts.

    Args:
        units: The units in text order, each with its kind.
        text: The article's text, from which headings are copied.
    """
    outline = _Outline(_least_depths(units))
    current: _Draft | None = None
    furniture: _Draft | None = None
    awaiting = False  # a live-blog time has opened a section whose heading follows
    for index, unit in enumerate(units):
        if unit.kind is BlockKind.FURNITURE:
            furniture = furniture or outline.open(SectionKind.FURNITURE, unit)
            _add(furniture, index, unit)
            continue
        furniture = None
        timed = unit.kind is BlockKind.DATE and unit.mark is Mark.TIME
        heads = unit.kind is BlockKind.HEADING
        if current is None or timed or (heads and not awaiting):
            current = outline.open(SectionKind.BODY if timed or heads else SectionKind.LEAD, unit)
        if heads:
            outline.entitle(unit, " ".join(text[unit.start_char : unit.end_char].split()))
        awaiting = timed
        _add(current, index, unit)
    return _blocks(units, outline.drafts), tuple(_section(draft) for draft in outline.drafts)


def _add(draft: _Draft, index: int, unit: Unit) -> None:
    """Add a unit to a section."""
    draft.members.append(index)
    draft.end_char = unit.end_char


def _least_depths(units: Sequence[Unit]) -> dict[Mark, int]:
    """Return the least depth of hash and of underlined headings, the title's left out."""
    depths: dict[Mark, int] = {}
    for unit in units:
        if unit.kind is BlockKind.HEADING and unit.mark in _RANKED:
            depths[unit.mark] = min(depths.get(unit.mark, unit.depth), unit.depth)
    return depths


def _form(unit: Unit) -> str:
    """Return the form of a heading; headings of one form are of one level."""
    if unit.mark is not Mark.NONE:
        return unit.mark.value
    if unit.is_question:
        return "question"
    if unit.text.isupper():
        return "capitals"
    return "name" if is_name(unit.text) else "plain"


def _blocks(units: Sequence[Unit], drafts: Sequence[_Draft]) -> tuple[Block, ...]:
    """Return the blocks in text order, each with the position of its section."""
    section = {index: position for position, draft in enumerate(drafts) for index in draft.members}
    return tuple(
        Block(unit.kind or BlockKind.PARAGRAPH, unit.start_char, unit.end_char, section[index], unit.cells)
        for index, unit in enumerate(units)
    )


def _section(draft: _Draft) -> Section:
    """Return the finished section."""
    return Section(draft.heading, draft.kind, draft.start_char, draft.end_char, draft.level, draft.parent)
