"""The text is cut into runs that lose nothing and repeat nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.render.hostile_reports import piece
from tests.render.sample_reports import TEXT, article, full_analysis

from coalition.render.marking import mark_text, passages_of
from coalition.report import Analysis, CountryReport, InitiativeReport, QuoteReport
from coalition.stance import Stance

ranges = st.tuples(st.integers(0, len(TEXT) + 20), st.integers(0, 200)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def report(evidence: list[tuple[int, int]], quotes: list[tuple[int, int]]) -> Analysis:
    """Return a report with evidence for one country and quotations at the ranges."""
    stances = [list(Stance)[place % 3] for place in range(len(evidence))]
    pieces = tuple(piece(start, end, stance, TEXT) for (start, end), stance in zip(evidence, stances, strict=True))
    return Analysis.assemble(
        article=article(),
        initiative=InitiativeReport(name=None, given=False),
        countries=[
            CountryReport(
                code="PRT", name="Portugal", stance=Stance.IN, role=None, confidence=1, mentions=1, evidence=pieces
            )
        ],
        quotes=[
            QuoteReport(text=TEXT[start:end], start=start, end=end, direct=True, speaker="Inês", country=None, cue=None)
            for start, end in quotes
        ],
    )


@given(st.lists(ranges, max_size=8), st.lists(ranges, max_size=4))
def test_runs_are_the_text_of_the_blocks(evidence: list[tuple[int, int]], quotes: list[tuple[int, int]]) -> None:
    """Whatever overlaps, the runs of a page are those of the same page without a mark, put together."""
    plain = ["".join(run.text for run in block.runs) for block in mark_text(report([], []), TEXT, "a1").blocks]
    marked = mark_text(report(evidence, quotes), TEXT, "a1")
    assert ["".join(run.text for run in block.runs) for block in marked.blocks] == plain
    assert all(run.text for block in marked.blocks for run in block.runs)


@given(st.lists(ranges, max_size=8), st.lists(ranges, max_size=4))
def test_an_anchor_stands_once_where_its_words_begin(
    evidence: list[tuple[int, int]], quotes: list[tuple[int, int]]
) -> None:
    """What can be linked to has one anchor, and each passage that is shown has an end with a way back."""
    analysis = report(evidence, quotes)
    marked = mark_text(analysis, TEXT, "a1")
    runs = [run for block in marked.blocks for run in block.runs]
    anchors = [anchor for run in runs for anchor in run.anchors]
    assert sorted(anchors) == sorted(marked.anchors)
    shown = {passage.stance for passage in passages_of(analysis, "a1") if passage.id in marked.anchors}
    assert {passage.stance for run in runs for passage in run.ending} == shown


def test_evidence_is_marked_where_it_stands() -> None:
    """The runs of a piece of evidence are its text."""
    analysis = full_analysis()
    marked = mark_text(analysis, TEXT, "a1")
    for country in analysis.countries:
        for number, evidence in enumerate(country.evidence, start=1):
            of_it = [
                run.text
                for block in marked.blocks
                for run in block.runs
                if f"a1-e-{country.code}-{number}" in [passage.id for passage in run.passages]
            ]
            assert "".join(of_it) == evidence.text


def test_a_text_that_is_no_article_is_shown_by_lines() -> None:
    """What reading would refuse is still shown, line by line, without empty ones."""
    blocks = mark_text(report([(0, 4)], []), "uno\n\n   \n due tre\n", "a1").blocks
    assert ["".join(run.text for run in block.runs) for block in blocks] == ["uno", "due tre"]
