"""Lines of bare names: "Denmark (seven, including the ambassador)", "Norway and Sweden", "Serbia: no"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from coalition.pipeline.countries import PLACE_ID

_MARKS = frozenset({",", ";", ".", "/", "+", "•", "·", "&"})
_LINKS = _MARKS | {"and", "or", "nor", "plus", "the", "with", "also", "then", "both", "as", "well"}
_BREAKS = frozenset({".", ";"})
_OPENERS = _LINKS | {"only", "just", "a", "q", ":", "-", "*", "yes", "no"}
_SEPARATORS = frozenset({":", "-", "--", "–", "—", ",", "=", "|", "\t"})
_MAX_OPENING = 3  # tokens before the first name: "Only Nicaragua", "A: Belize"
_MAX_TAIL = 3  # tokens of a tail without a verb: "the latest", "6", "too"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a line; ``remark`` is the half-open token range inside the brackets behind it, empty without any."""

    code: str
    start: int
    end: int
    remark: tuple[int, int]

    @property
    def last(self) -> int:
        """The token behind the name and its brackets."""
        return self.remark[1] + 1 if self.remark[0] < self.remark[1] else self.end


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line that begins with names of countries.

    ``rest`` is the token range behind the names and what separates them from it: the remark
    of "Norway: yes", the predicate of "Norway voted yes". ``is_bare`` lines hold nothing
    but names, brackets and numbers; ``has_remark`` tells that a mark stands before the rest.
    """

    names: tuple[ListedName, ...]
    rest: tuple[int, int]
    is_bare: bool
    has_remark: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """The countries in the order of the line, each once."""
        return tuple(dict.fromkeys(name.code for name in self.names))


def read_name_line(doc: Doc, start: int, end: int, mentions: Sequence[Span]) -> NameLine | None:
    """Return the names that a run of tokens begins with, or None where it begins with something else.

    "Indonesia (8,000 soldiers), Morocco (a field hospital), Kazakhstan" has three names and
    is bare; the ambassador to Norway in brackets is none of them. A name behind a full stop
    that goes on as a sentence is left to that sentence: "For: France. Germany voted no."
    """
    by_start = {m.start: m for m in mentions if m.label_ not in ("adjective", "demonym") and m.id_ != PLACE_ID}
    at = _first_name(doc, start, end, by_start)
    if at is None:
        return None
    names: list[ListedName] = []
    last_break = 0  # how many names stood before the last full stop
    while at < end:
        mention = by_start.get(at)
        word = doc[at].lower_
        if mention is not None:
            names.append(ListedName(mention.kb_id_, mention.start, mention.end, (mention.end, mention.end)))
            at = mention.end
        elif word in ("(", "["):
            close = _closing(doc, at, end)
            names[-1] = replace(names[-1], remark=(at + 1, close))
            at = min(close + 1, end)
        elif word in _LINKS and _leads_on(doc, at, end, by_start):
            last_break = len(names) if word in _BREAKS else last_break
            at += 1
        else:
            break
    rest = _strip(doc, at, end)
    has_remark = rest[0] < rest[1] and doc[at].text in _SEPARATORS
    is_bare = _is_number(doc, rest) if has_remark else _is_tail(doc, rest)
    if not is_bare and not has_remark and last_break:
        return NameLine(tuple(names[:last_break]), (at, at), is_bare=True, has_remark=False)
    return NameLine(tuple(names), rest, is_bare, has_remark)


def _first_name(doc: Doc, start: int, end: int, by_start: dict[int, Span]) -> int | None:
    for index in range(start, min(end, start + _MAX_OPENING + 1)):
        if index in by_start:
            return index
        if doc[index].lower_ not in _OPENERS:
            return None
    return None


def _closing(doc: Doc, at: int, end: int) -> int:
    return next((i for i in range(at + 1, end) if doc[i].text in (")", "]")), end)


def _leads_on(doc: Doc, at: int, end: int, by_start: dict[int, Span]) -> bool:
    """Tell whether links lead to another name: ", and the" in "Jordan, and the Emirates"."""
    while at < end and doc[at].lower_ in _LINKS:
        if at in by_start:
            return True
        at += 1
    return at in by_start


def _strip(doc: Doc, at: int, end: int) -> tuple[int, int]:
    while at < end and (doc[at].text in _SEPARATORS or doc[at].text in _BREAKS or doc[at].is_space):
        at += 1
    while end > at and doc[end - 1].text in (".", "*", ";", ","):
        end -= 1
    return at, end


def _is_tail(doc: Doc, rest: tuple[int, int]) -> bool:
    """Tell whether the end of a line adds nothing: "the latest", "6", "two frigates"."""
    tail = doc[rest[0] : rest[1]]
    if any(t.pos_ in ("VERB", "AUX") or t.text in ("?", '"') for t in tail):
        return False
    return len(tail) <= _MAX_TAIL and (not any(t.pos_ in ("NOUN", "PROPN") for t in tail) or tail[0].like_num)


def _is_number(doc: Doc, rest: tuple[int, int]) -> bool:
    return all(token.like_num or not token.is_alpha for token in doc[rest[0] : rest[1]])
