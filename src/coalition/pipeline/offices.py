"""What the table of office holders says of a person of an article: which term is meant, and does it run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coalition.lexicons.holders import HolderMatch, MatchedBy, OfficeHolder, OfficeHolders, Tenure
from coalition.lexicons.people import OfficeKind

# Whom a bare surname means when several holders share it: the office that the news names most.
_PROMINENCE = (
    OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.MONARCH, OfficeKind.HEIR,
    OfficeKind.FOREIGN_MINISTER, OfficeKind.ORGANISATION, OfficeKind.DEFENCE_MINISTER, OfficeKind.VICE,
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_PROMINENCE)}
_LOW = len(_PROMINENCE)
MAX_YEARS_OUT = 10  # a bare surname means a former holder no longer than this; a full name always may
_MINISTERS = frozenset({OfficeKind.DEFENCE_MINISTER, OfficeKind.OTHER_MINISTER, OfficeKind.FOREIGN_MINISTER})
_ENVOYS = frozenset({OfficeKind.AMBASSADOR, OfficeKind.UN_AMBASSADOR, OfficeKind.OFFICIAL})
# Which office of the table a title in the text may be, where it is not the same one.
_COMPATIBLE = {
    OfficeKind.HEAD_OF_STATE: frozenset({OfficeKind.HEAD_OF_STATE, OfficeKind.ORGANISATION}),
    OfficeKind.MONARCH: frozenset({OfficeKind.MONARCH, OfficeKind.HEIR}),
    OfficeKind.OTHER_MINISTER: _MINISTERS,
    OfficeKind.DEFENCE_MINISTER: _MINISTERS,
    OfficeKind.AMBASSADOR: _ENVOYS,
    OfficeKind.UN_AMBASSADOR: _ENVOYS,
}
_UNTRACKED = frozenset({OfficeKind.EXPERT, OfficeKind.JOURNALIST, OfficeKind.OTHER, OfficeKind.MILITARY})


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text says that decides between holders of one name.

    ``countries`` are those the article names, with their rank, 0 for the most frequent;
    ``country`` and ``kind`` what the words beside the name say, None where they are silent.
    """

    day: date | None
    countries: Mapping[str, int]
    country: str | None = None
    kind: OfficeKind | None = None


def find_holder(
    holders: OfficeHolders, names: Iterable[str], hints: Hints, is_namesake: Callable[[str], bool]
) -> HolderMatch | None:
    """Return the holder that a person with these names is, or None where the table cannot tell.

    Full names come before surnames. A holder of another country than the text gives is
    somebody else, and so is one whose first name differs ("Melania Trump"); a surname
    alone needs a high office, or a country that the article names.

    Args:
        holders: The table.
        names: The forms of the person's name in the text.
        hints: What the text says beside the names.
        is_namesake: Tells whether a holder's name may be the person's.
    """
    best: HolderMatch | None = None
    for name in names:
        for match in holders.find(name, hints.day):
            if match.matched_by is MatchedBy.SURNAME and not any(map(is_namesake, _names_of(match.holder))):
                continue
            if _may_be(match, hints) and (best is None or _order(match, hints) < _order(best, hints)):
                best = match
    return best


def _names_of(holder: OfficeHolder) -> tuple[str, ...]:
    return (holder.name, *holder.aliases)


def _may_be(match: HolderMatch, hints: Hints) -> bool:
    holder = match.holder
    if hints.country is not None and holder.country not in (hints.country, None):
        return False
    if match.matched_by is not MatchedBy.SURNAME:
        return True
    if _fits_title(holder, hints.kind):
        return True
    if match.is_ambiguous or hints.kind in _UNTRACKED:
        return False
    if match.tenure is Tenure.FORMER:
        return _RANK.get(holder.kind, _LOW) < _LOW and _years_out(holder, hints.day) <= MAX_YEARS_OUT
    return _RANK.get(holder.kind, _LOW) < 2 or holder.country in hints.countries


def _fits_title(holder: OfficeHolder, kind: OfficeKind | None) -> bool:
    return kind is not None and (holder.kind is kind or holder.kind in _COMPATIBLE.get(kind, ()))


def _years_out(holder: OfficeHolder, day: date | None) -> float:
    return (day - holder.until).days / 365.25 if day is not None and holder.until is not None else 0


def _order(match: HolderMatch, hints: Hints) -> tuple[bool, bool, bool, int, int, float, int]:
    holder = match.holder
    return (
        match.matched_by is MatchedBy.SURNAME,
        not _fits_title(holder, hints.kind),
        holder.country is not None and holder.country not in hints.countries,
        _RANK.get(holder.kind, _LOW),
        hints.countries.get(holder.country or "", 0),
        _years_out(holder, hints.day),
        -holder.since.toordinal(),
    )


def likely_day(groups: Sequence[Sequence[OfficeHolder]]) -> date | None:
    """Return a day on which most of the people of an undated article held their offices.

    Each group holds the terms of one person under the title that the text gives; of
    equally good days the latest is taken, since archives hold more new text than old.
    """
    days = {holder.since for group in groups for holder in group}
    if not days:
        return None
    return max(days, key=lambda day: (sum(_any_runs(group, day) for group in groups), day))


def _any_runs(group: Sequence[OfficeHolder], day: date) -> bool:
    return any(holder.tenure(day) is Tenure.IN_OFFICE for holder in group)
