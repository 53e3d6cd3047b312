"""Make the archive for a class: notebooks for students and teachers, site, slides, sheets.

It is written whole or not at all.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build
from trilateral.cli.pdf import PAPERS
from trilateral.publishing import names


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--unit", action="append", default=[], metavar="NAME",
                        help="only this unit and its chapter, such as defence-spending; may be given several times")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write FILE instead of one in _build/downloads")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="size of the sheets' paper (a4)")


def run(options: argparse.Namespace) -> int:
    """Build, gather, pack."""
    from trilateral.handouts import classroom
    from trilateral.publishing import chromium

    root = paths.book_dir()
    choice = classroom.choose(root, options.unit, options.paper)
    chromium.find()  # before the build: to say what is missing should not take a minute
    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    out = (options.out or root / "_build" / names.FOLDER / classroom.FILE).resolve()
    for folder, size in classroom.make(root, root / "_build" / "html", out, choice):
        print(f"{size / 1e6:8.1f} MB  {folder}")
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")
    return 0
