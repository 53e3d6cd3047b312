"""Anti-ship missiles round the Luzon Strait: one small map a shore, a band from the smallest to the largest range."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

if TYPE_CHECKING:
    import pandas as pd

STRAIT = base.Window(
    crs="+proj=laea +lat_0=20.6 +lon_0=121.5 +datum=WGS84",
    west=-455, south=-400, east=455, north=565,
    words="Lambert azimuthal equal-area projection centred on 20.6°N 121.5°E",
)
GAP = 0.08  # inches between panels
DASHES = {"nsm-nmesis": "-", "c-star": (0, (3, 1.6)), "brahmos": "-", "hsiung-feng-ii": (0, (3, 1.6)),
          "hsiung-feng-iii": "-", "type-12": "-"}


@drawing
def weapon_reach(canvas: Canvas, weapons: pd.DataFrame) -> None:
    """A panel a launch place: the strait's water, and the reach of each missile from there.

    ``weapons``: id, weapon, place (heads its panel), lon, lat (where a launcher is supposed to stand),
    iso3 (whose missile), min_km and max_km (published ranges), min_share and max_share (of the strait's
    water within them, 0 to 1); panels in the order of the places.
    """
    places = list(dict.fromkeys(weapons["place"]))
    for k, (head, axes) in enumerate(_panels(canvas, len(places))):
        rows = weapons[weapons["place"] == places[k]]
        _head(head, places[k], rows, canvas.narrow)
        _panel(axes, rows, canvas.narrow, first=k == 0)


def _panels(canvas: Canvas, count: int) -> list[tuple]:
    """Two columns of maps that fill the width, each with a strip for words above it."""
    rows, strip = -(-count // 2), 0.66 if canvas.narrow else 0.48
    side = (canvas.width - GAP) / 2
    tall = side * STRAIT.aspect
    height = rows * (tall + strip) + (rows - 1) * GAP
    canvas.height(height)
    canvas.figure.set_layout_engine("none")
    made = []
    for k in range(count):
        left, top = k % 2 * (side + GAP), height - k // 2 * (strip + tall + GAP)
        boxes = [(left / canvas.width, (top - strip) / height, side / canvas.width, strip / height),
                 (left / canvas.width, (top - strip - tall) / height, side / canvas.width, tall / height)]
        head, axes = (canvas.figure.add_axes(box) for box in boxes)
        made.append((head, base.dress(axes, STRAIT)))
    return made


def _head(axes, place: str, rows, narrow: bool) -> None:
    """Where a launcher is supposed to stand; each missile with its line, its range and its share of the strait."""
    size = 6.3 if narrow else 7.4
    inches = axes.figure.get_size_inches() * axes.get_position().size
    axes.set_axis_off()
    axes.set_xlim(0, inches[0])
    axes.set_ylim(0, inches[1])
    axes.text(0, inches[1] - 0.03, f"From {place}", fontsize=size + 1, fontweight="bold", va="top")
    line = 0.105 if narrow else 0.135
    for k, row in enumerate(rows.itertuples()):
        shade, words = colours.LIGHT[row.iso3], _words(row)
        high = inches[1] - 0.22 - k * line * (2 if narrow else 1)
        axes.plot([0, 0.2], [high, high], color=shade, linewidth=1.5, linestyle=DASHES[row.id])
        text = "\n".join(words) if narrow else ": ".join(words)
        axes.text(0.26, high + line / 2.2, text, fontsize=size, color=shade, va="top", linespacing=1.1)


def _words(row) -> tuple[str, str]:
    """Name with range, and share of the strait; spans where the two ends differ."""
    one = row.min_km == row.max_km
    km = formats.km(row.max_km) if one else f"{row.min_km}–{formats.km(row.max_km)}"
    low, high = (formats.percent(value, 0) for value in (row.min_share, row.max_share))
    share = "none" if row.max_share == 0 else high if one else f"{low} to {high}"
    return f"{row.weapon}, {km}", f"{share} of the water"


def _panel(axes, rows, narrow: bool, first: bool) -> None:
    """One launch place; seas and degrees are named in the first panel for all."""
    size = 6.3 if narrow else 7.4
    backdrop.draw(axes, STRAIT, step=5, degrees=first and not narrow)
    base.areas(axes, STRAIT, backdrop.layer("luzon_strait"), facecolors=colours.LIGHT["accent"], alpha=0.17,
               linewidths=0, zorder=1.8)
    for row in rows.itertuples():
        _band(axes, row)
    place = rows.iloc[0]
    labels.place(axes, STRAIT, place["lon"], place["lat"], "", marker="^", size=5, colour="ink")
    for lon, lat, text in ((121.0, 23.75, "Taiwan"), (121.25, 17.55, "Luzon")):
        labels.country(axes, STRAIT, lon, lat, text, fontsize=size)
    if first:
        labels.sea(axes, STRAIT, 118.75, 21.4, "South China\nSea", fontsize=size)
        labels.sea(axes, STRAIT, 124.5, 21.9, "Philippine\nSea", fontsize=size)
        labels.callout(axes, STRAIT.xy(120.9, 19.05), STRAIT.xy(119.9, 17.75), "the water\ncounted", fontsize=size,
                       right=True)
        base.scale_bar(axes, STRAIT, 200, (0.7, 0.05))


def _band(axes, row) -> None:
    """A missile's reach: filled between both ranges, an edge at each, the outer one heavier."""
    import numpy as np
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

    from trilateral.measures import geodesy

    shade = colours.LIGHT[row.iso3]
    rings = [np.column_stack(STRAIT.xy(*geodesy.ring_points(row.lon, row.lat, km).T))
             for km in (row.min_km, row.max_km)]
    if row.min_km < row.max_km:
        hole = Path.make_compound_path(Path(rings[1], closed=True), Path(rings[0][::-1], closed=True))
        band = PathCollection([hole], facecolors=shade, alpha=0.16, linewidths=0, zorder=3.5)
        axes.add_collection(band, autolim=False)
    for ring, weight in zip(rings, (0.8, 1.5), strict=True):
        axes.plot(*ring.T, color=shade, linewidth=weight, linestyle=DASHES[row.id], zorder=4, scalex=False,
                  scaley=False)
