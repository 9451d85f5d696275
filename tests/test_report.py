"""The report: what its JSON looks like, what it refuses, and in which order things stand."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from coalition.errors import ReportError
from coalition.reading.article import Article, Section, SectionKind
from coalition.report import (
    Analysis,
    ArticleReport,
    CoalitionSets,
    CountryReport,
    CueReport,
    EvidenceReport,
    InitiativeReport,
    PersonReport,
    QuoteReport,
    describe_article,
)
from coalition.stance import Certainty, Polarity, Role, Source, Stance, stance_of

TEXT = "Malta’s foreign minister, Rita Camilleri, said that Malta will lend a hangar. Cyprus is thinking it over."

# The contract with other scripts, key by key; a change here is a change of schema_version.
CONTRACT = {
    "Analysis": "schema_version article initiative coalition countries people quotes warnings",
    "article": "path title date byline source language words sections",
    "section": "heading kind start end",
    "initiative": "name given",
    "coalition": "in out uncertain",
    "country": "code name stance role confidence mentions evidence",
    "evidence": "text start end section stance polarity certainty source speaker cues",
    "cue": "text start end rule",
    "person": "name title country mentions speaks stance",
    "quote": "text start end direct speaker country cue",
}


def evidence(words: str, polarity: Polarity, certainty: Certainty, *, inferred: bool = False) -> EvidenceReport:
    start = TEXT.index(words)
    return EvidenceReport(
        text=words,
        start=start,
        end=start + len(words),
        section=None,
        stance=stance_of(polarity, certainty),
        polarity=polarity,
        certainty=certainty,
        source=Source.NARRATOR,
        speaker=None,
        cues=(CueReport(text=words, start=start, end=start + len(words), rule="rule"),),
        inferred=inferred,
    )


def country(
    code: str,
    stance: Stance | None = None,
    role: Role | None = None,
    confidence: float | None = None,
    *,
    mentions: int = 1,
    pieces: tuple[EvidenceReport, ...] = (),
) -> CountryReport:
    return CountryReport(
        code=code, name=code, stance=stance, role=role, confidence=confidence, mentions=mentions, evidence=pieces
    )


def person(name: str, *, mentions: int = 1, inferred: bool = False) -> PersonReport:
    return PersonReport(
        name=name, title=None, country=None, mentions=mentions, speaks=False, stance=None, inferred=inferred
    )


def article_report() -> ArticleReport:
    section = {"heading": None, "kind": "lead", "start": 0, "end": len(TEXT)}
    return ArticleReport.model_validate(
        {
            "path": None,
            "title": "A hangar in Malta",
            "date": "2031-05-06",
            "byline": None,
            "source": None,
            "language": "en",
            "words": 18,
            "sections": [section],
        }
    )


def analysis(*countries: CountryReport, **found: tuple[object, ...]) -> Analysis:
    return Analysis.assemble(
        article=article_report(),
        initiative=InitiativeReport(name="airlift", given=True),
        countries=countries,
        **found,  # type: ignore[arg-type]
    )


@pytest.fixture
def sample() -> Analysis:
    lends = evidence("Malta will lend a hangar", Polarity.FOR, Certainty.PLEDGED)
    thinks = evidence("Cyprus is thinking it over", Polarity.NEUTRAL, Certainty.OPEN)
    said = "Malta will lend a hangar"
    quote = QuoteReport(
        text=said,
        start=TEXT.index(said),
        end=TEXT.index(said) + len(said),
        direct=False,
        speaker="Rita Camilleri",
        country="MLT",
        cue="said",
    )
    return analysis(
        country("CYP", Stance.UNCERTAIN, Role.OTHER, 0.6, pieces=(thinks,)),
        country("MLT", Stance.IN, Role.MEMBER, 0.9, pieces=(lends,)),
        people=(person("Rita Camilleri"),),
        quotes=(quote,),
    )


def test_json_has_exactly_the_keys_of_the_contract_in_its_order(sample: Analysis) -> None:
    """Other scripts rely on the keys, readers on their order."""
    report = json.loads(sample.to_json())
    country_of_it = report["countries"][0]
    found = {
        "Analysis": report,
        "article": report["article"],
        "section": report["article"]["sections"][0],
        "initiative": report["initiative"],
        "coalition": report["coalition"],
        "country": country_of_it,
        "evidence": country_of_it["evidence"][0],
        "cue": country_of_it["evidence"][0]["cues"][0],
        "person": report["people"][0],
        "quote": report["quotes"][0],
    }
    assert {name: " ".join(value) for name, value in found.items()} == CONTRACT


def test_json_says_stance_date_and_sets_as_the_contract_does(sample: Analysis) -> None:
    """Enumerations are lower-case words, a date is ISO 8601, and a missing value is null."""
    report = json.loads(sample.to_json())
    assert report["schema_version"] == "1.1"
    assert report["coalition"] == {"in": ["MLT"], "out": [], "uncertain": ["CYP"]}
    assert report["article"]["date"] == "2031-05-06"
    assert report["article"]["path"] is None
    assert report["countries"][1]["evidence"][0]["certainty"] == "open"


def test_json_is_indented_and_keeps_letters(sample: Analysis) -> None:
    """The JSON can be read by people as well: two blanks a level, and no escapes where none are needed."""
    text = sample.with_text(TEXT).to_json()
    assert text.startswith('{\n  "schema_version": "1.1",\n  "article": {\n    "path": null,')
    assert "Malta’s foreign minister" in text
    assert not text.endswith("\n")


def test_text_of_the_article_is_there_only_when_asked_for(sample: Analysis) -> None:
    """Without --with-text there is no such key, not even null."""
    assert "text" not in json.loads(sample.to_json())["article"]
    assert json.loads(sample.with_text(TEXT).to_json())["article"]["text"] == TEXT


def test_inferred_is_written_only_where_it_is_true() -> None:
    """The optional key says that a link is inferred; its absence says that it is not."""
    guessed = evidence("Cyprus is thinking it over", Polarity.NEUTRAL, Certainty.OPEN, inferred=True)
    report = json.loads(
        analysis(
            country("CYP", Stance.UNCERTAIN, pieces=(guessed,)),
            people=(person("A. B.", inferred=True), person("C. D.")),
        ).to_json()
    )
    assert report["countries"][0]["evidence"][0]["inferred"] is True
    assert [one.get("inferred") for one in report["people"]] == [True, None]


@pytest.mark.parametrize("certainty", Certainty)
def test_expected_is_written_as_hedged(certainty: Certainty) -> None:
    """The contract knows seven certainties; "is expected to" keeps its stance and is called hedged."""
    piece = evidence("Malta will lend a hangar", Polarity.FOR, certainty)
    written = "hedged" if certainty is Certainty.EXPECTED else certainty
    assert json.loads(piece.model_dump_json())["certainty"] == written
    assert piece.stance is stance_of(Polarity.FOR, certainty)


def test_json_that_says_expected_is_refused() -> None:
    """Only the inner value is translated; a file with an eighth certainty is not of this schema."""
    piece = json.loads(evidence("Malta will lend a hangar", Polarity.FOR, Certainty.PLEDGED).model_dump_json())
    with pytest.raises(ValidationError):
        EvidenceReport.model_validate_json(json.dumps(piece | {"certainty": "expected"}))


@given(title=st.text(), name=st.text(), words=st.integers(min_value=0), stance=st.sampled_from([*Stance, None]))
def test_json_round_trips(title: str, name: str, words: int, stance: Stance | None) -> None:
    """What was written is what is read, whatever the article's text holds."""
    head = article_report().model_copy(update={"title": title, "words": words, "text": name})
    before = Analysis.assemble(
        article=head,
        initiative=InitiativeReport(name=name, given=False),
        countries=[country("MLT", stance)],
        people=[person(name)],
        warnings=[title],
    )
    assert Analysis.from_json(before.to_json()) == before
    assert Analysis.from_json(before.to_json().encode()) == before


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x7f", "\u202e", "\u2066", "\u2028", "\u200f"])
def test_json_holds_nothing_that_a_terminal_obeys(char: str) -> None:
    """Printed to a terminal, JSON must not turn the line around or open an escape sequence."""
    before = analysis(warnings=(f"a{char}b",))
    assert char not in before.to_json()
    assert Analysis.from_json(before.to_json()) == before


