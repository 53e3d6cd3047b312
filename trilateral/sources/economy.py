"""Size, growth, prices and population of our countries' economies: ``data/economy.csv``.

Two producers: the World Bank for every country that it covers, the IMF for Taiwan, which it does not.
A series comes from one of them whole; what neither publishes is not there. Each producer's part is of one edition
and can be renewed alone; the other's part then stays as it is, with its place in the manifest.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, economy_checks, economy_kept, imf, publish, worldbank, worldbank_api
from trilateral.sources.countries import FIRST_YEAR, ISO3
from trilateral.sources.economy_kept import Part
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

WORLD_BANK, IMF = "world_bank", "imf"
CONSTANT, CURRENT, GROWTH, BASE_YEAR = "gdp_constant_2015_usd", "gdp_current_usd", "gdp_growth", 2015
FRACTION_DIGITS = 12  # a percentage times 0.01 leaves dust behind the digits that were published
BLANK = dict.fromkeys(("last_year", "gaps", "wdi_updated", "wdi_last", "wdi_route",
                       "weo_edition", "weo_last", "weo_url", "weo_route"), "")  # facts of a producer that is kept
COLUMNS = ["iso3", "year", "measure", "value", "producer"]


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

COVERED = tuple(iso3 for iso3 in ISO3 if iso3 not in NOT_IN_WDI)

ONLY_POPULATION = ("PRK",)
"""Countries of which the World Bank has no national accounts; outsiders' estimates are not mixed in."""


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from files of one producer or of both.

    Parameters
    ----------
    inputs
        The World Bank's six series: as replies of its API (role ``wdi``), or a file each (their measures' names);
        the IMF's database (role ``weo``). A producer of which nothing is given keeps its rows in ``folder``.
    retrieved
        Date (YYYY-MM-DD) on which the given files were obtained; kept rows keep theirs.

    Raises
    ------
    DataError
        A file is not laid out as expected, lacks a country, or holds an implausible figure; some of the six
        series are given and others not; there is nothing to keep.
    """
    import pandas as pd

    given = _given(inputs)
    ranges = economy_checks.ranges(describe.description("economy", None, **BLANK))
    present = economy_kept.rows(folder)
    parts = {}
    for producer, reader in {WORLD_BANK: from_world_bank, IMF: from_imf}.items():
        if producer in given:
            part = parts[producer] = reader(given[producer])
            back = max(0, economy_kept.edition(producer, folder) - part.edition)
            economy_checks.verify(part, ranges, present, back)
        else:
            parts[producer] = economy_kept.part(producer, folder)
    frame = arranged(pd.concat([part.frame for part in parts.values()], ignore_index=True))
    text = describe.description("economy", None, **_facts(frame, parts))
    text["sources"] = [_source(source, parts[source["id"]], retrieved) for source in text["sources"]]
    return [publish.table(frame, text, [entry for part in parts.values() for entry in part.inputs], folder)]


def _given(inputs: dict[str, Path]) -> dict[str, dict[str, Path]]:
    """The files by producer; an error unless those of the World Bank go together."""
    found = {IMF: {"weo": inputs["weo"]}} if "weo" in inputs else {}
    series = {measure: inputs[measure] for measure in WDI if measure in inputs}
    if "wdi" in inputs and series:
        raise DataError(f"{inputs['wdi'].name}: has all series already; expected no other file for "
                        f"{', '.join(series)}, as one edition has them all")
    if series and len(series) < len(WDI):
        lacking = ", ".join(measure for measure in WDI if measure not in series)
        raise DataError(f"{next(iter(series.values())).name}: no file for {lacking}; expected the World Bank's six "
                        "series together, as a part of the table is of one edition")
    if "wdi" in inputs or series:
        found[WORLD_BANK] = {"wdi": inputs["wdi"]} if "wdi" in inputs else series
    if not found:
        raise DataError(f"economy: no file of a producer; expected wdi, or {', '.join(WDI)}, or weo")
    return found


def from_world_bank(files: dict[str, Path]) -> Part:
    """All six series of the countries that the World Bank covers, and the edition that they are of."""
    import pandas as pd

    if "wdi" in files:
        path = files["wdi"]
        replies = worldbank_api.read(path, COVERED, tuple(series.indicator for series in WDI.values()))
        updated, route, names = replies.updated, "Read from replies of its API", dict.fromkeys(WDI, path.name)
        frames = {m: replies.frame.query("indicator == @series.indicator") for m, series in WDI.items()}
    else:
        names = {measure: path.name for measure, path in files.items()}
        updated, route = _one_update(files), _route(files)
        frames = {m: worldbank.read(path, WDI[m].indicator) for m, path in files.items()}
    series = [_series(measure, frame, names[measure]) for measure, frame in frames.items()]
    rows = pd.concat(series, ignore_index=True).assign(producer=WORLD_BANK)
    last = int(rows["year"].max())
    if last >= int(updated[:4]):
        name = names[rows.loc[rows["year"].idxmax(), "measure"]]
        raise DataError(f"{name}: figures for {last} in the update of {updated}; expected only years that were over")
    facts = {"wdi_updated": updated, "wdi_last": last, "wdi_route": route}
    inputs = [publish.named(path, WORLD_BANK) for path in files.values()]
    return Part(_whole(rows, names[CURRENT]), facts, inputs, names, edition=int(updated[:4]))


def _one_update(files: dict[str, Path]) -> str:
    """The update that all files are of."""
    updates = {path.name: worldbank.last_updated(path) for path in files.values()}
    (first, updated), *others = updates.items()
    for name, date in others:
        if date != updated:
            raise DataError(f"{name}: of the update of {date}, but {first} of {updated}; expected files of one update")
    return updated


def _route(files: dict[str, Path]) -> str:
    copies = any(worldbank.is_copy(path) for path in files.values())
    return "Read from a public copy of its files, one a series" if copies else "Read from its files, one a series"


def _series(measure: str, frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """One measure in the table's unit; an error when a country is absent, or has what it is known not to have."""
    series = WDI[measure]
    frame = frame[frame["iso3"].isin(COVERED) & (frame["year"] >= FIRST_YEAR)]
    without = set() if measure == "population" else set(ONLY_POPULATION)
    found = set(frame["iso3"])
    if lacking := sorted(set(COVERED) - without - found):
        raise DataError(f"{name}: nothing from {FIRST_YEAR} on for {', '.join(lacking)} ({series.indicator})")
    if unknown := sorted(without & found):
        raise DataError(f"{name}: figures for {', '.join(unknown)} ({series.indicator}); expected population only")
    value = frame["value"] if series.factor == 1 else (frame["value"] * series.factor).round(FRACTION_DIGITS)
    return frame[["iso3", "year"]].assign(value=value, measure=measure)


