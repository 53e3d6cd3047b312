"""Make the chapters a site of notebooks that run in a reader's browser, with JupyterLite.

Pages are built first, where they are not as they should be. The notebooks' kernel comes from an outside host when a
reader runs a cell; made with an archive of Pyodide, the site asks no other host.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.cli import build


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write FOLDER instead of _build/lite")
    parser.add_argument("--pyodide", type=Path, metavar="FILE", help="Pyodide's full archive, or its folder")


def run(options: argparse.Namespace) -> int:
    """Build, then make the site."""
    from trilateral.handouts import lite
    from trilateral.publishing import live_pages

    lite.require(options.pyodide)  # before the build: to say what is missing should not take a minute
    if status := build.run(argparse.Namespace(out=None, all=False)):
        return status
    root = paths.book_dir()
    out = (options.out or root / "_build" / live_pages.FOLDER).resolve()
    size = lite.build(root, root / "_build" / "html", out, options.pyodide)
    kernel = "the site itself" if options.pyodide else "its own host, when a reader opens a notebook"
    print(f"Kernel: Pyodide {lite.kernel_version()}, from {kernel}")
    print(f"{out}: {size / 1e6:.1f} MB; it works from a server: python -m http.server --directory {out}")
    return 0
