"""Which names mean the same person: full names first, then surnames and first names that refer to them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from coalition.lexicons.names import NameLexicon
from coalition.pipeline.names import Name

MIN_FUZZY = 5  # letters: below that, one letter makes another name (Rice, Price)

SameHolder = Callable[[tuple[str, ...], tuple[str, ...]], bool]


@dataclass(slots=True)
class Person:
    """A person under construction: the words of the fullest name and all places that name him or her."""

    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)

    @property
    def fullest(self) -> Name:
        """The name shown to a reader: the first with the most words, one outside headings if there is one."""
        return max(self.names, key=lambda name: (len(name.words), not name.in_heading, -name.start))


def group_names(names: Sequence[Name], lexicon: NameLexicon, same_holder: SameHolder) -> list[Person]:
    """Gather names into persons, in order of first mention.

    Two people with one surname stay apart by their first names; a bare surname then
    means the one named most before it. "Sir Keir" and "King Abdullah" refer by the first name.
    """
    persons: list[Person] = []
    full = [name for name in names if len(name.words) > 1]
    for name in sorted(full, key=lambda name: (name.in_heading, name.start)):
        person = next((p for p in persons if _same_person(p.words, name.words, lexicon, same_holder)), None)
        if person is None:
            persons.append(person := Person(name.words))
        person.names.append(name)
        if len(name.words) > len(person.words):
            person.words = name.words
    for name in sorted((n for n in names if len(n.words) == 1), key=lambda name: (name.in_heading, name.start)):
        person = _referent(name, persons, lexicon)
        if person is None:
            persons.append(person := Person(name.words))
        person.names.append(name)
    for person in persons:
        person.names.sort(key=lambda name: name.start)
    return sorted(persons, key=lambda person: person.names[0].start)


def surname_of(words: Sequence[str], lexicon: NameLexicon) -> str:
    """Return the word of a name that stands alone later: "tusk", and "kim" of "Kim Jong Un"."""
    if is_family_first(words, lexicon):
        return words[0]
    return words[-1]


def is_family_first(words: Sequence[str], lexicon: NameLexicon) -> bool:
    """Tell whether a name is in the Chinese, Korean and Vietnamese order.

    The family name must be a known one and no part of the rest a known Western first
    name or family name: "Park Su-hyun" and "Xi Jinping" are, "Kim Darroch" is not told
    from them, and then both words refer.
    """
    if len(words) < 2 or words[0] not in lexicon.family_first:
        return False
    return (lexicon.gender_of(words[0]) is None and words[-1] not in lexicon.family_first) or "-" in words[-1]


def _same_person(one: tuple[str, ...], other: tuple[str, ...], lexicon: NameLexicon, same_holder: SameHolder) -> bool:
    if one == other or same_holder(one, other):
        return True
    short, long = sorted((one, other), key=len)
    if _is_subsequence(short, long):
        return short[-1] == long[-1] or short[0] == long[0]
    if not _alike(one[-1], other[-1]):
        return False
    return first_names_agree(one, other, lexicon)


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def first_names_agree(one: Sequence[str], other: Sequence[str], lexicon: NameLexicon) -> bool:
    """Tell whether two full names of one surname may be one person's: "Jim" and "James", "J." and "James"."""
    first, second = one[0], other[0]
    if first == second or _alike(first, second) or lexicon.are_nicknames(first, second):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)  # "Javad Zarif" and "Mohammad Javad Zarif"
    return len(short) > 1 and any(_alike(short[0], word) for word in long[:-1])


def _alike(one: str, other: str) -> bool:
    """Tell whether two spellings may be of one word: equal, or one letter apart in a long word."""
    if one == other:
        return True
    if min(len(one), len(other)) < MIN_FUZZY or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return _distance_is_one(*sorted((one, other), key=len))


def _distance_is_one(short: str, long: str) -> bool:
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :] or (short[at : at + 2] == long[at : at + 2][::-1])
    return short[at:] == long[at + 1 :]


def _referent(name: Name, persons: Iterable[Person], lexicon: NameLexicon) -> Person | None:
    """Return the person a one-word name refers to: the best fit, among equals the one named most before it."""
    word = name.words[0]
    by_first = name.honorific in lexicon.honorifics.first_name
    ranked = [(_fit(word, person.words, lexicon, by_first=by_first), person) for person in persons]
    best = max((fit for fit, _ in ranked), default=0)
    if best == 0:
        return None
    equals = [person for fit, person in ranked if fit == best]
    return max(equals, key=lambda person: _weight(name, person, lexicon))


def _fit(word: str, words: Sequence[str], lexicon: NameLexicon, *, by_first: bool) -> int:
    if len(words) == 1:
        return 4 if word == words[0] else 0
    if by_first and word == words[0]:
        return 5
    if word == surname_of(words, lexicon):
        return 4
    if word == words[-1]:
        return 3
    if word in words:
        return 2 if word != words[0] else 1
    return 1 if _alike(word, words[-1]) else 0


def _weight(name: Name, person: Person, lexicon: NameLexicon) -> tuple[bool, bool, int, int]:
    """Rank the people a bare surname may mean: of the right sex, named before, named most, named last."""
    gender = lexicon.gender_of(name.honorific) if name.honorific else None
    own = lexicon.gender_of(person.words[0])
    before = [other.start for other in person.names if other.start < name.start]
    return (
        gender is None or own in (None, gender),
        bool(before),
        len(before),
        max(before, default=-person.names[0].start),
    )
