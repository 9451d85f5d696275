"""What a map of the verdicts shows: the countries of the article over the land of all others, and close-ups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coalition.lexicons.world_map import CloseUp, CountryShape, load_world_map
from coalition.render.words import GROUPS, confidence_words
from coalition.report import Analysis, CountryReport
from coalition.stance import Role, Stance

# Fewer are told apart on the whole map, and a third close-up would be larger than it.
_CROWD = 4
_MOST_CLOSE_UPS = 2

# Units on the whole map, which is 3,000 wide.
_DOT = 11  # radius of a dot, which is then as large as Slovenia
_HIT = 34  # radius within which a pointer hits it
_LINE = 2.5  # width of a border
_GRAIN = 1.4  # scale of the patterns, which are drawn for a bar of 1,000 units
_SMALL = 140  # square units: a country below it, such as Kosovo, has a dot


@dataclass(frozen=True, slots=True)
class DrawnCountry:
    """A country of the article on the map; ``target`` is the id that it links to."""

    country: CountryReport
    shape: CountryShape
    target: str

    @property
    def kind(self) -> str:
        """Its stance, or "none", the class that gives it colour and pattern."""
        return self.country.stance or "none"

    @property
    def verdict(self) -> str:
        """What is shown beside the name: "out, 95% sure"."""
        role = None if self.country.role is Role.OTHER else self.country.role
        sure = confidence_words(self.country.confidence)
        return ", ".join(filter(None, (self.country.stance or "no stance", role, sure)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view of the map in units; ``zoom`` is 1 for the whole and more for a close-up, ``id`` ends ids in it."""

    id: str
    name: str
    box: tuple[int, int, int, int]
    zoom: float
    countries: tuple[DrawnCountry, ...]

    @property
    def dot(self) -> float:
        """The radius of a dot, which a reader sees equally large on all sheets."""
        return round(_DOT / self.zoom, 1)

    @property
    def line(self) -> float:
        """The width of a border."""
        return round(_LINE / self.zoom, 2)

    @property
    def grain(self) -> float:
        """The scale of the patterns."""
        return round(_GRAIN / self.zoom, 3)

    def is_small(self, drawn: DrawnCountry) -> bool:
        """Tell whether the country is too small to be seen here without a dot."""
        return drawn.shape.area * self.zoom**2 < _SMALL

    @property
    def hit(self) -> float:
        """The radius of what a pointer may hit instead of the dot."""
        return round(_HIT / self.zoom, 1)


@dataclass(frozen=True, slots=True)
class VerdictMap:
    """The whole map, the close-ups that it needs, and what of the article's countries it cannot show."""

    world: Sheet
    close_ups: tuple[Sheet, ...]
    missing: tuple[str, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of it, the whole map first."""
        return (self.world, *self.close_ups)


def draw_map(analysis: Analysis, targets: Mapping[str, str]) -> VerdictMap:
    """Return the map of one article.

    Countries stand in the order of the report, those without a stance first: what is drawn
    later lies above.

    Args:
        analysis: The report.
        targets: For each code of the report the id of what the country links to.
    """
    atlas = load_world_map()
    ordered = sorted(analysis.countries, key=lambda country: country.stance is not None)
    drawn = [
        DrawnCountry(country, atlas.by_code[country.code], targets[country.code])
        for country in ordered
        if country.code in atlas.by_code
    ]
    world = Sheet("world", "World", (0, 0, atlas.width, atlas.height), 1.0, tuple(drawn))
    missing = tuple(country.name for country in analysis.countries if country.code not in atlas.by_code)
    return VerdictMap(world, tuple(_close_ups(drawn, atlas.close_ups, atlas.width)), missing)


def _close_ups(drawn: Sequence[DrawnCountry], parts: Iterable[CloseUp], width: int) -> list[Sheet]:
    sheets = []
    for part in parts:
        inside = tuple(item for item in drawn if part.holds(item.shape))
        crowd = sum(item.country.stance is not None for item in inside)
        if crowd >= _CROWD:
            box = (part.x, part.y, part.width, part.height)
            sheets.append((crowd, Sheet(_id(part.name), part.name, box, width / part.width / 2, inside)))
    # Sorting keeps the order of the file among equals.
    return [sheet for _, sheet in sorted(sheets, key=lambda counted: -counted[0])][:_MOST_CLOSE_UPS]


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def drawn_shapes(codes: Iterable[str]) -> list[CountryShape]:
    """Return the shapes of the countries that have one, sorted by code."""
    atlas = load_world_map()
    return [atlas.by_code[code] for code in sorted(codes) if code in atlas.by_code and atlas.by_code[code].path]


def land_path(mentioned: Iterable[str]) -> str:
    """Return the path data of all land but that of the countries with these codes."""
    atlas, left_out = load_world_map(), frozenset(mentioned)
    return atlas.unclaimed + "".join(shape.path for shape in atlas.countries if shape.code not in left_out)


def shares(analysis: Analysis, width: int) -> list[tuple[Stance, int, int, int]]:
    """Return for each stance that occurs its number of countries and its place in a bar: left edge and width.

    The widths are whole units that add up to the width of the bar.
    """
    counts = [(stance, sum(country.stance is stance for country in analysis.countries)) for stance in GROUPS]
    total = sum(count for _, count in counts)
    found, done = [], 0
    for stance, count in counts:
        if count:
            left, right = round(width * done / total), round(width * (done + count) / total)
            found.append((stance, count, left, right - left))
            done += count
    return found
