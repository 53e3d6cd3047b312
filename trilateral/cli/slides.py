"""Make slides of the teaching units, a deck each, from the finished pages.

Pages are built first, where they are not as they should be.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--unit", nargs="+", metavar="NAME", help="units, such as defence-spending (all of them)")
    parser.add_argument("--pdf", action="store_true", help="print each deck beside it as a PDF too, with Chromium")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write FOLDER instead of _build/slides")


def run(options: argparse.Namespace) -> int:
    """Build, gather, write, and print if asked to."""
    from trilateral.handouts import slides
    from trilateral.publishing import chromium

    if options.pdf:
        chromium.find()  # before the build: to say what is missing should not take a minute
    root = paths.book_dir()
    slides.chosen(root, options.unit)
    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    into = (options.out or root / "_build" / slides.FOLDER).resolve()
    for deck in slides.decks(root, root / "_build" / "html", into, options.unit):
        print(deck)
        if options.pdf:
            path = deck.with_suffix(".pdf")
            print(f"{path}: {slides.pdf(deck, path, root)} pages, {path.stat().st_size / 1e6:.1f} MB")
    print(f"Open {into / 'index.html'}")
    return 0
