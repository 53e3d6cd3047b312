"""Layer ``depth``: the sea floor in bands, as polygons, from a 6-minute copy of ETOPO1."""
from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import shapely

from trilateral.sources import publish
from trilateral.sources.geo import archives, credits, shapes

NAME = "depth"
GRID = "bundle_data/topography/ETOPO1_0.1.grd"
FRAME = (98.0, -12.0, 160.0, 62.0)
MARGIN = 1.0  # degrees read beyond the frame, so that smoothing does not stop at its edge
BANDS_M = (0, 200, 1000, 2500, 4000, 6000, 11000)
SMOOTHING = 0.8  # grid steps (0.1 degrees), standard deviation
REFINEMENT = 3
TOLERANCE = 0.03  # degrees
DECIMALS = 2
SPECK_KM2 = 400.0


def build(relief: Path, folder: Path | None = None) -> Path:
    """Publish the layer from the package that carries the grid; needs h5py."""
    lon, lat, height = grid(relief)
    bands = banded(lon, lat, height)
    rows = {"depth_from_m": list(BANDS_M[:-1]), "depth_to_m": list(BANDS_M[1:])}
    frame = geopandas.GeoDataFrame(rows, geometry=bands, crs="OGC:CRS84")
    return publish.layer(frame, DESCRIPTION, [relief], decimals=DECIMALS, folder=folder)


def grid(relief: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Longitudes, latitudes (degrees, ascending) and heights (m, sea floor negative) of the frame."""
    import h5py

    west, south, east, north = FRAME
    with h5py.File(archives.as_stream(relief, GRID)) as file:
        lon, lat = file["lon"][:], file["lat"][:]
        x = (lon >= west - MARGIN) & (lon <= east + MARGIN)
        y = (lat >= south - MARGIN) & (lat <= north + MARGIN)
        return lon[x], lat[y], file["z"][:].astype(float)[np.ix_(y, x)]


def banded(lon: np.ndarray, lat: np.ndarray, height: np.ndarray) -> list[shapely.Geometry]:
    """One polygon set a band, shallow to deep, that together tile the frame without a gap.

    Land counts as depth 0: the first band runs on under it, so that no seam opens along the coast.
    """
    import contourpy

    depth = smoothed(np.maximum(-height, 0.0), SMOOTHING)
    lon, lat = refined(lon, 0), refined(lat, 0)
    depth = refined(refined(depth, 0), 1)
    contours = contourpy.contour_generator(lon, lat, depth, fill_type="OuterOffset")
    limits = [-1.0, *BANDS_M[1:]]
    raw = [_polygons(*contours.filled(low, high)) for low, high in zip(limits, limits[1:], strict=False)]
    return tiled(raw)


def tiled(bands: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Specks given to the band round them, then simplified as one coverage and cut to the frame."""
    whole = shapely.box(*FRAME)
    deeper = [_without_specks(shapely.union_all(bands[k:], grid_size=1e-4)) for k in range(1, len(bands))]
    nested = [shapely.union_all([whole, *deeper])]
    for shape in deeper:
        nested.append(shapely.intersection(shape, nested[-1]))
    rings = [upper.difference(lower) for upper, lower in zip(nested, nested[1:], strict=False)]
    cut = [shapes.polygons_only(shapely.intersection(r, whole)) for r in [*rings, nested[-1]]]
    coarse = shapes.on_grid(shapely.coverage_simplify(cut, TOLERANCE), DECIMALS)
    return [shapes.polygons_only(shape) for shape in coarse]


def _without_specks(shape: shapely.Geometry) -> shapely.Geometry:
    return shapes.without_pinholes(shapes.without_islets(shapes.polygons_only(shape), SPECK_KM2), SPECK_KM2)


def _polygons(points: list[np.ndarray], offsets: list[np.ndarray]) -> shapely.Geometry:
    found = []
    for xy, starts in zip(points, offsets, strict=True):
        rings = [xy[a:b] for a, b in zip(starts, starts[1:], strict=False)]
        found.append(shapely.Polygon(rings[0], rings[1:]))
    return shapes.polygons_only(shapely.MultiPolygon(found))


def smoothed(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur with ``sigma`` in grid steps; edges repeat the outermost value."""
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        padded = np.pad(values, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        values = np.apply_along_axis(np.convolve, axis, padded, weights, mode="valid")
    return values


def refined(values: np.ndarray, axis: int) -> np.ndarray:
    """``REFINEMENT`` times as many steps along ``axis``, by linear interpolation."""
    steps = values.shape[axis]
    at = np.linspace(0, steps - 1, (steps - 1) * REFINEMENT + 1)
    return np.apply_along_axis(lambda line: np.interp(at, np.arange(steps), line), axis, values)


DESCRIPTION = {
    "name": NAME,
    "title": "Depth of the sea along the First Island Chain, in bands",
    "description": "Filled depth contours for a quiet background to the maps of the chain; not for navigation.",
    "sources": [credits.ETOPO1],
    "builder": "trilateral.sources.geo",
    "key": ["depth_from_m"],
    "columns": {
        "depth_from_m": {"type": "integer", "unit": "m", "min": 0, "max": 11000,
                         "description": "Depth at the shallow edge of the band"},
        "depth_to_m": {"type": "integer", "unit": "m", "min": 0, "max": 11000,
                       "description": "Depth at the deep edge of the band; 11000 stands for the deepest sea floor"},
    },
    "row_floor": len(BANDS_M) - 1,
    "geometry": "polygon",
    "scale": "grid of 6 arc-minutes (11 km), lightly smoothed and interpolated before contouring, simplified to about "
             "3 km; features under 400 km2 are dropped; coordinates to 0.01 degrees",
    "notes": "The bands tile the frame without gaps. The first band runs on under the land, so draw land over it. "
             "The book first looked at ETOPO 2022 as carried by pyworldatlas-mapdata-standard 0.9.5: that copy blanks "
             "out every cell that is not land, so it holds no depths, and ETOPO1 is used instead.",
}
