"""Layer ``world``: the land of the whole earth in few points, for the globe that says where a map lies."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import shapely

from trilateral.sources.geo import credits, natural_earth, shapes

NAME = "world"
TOLERANCE = 0.4  # degrees: a globe of an inch shows less
ISLAND_KM2 = 9000.0
DECIMALS = 1


def describe(given: natural_earth.Countries, path: Path, retrieved: str | None = None) -> dict[str, Any]:
    """The manifest of the layer, made from ``given``, which was in the file at ``path``."""
    return {**DESCRIPTION, "sources": [credits.admin_0(given, path, retrieved)]}


def frame_of(countries: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """One row, all land without borders; islands under 9,000 km² are dropped."""
    whole = shapely.union_all(shapely.make_valid(countries.geometry.values), grid_size=1e-4)
    large = shapes.without_pinholes(shapes.without_islets(shapes.polygons_only(whole), ISLAND_KM2), ISLAND_KM2)
    coarse = shapes.polygons_only(shapely.set_precision(shapely.simplify(large, TOLERANCE), 10.0**-DECIMALS))
    return geopandas.GeoDataFrame({"id": ["land"]}, geometry=[coarse], crs="OGC:CRS84")


DESCRIPTION = {
    "name": NAME,
    "title": "Land of the whole earth, for a locator globe",
    "description": "All land in one shape without borders, far too coarse for anything but a globe of an inch.",
    "sources": [credits.ADMIN_0],
    "builder": "trilateral.sources.geo",
    "key": ["id"],
    "columns": {"id": {"type": "string", "description": "Always land"}},
    "row_floor": 1,
    "geometry": "polygon",
    "scale": "drawn from 1:10 million, simplified to about 40 km, coordinates to 0.1 degrees",
    "notes": "Longitudes run from -180 to 180 and shapes are cut there. Islands under 9,000 km2 are dropped. "
             "No borders: the layer says nothing of who holds what.",
}
