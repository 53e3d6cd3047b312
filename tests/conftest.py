"""What several tests share: the built book, and figures that close behind themselves."""
import os
import shutil
import subprocess

import pytest
from filelock import FileLock

from tests import lacking
from trilateral import paths, tables
from trilateral.cli import build

os.environ["COLUMNS"] = "100"  # what is printed fits the terminal, and the tests' is nobody's

LONG = ("tests/browser/test_pages.py", "tests/sphinxext/test_freshness.py", "tests/book/test_same_bytes.py",
        "tests/publishing/test_paper.py", "tests/browser/test_weight.py",
        "tests/browser/test_access_keys.py", "tests/browser/test_access_zoom.py",
        "tests/handouts/test_fresh.py", "tests/handouts/test_grading.py", "tests/handouts/test_pyodide.py",
        "tests/sphinxext/test_claims.py", "tests/browser/test_live.py", "tests/book/test_build.py",
        "tests/book/test_write_your_own.py", "tests/handouts/test_slides.py", "tests/handouts/test_lite.py")
"""Files that take half a minute or more, longest first: with whole files to a worker, one that begins last is waited
for by all the others."""


def pytest_collection_modifyitems(config, items):
    """The long files first, all else in its order; ``--no-loadscope-reorder`` lets the workers keep it."""
    turns = {config.rootpath / name: turn for turn, name in enumerate(LONG)}
    items.sort(key=lambda item: turns.get(item.path, len(LONG)))


def pytest_runtest_setup(item):
    """Skip what is marked ``edition(table="edition")`` where the data are of another edition, and say so.

    Such a test holds figures that a producer published with one edition; after an update it waits for those of the
    new one. The words are one of the editions in the table's manifest, or several joined by "; ".
    """
    for mark in item.iter_markers("edition"):
        for name, edition in mark.kwargs.items():
            there = [source.edition for source in tables.manifest(name).sources]
            if not set(edition.split("; ")) <= set(there):
                pytest.skip(f"holds figures of {name}, {edition}; the data are of {'; '.join(there)}: renew it")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The whole book, built once for all workers with warnings as errors; the folder of its HTML."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    out = shared / "book"
    with FileLock(shared / "book.lock"):
        if not (out / "built").exists():
            out.mkdir(exist_ok=True)
            call = build.command(paths.book_dir(), out, every=True)
            done = subprocess.run(call, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"the book does not build:\n{(done.stdout + done.stderr)[-6000:]}"
            (out / "built").touch()
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; without one browser tests skip, but in continuous integration they fail."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        lacking.skip("no Chromium on this machine (set CHROMIUM, or install the package chromium)")
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    """One browser for all tests of pages; playwright allows one a thread."""
    from playwright.sync_api import sync_playwright

    from tests.browser.switches import SWITCHES

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield started
        started.close()
