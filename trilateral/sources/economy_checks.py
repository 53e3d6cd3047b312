"""Whether the figures of ``data/economy.csv`` can be true: ranges, changes from year to year, gaps, and what was lost.

Bounds lie a little beyond what sixteen economies have shown from 1990 to 2025, leaving out what history explains:
those years are named in ``KNOWN``. A figure outside stops the update, so that a person looks before it is believed.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trilateral import names
from trilateral.sources.countries import FIRST_YEAR
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

    from trilateral.sources.economy_kept import Part

CHANGE = {
    "gdp_current_usd": (0.6, 1.5),
    "population": (0.97, 1.035),
    "exchange_rate": (0.75, 1.75),
    "ppp_conversion_factor": (0.85, 1.6),
}
"""Measure -> least and greatest ratio of a year's figure to that of the year before."""

SIZE = {"gdp_growth": (-0.16, 0.16), "gdp_deflator_growth": (-0.03, 0.5)}
"""Measure -> least and greatest figure; narrower than the manifest's ranges, which hold the known exceptions too."""

LOST_YEARS = 1
"""Years at either end of a series that an edition may take back: producers withdraw a provisional last year (visible
in the comparison as rows that are gone). One that loses more is another series, or cut."""


@dataclass(frozen=True)
class Known:
    """Figures outside the bounds that are true: of which series, in which years, and why."""

    iso3: str
    measures: tuple[str, ...]
    years: frozenset[int]
    reason: str


PRICES = ("gdp_deflator_growth", "ppp_conversion_factor", "exchange_rate")
KNOWN = (
    Known("RUS", PRICES, frozenset({*range(1991, 1996), 1999}), "prices freed in 1992; default of August 1998"),
    Known("UKR", PRICES, frozenset(range(1991, 1997)), "hyperinflation until the hryvnia replaced the karbovanets"),
    Known("UKR", ("exchange_rate",), frozenset({2015}), "the hryvnia fell after the annexation of Crimea"),
    Known("POL", PRICES, frozenset({1991}), "inflation after prices were freed in January 1990"),
    Known("VNM", PRICES, frozenset({1991}), "inflation after prices were freed"),
    Known("DEU", ("exchange_rate",), frozenset({1999}), "mark before, euro after"),
    Known("FRA", ("exchange_rate",), frozenset({1999}), "franc before, euro after"),
    Known("UKR", ("gdp_growth",), frozenset({1994, 2022}), "collapse of planned industry; invasion by Russia"),
    Known("UKR", ("population",), frozenset({2022, 2023}), "refugees after the invasion by Russia"),
)
"""The only figures outside ``CHANGE`` and ``SIZE`` that are read."""

KNOWN_GAPS = (
    Known("RUS", ("exchange_rate",), frozenset({1994, 1995}), "WDI has the rate of 1993, and then again from 1996 on"),
)
"""The only years within a series for which a figure may be missing."""


WORDS = {
    "gdp_current_usd": "GDP in current US$",
    "gdp_growth": "growth of GDP",
    "gdp_deflator_growth": "growth of the GDP deflator",
    "population": "population",
    "exchange_rate": "exchange rate",
    "ppp_conversion_factor": "purchasing power parity",
}


