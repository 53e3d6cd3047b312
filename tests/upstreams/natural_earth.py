"""A made-up earth of boxes in the layout of Natural Earth's archive of countries, as a zip.

Every country of the book has its area and holds the places that it should; 210 others are boxes of a degree.
"""
from __future__ import annotations

import functools
import io
import string
import tempfile
import zipfile
from pathlib import Path

import geopandas
import shapely

from trilateral.sources.geo import shapes
from trilateral.sources.geo.natural_earth_checks import AREAS_KM2, HELD

HOST = "naturalearth.s3.amazonaws.com"
PATH = "/{}/10m_cultural/ne_10m_admin_0_countries_deu.zip"
OTHERS = 210
LARGE = {"RUS": (60, 50, 80), "CHN": (82, 20, 49), "USA": (-130, 30, 60), "AUS": (112, -45, -15)}  # west, south, north
SMALL_KM2 = 60_000


@functools.cache
def countries() -> geopandas.GeoDataFrame:
    """One row a country: ADMIN, ISO_A3_EH, ADM0_A3, geometry; Guam has its code in the last alone."""
    large = {iso3: _box(*where, AREAS_KM2[iso3]) for iso3, where in LARGE.items()}
    rows = {**large, **_strips(), **_squares()}
    held = {name: shapely.box(lon - 0.03, lat - 0.03, lon + 0.03, lat + 0.03) for name, (lon, lat, _) in HELD.items()}
    for name, (_, _, iso3) in HELD.items():
        rows[iso3] = shapely.union(rows[iso3], held[name])
    codes = [f"X{a}{b}" for a in string.ascii_uppercase for b in string.ascii_uppercase][:OTHERS]
    for number, code in enumerate(codes):
        west, south = 12 + 1.5 * (number % 30), 6 + 1.5 * (number // 30)
        rows[code] = shapely.box(west, south, west + 1, south + 1)
    return geopandas.GeoDataFrame(
        {"ADMIN": [f"Land {code}" for code in rows], "ISO_A3_EH": ["-99" if c == "GUM" else c for c in rows],
         "ADM0_A3": list(rows)}, geometry=list(rows.values()), crs="EPSG:4326")


def _box(west: float, south: float, north: float, km2: float) -> shapely.Polygon:
    """A box between two parallels, as wide as its area asks for."""
    width = 1.0
    for _ in range(3):
        shape = shapely.segmentize(shapely.box(west, south, west + width, north), 1.0)
        width *= km2 / shapes.area_km2(shape)
    return shape


def _strips() -> dict[str, shapely.Polygon]:
    """Countries of middling size side by side near the Equator, within the frame of the layer ``land``."""
    rows, west, north = {}, 83.0, 18.5
    for iso3, km2 in AREAS_KM2.items():
        if iso3 in LARGE or km2 < SMALL_KM2:
            continue
        shape = _box(west, north - 5, north, km2)
        if shape.bounds[2] > 179:
            west, north = 83.0, north - 5.5
            shape = _box(west, north - 5, north, km2)
        rows[iso3], west = shape, shape.bounds[2] + 0.3
    return rows


def _squares() -> dict[str, shapely.Polygon]:
    """The small ones, north of them."""
    small = [iso3 for iso3, km2 in AREAS_KM2.items() if iso3 not in LARGE and km2 < SMALL_KM2]
    rows = {}
    for number, iso3 in enumerate(small):
        side = AREAS_KM2[iso3] ** 0.5 / 111.2
        south = 24 + 3 * (number // 8)
        rows[iso3] = _box(152 + 3 * (number % 8), south, south + side, AREAS_KM2[iso3])
    return rows


@functools.cache
def _members(view: str) -> dict[str, bytes]:
    return members(countries(), view)


def members(frame: geopandas.GeoDataFrame, view: str = "deu") -> dict[str, bytes]:
    """The archive's files by name."""
    stem = f"ne_10m_admin_0_countries_{view}".rstrip("_")
    with tempfile.TemporaryDirectory() as scratch:
        frame.to_file(Path(scratch, f"{stem}.shp"), encoding="utf-8")
        files = {f"{stem}{ending}": Path(scratch, f"{stem}{ending}").read_bytes()
                 for ending in (".shp", ".shx", ".dbf", ".prj", ".cpg")}
    return {f"{stem}.README.html": b"<!DOCTYPE html>", f"{stem}.VERSION.txt": b"5.1.1\r\n", **files}


def archive(files: dict[str, bytes] | None = None, view: str = "deu") -> bytes:
    """The zip with ``files``, or with the made-up earth."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in (_members(view) if files is None else files).items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 5, 8, 21, 50, 28)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
