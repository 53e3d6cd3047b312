"""Vega-Lite settings of every live figure: the same look as the drawn ones."""
from __future__ import annotations

from typing import Any

from trilateral.theme.colours import LIGHT

# As wide as the drawn figures: CSS pixels of the text column, and of a phone less its margins.
WIDE, NARROW = 691, 350
FONT = "DejaVu Sans, Verdana, sans-serif"  # Verdana has nearly the same widths, where DejaVu is missing

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelColor": LIGHT["quiet"], "titleColor": LIGHT["quiet"], "gridColor": LIGHT["rule"],
        "domainColor": LIGHT["rule"], "tickColor": LIGHT["rule"], "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "gridWidth": 0.9,
    },
    "axisX": {"grid": False, "labelFlush": True},
    "axisY": {"domain": False, "ticks": False, "tickCount": 5},
    "legend": {
        "labelColor": LIGHT["ink"], "titleColor": LIGHT["quiet"], "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "symbolStrokeWidth": 2, "symbolSize": 60,
    },
    "title": {"color": LIGHT["ink"], "fontSize": 12, "anchor": "start", "frame": "group", "offset": 8},
    "line": {"strokeWidth": 2.2, "strokeCap": "round"},
    "rule": {"color": LIGHT["quiet"]},
    "text": {"color": LIGHT["ink"], "fontSize": 11},
}
