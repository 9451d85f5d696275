"""The remembering tok2vec predicts what the model's own predicts, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from spacy.language import Language
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
from spacy.tokens import Doc
from thinc.api import Model

from coalition.pipeline.encoding import remembering

TEXTS = [
    "Chad and Niger will join the force; Mali won't.",
    "",
    "Niger will join. Niger will not pay.",
    *["Mali's foreign minister said on Tuesday that 1,200 troops would leave."] * 20,
    "WARSAW",
]


@pytest.fixture
def tok2vec(nlp: Language) -> Model[list[Doc], list[Any]]:
    """Return the model's own tok2vec, from inside the one that remembers."""
    component: Any = nlp.get_pipe("tok2vec")
    own: Model[list[Doc], list[Any]] = component.model.layers[0]
    return own


def are_equal(found: list[Any], expected: list[Any]) -> bool:
    """Tell whether two lists of arrays are the same to the last bit."""
    return [array.tobytes() for array in found] == [array.tobytes() for array in expected]


def test_remembers_to_the_last_bit(nlp: Language, tok2vec: Model[list[Doc], list[Any]]) -> None:
    """Whether a token is new or known, and whatever stands in its batch."""
    model = remembering(tok2vec)
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = tok2vec.predict(docs)
    assert are_equal([array for doc in docs[::-1] for array in model.predict([doc])][::-1], expected)
    assert are_equal(model.predict(docs), expected)


def test_forgets_when_it_knows_too_much(
    nlp: Language, tok2vec: Model[list[Doc], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also within one text that has more kinds of tokens than are remembered."""
    monkeypatch.setattr("coalition.pipeline.encoding.MOST_REMEMBERED", 5)
    model = remembering(tok2vec)
    docs = [nlp.make_doc(text) for text in TEXTS]
    for _ in range(2):
        assert are_equal(model.predict(docs), tok2vec.predict(docs))


def test_two_tokens_of_one_form_are_told_apart(nlp: Language, tok2vec: Model[list[Doc], list[Any]]) -> None:
    """The model looks at the space behind a token too."""
    model = remembering(tok2vec)
    (vectors,) = model.predict([nlp.make_doc("Mali Mali.")])
    assert not numpy.array_equal(vectors[0], vectors[1])
    assert model.predict([]) == []


def test_model_is_quickened(nlp: Language) -> None:
    """The shared tok2vec and the one of the entity recogniser."""
    names = {
        name: [node.name.partition("(")[0] for node in component.model.walk()]  # type: ignore[attr-defined]
        for name, component in nlp.pipeline
        if isinstance(getattr(component, "model", None), Model)
    }
    assert {name for name, nodes in names.items() if "remembering" in nodes} == {"tok2vec", "ner"}


@pytest.mark.parametrize(("window", "pieces", "depth"), [(1, 3, 2), (1, 2, 1), (2, 3, 2), (1, 1, 1)])
def test_other_encoders_predict_what_they_predict(nlp: Language, window: int, pieces: int, depth: int) -> None:
    """Built alike or in another way, of which a wider window is one."""
    embedding = MultiHashEmbed(16, ["NORM", "SHAPE"], [50, 20], include_static_vectors=False)
    tok2vec: Any = build_Tok2Vec_model(embedding, MaxoutWindowEncoder(16, window, pieces, depth))
    docs = [nlp.make_doc(text) for text in TEXTS if text]
    tok2vec.initialize(X=docs)
    assert are_equal(remembering(tok2vec).predict(docs), tok2vec.predict(docs))
