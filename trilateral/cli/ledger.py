"""Print the ledger of claims with its computed verdicts, or what another edition of the data changes."""
from __future__ import annotations

import argparse
import json
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from trilateral.ledger.words import VERDICTS

    parser.add_argument("--json", action="store_true", help="machine-readable: one list of records")
    parser.add_argument("--section", type=int, metavar="N", help="only claims of this section of the article")
    parser.add_argument("--verdict", choices=list(VERDICTS), help="only claims with this verdict")
    parser.add_argument("--checks", action="store_true", help="the checks: value, threshold, verdict, sensitivity")
    parser.add_argument("--data", metavar="FOLDER", type=Path,
                        help="the ledger of this folder, as `trilateral new` makes it, instead of the book's")
    parser.add_argument("--against", metavar="OTHER_DATA", type=Path,
                        help="only verdicts that differ under the data of this folder")


def run(options: argparse.Namespace) -> int:
    """Print what was asked for."""
    from trilateral import ledger

    if options.data and not options.data.is_dir():
        raise ValueError(f"--data {options.data}: is not a folder")
    if options.data and options.against:
        raise ValueError("--against: compares the book's own ledger; leave --data out")
    found = [one for one in ledger.judged(options.data).values() if _wanted(one, options)]
    if options.against:
        return _compare(found, options)
    if options.checks:
        return _checks(found, options)
    if options.json:
        print(json.dumps([one.record() for one in found], indent=1, ensure_ascii=False))
        return 0
    for one in found:
        how = one.robust or "judged"
        print(f"{one.id}  {one.verdict:<13} {one.claim.confidence:<7} {how:<8} {one.claim.claim}")
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in ledger.VERDICTS}
    print(f"{len(found)} claims: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 0


def _wanted(one, options: argparse.Namespace) -> bool:
    return options.section in (None, one.claim.section) and options.verdict in (None, one.verdict)


def _checks(found, options: argparse.Namespace) -> int:
    """Every check of the claims found, once."""
    ran = {outcome.check: outcome for one in found for outcome in one.outcomes}
    if options.json:
        print(json.dumps([outcome.record() for outcome in ran.values()], indent=1, ensure_ascii=False))
        return 0
    for outcome in ran.values():
        value = "" if outcome.value is None else f"{outcome.value:,.4g} {outcome.unit}"
        steady = "robust" if outcome.robust else "fragile"
        print(f"{outcome.check}  [{', '.join(outcome.claims)}]\n"
              f"  {outcome.verdict} ({steady}); {value}; {outcome.threshold}\n  {outcome.sentence}")
    print(f"{len(ran)} checks, {sum(outcome.robust for outcome in ran.values())} robust")
    return 0


def _compare(found, options: argparse.Namespace) -> int:
    """Verdicts and checks that come out otherwise under other data."""
    from trilateral.ledger.comparing import differences

    if not options.against.is_dir():
        raise ValueError(f"--against {options.against}: is not a folder")
    changed, missing = differences({one.id for one in found}, options.against.resolve())
    if options.json:
        print(json.dumps([entry.record() for entry in changed], indent=1, ensure_ascii=False))
        return 0
    for entry in changed:
        print(entry.line())
    if missing:
        names = ", ".join(sorted(missing)) if len(missing) <= 8 else f"{len(missing)} tables"
        print(f"not in {options.against}, so taken from the book's own data: {names}")
    print(f"{len(changed)} differ" if changed else "no verdict differs")
    return 0
