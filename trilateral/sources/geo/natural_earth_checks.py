"""What Natural Earth's countries must hold to be this book's land: how many, how large, who holds what."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.sources.geo import shapes
from trilateral.sources.geo.natural_earth_zip import VIEWS, Countries
from trilateral.tables import DataError

if TYPE_CHECKING:
    import geopandas

COUNTRIES = (240, 275)
"""Countries and dependencies in all: 258 de facto and 250 from the German point of view, in version 5.1.1."""

AREAS_KM2 = {
    "AUS": 7_691_000, "BGD": 137_000, "BRN": 5_700, "BTN": 40_400, "CHN": 9_375_000, "DEU": 358_000, "FRA": 637_000,
    "GBR": 244_000, "GUM": 560, "HKG": 1_040, "IDN": 1_880_000, "IND": 3_153_000, "JPN": 373_500, "KAZ": 2_721_000,
    "KHM": 181_000, "KOR": 98_500, "LAO": 228_000, "MMR": 663_000, "MNG": 1_565_000, "MNP": 580, "MYS": 328_000,
    "NPL": 147_000, "PHL": 293_300, "PLW": 490, "PNG": 465_000, "POL": 313_400, "PRK": 122_400, "RUS": 16_953_000,
    "SGP": 510, "SLB": 27_200, "TLS": 15_080, "TWN": 36_200, "UKR": 599_000, "USA": 9_464_000, "VNM": 328_900,
    "THA": 514_500,  # codespell:ignore tha
}
"""Land in version 5.1.1, German point of view: what our maps name, draw or compare. iso3 -> km²."""
MOST_CHANGE, SPARE_KM2 = 0.02, 120.0
"""A coast drawn anew moves an area by less than this part, or, of small islands, by less than this area."""

HELD = {
    "Simferopol": (34.10, 44.95, "UKR"), "Sevastopol": (33.60, 44.60, "UKR"), "Donetsk": (37.80, 48.00, "UKR"),
    "Taipei": (121.50, 25.00, "TWN"), "Kinmen": (118.37, 24.44, "TWN"), "Hainan": (109.80, 19.20, "CHN"),
    "Kunashir": (145.85, 44.05, "RUS"), "Iturup": (147.80, 45.00, "RUS"), "Yuzhno-Sakhalinsk": (142.73, 46.96, "RUS"),
    "Seoul": (127.00, 37.55, "KOR"), "Ulleung": (130.86, 37.50, "KOR"), "Pyongyang": (125.75, 39.03, "PRK"),
    "Tsushima": (129.30, 34.40, "JPN"), "Yonaguni": (123.00, 24.455, "JPN"), "Batan": (121.97, 20.44, "PHL"),
}
"""Places whose holder the boundary policy or the maps rest on: name -> (lon, lat, iso3).

Natural Earth's edition without a point of view gives Crimea to Russia, which controls it. The book draws it as
Ukraine's, and so does the edition with the German point of view. Beyond these places the two were not compared.
"""


def check(given: Countries) -> Countries:
    """``given``, if it can be this book's land.

    Raises
    ------
    DataError
        Too many or few countries; a code, a name or a shape that is none; a country of the book that is not there,
        has another area than it had, or does not hold what it should.
    """
    frame, file = given.frame, given.file
    low, high = COUNTRIES
    if not low <= len(frame) <= high:
        raise DataError(f"{file}: {len(frame)} countries; {low} to {high} are expected")
    _check_names(frame, file)
    _check_shapes(frame, file)
    _check_holders(given)
    _check_areas(frame, file)
    return given


def _check_names(frame: geopandas.GeoDataFrame, file: str) -> None:
    for number, (code, name) in enumerate(zip(frame["iso3"], frame["name"], strict=True), 1):
        if not (isinstance(code, str) and len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise DataError(f"{file}, feature {number}, field ISO_A3_EH or ADM0_A3: {code!r:.60}; three capital "
                            "letters are expected")
        if not (isinstance(name, str) and name.strip() and name.isprintable()):
            raise DataError(f"{file}, feature {number} ({code}), field ADMIN: {name!r:.60}; a name is expected")


def _check_shapes(frame: geopandas.GeoDataFrame, file: str) -> None:
    """Areas, all on the earth, that can be mended without loss where rings cross."""
    import numpy as np
    import shapely

    for number, (code, shape) in enumerate(zip(frame["iso3"], frame.geometry, strict=True), 1):
        place = f"{file}, feature {number} ({code})"
        kind = shape.geom_type if shape is not None else "nothing"
        if kind not in ("Polygon", "MultiPolygon") or shape.is_empty:
            raise DataError(f"{place}: {kind}; polygons are expected")
        bounds = np.asarray(shape.bounds)
        if not (np.isfinite(shapely.get_coordinates(shape)).all()
                and (np.abs(bounds) <= [180.001, 90.001, 180.001, 90.001]).all()):
            raise DataError(f"{place}: reaches {', '.join(f'{x:.6g}' for x in bounds)}; longitudes to 180 and "
                            "latitudes to 90 degrees are expected")
        if not shape.is_valid:
            mended = shapely.make_valid(shape).area
            if abs(mended - shape.area) > 1e-4 * mended:
                raise DataError(f"{place}: {shapely.is_valid_reason(shape)}, mending it changes the area by "
                                f"{abs(mended / shape.area - 1) if shape.area else 1:.1%}; a valid shape is expected")


def _check_holders(given: Countries) -> None:
    """Every place of :data:`HELD` lies in the country that holds it."""
    import shapely

    valid = shapely.make_valid(given.frame.geometry.values)
    tree = shapely.STRtree(valid)
    for name, (lon, lat, iso3) in HELD.items():
        found = [given.frame["iso3"].iloc[k] for k in tree.query(shapely.Point(lon, lat), predicate="covered_by")]
        if found != [iso3]:
            raise DataError(f"{given.file} ({VIEWS[given.view]}): {name} ({lat} N, {lon} E) lies in "
                            f"{' and '.join(found) or 'no country'}; {iso3} is expected, as the book draws it"
                            + ("; the archive with the German point of view, …_countries_deu.zip, has it so"
                               if iso3 == "UKR" and not given.view else ""))


def _check_areas(frame: geopandas.GeoDataFrame, file: str) -> None:
    for iso3, expected in AREAS_KM2.items():
        parts = frame.geometry[frame["iso3"] == iso3]
        if parts.empty:
            raise DataError(f"{file}: no country {iso3}; every country of the book is expected")
        area = sum(map(shapes.area_km2, parts))
        if abs(area - expected) > max(MOST_CHANGE * expected, SPARE_KM2):
            raise DataError(f"{file}, {iso3}: {area:,.0f} km² of land; {expected:,} are expected, within "
                            f"{MOST_CHANGE:.0%}: has the country been divided or joined with another?")
