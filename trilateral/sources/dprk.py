"""Launches of missiles by the DPRK, one row each: ``data/dprk_launches.csv``.

Source: the CNS North Korea Missile Test Database (James Martin Center for Nonproliferation Studies for
the Nuclear Threat Initiative), in the public compilation nk-missile-tests, which adds Japan's Ministry of
Defense for directions and for the launches of the last years.
"""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

CLASSES = {
    "short": ("hwasong-11-da-45", "hwasong-11a", "hwasong-11b", "hwasong-11c", "hwasong-11d", "hwasong-11s", "kn-02",
              "kn-25", "rail-mobile-kn-23", "scud-b", "scud-b-marv", "scud-c", "scud-c-marv", "silo-based-kn-23"),
    "medium": ("er-scud", "hwasong-12a", "nodong", "pukguksong-2"),
    "intermediate": ("hwasong-12", "hwasong-12b", "hwasong-16a", "hwasong-16b", "musudan", "new-irbm-2022"),
    "intercontinental": ("hwasong-14", "hwasong-15", "hwasong-17", "hwasong-18", "hwasong-19"),
    "submarine": ("pukguksong-1", "pukguksong-3"),
    "space": ("chollima-1", "taepodong-1", "unha", "unha-3"),
    "unknown": ("unknown", "hwasong-11e"),
}
"""Class of each missile, as the compilation's own list of missiles gives it, with four decisions of ours.

Hwasong-12B, which the list calls a glide vehicle, goes with the family of intermediate range whose booster
it uses. Three newer missiles are not in the list that we saw: Hwasong-19 is intercontinental and
Hwasong-11Da-4.5 short-range by the database's own descriptions of their flights; Hwasong-11E stays unknown.
"""
CLASS_OF = {missile: name for name, missiles in CLASSES.items() for missile in missiles}
OUTCOMES = ("success", "failure", "unknown")
LANDINGS = {"sea-of-japan": "sea_of_japan", "yellow-sea": "yellow_sea", "pacific-ocean": "pacific",
            "north-korea": "dprk", "na": "none", "unknown": "unknown"}
DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
NOTHING = frozenset({"unknown", "na"})
SPANS = {"distance": (10, 20_000), "apogee": (5, 10_000)}  # km; the longest apogee so far is under 8,000


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["launches"]``, the compilation's ``test.en.json``.

    Raises
    ------
    DataError
        The file is not laid out as expected, or a launch has a date, missile, outcome or figure
        that is not one.
    """
    path = inputs["launches"]
    frame = read(path)
    facts = {"launches": len(frame), "last_month": frame["month"].iloc[-1]}
    return [publish.table(frame, describe.description("dprk_launches", retrieved, **facts), [path], folder)]


def read(path: Path) -> pd.DataFrame:
    """Launches in the order of the file, numbered from 1. Descriptions are not carried over."""
    import pandas as pd

    records = [_record(number, launch, f"{path.name} launch {number}")
               for number, launch in enumerate(_launches(path), 1)]
    months = [record["month"] for record in records]
    late = next((i for i in range(1, len(months)) if months[i] < months[i - 1]), None)
    if late is not None:
        raise DataError(f"{path.name} launch {late + 1}, field date: {months[late]} comes after {months[late - 1]}; "
                        "launches are expected in order of time")
    frame = pd.DataFrame(records)
    return frame.astype({"year": "Int64", "range_km": "float64", "apogee_km": "float64"})


def _launches(path: Path) -> list[dict[str, Any]]:
    """All launches of all years: ``{"timeBins": [{"year": ..., "data": [launch, ...]}, ...]}``."""
    try:
        bins = json.loads(path.read_text("utf-8"))["timeBins"]
        launches = [launch for part in bins for launch in part["data"]]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path.name}: not the expected JSON of timeBins with data: {error!r}") from None
    if not launches:
        raise DataError(f"{path.name}: holds no launch")
    return launches


def _record(number: int, launch: dict[str, Any], place: str) -> dict[str, Any]:
    lacking = {"date", "missile", "facility", "landing", "apogee", "distance", "outcome"} - set(launch)
    if lacking:
        raise DataError(f"{place}: no field {', '.join(sorted(lacking))}")
    when = DATE.fullmatch(str(launch["date"]))
    if not when:
        raise DataError(f"{place}, field date: {launch['date']!r}; YYYY-MM-DD or YYYY-MM is expected")
    return {
        "launch": number,
        "year": int(when[1]),
        "month": f"{when[1]}-{when[2]}",
        "date": when[0] if when[3] else None,
        "missile": launch["missile"],
        "missile_class": _one_of(launch["missile"], CLASS_OF, f"{place}, field missile"),
        "facility": launch["facility"],
        "landing": _one_of(launch["landing"], LANDINGS, f"{place}, field landing"),
        "outcome": _one_of(launch["outcome"], dict(zip(OUTCOMES, OUTCOMES, strict=True)), f"{place}, field outcome"),
        "range_km": _kilometres(launch["distance"], "distance", place),
        "apogee_km": _kilometres(launch["apogee"], "apogee", place),
    }


def _one_of(value: Any, known: dict[str, str], place: str) -> str:
    if value not in known:
        raise DataError(f"{place}: {value!r}; expected one of {', '.join(known)}")
    return known[value]


def _kilometres(value: Any, field: str, place: str) -> float | None:
    """A figure in km, which newer launches have as text; None where the file says that there is none."""
    if value in NOTHING:
        return None
    try:
        figure = float(value)
    except (TypeError, ValueError):
        raise DataError(f"{place}, field {field}: {value!r} is neither a number of km nor 'unknown' or 'na'") from None
    low, high = SPANS[field]
    if not low <= figure <= high:
        raise DataError(f"{place}, field {field}: {value!r}; {low} to {high:,} km is expected")
    return figure
