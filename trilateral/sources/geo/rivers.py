"""Layer ``rivers``: the main rivers by name."""
from __future__ import annotations

from pathlib import Path

import geopandas
import shapely

from trilateral.sources import publish
from trilateral.sources.geo import credits, natural_earth

NAME = "rivers"
COUNTRIES = ("RU", "CN", "KP", "KR", "MN")
TOLERANCE = 0.012  # degrees
DECIMALS = 3
BESIDE = 0.03  # degrees: a second copy of a river, thinned otherwise, lies this near to the first
SCRAP = 0.1  # degrees: leftovers shorter than this are dropped
GAP = 0.12  # degrees: pieces of one river whose ends are nearer than this are joined
FRAME = shapely.box(88, 20, 195, 78)
RANKS = {
    "Amur": 1, "Lena": 1, "Yangtze": 1, "Yellow": 1,
    "Kolyma": 2, "Aldan": 2, "Songhua": 2, "Argun": 2, "Ussuri": 2, "Shilka": 2, "Indigirka": 2, "Yana": 2,
    "Vilyuy": 2, "Zeya": 2, "Selenga": 2, "Yenisey": 2, "Angara": 2, "Olyokma": 2, "Vitim": 2, "Anadyr": 2,
    "Tumen": 3, "Yalu": 3, "Onon": 3, "Ingoda": 3, "Kherlen": 3, "Bureya": 3, "Amgun": 3, "Kamchatka": 3,
    "Penzhina": 3, "Nen": 3, "Liao": 3, "Han": 3, "Nakdong": 3, "Xi": 3,
}
# Namesakes elsewhere: what of the name is meant (west, south, east, north).
ONLY_IN = {"Han": (126, 36.5, 129, 38.5), "Zeya": (120, 48, 132, 56), "Xi": (105, 21, 115, 25)}
ABSENT = {"Bureya"}  # not among the named rivers of this copy


def build(relief: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries Natural Earth's named rivers."""
    return publish.layer(frame_of(natural_earth.rivers(relief, COUNTRIES)), DESCRIPTION, [relief],
                         decimals=DECIMALS, folder=folder)


def frame_of(pieces: list[tuple[str, shapely.LineString]]) -> geopandas.GeoDataFrame:
    """One row a river, its pieces joined, most important first."""
    rows = []
    for name, rank in RANKS.items():
        if name in ABSENT:
            continue
        own = [line for n, line in pieces if n == name]
        if name in ONLY_IN:
            own = [line for line in own if line.intersects(shapely.box(*ONLY_IN[name]))]
        if not own:
            raise LookupError(f"no river {name} in the source")
        shape = shapely.intersection(joined(own), FRAME)
        rows.append((name, rank, shapely.simplify(shape, TOLERANCE)))
    columns = {"name": [r[0] for r in rows], "rank": [r[1] for r in rows]}
    return geopandas.GeoDataFrame(columns, geometry=[r[2] for r in rows], crs="OGC:CRS84")


def joined(pieces: list[shapely.LineString]) -> shapely.Geometry:
    """Pieces cut at a border set end to end again; doubles dropped, hairline gaps closed.

    Longest piece first, each later one gives only what is not already drawn beside it: along a
    border both countries carry the river, each thinned in its own way.
    """
    drawn = shapely.LineString()
    for piece in sorted(pieces, key=lambda line: -line.length):
        fresh = [p for p in shapely.get_parts(piece.difference(drawn.buffer(BESIDE))) if p.length > BESIDE]
        drawn = shapely.union_all([drawn, *fresh])
    lines = list(shapely.get_parts(shapely.line_merge(drawn)))
    closing = []
    for k, line in enumerate(lines):
        for end in (line.coords[0], line.coords[-1]):
            near = _nearest_end(end, [other for j, other in enumerate(lines) if j != k])
            if near is not None:
                closing.append(shapely.LineString([end, near]))
    whole = shapely.line_merge(shapely.union_all([*lines, *closing]))
    return shapely.MultiLineString([p for p in shapely.get_parts(whole) if p.length > SCRAP])


def _nearest_end(end: tuple[float, float], others: list[shapely.LineString]) -> tuple[float, float] | None:
    """The point of another piece closest to ``end``, if it is a gap that a border cut made."""
    here = shapely.Point(end)
    best = None
    for other in others:
        gap = here.distance(other)
        if gap == 0:
            return None
        if gap < GAP and (best is None or gap < best[0]):
            best = gap, other.interpolate(other.project(here)).coords[0]
    return None if best is None else best[1]


DESCRIPTION = {
    "name": NAME,
    "title": "Main rivers of the Russian Far East and its neighbours",
    "description": "Centre lines of the rivers that carry or explain a border, and of the largest others, by name.",
    "sources": [credits.NAMED_RIVERS],
    "builder": "trilateral.sources.geo",
    "key": ["name"],
    "columns": {
        "name": {"type": "string", "description": "English name as Natural Earth gives it; upper courses that bear "
                                                  "another name are other rows or left out"},
        "rank": {"type": "integer", "min": 1, "max": 3, "description": "Importance on a map: 1 is drawn first; typed"},
    },
    "row_floor": 25,
    "geometry": "line",
    "scale": "drawn from 1:10 million, which the copy thins to some 240 points a piece (steps of 100 km on the middle "
             "Lena), simplified to about 1 km, coordinates to 0.001 degrees; lengths come out short",
    "notes": "The copy cuts rivers at country borders; the pieces of Russia, China, Mongolia, the DPRK and the ROK are "
             "joined again and gaps under 0.12 degrees closed straight. Lake stretches are gaps. Not for measuring.",
}
