"""Pages without dead weight: after the build, what no page uses is taken out of scripts, styles and fonts.

The theme ships every icon there is, twice, the styles of every component, and some fifteen files for
each page to ask for. Here a page gets one style sheet and at most two scripts of its own making, named
by their content, so that a host may let browsers keep them for good. Sphinx copies the originals again
at each build, and the pages as Sphinx wrote them are kept aside (:mod:`.originals`), so a page that
begins to use something gets it. Last, each page gets its Content-Security-Policy (:mod:`..policy`).
"""
from __future__ import annotations

import hashlib
from pathlib import Path

from trilateral.sphinxext import policy
from trilateral.sphinxext.lean import first_script, icons, markup, properties, scripts, sweep
from trilateral.sphinxext.lean.originals import Originals
from trilateral.sphinxext.lean.styles import Sheets


def _front(app, env) -> list[str]:
    """Sphinx copies the files that pages ask for only when it writes one, so it always writes one."""
    return [app.config.root_doc]


def finish(app, exception) -> None:
    """Lighten the HTML folder of a build that has come to its end."""
    if exception or app.builder.name != "html" or not app.config.trilateral_lean:
        return
    out, cache = Path(app.outdir), Path(app.doctreedir) / "trilateral_lean"
    cache.mkdir(exist_ok=True)
    kept = Originals(out, cache)
    still = markup.Still()
    texts = {path: still.page(text) for path, text in kept.read().items()}
    static = Static(out / "_static")
    sheets = Sheets(static, cache, _classes(texts, static), still.sheet,
                    properties.named(out, texts.values()))
    texts = {path: sheets.joined(text) for path, text in texts.items()}
    icons.cut(static.folder / "vendor" / "fontawesome" / "webfonts", static.text("css"), cache)
    texts = scripts.joined(texts, static)
    texts = {path: first_script.filled(text) for path, text in texts.items()}
    texts = {path: policy.stamped(text, path.relative_to(out).as_posix()) for path, text in texts.items()}
    kept.write(texts)
    policy.write_headers(out, texts.values())
    sweep.sweep(static, texts.values())


def _classes(texts: dict[Path, str], static: Static) -> set[str]:
    """Classes that stand in a page, and the words of all scripts, which may set one."""
    found: set[str] = set()
    for text in texts.values():
        found |= markup.classes(text)
    for script in static.folder.rglob("*.js"):
        if script.name not in sweep.UNREAD:
            found |= markup.words(script.read_text("utf-8", errors="replace"))
    return found


class Static:
    """The folder ``_static`` of the built book and the files that were made for it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.made: set[str] = set()  # names of files
        self.used: set[Path] = set()  # what they were made from

    def read(self, path: Path) -> str:
        """The text of a file that becomes part of another."""
        self.used.add(path)
        return path.read_text("utf-8")

    def file(self, address: str) -> Path | None:
        """The file that a page's address names; None if it is not in this folder."""
        _, found, name = address.partition("?")[0].rpartition("_static/")
        path = self.folder / name
        return path if found and path.is_file() else None

    def text(self, ending: str) -> str:
        """All that was made with this ending."""
        return "".join((self.folder / name).read_text("utf-8") for name in sorted(self.made) if name.endswith(ending))

    def make(self, ending: str, content: str) -> str:
        """Write a file that its content names; gives the name."""
        name = f"book-{hashlib.sha256(content.encode()).hexdigest()[:16]}.{ending}"
        if name not in self.made:
            (self.folder / name).write_text(content, "utf-8")
            self.made.add(name)
        return name


def register(app) -> None:
    """Run when everything else is written."""
    app.add_config_value("trilateral_lean", True, "html")  # False: pages as the stock theme ships them, to compare
    app.add_css_file("trilateral-speed.css")
    app.connect("env-updated", _front)
    app.connect("build-finished", finish, priority=900)
