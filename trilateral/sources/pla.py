"""Chinese military aircraft and ships around Taiwan, by month: ``data/pla_activity.csv``.

Source: daily reports of the Ministry of National Defense, Republic of China (Taiwan). What the reports count
changed in August 2022, so every month belongs to one definition, and that month has a row for each.
"""
from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
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
        A column is missing; a date is not one, or out of order; a figure is not a plausible count;
        a day of the later definition has no ships.
    """
    path = inputs["daily"]
    frame = by_month(read(path))
    return [publish.table(frame, describe.description("pla_activity", retrieved), [path], folder)]


def read(path: Path) -> list[Day]:
    """Reported days from :data:`FIRST` on, in order. Rows without a count of aircraft are no reports."""
    days: list[Day] = []
    last = date.min
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if lacking := set(COLUMNS) - set(reader.fieldnames or ()):
            raise DataError(f"{path.name} line 1: no column {', '.join(sorted(lacking))}")
        for row in reader:
            place = f"{path.name} line {reader.line_num}"
            day = _date(row["date"], place)
            if day <= last:
                raise DataError(f"{place}, column date: {row['date']} is not after {last:%Y/%m/%d} in the row above it")
            last = day
            if day >= FIRST and row["pla_aircraft_sorties"]:
                days.append(_day(day, row, place))
    if not days or days[-1].date < BREAK:
        raise DataError(f"{path.name}: no report from {BREAK} on; daily reports into the later definition are expected")
    return days


def _day(day: date, row: dict[str, str], place: str) -> Day:
    aircraft = _count(row, "pla_aircraft_sorties", place)
    if day < BREAK:
        if row["plan_vessel_sorties"]:
            raise DataError(f"{place}, column plan_vessel_sorties: {row['plan_vessel_sorties']!r} before {BREAK}; "
                            "nothing is expected, as ships were not counted")
        return Day(day, aircraft, None)
    return Day(day, aircraft, _count(row, "plan_vessel_sorties", place))


def _date(text: str, place: str) -> date:
    try:
        return datetime.strptime(text, "%Y/%m/%d").date()
    except ValueError:
        raise DataError(f"{place}, column date: {text!r}; YYYY/MM/DD is expected") from None


def _count(row: dict[str, str], column: str, place: str) -> int:
    try:
        count = float(row[column])
    except ValueError:
        raise DataError(f"{place}, column {column}: {row[column]!r} is not a count") from None
    if count % 1 or not 0 <= count <= MOST[column]:
        raise DataError(f"{place}, column {column}: {row[column]!r}; a whole number from 0 to {MOST[column]} "
                        "is expected")
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
