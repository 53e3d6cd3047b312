"""World totals from SIPRI's workbook, sheet "Regional totals": ``data/military_expenditure_world.csv``."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.sources import sipri_workbook as book
from trilateral.sources.countries import FIRST_YEAR
from trilateral.sources.sipri_sheets import Workbook
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

WORLD = "World"
LOW, HIGH = 500, 20_000  # US$ billion; another order of magnitude is another unit


def read(workbook: Workbook, last_year: int) -> pd.DataFrame:
    """World totals: year, constant_usd_bn and, for the last year alone, current_usd_bn (US$ billion).

    The sheet is in constant prices with one more column in current prices.

    Raises
    ------
    DataError
        The sheet does not end in ``last_year``, lacks that year's totals, or holds other than plausible numbers.
    """
    import pandas as pd

    table = book.find_table(book.find_sheet(workbook, book.WORLD_SHEET), frozenset({WORLD}))
    if table.last_year != last_year:
        raise DataError(f"{table.sheet}: ends in {table.last_year}; expected {last_year}, as the other sheets do")
    row = book.rows_of(table, {WORLD: WORLD})[WORLD]
    current = {last_year: _total(table, row, _current_prices(table), last_year)}
    constant = {y: _total(table, row, c, y) for c, y in table.years.items() if y >= FIRST_YEAR}
    for kind, totals in (("constant", constant), ("current", current)):
        if totals.get(last_year) is None:
            raise DataError(f"{table.sheet}, row {row}: no total in {kind} prices for {last_year}, the last year")
    records = [(year, value, current.get(year)) for year, value in constant.items() if value is not None]
    return pd.DataFrame(records, columns=["year", "constant_usd_bn", "current_usd_bn"])


def _total(table: book.Table, row: int, column: int, year: int) -> float | None:
    value = book.number(table, row, column)
    if value is not None and not LOW <= value <= HIGH:
        raise DataError(f"{table.place(row, column)}: {value:g} for {year}; expected {LOW:,} to {HIGH:,} US$ billion")
    return value


def _current_prices(table: book.Table) -> int:
    """Column of the header "YYYY (current prices)", where YYYY is the last year."""
    cells = table.sheet.rows[table.header - 1]
    found = {column: int(match[1]) for column, cell in enumerate(cells, 1)
             if (match := book.CURRENT_PRICES.fullmatch(str(cell.value)))}
    if list(found.values()) != [table.last_year]:
        there = ", ".join(map(str, found.values())) or "none"
        raise DataError(f"{table.sheet}, row {table.header}: expected one column "
                        f"'{table.last_year} (current prices)', found {there}")
    return next(iter(found))
