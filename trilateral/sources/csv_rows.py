"""Rows of an upstream's CSV file by the names of its columns, and the numbers in them."""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from trilateral.sources import numerals, plain_text
from trilateral.tables import DataError


def header(path: Path) -> list[str]:
    """Names of the columns, without blanks around them.

    Raises
    ------
    DataError
        The file is empty or no CSV in UTF-8.
    """
    return _header(_reader(path), path.name)


def read(path: Path, needed: Collection[str], *, any_case: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
    """Number of the line and cells by column, without blanks around them; empty lines are passed over.

    Parameters
    ----------
    needed
        Columns that must be there, each once; others are read along.
    any_case
        Upper and lower case are one; the names come in lower case, and ``needed`` is looked for in it.

    Raises
    ------
    DataError
        The file is no CSV in UTF-8, a column is missing or there twice, or a row has more cells than the header, or
        fewer. The message names the file and the line.
    """
    reader = _reader(path)
    names = _header(reader, path.name)
    if any_case:
        names = [name.lower() for name in names]
    for fault, times in (("no", 0), ("more than one", 2)):
        if odd := [name for name in sorted(needed) if min(names.count(name.lower() if any_case else name), 2) == times]:
            raise DataError(f"{path.name} line 1: {fault} column {', '.join(odd)}")
    for cells in _lines(reader, path.name):
        if len(cells) != len(names) and any(cells):
            raise DataError(f"{path.name} line {reader.line_num}: {len(cells)} cells; expected {len(names)}")
        if any(cells):
            yield reader.line_num, {name: cell.strip() for name, cell in zip(names, cells, strict=True)}


def number(text: str, place: str) -> float:
    """A finite number as upstreams write one; ``place`` is file, line and column, for the message."""
    if text != text.strip() or (value := numerals.plain(text)) is None:
        raise DataError(f"{place}: {text!r:.60} is not a number")
    return value


def whole(text: str, place: str, noun: str = "a whole number") -> int:
    """A whole number of at most twelve digits, none of them after a point."""
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise DataError(f"{place}: {text!r:.60} is not {noun}")
    return int(text)


def year(text: str, place: str) -> int:
    """A year of four digits, which some files write as ``2024.0``."""
    if not re.fullmatch(r"[12][0-9]{3}(\.0+)?", text):
        raise DataError(f"{place}: {text!r:.60} is not a year")
    return int(text[:4])


def _reader(path: Path):
    return csv.reader(io.StringIO(plain_text.read(path, "CSV with commas"), newline=""), strict=True)


def _header(reader, file: str) -> list[str]:
    return [name.strip() for name in next(_lines(reader, file), [])]


def _lines(reader, file: str) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise DataError(f"{file} line {reader.line_num}: not CSV with commas: {error}") from None
