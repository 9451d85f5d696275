"""The map shows each country of the article, larger where they are crowded."""

from __future__ import annotations

import pytest
from tests.render.hostile_reports import crowded_analysis
from tests.render.sample_reports import article, country, empty_analysis, full_analysis

from coalition.render.worldmap import Sheet, draw_map, shares
from coalition.report import Analysis, CountryReport, InitiativeReport
from coalition.stance import Stance


def report(*codes: str) -> Analysis:
    """Return a report on countries that are all in."""
    return Analysis.assemble(
        article=article(),
        initiative=InitiativeReport(name=None, given=False),
        countries=[country(code, code, Stance.IN, None, 0.9) for code in codes],
    )


def sheets(analysis: Analysis) -> tuple[Sheet, ...]:
    """Return the sheets of the map."""
    return draw_map(analysis, {item.code: item.code for item in analysis.countries}).sheets


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["FRA", "DEU", "BEL"], ["World"]),
        (["FRA", "DEU", "BEL", "NLD"], ["World", "Europe"]),
        (["FRA", "DEU", "BEL", "NLD", "GHA", "TGO", "BEN", "NGA", "SEN"], ["World", "West Africa", "Europe"]),
        (["USA", "CHN", "BRA", "AUS"], ["World"]),
    ],
)
def test_a_crowd_is_shown_larger(codes: list[str], names: list[str]) -> None:
    """Four countries with a stance in one part of the world make a close-up, the fullest first."""
    assert [sheet.name for sheet in sheets(report(*codes))] == names


def test_at_most_two_close_ups() -> None:
    """More would be larger than the map."""
    assert len(sheets(crowded_analysis(200))) == 3


@pytest.mark.parametrize(("code", "has_dot"), [("XKX", True), ("MLT", True), ("TUV", True), ("FRA", False)])
def test_small_states_have_dots(code: str, has_dot: bool) -> None:
    """A country of a few pixels has a dot on the whole map."""
    world = sheets(report(code))[0]
    assert world.is_small(world.countries[0]) is has_dot


def test_a_close_up_needs_fewer_dots() -> None:
    """Kosovo is large enough to be seen in Europe."""
    europe = sheets(report("XKX", "ALB", "MKD", "MLT"))[1]
    assert [item.shape.code for item in europe.countries if europe.is_small(item)] == ["MLT"]


def test_a_stance_lies_above_a_mention() -> None:
    """What is drawn later covers what was drawn before, so verdicts come last."""
    kinds = [item.kind for item in sheets(full_analysis())[0].countries]
    assert kinds == ["none"] * 4 + ["in", "in", "out", "out", "uncertain"]


def test_shares_fill_the_bar() -> None:
    """The parts follow each other without a gap, one for each stance that occurs."""
    assert shares(full_analysis(), 100) == [
        (Stance.IN, 2, 0, 40),
        (Stance.UNCERTAIN, 1, 40, 20),
        (Stance.OUT, 2, 60, 40),
    ]
    assert shares(empty_analysis(), 100) == []


def test_every_country_of_the_report_is_drawn_or_named_as_missing() -> None:
    """Nothing is lost between table and map."""
    nowhere = CountryReport(
        code="ATA", name="Antarctica", stance=None, role=None, confidence=None, mentions=1, evidence=()
    )
    drawn = draw_map(
        report("FRA").model_copy(update={"countries": (*report("FRA").countries, nowhere)}), {"FRA": "x", "ATA": "y"}
    )
    assert ([item.country.code for item in drawn.world.countries], drawn.missing) == (["FRA"], ("Antarctica",))
