"""Check every table and layer against its manifest, and the ledger against all that it names.

Columns, types, ranges, keys, row floor, bytes (sha256), licence limits and shapes; of the ledger its fields,
its citations, rows, measurements and checks, and whether verdicts are still those that were accepted.
With --data all this of a folder that `trilateral new` made.
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trilateral import tables
from trilateral.tables import accepting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="tables or layers (geo/NAME); all by default")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="those of this folder instead of the book's")
    parser.add_argument("--accept", action="store_true",
                        help="with --data: first write rows and bytes of tables made by hand into their manifests")


def run(options: argparse.Namespace) -> int:
    """Print a line a table; 1 when any is at fault."""
    folder = _folder(options)
    failed = 0
    names = options.names or sorted([*tables.names(folder), *tables.strays(folder)])
    for name in names:
        try:
            if options.accept:
                accepting.accept(name, folder)
            found = tables.verify(name, folder)
        except tables.DataError as error:
            failed += 1
            print(error, file=sys.stderr)
        else:
            licence = ", ".join(dict.fromkeys(source.licence["name"] for source in found.sources))
            size = found.data_path.stat().st_size / 1000
            print(f"ok  {name:<28} {found.rows:>6,} rows {size:>9,.1f} kB  {licence}")
    print(f"{len(names) - failed} of {len(names)} as their manifests say")
    faults = [] if options.names else _ledger(folder)
    return 1 if failed or faults else 0


def _folder(options: argparse.Namespace) -> Path | None:
    if options.accept and not options.data:
        raise ValueError("--accept: goes with --data FOLDER; the book's own tables are published by their builders")
    if options.data and not options.data.is_dir():
        raise ValueError(f"--data {options.data}: is not a folder")
    return options.data


def _ledger(folder: Path | None) -> list[str]:
    """Print how the ledger stands; what is at fault."""
    from trilateral import ledger, paths

    try:
        faults = ledger.faults(None if ledger.own(folder) else paths.book_dir(), folder)
    except FileNotFoundError:  # an installed package has no references and no tests to hold the ledger against
        faults = []
    faults += ledger.drifted(folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"ledger: {len(ledger.judged(folder))} claims, {len(ledger.outcomes(folder))} checks, {len(faults)} faults")
    return faults
