"""Chinese military aircraft and ships around Taiwan, by month: ``data/pla_activity.csv``.

Source: daily reports of the Ministry of National Defense, Republic of China (Taiwan). What the reports count
changed in August 2022, so every month belongs to one definition, and that month has a row for each.
"""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import days as calendar
from trilateral.sources import describe, plain_text, publish, shrinking
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

FIRST = date(2020, 9, 17)
"""First day of the ministry's running reports; before, it told the press of single days as it chose."""
BREAK = date(2022, 8, 6)
"""First day on which the file counts every aircraft seen around Taiwan, and ships at all.

On 5 August 2022 the ministry announced 68 aircraft and 13 ships; the file has 49 aircraft, which we take to be
those over the median line or in the zone, and no ships. From 6 August on it has ships, and as many aircraft as
press reports of the following days give for all that were seen.
"""
COLUMNS = ("date", "pla_aircraft_sorties", "plan_vessel_sorties")
MOST = {"pla_aircraft_sorties": 400, "plan_vessel_sorties": 100}  # a day; the records so far are 153 and 27
COUNT = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?", re.ASCII)
MOST_SILENT = 10
"""Days without a report, one after the other, since :data:`BREAK`; the longest so far are 5, in November 2022 and
July 2023. Longer, and the collection has stopped and begun again; look at what happened, and say so here."""
QUOTED = {2021: 960, 2023: 4734, 2024: 5107, 2025: 5709}
"""Aircraft in whole years as press reports quote the ministry. The total of 2022 counts entries alone."""


@dataclass(frozen=True)
class Day:
    """One day's report: aircraft, and ships where they are counted."""

    date: date
    aircraft: int
    ships: int | None


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["daily"]``, a CSV file of one row a day.

    Raises
    ------
    DataError
        A column is missing; a date is not one, out of order, or after ``retrieved``; a figure is not a plausible
        count; a day of the later definition has no ships; days are lost that the table in ``folder`` has.
    """
    path = inputs["daily"]
    days = read(path, calendar.retrieval("pla_activity", retrieved, ahead=1))  # in Taiwan it may be tomorrow
    frame = by_month(days)
    counts = {what: lambda f, c=column: f.groupby("month")[c].sum()
              for what, column in (("days with a report", "days_reported"), ("aircraft", "aircraft"))}
    shrinking.check(path.name, "pla_activity", frame, lambda f: str(f["last_day"].max()), counts, folder)
    return [publish.table(frame, describe.description("pla_activity", retrieved, **facts(days)), [path], folder)]


def facts(days: list[Day]) -> dict[str, Any]:
    """What the reports say of themselves, for the manifest: last day, days without a report, sums of years."""
    last = days[-1].date
    reported = {day.date for day in days}
    silent = [day for n in range((last - BREAK).days) if (day := BREAK + timedelta(n)) not in reported]
    sums = {year: sum(day.aircraft for day in days if day.date.year == year) for year in QUOTED if year < last.year}
    return {
        "last_day": calendar.words(last),
        "last_month": calendar.month_words(last),
        "silence": f"{len(silent)} days have no figure, the last of them {calendar.words(silent[-1])}" if silent
        else "every day has a figure",
        "totals": "; ".join(f"{sums[year]:,} of {QUOTED[year]:,} in {year}" for year in sums),
    }


def read(path: Path, latest: date = date.max) -> list[Day]:
    """Reported days from :data:`FIRST` to ``latest``, in order. Rows without a count are no reports."""
    days: list[Day] = []
    last = date.min
    for place, row in _rows(path):
        day = calendar.day(row["date"], "/", f"{place}, column date")
        calendar.not_after(day, latest, f"{place}, column date")
        if day <= last:
            raise DataError(f"{place}, column date: {row['date']} is not after {last:%Y/%m/%d} in the row above it")
        last = day
        if day >= FIRST and (row["pla_aircraft_sorties"] or row["plan_vessel_sorties"]):
            days.append(_day(day, row, place))
            _not_silent(days, place)
    if not days or days[-1].date < BREAK:
        raise DataError(f"{path.name}: no report from {BREAK} on; daily reports into the later definition are expected")
    return days


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Place and cells of every row that is not wholly empty."""
    text = plain_text.read(path, "CSV with commas")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(next(reader), path.name)
        for cells in reader:
            place = f"{path.name} line {reader.line_num}"
            if any(cells):
                if len(cells) != len(header):
                    raise DataError(f"{place}: {len(cells)} cells; {len(header)} are expected, as in the header")
                yield place, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise DataError(f"{path.name} line {reader.line_num}: not whole CSV ({error})") from None
    if not text.endswith(("\n", "\r")):
        raise DataError(f"{path.name} line {reader.line_num}: has no end of line; the file seems to be cut")


