"""Run many cases in processes of their own, which may die, and gather what they say."""
from __future__ import annotations

import collections
import gc
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.fuzzing import judging
from bench.fuzzing.judging import Verdict
from bench.fuzzing.targets import TARGETS

MEMORY = 1_500_000_000  # bytes of address space beyond what the libraries take
SILENCE = 60.0  # seconds without a word after which a process counts as dead: its own alarm could not ring

Case = tuple[str, int, int]  # target, seed, number


@dataclass
class Tally:
    """What came of one target's cases.

    ``failures``: words -> how many cases, the one with the smallest document, its size in bytes, the traceback.
    """

    cases: int = 0
    accepted: int = 0
    refused: int = 0
    seconds: float = 0.0
    messages: collections.Counter = field(default_factory=collections.Counter)
    failures: dict[str, tuple[int, Case, int, str]] = field(default_factory=dict)

    def add(self, case: Case, verdict: Verdict, size: int, seconds: float) -> None:
        """Count one case."""
        self.cases += 1
        self.seconds += seconds
        if verdict.outcome == "failed":
            count, first, least, trace = self.failures.get(verdict.words, (0, case, size + 1, ""))
            first, least, trace = (case, size, verdict.trace) if size < least else (first, least, trace)
            self.failures[verdict.words] = count + 1, first, least, trace
        elif verdict.outcome == "refused":
            self.refused += 1
            self.messages[shape(verdict.words)] += 1
        else:
            self.accepted += 1


def shape(message: str) -> str:
    """A message without its numbers and values, so that alike ones count together."""
    line = re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", message.split("\n")[0])
    return re.sub(r"\d+", "#", line)[:110]


def cases(runs: int, seed: int, kinds: Iterable[str] = ()) -> list[Case]:
    """``runs`` cases, shared out by weight; the n-th case of a target is the same however many there are."""
    chosen = [t for t in TARGETS.values() if not kinds or t.kind in kinds]
    turns = [t.name for t in chosen for _ in range(t.weight)]
    counts: collections.Counter = collections.Counter()
    out = []
    for turn in range(runs):
        name = turns[turn % len(turns)]
        out.append((name, seed, counts[name]))
        counts[name] += 1
    return out


def one(case: Case) -> tuple[Verdict, int, float]:
    """Verdict, size of the document in bytes and seconds of one case."""
    name, seed, number = case
    document = TARGETS[name].mutated(seed, number)
    start = time.perf_counter()
    verdict = judging.judge(TARGETS[name], document)
    return verdict, len(document), time.perf_counter() - start


def parallel(todo: list[Case], jobs: int = 1, until: float = float("inf"),
             told: Callable[[int], None] = lambda done: None) -> dict[str, Tally]:
    """Run cases in ``jobs`` processes; one that dies or falls silent has failed at its case, and the rest goes on."""
    tallies: dict[str, Tally] = {}
    done = 0
    for case, *said in _side_by_side([todo[job::jobs] for job in range(jobs)], until):
        tallies.setdefault(case[0], Tally()).add(case, *said)
        done += 1
        told(done)
    return tallies


def _side_by_side(shares: list[list[Case]], until: float) -> Iterator[tuple]:
    from multiprocessing.connection import wait

    lines = {_started(share): share for share in shares if share}
    at = dict.fromkeys(lines, 0)
    heard = dict.fromkeys(lines, time.monotonic())
    while lines:
        ready = wait([pipe for pipe, _ in lines], timeout=1.0)
        for line in list(lines):
            pipe, process = line
            dead, words = False, None
            if pipe in ready:
                try:
                    words = pipe.recv()
                except EOFError:
                    dead = True
            elif time.monotonic() - heard[line] > SILENCE:
                dead = True
            if words:
                heard[line] = time.monotonic()
                yield words
                at[line] += 1
            over = at[line] == len(lines[line]) or time.monotonic() > until
            if not (dead or over):
                continue
            process.kill()
            process.join()
            share, position = lines.pop(line), at.pop(line)
            heard.pop(line)
            if dead and not over:
                died = Verdict("failed", f"the process died or fell silent (exit {process.exitcode})")
                yield share[position], died, 0, SILENCE
                if rest := share[position + 1:]:
                    new = _started(rest)
                    lines[new], at[new], heard[new] = rest, 0, time.monotonic()


def _started(share: list[Case]):
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(theirs, share), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _work(pipe, share: list[Case]) -> None:
    gc.collect()
    gc.freeze()  # what the parent has loaded; so collecting after every case costs little
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    for case in share:
        try:
            said = one(case)
        except MemoryError:
            said = Verdict("failed", "MemoryError in the harness"), 0, 0.0
        pipe.send((case, *said))
