"""Make a folder for a static host: the pages, the book as PDF, EPUB and ZIP to take along, notebooks that run.

A step that fails leaves the folder as it was.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write FOLDER instead of _build/site")
    parser.add_argument("--pyodide", type=Path, metavar="FILE", help="Pyodide's full archive, or its folder: notebooks "
                        "then run without an outside host")


def run(options: argparse.Namespace) -> int:
    """Build, print, pack, put in place."""
    from trilateral.handouts import lite, slides
    from trilateral.publishing import archive, chromium, ebook, live_pages, names, paper

    chromium.find()  # before the build: to say what is missing should not take a minute
    lite.require(options.pyodide)
    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    root = paths.book_dir()
    html, out = root / "_build" / "html", (options.out or root / "_build" / "site").resolve()
    document = paper.Document(root, html)
    makers = {names.pdf(size): (lambda path, size=size: document.pdf(size, path)) for size in paper.PAPERS}
    makers[names.EBOOK] = lambda path: ebook.epub(root, html, path)
    folders = {live_pages.FOLDER: lambda path: lite.build(root, html, path, options.pyodide),
               slides.FOLDER: lambda path: slides.decks(root, html, path)}
    for one in archive.site(root, html, out, makers, folders):
        print(f"{one.digest}  {one.size / 1e6:5.1f} MB  {out / names.FOLDER / one.name}")
    print(f"Made {out}")
    return 0
