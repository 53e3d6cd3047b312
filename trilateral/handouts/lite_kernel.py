"""An archive of Pyodide that an institution has downloaded: whether the notebooks will find in it what they need."""
from __future__ import annotations

import email
import json
import shutil
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# What any start of the kernel asks for; the list of packages says which files the rest are.
LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", LOCK)
SHELL = ("ipython", "jedi", "micropip")  # what the kernel itself imports
_BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "platform_machine": "wasm32", "extra": ""}


def require(given: Path, wheels: Iterable[Path], into: Path, version: str) -> None:
    """Lay the files of an archive, or of a folder, into ``into``, once nothing is missing from it.

    Parameters
    ----------
    given : the archive or folder
    wheels : packages of the site, whose needs it has to meet
    into : folder that is made
    version : of Pyodide, which the site's kernel is made for

    Raises
    ------
    ValueError
        It is no such archive, or another version; or a file is missing that the kernel or a package needs.
    """
    folder = _unpacked(given, into)
    if missing := [name for name in CORE if not (folder / name).is_file()]:
        raise ValueError(f"{given.name}: lacks {', '.join(missing)}; expected Pyodide's full archive, or its folder")
    about = folder / "package.json"
    found = json.loads(about.read_text("utf-8")).get("version", "") if about.is_file() else ""
    if found not in ("", version):
        raise ValueError(f"{given.name}: is version {found} of Pyodide; the site's kernel is made for {version}")
    lock = json.loads((folder / LOCK).read_text("utf-8"))["packages"]
    for name in sorted(_reached(lock, [*SHELL, *needs(wheels)])):
        if name not in lock:
            raise ValueError(f"{given.name}, {LOCK}: has no package {name}, which the notebooks need")
        if not (folder / lock[name]["file_name"]).is_file():
            raise ValueError(f"{given.name}: lacks {lock[name]['file_name']}, which the notebooks need; the small "
                             "archive, pyodide-core, has no packages")


def _unpacked(given: Path, into: Path) -> Path:
    """The folder with the kernel's files, a copy in ``into``."""
    try:
        if given.is_dir():
            shutil.copytree(given, into)
        else:
            with tarfile.open(given) as archive:
                archive.extractall(into, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ValueError(f"{given}: is no archive of Pyodide: {error}") from None
    inner = into / "pyodide"
    if inner.is_dir():  # as the archive is laid out
        for path in list(inner.iterdir()):
            path.rename(into / path.name)
        inner.rmdir()
    return into


def needs(wheels: Iterable[Path]) -> list[str]:
    """Names of the packages that the wheels need in a browser and do not hold among them."""
    found, here = set(), set()
    for path in wheels:
        about = _about(path)
        here.add(canonicalize_name(about["Name"]))
        for line in about.get_all("Requires-Dist", []):
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate(_BROWSER):
                found.add(canonicalize_name(wanted.name))
    return sorted(found - here)


def _about(path: Path) -> email.message.Message:
    with zipfile.ZipFile(path) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        return email.message_from_bytes(packed.read(name))


def _reached(lock: dict[str, dict], names: Iterable[str]) -> set[str]:
    """The packages and all that they rest on, as the list of packages says."""
    reached, waiting = set(), list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in reached:
            reached.add(name)
            waiting += lock.get(name, {}).get("depends", [])
    return reached
