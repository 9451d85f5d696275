"""The remembering ruler says what the ruler says."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from coalition.pipeline.attributes import RememberingRuler

VOCAB = spacy.blank("en").vocab


def rule(patterns: list[list[Any]]) -> AttributeRuler:
    """Return a ruler that gives the n-th pattern the lemma "n"."""
    ruler = AttributeRuler(VOCAB)
    for number, pattern in enumerate(patterns):
        ruler.add([pattern], {"LEMMA": str(number), "POS": "NOUN"}, index=len(pattern) - 1)
    return ruler


def doc_of(words: str, tags: str) -> Doc:
    """Return a Doc without arcs."""
    return Doc(VOCAB, words=words.split(), tags=tags.split())


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param([{"TAG": "NN"}], id="tag"),
        pytest.param([{"LOWER": "not"}], id="word"),
        pytest.param([{"TAG": "RB", "LOWER": {"IN": ["not", "never"]}}], id="words-of-a-tag"),
        pytest.param([{"LOWER": {"REGEX": "^n'?t$"}}], id="regex"),
        pytest.param([{"LOWER": "gon"}, {"LOWER": "na"}], id="pair"),
        pytest.param([{"TAG": "RB"}, {"TAG": "NN"}], id="pair-told-by-nothing"),
        pytest.param([{"SHAPE": "xxx"}], id="looks-at-something-else"),
        pytest.param([{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}], id="three"),
    ],
)
def test_same_as_the_ruler(pattern: list[Any]) -> None:
    """Also the second time, and where it has to leave the Doc to the ruler."""
    remembering = RememberingRuler(rule([pattern, [{"TAG": "VB"}]]))
    for words, tags in [("not gon na go", "RB VB TO VB"), ("never n't nt troops", "RB RB RB NN"), ("a b c not", "NN NN NN RB")] * 2:  # fmt: skip # noqa: E501
        expected = rule([pattern, [{"TAG": "VB"}]])(doc_of(words, tags))
        found = doc_of(words, tags)
        remembering.apply([found])
        assert [(t.lemma_, t.pos_) for t in found] == [(t.lemma_, t.pos_) for t in expected]
