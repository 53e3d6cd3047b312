"""A folder that is made whole, or stays as it was."""
from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def whole(out: Path) -> Iterator[Path]:
    """The address of a draft beside ``out`` that takes its place at the end, or vanishes when something fails."""
    draft, old = out.with_name(f".{out.name}-next"), out.with_name(f".{out.name}-last")
    settle(out, old)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        yield draft
        if out.exists():
            out.rename(old)
        draft.rename(out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        settle(out, old)
        raise
    shutil.rmtree(old, ignore_errors=True)


def settle(out: Path, old: Path) -> None:
    """After a fall between the two renames the last folder takes its place again."""
    if old.exists() and not out.exists():
        old.rename(out)
    shutil.rmtree(old, ignore_errors=True)
