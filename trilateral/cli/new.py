"""Begin a ledger of another text: a small whole example in a new folder, to be written over.

It has three claims of a made-up letter, two checks, a table and the chapter that shows them.
"""
from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder to make; one with files in it is refused")


def run(options: argparse.Namespace) -> int:
    """Write the example and say what comes next."""
    from trilateral import scaffold

    folder = options.folder
    for path in scaffold.create(folder):
        print(f"wrote {path}")
    print(f"Next: read {folder / 'README.md'}, then\n"
          f"  trilateral check --data {folder / 'data'}\n"
          f"  trilateral build {folder}")
    return 0
