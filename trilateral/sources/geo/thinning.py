"""Simplify polygons that share borders: mainlands together, small islands more gently."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from trilateral.sources.geo import shapes

SMALL_ISLAND_KM2 = 1500.0


def coverage(whole: Sequence[shapely.Geometry], tolerance: float, island_tolerance: float,
             decimals: int) -> list[shapely.Geometry]:
    """Thin out a coverage (degrees), keeping shared borders shared.

    Islands under 1,500 km² would shrink to triangles at a mainland's tolerance: they are simplified
    one by one at ``island_tolerance`` and kept off the mainland of every member.
    """
    parts = shapely.get_parts(whole)
    owner = np.repeat(np.arange(len(whole)), shapely.get_num_geometries(whole))
    small = np.array([shapes.area_km2(p) < SMALL_ISLAND_KM2 for p in parts]) & ~_shares_border(parts, owner)
    groups = [shapely.MultiPolygon(list(parts[(owner == k) & ~small])) for k in range(len(whole))]
    mainland = shapes.on_grid(shapely.coverage_simplify(groups, tolerance), decimals)
    islands = shapely.simplify(parts[small], island_tolerance, preserve_topology=True)
    islands = _kept_off(shapely.set_precision(islands, 10.0**-decimals), mainland)
    return [shapes.polygons_only(shapely.union_all([mainland[k], *islands[owner[small] == k]]))
            for k in range(len(whole))]


def _shares_border(parts: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Which parts touch a part of another owner: exclaves, that only look like islands."""
    one, other = shapely.STRtree(parts).query(parts, predicate="intersects")
    touching = one[owner[one] != owner[other]]
    return np.bincount(touching, minlength=len(parts)) > 0


def _kept_off(islands: np.ndarray, mainland: np.ndarray) -> np.ndarray:
    """A mainland that was straightened may run over an islet on its coast: take the overlap away."""
    kept = islands.copy()
    island, land = shapely.STRtree(mainland).query(islands, predicate="intersects")
    for k in np.unique(island):
        kept[k] = islands[k].difference(shapely.union_all(mainland[land[island == k]]))
    return kept
