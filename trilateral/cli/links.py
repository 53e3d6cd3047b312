"""Ask every outside link of the book whether it still leads somewhere.

Needs the network, and some patience with slow hosts. A link that a host refuses to answer a machine is listed and
is no fault; exit status 1 means that at least one leads nowhere.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from trilateral import paths


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as Markdown into FILE too")


def run(options: argparse.Namespace) -> int:
    """Check and print the report."""
    from trilateral.publishing import links

    root = paths.book_dir()
    found = links.check(root, root / "_build")
    report = links.markdown(found)
    if options.report:
        options.report.write_text(report, "utf-8")
    print(report, end="")
    return int(any(link.kind == "gone" for link in found))
