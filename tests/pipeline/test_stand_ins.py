"""Names that the model takes for other words are shown to it as names that it knows."""

from __future__ import annotations

import pytest
from tests.engine import the_pipeline

from coalition.lexicons.countries import load_gazetteer
from coalition.lexicons.stand_ins import load_stand_ins
from coalition.pipeline.assembly import run_pipeline
from coalition.reading.reader import article_from_text


@pytest.mark.parametrize("name", ["Vanuatu", "Kigali", "Bahrain", "Réunion"])
def test_rare_name_is_a_subject_and_keeps_its_word(name: str) -> None:
    """The model alone makes an adverb or a verb of it."""
    text = f"{name}, however, has balked at the pact that its neighbours had signed before the end of the year."
    doc = run_pipeline(article_from_text(text), the_pipeline())
    assert (doc[0].text, doc[0].lemma_, doc[0].tag_, doc[0].dep_) == (name, name, "NNP", "nsubj")
    assert doc.text == text
    assert [span.text for span in doc.spans["coalition_countries"]] == [name]


def test_model_alone_misreads_a_rare_name() -> None:
    """The reason for the list; once a model reads all of it, the list can go."""
    sentences = (f"{name}, however, has balked at the pact." for name in load_stand_ins())
    assert any(doc[0].dep_ != "nsubj" for doc in the_pipeline().pipe(sentences))


def test_each_name_is_one_country() -> None:
    """And no stand-in has one itself."""
    forms, known = load_gazetteer().forms, load_stand_ins()
    assert all(len(forms[name].codes) == 1 for name in known)
    assert known.keys().isdisjoint(known.values())
