"""Keep the outcomes of checks in a file; each is valid as long as its tables and the code are as they were."""
from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from trilateral import paths
from trilateral.ledger import checking
from trilateral.ledger.checking import Outcome

FILE = "trilateral_outcomes.json"
"""Its name, beside Sphinx's own state."""
ROOMS = ("ledger", "measures", "tables", "names.py", "theme/formats.py")
"""What of the package can change a finding."""
MEASURED = ("straits", "places", "geo/strait_shores", "geo/borders", "geo/federal_subjects")
"""Tables and layers that the parameter ``measurements`` rests on."""


def kept(file: Path) -> None:
    """Take from ``file`` the outcomes that are still valid, run the other checks, and keep all.

    A file that is half written, or made by other code, counts for nothing.
    """
    digest.cache_clear()
    code = _code()
    old = _read(file, code)
    found = {name: outcome for name, (key, outcome) in old.items() if key == _key(outcome.tables)}
    if not old or len(found) < len(old):
        data = checking.Data()
        found = {name: found.get(name) or checking.run(check, data) for name, check in checking.checks().items()}
        entries = [{"key": _key(outcome.tables), "outcome": asdict(outcome)} for outcome in found.values()]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"code": code, "entries": entries}), "utf-8")
    checking.remember(found)


def _code() -> str:
    """Digest of the code that checks run."""
    places = [paths.PACKAGE / room for room in ROOMS]
    files = [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return hashlib.sha256("".join(digest(path) for path in files).encode()).hexdigest()


def _key(needs: tuple[str, ...]) -> str:
    """Digest of the tables, layers and measurements that a check takes."""
    names = []
    for need in needs:
        names += MEASURED if need == "measurements" else [f"geo/{need[6:]}" if need.startswith("layer_") else need]
    files = [paths.data_dir() / f"{name}.{ending}" for name in names for ending in ("yml", "csv", "geojson")]
    return hashlib.sha256("".join(digest(path) for path in files).encode()).hexdigest()


@functools.cache
def digest(path: Path) -> str:
    """Digest of a file's name and content; of a file that is not there, its name."""
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(path.name.encode() + b"\0" + content).hexdigest()


def _read(file: Path, code: str) -> dict[str, tuple[str, Outcome]]:
    try:
        whole = json.loads(file.read_text("utf-8"))
        if whole["code"] != code:
            return {}
        outcomes = ((entry["key"], Outcome(**_tuples(entry["outcome"]))) for entry in whole["entries"])
        return {outcome.check: (key, outcome) for key, outcome in outcomes}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _tuples(entry: dict) -> dict:
    """JSON has no tuples; outcomes have nothing else."""
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return {**found, "sensitivity": tuple(tuple(pair) for pair in found["sensitivity"])}
