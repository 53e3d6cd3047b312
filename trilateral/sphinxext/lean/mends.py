"""Mends of the theme's scripts, where its own switches do not reach.

Once a page has loaded, the theme asks of every block of code whether it scrolls, to let the keyboard reach it. To
answer, a browser must lay out what is folded away: up to a third of a second on a phone. Folded blocks are left out,
and ``static/trilateral-access.js`` asks when one is opened.
"""
from __future__ import annotations

import re

MENDS = {"pydata-sphinx-theme.js": (re.compile(r"(\w+)\.tabIndex=\1\.scrollWidth>"),
                                    r"if(\1.checkVisibility())\1.tabIndex=\1.scrollWidth>")}
"""Name of a script -> what stands in it, what should."""


def mended(name: str, text: str) -> str:
    """The text of a script; that of another version of the theme may have nothing to mend."""
    found = MENDS.get(name.rpartition("/")[2])
    return found[0].sub(found[1], text) if found else text
