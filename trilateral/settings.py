"""The book's own YAML files (``_toc.yml``, ``_config.yml``, ``CITATION.cff``), read once until they change."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same, eight times as fast, where there is libyaml."""


def read(path: Path) -> dict[str, Any]:
    """What the file holds, or nothing of an empty one; all who ask are given the same, so nobody may change it.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    yaml.YAMLError
        It is no YAML; the message has the line.
    """
    now = path.stat()
    return _read(path, now.st_mtime_ns, now.st_size)


@functools.lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), LOADER) or {}
