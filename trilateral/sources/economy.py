"""Size, growth, prices and population of our countries' economies: ``data/economy.csv``.

Two producers: the World Bank for every country that it covers, the IMF for Taiwan, which it does not.
A series comes from one of them whole; what neither publishes is not there.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, imf, publish, worldbank
from trilateral.sources.countries import FIRST_YEAR, ISO3
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

WORLD_BANK, IMF = "world_bank", "imf"
CONSTANT, CURRENT, GROWTH, BASE_YEAR = "gdp_constant_2015_usd", "gdp_current_usd", "gdp_growth", 2015
FRACTION_DIGITS = 12  # a percentage times 0.01 leaves dust behind the digits that were published
COLUMNS = ["iso3", "year", "measure", "value", "producer"]
LONG_COPY_UPDATED = "2026-07-01"  # the WDI update that the long copies were made of; they do not say so themselves


@dataclass(frozen=True)
class Series:
    """One WDI indicator: its code and the factor that brings it into the table's unit."""

    indicator: str
    factor: float = 1.0


WDI = {
    "gdp_current_usd": Series("NY.GDP.MKTP.CD"),
    "gdp_growth": Series("NY.GDP.MKTP.KD.ZG", 0.01),
    "gdp_deflator_growth": Series("NY.GDP.DEFL.KD.ZG", 0.01),
    "population": Series("SP.POP.TOTL"),
    "exchange_rate": Series("PA.NUS.FCRF"),
    "ppp_conversion_factor": Series("PA.NUS.PPP"),
}
WEO = {"NGDPD": "gdp_current_usd", "NGDP_RPCH": "gdp_growth", "LP": "population"}
MEASURES = (CURRENT, CONSTANT, *list(WDI)[1:])

NOT_IN_WDI = ("TWN",)
"""Economies that the World Bank does not publish: the IMF's figures stand for them."""

ONLY_POPULATION = ("PRK",)
"""Countries of which the World Bank has no national accounts; outsiders' estimates are not mixed in."""


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from one WDI file a measure and the WEO database (role ``weo``).

    Raises
    ------
    DataError
        A file is not laid out as expected, lacks a country, or holds an implausible figure.
    """
    frame = assemble(inputs)
    facts = {
        "wdi_updated": worldbank.last_updated(inputs[CURRENT]) or LONG_COPY_UPDATED,
        "wdi_last": int(frame.loc[frame["producer"] == WORLD_BANK, "year"].max()),
        "weo_last": int(frame.loc[frame["producer"] == IMF, "year"].max()),
    }
    text = describe.description("economy", retrieved, **facts)
    return [publish.table(frame, text, list(inputs.values()), folder)]


def assemble(inputs: dict[str, Path]) -> pd.DataFrame:
    """Both producers' series, tidy and in order: iso3, year, measure, value, producer."""
    import pandas as pd

    parts = [from_world_bank(measure, inputs[measure]) for measure in WDI]
    parts.append(from_imf(inputs["weo"]))
    published = pd.concat(parts, ignore_index=True)
    frame = pd.concat([published, constant_prices(published)], ignore_index=True)
    order = {"iso3": ISO3, "measure": MEASURES}
    return frame[COLUMNS].sort_values(
        ["iso3", "measure", "year"], ignore_index=True,
        key=lambda s: s.map(order[s.name].index) if s.name in order else s,
    )


def from_world_bank(measure: str, path: Path) -> pd.DataFrame:
    """One measure of the countries that the World Bank covers; an error when one is absent."""
    series = WDI[measure]
    frame = worldbank.read(path, series.indicator)
    frame = frame[frame["iso3"].isin(set(ISO3) - set(NOT_IN_WDI)) & (frame["year"] >= FIRST_YEAR)]
    expected = set(ISO3) - set(NOT_IN_WDI) - (set() if measure == "population" else set(ONLY_POPULATION))
    if lacking := sorted(expected - set(frame["iso3"])):
        raise DataError(f"{path.name}: nothing from {FIRST_YEAR} on for {', '.join(lacking)} ({series.indicator})")
    value = frame["value"] if series.factor == 1 else (frame["value"] * series.factor).round(FRACTION_DIGITS)
    return frame.assign(value=value, measure=measure, producer=WORLD_BANK)


def from_imf(path: Path) -> pd.DataFrame:
    """GDP, growth and population of the economies that are not in WDI, without projections."""
    frame = imf.read(path, NOT_IN_WDI)
    frame = frame[frame["subject"].isin(WEO) & (frame["year"] >= FIRST_YEAR)]
    if lacking := sorted(set(WEO) - set(frame["subject"])):
        raise DataError(f"{path.name}: no actual figures of {', '.join(lacking)} for {', '.join(NOT_IN_WDI)}")
    return frame.assign(measure=frame["subject"].map(WEO), producer=IMF).drop(columns="subject")


def constant_prices(published: pd.DataFrame) -> pd.DataFrame:
    """GDP in constant 2015 US$ of every country, chained from its own producer's figures.

    WDI defines the measure as constant local prices converted at the exchange rate of 2015, so that
    it equals current US$ in 2015 and moves with real growth: the chain gives it back, but for the last digits.
    """
    import pandas as pd

    tables = []
    for (iso3, producer), rows in published.groupby(["iso3", "producer"], sort=False):
        by_measure = {m: part.set_index("year")["value"] for m, part in rows.groupby("measure")}
        if CURRENT in by_measure and GROWTH in by_measure:
            level = chain(by_measure[CURRENT], by_measure[GROWTH], BASE_YEAR).round()
            tables.append(level.rename_axis("year").reset_index(name="value").assign(
                iso3=iso3, producer=producer, measure=CONSTANT))
    return pd.concat(tables, ignore_index=True)


def chain(current: pd.Series, growth: pd.Series, base: int) -> pd.Series:
    """Levels by year at prices of ``base``: its current level, carried on by real growth (fractions).

    Goes as far each way as growth is known without a gap.
    """
    import pandas as pd

    if base not in current.index:
        raise DataError(f"{CURRENT}: nothing for {base}, the year that constant prices start from")
    levels = {base: current[base]}
    year = base + 1
    while year in growth.index:
        levels[year] = levels[year - 1] * (1 + growth[year])
        year += 1
    year = base
    while year in growth.index and year - 1 >= FIRST_YEAR:
        levels[year - 1] = levels[year] / (1 + growth[year])
        year -= 1
    return pd.Series(levels, dtype="float64").sort_index()
