"""Where the book's folders are, in a checkout and in an installed wheel."""
from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_dir() -> Path:
    """Folder that holds the tables and layers.

    In order: the environment variable ``TRILATERAL_DATA`` (another edition of the data),
    ``data/`` beside the package (a checkout), the copy inside the wheel.
    """
    if named := os.environ.get("TRILATERAL_DATA"):
        folder = Path(named).resolve()
        if not folder.is_dir():
            raise NotADirectoryError(f"TRILATERAL_DATA: {named!r} is not a folder")
        return folder
    checkout = PACKAGE.parent / "data"
    return checkout if (PACKAGE.parent / "_toc.yml").is_file() else PACKAGE / "_data"


def book_dir() -> Path:
    """Root of the checkout (the folder of ``_toc.yml``); an error in an installed wheel."""
    root = PACKAGE.parent
    if not (root / "_toc.yml").is_file():
        raise FileNotFoundError(f"{root} is not a checkout of the book: there is no _toc.yml in it")
    return root
