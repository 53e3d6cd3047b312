"""Feed mutated documents to every parser of upstream files and see that each refuses clearly or publishes soundly.

    python bench/fuzz.py [--runs N] [--seed S] [--kind workbook|json|csv|zip] [--seconds S] [--jobs N]
    python bench/fuzz.py --again TARGET:SEED:NUMBER [--keep FILE]

A parser keeps its promise if it publishes a pair that its manifest allows, or raises one ``DataError`` with one line
that names the file and leaves nothing half written. Another exception, a warning, a stray file, more than ten seconds
or 1.5 GB are failures. A case depends on target, seed and number alone; ``--again`` runs one and shows its traceback.
"""
from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.fuzzing import judging, running
from bench.fuzzing.targets import MUTATIONS, TARGETS


def main(arguments: list[str] | None = None) -> int:
    """Run and print; 1 when a parser failed."""
    parser = argparse.ArgumentParser(prog="bench/fuzz.py", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20_000, help="cases in all (20,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other documents (1)")
    parser.add_argument("--kind", action="append", choices=sorted(MUTATIONS), default=[], help="only these documents")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--again", metavar="TARGET:SEED:NUMBER", help="run one case and show what happens")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --again: write the document there")
    options = parser.parse_args(arguments)
    if options.again:
        return again(options.again, options.keep)
    start = time.monotonic()
    if refused := [f"{name}: {verdict.words}" for name, target in TARGETS.items()
                   if (verdict := judging.judge(target, target.sound)).outcome != "accepted"]:
        print("sound documents that are not accepted; nothing behind their first fault would be tried:", *refused,
              sep="\n  ", file=sys.stderr)
        return 2
    todo = running.cases(options.runs, options.seed, options.kind)
    tallies = running.parallel(todo, options.jobs, start + options.seconds, _progress(len(todo)))
    print(table(tallies), failures(tallies), sep="\n")
    done = sum(tally.cases for tally in tallies.values())
    print(f"{done:,} cases, seed {options.seed}, {time.monotonic() - start:.0f} s, "
          f"{sum(len(t.failures) for t in tallies.values())} kinds of failure")
    return int(any(tally.failures for tally in tallies.values()))


def again(spec: str, keep: Path | None) -> int:
    """Run one case: ``spec`` is TARGET:SEED:NUMBER, as the list of failures names it."""
    name, seed, number = spec.split(":")
    document = TARGETS[name].mutated(int(seed), int(number))
    if keep:
        keep.write_bytes(document)
    verdict = judging.judge(TARGETS[name], document)
    print(verdict.outcome, verdict.words, verdict.trace, sep="\n")
    return int(verdict.outcome == "failed")


def table(tallies: dict[str, running.Tally]) -> str:
    """A line a target, with its most frequent messages below."""
    lines = [f"{'target':<22}{'kind':<10}{'cases':>7}{'accepted':>10}{'refused':>9}{'failed':>8}{'a second':>10}"]
    for name, t in sorted(tallies.items()):
        failed = t.cases - t.accepted - t.refused
        lines.append(f"{name:<22}{TARGETS[name].kind:<10}{t.cases:>7,}{t.accepted:>10,}{t.refused:>9,}{failed:>8,}"
                     f"{t.cases / max(t.seconds, 1e-9):>10.1f}")
        lines += [f"    {count:>5} × {words}" for words, count in t.messages.most_common(3)]
    return "\n".join(lines)


def failures(tallies: dict[str, running.Tally]) -> str:
    """A paragraph a kind of failure: how often, the case with the smallest document, where."""
    lines = []
    for name, tally in sorted(tallies.items()):
        for words, (count, case, size, trace) in sorted(tally.failures.items(), key=lambda item: -item[1][0]):
            spec = ":".join(map(str, case))
            lines.append(f"\nFAILED {name}: {words}\n  {count} cases; --again {spec} ({size:,} bytes)")
            lines += [f"  | {line}" for line in trace.splitlines()[-8:]]
    return "\n".join(lines)


def _progress(whole: int):
    start = time.monotonic()

    def told(done: int) -> None:
        if sys.stderr.isatty() and done % 50 == 0:
            print(f"\r{done:,} of {whole:,}, {time.monotonic() - start:.0f} s", end="", file=sys.stderr, flush=True)

    return told


if __name__ == "__main__":
    sys.exit(main())
