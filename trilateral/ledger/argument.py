"""What the argument rests on when claims are taken away."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.ledger.book import Judged, judged
from trilateral.ledger.claims import Node, contents

if TYPE_CHECKING:
    import pandas as pd

STANDS, WEAKENED, UNSUPPORTED, FALLS, UNTESTED = "stands", "weakened", "without support", "falls", "untested"
CARRIES = {"supported", "partly"}


@dataclass(frozen=True)
class Standing:
    """A step of the argument and what is left of its grounds.

    ``kept`` carry it (supported, or in part); ``lost`` are taken away; ``open`` cannot be tested.
    ``below`` are the states of the steps under it.
    """

    node: Node
    state: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    open: tuple[str, ...]
    below: tuple[str, ...]


def standings(taken: Iterable[str] = ("contradicted", "outdated"), folder: Path | None = None) -> dict[str, Standing]:
    """Every step of the argument once claims with the verdicts ``taken`` are taken away.

    A step *falls* if all that it comes to, as far as it can be tested, is taken. Else its grounds decide, the
    claims that it rests on and the steps below: it *stands* if none is taken or harmed; it is *without support*
    if some were taken and nothing that carries is left; *untested* if it has no ground that could be tested; else
    *weakened*.
    """
    nodes = {node.id: node for node in contents(folder).argument}
    verdicts = judged(folder)
    found: dict[str, Standing] = {}
    for node in sorted(nodes.values(), key=lambda node: -_depth(node, nodes)):
        below = tuple(found[child.id].state for child in nodes.values() if child.parent == node.id)
        found[node.id] = _standing(node, verdicts, set(taken), below)
    return {id: found[id] for id in nodes}


def outline(found: dict[str, Standing], folder: Path | None = None) -> pd.DataFrame:
    """The argument as rows, a claim each, in order: what :func:`trilateral.charts.argument_map` draws.

    A step without claims has one row with an empty ``claim``.
    """
    import pandas as pd

    nodes = {node.id: node for node in contents(folder).argument}
    verdicts = judged(folder)
    rows = []
    for node in nodes.values():
        step = {"step": node.id, "title": node.title, "depth": _depth(node, nodes), "state": found[node.id].state}
        parts = {"rests on": node.rests_on, "comes to": node.comes_to, "against": node.against}
        claims = [{"claim": id, "part": part, "verdict": verdicts[id].verdict}
                  for part, ids in parts.items() for id in ids]
        rows += [step | claim for claim in claims or [{"claim": "", "part": "", "verdict": ""}]]
    return pd.DataFrame(rows)


def _depth(node: Node, nodes: dict[str, Node]) -> int:
    return 0 if not node.parent else 1 + _depth(nodes[node.parent], nodes)


def _standing(node: Node, verdicts: dict[str, Judged], taken: set[str], below: tuple[str, ...]) -> Standing:
    kept = tuple(id for id in node.rests_on if verdicts[id].verdict in CARRIES - taken)
    lost = tuple(id for id in node.rests_on if verdicts[id].verdict in taken)
    left = tuple(id for id in node.rests_on if id not in kept and id not in lost)
    ends = [verdicts[id].verdict for id in node.comes_to if verdicts[id].verdict != "not testable"]
    falls = bool(ends) and set(ends) <= taken
    return Standing(node, FALLS if falls else _state(kept, lost, below), kept, lost, left, below)


def _state(kept: tuple[str, ...], lost: tuple[str, ...], below: tuple[str, ...]) -> str:
    carried = bool(kept) or any(state in (STANDS, WEAKENED) for state in below)
    harmed = bool(lost) or any(state in (WEAKENED, UNSUPPORTED, FALLS) for state in below)
    if carried:
        return WEAKENED if harmed else STANDS
    return UNSUPPORTED if harmed else UNTESTED
