"""The door for Python users: what goes in, what comes out, and how the report is put together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engine import example, example_report, run, the_analyser

from coalition.analyser import NO_INITIATIVE, Analyser, Readable, analyse
from coalition.errors import ArticleError, CoalitionError
from coalition.reading.article import Article
from coalition.reading.reader import article_from_text
from coalition.report import Analysis, CountryReport
from coalition.stance import Source, Stance

pytestmark = pytest.mark.model

PATROL = """\
Who will join the naval patrol?

Norway will join the naval patrol. Peru refused to join the naval patrol.

Oslo said on Monday that it would send a ship to the naval patrol. Cyprus was mentioned in the hall.
"""


def _analyse(text: str) -> Analysis:
    return the_analyser().analyse(article_from_text(text))


def _country(analysis: Analysis, code: str) -> CountryReport:
    return next(country for country in analysis.countries if country.code == code)


# ---------------------------------------------------------------- the door
def test_mistyped_name_of_a_file_is_no_text() -> None:
    """A text has several words, so a single one names a file, and it is told that there is none."""
    with pytest.raises(ArticleError, match=r"^nosuch\.txt: "):
        the_analyser().analyse("nosuch.txt")


def test_path_and_text_are_the_same_article(tmp_path: Path) -> None:
    """A Path and a string that names a file are read, any other string is the text."""
    path = tmp_path / "patrol.txt"
    path.write_text(PATROL, encoding="utf-8")
    by_path, by_name, by_text = analyse(path), analyse(str(path)), analyse(PATROL)
    assert by_path == by_name
    assert by_path.article.path == str(path)
    assert by_text.article.path is None
    assert by_text.countries == by_path.countries


@pytest.mark.parametrize("name", ["missing.txt", ""], ids=["missing", "folder"])
def test_path_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A Path is never taken for text, whatever is wrong with it."""
    with pytest.raises(ArticleError):
        analyse(tmp_path / name)


@pytest.mark.parametrize(
    ("source", "told"),
    [(None, "None"), (b"Peru left.", "a value of type bytes"), (float("nan"), "a value of type float")],
)
def test_what_is_no_source_is_told(source: Any, told: str) -> None:
    """As an error of ours, and in an archive it costs the others nothing: a data frame has empty cells."""
    message = f"^{told} is no article; give a path, a text, or an Article of read_bytes$"
    with pytest.raises(ArticleError, match=message):
        the_analyser().analyse(source)
    reasons: list[str] = []
    analyses = the_analyser().analyse_many([source, PATROL], on_error=lambda _, error: reasons.append(str(error)))
    assert [one.article.title for one in analyses] == ["Who will join the naval patrol?"]
    assert len(reasons) == 1


def test_one_source_is_no_archive() -> None:
    """The letters of a path are not the paths of an archive."""
    with pytest.raises(CoalitionError, match="put a single one into a list"):
        next(the_analyser().analyse_many("archive"))


@pytest.mark.parametrize("initiative", ["", " \n"])
def test_blank_initiative_is_refused(initiative: str) -> None:
    """As on the command line, and before a model is loaded."""
    with pytest.raises(CoalitionError, match="the initiative must not be empty"):
        Analyser(initiative=initiative, model="no_such_model")


def test_model_that_is_not_there() -> None:
    """The error is one of ours and comes when the analyser is made, not with the first article."""
    with pytest.raises(CoalitionError, match="no_such_model"):
        Analyser(model="no_such_model")


def test_many_articles_are_read_as_they_are_asked_for() -> None:
    """Analyses come one by one, in the order of the articles; an archive need not fit into memory."""
    taken: list[str] = []

    def articles() -> Iterator[Article]:
        for name in ("haiti-mission", "debt-club"):
            taken.append(name)
            yield example(name)

    analyses = the_analyser().analyse_many(articles())
    assert taken == []
    assert next(analyses) == example_report("haiti-mission")
    assert taken == ["haiti-mission"]
    assert next(analyses) == example_report("debt-club")
    with pytest.raises(StopIteration):
        next(analyses)


def test_public_names_are_the_door() -> None:
    """What the package exports is this analyser."""
    import coalition

    assert coalition.Analyser is Analyser
    assert coalition.analyse is analyse


# ---------------------------------------------------------------- the report
def test_each_mentioned_country_is_listed_once() -> None:
    """With a stance or without one; capitals and the country's name are one country."""
    analysis = _analyse(PATROL)
    assert sorted(country.code for country in analysis.countries) == ["CYP", "NOR", "PER"]
    assert _country(analysis, "CYP").stance is None
    assert _country(analysis, "NOR").mentions == 2


def test_stances_have_their_own_words() -> None:
    """The two plain sentences are evidence for what they say, copied whole."""
    analysis = _analyse(PATROL)
    norway, peru = _country(analysis, "NOR"), _country(analysis, "PER")
    assert "Norway will join the naval patrol." in {piece.text for piece in norway.evidence}
    assert {piece.stance for piece in norway.evidence} == {Stance.IN}
    assert [piece.text for piece in peru.evidence] == ["Peru refused to join the naval patrol."]
    assert peru.evidence[0].stance is Stance.OUT


