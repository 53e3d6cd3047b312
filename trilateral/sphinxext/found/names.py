"""The names that a place goes by: of both sides where it is disputed, in its own script, as others say it."""
from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from trilateral import tables

VARIANTS = Path(__file__).with_name("variants.csv")
COLUMNS = {"places": ("name_en", "name_local"), "straits": ("name", "local_names")}
"""Tables that name places -> their columns with names."""
LAYERS = {"disputed_points": "name"}
_BETWEEN = re.compile(r"\s*[/;()]\s*|\s+-\s+")


@dataclass(frozen=True)
class Place:
    """A place as the book writes it, and every name that leads to it."""

    shown: str
    names: tuple[str, ...]


def split(text: str) -> list[str]:
    """The single names in a cell: ``Dokdo / Takeshima`` is two, and so is ``Rason (Rajin)``."""
    return [part.strip(" ,") for part in _BETWEEN.split(text) if part.strip(" ,")]


def places() -> tuple[Place, ...]:
    """Every place that has more than one name or a row of its own; those that share a name are one."""
    merged: list[Place] = []
    for place in (*_typed(), *_tabled(), *_drawn()):
        same = [each for each in merged if set(each.names) & set(place.names)]
        names = dict.fromkeys(name for each in (*same, place) for name in each.names)
        joined = Place((same or [place])[0].shown, tuple(names))
        at = merged.index(same[0]) if same else len(merged)
        merged = [each for each in merged if each not in same]
        merged.insert(at, joined)
    return tuple(merged)


def _typed() -> list[Place]:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        return [Place(row["name"], (*split(row["name"]), *row["also"].split(";"))) for row in csv.DictReader(file)]


def _tabled() -> list[Place]:
    rows = [row for name, columns in COLUMNS.items() if name in tables.names()
            for row in tables.load(name)[list(columns)].itertuples(index=False)]
    return [Place(row[0], tuple(each for cell in row if isinstance(cell, str) for each in split(cell)))
            for row in rows]


def _drawn() -> list[Place]:
    return [Place(each, tuple(split(each))) for name, column in LAYERS.items()
            if f"geo/{name}" in tables.names() for each in tables.layer(name)[column].dropna()]
