"""Make data/world_map.json, the shapes of the map, from the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && pip install shapely
    python -m benchmarks.world_map package/countries-50m.json

Shapes are projected, cut, simplified along their shared borders and rounded here, so that
the report only joins strings. Two runs write the same bytes.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry
import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

OUTPUT = Path(__file__).resolve().parents[1] / "data" / "world_map.json"

# The Bering Strait: seen from 11 degrees east the map is cut between Alaska and Chukotka, so that Russia is one piece.
CENTRE = 11.0
CUT = CENTRE - 180.0

# Equal Earth (Savric, Patterson, Jenny 2018): areas are true, and it looks like the Robinson that papers are used to.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2

WIDTH = 3000  # units; a unit is a third of a pixel of a map 1,000 pixels wide
MARGIN = 20  # units around the land, for dots and the outline of what has the focus
TOLERANCE = 1.6  # square units: the area that a bend must have to be kept
ISLAND = 6.0  # square units: a smaller island is left out, but for the largest of its country

# Natural Earth gives these no code. The first two are drawn with the country that ISO 3166-1 has them in.
PARTS = {"Somaliland": "SOM", "N. Cyprus": "CYP", "Kosovo": "XKX"}
NO_COUNTRY = ("Siachen Glacier",)
LEFT_OUT = ("Antarctica", "Indian Ocean Ter.")

# Natural Earth draws who controls the ground. The General Assembly (resolution 68/262) and the press
# show Crimea as Ukraine's.
CRIMEA = shapely.box(32.0, 44.2, 36.66, 46.4)

# Longitude and latitude of what has an ISO 3166-1 code and no shape of its own at this scale.
POINTS = {
    "BES": (-68.3, 12.2), "BVT": (3.4, -54.4), "CCK": (96.9, -12.2), "CXR": (105.6, -10.5), "GIB": (-5.35, 36.1),
    "GLP": (-61.5, 16.2), "GUF": (-53.0, 4.0), "MTQ": (-61.0, 14.65), "MYT": (45.15, -12.8), "REU": (55.5, -21.1),
    "SJM": (16.0, 78.5), "TKL": (-171.8, -9.2), "TUV": (179.2, -8.5), "UMI": (166.6, 19.3),
}  # fmt: skip

# West, south, east and north of what is shown larger where many countries of it take a stance.
CLOSE_UPS = {
    "Europe": (-11.0, 34.5, 41.0, 66.0),
    "Middle East": (27.0, 11.0, 64.0, 43.0),
    "West Africa": (-19.0, 2.0, 17.0, 28.0),
    "Central America and the Caribbean": (-93.0, 6.0, -58.0, 28.0),
    "Southeast Asia": (91.0, -12.0, 142.0, 29.0),
}

PROVENANCE = {
    "source": "Natural Earth 1:50m Admin 0 countries, version 4.1.0, as countries-50m.json of the npm package "
    "world-atlas 2.0.2",
    "licence": "public domain (Natural Earth); ISC (world-atlas)",
    "retrieved": "2026-11-22",
    "language": "en",
    "notes": "Made by benchmarks/world_map.py: Equal Earth projection around 11 degrees east, simplified along shared "
    "borders, rounded to a third of a pixel of a map 1,000 pixels wide, without Antarctica. Borders are those of "
    "Natural Earth, which shows who controls the ground, but that Crimea is drawn with Ukraine, Somaliland with "
    "Somalia and Northern Cyprus with Cyprus; Siachen belongs to no country. Codes are ISO 3166-1 alpha-3, and XKX "
    "for Kosovo, which is found by name. x and y are the point where a small country has its dot, area is in square "
    "units; a place without a shape of its own at this scale has only the point.",
}


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y on the unit sphere, y to the north; the longitude is counted from ``CENTRE``."""
    theta = asin(M * sin(radians(latitude)))
    slope = 9 * A4 * theta**8 + 7 * A3 * theta**6 + 3 * A2 * theta**2 + A1
    x = radians(longitude - CENTRE) * cos(theta) / (M * slope)
    return x, A4 * theta**9 + A3 * theta**7 + A2 * theta**3 + A1 * theta


