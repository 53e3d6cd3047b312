"""The eleven subjects of Russia's Far Eastern Federal District: ``data/federal_subjects.csv``.

Source: Rosstat, population censuses of 1989, 2002, 2010 and 2021.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import csv_rows, describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

PUBLISHED_POPULATION_2021 = 7_975_762  # the district, census of 2021, persons
PUBLISHED_AREA = 6_952_600  # the district, km²


@dataclass(frozen=True)
class Subject:
    """Official names of a federal subject and its capital."""

    name_en: str
    name_ru: str
    capital_en: str


SUBJECTS = {
    "RU-AMU": Subject("Amur Oblast", "Амурская область", "Blagoveshchensk"),
    "RU-BU": Subject("Republic of Buryatia", "Республика Бурятия", "Ulan-Ude"),
    "RU-CHU": Subject("Chukotka Autonomous Okrug", "Чукотский автономный округ", "Anadyr"),
    "RU-KAM": Subject("Kamchatka Krai", "Камчатский край", "Petropavlovsk-Kamchatsky"),
    "RU-KHA": Subject("Khabarovsk Krai", "Хабаровский край", "Khabarovsk"),
    "RU-MAG": Subject("Magadan Oblast", "Магаданская область", "Magadan"),
    "RU-PRI": Subject("Primorsky Krai", "Приморский край", "Vladivostok"),
    "RU-SA": Subject("Republic of Sakha (Yakutia)", "Республика Саха (Якутия)", "Yakutsk"),
    "RU-SAK": Subject("Sakhalin Oblast", "Сахалинская область", "Yuzhno-Sakhalinsk"),
    "RU-YEV": Subject("Jewish Autonomous Oblast", "Еврейская автономная область", "Birobidzhan"),
    "RU-ZAB": Subject("Zabaykalsky Krai", "Забайкальский край", "Chita"),
}
"""ISO 3166-2 code -> names. The spellings are those of Russia's constitution, article 65."""

FIGURES = {
    "pop_1989_thousand": ("population_1989", 1000),
    "pop_2002_thousand": ("population_2002", 1000),
    "pop_2010_thousand": ("population_2010", 1000),
    "pop_census_2021_persons": ("population_2021", 1),
    "area_km2": ("area_km2", 1),
}
"""Column of the input -> column of the table and the factor between them."""


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["subjects"]``, a CSV file of one row a subject.

    Raises
    ------
    DataError
        A subject is missing, unknown or there twice; a figure is not a positive whole number;
        the sums are not those published for the district.
    """
    path = inputs["subjects"]
    frame = validate(read(path), path.name)
    return [publish.table(frame, describe.description("federal_subjects", retrieved), [path], folder)]


def read(path: Path) -> pd.DataFrame:
    """Figures with the official names, in the order of the codes. Populations in persons, area in km²."""
    import pandas as pd

    records = {}
    for line, row in csv_rows.read(path, {"iso_3166_2", *FIGURES}):
        place, code = f"{path.name} line {line}", row["iso_3166_2"]
        if code not in SUBJECTS or code in records:
            raise DataError(f"{place}, column iso_3166_2: {code!r:.60}; expected each of {', '.join(SUBJECTS)} once")
        names = vars(SUBJECTS[code])
        records[code] = {"iso_3166_2": code, **names, **_figures(row, place)}
    if lacking := sorted(set(SUBJECTS) - set(records)):
        raise DataError(f"{path.name}: nothing for {', '.join(lacking)}")
    return pd.DataFrame([records[code] for code in SUBJECTS])


def _figures(row: dict[str, str], place: str) -> dict[str, int]:
    return {name: _whole(row[column], f"{place}, column {column}") * factor
            for column, (name, factor) in FIGURES.items()}


def _whole(text: str, place: str) -> int:
    if not (value := csv_rows.whole(text, place, "a positive whole number")):
        raise DataError(f"{place}: {text!r} is not a positive whole number")
    return value


def validate(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """Check the sums against the totals published for the district."""
    for column, published in (("population_2021", PUBLISHED_POPULATION_2021), ("area_km2", PUBLISHED_AREA)):
        total = int(frame[column].sum())
        if total != published:
            raise DataError(f"{file}: the subjects' {column} add up to {total:,}; {published:,} is published")
    return frame
