"""What the ledger must be: its schema, and what a schema cannot say."""
from __future__ import annotations

from collections import Counter
from typing import Any

from trilateral.ledger.claims import FILE, Claim, Contents, LedgerError, validator

WHEN_OF = {"supported": {"holds", "partly"}, "contradicted": {"fails"}, "not testable": {"unknown", "none"}}
"""Verdict -> states of the claim on the day of publication that go with it."""


def check_fields(raw: Any) -> None:
    """Hold the file to ``claims.schema.json``.

    Raises
    ------
    LedgerError
        The first fault, with the claim's id.
    """
    from fastjsonschema import JsonSchemaValueException

    try:
        validator()(raw)
    except JsonSchemaValueException as error:
        said = error.message.replace(error.name or "", "").strip()
        found = str(error.value)[:120]
        raise LedgerError(f"data/{FILE} {_place(raw, error.path)}: {said}; found {found!r}") from None


def _place(raw: Any, path: list) -> str:
    """The place of a fault as a reader finds it: claim C018, field evidence 2."""
    parts = [part for part in path if part != "data"]
    if len(parts) >= 2 and parts[0] in ("claims", "argument"):
        entry = raw[parts[0]][int(parts[1])]
        name = entry.get("id", f"entry {int(parts[1]) + 1}") if isinstance(entry, dict) else f"entry {parts[1]}"
        fields = (f"{int(part) + 1}" if str(part).isdigit() else f"field {part}" for part in parts[2:])
        return ", ".join([name, *fields])
    return " ".join(map(str, parts)) or "whole file"


def check_sense(found: Contents) -> None:
    """Hold the ledger to the rules of the house.

    Raises
    ------
    LedgerError
        All faults, one a line.
    """
    faults = [fault for claim in found.claims.values() for fault in _claim(claim, found)]
    faults += _argument(found)
    if faults:
        raise LedgerError("\n".join(f"data/{FILE} {fault}" for fault in faults))


def _claim(claim: Claim, found: Contents) -> list[str]:
    faults = []
    if claim.section not in {section.number for section in found.sections}:
        faults.append(f"{claim.id}, field section: there is no section {claim.section}")
    if (claim.verdict == "partly") != bool(claim.holds and claim.fails):
        faults.append(f"{claim.id}: verdict 'partly' goes with the fields 'holds' and 'fails', and no other does")
    checks = [piece.check for piece in claim.evidence if piece.check]
    if claim.decided_by and claim.decided_by not in checks:
        faults.append(f"{claim.id}, field decided_by: {claim.decided_by!r} is not among its evidence")
    if not claim.evidence and claim.verdict != "not testable":
        faults.append(f"{claim.id}, field evidence: none; only what is not testable may have none")
    if claim.verdict in WHEN_OF and claim.when["published"] not in WHEN_OF[claim.verdict]:
        faults.append(f"{claim.id}, field when: {claim.verdict!r} goes with published "
                      f"{' or '.join(sorted(WHEN_OF[claim.verdict]))}, not {claim.when['published']!r}")
    if claim.history and claim.history[-1]["verdict"] != claim.verdict:
        last = claim.history[-1]["verdict"]
        faults.append(f"{claim.id}, field history: ends with {last!r}, the verdict is {claim.verdict!r}")
    return faults


def _argument(found: Contents) -> list[str]:
    places = Counter(id for node in found.argument for id in (*node.rests_on, *node.comes_to, *node.against))
    faults = [f"argument: {id} stands in {count} steps; one is expected" for id, count in places.items() if count > 1]
    faults += [f"argument: there is no claim {id}" for id in places if id not in found.claims]
    faults += [f"argument: {id} stands in no step" for id in found.claims if id not in places]
    ids = {node.id for node in found.argument}
    faults += [f"argument {node.id}: there is no step {node.parent}" for node in found.argument
               if node.parent and node.parent not in ids]
    return faults
