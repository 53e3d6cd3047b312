"""For the statement on access: the role ``locked``, a tool's version in the lock of tests, and how to report a barrier.

Both are read when the page is; nothing is typed that a lock or the configuration says.
"""
from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

from trilateral import settings

LOCK, CONFIG = "requirements-test.txt", "_config.yml"


class Locked(SphinxRole):
    """``{locked}`playwright` `` is the package's name and the version that the tests run with."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Name and version in words."""
        path = Path(self.env.srcdir) / LOCK
        self.env.note_dependency(str(path))
        return [nodes.inline("", f"{self.text} {version(path, self.text)}")], []


def version(lock: Path, package: str) -> str:
    """The version of a package in a lock.

    Raises
    ------
    ExtensionError
        The lock does not hold the package.
    """
    found = re.search(rf"^{re.escape(package)}==([^\s;]+)", lock.read_text("utf-8"), re.M)
    if found is None:
        raise ExtensionError(f"{lock.name}: there is no package {package!r}")
    return found[1]


def repository(srcdir: Path) -> str:
    """The repository's address as the book's configuration gives it, or nothing.

    Not from the theme's options: Jupyter Book puts its own repository there where a book names none.
    """
    path = srcdir / CONFIG
    found = settings.read(path) if path.is_file() else {}
    return str((found.get("repository") or {}).get("url") or "").rstrip("/")


class ReportTo(SphinxDirective):
    """``report-to``: where faults are reported; nothing where no repository is configured."""

    def run(self) -> list[nodes.Node]:
        """A paragraph, or none."""
        address = repository(Path(self.env.srcdir))
        self.env.note_dependency(str(Path(self.env.srcdir) / CONFIG))
        if not address:
            return []
        link = nodes.reference("", "the list of faults of this book", refuri=f"{address}/issues")
        return [nodes.paragraph("", "", nodes.Text("Reports are collected in "), link, nodes.Text("."))]


def register(app) -> None:
    """Make role and directive known."""
    app.add_role("locked", Locked())
    app.add_directive("report-to", ReportTo)
