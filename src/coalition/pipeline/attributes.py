"""What spaCy's attribute ruler says of tokens, remembered.

The ruler turns the tagger's tags into parts of speech and features by some 180 patterns,
and its matcher takes as long as the parser. All but a few patterns look at one token's
tag, lower-case form and arc; so what they say of one token holds for each that is like it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from spacy import attrs
from spacy.tokens import Doc, Token

_LOOKED_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_MOST_TOKENS = 2  # in a pattern that is understood here

_MOST_WORDS = 20_000  # of which it is remembered whether a pattern names them
_COLUMNS = [attrs.TAG, attrs.DEP, attrs.LOWER, attrs.IS_SPACE]
_Key = tuple[int, int, int, str]  # tag, arc, 1 for white space, and the form if a pattern names it


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What the ruler sets on a token, as spaCy's numbers; 0 where it leaves tag, arc or lemma as they are."""

    pos: int
    tag: int
    dep: int
    lemma: int
    morph: Any


class RememberingRuler:
    """Does to a Doc what an attribute ruler does; a Doc in which a pattern of two tokens may fit is left to it."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        patterns = [pattern for entry in ruler.patterns for pattern in entry["patterns"]]
        specs = [spec for pattern in patterns for spec in pattern]
        openers = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._words = _Words(spec["LOWER"] for spec in specs if "LOWER" in spec)
        self._opening_words = _Words(spec["LOWER"] for spec in openers if "LOWER" in spec)
        self._strings = ruler.vocab.strings
        self._opening_arcs = frozenset(
            self._strings[spec["DEP"]] for spec in openers if isinstance(spec.get("DEP"), str)
        )
        self._is_understood = all(map(_LOOKED_AT.issuperset, specs)) and all(
            len(pattern) <= _MOST_TOKENS and (len(pattern) == 1 or _is_told_by_opener(pattern[0]))
            for pattern in patterns
        )
        self._remembered: dict[_Key, _Attributes] = {}
        self._words_of: dict[int, tuple[str, bool]] = {}

    def apply(self, docs: Sequence[Doc]) -> None:
        """Set part of speech, features and, for some words, the lemma of each token.

        The ruler is asked once of all tokens whose like it has not judged before.
        """
        keyed = [self._keys(doc) for doc in docs]
        pairs = [list(zip(doc, keys, strict=True)) for doc, keys in zip(docs, keyed, strict=True) if keys is not None]
        self._ask({key: token for each in pairs for token, key in each if key not in self._remembered})
        for doc, keys in zip(docs, keyed, strict=True):
            if keys is None:
                self._ruler(doc)
        for token, key in chain.from_iterable(pairs):
            _set(token, self._remembered[key])

    def _keys(self, doc: Doc) -> list[_Key] | None:
        """Return what is looked at of each token, None where a pattern of two tokens may fit."""
        if not self._is_understood:
            return None
        keys: list[_Key] = []
        for tag, arc, form, is_space in doc.to_array(_COLUMNS).tolist():
            word, opens_pair = self._words_of.get(form) or self._look_at(form)
            if opens_pair or arc in self._opening_arcs:
                return None
            keys.append((tag, arc, is_space, word))
        return keys

    def _look_at(self, form: int) -> tuple[str, bool]:
        """Return a lower-case form if a pattern names it, and whether one of two tokens may begin with it."""
        if len(self._words_of) >= _MOST_WORDS:
            self._words_of.clear()
        word = self._strings[form]
        self._words_of[form] = word if word in self._words else "", word in self._opening_words
        return self._words_of[form]

    def _ask(self, unknown: Mapping[_Key, Token]) -> None:
        """Let the ruler judge tokens in a row; none of them opens a pair, so each is judged as if it stood alone."""
        if not unknown:
            return
        tokens = list(unknown.values())
        row = Doc(
            tokens[0].vocab,
            words=[token.text for token in tokens],
            tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens],
            heads=list(range(len(tokens))),
        )
        for key, judged in zip(unknown, self._ruler(row), strict=True):
            tag, arc, *_ = key
            self._remembered[key] = _Attributes(
                judged.pos, judged.tag if judged.tag != tag else 0, judged.dep if judged.dep != arc else 0,
                judged.lemma, judged.morph,
            )  # fmt: skip


def _set(token: Any, attributes: _Attributes) -> None:
    token.pos = attributes.pos
    token.set_morph(attributes.morph)
    if attributes.tag:
        token.tag = attributes.tag
    if attributes.dep:
        token.dep = attributes.dep
    if attributes.lemma:
        token.lemma = attributes.lemma


def _is_told_by_opener(opener: dict[str, Any]) -> bool:
    """Tell whether the first of two tokens is known by its form or its arc."""
    return "LOWER" in opener or isinstance(opener.get("DEP"), str)


class _Words:
    """The lower-case forms that patterns name, one by one or by a regex."""

    def __init__(self, named: Iterable[str | dict[str, Any]]) -> None:
        words: set[str] = set()
        regexes: list[str] = []
        for value in named:
            if isinstance(value, str):
                words.add(value)
            elif "REGEX" in value:
                regexes.append(value["REGEX"])
            else:
                words.update(value.get("IN", ()), value.get("NOT_IN", ()))
        self._words = frozenset(words)
        self._regex = re.compile("|".join(f"(?:{regex})" for regex in regexes)) if regexes else None

    def __contains__(self, lower: str) -> bool:
        if lower in self._words:
            return True
        return self._regex is not None and self._regex.search(lower) is not None
