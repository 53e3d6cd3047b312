"""Layer ``base_distance``: bands of distance from the nearest air or naval base of the three partners.

All that lies within a distance of the nearest of several points is the union of the rings round
them, so the bands need no grid: every corner of theirs is a solved geodesic.
"""
from __future__ import annotations

from pathlib import Path

import geopandas
import pandas as pd
import shapely

from trilateral import paths, tables
from trilateral.measures import geodesy
from trilateral.measures.distances import PARTNER_BASES
from trilateral.sources import publish
from trilateral.sources.geo import credits, shapes

NAME = "base_distance"
DECIMALS = 3
LIMITS_KM = (250, 500, 750, 1000, 1500)
AZIMUTHS = 360  # at 1,500 km a corner-to-corner edge runs 60 m inside the circle


def build(folder: Path | None = None) -> Path:
    """Publish the layer from the table of places: the one in ``folder``, or else the book's own."""
    root = folder if folder and (folder / "places.csv").is_file() else paths.data_dir()
    source = tables.manifest("places", root).data_path
    return publish.layer(frame_of(tables.load("places", root)), DESCRIPTION, [source], decimals=DECIMALS,
                         folder=folder)


def frame_of(places: pd.DataFrame, bases: tuple[str, ...] = PARTNER_BASES) -> geopandas.GeoDataFrame:
    """One row a band, nearest first; ``places`` has id, lon and lat of every base.

    Raises
    ------
    KeyError
        A base is not among the places.
    """
    at = places.set_index("id").loc[list(bases), ["lon", "lat"]]
    within = [shapely.union_all([geodesy.ring(lon, lat, km, AZIMUTHS) for lon, lat in at.to_numpy(float)])
              for km in LIMITS_KM]
    within = [shapely.set_precision(shape, 10.0**-DECIMALS) for shape in within]
    bands = [within[0], *(outer.difference(inner) for inner, outer in zip(within, within[1:], strict=False))]
    rows = {"from_km": [0, *LIMITS_KM[:-1]], "to_km": list(LIMITS_KM)}
    return geopandas.GeoDataFrame(rows, geometry=[shapes.polygons_only(band) for band in bands], crs="OGC:CRS84")


DESCRIPTION = {
    "name": NAME,
    "title": "Distance to the nearest air or naval base of the United States, Japan and the ROK, in bands",
    "description": "Bands of geodesic distance from the nearest of the bases that the notes name.",
    "sources": [
        {"id": "computation", "producer": "The book's authors", "title": "Bands of distance from the table of places",
         "short": "distances computed from the table of places", "edition": "November 2026",
         "url": "https://creativecommons.org/licenses/by/4.0/",
         "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
         "retrieved": credits.RETRIEVED, "route": "Computed from data/places.csv, whose rows name their sources."},
    ],
    "builder": "trilateral.sources.geo",
    "key": ["from_km"],
    "columns": {
        "from_km": {"type": "integer", "unit": "km", "min": 0, "max": 20000, "description": "Inner edge of the band"},
        "to_km": {"type": "integer", "unit": "km", "min": 0, "max": 20000, "description": "Outer edge of the band"},
    },
    "row_floor": len(LIMITS_KM),
    "geometry": "polygon",
    "scale": "every corner a geodesic on WGS84 from the base's point; coordinates to 0.001 degrees (110 m); the points "
             "of the bases are good to 1 to 10 km",
    "notes": "Bases counted: " + ", ".join(PARTNER_BASES) + " (ids of the table places). They have an airfield or a "
             "harbour of their own and stand on the land of Japan, the ROK or the United States. Army headquarters, "
             "camps of the Japanese ground force and Philippine bases with American access are not counted. A "
             "distance is no promise: which base may be used for what is for its host to say.",
}
