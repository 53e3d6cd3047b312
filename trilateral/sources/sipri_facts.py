"""What the manifests say of an edition of SIPRI's workbook, computed from it, so that it stays true."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from trilateral import names
from trilateral.sources import sipri_workbook as book
from trilateral.sources.countries import FIRST_YEAR, ISO3

if TYPE_CHECKING:
    import pandas as pd

    from trilateral.sources.sipri import Figure

NONE = {"zeros": "", "coverage": "", "world_gaps": "", "floor": 0, "world_floor": 0}
"""The facts that follow, for reading what a template says apart from them."""

MEASURES = {
    "current_usd_m": "current US$",
    "constant_usd_m": "constant US$",
    "share_of_gdp": "share of GDP",
    "per_capita_usd": "US$ per person",
    "share_of_government": "share of government spending",
}

MARKS = {
    "†": "exclude military pensions",
    "‡": "are for current spending only",
    "§": "are for the adopted budget",
    "¶": "exclude paramilitary forces",
}
"""Special notes of the workbook: each is a mark behind a country's name or in the column of notes."""

WITH_ARTICLE = frozenset({"KOR", "PRK", "USA", "GBR", "PHL"})

NO_CONVERSION = re.compile(r"North Korea:.*no figures are provided for spending in current US\$", re.DOTALL)
"""What SIPRI's note on North Korea says in the edition of April 2025."""

QUALITIES = {"estimate": "are estimates", "highly_uncertain": "are highly uncertain"}


def countries(tables: dict[str, book.Table], figures: list[Figure], spellings: Mapping[str, str],
              footnotes: str) -> dict[str, object]:
    """Facts of the country table: ``zeros`` and ``coverage`` (sentences, each after a blank) and ``floor`` (rows).

    ``footnotes`` is the text of the workbook's footnotes.
    """
    last = tables["current_usd_m"].last_year
    sentences = [*_ends(figures, last), *_contradiction(figures, footnotes), *_qualities(figures),
                 *_late_shares(figures), *_marks(tables["current_usd_m"], spellings)]
    return {
        "zeros": _zeros(tables, figures, spellings),
        "coverage": "".join(f" {_capital(sentence)}" for sentence in sentences),
        "floor": 68 * (last - FIRST_YEAR + 1),  # of 80 figures a year; editions have 71 to 72 on average
    }


def world(frame: pd.DataFrame, last: int) -> dict[str, object]:
    """Facts of the world table: ``world_gaps`` (a sentence) and ``world_floor`` (rows)."""
    gaps = sorted(set(range(FIRST_YEAR, last + 1)) - set(frame["year"]))
    text = f"{_and(map(str, gaps))} {'has' if len(gaps) == 1 else 'have'} no row: SIPRI gives no world total."
    known = " The Soviet Union's spending in its last year is not known." if 1991 in gaps else ""
    return {"world_gaps": text + known if gaps else "Every year has a row.", "world_floor": last - FIRST_YEAR - 4}


def _zeros(tables: dict[str, book.Table], figures: list[Figure], spellings: Mapping[str, str]) -> str:
    """Which printed zeros were left out: those at which no figure was read."""
    read = {(f.iso3, f.measure, f.year) for f in figures}
    parts = []
    for measure, table in tables.items():
        for iso3, row in book.rows_of(table, spellings).items():
            years = [year for column, year in table.years.items() if year >= FIRST_YEAR
                     and table.sheet.value(row, column) == 0 and (iso3, measure, year) not in read]
            if years:
                parts.append(f"{_name(iso3)} in {MEASURES[measure]} in {_spans(years)}")
    text = f" Zeros that mean no figure, for want of an exchange rate, are left out: {'; '.join(parts)}."
    return text if parts else ""


def _ends(figures: list[Figure], last: int) -> Iterator[str]:
    """Countries whose figures do not reach the last year, or that lack a measure."""
    for iso3, of_country in _by_country(figures):
        years = {measure: [f.year for f in of_country if f.measure == measure] for measure in MEASURES}
        there = [measure for measure in MEASURES if years[measure]]
        end = max(f.year for f in of_country)
        if len(there) < len(MEASURES):
            spans = _spans(sorted({f.year for f in of_country}))
            yield f"{_name(iso3)} has figures in {_and(MEASURES[m] for m in there)} alone, for {spans}."
        elif end < last:
            yield f"{_name(iso3)} has nothing after {end}."


def _contradiction(figures: list[Figure], footnotes: str) -> Iterator[str]:
    if NO_CONVERSION.search(footnotes) and any(f.iso3 == "PRK" and f.measure == "current_usd_m" for f in figures):
        yield "SIPRI's note on the DPRK says that it provides no figures in US$; the workbook has them all the same."


def _qualities(figures: list[Figure]) -> Iterator[str]:
    for quality, words in QUALITIES.items():
        whole = [_name(iso3) for iso3, of_country in _by_country(figures)
                 if all(f.quality == quality for f in of_country)]
        if whole:
            yield f"All figures of {_and(whole)} {words}."


def _late_shares(figures: list[Figure]) -> Iterator[str]:
    late = []
    for iso3, of_country in _by_country(figures):
        first = {m: min((f.year for f in of_country if f.measure == m), default=None) for m in MEASURES}
        shares, gdp = first["share_of_government"], first["share_of_gdp"]
        if shares and gdp and shares > gdp:
            late.append(f"{_name(iso3)} ({shares})")
    if late:
        yield f"Shares of government spending begin later than shares of GDP for {_and(late)}."


def _marks(table: book.Table, spellings: Mapping[str, str]) -> Iterator[str]:
    """What SIPRI's special notes say of our countries; the marks stand left of the figures."""
    rows = book.rows_of(table, spellings)
    for mark, words in MARKS.items():
        marked = [_name(iso3) for iso3 in ISO3 if any(
            mark in str(table.sheet.value(rows[iso3], column)) for column in range(1, min(table.years)))]
        if marked:
            yield f"Figures of {_and(marked)} {words}."


def _by_country(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    return ((iso3, list(group)) for iso3, group in groupby(figures, attrgetter("iso3")))


def _name(iso3: str) -> str:
    return f"the {names.short(iso3)}" if iso3 in WITH_ARTICLE else names.short(iso3)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _and(words: Iterable[str]) -> str:
    *head, tail = words
    return f"{', '.join(head)} and {tail}" if head else tail


def _spans(years: list[int]) -> str:
    """Years with runs drawn together: "1990 and 1992", "1990 to 2014"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return _and(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
