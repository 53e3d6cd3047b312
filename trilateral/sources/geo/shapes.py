"""Mend, thin and clean shapes: what every layer of the atlas needs before it is published."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
SEAM_DECIMALS = 6  # 0.1 m: closes the hairline that splitting at 180 degrees leaves


def east_of_greenwich(shape: shapely.Geometry, turn: float = -30.0) -> shapely.Geometry:
    """``shape`` with its parts west of ``turn`` moved on by 360 degrees and joined at 180.

    Longitudes then run from ``turn`` to ``turn + 360``, so that Chukotka is one piece.
    Coordinates are rounded, not snapped, so that neighbours treated alike still share their edges.
    """
    parts = on_grid(shapely.get_parts(shape), SEAM_DECIMALS)
    west = shapely.bounds(parts)[:, 0] < turn
    if not west.any():
        return shapely.union_all(parts) if len(parts) > 1 else parts[0]
    moved = [shapely.transform(part, lambda xy: xy + [360.0, 0.0]) for part in parts[west]]
    joined = shapely.union_all([*parts[~west], *moved])
    return without_seam(joined)


def without_seam(shape: shapely.Geometry, at: float = 180.0) -> shapely.Geometry:
    """Drop the hairline holes and the needless vertices that lie on the meridian ``at``."""
    polygons = []
    for part in shapely.get_parts(shape):
        rings = [part.exterior, *(r for r in part.interiors if area_km2(shapely.Polygon(r)) > 0.5)]
        rings = [_without_collinear(np.asarray(ring.coords), at) for ring in rings]
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.make_valid(shapely.MultiPolygon(polygons)) if len(polygons) > 1 else polygons[0]


def _without_collinear(ring: np.ndarray, at: float) -> np.ndarray:
    """Drop vertices on the seam whose two neighbours lie on one straight line with them."""
    body = ring[:-1]
    before, after = np.roll(body, 1, axis=0), np.roll(body, -1, axis=0)
    turn = np.cross(np.c_[body - before, np.zeros(len(body))], np.c_[after - body, np.zeros(len(body))])[:, 2]
    needless = (np.abs(body[:, 0] - at) < 1e-5) & (np.abs(turn) < 1e-7)
    return np.vstack([body[~needless], body[~needless][:1]])


def on_grid(coverage: Sequence[shapely.Geometry], decimals: int) -> np.ndarray:
    """Round the coordinates of polygons that share edges all alike, so that they still meet.

    A snapping overlay of each alone would move one side of a shared edge and not the other.
    """
    return shapely.remove_repeated_points(shapely.transform(coverage, lambda xy: np.round(xy, decimals)))


def polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of ``shape``: clipping and mending may leave points and lines behind."""
    parts = shapely.get_parts(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    parts = shapely.get_parts(parts)
    kept = [p for p in parts if p.geom_type == "Polygon" and not p.is_empty]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def area_km2(shape: shapely.Geometry) -> float:
    """Area on the WGS84 ellipsoid in square kilometres."""
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))[0]) / 1e6


def without_islets(shape: shapely.Geometry, floor_km2: float, fine: Sequence[tuple[float, ...]] = (),
                   fine_floor_km2: float = 0.0) -> shapely.Geometry:
    """Drop parts smaller than ``floor_km2``; inside the boxes ``fine`` the lower floor holds."""
    kept = []
    for part in shapely.get_parts(shape):
        x, y = part.representative_point().coords[0]
        inside = any(w <= x <= e and s <= y <= n for w, s, e, n in fine)
        if area_km2(part) >= (fine_floor_km2 if inside else floor_km2):
            kept.append(part)
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def without_pinholes(shape: shapely.Geometry, floor_km2: float) -> shapely.Geometry:
    """Fill holes smaller than ``floor_km2``: lakes and enclaves that no map here can show."""
    filled = [
        shapely.Polygon(p.exterior, [r for r in p.interiors if area_km2(shapely.Polygon(r)) >= floor_km2])
        for p in shapely.get_parts(shape)
    ]
    return filled[0] if len(filled) == 1 else shapely.MultiPolygon(filled)


def thinness(shape: shapely.Geometry) -> float:
    """Isoperimetric quotient 4πA/P² of a polygon in plane degrees scaled by latitude; 1 is a disc.

    A sliver, the leftover of a clip or of two shores that do not agree, is below about 0.01.
    """
    middle = np.cos(np.radians(shape.centroid.y))
    plane = shapely.transform(shape, lambda xy: xy * [middle, 1.0])
    return float(4 * np.pi * plane.area / plane.length**2) if plane.length else 0.0


def without_slivers(shape: shapely.Geometry, least: float = 0.01, spare_km2: float = 5000.0) -> shapely.Geometry:
    """Drop parts thinner than ``least``, unless they are large (a long fjord coast is thin, too)."""
    kept = [p for p in shapely.get_parts(shape) if thinness(p) >= least or area_km2(p) >= spare_km2]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
