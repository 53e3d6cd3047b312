"""An empty, hidden line below the title of every page that has a notebook; a site with JupyterLite fills it.

The line is there from the start so that its look is not taken out as something that no page uses.
"""
from __future__ import annotations

from trilateral.sphinxext.teaching import downloads

LINE = '<p class="run-here screen-only" hidden></p>'
_TITLE = "</h1>"


def put(app, pagename, templatename, context, doctree) -> None:
    """Put the line below the title."""
    if app.builder.name == "html" and context.get("body") and pagename in downloads.pages(app):
        before, title, after = context["body"].partition(_TITLE)
        context["body"] = f"{before}{title}\n{LINE}{after}" if title else before


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", put)
