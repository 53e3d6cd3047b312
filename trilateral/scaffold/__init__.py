"""A folder to begin a ledger of another text with: claims, checks, a table, a chapter, whole and ready to build."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"


def create(folder: Path) -> list[Path]:
    """Make ``folder`` with the example in it, all of it or nothing.

    Parameters
    ----------
    folder
        A folder that is not there yet, or is empty; those above it are made where they are missing.

    Returns
    -------
    list of Path
        The files that were written, in alphabetical order.

    Raises
    ------
    FileExistsError
        There is something in the folder, or a file has its name; nothing was written.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FileExistsError(f"{folder}: is there already; a folder that is not there, or is empty, is expected")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}-new")
    shutil.rmtree(draft, ignore_errors=True)
    names = [path.relative_to(TEMPLATE) for path in sorted(TEMPLATE.rglob("*"))
             if path.is_file() and "__pycache__" not in path.parts]
    for name in names:
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).write_bytes((TEMPLATE / name).read_bytes())
    if folder.exists():
        folder.rmdir()
    os.replace(draft, folder)
    return [folder / name for name in names]
