"""The package as a wheel, with its data: the same bytes for the same checkout."""
from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from trilateral.publishing import imprint

_PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?(==[^\s;\\]+)((?: *;[^\\]+)?)", re.M)


def make(root: Path) -> tuple[str, bytes]:
    """File name and content of the wheel of a checkout.

    Raises
    ------
    ValueError
        It could not be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        done = subprocess.run(call, cwd=root, capture_output=True, text=True, check=False,
                              env={**os.environ, "SOURCE_DATE_EPOCH": str(imprint.read(root).moment)})
        found = sorted(Path(folder).glob("*.whl"))
        if done.returncode or len(found) != 1:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise ValueError(f"pyproject.toml: no wheel could be built from it: {said[-1] if said else 'nothing said'}")
        return found[0].name, found[0].read_bytes()


def constraints(lock: Path) -> str:
    """Versions that a lock pins, one a line, without hashes: pip takes a wheel of one's own beside them."""
    text = lock.read_text("utf-8")
    found = [f"{name}{version}{marker.rstrip()}" for name, version, marker in _PINNED.findall(text)]
    if not found:
        raise ValueError(f"{lock.name}: pins no package; expected lines such as name==1.0")
    return "\n".join(found) + "\n"


def pinned(lock: Path, name: str) -> str:
    """A package with the version that a lock pins: ``name==1.0``."""
    for line in constraints(lock).splitlines():
        if line.startswith(f"{name}=="):
            return line.partition(";")[0].strip()
    raise ValueError(f"{lock.name}: does not pin {name}; expected a line {name}==1.0")
