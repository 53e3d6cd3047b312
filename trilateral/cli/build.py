"""Build the book: execute its notebooks and write its pages.

Any warning, unknown reference or failing cell fails the build.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from trilateral import paths

# jupyter-book has no __main__; this finds it without relying on the PATH.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("book", nargs="?", type=Path, metavar="BOOK",
                        help="folder of another book, as `trilateral new` makes it, instead of this one")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="put _build into FOLDER instead of the book's own")
    parser.add_argument("--all", action="store_true", help="write every page again")


def command(root: Path, out: Path, every: bool) -> list[str]:
    """The plain ``jupyter-book`` call that this command stands for."""
    strict = ["-W", "-n", "--keep-going"]
    return [sys.executable, "-c", JUPYTER_BOOK, "build", str(root), "--path-output", str(out), *strict] + (
        ["--all"] if every else [])


def run(options: argparse.Namespace) -> int:
    """Build; the exit status is jupyter-book's."""
    root = _root(getattr(options, "book", None))  # commands that build first know of this book only
    out = (options.out or root).resolve()
    out.mkdir(parents=True, exist_ok=True)
    report = out / "_build" / "execution.json"
    report.unlink(missing_ok=True)
    start = time.monotonic()
    call = command(root, out, options.all)
    status = subprocess.run(call, check=False).returncode
    if status:
        _print_failures(report)
        print(f"trilateral build: failed after {time.monotonic() - start:.0f} s; the messages above say where",
              file=sys.stderr)
        return 1
    print(f"Built in {time.monotonic() - start:.0f} s. Open {out / '_build' / 'html' / 'index.html'}")
    return 0


def _root(book: Path | None) -> Path:
    if book is None:
        return paths.book_dir()
    if not (book / "_toc.yml").is_file():
        raise ValueError(f"{book}: is not a book: there is no _toc.yml in it")
    return book.resolve()


def _print_failures(report: Path) -> None:
    """Say once more, below all tracebacks, which cells failed."""
    if report.is_file():
        failures = [line["failed"] for line in json.loads(report.read_text("utf-8")) if line["failed"]]
        print("\n".join(["", *failures, ""]), file=sys.stderr)
