"""Figures from gold labels and analyses: each expected number is counted by hand beside the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coalition.errors import CoalitionError
from coalition.evaluation import (
    Bin,
    Figures,
    Grouping,
    Outcome,
    Rates,
    Reversal,
    Share,
    evaluate,
    evaluate_by,
    find_mistakes,
)
from coalition.gold import GoldArticle, read_gold
from coalition.report import Analysis, ArticleReport, CountryReport, EvidenceReport, InitiativeReport, PersonReport
from coalition.stance import Certainty, Polarity, Role, Source, Stance

Span = tuple[int, int]

FIRST = """\
{"id": "first", "initiative": "the airlift", "difficulty": "easy", "clutter": [], "parties": [
 {"iso3": "FRA", "stance": "in", "role": "member", "source": "government", "spans": [[10, 20]]},
 {"iso3": "POL", "stance": "out", "role": "other", "source": "narrator", "spans": [[70, 75], [30, 40]]},
 {"iso3": "DEU", "stance": "uncertain", "role": "other", "source": "analyst", "spans": [[50, 60]]},
 {"iso3": "SYR", "stance": "out", "role": "target", "source": "narrator", "spans": [[1, 2]]},
 {"iso3": "IRQ", "stance": "in", "role": "host", "source": "narrator", "spans": [[1, 2]]},
 {"iso3": "LBY", "stance": "none", "role": "target", "source": "narrator", "spans": [[1, 2]]},
 {"iso3": "ESP", "stance": "uncertain", "role": "other", "source": "narrator", "spans": [[1, 2]], "contested": true}],
 "people": [
 {"name": "Emmanuel Macron", "iso3": "FRA", "title": "President", "speaks": true},
 {"name": "Donald Tusk", "iso3": "POL", "title": null, "speaks": true},
 {"name": "Ann O’Hara", "iso3": null, "title": null, "speaks": false}]}
"""
SECOND = """\
{"id": "second", "difficulty": "hard", "parties": [
 {"iso3": "GBR", "stance": "in", "role": "leader", "source": "government", "spans": [[3, 9]]},
 {"iso3": "SWE", "stance": "uncertain", "role": "other", "source": "government", "spans": [[5, 10]]}],
 "people": [{"name": "Ann O’Hara", "iso3": "GBR", "speaks": true}]}
"""
WITHOUT_ANALYSIS = """\
{"id": "third", "parties": [{"iso3": "NOR", "stance": "out", "role": "other", "spans": null}],
 "people": [{"name": "Jens Bø", "iso3": "NOR", "speaks": true}]}
"""


def near(value: float) -> Any:
    """Stand for a number that is rounded; typed so that it fits into the figures."""
    return pytest.approx(value)


def gold_of(*lines: str) -> list[GoldArticle]:
    return [GoldArticle.model_validate_json(line) for line in lines]


def country(
    code: str,
    stance: Stance | None,
    confidence: float | None = None,
    *spans: Span,
    role: Role | None = None,
    source: Source = Source.NARRATOR,
) -> CountryReport:
    """Return a country with a piece of evidence for each range."""
    pieces = tuple(
        EvidenceReport.model_validate(
            {
                "text": "…", "start": start, "end": end, "section": None, "stance": stance or Stance.IN,
                "polarity": Polarity.FOR, "certainty": Certainty.ASSERTED, "source": source, "speaker": None,
                "cues": (),
            }
        )
        for start, end in spans
    )  # fmt: skip
    return CountryReport(
        code=code, name=code, stance=stance, role=role, confidence=confidence, mentions=1, evidence=pieces
    )


def person(name: str, code: str | None, *, speaks: bool) -> PersonReport:
    return PersonReport(name=name, title=None, country=code, mentions=1, speaks=speaks, stance=None)


def analysis(countries: Sequence[CountryReport] = (), people: Sequence[PersonReport] = ()) -> Analysis:
    article = ArticleReport(
        path=None, title=None, date=None, byline=None, source=None, language="en", words=9, sections=()
    )
    initiative = InitiativeReport(name="the lift", given=False)
    return Analysis.assemble(article=article, initiative=initiative, countries=countries, people=people)


GOLD = gold_of(FIRST, SECOND, WITHOUT_ANALYSIS)
ANALYSES = {
    "first": analysis(
        [
            country("FRA", Stance.IN, 0.9, (12, 15), role=Role.MEMBER),  # right, shown by the first passage
            country("POL", Stance.IN, 0.6, (0, 5), (35, 50), role=Role.MEMBER),  # wrong, shown by the second passage
            country("DEU", None),  # missing: listed, but without a stance
            country("SYR", Stance.OUT, 0.9, (1, 2)),  # target, host and contested: neither counted nor punished
            country("IRQ", Stance.UNCERTAIN, 0.9, (1, 2)),
            country("LBY", Stance.IN, 0.9, (1, 2)),
            country("ESP", Stance.IN, 0.9, (1, 2)),
            country("ITA", Stance.IN, 0.62, (1, 2), role=Role.MEMBER, source=Source.ANALYST),  # spurious
            country("PRT", None),  # a mere mention on both sides
        ],
        [
            person("Macron", "FRA", speaks=True),
            person("Tusk", None, speaks=False),
            person("John Smith", "USA", speaks=True),
        ],
    ),
    "second": analysis(
        [
            country("GBR", Stance.IN, 0.8, role=Role.LEADER),  # right without a passage
            country("SWE", Stance.UNCERTAIN, 0.55, (10, 12), (1, 5), (9, 11)),  # right; half-open ranges only touch
        ],
        [person("O'Hara.", "GBR", speaks=True)],
    ),
    "of no gold": analysis([country("USA", Stance.IN, 1.0)]),
}


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Return the figures of the three articles."""
    return evaluate(GOLD, ANALYSES)


