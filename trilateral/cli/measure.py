"""Print every distance, width, area and border length that the book computes."""
from __future__ import annotations

import argparse
import json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="machine-readable: one list of records")
    parser.add_argument("--kind", metavar="KIND", help="only one kind: width, distance, area, length")


def run(options: argparse.Namespace) -> int:
    """Print the measurements."""
    from trilateral.measures import catalogue

    if options.kind and options.kind not in catalogue.KINDS:
        raise ValueError(f"--kind {options.kind}: expected one of {', '.join(sorted(catalogue.KINDS))}")
    found = catalogue.measure_all(*([options.kind] if options.kind else []))
    if options.json:
        print(json.dumps([m.record() for m in found], indent=1, ensure_ascii=False))
        return 0
    for m in found:
        print(f"{m.id:<34} {m.value:>12,.1f} ± {m.uncertainty:<8,.1f} {m.unit:<4} {m.name}  [{m.method}]")
    print(f"{len(found)} measurements")
    return 0