def _header(names: list[str], file: str) -> list[str]:
    if lacking := [column for column in COLUMNS if names.count(column) == 0]:
        found = ", ".join(names)
        raise DataError(f"{file} line 1: no column {', '.join(sorted(lacking))}; found {found!r:.100}")
    if twice := [column for column in COLUMNS if names.count(column) > 1]:
        raise DataError(f"{file} line 1: column {', '.join(twice)} is there twice; every column is expected once")
    return names


def _not_silent(days: list[Day], place: str) -> None:
    """Refuse a long gap before the last of ``days``, once every day has a report."""
    before, after = days[-2].date if len(days) > 1 else FIRST, days[-1].date
    missing = (after - max(before, BREAK - timedelta(1))).days - 1
    if missing > MOST_SILENT:
        raise DataError(f"{place}, column date: {missing} days without a report before {after:%Y/%m/%d}; at most "
                        f"{MOST_SILENT} are expected")


def _day(day: date, row: dict[str, str], place: str) -> Day:
    aircraft = _count(row, "pla_aircraft_sorties", place)
    if day < BREAK:
        if row["plan_vessel_sorties"]:
            raise DataError(f"{place}, column plan_vessel_sorties: {row['plan_vessel_sorties']!r:.60} before {BREAK}; "
                            "nothing is expected, as ships were not counted")
        return Day(day, aircraft, None)
    return Day(day, aircraft, _count(row, "plan_vessel_sorties", place))


def _count(row: dict[str, str], column: str, place: str) -> int:
    text = row[column]
    if not COUNT.fullmatch(text):
        raise DataError(f"{place}, column {column}: {text!r:.60} is not a count; digits alone are expected, without "
                        "separators or units")
    count = float(text)
    if count % 1 or not 0 <= count <= MOST[column]:
        raise DataError(f"{place}, column {column}: {text!r}; a whole number from 0 to {MOST[column]} is expected")
    return int(count)


def by_month(days: list[Day]) -> pd.DataFrame:
    """Sums by month and definition, with the first and last day that the row can speak for.

    A month runs from its first to its last day, cut at :data:`FIRST`, at :data:`BREAK` and at the last report.
    """
    import pandas as pd

    frame = pd.DataFrame([vars(day) for day in days])
    frame["definition"] = ["all" if day >= BREAK else "adiz" for day in frame["date"]]
    frame["month"] = [f"{day:%Y-%m}" for day in frame["date"]]
    sums = frame.groupby(["month", "definition"], sort=False).agg(
        aircraft=("aircraft", "sum"), ship_days=("ships", lambda s: s.sum(min_count=1)), days_reported=("date", "size"),
    ).reset_index()
    periods = [pd.Period(month) for month in sums["month"]]
    last = days[-1].date
    starts = [max(p.start_time.date(), BREAK if d == "all" else FIRST)
              for p, d in zip(periods, sums["definition"], strict=True)]
    ends = [min(p.end_time.date(), last if d == "all" else BREAK - pd.Timedelta(days=1).to_pytimedelta())
            for p, d in zip(periods, sums["definition"], strict=True)]
    sums["first_day"], sums["last_day"] = [f"{d}" for d in starts], [f"{d}" for d in ends]
    sums["days"] = [(end - start).days + 1 for start, end in zip(starts, ends, strict=True)]
    columns = ["month", "definition", "first_day", "last_day", "days", "days_reported", "aircraft", "ship_days"]
    return sums[columns].astype({"days_reported": "Int64", "aircraft": "Int64", "ship_days": "Int64"})
