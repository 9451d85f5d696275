"""Initiatives that undo another: in "boycott of the games" and "exit from the convention" being in is being out of it.

The thing undone is the *base*. Signs are computed toward the base and turned once at the
end, so that one text read toward "the games" and toward "the boycott of the games" gives
opposite stances.
"""

import re
from dataclasses import dataclass

from coalition.lexicons.undertakings import Undertakings

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*\.?")
_MIN_WORD = 3  # letters; shorter words tell nothing


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart: "boycott of the Beijing games" turns ("boycott",) the base with head "games".

    ``words`` holds all words of the base, ``heads`` its head noun and that noun with the
    word before it; plural forms stand beside their singular.
    """

    turns: tuple[str, ...]
    words: frozenset[str]
    heads: frozenset[str]

    @property
    def is_mirror(self) -> bool:
        """Tell whether taking part is against the base; "the end of the boycott of the games" is for the games."""
        return len(self.turns) % 2 == 1


def read_name(name: str, undertakings: Undertakings) -> NameParts:
    """Take the name of an initiative apart; one that undoes nothing is its own base."""
    words = [word.lower() for word in _WORD.findall(name)]
    turns: list[str] = []
    while (turned := _turned(words, undertakings)) is not None:
        turn, words = turned
        turns.append(turn)
    head = _head(words, undertakings)
    empty = undertakings.name_prepositions | undertakings.name_fillers | undertakings.rival_words
    telling = [word for word in words if len(word) >= _MIN_WORD and word not in empty]
    base = {form for word in telling for form in _forms(word)}
    pairs = {f"{head[-2]} {form}" for form in _forms(head[-1])} if len(head) > 1 else set()
    return NameParts(tuple(turns), frozenset(base), frozenset({*(_forms(head[-1]) if head else ()), *pairs}))


def aim_of(name: str, undertakings: Undertakings) -> str:
    """Return a name from its first preposition on, which tells whom it is for or against; empty without one."""
    words = name.split()
    start = next((i for i, word in enumerate(words) if word.lower() in undertakings.name_prepositions), len(words))
    return " ".join(words[start:])


def _turned(words: list[str], undertakings: Undertakings) -> tuple[str, list[str]] | None:
    """Return what undoes the rest, and the rest: "lifting", ["sanctions"] of "lifting of sanctions"."""
    head = _head(words, undertakings)
    for size in (2, 1):
        nouns = {" ".join([*head[-size:-1], form]) for form in _forms(head[-1])} if len(head) >= size else set()
        found = sorted(nouns & (undertakings.reverser_nouns | undertakings.bans))
        if found:
            rest = _behind(words[len(head) :], undertakings)
            return found[0], rest or head[:-size]
    if len(words) > 1 and (verb := _participle(words[0], undertakings)) is not None:
        return verb, _behind(words[1:], undertakings)
    return None


def _head(words: list[str], undertakings: Undertakings) -> list[str]:
    """Return the words up to the first preposition."""
    end = next((i for i, word in enumerate(words) if i and word in undertakings.name_prepositions), len(words))
    return words[:end]


def _behind(words: list[str], undertakings: Undertakings) -> list[str]:
    while words and words[0] in undertakings.name_prepositions | undertakings.name_fillers:
        words = words[1:]
    return words


def _participle(word: str, undertakings: Undertakings) -> str | None:
    return next((verb for verb in stems_of(word) if verb in undertakings.reverser_verbs), None)


def stems_of(word: str) -> tuple[str, ...]:
    """Return the verbs that a word in "-ing" may be of: "lifting", "closing", "logging"; none of another word."""
    stem = word.removesuffix("ing")
    return (stem, f"{stem}e", stem[:-1]) if word.endswith("ing") else ()


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and its singular; "sanctions" counts as "sanction" too."""
    word = word.removesuffix("'s")
    singular = word.removesuffix("s") if not word.endswith("ss") else word
    return (word, f"{word.removesuffix('ies')}y", singular) if word.endswith("ies") else (word, singular)
