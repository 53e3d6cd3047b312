"""Never stale, never silently broken: a small book in a copy of the tree, changed step by step.

The steps of the first test build on one another, as an author's day does; each build tells which
chapters ran.
"""
import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from trilateral import paths
from trilateral.cli import build
from trilateral.ledger import keeping

ROOT = paths.book_dir()
HEAD = "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\n" \
       "kernelspec: {name: python3, display_name: Python 3}\n---\n\n"
SPENDING = HEAD + """# Spending

Korea {glue:text}`kor`.

```{code-cell} ipython3
from trilateral import figures, measures, tables
table = measures.wide(tables.load("military_expenditure"), "current_usd_m", ["KOR"])
figures.number("kor", table["KOR"].iloc[-1], "number")
```
"""
PLACES = HEAD + """# Places

There are {glue:text}`count`.

```{code-cell} ipython3
from trilateral import figures, tables
figures.number("count", len(tables.load("places")), "number")
```
"""
FRONT = "# Front\n\nKorea spends {glue:text}`notebooks/spending.md::kor:s`.\n\n```{rests-on}\n```\n"

CELL = [line for line in (ROOT / "data/military_expenditure.csv").read_text("utf-8").splitlines()
        if line.startswith("KOR,") and ",current_usd_m," in line][-1].rpartition(",")[0]
"""The last of Korea's figures, whatever the edition: its row without the mark of quality."""
KEPT = f"_build/.doctrees/{keeping.FILE}"
SHOWN = f"{float(CELL.rpartition(',')[2]):,.0f}"

pytestmark = pytest.mark.slow


@functools.lru_cache(maxsize=1)
def outcomes():
    """What the ledger's checks gave, as a build keeps it beside Sphinx's state: run once, not for each copy."""
    with tempfile.TemporaryDirectory() as folder:
        keeping.kept(Path(folder) / keeping.FILE)
        return (Path(folder) / keeping.FILE).read_text("utf-8")


