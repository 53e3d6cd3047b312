"""The book's own look: its style sheets, one a subject, in the order in which they follow one another."""
from __future__ import annotations

SHEETS = ("faces", "type", "page", "figures", "tables", "live", "claims", "ledger", "teaching", "front")


def register(app) -> None:
    """Have every page ask for the sheets; those of the theme come first."""
    for sheet in SHEETS:
        app.add_css_file(f"trilateral-{sheet}.css")
