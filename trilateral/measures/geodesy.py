"""Distances, rings, areas and lengths on the WGS84 ellipsoid.

Longitudes and latitudes are in degrees, distances in kilometres, azimuths clockwise from north.
The solver is accurate to nanometres (Karney 2013, doi 10.1007/s00190-012-0578-z): the error of a
result is the error of the coordinates that go in. A sphere would differ by up to half a percent.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pyproj import Geod

if TYPE_CHECKING:
    import shapely

WGS84 = Geod(ellps="WGS84")


def distance_km(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Length of the geodesic, the shortest path over the ellipsoid, between two points."""
    return WGS84.inv(lon_1, lat_1, lon_2, lat_2)[2] / 1000


def path(lon_1: float, lat_1: float, lon_2: float, lat_2: float, step_km: float = 50.0) -> np.ndarray:
    """Points of the geodesic at most ``step_km`` apart, ends included: array (n, 2) of lon, lat.

    Longitudes run on past 180, so that a line over the Pacific stays one line.
    """
    gaps = max(int(np.ceil(distance_km(lon_1, lat_1, lon_2, lat_2) / step_km)), 1)
    inner = WGS84.npts(lon_1, lat_1, lon_2, lat_2, gaps - 1) if gaps > 1 else []
    points = np.array([(lon_1, lat_1), *inner, (lon_2, lat_2)], dtype=float)
    points[:, 0] = continuous(points[:, 0])
    return points


def continuous(lon: np.ndarray) -> np.ndarray:
    """Longitudes without the jump at the antimeridian; the first keeps its value."""
    return np.degrees(np.unwrap(np.radians(lon)))


def ring_points(lon: float, lat: float, radius_km: float, n: int = 361) -> np.ndarray:
    """Points at ``radius_km`` from a centre, by the direct geodesic problem: array (n, 2) of lon, lat.

    Azimuths run from 0 to 360 degrees, both included, so that the line closes: the last point is the
    first. Longitudes run on past 180 without a jump; round a pole they end 360 degrees on.
    """
    if not 0 < radius_km < 20000:
        raise ValueError(f"radius {radius_km} km: more than 0 and less than 20000 is expected")
    azimuths = np.linspace(0.0, 360.0, n)
    lons, lats, _ = WGS84.fwd(np.full(n, lon), np.full(n, lat), azimuths, np.full(n, radius_km * 1000.0))
    from_centre = continuous(np.concatenate([[lon], lons]))[1:]  # begun at the centre: it stays near the ring
    return np.c_[from_centre, lats]


def ring(lon: float, lat: float, radius_km: float, n: int = 180) -> shapely.Polygon:
    """All that lies within ``radius_km`` of a point, as a polygon of ``n`` azimuths.

    Between two vertices the ring runs up to ``radius * (1 - cos(180°/n))`` inside the true circle
    (0.015 percent of the radius at n = 180). A ring across the antimeridian has longitudes past 180
    (or below -180); one that holds a pole is closed along the pole's parallel, over 360 degrees of
    longitude centred on ``lon``.
    """
    import shapely

    points = ring_points(lon, lat, radius_km, n + 1)[:-1]
    over_north = radius_km > distance_km(lon, lat, lon, 90.0)
    over_south = radius_km > distance_km(lon, lat, lon, -90.0)
    if over_north or over_south:
        return _with_pole(lon, points[:, 0], points[:, 1], over_north, over_south)
    return shapely.Polygon(points)


def _with_pole(lon: float, lons: np.ndarray, lats: np.ndarray, north: bool, south: bool) -> shapely.Polygon:
    import shapely

    if north and south:
        raise ValueError("a ring over both poles has no outline in longitude and latitude")
    offset = (lons - lon + 180.0) % 360.0 - 180.0
    order = np.argsort(offset)
    offset, lats = offset[order], lats[order]
    edge = np.interp(180.0, [offset[-1], offset[0] + 360.0], [lats[-1], lats[0]])
    pole = 90.0 if north else -90.0
    return shapely.Polygon([(lon - 180, pole), (lon - 180, edge), *zip(lon + offset, lats, strict=True),
                            (lon + 180, edge), (lon + 180, pole)])


def area_km2(shape: shapely.Geometry) -> float:
    """Area of a polygon on the ellipsoid, edges taken as geodesics, holes taken away.

    Edges given as straight lines in longitude and latitude differ from geodesics: long ones
    should be cut up first (``shapely.segmentize``).
    """
    import shapely

    return abs(WGS84.geometry_area_perimeter(shapely.orient_polygons(shape))[0]) / 1e6


def length_km(shape: shapely.Geometry) -> float:
    """Length of a line along its points; a border drawn coarsely comes out short."""
    return WGS84.geometry_length(shape) / 1000
