"""Laws that hold for every report: on the example articles, and on pages that Hypothesis puts together."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine import EXAMPLE_IDS, EXAMPLES, example, example_report, the_analyser
from tests.render.sample_reports import page

from coalition.analyser import Analyser
from coalition.reading.article import Article, SectionKind
from coalition.reading.reader import article_from_text
from coalition.render.words import NO_COUNTRY
from coalition.report import Analysis, EvidenceReport

pytestmark = pytest.mark.model

TITLES = (
    "Who will join the naval patrol?",
    "Eleven states weigh a boycott of the games in Minsk",
    "Canada leaves the methane treaty, and others stay",
    "Ministers meet again over the climate fund",
)
BLOCKS = (
    "Norway will send two ships to the patrol, its defence minister, Kari Lunde-Moe, said on Tuesday.",
    "“We will not take part,” said the Hungarian prime minister, Gergely Sandor-Toth, “and I can’t see why we should.”",
    "Chile has not decided. 'It's too early,' its ambassador told reporters.",
    "Kenya refused, and so did Ghana; Uganda and Rwanda, on the other hand, have signed the treaty.",
    "The fund was first proposed by Japan. South Korea and Canada back it—Mexico doesn't.",
    "If the others pay, Italy could join, according to Anna Berg, an analyst in Stockholm.",
    "Portugal regretted the withdrawal. The country’s president called the decision “a mistake”.",
    "The weather on Tuesday was mild, and the cafés by the harbour were full until the evening.",
    "Who’s in?",
    "Who's out?",
    "## What happens next?",
    "- Denmark\n- Sweden\n- Estonia",
    "Poland\nGreece\nMalta",
    "Country | Vote\nIndia | Yes\nBrazil | Abstained\nPeru | No",
    "FRANCE: Paris backs the boycott, and will send nobody.",
    "Advertisement",
    "Read more: Spain will join the patrol, says minister",
    "Share this article",
    "Follow the latest: Turkey refuses to sign the treaty",
    "Copyright 2031. All rights reserved.",
)
OPENING = "The ministers of eleven states met on Monday to talk about what each of them will do, and when."


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page: a title, an opening paragraph, and blocks of all kinds in any order."""
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=9))
    return "\n\n".join((draw(st.sampled_from(TITLES)), OPENING, *blocks)) + "\n"


def _analyse(text: str) -> tuple[Article, Analysis]:
    article = article_from_text(text)
    return article, the_analyser().analyse(article)


# ---------------------------------------------------------------- what holds for one report
def _check_ranges(article: Article, analysis: Analysis) -> None:
    """Evidence, cues and quotations are copies of the text in their ranges."""
    for piece in _evidence(analysis):
        assert piece.text == article.text[piece.start : piece.end] != ""
        for cue in piece.cues:
            assert cue.text == article.text[cue.start : cue.end] != ""
    for quote in analysis.quotes:
        assert quote.text == article.text[quote.start : quote.end] != ""
    starts = [section.start for section in analysis.article.sections]
    assert starts == sorted(starts)
    assert all(0 <= part.start <= part.end <= len(article.text) for part in analysis.article.sections)


def _check_verdicts(analysis: Analysis) -> None:
    """Each verdict has a confidence, a role and a passage, first of all one of its own stance; a mention has none."""
    codes = [country.code for country in analysis.countries]
    assert len(set(codes)) == len(codes)
    for country in analysis.countries:
        assert (country.stance is None) == (country.confidence is None)
        if country.stance is not None:
            assert country.role is not None
            assert country.evidence[0].stance is country.stance
            order = [piece.stance is country.stance for piece in country.evidence]
            assert order == sorted(order, reverse=True)


def _check_furniture(analysis: Analysis) -> None:
    """Page furniture holds no evidence and no quotation."""
    furniture = [part for part in analysis.article.sections if part.kind is SectionKind.FURNITURE]
    pieces = [(piece.start, piece.end) for piece in _evidence(analysis)]
    for start, end in pieces + [(quote.start, quote.end) for quote in analysis.quotes]:
        assert not any(part.start < end and start < part.end for part in furniture), (start, end)


def _check_json(analysis: Analysis) -> None:
    """JSON is read back to the same report, and written again to the same bytes."""
    again = Analysis.from_json(analysis.to_json())
    assert again == analysis
    assert again.to_json() == analysis.to_json()


def _evidence(analysis: Analysis) -> list[EvidenceReport]:
    return [piece for country in analysis.countries for piece in country.evidence]


@pytest.mark.parametrize("name", EXAMPLE_IDS)
def test_laws_hold_for_examples(name: str) -> None:
    """Ranges, verdicts, furniture and JSON of a real report."""
    analysis = example_report(name)
    _check_ranges(example(name), analysis)
    _check_verdicts(analysis)
    _check_furniture(analysis)
    _check_json(analysis)


