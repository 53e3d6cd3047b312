"""Check every table and layer against its manifest.

Columns, types, ranges, keys, row floor, bytes (sha256), licence limits and shapes.
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
    return 1 if failed else 0
