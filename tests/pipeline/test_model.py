"""The lean model is the whole model: each token of our examples comes out the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from coalition.lexicons.store import data_dir
from coalition.pipeline.annotating import annotate
from coalition.pipeline.model import MODELS, load_whole

ATTRIBUTES = (
    "text", "whitespace_", "tag_", "pos_", "dep_", "lemma_", "norm_", "lower_", "shape_", "prefix_", "suffix_",
    "ent_type_", "ent_iob_", "is_sent_start", "like_num", "is_stop",
)  # fmt: skip
TRICKY = [
    "He said: \"We'll not join (yet)...\" U.K.—backed U.S.-led forces, gonna let's go; there isn't any.",
    "I'm sure they'd've gotten 3,000 troops—or 50%—in Jan. 2024 e.g. from St. Lucia & Guinea-Bissau.",
    "C'mon, y'all ain't seen nothin' 'bout it: is there one? It is what you get.",
]


@pytest.fixture(scope="module")
def whole() -> Language:
    """Return the model as spaCy loads it."""
    return load_whole(next(name for name in MODELS if spacy.util.is_package(name)))


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    """Return the paragraphs of some examples, and what tokenizers stumble over."""
    names = ("haiti-mission", "games-boycott", "oil-output-cut", "reparations-vote")
    texts = [Path(data_dir() / "examples" / f"{name}.txt").read_text(encoding="utf-8") for name in names]
    return [paragraph for text in texts for paragraph in text.split("\n") if paragraph.strip()] + TRICKY


def values(doc: Doc) -> list[tuple[object, ...]]:
    """Return what the analysis reads of each token."""
    return [(t.idx, t.head.i, str(t.morph), *(getattr(t, name) for name in ATTRIBUTES)) for t in doc]


def test_tokens_are_those_of_the_whole_model(nlp: Language, whole: Language, paragraphs: list[str]) -> None:
    """Leaving out strings and building the tokenizer once changes no token, and stepping no arc and no entity."""
    lean = annotate(nlp, [nlp.make_doc(text) for text in paragraphs])
    for found, expected in zip(lean, whole.pipe(paragraphs), strict=True):
        assert values(found) == values(expected)


@pytest.mark.parametrize("size", [1, 3])
def test_neighbours_change_nothing(
    nlp: Language, paragraphs: list[str], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text has one parse, whatever is parsed with it and in whatever order."""
    expected = [values(doc) for doc in annotate(nlp, [nlp.make_doc(text) for text in paragraphs])]
    monkeypatch.setattr("coalition.pipeline.annotating.BATCH_SIZE", size)
    found = [values(doc) for doc in annotate(nlp, [nlp.make_doc(text) for text in reversed(paragraphs)])]
    assert found[::-1] == expected


def test_text_without_tokens_is_annotated(nlp: Language) -> None:
    """Among others and alone."""
    assert [len(doc) for doc in annotate(nlp, [nlp.make_doc(""), nlp.make_doc("Chad joins.")])] == [0, 3]
    assert [len(doc) for doc in annotate(nlp, [nlp.make_doc("")])] == [0]