def from_imf(files: dict[str, Path]) -> Part:
    """GDP, growth and population of the economies that are not in WDI, without projections."""
    path = files["weo"]
    database = imf.database(path, NOT_IN_WDI)
    frame, edition = database.frame, database.edition
    frame = frame[frame["subject"].isin(WEO) & (frame["year"] >= FIRST_YEAR)]
    if lacking := sorted(set(WEO) - set(frame["subject"])):
        raise DataError(f"{path.name}: no actual figures of {', '.join(lacking)} for {', '.join(NOT_IN_WDI)}")
    rows = frame.assign(measure=frame["subject"].map(WEO), producer=IMF).drop(columns="subject")
    last = int(rows["year"].max())
    if last >= int(edition[-4:]):
        raise DataError(f"{path.name}: figures for {last} as actual in the edition of {edition}; expected only years "
                        "that were over")
    route = "Read from a public copy of the database" if imf.is_copy(path) else "Read from the whole database"
    facts = {"weo_edition": edition, "weo_last": last, "weo_url": imf.page(edition), "weo_route": route}
    names = dict.fromkeys(WEO.values(), path.name)
    return Part(_whole(rows, path.name), facts, [publish.named(path, IMF)], names, edition=int(edition[-4:]))


def _whole(published: pd.DataFrame, file: str) -> pd.DataFrame:
    """What a producer publishes (current US$ in ``file``) and what is derived from it, in the table's order."""
    import pandas as pd

    return arranged(pd.concat([published, constant_prices(published, file)], ignore_index=True))


def arranged(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns and rows in the table's order."""
    order = {"iso3": ISO3, "measure": MEASURES}
    return frame[COLUMNS].sort_values(
        ["iso3", "measure", "year"], ignore_index=True,
        key=lambda s: s.map(order[s.name].index) if s.name in order else s,
    )


def _facts(frame: pd.DataFrame, parts: dict[str, Part]) -> dict[str, Any]:
    """What the manifest says of this edition; the place of a kept producer is filled in as it stood."""
    covered = {measure: [c for c in COVERED if measure == "population" or c not in ONLY_POPULATION] for measure in WDI}
    own = {"last_year": int(frame["year"].max()), "gaps": economy_checks.gaps(frame, WORLD_BANK, covered)}
    return {**BLANK, **own, **{name: value for part in parts.values() for name, value in part.facts.items()}}


def _source(fresh: dict[str, Any], part: Part, retrieved: str | None) -> dict[str, Any]:
    if part.source is not None:
        return part.source
    return {**fresh, "retrieved": retrieved} if retrieved else fresh


def constant_prices(published: pd.DataFrame, file: str) -> pd.DataFrame:
    """GDP in constant 2015 US$ of every country, chained from its own producer's figures.

    WDI defines the measure as constant local prices converted at the exchange rate of 2015, so that
    it equals current US$ in 2015 and moves with real growth: the chain gives it back, but for the last digits.
    """
    import pandas as pd

    tables = []
    for (iso3, producer), rows in published.groupby(["iso3", "producer"], sort=False):
        by_measure = {m: part.set_index("year")["value"] for m, part in rows.groupby("measure")}
        if CURRENT in by_measure and GROWTH in by_measure:
            level = chain(by_measure[CURRENT], by_measure[GROWTH], BASE_YEAR, f"{file}: {CURRENT} of {iso3}").round()
            tables.append(level.rename_axis("year").reset_index(name="value").assign(
                iso3=iso3, producer=producer, measure=CONSTANT))
    return pd.concat(tables, ignore_index=True)


def chain(current: pd.Series, growth: pd.Series, base: int, place: str = CURRENT) -> pd.Series:
    """Levels by year at prices of ``base``: its current level, carried on by real growth (fractions).

    Goes as far each way as growth is known without a gap.
    """
    import pandas as pd

    if base not in current.index:
        raise DataError(f"{place}: nothing for {base}, the year that constant prices start from")
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