class Book:
    """A copy of the tree with two small chapters and a front page that borrows a number."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("trilateral", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("_config.yml", "requirements.txt"):
            shutil.copy(ROOT / name, folder)
        shutil.copytree(ROOT / "book", folder / "book")
        (folder / "notebooks").mkdir()
        self.write("notebooks/spending.md", SPENDING)
        self.write("notebooks/places.md", PLACES)
        self.write("front.md", FRONT)
        (folder / KEPT).parent.mkdir(parents=True)
        (folder / KEPT).write_text(outcomes(), "utf-8")
        self.write("_toc.yml", "format: jb-book\nroot: front\nchapters:\n- file: notebooks/spending\n"
                               "- file: notebooks/places\n")

    def write(self, name, text):
        (self.folder / name).write_text(text, "utf-8")

    def edit(self, name, old, new):
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def start(self, strict=True):
        call = build.command(self.folder, self.folder, every=False)
        if not strict:  # the plain command of the manual
            call = [part for part in call if part not in ("-W", "-n", "--keep-going")]
        return subprocess.Popen(call, cwd=self.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                start_new_session=True, env={**os.environ, "PYTHONPATH": str(self.folder)})

    def build(self, strict=True):
        """Which chapters ran; the output in ``said`` and the status in ``status``."""
        process = self.start(strict)
        self.said, _ = process.communicate(timeout=300)
        self.status = process.returncode
        return sorted(re.findall(r"notebooks/(\w+) executed in", self.said))

    def styled(self, name):
        """Whether every style sheet that a page names is there."""
        html = self.folder / "_build" / "html"
        named = re.findall(r'rel="stylesheet" href="([^"]+)"', self.page(name))
        return named and all((html / name).parent.joinpath(sheet).is_file() for sheet in named)

    def page(self, name):
        return (self.folder / "_build" / "html" / f"{name}.html").read_text("utf-8")


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


def test_a_day_of_changes(book):
    assert book.build() == ["places", "spending"], book.said
    assert book.status == 0 and SHOWN in book.page("notebooks/spending")
    assert book.build() == [] and book.status == 0, "nothing changed"
    assert book.styled("front") and book.styled("notebooks/spending"), "Sphinx copied nothing, and nothing is missing"
    assert book.build(strict=False) == [], "the plain command trusts what ours executed"

    # A number in a table: its chapter runs, the number stands on its page and where it is borrowed.
    book.edit("data/military_expenditure.csv", CELL, CELL.rpartition(",")[0] + ",48888")
    status = book.page("front")
    assert book.build(strict=False) == ["spending"]
    assert "48,888" in book.page("notebooks/spending") and "48,888" in book.page("front")
    assert book.page("front") != status and "data/military_expenditure.csv changed" in book.said

    # A function of a module that one chapter reaches; same length, same second: byte-code must not hide it.
    wide = '_pivot(rows(frame, measure, countries), "value"'
    book.edit("trilateral/measures/series.py", f"return {wide}", f"return -{wide}")
    assert book.build() == ["spending"] and "−48,888" in book.page("notebooks/spending")
    book.edit("trilateral/measures/series.py", f"return -{wide}", f"return +{wide}")
    assert book.build() == ["spending"] and "−48,888" not in book.page("notebooks/spending")

    # Comments, in a module that is reached and in one that is not; a module that no chapter reaches.
    book.edit("trilateral/measures/series.py", "def latest", "# a remark\ndef latest")
    book.edit("trilateral/maps/chain.py", "WESTERN = ", "# a remark\nWESTERN = ")
    book.edit("trilateral/maps/far_east.py", "ON_DARK = {", 'ON_DARK = {"RU-SA", ')
    assert book.build() == []

    # A sentence: the page changes, nothing runs.
    book.edit("notebooks/places.md", "There are", "We count")
    assert book.build() == [] and "We count" in book.page("notebooks/places")

    # The lock: everything.
    book.edit("requirements.txt", "\n", "\n# another lock\n")
    assert book.build() == ["places", "spending"]

    # Back to an older state, with an older time, as a switch of branches does.
    shutil.copy2(ROOT / "data" / "military_expenditure.csv", book.folder / "data")
    os.utime(book.folder / "data" / "military_expenditure.csv", (1e9, 1e9))
    assert book.build() == ["spending"] and SHOWN in book.page("front")

    # Pages thrown away: written again, nothing runs.
    shutil.rmtree(book.folder / "_build" / "html")
    assert book.build() == [] and SHOWN in book.page("front")


def test_a_build_killed_in_the_middle(book):
    book.build()
    book.edit("data/military_expenditure.csv", CELL, CELL.rpartition(",")[0] + ",48888")
    for sign in ("spending runs", "executed in", "reading sources", "pickling environment", "writing output"):
        process = book.start()
        seen = ""
        while sign not in seen and process.poll() is None:
            seen += os.read(process.stdout.fileno(), 4096).decode("utf-8", "replace")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        time.sleep(0.2)
    assert SHOWN in book.page("notebooks/spending") or "48,888" in book.page("notebooks/spending")
    book.build()
    assert book.status == 0, book.said
    assert "48,888" in book.page("notebooks/spending") and "48,888" in book.page("front")
    assert book.build() == []


def test_a_failing_cell_is_named_and_tried_again(book):
    torn = 'raise RuntimeError("the map is torn")\n'
    book.edit("notebooks/places.md", "figures.number(", torn + "figures.number(")
    for other in (["spending"], []):  # the second time it is tried again; what succeeded is not
        assert book.build() == other
        assert book.status != 0 and "notebooks/places runs: not executed yet" in book.said
        assert "notebooks/places, code cell 1 of 1 failed" in book.said and "RuntimeError: the map is torn" in book.said
    report = book.said[book.said.index("chapters failed"):]
    assert len(report[: report.index("the map is torn")].splitlines()) < 20, "chapter, cell and error fit one screen"
    book.edit("notebooks/places.md", torn, "")
    assert book.build() == ["places"] and book.status == 0


def test_a_cell_that_takes_too_long(book):
    book.edit("notebooks/places.md", "kernelspec:", "execution: {timeout: 2}\nkernelspec:")
    book.edit("notebooks/places.md", "from trilateral", "import time; time.sleep(60)\nfrom trilateral")
    book.build()
    assert book.status != 0
    assert "notebooks/places, code cell 1 of 1 failed" in book.said and "took longer than 2 s" in book.said


def test_two_pages_with_the_same_code(book):
    book.write("notebooks/places.md", PLACES + "\nEnd.\n")
    book.write("notebooks/spending.md", PLACES)
    book.write("front.md", "# Front\n")
    book.build()
    assert book.status != 0 and "have the same code" in book.said


def test_a_file_read_past_the_loader_counts(book):
    """A chapter that opens a file by itself rests on it all the same, and on a folder that it lists."""
    book.edit("notebooks/places.md", 'len(tables.load("places"))',
              'len(open("../data/extra.txt").read()) + len(tables.names())')
    book.write("data/extra.txt", "abc")
    book.build()
    assert book.status == 0, book.said
    book.write("data/extra.txt", "abcd")
    assert book.build() == ["places"]
    shutil.copy(book.folder / "data" / "places.yml", book.folder / "data" / "another.yml")
    assert book.build() == ["places"]


def test_the_interpreter_that_runs_is_this_one():
    """The copies above must test the copied package, not the checkout."""
    code = "import trilateral; print(trilateral.__file__)"
    shown = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
                           capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == str(ROOT / "trilateral" / "__init__.py")
