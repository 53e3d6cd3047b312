"""Match rows whose only key is their place in a list: one taken out is one gone, not all after it revised."""
from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

Key = tuple[Any, ...]
Rows = Mapping[Key, Mapping[str, Any]]


def is_running(rows: Rows) -> bool:
    """Whether the keys are 1, 2, 3 and so on: numbers that a row has by its place alone."""
    return bool(rows) and all(key == (number,) for number, key in enumerate(rows, 1))


def renumbered(old: Rows, new: Rows, among: tuple[str, ...]) -> dict[Key, Mapping[str, Any]]:
    """The rows of ``old`` under the keys that they have in ``new``.

    Rows are matched by their values in the columns ``among``, in order, as many as can be; of what lies between two
    matches the first row is taken for the first, the second for the second. A row that is not in ``new`` keeps its
    number in words, ``("12 (old number)",)``, which no key of ``new`` is. Where the keys of either are not
    running numbers, ``old`` is given back as it is.
    """
    if not (is_running(old) and is_running(new)):
        return dict(old)
    before, after = ([tuple(map(row.get, among)) for row in rows.values()] for rows in (old, new))
    numbers: dict[int, int] = {}
    for _, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        numbers |= dict(zip(range(i + 1, i_end + 1), range(j + 1, j_end + 1), strict=False))
    return {(numbers.get(number, f"{number} (old number)"),): row for number, row in enumerate(old.values(), 1)}
