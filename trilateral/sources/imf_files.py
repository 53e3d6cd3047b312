"""Tables in the files of the IMF: text in several encodings with tabs or commas, or the sheets of a workbook.

What a file is, its first bytes say: its name and the content type that a server gives it do not.
"""
from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trilateral.fetching import archives
from trilateral.tables import DataError

MOST_BYTES = 60_000_000  # the text of one edition has 11 MB, its workbook 6 MB
MOST_ROWS, MOST_COLUMNS = 30_000, 400  # of a sheet; the countries of one edition have 8,700 and about 100
HEADER_ROWS = 20  # a header stands in the first row of all editions; a few lines above it do no harm
FOOTER_LINES = 20


@dataclass(frozen=True)
class Table:
    """A header and the rows below it: each with how messages name it, and its cells by column."""

    header: list[str]
    place: str
    rows: list[tuple[str, dict[str, str]]]


def tables(path: Path, marks: Sequence[set[str]], most: int | None = None) -> list[Table]:
    """All tables whose header has every name of one of ``marks``; of a sheet only the first ``most`` rows, if given.

    Raises
    ------
    DataError
        The file is neither text nor a workbook, or has no such table.
    """
    found = []
    for shown, lines in _sheets(path, most):
        head = next(((n, cells) for n, cells in lines[:HEADER_ROWS] if any(mark <= set(cells) for mark in marks)), None)
        if head:
            found.append(_table(shown, lines, *head))
    if not found:
        wanted = " or ".join(", ".join(sorted(mark)) for mark in marks)
        raise DataError(f"{path.name}: no header with {wanted}; expected the database of the World Economic Outlook")
    return found


def footer(path: Path) -> list[str]:
    """The last lines of a text, each as one string; nothing for a workbook."""
    if _start(path).startswith(b"PK"):
        return []
    ((_, lines),) = _sheets(path)
    return [" ".join(cells) for _, cells in lines[-FOOTER_LINES:]]


def _table(shown: str, lines: list[tuple[int, list[str]]], number: int, header: list[str]) -> Table:
    place = f"{shown} line {number}"
    names = [name for name in header if name]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"{place}: column {', '.join(twice):.80} stands there twice; expected once")
    width = max(position for position, name in enumerate(header) if name) + 1
    below = [(f"{shown} line {n}", cells) for n, cells in lines if n > number and any(cells)]
    while below and len(below[-1][1]) < width:
        below.pop()  # the notes below the table
    for where, cells in below:
        if len(cells) < width or any(cells[width:]):
            raise DataError(f"{where}: {len(cells)} cells; expected {width}")
    return Table(header, place, [(where, dict(zip(header, cells, strict=False))) for where, cells in below])


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(16)


def _sheets(path: Path, most: int | None = None) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Name and lines (number, cells) of the text, or of every sheet."""
    start = _start(path)
    if (size := path.stat().st_size) > MOST_BYTES:
        raise DataError(f"{path.name}: {size:,} bytes; at most {MOST_BYTES:,} are expected")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(f"{path.name}: a binary workbook of old Excel; expected text with tabs, or .xlsx")
    if start.startswith(b"PK"):
        yield from _workbook(path, most)
    else:
        yield path.name, _text(path)


def _text(path: Path) -> list[tuple[int, list[str]]]:
    content = path.read_bytes()
    text = _decoded(content, path.name)
    if text.lstrip()[:1] == "<":
        raise DataError(f"{path.name}: starts with {text.lstrip()[:40]!r}, a page of HTML or XML; expected a table")
    first = text.lstrip().partition("\n")[0]
    delimiter = "\t" if "\t" in first else ","
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise DataError(f"{path.name}: not a table in text: {error}") from None


def _decoded(content: bytes, name: str) -> str:
    """UTF-16 with or without its mark, UTF-8, or Windows-1252, which the IMF wrote before."""
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(f"{name}: not text in {' or '.join(encodings)}; the file may be cut or no table at all")


def _workbook(path: Path, most: int | None) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Sheets of an .xlsx, read row by row; formulas stay as they are written, and are then no numbers."""
    import openpyxl

    archives.opened(path).close()
    archives.refuse_entities(path)
    with path.open("rb") as stream, warnings.catch_warnings():  # a stream, as openpyxl goes by the file's name
        warnings.simplefilter("ignore")  # of styles and extensions that do not matter here
        try:
            book = openpyxl.load_workbook(stream, read_only=True)
        except Exception as error:  # openpyxl raises what its parts raise: KeyError, ValueError, errors of XML
            raise DataError(f"{path.name}: not a workbook that can be read: {_words(error)}") from None
        sheets = [(f"{path.name}, sheet {sheet.title!r},", _cells(sheet, path.name, most)) for sheet in book.worksheets]
    yield from sheets


def _cells(sheet, name: str, most: int | None) -> list[tuple[int, list[str]]]:
    lines, number = [], 0
    try:
        sheet.reset_dimensions()  # what a sheet says of its size may be anything
        for number, row in enumerate(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True), 1):
            if number > MOST_ROWS:
                break
            if any(cell is not None for cell in row):
                lines.append((number, [_cell(cell) for cell in row]))
    except Exception as error:  # as above: the sheet is parsed while it is read
        raise DataError(f"{name}, sheet {sheet.title!r}: cannot be read: {_words(error)}") from None
    if number > MOST_ROWS:
        raise DataError(f"{name}, sheet {sheet.title!r}: over {MOST_ROWS:,} rows; expected fewer")
    return lines


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:160]
