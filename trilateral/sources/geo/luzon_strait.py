"""Layer ``luzon_strait``: the water between Taiwan's southern cape and Luzon's north coast, as one area."""
from __future__ import annotations

from pathlib import Path

import geopandas
import shapely

from trilateral import paths, tables
from trilateral.measures import geodesy
from trilateral.sources import publish
from trilateral.sources.geo import credits, shapes

NAME = "luzon_strait"
DECIMALS = 3
TOLERANCE = 0.002  # degrees, 220 m: finer than the shores are good for
# The capes at the corners of northern Luzon: Bojeador in the west, Engaño on Palaui in the east.
WEST, EAST = 120.6, 122.2
SOUTH = 18.1  # well inside Luzon; the coast is what bounds the area there


def build(folder: Path | None = None) -> Path:
    """Publish the layer from the published shores of the strait."""
    source = tables.manifest("geo/strait_shores", folder or paths.data_dir()).data_path
    return publish.layer(frame_of(tables.layer("strait_shores", folder)), DESCRIPTION, [source], decimals=DECIMALS,
                         folder=folder)


def frame_of(shores: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """One row: the largest piece of water in the frame, with its area.

    ``shores`` is the layer ``strait_shores``: landmass, geometry.
    """
    land = shores.set_index("landmass").geometry
    north = land["Taiwan"].bounds[1]
    frame = shapely.box(WEST, SOUTH, EAST, north)
    islands = shapely.union_all(shapely.intersection(land.to_numpy(), frame))
    water = shapely.simplify(shapely.difference(frame, islands), TOLERANCE)
    whole = max(shapely.get_parts(shapes.polygons_only(water)), key=lambda part: part.area)
    whole = shapely.set_precision(whole, 10.0**-DECIMALS)
    area = geodesy.area_km2(shapely.segmentize(whole, 0.02))
    rows = {"id": ["luzon"], "name": ["Luzon Strait"], "area_km2": [round(area)]}
    return geopandas.GeoDataFrame(rows, geometry=[whole], crs="OGC:CRS84")


DESCRIPTION = {
    "name": NAME,
    "title": "Water of the Luzon Strait, as the book counts it",
    "description": "The sea between the parallel of Taiwan's southernmost shore and the north coast of Luzon, and "
                   "between the meridians of Luzon's two northern corner capes; islands are taken out.",
    "sources": [credits.GSHHG],
    "builder": "trilateral.sources.geo",
    "key": ["id"],
    "columns": {
        "id": {"type": "string", "pattern": "[a-z]+", "description": "Short name that stays"},
        "name": {"type": "string", "description": "Name of the strait"},
        "area_km2": {"type": "integer", "unit": "km2", "min": 10000, "max": 200000,
                     "description": "Area of the water on the WGS84 ellipsoid"},
    },
    "row_floor": 1,
    "geometry": "polygon",
    "scale": "shores of the layer strait_shores simplified to 200 m; coordinates to 0.001 degrees",
    "notes": "A definition of the book's own, made to share the water out by reach; it is no boundary. West edge: "
             "120.6°E, the meridian of Cape Bojeador; east edge: 122.2°E, just past Cape Engaño on Palaui; north edge: "
             "the parallel of Taiwan's southern cape, 21.9°N. Islets under 1 km2 that no strait is named after count "
             "as water.",
}
