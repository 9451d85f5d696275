"""The map and the bar as one picture, for a slide or a story."""

import textwrap
from dataclasses import dataclass

from coalition.render.templating import templates
from coalition.render.text import plain
from coalition.render.words import GROUPS, article_lines
from coalition.render.worldmap import Sheet, draw_map, drawn_shapes, land_path, shares
from coalition.report import Analysis
from coalition.stance import Stance

# The picture is 1,600 by 900 units, 60 of them margin. A line of the fonts that stand in it
# holds at least so many characters.
_WIDTH = 1480
_HEADLINE = 72
_SUBLINE = 145
_CREDIT = 110
_COLUMN = 50
_COLUMN_LINES = 5
_DIGIT = 28  # width of a figure of the count


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet stands in the picture."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Column:
    """The countries of one stance: ``lines`` are their names as they are shown, ``indent`` what the count takes."""

    stance: Stance
    names: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.names)

    @property
    def indent(self) -> int:
        """The width of the count in units."""
        return _DIGIT * len(str(self.count)) + 12


def render_svg(analysis: Analysis) -> str:
    """Return the map of the verdicts over their bar as an SVG picture of 1,600 by 900 units.

    It needs no fonts, scripts or pictures from elsewhere; its text is text, so that a program
    for drawing can change it. The crowded part of the world with most verdicts is shown larger.
    The same report makes the same bytes.

    Raises:
        LexiconError: The shapes of the map are missing or broken.
    """
    codes = {country.code for country in analysis.countries}
    drawn = draw_map(analysis, dict.fromkeys(codes, ""))
    close_up = drawn.close_ups[0] if drawn.close_ups else None
    return (
        templates()
        .get_template("slide.svg.j2")
        .render(
            title=_title(analysis),
            headline=_lines(_title(analysis), _HEADLINE, 2),
            subline=_subline(analysis),
            world=drawn.world,
            world_place=_fit(drawn.world, Place(60, 165, 930, 440) if close_up else Place(60, 165, _WIDTH, 440)),
            close_up=close_up,
            close_up_place=_fit(close_up, Place(1030, 190, 510, 400)) if close_up else None,
            sheets=(drawn.world, close_up) if close_up else (drawn.world,),
            land=land_path(codes),
            shapes=drawn_shapes(codes),
            shares=shares(analysis, _WIDTH),
            columns=[_column(analysis, stance) for stance in GROUPS],
            credit=_credit(analysis),
        )
    )


def _title(analysis: Analysis) -> str:
    name = analysis.initiative.name
    return f"In, out or uncertain: {name}" if name else analysis.article.title or "In, out or uncertain"


def _subline(analysis: Analysis) -> str:
    title = analysis.article.title if analysis.initiative.name else None
    return " ".join(_lines(title or "What one article says of each country", _SUBLINE, 1))


def _credit(analysis: Analysis) -> str:
    outlet, day, writer, _ = next(article_lines(analysis.article))
    about = ", ".join(part for part in (outlet, day, writer) if part)
    made = "found by a program in this one article. Borders: Natural Earth. Grey: mentioned, no stance"
    return "; ".join([*_lines(f"Source: {about}", _CREDIT, 1), made])


def _lines(text: str, width: int, most: int) -> list[str]:
    # Made plain here already: wrapping must see the characters that will be shown.
    return textwrap.wrap(plain(text), width, max_lines=most, placeholder=" …", break_on_hyphens=False)


def _column(analysis: Analysis, stance: Stance) -> Column:
    names = tuple(country.name for country in analysis.countries if country.stance is stance)
    for shown in range(len(names), -1, -1):
        rest = len(names) - shown
        listed = ", ".join(names[:shown]) + (f" and {rest} more" if rest else "")
        lines = textwrap.wrap(plain(listed), _COLUMN, break_on_hyphens=False)
        if len(lines) <= _COLUMN_LINES:
            break
    return Column(stance, names, tuple(lines))


def _fit(sheet: Sheet, room: Place) -> Place:
    """Return the largest place with the sheet's proportions in the middle of the room."""
    _, _, width, height = sheet.box
    scale = min(room.width / width, room.height / height)
    across, down = round(width * scale), round(height * scale)
    return Place(room.x + (room.width - across) // 2, room.y + (room.height - down) // 2, across, down)