class Atlas:
    """A TopoJSON file: arcs that neighbours share, put together to shapes in degrees."""

    def __init__(self, content: dict[str, Any]) -> None:
        (x_scale, y_scale), (x_offset, y_offset) = content["transform"]["scale"], content["transform"]["translate"]
        self.geometries = content["objects"]["countries"]["geometries"]
        self.arcs: list[list[tuple[float, float]]] = []
        for arc in content["arcs"]:
            x = y = 0
            points = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                points.append((round(x * x_scale + x_offset, 6), round(y * y_scale + y_offset, 6)))
            self.arcs.append(points)

    def shape(self, geometry: dict[str, Any]) -> BaseGeometry:
        """Return the polygons of a geometry."""
        listed = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = [Polygon(rings[0], rings[1:]) for rings in ([self._ring(ring) for ring in part] for part in listed)]
        return shapely.make_valid(MultiPolygon(polygons))

    def _ring(self, indexes: Iterable[int]) -> list[tuple[float, float]]:
        ring: list[tuple[float, float]] = []
        for index in indexes:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            ring.extend(arc[1:] if ring else arc)
        return unwrapped(ring)


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring that runs on beyond 180 degrees where it jumped to the other side of the sheet."""
    turn, last, points = 0.0, ring[0][0], []
    for longitude, latitude in ring:
        if abs(longitude - last) > 180:
            turn += 360 if longitude < last else -360
        points.append((longitude + turn, latitude))
        last = longitude
    return points


def shapes_by_code(atlas: Atlas) -> dict[str, BaseGeometry]:
    """Return one shape in degrees for each code, and under "" what belongs to no country."""
    found: dict[str, list[BaseGeometry]] = {}
    for geometry in atlas.geometries:
        name = geometry["properties"]["name"]
        if name not in LEFT_OUT:
            found.setdefault(_code(geometry.get("id"), name), []).append(atlas.shape(geometry))
    shapes = {code: shapely.union_all(parts) for code, parts in found.items()}
    crimea = shapely.union_all([part for part in shapely.get_parts(shapes["RUS"]) if CRIMEA.contains(part)])
    shapes["RUS"] = shapely.difference(shapes["RUS"], crimea)
    shapes["UKR"] = shapely.union(shapes["UKR"], crimea)
    return shapes


def _code(number: str | None, name: str) -> str:
    if name in NO_COUNTRY:
        return ""
    if name in PARTS:
        return PARTS[name]
    country = pycountry.countries.get(numeric=number)
    if country is None:
        raise SystemExit(f"{name}: {number} is no ISO 3166-1 number; give it a place in PARTS, NO_COUNTRY or LEFT_OUT")
    return country.alpha_3


def turned(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape between the cut and the cut, one turn further east."""
    turns = [translate(shape, by) for by in (-360, 0, 360)]
    window = shapely.box(CUT, -90, CUT + 360, 90)
    return shapely.union_all([shapely.intersection(turn, window) for turn in turns], grid_size=1e-6)


def projected(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape on the unit sphere; long straight borders bend as meridians do."""
    dense = shapely.segmentize(shape, 1.0)
    return shapely.transform(dense, lambda points: [project(*point) for point in points])


def simplified(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return the shapes with fewer points, without gaps between neighbours, and without islands that nobody sees."""
    cleaned = shapely.coverage_simplify(list(shapes), sqrt(TOLERANCE))
    return [_without_islets(shape) for shape in cleaned]


def _without_islets(shape: BaseGeometry) -> BaseGeometry:
    parts = sorted(
        (part for part in shapely.get_parts(shape) if isinstance(part, Polygon)), key=lambda part: -part.area
    )
    return MultiPolygon([part for place, part in enumerate(parts) if not place or part.area >= ISLAND])


def path(shape: BaseGeometry) -> str:
    """Return the data of an SVG path in whole units and relative steps."""
    return "".join(
        _ring_path([(round(x), round(y)) for x, y in ring.coords])
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    )


def _ring_path(points: list[tuple[int, int]]) -> str:
    kept = [point for place, point in enumerate(points) if not place or point != points[place - 1]]
    if len(set(kept)) < 3:
        return ""
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(kept[:-1])]
    numbers = [number for step in steps for number in step]
    return f"M{_numbers(kept[0])}l{_numbers(numbers)}z"


