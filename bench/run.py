"""Measure builds against a stock build and against bare execution, in one run and interleaved.

    python bench/run.py [--rounds N] [--sizes 8,16,32,64] [--out book/benchmark.csv]

Each round measures every case once, so that a noisy minute hits all of them. Reported are medians
of wall-clock seconds and their ratios. Not a test: it proves nothing on a machine that is busy.
"""
from __future__ import annotations

import argparse
import csv
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from trilateral.cli.build import JUPYTER_BOOK

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("trilateral", "data", "book", "notebooks", "_config.yml", "_toc.yml", "CITATION.cff", "CHANGELOG.md",
         "LICENSE-CONTENT", "pyproject.toml", "requirements.txt", "requirements-test.txt")
BARE = """
import sys, nbformat, pathlib
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.read import read_myst_markdown_notebook
for path in map(pathlib.Path, sys.argv[1:]):
    notebook = read_myst_markdown_notebook(path.read_text("utf-8"), add_source_map=True)
    result = single_nb_execution(notebook, cwd=str(path.parent), timeout=300, allow_errors=False)
    assert result.err is None, result.exc_string
"""
CASES = {
    "a": "this book's build, nothing kept (cold)",
    "b": "stock jupyter-book build of the same tree, default execution settings, cold",
    "c": "the same notebooks executed bare, one after the other, no book",
    "d": "this book's build, nothing changed",
    "e": "this book's build, one table changed that one chapter uses",
    "f": "this book's build, one sentence changed",
}


class Tree:
    """A copy of the book to build in."""

    def __init__(self, folder: Path, stock: bool = False):
        self.folder = folder
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part,
                                ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
            else:
                shutil.copy(source, folder / part)
        if stock:
            self.edit("_config.yml", r"  execute_notebooks: cache\n", "")
            self.edit("_config.yml", r"  config:\n", "  config:\n    trilateral_watch: false\n")
            self.edit("book/status.md", r"```\{rests-on\}\n```\n", "")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text, count = re.subn(old, new, path.read_text("utf-8"), count=1)
        assert count, f"{name}: nothing matches {old}"
        path.write_text(text, "utf-8")

    def clean(self) -> None:
        shutil.rmtree(self.folder / "_build", ignore_errors=True)

    def build(self) -> tuple[float, list[str]]:
        """Seconds, and the chapters that ran."""
        seconds, said = timed([sys.executable, "-c", JUPYTER_BOOK, "build", "."], self.folder)
        return seconds, re.findall(r"(\S+) executed in", said)


def timed(call: list[str], folder: Path) -> tuple[float, str]:
    """Wall-clock seconds of a call that must succeed, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(call, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(call)} failed\n{done.stdout[-3000:]}")
    return seconds, done.stdout


def one_round(ours: Tree, stock: Tree, number: int) -> dict[str, float]:
    """Every case once."""
    found = {}
    ours.clean()
    found["a"], ran = ours.build()
    assert len(ran) == len(list((ROOT / "notebooks").glob("*.md"))) + 1, ran  # the front page draws a map
    stock.clean()
    found["b"], _ = stock.build()
    notebooks = sorted(str(path) for path in (ours.folder / "notebooks").glob("*.md"))
    found["c"], _ = timed([sys.executable, "-c", BARE, *notebooks], ours.folder)
    found["d"], ran = ours.build()
    assert ran == [], ran
    ours.edit("data/economy.csv", r"(RUS,2021,population,)[\d.]+", rf"\g<1>{144_000_000 + number}.0")
    found["e"], ran = ours.build()
    assert ran == ["notebooks/russian-far-east"], ran
    ours.edit("notebooks/defence-spending.md", r"Spending is an input\.", f"Spending is an input {number}.")
    found["f"], ran = ours.build()
    assert ran == [], ran
    ours.edit("notebooks/defence-spending.md", rf"Spending is an input {number}\.", "Spending is an input.")
    return found


CHAPTER = """---
jupytext:
  text_representation: {{extension: .md, format_name: myst}}
kernelspec: {{name: python3, display_name: Python 3, language: python}}
---

# Chapter {n}

