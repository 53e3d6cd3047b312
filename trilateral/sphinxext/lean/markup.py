"""What stands in a page's markup: its classes, and attributes that a strict policy would not let act."""
from __future__ import annotations

import hashlib
import re

# Buttons as the theme makes them; static/trilateral-buttons.js and trilateral-hub.js do what their handlers would.
HANDLERS = {"window.print()": "print", "toggleFullScreen()": "fullscreen", "askForHub()": "hub"}
_CLASS = re.compile(r'\sclass=(?:"([^"]*)"|\'([^\']*)\')')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_HANDLER = re.compile(r'(<button\b[^>]*?)\sonclick="([^"]*)"')
_STYLED = re.compile(r'<(\w+)\b((?:\s[^<>]*?)?)\sstyle="([^"]*)"([^<>]*)>')
_VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')


def classes(text: str) -> set[str]:
    """Every class that an element of the page has."""
    return {name for pair in _CLASS.findall(text) for name in (pair[0] or pair[1]).split()}


def words(script: str) -> set[str]:
    """Every word of a script: it may be a class."""
    return set(_WORD.findall(script))


class Still:
    """Makes pages that need no handler and no style in an attribute; ``rules`` say what those styles said."""

    def __init__(self):
        self.rules: dict[str, str] = {}

    def page(self, text: str) -> str:
        """The page, its handlers as ``data-does``, its styles as classes, and one line about the viewport."""
        text = _HANDLER.sub(lambda m: f'{m[1]} data-does="{HANDLERS[m[2]]}"' if m[2] in HANDLERS else m[0], text)
        text = _STYLED.sub(self._classed, text)
        first = _VIEWPORT.search(text)
        return text[: first.end()] + _VIEWPORT.sub("", text[first.end():]) if first else text

    def _classed(self, tag: re.Match) -> str:
        said = [part.strip() for part in tag[3].split(";") if part.strip()]
        name = "s-" + hashlib.sha256(";".join(said).encode()).hexdigest()[:8]
        # An attribute outranks every rule; so must what stands for it.
        self.rules[name] = f".{name}{{{';'.join(f'{part}!important' for part in said)}}}\n"
        before, after = tag[2], tag[4]
        if found := _CLASS.search(before + after):
            whole = before + after
            start = found.start(1) if found[1] is not None else found.start(2)
            return f"<{tag[1]}{whole[:start]}{name} {whole[start:]}>"
        return f'<{tag[1]} class="{name}"{before}{after}>'

    @property
    def sheet(self) -> str:
        """The rules, in an order that does not hang on the pages'."""
        return "".join(self.rules[name] for name in sorted(self.rules))
