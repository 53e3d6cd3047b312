"""All pictures of the built book on one page, light and dark, wide and narrow, for a critical eye.

Run ``make sheet`` after ``make book`` and open what it names.
"""
from __future__ import annotations

import html
from pathlib import Path

from trilateral import paths

PARTS = ("light-wide", "dark-wide", "light-narrow", "dark-narrow")
HEAD = """<!doctype html><meta charset="utf-8"><title>Contact sheet</title>
<style>body{font:13px sans-serif;margin:16px} section{display:flex;gap:12px;align-items:flex-start;margin-bottom:28px}
h2{font-size:14px;margin:0 0 4px} div{padding:8px} .dark{background:#121212} .light{background:#fff}</style>
"""


def sheet(images: Path) -> str:
    """HTML of the sheet: a row a figure."""
    names = sorted({path.name.removesuffix("-light-wide.svg") for path in images.glob("*-light-wide.svg")})
    rows = []
    for name in names:
        pictures = "".join(
            f'<div class="{part.partition("-")[0]}"><img src="html/{images.name}/{name}-{part}.svg" alt=""></div>'
            for part in PARTS
        )
        rows.append(f"<h2>{html.escape(name)}</h2><section>{pictures}</section>")
    return HEAD + "\n".join(rows)


if __name__ == "__main__":
    built = paths.book_dir() / "_build"
    target = built / "contact-sheet.html"  # beside the pages, not among them
    target.write_text(sheet(built / "html" / "_images"), "utf-8")
    print(f"wrote {target.relative_to(paths.book_dir())}")
