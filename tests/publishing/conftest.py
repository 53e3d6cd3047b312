"""The site with all that readers take along, made once for all workers."""
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from filelock import FileLock

from trilateral import paths
from trilateral.publishing import archive, ebook, names, paper
from trilateral.publishing import chromium as press
from trilateral.sphinxext import downloads


def apart(call, *given):
    """Run a call that starts a browser of its own; playwright allows one a thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call, *given).result()


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def epub(built, shared):
    """The e-book."""
    out = shared / "taken" / names.EBOOK
    with FileLock(shared / "epub.lock"):
        if not out.exists():
            ebook.epub(paths.book_dir(), built, out)
    return out


@pytest.fixture(scope="session")
def site(built, epub, chromium, shared):
    """The folder for a static host, with real downloads."""
    out = shared / "site"
    with FileLock(shared / "site.lock"):
        if not out.exists():
            document = paper.Document(paths.book_dir(), built)

            def letter(path):
                """Printed once: the pages in the contents are not counted."""
                page = document.folder / "book-letter.html"
                page.write_text(document.text("letter", {}), "utf-8")
                press.print_page(page, path, whole=False)

            makers = {names.pdf("a4"): lambda path: document.pdf("a4", path), names.pdf("letter"): letter,
                      names.EBOOK: lambda path: shutil.copyfile(epub, path)}
            apart(archive.site, paths.book_dir(), built, out, makers)
    return SimpleNamespace(folder=out, downloads=out / names.FOLDER, document=built.parent / "paper" / "book-a4.html")


@pytest.fixture
def small(tmp_path):
    """A site of two pages, and the page of downloads among them."""
    html = tmp_path / "html"
    (html / "book").mkdir(parents=True)
    (html / ".buildinfo").write_text("x")
    (html / "index.html").write_text('<a href="book/downloads.html">downloads</a>')
    (html / archive.PAGE).write_text(f"<p>before</p>{downloads.BEGIN}<p>make it</p>{downloads.END}<p>after</p>")
    return html