def test_confusion_counts_each_row_once(figures: Figures) -> None:
    """Rows of targets, hosts and contested rows are in no cell, nor are mere mentions."""
    assert figures.confusion == {
        "in": {"in": 2, "out": 0, "uncertain": 0, "none": 0},  # FRA, GBR
        "out": {"in": 1, "out": 0, "uncertain": 0, "none": 1},  # POL; NOR
        "uncertain": {"in": 0, "out": 0, "uncertain": 1, "none": 1},  # SWE; DEU
        "none": {"in": 1, "out": 0, "uncertain": 0, "none": 0},  # ITA
    }
    assert (figures.articles, figures.analysed) == (3, 2)


def test_rates_of_stances(figures: Figures) -> None:
    """A wrong stance is spurious for the stance that was found and missed for the other."""
    assert figures.stances == {
        Stance.IN: Rates(2, 2, 0, 2 / 4, 1.0, near(2 / 3)),
        Stance.OUT: Rates(0, 0, 2, 0.0, 0.0, 0.0),
        Stance.UNCERTAIN: Rates(1, 0, 1, 1.0, 1 / 2, near(2 / 3)),
    }
    assert figures.micro == Rates(3, 2, 3, 3 / 5, 3 / 6, near(6 / 11))
    assert figures.macro_f1 == near((2 / 3 + 0 + 2 / 3) / 3)


def test_detection_and_stance_accuracy(figures: Figures) -> None:
    """FRA, POL, GBR and SWE are found, three of them right; ITA is spurious, DEU and NOR are missed."""
    assert figures.detection == Rates(4, 1, 2, 4 / 5, 4 / 6, near(8 / 11))
    assert figures.stance_accuracy == Share(3, 4, 3 / 4)


def test_evidence_counts_where_both_sides_have_a_stance(figures: Figures) -> None:
    """The passage may be right where the stance is wrong, and one that only touches the gold's is not."""
    assert figures.evidence_at_1 == Share(1, 4, 1 / 4)
    assert figures.evidence_at_3 == Share(3, 4, 3 / 4)


def test_people_are_compared_by_surname(figures: Figures) -> None:
    """Found: Macron, Tusk, O'Hara in the second; spurious: Smith; missed: O'Hara in the first, Bø."""
    assert figures.people == Rates(3, 1, 2, 3 / 4, 3 / 5, near(2 / 3))
    assert figures.affiliation == Share(2, 3, 2 / 3)  # Tusk has no country
    assert figures.speakers == Share(2, 3, 2 / 3)  # nor does he speak


def test_calibration(figures: Figures) -> None:
    """Right: FRA 0.9, GBR 0.8, SWE 0.55; wrong: POL 0.6 and ITA 0.62, which share a bin."""
    calibration = figures.calibration
    assert calibration.bins == (
        Bin(0.5, 0.6, 1, 0.55, 1.0),
        Bin(0.6, 0.7, 2, near(0.61), 0.0),
        Bin(0.8, 0.9, 1, 0.8, 1.0),
        Bin(0.9, 1.0, 1, 0.9, 1.0),
    )
    assert calibration.verdicts == 5
    assert calibration.expected_error == near((0.45 + 2 * 0.61 + 0.2 + 0.1) / 5)
    assert calibration.brier == near((0.45**2 + 0.6**2 + 0.62**2 + 0.2**2 + 0.1**2) / 5)


