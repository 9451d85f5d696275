"""The shapes of the world map (``data/world_map.json``), projected and ready to be drawn."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coalition.lexicons.store import Provenance, load

# Whole numbers and the commands M, l and z: nothing that could end an attribute.
PathData = Annotated[str, Field(pattern=r"^(M-?\d+[ -]\d+l[-\d ]+z)*$")]
Units = Annotated[int, Field(ge=0)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CountryShape(_Closed):
    """A country on the map: its shape, its area in square units, and the point within it where a dot may stand.

    ``path`` is the data of an SVG path, empty for a place without a shape of its own, whose area is 0.
    """

    code: str = Field(pattern="^[A-Z]{3}$")
    x: Units
    y: Units
    area: Units
    path: PathData


class CloseUp(_Closed):
    """A part of the world that is crowded on the whole map, as a rectangle in units."""

    name: str
    x: Units
    y: Units
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]

    def holds(self, shape: CountryShape) -> bool:
        """Tell whether the country's point lies in the rectangle."""
        return 0 <= shape.x - self.x < self.width and 0 <= shape.y - self.y < self.height


class WorldMap(_Closed):
    """The whole of ``world_map.json``; ``unclaimed`` is land that is drawn and belongs to no country."""

    provenance: Provenance
    width: Units
    height: Units
    unclaimed: PathData
    close_ups: tuple[CloseUp, ...]
    countries: tuple[CountryShape, ...]

    @model_validator(mode="after")
    def _has_each_country_once(self) -> "WorldMap":
        codes = [shape.code for shape in self.countries]
        if codes != sorted(set(codes)):
            raise ValueError("countries are not sorted by code, or one is there twice")
        return self

    @cached_property
    def by_code(self) -> dict[str, CountryShape]:
        """The countries by ISO 3166-1 alpha-3 code, XKX for Kosovo."""
        return {shape.code: shape for shape in self.countries}


@lru_cache(maxsize=1)
def load_world_map(path: Path = Path("world_map.json")) -> WorldMap:
    """Read the map.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return load(path, WorldMap)
