"""Exercises are numbered by unit: 3.1 stays 3.1 when another unit gets an exercise more.

Sphinx counts them through the whole book. It keeps its count from build to build, to see what has moved, so the
numbers are exchanged after it has put that away and before pages are written.
"""
from __future__ import annotations

import re

UNIT = re.compile(r"^Unit (\d+): ")


def by_unit(app, env) -> None:
    """Exchange Sphinx's numbers on pages whose title has the number of a unit."""
    for page, kinds in env.toc_fignumbers.items():
        if "exercise" in kinds and (unit := UNIT.match(env.titles[page].astext())):
            kinds["exercise"] = {label: (int(unit[1]), place) for place, label in enumerate(kinds["exercise"], 1)}


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("env-check-consistency", by_unit)
