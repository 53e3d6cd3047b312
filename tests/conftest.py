"""What several tests share: the built book, and figures that close behind themselves."""
import os
import shutil
import subprocess

import pytest

from trilateral import paths
from trilateral.cli import build


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The whole book, built once with warnings as errors; the folder of its HTML."""
    out = tmp_path_factory.mktemp("book")
    call = build.command(paths.book_dir(), out, every=True)
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the book does not build:\n{(done.stdout + done.stderr)[-6000:]}"
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; without one browser tests skip, but in continuous integration they fail."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: browser tests may not skip in continuous integration")
        pytest.skip("no Chromium on this machine (set CHROMIUM, or install the package chromium)")
    return found
