"""Electoral and liberal democracy: ``data/democracy.csv``, from two editions of V-Dem's country-year data.

Version 15 has the intervals. Version 16 has one more year; of it only the electoral index is taken, without
intervals, and kept apart: V-Dem estimates all years anew with each version.

Source: V-Dem Institute, University of Gothenburg, https://v-dem.net/data/the-v-dem-dataset/
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import country_years, csv_rows, describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

COUNTRIES = {code: code for code in ("USA", "JPN", "KOR", "TWN", "PHL", "CHN", "RUS", "PRK")}
"""V-Dem's country_text_id is the ISO 3166-1 alpha-3 code for each of these."""

INDICES = {"v2x_polyarchy": "electoral", "v2x_libdem": "liberal"}
FIRST = 1950
FIRST_NEWER = 2015  # of version 16 only what lies beside the end of version 15 is needed


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["v15"]`` and ``inputs["v16"]``, CSV files of a row a country and year.

    Raises
    ------
    DataError
        A column, country or year is missing; a value is outside its interval or not between 0 and 1.
    """
    import pandas as pd

    older, newer = inputs["v15"], inputs["v16"]
    frame = pd.concat([read_v15(older), read_v16(newer)], ignore_index=True)
    return [publish.table(frame, describe.description("democracy", retrieved), [older, newer], folder)]


def read_v15(path: Path) -> pd.DataFrame:
    """Both indices with the ends of their intervals, one row a country, year and index."""
    import pandas as pd

    columns = {f"{index}{end}": f"{index}{end}" for index in INDICES for end in ("", "_codelow", "_codehigh")}
    wide = country_years.read(path, code="country_text_id", countries=COUNTRIES, columns=columns, first=FIRST)
    country_years.without_holes(wide, path.name)
    parts = [
        wide[["iso3", "year"]].assign(index=name, edition="v15", value=wide[column], low=wide[f"{column}_codelow"],
                                      high=wide[f"{column}_codehigh"])
        for column, name in INDICES.items()
    ]
    frame = pd.concat(parts, ignore_index=True)
    _within(frame, path.name)
    return frame


def read_v16(path: Path) -> pd.DataFrame:
    """The electoral index from ``FIRST_NEWER`` on; the copy at hand has no intervals."""
    code = "country_text_id" if "country_text_id" in map(str.lower, csv_rows.header(path)) else "iso3"
    columns = {"v2x_polyarchy": "value"}
    frame = country_years.read(path, code=code, countries=COUNTRIES, columns=columns, first=FIRST_NEWER)
    country_years.without_holes(frame, path.name)
    frame = frame.assign(index="electoral", edition="v16", low=float("nan"), high=float("nan"))
    if bad := [f"{r.iso3} {r.year} {r.value:g}" for r in frame.itertuples() if not 0 <= r.value <= 1]:
        raise DataError(f"{path.name}: {', '.join(bad)}; an index between 0 and 1 is expected")
    return frame


def _within(frame: pd.DataFrame, file: str) -> None:
    """Every value lies in its interval, and the interval between 0 and 1; none is missing."""
    good = (frame["low"] >= 0) & (frame["low"] <= frame["value"]) & (frame["value"] <= frame["high"]) & (
        frame["high"] <= 1)
    bad = [f"{r.iso3} {r.year} {r.index_}: {r.value:g} in {r.low:g} to {r.high:g}"
           for r in frame[~good].rename(columns={"index": "index_"}).itertuples()]
    if bad:
        raise DataError(f"{file}: {'; '.join(bad[:5])}; a value within its interval, both from 0 to 1, is expected")