def ranges(text: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Plausible range of each measure, as the manifest ``text`` states it."""
    return {m: (spec["min"], spec["max"]) for m, spec in text["columns"]["measure"]["values"].items()}


def verify(part: Part, spans: Mapping[str, tuple[float, float]], present: pd.DataFrame | None, back: int = 0) -> None:
    """Check one producer's new rows by themselves and against the ``present`` table.

    Parameters
    ----------
    back
        By how many years the new edition is older than the present one, where somebody goes back to an older:
        so many years more may be lost.

    Raises
    ------
    DataError
        A figure out of range, a jump, a gap, a series that is gone or ends early; names file, country, year, measure.
    """
    for (iso3, measure), rows in part.frame.groupby(["iso3", "measure"], sort=False):
        if measure not in part.files:
            continue  # derived from the others
        series = rows.set_index("year")["value"].sort_index()
        place = f"{part.files[measure]}: {measure} of {names.country(iso3)} ({iso3})"
        _check_sizes(series, place, spans[measure], "range")
        _check_gaps(series, place, _years(KNOWN_GAPS, iso3, measure))
        known = _years(KNOWN, iso3, measure)
        _check_sizes(series.drop(known, errors="ignore"), place, SIZE.get(measure, spans[measure]), "known")
        _check_changes(series, place, CHANGE.get(measure), known)
    if present is not None:
        _check_lost(part, present, LOST_YEARS + back)


def _years(cases: Iterable[Known], iso3: str, measure: str) -> list[int]:
    return sorted(y for case in cases if case.iso3 == iso3 and measure in case.measures for y in case.years)


def _check_sizes(series: pd.Series, place: str, span: tuple[float, float], which: str) -> None:
    low, high = span
    for year, value in series[(series < low) | (series > high)].items():
        hint = "" if which == "range" else ", or a known exception"
        raise DataError(f"{place}, {year}: {value:g}; expected {low:g} to {high:g}{hint}")


def _check_gaps(series: pd.Series, place: str, known: list[int]) -> None:
    missing = set(range(series.index.min(), series.index.max() + 1)) - set(series.index) - set(known)
    if missing:
        raise DataError(f"{place}: nothing for {spoken(missing)}; expected a figure for every year from "
                        f"{series.index.min()} to {series.index.max()}")


def _check_changes(series: pd.Series, place: str, span: tuple[float, float] | None, known: list[int]) -> None:
    if span is None:
        return
    low, high = span
    for year in sorted(set(series.index) - set(known)):
        before = series.get(year - 1)
        if before is not None and not low <= series[year] / before <= high:
            raise DataError(f"{place}, {year}: {series[year]:g} after {before:g} the year before; expected "
                            f"{low:g} to {high:g} times as much, or a known exception")


def _check_lost(part: Part, present: pd.DataFrame, most: int) -> None:
    """No series of the present edition may be gone, or be shorter by more than ``most`` years at an end."""
    producer = part.frame["producer"].iloc[0]
    before = _spans(present[present["producer"] == producer])
    after = _spans(part.frame)
    for key, (first, last) in before.items():
        iso3, measure = key
        file = part.files.get(measure, next(iter(part.files.values())))
        place = f"{file}: {measure} of {names.country(iso3)} ({iso3})"
        if key not in after:
            raise DataError(f"{place}: nothing; data/economy.csv has it from {first} to {last}")
        if last - after[key][1] > most or after[key][0] - first > most:
            raise DataError(f"{place}: {after[key][0]} to {after[key][1]}; data/economy.csv has it from {first} to "
                            f"{last}, and at most {most} may be lost at an end")


def _spans(frame: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    years = frame.groupby(["iso3", "measure"], sort=False)["year"]
    return {key: (int(first), int(last)) for key, first, last in
            zip(years.min().index, years.min(), years.max(), strict=True)}


def gaps(frame: pd.DataFrame, producer: str, expected: Mapping[str, list[str]]) -> str:
    """In words: what ``producer`` does not have between ``FIRST_YEAR`` and its last year, measure by measure.

    ``expected`` names the countries that a measure is published for.
    """
    rows = frame[frame["producer"] == producer]
    last = int(rows["year"].max())
    found = {key: set(part["year"]) for key, part in rows.groupby(["iso3", "measure"])}
    sentences = []
    for measure, countries in expected.items():
        by_years: dict[frozenset[int], list[str]] = {}
        for iso3 in countries:
            if missing := frozenset(range(FIRST_YEAR, last + 1)) - found.get((iso3, measure), set()):
                by_years.setdefault(missing, []).append(names.country(iso3))
        if by_years:
            listed = "; ".join(f"{_joined(who)} {spoken(years)}" for years, who in by_years.items())
            sentences.append(f"{WORDS[measure]}: {listed}")
    return ". ".join(sentences) or "nothing"


def spoken(years: Iterable[int]) -> str:
    """Years in words, runs of three and more as such: ``1990 to 1992, 1994 and 1995``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return _joined([part for run in runs for part in
                    ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(year) for year in run])])


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