def test_full_confidence_is_in_the_last_bin() -> None:
    """1.0 has no bin of its own, and a verdict without a confidence none at all."""
    found = {"second": analysis([country("GBR", Stance.IN, 1.0), country("SWE", Stance.IN)])}
    assert evaluate(gold_of(SECOND), found).calibration.bins == (Bin(0.9, 1.0, 1, 1.0, 1.0),)


def test_intervals_are_deterministic_and_hold_the_figure(figures: Figures) -> None:
    """Two calls draw the same articles; the figure of all articles lies within."""
    assert evaluate(GOLD, dict(reversed(ANALYSES.items()))) == figures
    for interval, value in (
        (figures.intervals.macro_f1, figures.macro_f1),
        (figures.intervals.micro_f1, figures.micro.f1),
        (figures.intervals.evidence_at_1, figures.evidence_at_1.value),
    ):
        assert 0 <= interval.low <= value <= interval.high <= 1
        assert interval.low < interval.high


def test_interval_of_one_article_is_its_figure() -> None:
    """Each resample draws the same article again."""
    found = evaluate(gold_of(FIRST), ANALYSES)
    assert (found.intervals.micro_f1.low, found.intervals.micro_f1.high) == (found.micro.f1, found.micro.f1)


def test_nothing_gives_zeros() -> None:
    """No division fails, neither without gold nor without analyses."""
    assert evaluate([], {}).macro_f1 == 0.0
    nothing = evaluate(GOLD, {})
    assert (nothing.micro, nothing.analysed) == (Rates(0, 0, 6, 0.0, 0.0, 0.0), 0)


def test_gold_row_without_a_stance_is_for_detection_only() -> None:
    """It is no target or host, so to find the country is right, but no stance is."""
    line = '{"id": "x", "parties": [{"iso3": "MLT", "stance": "none", "role": "member"}], "people": []}'
    gold, found = gold_of(line), {"x": analysis([country("MLT", Stance.IN, 0.9)])}
    measured = evaluate(gold, found)
    assert measured.detection == Rates(1, 0, 0, 1.0, 1.0, 1.0)
    assert (measured.micro.right, measured.micro.spurious, measured.calibration.verdicts) == (0, 0, 0)
    assert find_mistakes(gold, found) == []


def test_mistakes_in_the_order_of_the_gold() -> None:
    """First the gold's rows, then the spurious ones; a missing row keeps what the rules saw of the country."""
    mistakes = find_mistakes(GOLD, ANALYSES)
    assert [(row.article.id, row.code, row.outcome) for row in mistakes] == [
        ("first", "POL", Outcome.WRONG),
        ("first", "DEU", Outcome.MISSING),
        ("first", "ITA", Outcome.SPURIOUS),
        ("third", "NOR", Outcome.MISSING),
    ]
    assert [row.found.code if row.found else None for row in mistakes] == ["POL", "DEU", "ITA", None]
    assert [row.initiative for row in mistakes] == ["the lift", "the lift", "the lift", None]


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        pytest.param(
            Grouping.DIFFICULTY, {"easy": (1, 1, 1, 1), "hard": (2, 0, 0, 0), "unknown": (0, 0, 1, 0)}, id="difficulty"
        ),
        pytest.param(
            Grouping.SOURCE,
            {"government": (3, 0, 0, 0), "analyst": (0, 0, 1, 1), "narrator": (0, 1, 0, 0), "unknown": (0, 0, 1, 0)},
            id="source",
        ),
        pytest.param(Grouping.ROLE, {"leader": (1, 0, 0, 0), "member": (1, 0, 0, 1), "other": (1, 1, 2, 0)}, id="role"),
        pytest.param(
            Grouping.STANCE, {"in": (2, 0, 0, 1), "out": (0, 1, 1, 0), "uncertain": (1, 0, 1, 0)}, id="stance"
        ),
    ],
)
def test_groups(grouping: Grouping, expected: dict[str, tuple[int, int, int, int]]) -> None:
    """Right, wrong, missing and spurious by group, in the order of the labels; a spurious row goes where it says."""
    groups = evaluate_by(grouping, GOLD, ANALYSES)
    assert [(one.group, (one.right, one.wrong, one.missing, one.spurious)) for one in groups] == list(expected.items())


