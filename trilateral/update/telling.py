"""What the chapters say under a data folder: their numbers, captions and credits, without drawing a figure."""
from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trilateral import paths
from trilateral.tables import DataError

PATIENCE = 600  # seconds for one answer; all chapters take ten on an idle machine


@dataclass(frozen=True)
class Chapter:
    """What one chapter puts on its page.

    ``numbers``: name -> words of the prose; ``figures``: name -> caption, alt, credit, digest of its data;
    ``tables``: name -> caption, credit, columns and rows as printed; ``prose``: the source's lines with numbers in
    them; ``failure``: why the chapter does not run under these data, or nothing; ``broken``: figure -> why it cannot
    be drawn, of those that were to be drawn.
    """

    numbers: dict[str, str] = field(default_factory=dict)
    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    tables: dict[str, dict] = field(default_factory=dict)
    failure: str = ""
    prose: tuple[str, ...] = ()
    broken: dict[str, str] = field(default_factory=dict)


class Teller:
    """A process that runs chapters and checks under one data folder.

    A question is asked at once and its answer taken later, so that two tellers work side by side.
    """

    def __init__(self, process: subprocess.Popen, errors, data: Path):
        self._process, self._errors, self._data = process, errors, data

    def ask(self, do: str, **options: Any) -> None:
        """Send one question: the name of a method of :class:`rehearsing.Stage` and its arguments."""
        with contextlib.suppress(BrokenPipeError):  # a process that has died is told of when its answer is wanted
            self._process.stdin.write(json.dumps({"do": do, "with": options}) + "\n")
            self._process.stdin.flush()

    def answer(self) -> Any:
        """The answer to the oldest question that has none yet.

        Raises
        ------
        DataError
            The process died, or took longer than ``PATIENCE``; the message has its last words.
        """
        watch = threading.Timer(PATIENCE, self._process.kill)
        watch.start()
        try:
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise DataError(f"{self._data}: chapters and checks could not be run: {self._last_words()}")
        return json.loads(line)

    def _last_words(self) -> str:
        status = self._process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else f"the process ended with status {status}"


@contextlib.contextmanager
def teller(data: Path) -> Iterator[Teller]:
    """A :class:`Teller` for the folder ``data``, ended with the context."""
    path = os.pathsep.join(filter(None, [str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    own = {"TRILATERAL_DATA": str(data.resolve()), "PYTHONPATH": path, "MPLBACKEND": "agg", "PYTHONUTF8": "1",
           "PYTHONHASHSEED": "0"}  # the same order of sets in two processes
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([sys.executable, "-m", "trilateral.update.rehearsing"], text=True, encoding="utf-8",
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                                   env={**os.environ, **own})
        try:
            yield Teller(process, errors, data)
        finally:
            process.kill()
            process.communicate()


def told(data: Path, draw: Sequence[str] = ()) -> dict[str, Chapter]:
    """All chapters under the folder ``data``, by name, in a process of their own; none in an installed wheel.

    Parameters
    ----------
    draw
        Names of figures that are drawn too, wide and narrow, so that a drawing that breaks is found.
    """
    with teller(data) as one:
        one.ask("chapters")
        chapters = read(one.answer())
        one.ask("draw", names=[name for name in draw if any(name in found.figures for found in chapters.values())])
        return with_broken(chapters, one.answer())


def read(answer: dict[str, dict]) -> dict[str, Chapter]:
    """The answer to ``chapters``, typed."""
    return {name: Chapter(**{**said, "prose": tuple(said["prose"])}) for name, said in answer.items()}


def with_broken(chapters: dict[str, Chapter], broken: dict[str, str]) -> dict[str, Chapter]:
    """The chapters with the figures that cannot be drawn noted where they stand."""
    return {name: Chapter(**{**vars(found), "broken": {figure: why for figure, why in broken.items()
                                                       if figure in found.figures}})
            for name, found in chapters.items()}
