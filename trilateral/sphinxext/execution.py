"""Execute chapters side by side with nbclient, watch what they rest on, keep only whole results."""
from __future__ import annotations

import compileall
import copy
import os
import py_compile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_cache.executors.utils import single_nb_execution
from nbclient.exceptions import CellTimeoutError

from trilateral import observing, paths


@dataclass(frozen=True)
class Job:
    """A chapter to execute: its page, its file, its notebook and the reason why."""

    doc: str
    path: Path
    notebook: nbformat.NotebookNode
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of a job: the executed notebook and its notes, or a message that says what failed."""

    job: Job
    seconds: float
    notebook: nbformat.NotebookNode | None = None
    rests_on: dict | None = None
    failure: str = ""


def execute(jobs: list[Job], root: Path, timeout: int) -> Iterator[Outcome]:
    """Outcomes in the order in which chapters finish.

    One more runs at a time than there are cores, for kernels wait while they start and stop; long
    texts first, for they tend to run long.
    """
    if not jobs:
        return
    # Python trusts byte-code whose source has the same second and size; a hash cannot be mistaken.
    compileall.compile_dir(paths.PACKAGE, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(cores + 1) as pool:
        queue = sorted(jobs, key=lambda job: (-job.path.stat().st_size, job.doc))
        waiting = [pool.submit(_run, job, root, timeout) for job in queue]
        for done in as_completed(waiting):
            yield done.result()


def _run(job: Job, root: Path, timeout: int) -> Outcome:
    watched = _watched(job.notebook, root)
    try:
        # What a cell prints comes in one piece or in several, as the kernel's clock has it.
        result = single_nb_execution(watched, cwd=str(job.path.parent), timeout=timeout, allow_errors=False,
                                     coalesce_streams=True)
    except Exception as error:  # a kernel that died, a kernel that is not there
        return Outcome(job, 0.0, failure=_message(job, watched, error, timeout))
    if result.err is not None:
        return Outcome(job, result.time, failure=_message(job, watched, result.err, timeout))
    notes = _taken_out(watched)
    changed = notes.pop("changed")
    if changed:
        failure = f"{job.doc}: {', '.join(changed)} changed while the chapter was running; build again"
        return Outcome(job, result.time, failure=failure)
    return Outcome(job, result.time, watched, notes)


def _watched(notebook: nbformat.NotebookNode, root: Path) -> nbformat.NotebookNode:
    """A copy with a cell before the first one and one behind the last."""
    watched = copy.deepcopy(notebook)
    before = f"from trilateral import observing as _observing; _observing.start({str(root)!r})"
    watched.cells.insert(0, nbformat.v4.new_code_cell(before))
    watched.cells.append(nbformat.v4.new_code_cell("_observing.report()"))
    return watched


def _taken_out(watched: nbformat.NotebookNode) -> dict:
    """Take the two cells out again, and give what the last one noted."""
    watched.cells.pop(0)
    last = watched.cells.pop()
    for cell in watched.cells:  # as if the first had never been there
        for counted in [cell, *cell.get("outputs", [])] if cell.cell_type == "code" else []:
            if counted.get("execution_count"):
                counted["execution_count"] -= 1
    return last.outputs[0]["data"][observing.MIME]


def _message(job: Job, watched: nbformat.NotebookNode, error: Exception, timeout: int) -> str:
    """Chapter, cell and error, short enough for one screen."""
    cells = [cell for cell in watched.cells[1:-1] if cell.cell_type == "code"]
    number, cell = next(
        ((n, c) for n, c in enumerate(cells, 1) if any(o.output_type == "error" for o in c.get("outputs", []))),
        next(((n, c) for n, c in enumerate(cells, 1) if not c.get("execution_count")), (0, None)),
    )
    place = f"{job.doc}, code cell {number} of {len(cells)}" if cell is not None else job.doc
    failed = [o for o in (cell or {}).get("outputs", []) if o.output_type == "error"]
    if isinstance(error, CellTimeoutError):
        said = f"{type(error).__name__}: took longer than {_patience(job, timeout)} s"
    else:
        said = f"{failed[0].ename}: {failed[0].evalue}" if failed else f"{type(error).__name__}: {error}"
    source = "\n".join(f"    {line}" for line in (cell.source if cell is not None else "").splitlines()[:12])
    return f"{place} failed\n{source}\n  {' '.join(said.split())[:1000]}".replace("\n\n", "\n")


def _patience(job: Job, timeout: int) -> int:
    """Seconds that a cell of this chapter may take: the chapter's own, or the book's."""
    return job.notebook.metadata.get("execution", {}).get("timeout", timeout)
