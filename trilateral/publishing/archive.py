"""The site as a folder for any static host: the pages, and below ``downloads`` the book to take along."""
from __future__ import annotations

import hashlib
import html as entities
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trilateral.publishing import imprint, live_pages, names, packing, slide_links
from trilateral.publishing.whole import whole

PAGE = "book/downloads.html"
PLACE = re.compile(r"<!-- downloads -->.*?<!-- end of downloads -->", re.S)
LABELS = {
    names.pdf("a4"): "The book on A4 paper (PDF)",
    names.pdf("letter"): "The book on US Letter paper (PDF)",
    names.EBOOK: "The book for e-readers (EPUB)",
    names.SITE: "All pages, for reading without a network (ZIP)",
}
# What is of use to the next build only.
UNSENT = (".buildinfo", ".doctrees")


@dataclass(frozen=True)
class Download:
    """One file to take along: its name, size in bytes, and SHA-256 in hexadecimal."""

    name: str
    size: int
    digest: str


def site(root: Path, html: Path, out: Path, makers: dict[str, Callable[[Path], object]],
         folders: dict[str, Callable[[Path], object]] | None = None) -> list[Download]:
    """Make the folder ``out`` whole, or leave it as it was; give what is in its ``downloads``.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    makers : name of a download, and what writes it to a path
    folders : name of a folder that only a site for a host has, and what makes it

    Raises
    ------
    ValueError
        The page of downloads has no place for their list, or a maker failed.
    """
    with whole(out) as draft:
        shutil.copytree(html, draft, ignore=shutil.ignore_patterns(*UNSENT))
        pages = draft / PAGE
        if not PLACE.search(pages.read_text("utf-8")):
            raise ValueError(f"{PAGE}: there is no place for the list of downloads")
        for name, make in (folders or {}).items():
            make(draft / name)
        slide_links.put(draft)
        packed = _packed(draft, imprint.read(root).moment)
        folder = draft / names.FOLDER
        folder.mkdir()  # before the rules, which name every folder that is there
        if (draft / live_pages.FOLDER).is_dir():
            live_pages.open_up(draft)
        for name, make in makers.items():
            make(folder / name)
        (folder / names.SITE).write_bytes(packed)
        found = [_look(folder / name) for name in (*makers, names.SITE)]
        (folder / names.SUMS).write_text("".join(f"{one.digest}  {one.name}\n" for one in found), "utf-8")
        pages.write_text(PLACE.sub(lambda _: listing(found), pages.read_text("utf-8")), "utf-8")
    return found


def _packed(folder: Path, moment: int) -> bytes:
    """All that works without a network, below one folder, which it unpacks into: pages and slides."""
    paths = sorted(path for path in folder.rglob("*")
                   if path.is_file() and path.relative_to(folder).parts[0] != live_pages.FOLDER)
    return packing.zipped(((f"{names.BOOK}/{path.relative_to(folder).as_posix()}", path.read_bytes())
                           for path in paths), moment)


def _look(path: Path) -> Download:
    content = path.read_bytes()
    return Download(path.name, len(content), hashlib.sha256(content).hexdigest())


def listing(found: list[Download]) -> str:
    """HTML of the list, as the page in the folder ``book`` shows it."""
    items = "".join(
        f'<li><p><a href="../{names.FOLDER}/{one.name}" download="{one.name}">{entities.escape(LABELS[one.name])}</a>, '
        f"{one.size / 1e6:.1f} MB<br/>SHA-256 <code>{_broken(one.digest)}</code></p></li>" for one in found)
    return (f'<ul class="downloads">{items}</ul><p>The checksums stand in '
            f'<a href="../{names.FOLDER}/{names.SUMS}" download="{names.SUMS}">{names.SUMS}</a> too: '
            f"<code>sha256sum --check {names.SUMS}</code> says whether files have arrived whole.</p>")


def _broken(digest: str) -> str:
    """A checksum that may go on in the next line, and is copied without a gap."""
    return "<wbr/>".join(digest[start:start + 8] for start in range(0, len(digest), 8))
