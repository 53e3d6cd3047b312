"""Print the whole book as one PDF, with Chromium.

Pages are built first, where they are not as they should be.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build
from trilateral.publishing import names

PAPERS = ("a4", "letter")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="size of the paper (a4)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write FILE instead of one in _build/downloads")


def run(options: argparse.Namespace) -> int:
    """Build, then print."""
    from trilateral.publishing import chromium, paper

    chromium.find()  # before the build: to say what is missing should not take a minute
    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    root = paths.book_dir()
    out = (options.out or root / "_build" / names.FOLDER / names.pdf(options.paper)).resolve()
    pages = paper.Document(root, root / "_build" / "html").pdf(options.paper, out)
    print(f"{out}: {pages} pages, {out.stat().st_size / 1e6:.1f} MB")
    return 0
