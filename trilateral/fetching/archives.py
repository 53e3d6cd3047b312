"""Open a zip from elsewhere without trusting it: names, sizes and counts are looked at before anything is read."""
from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from trilateral.fetching.looks import plain
from trilateral.tables import DataError

MOST_MEMBERS = 500
MOST_BYTES = 400_000_000  # unpacked; the largest archive of ours has 60 MB
MOST_PROLOG = 100_000  # bytes before the root of an XML file; a workbook's have under 200
MOST_RATIO = 200  # unpacked to packed, of any member over 1 MB; sheets of a workbook reach 20

XML_NAMES = (".xml", ".rels", ".vml")
"""How the members end that must be XML; those called otherwise are looked at too, but may be anything else."""

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
          OverflowError, NotImplementedError)
"""What :mod:`zipfile` raises at archives that are cut, altered, encrypted or packed in a way that it does not know."""


def opened(path: Path, *, members: int = MOST_MEMBERS, total: int = MOST_BYTES) -> zipfile.ZipFile:
    """The archive at ``path``, every member looked at.

    Raises
    ------
    DataError
        It is no zip, is cut or empty, or has a member that leads outside, is a link, is there twice, is encrypted, or
        would unpack to more than is plausible. The message names the archive, the member, the value and the limit.
    """
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise DataError(f"{path.name}: not a whole zip archive: {_words(error)}") from None
    try:
        _look(archive.infolist(), path.name, members, total)
    except DataError:
        archive.close()
        raise
    return archive


def read(archive: zipfile.ZipFile, member: str, limit: int = MOST_BYTES) -> bytes:
    """Content of one member, its checksum compared.

    Raises
    ------
    DataError
        There is no such member, it has more than ``limit`` bytes, or it is damaged.
    """
    place = f"{Path(archive.filename or 'archive').name}, member {member!r}"
    try:
        size = archive.getinfo(member).file_size
    except KeyError:
        raise DataError(f"{place}: not there; found {_listed(archive)}") from None
    if size > limit:
        raise DataError(f"{place}: unpacks to {size:,} bytes; at most {limit:,} are expected")
    try:
        content = archive.read(member)
    except BROKEN as error:
        raise DataError(f"{place}: damaged: {_words(error)}") from None
    if len(content) != size:
        raise DataError(f"{place}: damaged: {len(content):,} bytes; {size:,} are announced")
    return content


def refuse_entities(path: Path) -> None:
    """Look at every XML file in the archive at ``path`` (a workbook): none may have a document type.

    Entities can only be declared there, so a file without one cannot grow when it is read, nor pull in another.
    openpyxl does not refuse them all by itself: with defusedxml it does where it reads cells and shared strings, but
    where lxml is installed too it reads everything else (sheets' names, styles, relations) through lxml, which
    leaves entities unresolved and says nothing.

    Raises
    ------
    DataError
        As :func:`opened`; or a member has a document type, or is called XML and is none. Names file and member.
    """
    with opened(path) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                _check_prolog(archive, entry, f"{path.name}, member {entry.filename!r}")


def _check_prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str) -> None:
    """Parse up to the root element: a document type may stand nowhere else."""
    declared, roots = [], []
    parser = expat.ParserCreate()  # a parser rather than a search for letters: UTF-16 has a zero byte between them
    parser.StartDoctypeDeclHandler = lambda name, *_: declared.append(name)
    parser.StartElementHandler = lambda name, _: roots.append(name)
    fault = ""
    try:
        for chunk, last in _chunks(archive, entry, place):
            parser.Parse(chunk, last)
            if declared or roots:
                break
    except DataError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two at encodings that expat cannot read
        fault = _words(error)
    if declared:
        raise DataError(f"{place}: declares the document type {declared[0]!r}; no document type and no entity "
                        "is expected")
    if not roots and entry.filename.lower().endswith(XML_NAMES):
        raise DataError(f"{place}: not XML: {fault or f'no element in its first {MOST_PROLOG:,} bytes'}")


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str) -> Iterator[tuple[bytes, bool]]:
    """The first bytes of a member, and whether they end it."""
    try:
        with archive.open(entry) as stream:
            while stream.tell() < MOST_PROLOG:
                chunk = stream.read(4096)
                yield chunk, not chunk
                if not chunk:
                    return
    except BROKEN as error:
        raise DataError(f"{place}: damaged: {_words(error)}") from None


def _listed(archive: zipfile.ZipFile, most: int = 5) -> str:
    names = archive.namelist()
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _words(error: Exception) -> str:
    """What an exception says, in one line and without the folder of the file."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return plain(text) or ("it ends early" if isinstance(error, EOFError) else type(error).__name__)


def _look(entries: list[zipfile.ZipInfo], name: str, members: int, total: int) -> None:
    if all(entry.filename.endswith("/") for entry in entries):  # not is_dir(), which fails at an empty name
        raise DataError(f"{name}: an archive without a file; at least one is expected")
    if len(entries) > members:
        raise DataError(f"{name}: {len(entries):,} members; at most {members:,} are expected")
    if (size := sum(entry.file_size for entry in entries)) > total:
        raise DataError(f"{name}: unpacks to {size:,} bytes; at most {total:,} are expected")
    seen: set[str] = set()
    for entry in entries:
        place = f"{name}, member {entry.filename!r}"
        _check_member(entry, place)
        plain = str(PurePosixPath(entry.filename)).casefold()  # names of a workbook's parts ignore case
        if plain in seen:
            raise DataError(f"{place}: is there twice; every member is expected once")
        seen.add(plain)


def _check_member(entry: zipfile.ZipInfo, place: str) -> None:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or not path.parts or ".." in path.parts or any(c in entry.orig_filename for c in "\\:\0"):
        raise DataError(f"{place}: leads outside the archive; a plain relative name is expected")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise DataError(f"{place}: is a link; a plain file is expected")
    if entry.flag_bits & 1:
        raise DataError(f"{place}: is encrypted; a plain file is expected")
    if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise DataError(f"{place}: unpacks from {entry.compress_size:,} to {entry.file_size:,} bytes; "
                        f"at most {MOST_RATIO} times as much is expected")
