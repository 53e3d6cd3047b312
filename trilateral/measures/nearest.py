"""Distance from many points to the nearest of many others, along the geodesic."""
from __future__ import annotations

import numpy as np
from pyproj import Transformer

from trilateral.measures import geodesy

CELL = 1.0  # degrees: points are taken a cell at a time, so that far targets can be left out
CHUNK = 1000  # and so many of a cell at most


def nearest_km(lon, lat, to_lon, to_lat) -> tuple[np.ndarray, np.ndarray]:
    """For every point the distance to its nearest target in kilometres, and that target's position.

    The nearest is the one with the shortest chord through the earth; two targets can change places
    with the geodesic only when their distances agree to some metres. Its distance is then solved on
    the ellipsoid.

    Parameters
    ----------
    lon, lat
        Points, degrees: arrays of one shape.
    to_lon, to_lat
        Targets, degrees: flat arrays.

    Raises
    ------
    ValueError
        There is no target.
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    to_lon, to_lat = np.asarray(to_lon, float), np.asarray(to_lat, float)
    if not len(to_lon):
        raise ValueError("the nearest of no targets is asked for")
    points, targets = _in_space(lon.ravel(), lat.ravel()), _in_space(to_lon, to_lat)
    found = np.empty(len(points), dtype=int)
    for part in _cells(lon.ravel(), lat.ravel()):
        found[part] = _nearest_chord(points[part], targets)
    metres = geodesy.WGS84.inv(lon.ravel(), lat.ravel(), to_lon[found], to_lat[found])[2]
    return metres.reshape(lon.shape) / 1000, found.reshape(lon.shape)


def _in_space(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Earth-centred coordinates in metres: array (n, 3)."""
    there = Transformer.from_crs("OGC:CRS84", "EPSG:4978", always_xy=True)
    x, y, z = there.transform(lon, lat, np.zeros_like(lon))
    return np.c_[x, y, z]


def _cells(lon: np.ndarray, lat: np.ndarray) -> list[np.ndarray]:
    """Positions of the points, by cells of the globe."""
    row, column = np.floor(lat / CELL), np.floor(lon / CELL)
    order = np.lexsort((column, row))
    ends = np.flatnonzero(np.diff(row[order]) + 1j * np.diff(column[order])) + 1
    cells = np.split(order, ends)
    return [part for cell in cells for part in np.array_split(cell, -(-len(cell) // CHUNK))]


def _nearest_chord(points: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Position of the nearest target of each point, in space.

    No point's nearest is farther from the points' middle than the middle's own nearest by more than
    twice the points' spread: the rest need not be compared.
    """
    middle = points.mean(axis=0)
    away = np.linalg.norm(targets - middle, axis=1)
    spread = np.linalg.norm(points - middle, axis=1).max()
    near = np.flatnonzero(away <= away.min() + 2 * spread + 1.0)
    close = targets[near]
    return near[np.argmin((close**2).sum(axis=1) - 2 * points @ close.T, axis=1)]


def shore_km(shape, lon, lat, step: float = 0.02) -> np.ndarray:
    """For every point the distance in kilometres to the nearest shore of ``shape`` (polygons, degrees).

    The shore's edges are cut up every ``step`` degrees, which costs at most ``(step/2)²/2d`` degrees
    at a distance of ``d`` degrees: 6 m at 100 km. A point on land gets its distance to the shore, too.
    """
    import shapely

    corners = shapely.get_coordinates(shapely.segmentize(shape, step))
    return nearest_km(lon, lat, *corners.T)[0]
