"""Which edition of the book a page belongs to: a meta tag on every page, and ``edition.json`` beside them.

Name and day are the version and the release date of ``CITATION.cff``, by which the book is cited. A page that
stands in the folder of its edition asks ``../editions.json`` whether there is a later one (see
:mod:`trilateral.publishing.editions`); everywhere else it asks nothing.
"""
from __future__ import annotations

import json
from html import escape
from pathlib import Path

import yaml

CFF = "CITATION.cff"
FILE = "edition.json"
SCRIPT = "trilateral-edition.js"  # it asks for its style sheet when it has something to show


def edition(srcdir: Path) -> dict[str, str]:
    """Name and ISO day of the edition; empty without a citation file that has both."""
    path = srcdir / CFF
    if not path.is_file():
        return {}
    content = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    found = {"name": content.get("version", ""), "date": content.get("date-released", "")}
    return found if all(found.values()) else {}


def _read(app, config) -> None:
    """A setting, so that a new edition writes every page anew."""
    config.trilateral_edition = edition(Path(app.srcdir))


def _tag(app, pagename, templatename, context, doctree) -> None:
    if own := app.config.trilateral_edition:
        tag = f'<meta name="edition" content="{escape(own["name"])}" />'
        app.add_js_file(SCRIPT, loading_method="defer")
        context["metatags"] = f'{context.get("metatags") or ""}\n    {tag}'


def _write(app, error) -> None:
    if error or app.builder.name != "html" or not app.config.trilateral_edition:
        return
    content = {"title": app.config.html_title, **app.config.trilateral_edition}
    (Path(app.outdir) / FILE).write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def register(app) -> None:
    """Connect to Sphinx."""
    app.add_config_value("trilateral_edition", {}, "html")
    app.connect("config-inited", _read)
    app.connect("html-page-context", _tag)
    app.connect("build-finished", _write)