def test_passage_is_shown_once_with_all_its_cues() -> None:
    """Readings of one passage that agree are one piece of evidence; each cue is listed once, in text order."""
    for name in ("haiti-mission", "debt-club", "red-sea-escort"):
        for country in example_report(name).countries:
            keys = [(p.start, p.end, p.polarity, p.certainty, p.source) for p in country.evidence]
            assert len(set(keys)) == len(keys), (name, country.code)
            for piece in country.evidence:
                cues = [(cue.start, cue.end, cue.rule) for cue in piece.cues]
                assert cues == sorted(set(cues))


def test_capital_speaks_for_its_government() -> None:
    """What "Oslo said" is Norway's own word."""
    norway = _country(_analyse(PATROL), "NOR")
    assert Source.GOVERNMENT in {piece.source for piece in norway.evidence}


def test_evidence_names_its_section() -> None:
    """The heading that a passage stands under is told with it; in the lead there is none."""
    text = f"{PATROL}\nWho's out?\n\nKenya will not join the naval patrol, and its ministers said so on Tuesday.\n"
    analysis = _analyse(text)
    assert _country(analysis, "KEN").evidence[0].section == "Who's out?"
    assert {piece.section for piece in _country(analysis, "PER").evidence} == {None}


def test_person_has_the_stance_of_own_words() -> None:
    """A minister's stance is that of the evidence that stands on the minister's word; others have none."""
    text = (
        "Who will join the naval patrol?\n\n"
        "Norway's defence minister, Kari Lunde-Moe, said Norway would join the naval patrol. "
        "Anna Berg, an analyst, said the sea was calm.\n"
    )
    people = {person.name: person for person in _analyse(text).people}
    assert people["Kari Lunde-Moe"].country == "NOR"
    assert people["Kari Lunde-Moe"].speaks
    assert people["Kari Lunde-Moe"].stance is Stance.IN
    assert people["Anna Berg"].stance is None


def test_missing_initiative_is_said() -> None:
    """Where countries are named and no undertaking is found the reader is told how to name one."""
    text = "A day at the sea\n\nThe people of Malta ate their fish, and the people of Cyprus looked at the harbour.\n"
    assert _analyse(text).warnings == (NO_INITIATIVE,)
    assert _analyse(PATROL).warnings == ()


def test_docs_can_be_judged_apart() -> None:
    """Verdicts and facts of a Doc are open to whoever runs the pipeline: one for each country, in text order."""
    doc = run(PATROL, "naval patrol")
    facts = the_analyser().facts(doc)
    assert list(facts) == ["NOR", "PER", "CYP"]
    assert [verdict.code for verdict in the_analyser().verdicts(doc)] == list(facts)
    assert facts["NOR"].in_lede
    assert facts["NOR"].first < facts["PER"].first < facts["CYP"].first


# ---------------------------------------------------------------- many
def test_sources_of_all_kinds_keep_their_order(tmp_path: Path) -> None:
    """Articles, paths and texts may stand in one list; the analyses come in its order."""
    path = tmp_path / "patrol.txt"
    path.write_text(PATROL, encoding="utf-8")
    article = article_from_text(PATROL, path="an article")
    sources: list[Readable] = [article, path, "Chad has joined the airlift, its minister said."]
    found = list(the_analyser().analyse_many(sources))
    assert [analysis.article.path for analysis in found] == ["an article", str(path), None]
    assert found[2].coalition.in_ == ("TCD",)


def test_source_that_cannot_be_read_does_not_cost_the_others(tmp_path: Path) -> None:
    """It is left out with its reason, as a warning or to whoever asked for it."""
    sources: list[Readable] = [PATROL, tmp_path / "missing.txt", "", PATROL]
    with pytest.warns(UserWarning, match=r"^source \d is left out: ") as told:
        assert len(list(the_analyser().analyse_many(sources))) == 2
    assert [str(one.message).split(":")[-2].strip() for one in told][1] == "the text"
    left_out: list[tuple[Readable, ArticleError]] = []
    found = list(the_analyser().analyse_many(sources, on_error=lambda source, error: left_out.append((source, error))))
    assert len(found) == 2
    assert [source for source, _ in left_out] == sources[1:3]


@pytest.mark.parametrize("length", [300, 5000], ids=["longer than a file name", "longer than a path"])
def test_long_line_is_a_text(length: int) -> None:
    """A text without a line break is no path, which the system would refuse to look up."""
    text = "Norway will join the naval patrol. " + "The sea was calm and the wind was from the west. " * (length // 50)
    assert the_analyser().analyse(text).coalition.in_ == ("NOR",)
    assert the_analyser().analyse("Norway will join\0 the naval patrol of the north.").countries