def test_order_does_not_depend_on_the_order_of_finding() -> None:
    """Stance first, then the role that leads, then confidence, mentions and code."""
    expected = [
        country("MLT", Stance.IN, Role.LEADER, 0.6),
        country("CYP", Stance.IN, Role.MEMBER, 0.9),
        country("ITA", Stance.IN, Role.MEMBER, 0.8, mentions=3),
        country("GRC", Stance.IN, Role.MEMBER, 0.8),
        country("HRV", Stance.IN, Role.MEMBER, 0.8),
        country("ESP", Stance.OUT, Role.OTHER, 0.9),
        country("FRA", Stance.UNCERTAIN, Role.OTHER, 0.9),
        country("LBY", None, Role.TARGET),
        country("TUN", None, Role.HOST),
        country("PRT", mentions=9),
        country("DZA"),
    ]
    assert list(analysis(*expected).countries) == expected
    assert analysis(*reversed(expected)).to_json() == analysis(*expected).to_json()
    assert analysis(*expected).coalition.in_ == ("MLT", "CYP", "ITA", "GRC", "HRV")


def test_people_stand_by_mentions_and_warnings_once() -> None:
    """The most prominent person comes first, and no warning is repeated."""
    people = (person("B"), person("A"), person("C", mentions=4))
    report = analysis(people=people, warnings=("late", "early", "late"))
    assert [one.name for one in report.people] == ["C", "A", "B"]
    assert report.warnings == ("late", "early")


