"""Which records a file of references has, and how much of each source was read."""
from __future__ import annotations

import functools
import re
from pathlib import Path

FILE = "book/references.bib"
_RECORD = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,(.*?)^\}", re.M | re.S)
_NOTE = re.compile(r"^\s*note\s*=\s*\{(.*)\}\s*,?\s*$", re.M)
_PART = re.compile(r"excerpt|abstract|summary|only|front matter|bibliographic", re.I)


def notes(root: Path) -> dict[str, str]:
    """Key of each record -> its note, empty where it has none: what of the source was read."""
    return read(root / FILE)


def read(path: Path) -> dict[str, str]:
    """The same of any BibTeX file; nothing where there is none."""
    return dict(_notes(path)) if path.is_file() else {}


@functools.lru_cache(maxsize=2)
def _notes(path: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for key, body in _RECORD.findall(path.read_text("utf-8")):
        note = _NOTE.search(body)
        found.append((key, re.sub(r"[{}]", "", note[1]).strip() if note else ""))
    return tuple(found)


def in_part(note: str) -> bool:
    """The note says that less than the whole was read."""
    return bool(_PART.search(note))
