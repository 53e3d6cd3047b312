"""The book's pages in their order, by parts."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trilateral import settings


@dataclass(frozen=True)
class Part:
    """A part of the book: its caption, empty for the front page, and its pages without ending."""

    caption: str
    pages: tuple[str, ...]


def parts(toc: Path) -> list[Part]:
    """The front page and the parts that ``_toc.yml`` names.

    Raises
    ------
    ValueError
        Two pages have the same file name, which is what anchors on paper begin with.
    """
    found = settings.read(toc)
    listed = [Part("", (found["root"],))]
    listed += [Part(part["caption"], tuple(entry["file"] for entry in part["chapters"])) for part in found["parts"]]
    names = [slug(page) for part in listed for page in part.pages]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{toc.name}: several pages are named {', '.join(twice)}")
    return listed


def slug(page: str) -> str:
    """Name of a page within the book: ``notebooks/ledger`` -> ``ledger``, ``notebooks/units/x`` -> ``units-x``."""
    parts = PurePosixPath(page).parts
    return "-".join(parts[1:] or parts)
