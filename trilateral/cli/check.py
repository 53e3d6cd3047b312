"""Check every table and layer against its manifest, and the ledger against all that it names.

Columns, types, ranges, keys, row floor, bytes (sha256), licence limits and shapes; of the ledger its fields,
its citations, rows, measurements and checks, and whether verdicts are still those that were accepted.
"""
from __future__ import annotations

import argparse
import sys

from trilateral import tables


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="tables or layers (geo/NAME); all by default")


def run(options: argparse.Namespace) -> int:
    """Print a line a table; 1 when any is at fault."""
    failed = 0
    names = options.names or tables.names()
    for name in names:
        try:
            found = tables.verify(name)
        except tables.DataError as error:
            failed += 1
            print(error, file=sys.stderr)
        else:
            licence = ", ".join(dict.fromkeys(source.licence["name"] for source in found.sources))
            size = found.data_path.stat().st_size / 1000
            print(f"ok  {name:<28} {found.rows:>6,} rows {size:>9,.1f} kB  {licence}")
    print(f"{len(names) - failed} of {len(names)} as their manifests say")
    faults = [] if options.names else _ledger()
    return 1 if failed or faults else 0


def _ledger() -> list[str]:
    """Print how the ledger stands; what is at fault."""
    from trilateral import ledger, paths

    try:
        faults = ledger.faults(paths.book_dir())
    except FileNotFoundError:  # an installed package has no references and no tests to hold the ledger against
        faults = []
    faults += ledger.drifted()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"ledger: {len(ledger.judged())} claims, {len(ledger.outcomes())} checks, {len(faults)} faults")
    return faults
