"""Put a built site into a tree of editions: /2025.1/, /2026.1/, and /latest/ with the newest of them.

The edition's name and day are the version and the release date of CITATION.cff, noted in the site by the build.
Editions that are there stay byte for byte; one with the same name and other content is refused. The tree changes
in one step, whole or not at all, and is ready for any static host.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths
from trilateral.settings import read as read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--site", type=Path, metavar="FOLDER", help="the built site (_build/html by default)")
    parser.add_argument("--into", type=Path, required=True, metavar="TREE", help="folder of all editions")
    parser.add_argument("--address", metavar="URL", help="where the tree will stand on the web (by default "
                        "html.baseurl of _config.yml, less the folder latest)")


def run(options: argparse.Namespace) -> int:
    """Place one edition."""
    from trilateral.publishing import editions

    site = options.site or paths.book_dir() / "_build" / "html"
    address = configured() if options.address is None else options.address
    placed = editions.place(site.resolve(), options.into.resolve(), address)
    newest = editions.listed(options.into)[-1]
    print(f"{options.into}: edition {placed.name} of {placed.date} is in place; the latest is {newest.name}")
    return 0


def configured() -> str:
    """Address of the tree by ``html.baseurl``, which names the folder of the latest edition; empty without one."""
    settings = read_settings(paths.book_dir() / "_config.yml")
    base = (settings.get("html") or {}).get("baseurl") or ""
    return base.rstrip("/").removesuffix("/latest")
