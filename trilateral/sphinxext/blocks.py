"""Figure and table blocks with their look, for a book on another text: without this book's ledger and lists.

``trilateral new`` puts it among the extensions of the ``_config.yml`` that it writes.
"""
from __future__ import annotations

from trilateral import sphinxext
from trilateral.sphinxext import linked, live, look, picture, table_heads, tools


def setup(app):
    """Register what :mod:`trilateral.figures` needs on a page."""
    for part in (picture, tools, linked, live, table_heads, look):
        part.register(app)
    app.connect("config-inited", sphinxext._theme)
    app.connect("builder-inited", sphinxext._static)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