def _numbers(numbers: Iterable[int]) -> str:
    """Join numbers as SVG reads them: a minus sign needs no blank before it."""
    return " ".join(str(number) for number in numbers).replace(" -", "-")


class Frame:
    """The sheet: from the unit sphere to units with y downwards."""

    def __init__(self, shapes: Iterable[BaseGeometry]) -> None:
        west, south, east, self.north = shapely.total_bounds(list(shapes))
        self.west = west
        self.scale = (WIDTH - 2 * MARGIN) / (east - west)
        self.height = round((self.north - south) * self.scale + 2 * MARGIN)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the unit sphere in units."""
        return (x - self.west) * self.scale + MARGIN, (self.north - y) * self.scale + MARGIN

    def put(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape of the unit sphere in units."""
        return shapely.transform(shape, lambda points: [self.place(*point) for point in points])

    def point(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Return a place on earth in whole units."""
        x, y = self.place(*project(longitude if longitude > CUT else longitude + 360, latitude))
        return round(x), round(y)

    def close_up(self, name: str, sides: tuple[float, float, float, float]) -> dict[str, Any]:
        """Return the rectangle around a part of the world."""
        west, south, east, north = sides
        corners = [self.point(x, y) for x in (west, (west + east) / 2, east) for y in (south, north)]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
        return {"name": name, "x": left, "y": top, "width": right - left, "height": bottom - top}


def entry(code: str, shape: BaseGeometry) -> dict[str, Any]:
    """Return the entry of a country; its point lies in the middle of its largest part."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, 1.0).coords[0]
    return {
        "code": code,
        "x": round(middle[0]),
        "y": round(middle[1]),
        "area": round(shape.area),
        "path": path(shape),
    }


def build(atlas: Atlas) -> dict[str, Any]:
    """Return the whole file."""
    shapes = {code: projected(turned(shape)) for code, shape in sorted(shapes_by_code(atlas).items())}
    frame = Frame(shapes.values())
    drawn = dict(zip(shapes, simplified([frame.put(shape) for shape in shapes.values()]), strict=True))
    points = {code: frame.point(*place) for code, place in POINTS.items()}
    countries = [entry(code, shape) for code, shape in drawn.items() if code]
    countries += [{"code": code, "x": x, "y": y, "area": 0, "path": ""} for code, (x, y) in points.items()]
    return {
        "provenance": PROVENANCE,
        "width": WIDTH,
        "height": frame.height,
        "unclaimed": path(drawn[""]),
        "close_ups": [frame.close_up(name, sides) for name, sides in CLOSE_UPS.items()],
        "countries": sorted(countries, key=lambda country: country["code"]),
    }


def written(content: dict[str, Any]) -> str:
    """Return the JSON with one country a line."""
    head = {key: value for key, value in content.items() if key != "countries"}
    lines = ",\n".join(f"    {json.dumps(country, ensure_ascii=False)}" for country in content["countries"])
    return f'{json.dumps(head, indent=2, ensure_ascii=False)[:-2]},\n  "countries": [\n{lines}\n  ]\n}}\n'


def main() -> None:
    """Read the package's file and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    atlas = Atlas(json.loads(parser.parse_args().atlas.read_text(encoding="utf-8")))
    text = written(build(atlas))
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT.name}: {len(text):,} bytes")


if __name__ == "__main__":
    main()
