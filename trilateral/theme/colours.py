"""Colours by name, once for light pages and once for dark ones.

A figure is drawn once, with the light colours; :func:`darken` then exchanges each for the dark
colour of the same name. That works because every light colour stands for one name only, and it
keeps figures honest: a colour that has no name here raises instead of staying bright on black.
"""
from __future__ import annotations

import re

# One colour an actor for the whole book: legible as text on its paper (4.5:1), and far enough from every
# other for eyes that lack a kind of cone; chosen by a search from tests/figures/test_palette.py's distances.
_COUNTRIES = {
    #        light      dark
    "USA": ("#0c5079", "#1da7e0"),
    "JPN": ("#3e7d59", "#6be8a6"),
    "KOR": ("#b650a2", "#cc79b3"),
    "CHN": ("#d04025", "#f96a14"),
    "RUS": ("#4b3c44", "#b9b8c2"),
    "TWN": ("#654e12", "#cdb952"),
    "PRK": ("#5e1222", "#e47e87"),
    "PHL": ("#5f7623", "#bde464"),
    # Of these few stand beside the actors above; where all can, marks have shapes too.
    "AUS": ("#7b5ea7", "#b79ee0"),
    "DEU": ("#5f5f1e", "#b9b96a"),
    "FRA": ("#6b7fd0", "#98a8f0"),
    "GBR": ("#27307a", "#8f9ae6"),
    "IND": ("#7d4a2a", "#c9936c"),
    "POL": ("#c2326b", "#f07fa9"),
    "UKR": ("#0a7d9c", "#5cc3dd"),
    "VNM": ("#3d7f3f", "#7fc781"),
}

_SURFACES = {
    "paper": ("#ffffff", "#121212"),  # the page; also the halo behind a label
    "ink": ("#1c2127", "#e8eaed"),
    "quiet": ("#5b6470", "#a3adb8"),  # axis labels, notes
    "rule": ("#d5dae0", "#39424d"),  # grid lines, frames
    "other": ("#8a8f96", "#7d858f"),  # countries that a chart does not name
    "sea": ("#e9f1f6", "#1a222b"),
    "land": ("#e3dfd6", "#3b4048"),
    "land_partner": ("#d3dde0", "#414f58"),  # land of the three partners on maps
    "land_edge": ("#a9a496", "#606874"),
    "coast": ("#8fa1ad", "#5d6f7c"),
    "water": ("#b7d1e0", "#26384a"),  # lakes and rivers
    "graticule": ("#ccd8e0", "#2d3843"),
    "disputed": ("#8a5a24", "#d9a766"),
    "accent": ("#a3260f", "#ff9479"),  # what a map is about: the measured line, the crossing
    "missing": ("#f1efe9", "#2a2f36"),
}

# Depth tints, shallow to deep.
_DEPTH = {
    "depth_0": ("#dfecf3", "#1f2a35"),
    "depth_1": ("#cfe2ed", "#1b2631"),
    "depth_2": ("#bdd6e5", "#17222c"),
    "depth_3": ("#abc9dc", "#131d27"),
    "depth_4": ("#99bcd3", "#101922"),
    "depth_5": ("#86aeca", "#0d141c"),
}

# Loss of people, slight to heavy, and gain: one hue each, so that it survives colour-vision deficiency.
_CHANGE = {
    "gain": ("#79b4cf", "#3d7693"),
    "loss_1": ("#fbe3c4", "#5a4130"),
    "loss_2": ("#f3bf86", "#84552f"),
    "loss_3": ("#e0914a", "#b06c33"),
    "loss_4": ("#bd6020", "#d68b4a"),
    "loss_5": ("#86370c", "#f5b57e"),
}

# People per square kilometre, few to many: one hue.
_DENSITY = {
    "density_1": ("#efeaf3", "#2c2738"),
    "density_2": ("#d3c6de", "#453b5b"),
    "density_3": ("#af98c3", "#665784"),
    "density_4": ("#8566a1", "#9280b4"),
    "density_5": ("#573a73", "#cdbce8"),
}

# What came of something, and ordered steps of one hue; charts add a shape, a hatch or a word to each.
_CATEGORIES = {
    "good": ("#1d7f8c", "#5fc4d1"),  # success, kept
    "mixed": ("#8f7a33", "#cdb566"),  # mixed, unclear
    "bad": ("#b5473a", "#f08f80"),  # failure, reversed
    "unknown": ("#9aa1a9", "#6f7882"),
    "step_1": ("#a9b4dd", "#4b5680"),
    "step_2": ("#8490c8", "#6c79ad"),
    "step_3": ("#5d68a8", "#929edb"),
    "step_4": ("#3a4380", "#c3cbf5"),
}

# What the ledger finds of a claim; badges add an icon, a border and the word, charts a hatch.
_VERDICTS = {
    "supported": ("#0f6b78", "#6fd0dc"),
    "partly": ("#7a6420", "#d8c06a"),
    "contradicted": ("#a33327", "#f79a8e"),
    "not_testable": ("#5d6570", "#a9b1bb"),
    "outdated": ("#6b4a94", "#c3a5ee"),
}

NAMES = _COUNTRIES | _SURFACES | _DEPTH | _CHANGE | _DENSITY | _CATEGORIES | _VERDICTS
LIGHT = {name: pair[0] for name, pair in NAMES.items()}
DARK = {name: pair[1] for name, pair in NAMES.items()}
_TO_DARK = {light: dark for light, dark in NAMES.values()}
_NAME_OF = {light: name for name, (light, _) in NAMES.items()}

HEX = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)


def country(iso3: str) -> str:
    """Light colour of a country; the quiet one for all that have none of their own."""
    return LIGHT.get(iso3, LIGHT["other"]) if iso3 in _COUNTRIES else LIGHT["other"]


def themed(text: str) -> str:
    """A drawing or a chart whose colours are the page's CSS variables, so that it follows its theme."""
    _require_named(text)
    return HEX.sub(lambda match: f"var(--c-{_NAME_OF[match[0].lower()]})", text)


def css() -> str:
    """The colours as CSS variables, light ones and, under the theme's attribute and on a screen, dark ones."""

    def block(selector: str, shades: dict[str, str]) -> str:
        return f"{selector} {{ {' '.join(f'--c-{name}: {shade};' for name, shade in shades.items())} }}\n"

    dark = block('html[data-theme="dark"]', DARK)
    return block(":root", LIGHT) + f"@media screen {{ {dark.rstrip()} }}\n"


def darken(svg: str) -> str:
    """The same drawing in the dark colours.

    Raises
    ------
    ValueError
        The drawing uses a colour that has no name in this module.
    """
    _require_named(svg)
    return HEX.sub(lambda match: _TO_DARK[match[0].lower()], svg)


def _require_named(text: str) -> None:
    unknown = sorted({c for c in HEX.findall(text) if c.lower() not in _TO_DARK})
    if unknown:
        raise ValueError(f"colours without a name in trilateral.theme.colours: {', '.join(unknown)}")
