"""Zip archives whose bytes hang on their content alone."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from trilateral.update import durable


def zipped(files: Iterable[tuple[str, bytes]], moment: int, plain: str = "") -> bytes:
    """An archive of names and contents in the given order.

    Parameters
    ----------
    files : name in the archive, content
    moment : date of every file, seconds since 1970; a zip knows none before 1980
    plain : name of a file that is stored as it is
    """
    day = max(datetime.fromtimestamp(moment, UTC).timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, day)
            info.create_system = 3  # whatever system it is made on: a plain file that its owner may write
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return out.getvalue()


def write(out: Path, packed: bytes) -> int:
    """Put an archive at ``out``, whole or not at all; give its size in bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    durable.write(out, packed)
    return len(packed)
