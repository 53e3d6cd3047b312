"""Which of two editions is the older one, by the words of their manifests."""
from __future__ import annotations

import re

MONTHS = ("january", "february", "march", "april", "may", "june",
          "july", "august", "september", "october", "november", "december")
_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{2})(?:-(\d{2}))?\b")
_WRITTEN = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) ((?:19|20)\d{{2}})\b")
_VERSION = re.compile(r"\bversion (\d+(?:\.\d+)*)")


def order(edition: str) -> tuple[str, tuple[int, ...]] | None:
    """What an edition is ordered by: its kind ("date", "version") and numbers; None where its words tell neither.

    ``"April 2025 (data to 2024)"`` is the date (2025, 4, 0): what stands in brackets says how far the data go,
    not when they were published. Of two dates, as of daily reports, the later one counts.
    """
    said = _said(edition)
    if version := _VERSION.search(said):
        return "version", tuple(int(part) for part in version[1].split("."))
    dates = [(int(year), int(month), int(day or 0)) for year, month, day in _ISO.findall(said)]
    dates += [(int(year), MONTHS.index(month) + 1, int(day or 0)) for day, month, year in _WRITTEN.findall(said)]
    return ("date", max(dates)) if dates else None


def is_older(edition: str, present: str) -> bool:
    """Whether ``edition`` came out before ``present``; no where the two cannot be compared."""
    one, other = order(edition), order(present)
    return bool(one and other and one[0] == other[0] and one[1] < other[1])


def is_called(edition: str, wanted: str) -> bool:
    """Whether ``wanted``, as ``--to`` has it ("2025", "April 2025", "2026-07-01"), names ``edition``."""
    return bool(re.search(rf"(?<![\w.-]){re.escape(wanted.strip().lower())}(?![\w-]|\.\d)", _said(edition)))


def _said(edition: str) -> str:
    return edition.lower().partition("(")[0]
