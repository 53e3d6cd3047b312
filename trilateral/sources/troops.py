"""United States personnel in seven host countries: ``data/us_troops.csv``.

Source: Defense Manpower Data Center (DMDC), in the compilation ``troopdata`` of Allen, Flynn and
Machain, https://github.com/meflynn/troopdata. The compilation's yearly value is the highest of the
year's reports.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import csv_rows, describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

HOSTS = {"JPN": "Asia", "KOR": "Asia", "PHL": "Asia", "AUS": "Asia", "DEU": "Europe", "GBR": "Europe", "ITA": "Europe"}
"""Hosts, ISO 3166-1 alpha-3, and the theatre that the book counts them in."""

FIRST_YEAR = 1990
COLUMN = "troops_ad"
SERVICES = ["army_ad", "navy_ad", "air_force_ad", "marine_corps_ad"]

LEFT_OUT = range(2005, 2009)
"""Years that this edition of the compilation spoils and that the table leaves out.

It adds rows of different reports: every host of 2008 stands there about twice, and Germany of
2006 with 85,419 where the report of September that year has 64,319. The next edition's notes
(version 1.1.0) name the double counting.
"""


@dataclass(frozen=True)
class Anomaly:
    """A value that is not what its neighbours count: where, and why."""

    iso3: str
    year: int
    count: str
    reason: str


ANOMALIES = (
    Anomaly("JPN", 2015, "ships_twice",
            "personnel beyond Army, Air Force and Marines, all but ships' crews, is twice that of 2014"),
    Anomaly("JPN", 2016, "ships_elsewhere",
            "from December 2015 to December 2017 the reports list ships' crews under 'Armed Forces Pacific'"),
    Anomaly("JPN", 2017, "ships_elsewhere",
            "from December 2015 to December 2017 the reports list ships' crews under 'Armed Forces Pacific'"),
)
"""The only values of Japan since 2009 whose remainder is not the Navy's usual strength there."""

NAVY_IN_JAPAN = (17_000, 22_000)  # persons beyond Army, Air Force and Marines, 2009 to 2024, but for ANOMALIES


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["troops"]``, the compilation's yearly values as CSV.

    Raises
    ------
    DataError
        A column or host-year is missing or there twice, a figure is no whole number, or the
        anomalies are not the ones that are known.
    """
    path = inputs["troops"]
    raw = read(path)
    check_anomalies(raw, path.name)
    frame = tidy(raw, path.name)
    facts = {"last_year": int(frame["year"].max())}
    return [publish.table(frame, describe.description("us_troops", retrieved, **facts), [path], folder)]


def read(path: Path) -> pd.DataFrame:
    """The rows of our hosts from the first year on: iso3c, year, all personnel and four services, whole numbers."""
    import pandas as pd

    counts = [COLUMN, *SERVICES]
    records = []
    for line, row in csv_rows.read(path, {"iso3c", "year", *counts}):
        if row["iso3c"] not in HOSTS:
            continue
        place = f"{path.name} line {line}, column"
        if (year := csv_rows.year(row["year"], f"{place} year")) >= FIRST_YEAR:
            persons = [csv_rows.whole(row[c], f"{place} {c}", "a whole number of persons") for c in counts]
            records.append([row["iso3c"], year, *persons])
    frame = pd.DataFrame(records, columns=["iso3c", "year", *counts])
    return frame.sort_values(["iso3c", "year"], ignore_index=True)


def check_anomalies(rows: pd.DataFrame, file: str) -> None:
    """Japan's remainder (all personnel less three services) is odd in the named years and in no other."""
    japan = rows[(rows["iso3c"] == "JPN") & (rows["year"] > max(LEFT_OUT))]
    rest = japan[COLUMN] - japan[["army_ad", "air_force_ad", "marine_corps_ad"]].sum(axis=1)
    odd = set(japan.loc[~rest.between(*NAVY_IN_JAPAN), "year"])
    named = {a.year for a in ANOMALIES}
    for year in sorted(odd ^ named):
        said = "is named an anomaly and looks sound" if year in named else "is odd and no named anomaly"
        raise DataError(f"{file}: JPN {year} {said}; the Navy's remainder is expected within {NAVY_IN_JAPAN}, "
                        f"found {int(rest[japan['year'] == year].sum())}")


def tidy(rows: pd.DataFrame, file: str) -> pd.DataFrame:
    """iso3, theatre, year, personnel, count: one row a host and year, spoilt years left out."""
    kept = rows[~rows["year"].isin(LEFT_OUT)]
    years = [y for y in range(FIRST_YEAR, int(rows["year"].max()) + 1) if y not in LEFT_OUT]
    for iso3 in HOSTS:
        found = kept.loc[kept["iso3c"] == iso3, "year"].tolist()
        if found != years:
            raise DataError(f"{file}: {iso3} does not have each year {years[0]} to {years[-1]} once; "
                            f"see {sorted(set(found) ^ set(years))[:5]}")
    odd = {(a.iso3, a.year): a.count for a in ANOMALIES}
    frame = kept.rename(columns={"iso3c": "iso3", COLUMN: "personnel"})
    frame["count"] = [odd.get((row.iso3, row.year), "home_port" if row.year > max(LEFT_OUT) else "ashore")
                      for row in frame.itertuples()]
    frame["theatre"] = frame["iso3"].map(HOSTS)
    order = list(HOSTS)
    frame = frame.sort_values(["iso3", "year"], key=lambda s: s.map(order.index) if s.name == "iso3" else s)
    return frame[["iso3", "theatre", "year", "personnel", "count"]].reset_index(drop=True)
