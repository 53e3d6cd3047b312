"""Published lengths of Russia's borders in the Far East: typed rows, written as ``border_lengths``.

They stand beside the lengths that the book measures, which come out short where rivers meander.
"""
from __future__ import annotations

from pathlib import Path

from trilateral.sources import typed

TYPED = Path(__file__).with_name("border_lengths_typed.csv")


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write ``border_lengths`` from the typed rows (``typed``, optional, names others).

    Raises
    ------
    DataError
        A row breaks the manifest: a length that is not positive, a pair twice.
    """
    return typed.build("border_lengths", inputs.get("typed", TYPED), folder=folder, retrieved=retrieved)
