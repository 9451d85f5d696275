"""The map has a place for every country that an article can name, and is small and safe to put into a page."""

import pytest
from pydantic import ValidationError

from coalition.lexicons.countries import load_gazetteer
from coalition.lexicons.store import data_dir
from coalition.lexicons.world_map import CountryShape, load_world_map

# Seen from where it is drawn at all, Antarctica would take a fifth of the sheet.
NOT_DRAWN = {"ATA"}


def close_up_of(code: str) -> set[str]:
    """Return the names of the close-ups that show the country."""
    sheet = load_world_map()
    return {part.name for part in sheet.close_ups if part.holds(sheet.by_code[code])}


def test_every_country_has_its_place() -> None:
    """What the gazetteer can find can be drawn, Kosovo included."""
    assert set(load_gazetteer().countries) - NOT_DRAWN == set(load_world_map().by_code)


def test_points_lie_on_the_sheet() -> None:
    """No dot is cut off at the edge."""
    sheet = load_world_map()
    assert [s.code for s in sheet.countries if not (10 < s.x < sheet.width - 10 and 10 < s.y < sheet.height - 10)] == []


@pytest.mark.parametrize(("larger", "smaller"), [("RUS", "CAN"), ("CAN", "IND"), ("DEU", "POL"), ("XKX", "LUX")])
def test_areas_are_those_of_the_countries(larger: str, smaller: str) -> None:
    """The projection keeps areas, so a larger country is larger on the sheet."""
    assert load_world_map().by_code[larger].area > load_world_map().by_code[smaller].area


@pytest.mark.parametrize(("west", "east"), [("USA", "GBR"), ("GBR", "DEU"), ("BRA", "AGO"), ("CHN", "JPN")])
def test_east_is_on_the_right(west: str, east: str) -> None:
    """The sheet is not mirrored."""
    assert load_world_map().by_code[west].x < load_world_map().by_code[east].x


@pytest.mark.parametrize(("north", "south"), [("CAN", "USA"), ("NOR", "ITA"), ("EGY", "ZAF"), ("JPN", "AUS")])
def test_north_is_up(north: str, south: str) -> None:
    """The sheet is not turned over."""
    assert load_world_map().by_code[north].y < load_world_map().by_code[south].y


def test_close_ups_show_their_countries() -> None:
    """A close-up holds the countries of its part of the world and no others."""
    assert close_up_of("BEL") == {"Europe"}
    assert close_up_of("QAT") == {"Middle East"}
    assert close_up_of("AUS") == set()


@pytest.mark.parametrize("path", ['M1 2l3 4z"/><script>', "M1 2l3 4", "M1 2 h4z", "url(#a)"])
def test_a_path_is_numbers_only(path: str) -> None:
    """What could end an attribute or draw something else is no path."""
    with pytest.raises(ValidationError, match="path"):
        CountryShape(code="ABC", x=1, y=1, area=1, path=path)


def test_map_is_as_small_as_it_must_be() -> None:
    """The shapes travel in every page, so they stay under 120 kB."""
    assert (data_dir() / "world_map.json").stat().st_size < 120_000