In {{glue:text}}`year{n}` it was {{glue:text}}`value{n}`.

```{{code-cell}} ipython3
from trilateral import charts, figures, measures, tables
spending = tables.load("military_expenditure")
{extra}shown = ["USA", "JPN", "KOR"]
burden = measures.wide(spending, "share_of_gdp", shown)
figures.number("year{n}", burden.index[-1], "year")
figures.number("value{n}", burden["KOR"].iloc[-1], "percent")
figures.show("figure-{n}", charts.burden_lines(burden, measures.quality(spending, "share_of_gdp", shown)),
             caption="Burden of chapter {n}.", alt="Three lines", credit="SIPRI")
```
"""


def chapter(n: int) -> str:
    """A small chapter; the first one uses a table that the others do not."""
    return CHAPTER.format(n=n, extra='places = tables.load("places")\n' if n == 0 else "")


def generated(folder: Path, count: int, stock: bool = False) -> Tree:
    """The book with ``count`` small chapters instead of its own."""
    tree = Tree(folder, stock)
    shutil.rmtree(folder / "notebooks")
    (folder / "notebooks").mkdir()
    for n in range(count):
        (folder / "notebooks" / f"chapter{n}.md").write_text(chapter(n), "utf-8")
    (folder / "book" / "index.md").write_text("# Front\n\nWords.\n", "utf-8")
    files = "".join(f"- file: notebooks/chapter{n}\n" for n in range(count))
    head = "format: jb-book\nroot: book/index\nchapters:\n- file: book/status\n"
    (folder / "_toc.yml").write_text(head + files, "utf-8")
    return tree


def growth(scratch: Path, count: int, compared: bool) -> list[tuple[str, str, str]]:
    """Rows for a book of ``count`` generated chapters; with ``compared`` against stock and bare too."""
    tree = generated(scratch / f"grown{count}", count)
    found = {"cold": tree.build()[0], "nothing changed": min(tree.build()[0] for _ in range(2))}
    with (tree.folder / "data" / "places.csv").open("a", encoding="utf-8") as table:
        table.write("\n")  # other bytes, the same values
    found["one table changed that one chapter uses"], ran = tree.build()
    assert ran == ["notebooks/chapter0"], ran
    if compared:
        found["stock, cold"] = generated(scratch / f"stock{count}", count, stock=True).build()[0]
        notebooks = sorted(str(path) for path in (tree.folder / "notebooks").glob("*.md"))
        found["bare execution"] = timed([sys.executable, "-c", BARE, *notebooks], tree.folder)[0]
    print(f"{count} chapters: " + "  ".join(f"{case} {seconds:.1f}" for case, seconds in found.items()), flush=True)
    return [(f"{count} generated chapters, {case}", f"{seconds:.1f}", f"{seconds / found['cold']:.2f}")
            for case, seconds in found.items()]


def machine() -> str:
    """Processor count and versions; no name and no address."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    """Run the rounds, then the growth, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="8,16,32,64")
    parser.add_argument("--out", type=Path, default=ROOT / "book" / "benchmark.csv")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Tree(Path(scratch) / "ours"), Tree(Path(scratch) / "stock", stock=True)
        rounds = []
        for number in range(options.rounds):
            rounds.append(one_round(ours, stock, number))
            print(f"round {number + 1}: " + "  ".join(f"{case} {s:.1f}" for case, s in rounds[-1].items()), flush=True)
        medians = {case: statistics.median(r[case] for r in rounds) for case in CASES}
        rows = [(CASES[case], f"{medians[case]:.1f}", f"{medians[case] / medians['a']:.2f}") for case in CASES]
        rows += [(f"ratio of cold builds, ours to stock: {medians['a'] / medians['b']:.2f}", "", ""),
                 (f"ratio of a cold build to bare execution: {medians['a'] / medians['c']:.2f}", "", "")]
        for count in [int(size) for size in options.sizes.split(",") if size]:
            rows += growth(Path(scratch), count, compared=count <= 16)
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["Case", "Seconds", "Of a cold build"])
        writer.writerows([*rows, (f"median of {options.rounds} rounds; {machine()}", "", "")])
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
