"""Keep the outcomes of all checks in a file, valid as long as data and code are as they were."""
from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from trilateral import paths
from trilateral.ledger import checking
from trilateral.ledger.checking import Outcome

ROOMS = ("ledger", "measures", "tables", "names.py", "theme/formats.py")
"""What of the package can change a finding."""


def digest() -> str:
    """Digest of all data and of the code that checks run."""
    data, package = paths.data_dir(), paths.PACKAGE
    files = [path for path in sorted(data.rglob("*")) if path.is_file() and path.name != "claims.yml"]
    for room in ROOMS:
        place = package / room
        files += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def kept(file: Path) -> None:
    """Take the outcomes from ``file`` where they are still valid; else run the checks and keep what they give.

    A file that is half written or of another state counts for nothing.
    """
    now = digest()
    found = _read(file, now)
    if found is None:
        found = checking.outcomes()
        text = json.dumps({"digest": now, "outcomes": [asdict(outcome) for outcome in found.values()]})
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    checking.remember(found)


def _read(file: Path, now: str) -> dict[str, Outcome] | None:
    try:
        whole = json.loads(file.read_text("utf-8"))
        if whole["digest"] != now:
            return None
        return {entry["check"]: Outcome(**_tuples(entry)) for entry in whole["outcomes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _tuples(entry: dict) -> dict:
    """JSON has no tuples; outcomes have nothing else."""
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return {**found, "sensitivity": tuple(tuple(pair) for pair in found["sensitivity"])}