@settings(max_examples=50)
@given(pages())
def test_laws_hold_for_any_page(text: str) -> None:
    """The same, whatever stands next to what."""
    article, analysis = _analyse(text)
    _check_ranges(article, analysis)
    _check_verdicts(analysis)
    _check_furniture(analysis)
    _check_json(analysis)


def test_examples_have_something_to_check() -> None:
    """The laws above are not empty: the examples have evidence, cues, quotations and furniture."""
    analyses = [example_report(name) for name in EXAMPLE_IDS]
    assert all(_evidence(analysis) for analysis in analyses)
    assert any(piece.cues for analysis in analyses for piece in _evidence(analysis))
    assert any(analysis.quotes for analysis in analyses)
    assert any(part.kind is SectionKind.FURNITURE for analysis in analyses for part in analysis.article.sections)


# ---------------------------------------------------------------- the same article, the same report
@settings(max_examples=8)
@given(st.lists(pages(), min_size=2, max_size=3), st.randoms())
def test_company_and_order_change_nothing(texts: list[str], random: object) -> None:
    """An article alone and one of several, in any order, have the same bytes."""
    articles = [article_from_text(text) for text in texts]
    alone = {article.text: the_analyser().analyse(article).to_json() for article in articles}
    random.shuffle(articles)  # type: ignore[attr-defined]
    for article, analysis in zip(articles, the_analyser().analyse_many(articles), strict=True):
        assert analysis.to_json() == alone[article.text]


def test_another_process_prints_the_same() -> None:
    """No set decides an order and no state leaks: a fresh process with another hash seed prints the same bytes."""
    names = ("court-withdrawal", "whale-sanctuary")
    command = [sys.executable, "-m", "coalition", "analyse", "--json", *(f"data/examples/{name}.txt" for name in names)]
    done = subprocess.run(
        command, capture_output=True, check=False, cwd=EXAMPLES.parents[1], env={**os.environ, "PYTHONHASHSEED": "1"}
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    reports = [example_report(name).to_json().replace("\n", "\n  ") for name in names]
    assert done.stdout.decode("utf-8") == "[\n  " + ",\n  ".join(reports) + "\n]\n"


# ---------------------------------------------------------------- what makes no difference
FORMS = {"'": "'’‘", '"': '"“”', "—": "—―"}
VARIANTS = {mark: forms for forms in FORMS.values() for mark in forms}
SWAPPED = str.maketrans("'\"‘’“”", "’”''\"\"")


@settings(max_examples=25)
@given(pages(), st.data())
def test_typography_of_pages_changes_nothing(text: str, data: st.DataObject) -> None:
    """Each mark in any of its forms, even mixed on one page: the verdicts and their passages stay."""
    place = st.integers(min_value=0, max_value=5)
    varied = "".join(VARIANTS[c][data.draw(place) % len(VARIANTS[c])] if c in VARIANTS else c for c in text)
    assert _findings(_analyse(varied)[1]) == _findings(_analyse(text)[1])


@pytest.mark.parametrize("name", EXAMPLE_IDS)
def test_typography_of_examples_changes_nothing(name: str) -> None:
    """Curly marks where straight ones were and the other way round."""
    assert _findings(_analyse(example(name).text.translate(SWAPPED))[1]) == _findings(example_report(name))


def _findings(analysis: Analysis) -> list[object]:
    """Return what does not depend on how the text is set."""
    return [
        (country.code, country.stance, country.role, country.confidence, country.mentions, _ranges(country.evidence))
        for country in analysis.countries
    ] + [(quote.start, quote.end, quote.country) for quote in analysis.quotes]


def _ranges(evidence: Sequence[EvidenceReport]) -> list[object]:
    return [(piece.start, piece.end, piece.stance, piece.certainty, piece.source) for piece in evidence]


# ---------------------------------------------------------------- nothing, and what the caller says
def test_article_without_countries_is_a_result() -> None:
    """No country, no error: an empty report, no warning that asks for more, and a hint on the page."""
    text = "Bakers join the flour pact\n\nThe bakers of the town signed the pact on Monday, and the millers refused.\n"
    article, analysis = _analyse(text)
    assert analysis.countries == ()
    assert analysis.coalition.in_ == analysis.coalition.out == analysis.coalition.uncertain == ()
    assert NO_COUNTRY in page(analysis, text=article.text)
    _check_json(analysis)


def test_given_initiative_is_echoed() -> None:
    """The report says what the stances are about and that the caller said so; a found one is no given one."""
    name = "  moratorium on “blue” whaling "
    analysis = Analyser(initiative=name).analyse(example("haiti-mission"))
    assert (analysis.initiative.name, analysis.initiative.given) == (name, True)
    assert not example_report("haiti-mission").initiative.given
