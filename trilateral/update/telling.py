"""What the chapters say under a data folder: their numbers, captions and credits, without drawing a figure."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Chapter:
    """What one chapter puts on its page.

    ``numbers``: name -> words of the prose; ``figures``: name -> caption, alt, credit, digest of its data;
    ``tables``: name -> rows as printed; ``failure``: why the chapter does not run under these data, or nothing.
    """

    numbers: dict[str, str] = field(default_factory=dict)
    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    tables: dict[str, dict] = field(default_factory=dict)
    failure: str = ""


def told(data: Path) -> dict[str, Chapter]:
    """All chapters under the folder ``data``, by name, in a process of their own."""
    raise NotImplementedError
