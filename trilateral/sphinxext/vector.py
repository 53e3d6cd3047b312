"""Drawings for pages: without styles in attributes, which a strict policy forbids, and without idle bytes."""
from __future__ import annotations

import re

from trilateral.sphinxext.outline import steps

SMALL = 20  # points
_NUMBER = re.compile(r"-?\d*\.?\d+")
_STYLED = re.compile(r'<([a-zA-Z]+)\b([^<>]*?)\sstyle="([^"]*)"([^<>]*?)(/?)>')
_UNIVERSAL = re.compile(r"<style\b[^>]*>\s*\*\s*\{([^{}]*)\}\s*</style>")
_EMPTY = re.compile(r"<defs>\s*</defs>\s*|\s*<!--.*?-->|(?<=>)\s+(?=<)", re.S)
_PLACED = re.compile(
    r'(?<=\s)((?:x|y)=")(-?\d+\.\d{3,})(?=")|(?<=translate\()(-?\d+\.\d{3,})([ ,])(-?\d+\.\d{3,})(?=\))')
_OUTLINE = re.compile(r'(<path\b[^<>]*?\sd=")([^"]*)(")')
_GROUP = re.compile(r"<g(?:\s[^<>]*)?(?<!/)>|</g>")
# Names that matplotlib counts up and nothing refers to.
_COUNTED = re.compile(r'(<g)\sid="[A-Za-z][\w.]*_\d+"')


def lean(svg: str) -> str:
    """The same drawing: styles as presentation attributes, places to a hundredth of a point, no remarks."""
    if rule := _UNIVERSAL.search(svg):
        # A rule for every element is what the outermost one hands down.
        svg = _UNIVERSAL.sub("", svg).replace("<svg", f"<svg {_attributes(rule[1])}", 1)
    svg = _STYLED.sub(_presented, svg)
    svg = _PLACED.sub(_placed, _COUNTED.sub(r"\1", svg))
    svg = _OUTLINE.sub(lambda path: f"{path[1]}{steps(path[2], _unit(path[2]))}{path[3]}", svg)
    return _unwrapped(_EMPTY.sub("", svg))


def _unwrapped(svg: str) -> str:
    """Without groups that say nothing: a browser keeps an element for each."""
    idle: list[bool] = []

    def tag(found: re.Match) -> str:
        if found[0] != "</g>":
            idle.append(found[0] == "<g>")
            return "" if idle[-1] else found[0]
        return "" if idle.pop() else found[0]

    return _GROUP.sub(tag, svg)


def _unit(outline: str) -> int:
    """Tenths of a point, as maps and curves have them; hundredths for what is small and drawn often, as a marker."""
    far = max((abs(float(number)) for number in _NUMBER.findall(outline)), default=0)
    return 10 if far > SMALL else 100


def _presented(tag: re.Match) -> str:
    """Declarations outrank attributes of the same name, which give way."""
    said = dict(part.split(":", 1) for part in tag[3].split(";") if part.strip())
    rest = tag[2] + tag[4].rstrip()
    for name in said:
        rest = re.sub(rf'\s{name.strip()}="[^"]*"', "", rest)
    return f"<{tag[1]}{rest} {_attributes(tag[3])}{tag[5]}>"


def _attributes(style: str) -> str:
    pairs = (part.split(":", 1) for part in style.split(";") if part.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)


def _placed(found: re.Match) -> str:
    if found[1]:
        return found[1] + _short(found[2])
    return f"{_short(found[3])}{found[4]}{_short(found[5])}"


def _short(number: str) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
