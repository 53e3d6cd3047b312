"""A dot for so many people: how many dots a place gets, and where they stand.

What is data: a town of at least ``PEOPLE`` inhabitants gets its rounded number of dots, round its own place.
What is a rule: everybody else in a subject, by its census, shares the dots that are left; they stand at the
subject's smaller settlements, one each, the largest first (and over again if they run out).
No two dots lie on each other: each takes the free point of a regular grid that is nearest to its place.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

PEOPLE = 10_000
SPACING_KM = 18.0


def dot_counts(towns: pd.DataFrame, subjects: pd.DataFrame, people: int = PEOPLE) -> pd.DataFrame:
    """How many dots stand for each place.

    Parameters
    ----------
    towns
        ``iso_3166_2, name, lon, lat, population``, largest first within a subject.
    subjects
        ``iso_3166_2, population_2021``.
    people
        People a dot.

    Returns
    -------
    pandas.DataFrame
        The columns of ``towns`` but the population, with ``kind`` (``town``, or ``rest`` of the subject) and
        ``dots``, at least 1; the largest place first.

    Raises
    ------
    ValueError
        A subject's towns have more dots than its census.
    """
    import pandas as pd

    parts = []
    for subject in subjects.itertuples():
        places = towns[towns["iso_3166_2"] == subject.iso_3166_2]
        size = places["population"].fillna(0)
        large = places[size >= people].assign(kind="town", dots=(size[size >= people] / people).round().astype(int))
        left = round(subject.population_2021 / people) - int(large["dots"].sum())
        if left < 0:
            raise ValueError(f"{subject.iso_3166_2}: the towns have {-left} dots more than the census")
        small = places[size < people]
        shares = [left // len(small) + (rank < left % len(small)) for rank in range(len(small))]
        parts += [large, small.assign(kind="rest", dots=shares)]
    found = pd.concat(parts)
    found = found[found["dots"] > 0].sort_values(["kind", "population"], ascending=False, kind="stable")
    return found.drop(columns="population").reset_index(drop=True)


def placed(counts: pd.DataFrame, shapes: geopandas.GeoDataFrame, crs: str,
           spacing_km: float = SPACING_KM) -> pd.DataFrame:
    """One row a dot, with its longitude and latitude; the same every time.

    Parameters
    ----------
    counts
        As :func:`dot_counts` gives them; who comes first keeps nearest to its place.
    shapes
        The subjects (``iso_3166_2``, geometry): no dot leaves its own.
    crs
        PROJ string of the map, in whose plane the grid is regular.
    spacing_km
        Distance of neighbouring grid points.

    Returns
    -------
    pandas.DataFrame
        ``iso_3166_2, name, kind, lon, lat, away_km``: how far in the plane the dot lies from its place.
    """
    import pandas as pd
    from pyproj import Transformer

    plane = Transformer.from_crs("OGC:CRS84", crs, always_xy=True)
    parts = []
    for iso, outline in zip(shapes["iso_3166_2"], shapes.geometry, strict=True):
        places = counts[counts["iso_3166_2"] == iso]
        x, y = (np.asarray(part) / 1000 for part in plane.transform(places["lon"], places["lat"]))
        free = _grid(outline, plane, spacing_km)
        for k, row in enumerate(places.itertuples()):
            order = np.argsort(np.hypot(free[:, 0] - x[k], free[:, 1] - y[k]), kind="stable")[:row.dots]
            taken, free = free[order], np.delete(free, order, axis=0)
            lon, lat = plane.transform(*(taken * 1000).T, direction="INVERSE")
            away = np.hypot(taken[:, 0] - x[k], taken[:, 1] - y[k])
            parts.append(pd.DataFrame({"iso_3166_2": iso, "name": row.name, "kind": row.kind, "lon": lon, "lat": lat,
                                       "away_km": away}))
    return pd.concat(parts, ignore_index=True)


def _grid(outline, plane, spacing_km: float) -> np.ndarray:
    """Points of a triangular grid inside ``outline``, in kilometres of the plane: array (n, 2)."""
    import shapely

    shape = shapely.transform(outline, lambda x, y: plane.transform(x, y), interleaved=False)
    shape = shapely.transform(shape, lambda xy: xy / 1000)
    west, south, east, north = shape.bounds
    step = spacing_km * np.sqrt(3) / 2
    rows = np.arange(np.floor(south / step), north / step + 1)
    columns = np.arange(np.floor(west / spacing_km) - 1, east / spacing_km + 1)
    across, down = np.meshgrid(columns, rows)
    points = np.c_[((across + 0.5 * (down % 2)) * spacing_km).ravel(), (down * step).ravel()]
    return points[shapely.contains_xy(shape, points[:, 0], points[:, 1])]
