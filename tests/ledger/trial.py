"""Run one check on the book's tables, or on tables that a test has changed."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trilateral.ledger import Outcome, checking


def outcome(name: str, **changed: Callable[[Any], Any]) -> Outcome:
    """Outcome of the check ``name`` with some of its inputs passed through functions first.

    A build fails unless every check is named so in a test of this folder. A good test holds the value against
    something else than the check's own sum, and shows by a changed input that another verdict can come out.
    """
    found = checking.checks()[name]
    strange = set(changed) - set(found.needs)
    assert not strange, f"{name} does not take {', '.join(strange)}; it takes {', '.join(found.needs)}"
    data = checking.Data()
    for need, change in changed.items():
        data._kept[need] = change(data[need])
    return checking.run(found, data)
