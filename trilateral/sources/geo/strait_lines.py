"""Layer ``strait_lines``: the measured line across each strait, its length, and how deep the sea is under it.

The lines are those of the catalogue of measurements; here they become a layer, with who holds either
shore and with the greatest depth that the relief grid has along them.
"""
from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import shapely

from trilateral import tables
from trilateral.measures import catalogue, geodesy
from trilateral.sources import publish
from trilateral.sources.geo import credits, depth

NAME = "strait_lines"
DECIMALS = 6  # 0.1 m: the line stays as long as it was measured
STEP_KM = 11.1  # of the grid, north to south
LEAST_KM = 4 * STEP_KM  # on a shorter line most cells are half land
SAMPLING_KM = 1.0
ROUNDING_M = 10


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Publish the layer from the straits, shores and land of ``folder`` and the package with the grid, ``relief``."""
    relief = inputs["relief"]
    straits, shores, land = (read(name, folder) for read, name in
                             ((tables.load, "straits"), (tables.layer, "strait_shores"), (tables.layer, "land")))
    frame = frame_of(straits, shores, land, depth.grid(relief))
    read = [tables.manifest(name, folder).data_path for name in ("straits", "geo/strait_shores", "geo/land")]
    sources = DESCRIPTION["sources"]
    description = {**DESCRIPTION, "sources": credits.dated(sources, retrieved) if retrieved else sources}
    return [publish.layer(frame, description, [relief, *read], decimals=DECIMALS, folder=folder)]


def frame_of(straits, shores, land, grid: tuple[np.ndarray, np.ndarray, np.ndarray]) -> geopandas.GeoDataFrame:
    """One row a definition of ``straits``, from north to south; ``grid`` as :func:`depth.grid` gives it."""
    main = straits.set_index("id")["main"]
    rows = []
    for found in catalogue.strait_widths(straits, shores):
        strait = found.id.removeprefix("width-")
        held = [holder(end, land) for end in found.segment]
        rows.append({
            "id": strait, "name": found.name, "main": main[strait],
            "from_landmass": found.from_, "from_iso3": held[0], "to_landmass": found.to, "to_iso3": held[1],
            "km": round(found.value, 3), "uncertainty_km": found.uncertainty,
            "greatest_depth_m": greatest_depth(found.segment, *grid), "geometry": shapely.LineString(found.segment),
        })
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="OGC:CRS84")


def holder(point: tuple[float, float], land) -> str:
    """Who holds the shore at ``point``: the state whose land in the layer ``land`` is nearest."""
    nearest = shapely.distance(land.geometry.values, shapely.Point(point)).argmin()
    return land["iso3"].iloc[nearest]


def greatest_depth(segment, lon: np.ndarray, lat: np.ndarray, height: np.ndarray) -> int | None:
    """Greatest depth (m, to ten) of the grid cells under a line, or None where it is too short for the grid.

    A cell counts when a point of the line, every kilometre, is nearest to its node. Cells of land are
    passed over. Troughs narrower than a cell are averaged away, so a true depth can be greater.
    """
    if geodesy.distance_km(*segment[0], *segment[1]) < LEAST_KM:
        return None
    points = geodesy.path(*segment[0], *segment[1], step_km=SAMPLING_KM)
    across, down = (np.abs(nodes[:, None] - at).argmin(axis=0) for nodes, at in zip((lon, lat), points.T, strict=True))
    return int(round(-height[down, across].min() / ROUNDING_M) * ROUNDING_M)


DESCRIPTION = {
    "name": NAME,
    "title": "Measured lines across the straits of the First Island Chain",
    "description": "The shortest line between the two shores that the table of straits names, with its length, who "
                   "holds either shore, and the greatest depth of a coarse relief grid under it.",
    "sources": [credits.GSHHG, credits.ETOPO1],
    "builder": "trilateral.sources.geo",
    "key": ["id"],
    "columns": {
        "id": {"type": "string", "pattern": "[a-z0-9]+(-[a-z0-9]+)*", "description": "As in the table of straits"},
        "name": {"type": "string", "description": "Name on the maps"},
        "main": {"type": "string", "description": "Which rows a map of the chain draws", "values": {
            "yes": {"description": "the strait"}, "variant": {"description": "another definition of the same water"}}},
        "from_landmass": {"type": "string", "description": "Shore at the first end of the line"},
        "from_iso3": {"type": "string", "pattern": "[A-Z]{3}", "description": "Who holds it, ISO 3166-1 alpha-3"},
        "to_landmass": {"type": "string", "description": "Shore at the other end"},
        "to_iso3": {"type": "string", "pattern": "[A-Z]{3}", "description": "Who holds it, ISO 3166-1 alpha-3"},
        "km": {"type": "number", "unit": "km", "min": 1, "max": 1000, "description": "Length of the geodesic, WGS84"},
        "uncertainty_km": {"type": "number", "unit": "km", "min": 0, "max": 5,
                           "description": "Within which the true width is expected, by the scale of the shorelines"},
        "greatest_depth_m": {"type": "integer", "unit": "m", "min": 1, "max": 11000, "missing": True,
                             "description": "Greatest depth of the grid cells that the line crosses, to ten metres; "
                                            "missing for lines under 44.4 km, four steps of the grid"},
    },
    "row_floor": 20,
    "geometry": "line",
    "scale": "shores as in strait_shores; depth from a grid of 6 arc-minutes (11 km), one value a cell, nearest node",
    "notes": "The lines are computed: the shortest between two named shores, no course of a ship and no boundary. "
             "A depth under the shortest line is not the depth of the fairway, nor of the sill: the shallowest way "
             "through may lie elsewhere. The grid averages 11 km, so narrow troughs come out too shallow.",
}
