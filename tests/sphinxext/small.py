"""A small book with the real theme and the real data, built in this process with settings of the test's own."""
from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx

from trilateral import paths
from trilateral.sphinxext import STATIC, citing, found, picture, tools

PAGES = {
    "book/index": "---\nmyst:\n  html_meta:\n    description: What the whole is about.\n---\n\n"
                  "# Small & whole\n\nWords.\n",
    "notebooks/one": "---\nmyst:\n  html_meta:\n    description: A chapter with \"quotes\" & more.\n---\n\n"
                     "# One & only\n\nThe islets of Dokdo.\n\n## A part\n\nMore words.\n",
    "book/data": "# Data\n\n```{data-feed}\n```\n\n```{data-catalogue} table\n```\n\n```{data-catalogue} layer\n```\n",
    "book/citing": "# Cite\n\n```{cite-as} book\n```\n",
}
CONTENTS = ("format: jb-book\nroot: book/index\nparts:\n- caption: The argument\n  chapters:\n  - file: notebooks/one\n"
            "- caption: Reference\n  chapters:\n  - file: book/data\n  - file: book/citing\n")
SETTINGS = {
    "extensions": ["myst_nb", "sphinx_external_toc", "sphinx_design", "sphinx_book_theme", "tests.sphinxext.small"],
    "html_theme": "sphinx_book_theme", "html_title": "Small Book", "language": "en", "nb_execution_mode": "off",
    "external_toc_path": "_toc.yml", "myst_enable_extensions": ["colon_fence"],
    "html_context": {"default_mode": "auto"}, "suppress_warnings": ["*"],
}


ADDRESS = "https://example.org/some/book"
REPOSITORY = "repository: {url: 'https://github.com/some/book', branch: trunk, path_to_book: in}\n"


def setup(app):
    """The parts of the book's extension that are looked at; the ledger and live figures would take most of the time."""
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(STATIC)))
    for part in (picture, tools, citing, found):
        part.register(app)


def build(folder: Path, **settings) -> Path:
    """Build the small book in ``folder``; ``repository`` is what ``_config.yml`` says of it, all else Sphinx' own."""
    source = folder / "source"
    for name, text in PAGES.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (source / "_toc.yml").write_text(CONTENTS, "utf-8")
    repository = settings.pop("repository", "")
    (source / "_config.yml").write_text(f"title: Small Book\n{repository}", "utf-8")
    for name in ("CITATION.cff", "LICENSE-CONTENT", "CHANGELOG.md", "book/references.bib"):
        shutil.copy(paths.book_dir() / name, source / name)
    app = Sphinx(source, None, folder / "html", folder / "doctrees", "html", {**SETTINGS, **settings}, status=None,
                 warning=None, freshenv=False, verbosity=0)
    app.build()
    assert app.statuscode == 0
    return folder / "html"
