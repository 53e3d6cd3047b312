"""Two scripts a page: what every page runs, joined, and what this page runs besides. Both wait for the text.

Joined files run in the order in which the page named them, before the document is declared ready, as
deferred scripts do; Sphinx's and the theme's look at the document's state and start at once.
"""
from __future__ import annotations

import re
from pathlib import Path

from trilateral.sphinxext.lean import mends

SEARCH_SCRIPTS = ("searchtools.js", "language_data.js", "searchindex.js")
# What must stand on a page for a script to be of use to it.
NEEDS = {"design-tabs.js": "sd-tab-set", "clipboard.min.js": 'class="highlight', "copybutton.js": 'class="highlight'}
ICONS = "fontawesome.js"  # a second drawing of the icons, which the fonts already hold
OPTIONS = "documentation_options.js"
_TAG = re.compile(r'\s*<script\b(?![^>]*\b(?:async|type="module"))[^>]*?\bsrc="([^"]*)"[^>]*>\s*</script>')
_PRELOAD = re.compile(r'\s*<link\b(?=[^>]*\brel="preload")(?=[^>]*\bas="script")[^>]*>')
_PAGENAME = re.compile(r"\s*<script>DOCUMENTATION_OPTIONS\.pagename = '([^'<]*)';</script>")
_TYPING = re.compile(r"\s*<script>(DOCUMENTATION_OPTIONS\.search_as_you_type = \w+;)</script>")
_MAP = re.compile(r"\n?//# sourceMappingURL=\S*")


def joined(texts: dict[Path, str], static) -> dict[Path, str]:
    """Every page with its scripts joined; pages without scripts as they are."""
    asked = {path: _asked(path.name, text, static) for path, text in texts.items()}
    laid_out = [set(found) for found in asked.values() if found]
    common = set.intersection(*laid_out) if laid_out else set()
    return {path: _page(path.name, text, asked[path], common, static) for path, text in texts.items()}


def _asked(page: str, text: str, static) -> list[str]:
    """Names below ``_static`` of the scripts that the page asks for and needs, in its order."""
    files = [static.file(tag[1]) for tag in _TAG.finditer(text) if not _idle(tag[1], page, text)]
    return list(dict.fromkeys(file.relative_to(static.folder).as_posix() for file in files if file))


def _idle(address: str, page: str, text: str) -> bool:
    """The script would do nothing on this page."""
    name = address.partition("?")[0].rpartition("/")[2]
    if name in SEARCH_SCRIPTS:
        return page != "search.html"
    return name == ICONS or NEEDS.get(name, "") not in text


def _page(page: str, text: str, asked: list[str], common: set[str], static) -> str:
    if not asked:
        return text
    typing = _TYPING.search(text)
    settings = typing[1] if typing else ""
    parts = [[name for name in asked if (name in common) is shared] for shared in (True, False)]
    bundles = [static.make("js", _bundle(names, static, settings)) for names in parts if names]
    first = next(tag for tag in _TAG.finditer(text) if static.file(tag[1]))
    home = first[1].partition("_static/")[0]
    lines = "".join(f'\n    <script defer="defer" src="{home}_static/{name}"></script>' for name in bundles)

    def tag(found: re.Match) -> str:
        here = lines if found.start() == first.start() else ""
        if static.file(found[1]) or _idle(found[1], page, text):
            return here
        return found[0] if " defer" in found[0] else found[0].replace("<script", '<script defer="defer"', 1)

    text = _TAG.sub(tag, text)
    if named := _PAGENAME.search(text):
        text = text.replace("<html", f'<html data-pagename="{named[1]}"', 1)
    return _PRELOAD.sub("", _TYPING.sub("", _PAGENAME.sub("", text)))


def _bundle(names: list[str], static, settings: str) -> str:
    """The files' text; the page's settings, which it used to carry in its head, behind Sphinx's own."""
    parts = []
    for name in names:
        text = mends.mended(name, _MAP.sub("", static.read(static.folder / name)).strip())
        if name == OPTIONS:
            text += f"\nDOCUMENTATION_OPTIONS.pagename = document.documentElement.dataset.pagename;\n{settings}"
        parts.append(text)
    return "\n;\n".join(parts) + "\n"
