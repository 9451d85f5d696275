"""The pipeline as it ships: its order, its Doc, and what it says of models that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from tests.engine import EXAMPLE_IDS, example, run, the_pipeline

from coalition.errors import CoalitionError
from coalition.pipeline.assembly import COMPONENTS, build_pipeline, run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.pipeline.model import ModelError
from coalition.pipeline.parsing import HEADINGS_KEY, blocks_of
from coalition.reading.article import BlockKind

pytestmark = pytest.mark.model

EXTENSIONS = ("coalition_people", "coalition_quotes", "coalition_initiative", "coalition_evidence")
UNREAD = (BlockKind.FURNITURE, BlockKind.DATE, BlockKind.BYLINE)


@pytest.fixture(scope="module", params=EXAMPLE_IDS)
def case(request: pytest.FixtureRequest) -> tuple[str, Doc]:
    """Return an example's name and its analysed Doc."""
    return request.param, run_pipeline(example(request.param), the_pipeline())


# ---------------------------------------------------------------- the pipeline
def test_shipped_pipeline_has_no_problems() -> None:
    """What each component needs is assigned before it."""
    analysis = the_pipeline().analyze_pipes()
    assert analysis is not None
    assert {name: needs for name, needs in analysis["problems"].items() if needs} == {}


def test_components_stand_behind_the_models_own() -> None:
    """Ours come last, in their order."""
    assert tuple(the_pipeline().pipe_names[-len(COMPONENTS) :]) == COMPONENTS


# ---------------------------------------------------------------- the Doc
def test_offsets_are_the_articles_own(case: tuple[str, Doc]) -> None:
    """The Doc is as long as the article, and each parsed token stands where it says."""
    article, doc = example(case[0]), case[1]
    assert len(doc.text) == len(article.text)
    for block in blocks_of(doc):
        for token in block:
            assert article.normal[token.idx : token.idx + len(token)] == token.text


def test_blocks_are_the_articles_own(case: tuple[str, Doc]) -> None:
    """A parsed block lies inside its block of the page; furniture, date and byline are not parsed."""
    article, doc = example(case[0]), case[1]
    for span in blocks_of(doc):
        block = article.blocks[int(span.id_)]
        assert span.label_ == block.kind.value
        assert block.kind not in UNREAD
        assert block.start_char <= span.start_char <= span.end_char <= block.end_char
    parsed = {token.i for span in blocks_of(doc) for token in span}
    assert all(token.head.i == token.i and not token.pos_ for token in doc if token.i not in parsed)


def test_doc_travels_as_bytes(case: tuple[str, Doc]) -> None:
    """Extensions, spans and user data come back as they were: they hold plain values only."""
    doc = case[1]
    copy = Doc(the_pipeline().vocab).from_bytes(doc.to_bytes())
    assert copy.text == doc.text
    for name in EXTENSIONS:
        assert copy._.get(name) == json.loads(json.dumps(doc._.get(name))), name
    assert evidence_of(copy) == evidence_of(doc)
    assert {key: _plain(group) for key, group in copy.spans.items()} == {k: _plain(g) for k, g in doc.spans.items()}
    assert copy.user_data[HEADINGS_KEY] == doc.user_data[HEADINGS_KEY]


def _plain(group: SpanGroup) -> list[tuple[int, int, str, str, str]]:
    return [(span.start, span.end, span.label_, span.kb_id_, span.id_) for span in group]


def test_given_initiative_reaches_the_doc() -> None:
    """The caller's words are the name, whatever the text is about."""
    doc = run("Chile joins the fisheries convention\n\nChile has joined the fisheries convention.\n", "whale sanctuary")
    assert doc._.coalition_initiative["name"] == "whale sanctuary"
    assert doc._.coalition_initiative["is_given"]


# ---------------------------------------------------------------- models that cannot be used
def _saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


def test_model_that_only_tokenises(tmp_path: Path) -> None:
    """The message names the model, each thing that is missing, and a model that would do."""
    name = _saved(spacy.blank("en"), tmp_path / "bare")
    with pytest.raises(ModelError) as caught:
        build_pipeline(name)
    message = str(caught.value)
    assert name in message
    for needed in ("tagger or morphologizer", "parser", "ner", "en_core_web_sm"):
        assert needed in message


def test_model_that_lacks_one_thing(tmp_path: Path) -> None:
    """Only what is missing is named."""
    nlp = spacy.blank("en")
    for pipe in ("morphologizer", "parser"):
        nlp.add_pipe(pipe)
    with pytest.raises(ModelError, match=r"has no ner; use one that has"):
        build_pipeline(_saved(nlp, tmp_path / "partial"))


def test_model_of_another_language(tmp_path: Path) -> None:
    """A complete model of another language is refused for its language."""
    nlp = spacy.blank("de")
    for pipe in ("tagger", "parser", "ner"):
        nlp.add_pipe(pipe)
    with pytest.raises(ModelError, match=r"is for 'de'; coalition reads English"):
        build_pipeline(_saved(nlp, tmp_path / "german"))


def test_model_that_is_no_model(tmp_path: Path) -> None:
    """A name that nothing is installed under, and a folder without a model, have one message."""
    for name in ("no_such_model", str(tmp_path)):
        with pytest.raises(ModelError, match=r"is not installed; name none"):
            build_pipeline(name)


def test_broken_model_is_told_in_one_line(tmp_path: Path) -> None:
    """A folder whose description cannot be read is a model error and no fault of ours."""
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"^the spaCy model .* cannot be loaded: [^\n]+$"):
        build_pipeline(str(tmp_path))


def test_model_error_can_be_caught_with_all_others() -> None:
    """A caller that catches the root of our errors misses none."""
    assert issubclass(ModelError, CoalitionError)
