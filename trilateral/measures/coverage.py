"""How much of an area of water lies within reach of a place or of a shore, on the WGS84 ellipsoid."""
from __future__ import annotations

import shapely
from pyproj import CRS, Transformer

from trilateral.measures import geodesy

AZIMUTHS = 720  # a ring of so many corners runs at most 0.001 percent of its radius inside the true circle
EDGE = 0.02  # degrees: longer edges are cut up, as the area's solver takes every edge for a geodesic


def reach(lon: float, lat: float, km: float) -> shapely.Polygon:
    """All that lies within ``km`` of a point, along the geodesic; longitudes and latitudes in degrees."""
    return geodesy.ring(lon, lat, km, AZIMUTHS)


def shore_reach(shore: shapely.Geometry, km: float) -> shapely.Geometry:
    """All that lies within ``km`` of some point of ``shore`` (polygons in degrees), the shore's land included.

    The shore is widened in the azimuthal equidistant projection round its middle. Between two points
    that are ``r`` from the middle the projection stretches a distance by up to ``(r/R)²/6``: 0.1
    percent at 500 km, so take single islands or short coasts.
    """
    middle = shapely.box(*shore.bounds).centroid
    plane = CRS.from_proj4(f"+proj=aeqd +lon_0={middle.x} +lat_0={middle.y} +datum=WGS84")
    there = Transformer.from_crs("OGC:CRS84", plane, always_xy=True)
    flat = shapely.transform(shore, there.transform, interleaved=False)
    wide = shapely.buffer(flat, km * 1000, quad_segs=AZIMUTHS // 8)
    return shapely.transform(wide, lambda x, y: there.transform(x, y, direction="INVERSE"), interleaved=False)


def share(water: shapely.Geometry, *reaches: shapely.Geometry) -> float:
    """Share of the area of ``water`` (0 to 1) that lies in one or more of ``reaches``.

    Raises
    ------
    ValueError
        There is no water to share out.
    """
    if water.is_empty:
        raise ValueError("a share needs an area of water; this one is empty")
    covered = shapely.intersection(water, shapely.union_all(reaches))
    return _area_km2(covered) / _area_km2(water)


def _area_km2(shape: shapely.Geometry) -> float:
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return geodesy.area_km2(shapely.segmentize(shapely.MultiPolygon(polygons), EDGE)) if polygons else 0.0
