"""Launches of missiles by the DPRK, one row each: ``data/dprk_launches.csv``.

Source: the CNS North Korea Missile Test Database (James Martin Center for Nonproliferation Studies for
the Nuclear Threat Initiative), in the public compilation nk-missile-tests, which adds Japan's Ministry of
Defense for directions and for the launches of the last years.
"""
from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import days, describe, plain_text, publish, shrinking
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
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
SHORT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
FIGURE = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?", re.ASCII)
NOTHING = ("unknown", "na")
SPANS = {"distance": (10, 20_000), "apogee": (5, 10_000)}  # km; the longest apogee so far is under 8,000
FIELDS = ("date", "missile", "facility", "landing", "apogee", "distance", "outcome")


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["launches"]``, the compilation's ``test.en.json``.

    Raises
    ------
    DataError
        The file is not laid out as expected; a launch has a date, missile, outcome or figure that is not one, or a
        date after ``retrieved``; launches are lost that the table in ``folder`` has.
    """
    path = inputs["launches"]
    frame = read(path, days.retrieval("dprk_launches", retrieved))
    shrinking.check(path.name, "dprk_launches", frame, _end, {"launches": lambda f: f.groupby("month").size()}, folder)
    return [publish.table(frame, describe.description("dprk_launches", retrieved, **facts(frame)), [path], folder)]


def _end(frame: pd.DataFrame) -> str:
    return str(frame["month"].max())


def facts(frame: pd.DataFrame) -> dict[str, Any]:
    """What the launches say of themselves, for the manifest: number, last month, longest pause, how many unjudged."""
    last = date.fromisoformat(f"{frame['month'].iloc[-1]}-01")
    lately = frame[frame["year"] >= last.year - 1]
    months = [date.fromisoformat(f"{m}-01") for m in frame.loc[frame["year"] >= last.year - 2, "month"]]
    pause = max(zip(months, months[1:], strict=False), key=lambda pair: pair[1] - pair[0], default=(last, last))
    return {
        "launches": len(frame),
        "last_month": f"{last:%Y-%m}",
        "last_month_words": days.month_words(last),
        "last_year": last.year,
        "year_before": last.year - 1,
        "recent": len(lately),
        "unjudged": int((lately["outcome"] == "unknown").sum()),
        "pause_from": days.month_words(pause[0]),
        "pause_to": days.month_words(pause[1]),
    }


def read(path: Path, latest: date = date.max) -> pd.DataFrame:
    """Launches to the day ``latest`` in the order of the file, numbered from 1. Descriptions are not carried over."""
    import pandas as pd

    records = [_record(number, launch, f"{path.name} launch {number}", latest)
               for number, launch in enumerate(_launches(path), 1)]
    times = [record["date"] or record["month"] for record in records]
    for i in range(1, len(times)):
        both = min(len(times[i - 1]), len(times[i]))  # a month alone is neither before nor after its days
        if times[i][:both] < times[i - 1][:both]:
            raise DataError(f"{path.name} launch {i + 1}, field date: {times[i]} comes after {times[i - 1]}; "
                            "launches are expected in order of time")
    frame = pd.DataFrame(records)
    return frame.astype({"year": "Int64", "range_km": "float64", "apogee_km": "float64"})


class _Fault(ValueError):
    """What JSON allows and the file may not have."""


def _launches(path: Path) -> list[dict[str, Any]]:
    """All launches of all years: ``{"timeBins": [{"year": ..., "data": [launch, ...]}, ...]}``."""
    text = plain_text.read(path, "JSON")
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}, column {error.colno}: not whole JSON "
                        f"({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path.name}: not the expected JSON: {error}") from None
    bins = document.get("timeBins") if isinstance(document, dict) else None
    if not isinstance(bins, list) or not all(isinstance(b, dict) and isinstance(b.get("data"), list) for b in bins):
        raise DataError(f"{path.name}: not the expected JSON of timeBins, a list of years, each with a list of data")
    launches = [launch for part in bins for launch in part["data"]]
    if not launches:
        raise DataError(f"{path.name}: holds no launch")
    return launches


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise _Fault(f"the field {twice!r:.60} is there twice in one object; every field is expected once")
    return dict(pairs)


def _no_constant(word: str) -> None:
    raise _Fault(f"{word} is no figure; a number, 'unknown' or 'na' is expected")


def _record(number: int, launch: Any, place: str, latest: date) -> dict[str, Any]:
    if not isinstance(launch, dict):
        raise DataError(f"{place}: {launch!r:.60}; an object with the fields {', '.join(FIELDS)} is expected")
    if lacking := [field for field in FIELDS if field not in launch]:
        raise DataError(f"{place}: no field {', '.join(sorted(lacking))}")
    month, day = _when(launch["date"], f"{place}, field date", latest)
    return {
        "launch": number,
        "year": int(month[:4]),
        "month": month,
        "date": day,
        "missile": launch["missile"],
        "missile_class": _class_of(launch["missile"], f"{place}, field missile"),
        "facility": _short_name(launch["facility"], f"{place}, field facility"),
        "landing": _one_of(launch["landing"], LANDINGS, f"{place}, field landing"),
        "outcome": _one_of(launch["outcome"], dict(zip(OUTCOMES, OUTCOMES, strict=True)), f"{place}, field outcome"),
        "range_km": _kilometres(launch["distance"], "distance", place),
        "apogee_km": _kilometres(launch["apogee"], "apogee", place),
    }


def _when(text: Any, place: str, latest: date) -> tuple[str, str | None]:
    """Month and, where it is known, day of a launch: days of universal time, as the file's times are."""
    if isinstance(text, str) and MONTH.fullmatch(text):
        days.not_after(date.fromisoformat(f"{text}-01"), latest, place)
        return text, None
    day = days.day(text, "-", place, also=" or YYYY-MM")
    days.not_after(day, latest, place)
    return f"{day:%Y-%m}", f"{day}"


def _class_of(missile: Any, place: str) -> str:
    if not isinstance(missile, str) or missile not in CLASS_OF:
        raise DataError(f"{place}: {missile!r:.60} has no class yet; find it in the compilation's missile.en.json and "
                        f"add it to CLASSES in trilateral/sources/dprk.py, under one of {', '.join(CLASSES)}")
    return CLASS_OF[missile]


def _short_name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not SHORT_NAME.fullmatch(value) or len(value) > 60:
        raise DataError(f"{place}: {value!r:.60}; a short name of small letters, digits and hyphens is expected")
    return value


def _one_of(value: Any, known: dict[str, str], place: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise DataError(f"{place}: {value!r:.60}; expected one of {', '.join(known)}")
    return known[value]


def _kilometres(value: Any, field: str, place: str) -> float | None:
    """A figure in km, which newer launches have as text; None where the file says that there is none."""
    if isinstance(value, str) and value in NOTHING:
        return None
    if isinstance(value, str) and FIGURE.fullmatch(value):
        figure = float(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        figure = value
    else:
        raise DataError(f"{place}, field {field}: {value!r:.60} is neither a number of km, in digits alone, nor "
                        "'unknown' or 'na'")
    low, high = SPANS[field]
    if not low <= figure <= high:  # compared as it is: a huge whole number has no float
        raise DataError(f"{place}, field {field}: {value!r:.60}; {low} to {high:,} km is expected")
    return float(figure)
