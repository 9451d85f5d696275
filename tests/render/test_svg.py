"""The slide is a sound picture of the map, the bar and the names."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from tests.render.hostile_reports import crowded_analysis, hostile_analysis
from tests.render.sample_reports import empty_analysis, full_analysis

from coalition.render.svg import render_svg
from coalition.report import Analysis

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
REPORTS: list[Callable[[], Analysis]] = [full_analysis, hostile_analysis, crowded_analysis, empty_analysis]


def lines(root: ET.Element) -> list[str]:
    """Return the lines of text in the picture."""
    return [text for part in root.iter() if part.tag in (f"{SVG}tspan", f"{SVG}text") and (text := part.text or "")]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.__name__)
def test_picture_is_sound_xml_that_runs_nothing(report: Callable[[], Analysis]) -> None:
    """Hostile text stays text; there is no script, no picture, no address, and each reference leads somewhere."""
    root = ET.fromstring(render_svg(report()))
    tags = {part.tag.removeprefix(SVG) for part in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "g", "use", "text", "tspan"}
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert {value[1:] for part in root.iter() if (value := part.get(XLINK))} <= set(ids)
    assert {value[5:-1] for part in root.iter() if (value := part.get("fill", "")).startswith("url(#")} <= set(ids)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.__name__)
def test_lines_stay_on_the_sheet(report: Callable[[], Analysis]) -> None:
    """However long a title or a name is, a line has no more characters than the smallest font has room for."""
    assert max(len(line) for line in lines(ET.fromstring(render_svg(report())))) < 230


def test_bars_fill_the_width() -> None:
    """The bar of a stance is as long as its share of the countries."""
    root = ET.fromstring(render_svg(full_analysis()))
    widths = [int(part.get("width", "")) for part in root.iter(f"{SVG}rect") if part.get("height") == "28"]
    assert widths == [592 - 4, 296 - 4, 592]


def test_names_that_find_no_room_are_counted() -> None:
    """A long list ends with the number of those that are left."""
    ends = [line for line in lines(ET.fromstring(render_svg(crowded_analysis()))) if line.endswith(" more")]
    assert len(ends) == 3


def test_description_says_what_the_picture_shows() -> None:
    """A reader who cannot see it has all names by stance."""
    description = ET.fromstring(render_svg(full_analysis())).findtext(f"{SVG}desc") or ""
    assert "2 in: Portugal, São Tomé and Príncipe." in description
    assert "2 out: Denmark, Côte d’Ivoire." in description


def test_same_report_makes_the_same_bytes() -> None:
    """Nothing depends on a set's order or the clock."""
    assert render_svg(full_analysis()) == render_svg(full_analysis())
