"""Rehearse an update on two of SIPRI's workbooks and keep its record for the page *Updating this book*.

    python bench/rehearse.py --before WORKBOOK --after WORKBOOK

In a copy of the data folder it builds military expenditure from the earlier edition, then runs the real command on
the later one: a dry run, the update, its undo. It holds the undo to the byte, and writes the transcripts to
``book/rehearsal/`` and the tables ``rehearsal_revisions`` and ``rehearsal_effects``.
"""
from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from trilateral import paths
from trilateral.sources import rehearsal
from trilateral.update import contents

ROOT = Path(__file__).resolve().parent.parent
TRANSCRIPTS = ROOT / "book" / "rehearsal"


class Rehearsal:
    """A copy of the data folder, and the command run on it as a user would."""

    def __init__(self, folder: Path, before: Path, after: Path):
        self.folder, self.data, self.after = folder, folder / "data", after
        shutil.copytree(paths.data_dir(), self.data)
        self._python("-m", "trilateral.sources", "military_expenditure", "--input", f"workbook={before}",
                     "--folder", str(self.data), "--retrieved", "2024-04-22")

    def _python(self, *arguments: str, expected: int = 0) -> str:
        environment = {**os.environ, "TRILATERAL_DATA": str(self.data), "COLUMNS": "84",  # what a page shows
                       "TRILATERAL_CACHE": str(self.folder / "cache")}
        done = subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != expected:
            raise SystemExit(f"{' '.join(arguments)}: status {done.returncode}\n{done.stdout}")
        return done.stdout

    def update(self, *arguments: str, expected: int = 0) -> str:
        """What ``trilateral update`` prints, with the call in front, as a terminal would show both."""
        shown = " ".join(Path(a).name if a.endswith(".xlsx") else a for a in arguments
                         if a not in ("--summary", str(self.record)))
        said = self._python("-m", "trilateral", "update", *arguments, expected=expected)
        return f"$ trilateral update {shown}\n{said}"

    @property
    def record(self) -> Path:
        """Where the command leaves its summary for machines."""
        return self.folder / "record.json"


def main() -> None:
    """Run the drill and keep what it showed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="workbook of the earlier edition")
    parser.add_argument("--after", type=Path, required=True, help="workbook of the later edition")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        drill = Rehearsal(Path(scratch), options.before.resolve(), options.after.resolve())
        was = contents.contents(drill.data)
        what = ("--source", "sipri_milex", "--from", str(drill.after))
        transcripts = {
            "dry-run": drill.update(*what, "--dry-run", "--summary", str(drill.record), expected=3),
            "accept": drill.update(*what, "--yes", "--no-prose"),
            "undo": drill.update("--undo"),
        }
        if contents.contents(drill.data) != was:
            raise SystemExit("the undo did not give every byte back")
        TRANSCRIPTS.mkdir(exist_ok=True)
        for name, text in transcripts.items():
            (TRANSCRIPTS / f"{name}.txt").write_text(text, "utf-8")
        inputs = {"before": options.before, "after": options.after, "record": drill.record}
        for path in rehearsal.build(inputs):
            print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
