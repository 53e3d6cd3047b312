"""Ideal points from votes in the United Nations General Assembly: ``data/un_ideal_points.csv``.

Source: Bailey, Strezhnev and Voeten, Harvard Dataverse, https://doi.org/10.7910/DVN/LEJUQZ
"""
from __future__ import annotations

from pathlib import Path

from trilateral.sources import country_years, describe, publish
from trilateral.tables import DataError

COUNTRIES = {code: code for code in ("USA", "JPN", "KOR", "CHN", "RUS")}
FIRST = 1957  # Japan's first full session; it joined in December 1956
NO_VOTES = frozenset({1964})  # the session that began in 1964 has no estimates for any state
LARGEST = 4.0  # estimates are in standard deviations of all states; farther out is a fault of the file


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["ideal_points"]``, a CSV file with ``iso3c``, ``year`` and ``idealpointall``.

    A year without an estimate from all votes (the newest, while votes are still being coded) is left out.

    Raises
    ------
    DataError
        A column or country is missing, years do not run on, or an estimate is out of all proportion.
    """
    path = inputs["ideal_points"]
    frame = country_years.read(path, code="iso3c", countries=COUNTRIES, columns={"idealpointall": "ideal_point"},
                               first=FIRST)
    frame = frame.dropna(subset=["ideal_point"])
    country_years.without_holes(frame, path.name, NO_VOTES)
    if bad := [f"{r.iso3} {r.year} {r.ideal_point:g}" for r in frame.itertuples() if abs(r.ideal_point) > LARGEST]:
        raise DataError(f"{path.name}: {', '.join(bad[:5])}; between -{LARGEST:g} and {LARGEST:g} is expected")
    text = describe.description("un_ideal_points", retrieved, last_year=int(frame["year"].max()))
    return [publish.table(frame, text, [path], folder)]
