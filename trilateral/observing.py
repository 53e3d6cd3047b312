"""What a running chapter rests on: the files it opens and the modules it imports, observed, not declared.

The build puts :func:`start` before a chapter's first cell and :func:`report` behind its last one.
An audit hook sees every file that Python opens below the book's root, whoever opens it. Files that
a C library opens by itself are not seen; the book's loaders use none.
"""
from __future__ import annotations

import ast
import hashlib
import os
import sys
from pathlib import Path

MIME = "application/vnd.trilateral.observed+json"
NOT_INPUTS = {"_build", ".git", ".venv", "__pycache__", ".pytest_cache", ".ipynb_checkpoints"}

_root: Path | None = None
_opened: dict[str, tuple[int, int]] = {}
_listed: set[str] = set()
_hooked = False


def start(root: str) -> None:
    """Begin to note what is opened below ``root``; earlier notes are dropped."""
    global _root, _hooked
    _root = Path(root).resolve()
    _opened.clear()
    _listed.clear()
    if not _hooked:  # an audit hook cannot be taken away again
        sys.addaudithook(_hook)
        _hooked = True


def _hook(event: str, arguments: tuple) -> None:
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, (str, bytes)) and _reads(mode, flags):
            _note_file(os.fsdecode(path))
    elif event == "os.scandir" or event == "os.listdir":
        if isinstance(arguments[0], (str, bytes)):
            _note_folder(os.fsdecode(arguments[0]))


def _reads(mode: str | None, flags: int) -> bool:
    if mode is None:
        return not flags & (os.O_WRONLY | os.O_RDWR)
    return "r" in mode and "+" not in mode


def _note_file(name: str) -> None:
    path = _below_root(name)
    if path is None or path.suffix in (".py", ".pyc") or path.as_posix() in _opened:
        return  # modules are read off the module table, which also knows those loaded from byte-code
    try:
        state = os.stat(_root / path)
    except OSError:
        return
    _opened[path.as_posix()] = (state.st_mtime_ns, state.st_size)


def _note_folder(name: str) -> None:
    """Folders of data only: the import system lists the others."""
    path = _below_root(name)
    if path is not None and path.parts[:1] == ("data",):
        _listed.add(path.as_posix())


def _below_root(name: str) -> Path | None:
    if _root is None:
        return None
    try:
        path = Path(os.path.abspath(name)).relative_to(_root)
    except ValueError:
        return None
    return None if NOT_INPUTS & set(path.parts) else path


def report() -> None:
    """Show the notes as an output that the build takes out again."""
    from IPython.display import display

    display({MIME: notes()}, raw=True)


def notes() -> dict:
    """Digests of files, folders and modules; and the files that changed while they were in use."""
    changed = []
    for name, seen in _opened.items():
        state = os.stat(_root / name) if (_root / name).exists() else None
        if state is None or (state.st_mtime_ns, state.st_size) != seen:
            changed.append(name)
    return {**digests(_root, sorted(_opened), sorted(_listed), modules()), "changed": sorted(changed)}


def modules() -> list[str]:
    """Source files of the loaded modules that are the book's own, as paths from the root."""
    found = set()
    for module in list(sys.modules.values()):
        origin = getattr(module, "__file__", None)
        path = _below_root(origin) if origin else None
        if path is not None and path.suffix == ".py":
            found.add(path.as_posix())
    return sorted(found)


def digests(root: Path, files: list[str], folders: list[str], sources: list[str]) -> dict[str, dict[str, str]]:
    """Digest of each file (its bytes), folder (the names in it) and module (its code), by path from ``root``.

    What is not there has the digest ``""``.
    """
    return {
        "files": {name: _bytes(root / name) for name in files},
        "folders": {name: _names(root / name) for name in folders},
        "modules": {name: code_digest(root / name) for name in sources},
    }


def _bytes(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _names(path: Path) -> str:
    if not path.is_dir():
        return ""
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    return hashlib.sha256("\0".join(names).encode()).hexdigest()


def code_digest(path: Path) -> str:
    """Digest of what a Python file says: comments and layout do not count, docstrings do."""
    if not path.is_file():
        return ""
    source = path.read_bytes()
    try:
        source = ast.dump(ast.parse(source)).encode()
    except SyntaxError:
        pass  # as bytes, then; whoever imports it will hear of it
    return hashlib.sha256(source).hexdigest()
