"""Read Natural Earth: countries (admin-0), provinces (admin-1) and named rivers."""
from __future__ import annotations

import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import geopandas
import shapely

from trilateral.sources.geo import archives, natural_earth_checks, natural_earth_zip
from trilateral.sources.geo.natural_earth_zip import Countries

ADMIN_0 = "ne_10m_admin_0_countries_deu.zip"
ADMIN_1 = "data/states/admin1.json"
MAP_DATA = "maps.sqlite3"


def countries(source: Path) -> Countries:
    """All countries, from Natural Earth's own archive or from a package that carries it, checked.

    The package has the edition with the German point of view, which draws Crimea as Ukraine's.

    Raises
    ------
    DataError
        The archive is not what :mod:`.natural_earth_zip` and :mod:`.natural_earth_checks` expect.
    """
    with tempfile.TemporaryDirectory() as scratch:
        if source.suffix == ".whl":
            return natural_earth_checks.check(natural_earth_zip.read(archives.stored_beside(source, ADMIN_0,
                                                                                           Path(scratch))))
        return natural_earth_checks.check(natural_earth_zip.read(source))


def provinces(package: Path, codes: Iterable[str]) -> geopandas.GeoDataFrame:
    """Provinces with the ISO 3166-2 ``codes``, in that order, column ``iso_3166_2``.

    Names are left out on purpose: this copy spoils several of them.

    Raises
    ------
    LookupError
        A code is not in the file, or is there more than once.
    """
    wanted = list(codes)
    features = json.loads(archives.member(package, ADMIN_1))["features"]
    found = {code: [] for code in wanted}
    for feature in features:
        code = feature["properties"].get("iso_3166_2")
        if code in found:
            found[code].append(shapely.from_geojson(json.dumps(feature["geometry"])))
    for code, shapes in found.items():
        if len(shapes) != 1:
            raise LookupError(f"{package.name}: {len(shapes)} provinces have the code {code}; one is expected")
    shapes = [found[code][0] for code in wanted]
    return geopandas.GeoDataFrame({"iso_3166_2": wanted}, geometry=shapes, crs="OGC:CRS84")


def rivers(package: Path, countries_: Iterable[str]) -> list[tuple[str, shapely.LineString]]:
    """Named river pieces of the countries (ISO 3166-1 alpha-2), cut at country borders."""
    pieces = []
    with tempfile.TemporaryDirectory() as scratch:
        path = archives.stored_beside(package, MAP_DATA, Path(scratch))
        base = sqlite3.connect(path)
        try:
            for country in countries_:
                pieces += _rivers_of(base, country)
        finally:
            base.close()
    return pieces


def _rivers_of(base: sqlite3.Connection, country: str) -> list[tuple[str, shapely.LineString]]:
    row = base.execute("select payload from country_map where alpha2 = ?", (country,)).fetchone()
    if row is None:
        raise LookupError(f"{MAP_DATA}: no country {country}")
    rivers_ = json.loads(zlib.decompress(row[0]))["rivers"]
    return [(r["name"], shapely.LineString(points)) for r in rivers_ if len(points := opened(r["points"])) > 1]


def opened(points: list[list[float]]) -> list[list[float]]:
    """This copy closes every river like a polygon, back to its first point: take that stroke away."""
    return points[:-1] if len(points) > 2 and points[0] == points[-1] else points
