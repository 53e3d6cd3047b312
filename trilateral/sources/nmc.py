"""National capability (CINC): ``data/national_capability.csv``, from the Correlates of War project.

Source: National Material Capabilities, https://correlatesofwar.org/data-sets/national-material-capabilities/
"""
from __future__ import annotations

from pathlib import Path

from trilateral.sources import country_years, describe, publish
from trilateral.tables import DataError

COUNTRIES = {"2": "USA", "740": "JPN", "732": "KOR", "710": "CHN", "365": "RUS", "731": "PRK", "713": "TWN"}
"""Correlates of War country code -> ISO 3166-1 alpha-3. Code 365 is the Soviet Union before it is Russia."""

FIRST = 1953  # year of the treaty between the United States and the ROK


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["nmc"]``, the project's CSV file (``ccode``, ``year``, ``cinc``).

    Raises
    ------
    DataError
        A column, country or year is missing, a score is missing, or it is no share of the world.
    """
    path = inputs["nmc"]
    frame = country_years.read(path, code="ccode", countries=COUNTRIES, columns={"cinc": "cinc"}, first=FIRST)
    country_years.without_holes(frame, path.name)
    if bad := [f"{r.iso3} {r.year} {r.cinc:g}" for r in frame.itertuples() if not 0 < r.cinc < 1]:
        raise DataError(f"{path.name}: {', '.join(bad[:5])}; a share of the world above 0 and under 1 is expected")
    text = describe.description("national_capability", retrieved, last_year=int(frame["year"].max()))
    return [publish.table(frame, text, [path], folder)]
