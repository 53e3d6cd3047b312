"""What the book consists of, as ``_toc.yml`` says: pages, executed pages, chapters of the argument."""
from __future__ import annotations

from pathlib import Path

import yaml

from trilateral import paths

ROOT = paths.book_dir()
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))


def files(part: dict) -> list[str]:
    """Pages of a part of the contents, with those below them."""
    found = []
    for entry in part.get("chapters", part.get("sections", [])):
        found += [entry["file"], *files(entry)]
    return found


PAGES = [TOC["root"], *files(TOC), *(file for part in TOC.get("parts", []) for file in files(part))]
MADE = ["genindex", "search"]  # what a build adds to them; the page for lost addresses stands apart
EXECUTED = [page for page in PAGES if page.startswith("notebooks/")]
UNITS = [page for page in PAGES if page.startswith("notebooks/units/")]
"""Teaching units: executed too, and without figures of their own."""
ARGUMENT = [file for part in TOC["parts"] if part["caption"] == "The argument" for file in files(part)]
"""Chapters that tell the argument; they have one skeleton."""


def source(page: str) -> Path:
    """The file of a page."""
    return (ROOT / page).with_suffix(".md")
