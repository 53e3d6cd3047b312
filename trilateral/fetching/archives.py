"""Open a zip from elsewhere without trusting it: names, sizes and counts are looked at before anything is read."""
from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from trilateral.tables import DataError

MOST_MEMBERS = 500
MOST_BYTES = 400_000_000  # unpacked; the largest archive of ours has 60 MB
MOST_RATIO = 200  # unpacked to packed, of any member over 1 MB; sheets of a workbook reach 20


def opened(path: Path, *, members: int = MOST_MEMBERS, total: int = MOST_BYTES) -> zipfile.ZipFile:
    """The archive at ``path``, every member looked at.

    Raises
    ------
    DataError
        It is no zip, is cut, or has a member that leads outside, is a link, is there twice, is encrypted, or would
        unpack to more than is plausible. The message names the archive, the member, the value and the limit.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise DataError(f"{path.name}: not a whole zip archive: {error}") from None
    try:
        _look(archive.infolist(), path.name, members, total)
    except DataError:
        archive.close()
        raise
    return archive


def _look(entries: list[zipfile.ZipInfo], name: str, members: int, total: int) -> None:
    if len(entries) > members:
        raise DataError(f"{name}: {len(entries):,} members; at most {members:,} are expected")
    if (size := sum(entry.file_size for entry in entries)) > total:
        raise DataError(f"{name}: unpacks to {size:,} bytes; at most {total:,} are expected")
    seen: set[str] = set()
    for entry in entries:
        place = f"{name}, member {entry.filename!r}"
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            raise DataError(f"{place}: leads outside the archive; a plain relative name is expected")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise DataError(f"{place}: is a link; a plain file is expected")
        if entry.filename in seen:
            raise DataError(f"{place}: is there twice; every member is expected once")
        if entry.flag_bits & 1:
            raise DataError(f"{place}: is encrypted; a plain file is expected")
        if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise DataError(f"{place}: unpacks from {entry.compress_size:,} to {entry.file_size:,} bytes; "
                            f"at most {MOST_RATIO} times as much is expected")
        seen.add(entry.filename)
