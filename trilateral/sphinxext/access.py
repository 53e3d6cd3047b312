"""Mends to what other tools write, for readers who use assistive technology."""
from __future__ import annotations


def list_entries(app, pagename, templatename, context, doctree) -> None:
    """Docutils puts entries of a role that is deprecated, and no list item, into a list of references."""
    if context.get("body"):
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", list_entries)
