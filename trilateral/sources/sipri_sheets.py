"""Open an Excel workbook from elsewhere and read single sheets of it, without trusting either.

openpyxl reads the cells. What it does not tell is looked up in the sheet's XML first: how far the sheet reaches
(a lone cell in the last corner would make a grid of 17 billion), which cells are formulas (whose values may be
stale or absent), which are merged.
"""
from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from trilateral.fetching import archives
from trilateral.tables import DataError

MOST_BYTES = 40_000_000  # unpacked; ten times what the workbooks of 2024 and 2025 unpack to
MOST_ROWS, MOST_COLUMNS = 2_000, 400  # the largest sheet of ours has 201 rows and 80 columns

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,8})")
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: .xls, or a workbook under a password
PASSWORD = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Sheet:
    """One worksheet, read whole. ``rows[0]`` is row 1; rows end with their last cell.

    ``formulas`` are (row, column) from 1; ``merged`` are (first row, first column, last row, last column).
    """

    file: str
    title: str
    rows: tuple[tuple[Any, ...], ...]
    formulas: tuple[tuple[int, int], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Any:
        """The cell as openpyxl reads it, or None where the file has none."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else None

    def value(self, row: int, column: int) -> Any:
        """Value of a cell, None where there is none."""
        cell = self.cell(row, column)
        return None if cell is None else cell.value

    def place(self, row: int, column: int) -> str:
        """How a message names a cell: file, sheet, reference."""
        from openpyxl.utils import get_column_letter

        return f"{self}, cell {get_column_letter(column)}{row}"

    def __str__(self) -> str:
        return f"{self.file}, sheet {self.title!r}"


@dataclass
class Workbook:
    """A workbook that is open for reading; use it as a context. ``titles`` are the names of its worksheets."""

    path: Path
    book: Any
    titles: tuple[str, ...]

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *error: object) -> None:
        self.book.close()

    @property
    def file(self) -> str:
        """The file's name, as messages give it."""
        return self.path.name

    def sheet(self, title: str) -> Sheet:
        """The worksheet called ``title``.

        Raises
        ------
        DataError
            It reaches beyond any plausible size, its cells are not in order, or its XML cannot be read.
        """
        source = self.book[title]
        traits = _traits(self.path, source._worksheet_path, title)  # openpyxl has no public name for the member
        source.reset_dimensions()  # what the file says of its extent may be wrong; rows say it themselves
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows = tuple(map(tuple, source.iter_rows()))
        except Exception as error:  # openpyxl lets through whatever broken XML causes
            raise DataError(f"{self.file}, sheet {title!r}: cannot be read: {_short(error)}") from None
        return Sheet(self.file, title, rows, tuple(traits.formulas), tuple(traits.merged))


def open_workbook(path: Path) -> Workbook:
    """The workbook at ``path``, with the values that its formulas last had.

    Raises
    ------
    DataError
        It is another kind of file, encrypted, cut, a bomb, or its XML declares entities.
    """
    import openpyxl

    content = _content(path)
    with archives.opened(path, total=MOST_BYTES) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise DataError(f"{path.name}: cannot be read as an Excel workbook (.xlsx): a zip without xl/workbook.xml")
    archives.refuse_entities(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know do not concern us
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return Workbook(path, book, tuple(sheet.title for sheet in book.worksheets))
    except Exception as error:  # openpyxl lets through whatever broken XML causes
        raise DataError(f"{path.name}: cannot be read as an Excel workbook (.xlsx): {_short(error)}") from None


def _content(path: Path) -> bytes:
    """The file's bytes, if it is a zip; an error names what else it is, so that the user need not guess."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read: {error.strerror}") from None
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = ""
    if content.startswith(OLD_EXCEL):
        kind = "a workbook under a password" if PASSWORD in content else "an old Excel file (.xls)"
    elif not content:
        kind = "an empty file"
    elif start[:1] == b"<":
        kind = "an HTML or XML page"
    elif not content.startswith(b"PK"):
        kind = "a text file" if b"\0" not in start else "another kind of file"
    if kind:
        raise DataError(f"{path.name}: is {kind}; expected an Excel workbook (.xlsx)")
    return content


def _short(error: BaseException) -> str:
    """An exception in one line; the one behind it where there is one, for openpyxl wraps it in advice."""
    error = error.__cause__ or error
    return " ".join(f"{type(error).__name__} {error}".split())[:200]


@dataclass
class _Traits:
    """What a sheet's XML says in passing."""

    place: str
    row: int = 0
    column: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One start tag, whatever its prefix."""
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._to(_whole(attributes.get("r"), self.row + 1, self.place), 0)
        elif tag == "c":
            row, column = _position(attributes.get("r"), self.row, self.column + 1, self.place)
            if row != self.row:
                raise DataError(f"{self.place}: cell {attributes['r']} stands in row {self.row}; its own is expected")
            self._to(row, column)
        elif tag == "f":
            self.formulas.append((self.row, self.column))
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merged.append((*_position(first, 0, 0, self.place), *_position(last or first, 0, 0, self.place)))

    def _to(self, row: int, column: int) -> None:
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise DataError(f"{self.place}: reaches row {row:,}, column {column:,}; "
                            f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns are expected")
        if (row, column) <= (self.row, self.column):
            raise DataError(f"{self.place}: row {row}, column {column} follows row {self.row}, column {self.column}; "
                            "cells in order are expected")
        self.row, self.column = row, column


def _traits(path: Path, member: str, title: str) -> _Traits:
    found = _Traits(f"{path.name}, sheet {title!r}")
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    try:
        for part in _parts(path, member):
            parser.Parse(part, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, KeyError, NotImplementedError) as error:
        raise DataError(f"{found.place}: cannot be read: {_short(error)}") from None
    return found


def _parts(path: Path, member: str) -> Iterator[bytes]:
    """The member's bytes in parts, never more of it than the archive was said to hold."""
    import zlib

    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        try:
            while part := stream.read(1 << 16):
                yield part
        except zlib.error as error:
            raise zipfile.BadZipFile(str(error)) from None


def _whole(text: str | None, otherwise: int, place: str) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise DataError(f"{place}: row {text[:20]!r}; a whole number is expected")
    return int(text)


def _position(reference: str | None, row: int, column: int, place: str) -> tuple[int, int]:
    """(row, column) of a reference such as B7; ``row`` and ``column`` where the file gives none."""
    from openpyxl.utils import column_index_from_string

    if reference is None:
        return row, column
    said = REFERENCE.fullmatch(reference)
    if said is None:
        raise DataError(f"{place}: cell {reference[:20]!r}; a reference such as B7 is expected")
    return int(said[2]), column_index_from_string(said[1])
