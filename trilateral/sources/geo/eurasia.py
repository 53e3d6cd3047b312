"""Layer ``eurasia``: countries from Central Europe to the Pacific, coarse, for locator maps that reach to Moscow."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import shapely

from trilateral.sources.geo import credits, land, natural_earth, shapes

NAME = "eurasia"
FRAME = shapely.box(10, 5, 195, 84)
TOLERANCE = 0.1  # degrees
DECIMALS = 2
ISLET_KM2 = 1500.0


def describe(given: natural_earth.Countries, path: Path, retrieved: str | None = None) -> dict[str, Any]:
    """The manifest of the layer, made from ``given``, which was in the file at ``path``."""
    return {**DESCRIPTION, "sources": [credits.admin_0(given, path, retrieved)]}


def frame_of(countries: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """One row a country that reaches the frame, simplified together so that borders still meet."""
    frame = countries[~countries["iso3"].isin(land.LEFT_OUT)].copy()
    frame["iso3"] = frame["iso3"].replace(land.DRAWN_WITH)
    frame["geometry"] = [_in_frame(shape) for shape in frame.geometry]
    frame = frame[~frame.geometry.is_empty]
    joined = frame.dissolve("iso3", as_index=False, aggfunc={"name": "first"}).sort_values("iso3")
    joined["name"] = [land.NAMES.get(code, name) for code, name in zip(joined["iso3"], joined["name"], strict=True)]
    joined = _large(joined)
    joined["geometry"] = shapely.coverage_simplify(joined.geometry.values, TOLERANCE)
    joined = _large(joined)  # corners that simplifying cut off a larger part
    joined["geometry"] = [shapes.polygons_only(shape) for shape in shapes.on_grid(joined.geometry.values, DECIMALS)]
    return joined.reset_index(drop=True)


def _large(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Without islands, exclaves and whole states that a map at this scale cannot show."""
    frame = frame.assign(geometry=[shapes.without_islets(shape, ISLET_KM2) for shape in frame.geometry])
    frame = frame[~frame.geometry.is_empty]
    return frame.assign(geometry=[shapes.without_pinholes(shape, ISLET_KM2) for shape in frame.geometry])


def _in_frame(shape: shapely.Geometry) -> shapely.Geometry:
    whole = shapes.east_of_greenwich(shapely.make_valid(shape))
    return shapes.polygons_only(shapely.intersection(whole, FRAME))


DESCRIPTION = {
    "name": NAME,
    "title": "Countries of Eurasia, coarse",
    "description": "Countries as they are held (de facto control), from Central Europe to the Bering Strait, for small "
                   "locator maps.",
    "sources": [credits.ADMIN_0],
    "builder": "trilateral.sources.geo",
    "key": ["iso3"],
    "columns": {
        "iso3": {"type": "string", "pattern": "[A-Z]{3}",
                 "description": "ISO 3166-1 alpha-3 code of the holder, or Natural Earth's own code"},
        "name": {"type": "string", "description": "Name as the book writes it"},
    },
    "row_floor": 70,
    "geometry": "polygon",
    "scale": "drawn from 1:10 million, simplified to about 10 km, coordinates to 0.01 degrees; islands under 1,500 km2 "
             "are left out; for maps at 1:50 million and smaller",
    "notes": "Longitudes run on past 180; what reaches west of 10 E is cut there. Crimea stands under Ukraine, "
             "Taiwan (ROC) has its own row, the southern Kurils stand under Russia: hatch the disputed row of "
             "the layer land over them.",
}
