"""Make the whole book an e-book in the format EPUB.

Pages are built first, where they are not as they should be.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build
from trilateral.publishing import names


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="write FILE instead of one in _build/downloads")


def run(options: argparse.Namespace) -> int:
    """Build, then pack."""
    from trilateral.publishing import ebook

    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    root = paths.book_dir()
    out = (options.out or root / "_build" / names.FOLDER / names.EBOOK).resolve()
    size = ebook.epub(root, root / "_build" / "html", out)
    print(f"{out}: {size / 1e6:.1f} MB")
    return 0
