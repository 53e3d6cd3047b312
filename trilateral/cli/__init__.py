"""The command line: ``trilateral build``, ``check``, ``ledger``, ``measure``, ``update``, ``pdf`` and so on."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from trilateral import __version__
from trilateral.cli import (
    build,
    check,
    classroom,
    edition,
    epub,
    ledger,
    links,
    lite,
    measure,
    pdf,
    site,
    slides,
    update,
)

COMMANDS = (build, check, ledger, measure, update, pdf, epub, site, classroom, edition, links, lite, slides)


def parser() -> argparse.ArgumentParser:
    """Parser with one sub-command a module of this package."""
    top = argparse.ArgumentParser(
        prog="trilateral",
        description="Build the book, check and update its data, print its ledger, take it along as PDF, EPUB or site.",
        epilog="Exit status: 0 all is well, 1 something failed and was named, 2 the call was not understood.",
    )
    top.add_argument("--version", action="version", version=f"trilateral {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        about = (module.__doc__ or "").strip()
        sub = commands.add_parser(name, help=about.splitlines()[0].rstrip("."), description=about)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parser().parse_args(argv)
    try:
        return options.run(options)
    except (ValueError, OSError) as error:  # bad data, a missing file: one clear message, no traceback
        print(f"trilateral {options.command}: {error}", file=sys.stderr)
        return 1
