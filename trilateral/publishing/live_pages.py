"""What a site with JupyterLite says on its pages, and lets JupyterLite do: the pages' own policy stays as it is."""
from __future__ import annotations

import posixpath
from pathlib import Path

from trilateral.sphinxext import policy
from trilateral.sphinxext.teaching import live_mark

FOLDER = "lite"
OWN_KERNEL = "static/pyodide"  # where JupyterLite looks for Pyodide before it names an outside address
KERNEL = "https://cdn.jsdelivr.net"  # where JupyterLite looks for Pyodide, unless the site has its own
# An estimate: the kernel, and the packages that its list names for ours; see book/live-code.md.
MEGABYTES = 50


def open_up(site: Path) -> None:
    """Give each page with a notebook its link, and hosts the policy of JupyterLite's folder.

    Raises
    ------
    ValueError
        No page has a place for the link.
    """
    local = (site / FOLDER / OWN_KERNEL).is_dir()
    linked = 0
    for path in sorted((site / FOLDER / "files").rglob("*.ipynb")):
        page = path.relative_to(site / FOLDER / "files").with_suffix("").as_posix()
        file = site / f"{page}.html"
        text = file.read_text("utf-8") if file.is_file() else ""
        if live_mark.LINE in text:
            file.write_text(text.replace(live_mark.LINE, line(page, local)), "utf-8")
            linked += 1
    if not linked:
        raise ValueError(f"{FOLDER}: no page of the site has a place for a link to its notebook")
    policy.set_apart(site, {FOLDER: rules(site / FOLDER, local)})


def address(page: str) -> str:
    """Where a page's notebook opens, from the folder of the site."""
    return f"{FOLDER}/notebooks/index.html?path={page}.ipynb"


def line(page: str, local: bool) -> str:
    """HTML of the line below a page's title."""
    notebook = posixpath.relpath(address(page), posixpath.dirname(page))
    place = "from this site" if local else f"from {KERNEL.removeprefix('https://')}, an outside host"
    return (f'<p class="run-here screen-only"><a href="{notebook}">Run this page in the browser</a> '
            f"<span>Needs the internet: the first run loads about {MEGABYTES} MB {place}.</span></p>")


def rules(folder: Path, local: bool) -> str:
    """The policy under which JupyterLite works: its own files, the kernel's host, and code that is compiled.

    JupyterLab compiles the schemas of its settings and Vega its expressions, Pyodide its WebAssembly; JupyterLab
    writes styles into attributes. Nothing is sent anywhere but to ask for the kernel.
    """
    host = "" if local else f" {KERNEL}"
    inline = "".join(f" {one}" for one in sorted(set().union(
        *(policy.scripts(path.read_text("utf-8")) for path in folder.rglob("*.html")))))
    return "; ".join([
        "default-src 'self'", f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:{inline}{host}",
        "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
        f"connect-src 'self' data: blob:{host}", "worker-src 'self' blob:", "frame-src 'none'", "object-src 'none'",
        "base-uri 'self'", "form-action 'self'", *policy.HEADER_RULES,
    ])
