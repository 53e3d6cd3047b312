"""Numbers as upstreams write them: digits, a point, an exponent, and nothing that Python alone would take."""
from __future__ import annotations

import re

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


def plain(text: str, *, grouped: bool = False) -> float | None:
    """The finite number that ``text`` writes, or None if it writes none.

    ``float`` would also take ``nan``, ``inf``, ``1_000`` and digits of other scripts; no statistical office
    means a figure by them. ``grouped`` allows commas between thousands, where they stand correctly.
    """
    text = text.strip()
    if grouped and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) != float("inf") else None
