"""How a notebook begins: what it is, and a cell that brings the book's package where it is missing."""
from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path

from trilateral.publishing import imprint
from trilateral.sphinxext.found import feedback

FOLDER = "_notebooks"  # of the site: notebooks and the package that they need
LICENCES = "Text and figures: CC BY 4.0; code: MIT; data: the terms of their producers."
_FOUND = '''\
# Run this cell first: it installs the book's package, with its data, where it is missing.
import importlib.util
import subprocess
import sys
from pathlib import Path

if importlib.util.find_spec("trilateral") is None:
    if sys.platform == "emscripten":  # in the browser
        import piplite

        await piplite.install("trilateral")
    else:
        here = Path.cwd()
        wheels = [wheel for folder in (here, *here.parents) for near in ("package", "students/package")
                  for wheel in sorted((folder / near).glob("trilateral-*.whl"))]
        wanted = str(wheels[0]) if wheels else {elsewhere!r}
        if not wanted:
            raise SystemExit("The package trilateral is missing: put this notebook back beside the folder 'package'.")
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", wanted], check=True)
        importlib.invalidate_caches()
'''


@dataclass(frozen=True)
class Opening:
    """Facts for the first cells: the book's name, its edition, where it is online and where its package is.

    ``site`` and ``package`` are empty where none is configured.
    """

    name: str
    edition: str
    authors: str
    site: str
    package: str

    def head(self, title: str, page: str, about: str = "") -> str:
        """Markdown: title of the notebook, book, licence, address of the page."""
        address = f"{self.site}/{page}.html" if self.site else ""
        book = f"[*{self.name}*]({address})" if address else f"*{self.name}*"
        lines = [f"From {book} ({self.authors}, {self.edition[:1].lower()}{self.edition[1:]}).", LICENCES]
        return f"# {title}\n\n" + "  \n".join(lines + ([about] if about else []))

    @property
    def install(self) -> str:
        """The cell that installs the package where it is missing."""
        return _FOUND.replace("{elsewhere!r}", repr(self.package)).rstrip("\n")


def read(root: Path) -> Opening:
    """The facts of a checkout."""
    facts, repo = imprint.read(root), feedback.repository(root)
    package = ""
    if facts.work.address:
        package = posixpath.join(facts.work.address, FOLDER, wheel_name())
    elif repo is not None:
        folder = f"#subdirectory={repo.folder}" if repo.folder else ""
        package = f"git+{repo.address}@{repo.branch}{folder}"
    return Opening(facts.name, facts.edition, facts.authors, facts.work.address, package)


def wheel_name() -> str:
    """File name of the package's wheel."""
    from trilateral import __version__

    return f"trilateral-{__version__}-py3-none-any.whl"