def test_group_has_the_figures_of_its_rows() -> None:
    """As if the other rows did not exist; macro-F1 would say nothing where a group has one stance."""
    easy, hard, _ = evaluate_by(Grouping.DIFFICULTY, GOLD, ANALYSES)
    assert hard.micro == Rates(2, 0, 0, 1.0, 1.0, 1.0)
    assert (easy.macro_f1, easy.evidence_at_1) == (near((2 * 1 / 3 / (4 / 3)) / 3), Share(1, 2, 0.5))
    assert {one.macro_f1 for one in evaluate_by(Grouping.STANCE, GOLD, ANALYSES)} == {None}


# ------------------------------------------------------------------ gold files
def write(folder: Path, *lines: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(line.replace("\n", "") for line in lines) + "\n", encoding="utf-8")
    return path


def test_gold_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Empty lines and articles that do not qualify are passed over, whatever else these hold."""
    path = write(tmp_path, FIRST, "", '{"id": "no initiative", "qualifies": false}', SECOND, WITHOUT_ANALYSIS)
    assert read_gold(path) == GOLD


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{]", "gold.jsonl:2: Expecting property name", id="no JSON"),
        pytest.param("[]", "gold.jsonl:2: Input should be", id="no object"),
        pytest.param(SECOND.replace('"in"', '"inn"'), "gold.jsonl:2: parties.0.stance: Input should be", id="stance"),
        pytest.param(SECOND.replace("GBR", "UK"), "gold.jsonl:2: parties.0.iso3: String should match", id="code"),
        pytest.param(
            SECOND.replace("GBR", "SWE", 1), "gold.jsonl:2: Value error, more than one row for SWE", id="twice"
        ),
        pytest.param('{"id": "x", "people": []}', "gold.jsonl:2: parties: Field required", id="no parties"),
        pytest.param(SECOND.replace("Ann O’Hara", " "), "gold.jsonl:2: people.0.name: String", id="blank name"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    """File, line and fault stand in one sentence."""
    with pytest.raises(CoalitionError) as caught:
        read_gold(write(tmp_path, FIRST, line))
    assert str(caught.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe{}\n", "is not UTF-8"), (b"\n", "has no labelled article"), (b"", "has no labelled article")],
    ids=["encoding", "blank", "empty"],
)
def test_file_without_labels_is_an_error(tmp_path: Path, content: bytes, message: str) -> None:
    """There is nothing to measure."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(CoalitionError, match=message):
        read_gold(path)


def test_perfect_analyses_have_perfect_figures() -> None:
    """What says the same as the gold is right in everything."""
    article = gold_of(SECOND)[0]
    found = [country(p.iso3, p.stance, 1.0, *p.spans) for p in article.parties]
    people = [person(p.name, p.iso3, speaks=bool(p.speaks)) for p in article.people]
    figures = evaluate([article], {article.id: analysis(found, people)})
    shares = (figures.evidence_at_1, figures.stance_accuracy, figures.affiliation, figures.speakers)
    assert {share.value for share in shares} == {1.0}
    assert (figures.micro.f1, figures.detection.f1, figures.people.f1) == (1.0, 1.0, 1.0)
    assert replace(figures.calibration, bins=()) == replace(figures.calibration, expected_error=0.0, brier=0.0, bins=())


# ------------------------------------------------------------------ reversals
def test_reversals_stand_by_confidence() -> None:
    """Only in for out and out for in are reversals; what is above the bound is counted, the bound itself is not."""
    found = [
        country("FRA", Stance.OUT, 0.7, (1, 2)),
        country("POL", Stance.IN, 0.71, (1, 2)),
        country("DEU", Stance.IN, 0.9, (1, 2)),  # in for uncertain is another mistake
        country("SYR", Stance.IN, 0.9, (1, 2)),  # a target
        country("ITA", Stance.IN, 0.9, (1, 2)),  # spurious
    ]
    figures = evaluate(GOLD[:1], {"first": analysis(found)})
    assert figures.reversals == (
        Reversal("first", "POL", Stance.OUT, Stance.IN, 0.71),
        Reversal("first", "FRA", Stance.IN, Stance.OUT, 0.7),
    )
    assert figures.sure_reversals == 1