def test_sets_that_contradict_the_countries_are_refused(sample: Analysis) -> None:
    """The verdict at a glance and the list of countries are one verdict."""
    wrong = json.loads(sample.to_json())
    wrong["coalition"]["out"] = ["MLT"]
    with pytest.raises(ReportError, match="coalition and the stances in countries differ"):
        Analysis.from_json(json.dumps(wrong))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{}", r"^is no report of coalition: schema_version: Field required \(and \d+ more\)$", id="empty"),
        pytest.param("nonsense", "^is no report of coalition: Invalid JSON", id="no JSON"),
        pytest.param(b"\xff", "^is no report of coalition: Invalid JSON", id="no text"),
    ],
)
def test_what_is_no_report_is_one_sentence(text: str | bytes, message: str) -> None:
    """The error is one of ours and names the first fault."""
    with pytest.raises(ReportError, match=message) as caught:
        Analysis.from_json(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("model", "key", "value"),
    [
        pytest.param(CountryReport, "code", "GB", id="alpha-2"),
        pytest.param(CountryReport, "confidence", 1.2, id="confidence above 1"),
        pytest.param(CountryReport, "stance", "none", id="none is null"),
        pytest.param(CountryReport, "mentions", -1, id="negative count"),
        pytest.param(CountryReport, "colour", "blue", id="unknown key"),
        pytest.param(PersonReport, "country", "Malta", id="name for code"),
    ],
)
def test_values_outside_the_contract_are_refused(model: type[BaseModel], key: str, value: object) -> None:
    """A wrong report is stopped where it is made."""
    right = (country("MLT") if model is CountryReport else person("A")).model_dump()
    model.model_validate(right)
    with pytest.raises(ValidationError):
        model.model_validate(right | {key: value})


def test_range_that_runs_backwards_is_refused() -> None:
    """Half-open ranges start before they end, or are empty."""
    CueReport(text="", start=3, end=3, rule="rule")
    with pytest.raises(ValidationError, match="runs backwards"):
        CueReport(text="x", start=3, end=2, rule="rule")


def test_report_is_frozen(sample: Analysis) -> None:
    """A report is a value."""
    with pytest.raises(ValidationError):
        sample.article = article_report()  # type: ignore[misc]


def test_confidence_has_two_digits() -> None:
    """More digits would differ between machines and mean nothing."""
    assert country("MLT", Stance.IN, confidence=2 / 3).confidence == pytest.approx(0.67, abs=1e-12)


def test_sets_can_be_given_by_their_json_name() -> None:
    """As "in" is a word of Python, the field has another name there."""
    assert CoalitionSets.model_validate({"in": ["MLT"], "out": [], "uncertain": []}).in_ == ("MLT",)


def test_describe_article_lists_all_sections_furniture_too() -> None:
    """What is left out of the analysis can be found again by its range."""
    text = "Headline\n\nBody.\n\nRead more"
    article = Article(
        path="folder/a\udcff.txt",  # the byte ff in a file name that is not UTF-8
        text=text,
        normal=text,
        title="Headline",
        published=date(2031, 5, 6),
        byline="A. Writer",
        dateline=None,
        dateline_range=None,
        source="The Paper",
        language="en",
        words=2,
        blocks=(),
        sections=(Section(None, SectionKind.LEAD, 0, 15), Section(None, SectionKind.FURNITURE, 17, 26)),
    )
    report = describe_article(article)
    assert [(part.kind, text[part.start : part.end]) for part in report.sections] == [
        ("lead", "Headline\n\nBody."),
        ("furniture", "Read more"),
    ]
    assert report.path == "folder/a�.txt"
    assert (report.title, report.date, report.byline, report.source) == (
        "Headline",
        date(2031, 5, 6),
        "A. Writer",
        "The Paper",
    )
