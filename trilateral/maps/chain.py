"""Maps of the First Island Chain."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

CHAIN = base.Window(
    crs="+proj=laea +lat_0=22 +lon_0=125 +datum=WGS84",
    west=-2150, south=-2180, east=2450, north=2930,
    words="Lambert azimuthal equal-area projection centred on 22°N 125°E",
)
REACH = base.Window(
    crs="+proj=laea +lat_0=28 +lon_0=128 +datum=WGS84",
    west=-1750, south=-1560, east=1750, north=1900,
    words="Lambert azimuthal equal-area projection centred on 28°N 128°E",
)

COUNTRIES = ((112, 31, "China"), (127.9, 36.4, "ROK"), (126.4, 40.4, "DPRK"), (138.0, 36.2, "Japan"),
             (121.9, 16.4, "Philippines"), (114.6, 2.6, "Borneo"), (106.0, 16.2, "Viet\nNam"),
             (134.8, 46.4, "Russia"))
SEAS = ((115.5, 13.6, "South China\nSea", 0), (124.6, 29.5, "East China\nSea", 0), (123.6, 35.6, "Yellow\nSea", 0),
        (135.2, 39.7, "Sea of Japan /\nEast Sea", 0), (131.8, 19.4, "Philippine Sea", 0),
        (145.8, 31.4, "Pacific\nOcean", 0))


@drawing
def first_island_chain(canvas: Canvas, widths) -> None:
    """The chain with every measured strait: its shortest line, name and width.

    ``widths`` is a table ordered from north to south: name, km, and the ends of the measured
    line, lon_a, lat_a, lon_b, lat_b.
    """
    key = 0.165 * ((len(widths) + 1) // 2) + 0.08 if canvas.narrow else 0
    axes = base.sheet(canvas, CHAIN, below=key)
    backdrop.draw(axes, CHAIN, depth=True, partners=True)
    _names(axes, CHAIN, 5.6 if canvas.narrow else 7.6)
    _taiwan(axes, CHAIN, canvas.narrow)
    ends = [_segment(axes, CHAIN, row) for row in widths.itertuples()]
    if canvas.narrow:
        for number, end in enumerate(ends, 1):
            labels.numbered(axes, end, number)
        _key(canvas, widths, key)
    else:
        _callouts(axes, widths, ends)
        backdrop.disputed_places(axes, CHAIN, {"dokdo_takeshima": "e", "senkaku_diaoyu": "w", "scarborough_shoal": "w"})
    base.scale_bar(axes, CHAIN, 500, (0.035, 0.035))


def _names(axes, window: base.Window, size: float) -> None:
    for lon, lat, text in COUNTRIES:
        labels.country(axes, window, lon, lat, text, fontsize=size)
    for lon, lat, text, rotation in SEAS:
        labels.sea(axes, window, lon, lat, text, rotation=rotation, fontsize=size)


def _taiwan(axes, window: base.Window, narrow: bool) -> None:
    labels.country(axes, window, 120.9, 23.7, "Taiwan", fontsize=5 if narrow else 7)


def _segment(axes, window: base.Window, row) -> tuple[float, float]:
    """Draw the measured line and give its middle, in kilometres on the sheet."""
    ax, ay = window.xy(row.lon_a, row.lat_a)
    bx, by = window.xy(row.lon_b, row.lat_b)
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["accent"], linewidth=2, solid_capstyle="butt", zorder=6)
    return (ax + bx) / 2, (ay + by) / 2


def _callouts(axes, widths, ends) -> None:
    """Names in a column in the open ocean, as high as their straits where there is room."""
    spacing = 0.036 * (CHAIN.north - CHAIN.south)
    heights = _spread([end[1] for end in ends], spacing, CHAIN.south + spacing, CHAIN.north - spacing)
    column = CHAIN.west + 0.735 * (CHAIN.east - CHAIN.west)
    for row, end, height in zip(widths.itertuples(), ends, heights, strict=True):
        at = (max(column, end[0] + 120), height)
        labels.callout(axes, end, at, f"{row.name}  {formats.km(row.km)}", fontsize=7)


def _spread(heights: list[float], spacing: float, low: float, high: float) -> list[float]:
    """Heights from top to bottom, at least ``spacing`` apart, inside ``low`` to ``high``."""
    placed: list[float] = []
    for height in heights:
        placed.append(min(height, high if not placed else placed[-1] - spacing))
    floor = low
    for position in range(len(placed) - 1, -1, -1):
        placed[position] = max(placed[position], floor)
        floor = placed[position] + spacing
    return placed


def _key(canvas: Canvas, widths, inches: float) -> None:
    """The numbered straits below a narrow map, in two columns."""
    axes = canvas.figure.add_axes((0, 0, 1, inches / canvas.figure.get_size_inches()[1]))
    axes.set_axis_off()
    rows = (len(widths) + 1) // 2
    for position, row in enumerate(widths.itertuples()):
        x, y = position // rows * 0.52, 1 - (position % rows + 0.8) / (rows + 0.4)
        axes.text(x, y, f"{position + 1}", fontsize=6, color=colours.LIGHT["accent"], fontweight="bold")
        axes.text(x + 0.045, y, f"{row.name} {formats.km(row.km)}", fontsize=6, color=colours.LIGHT["ink"])


@drawing
def reach_to(canvas: Canvas, bases, target, radii_km: tuple[int, ...]) -> None:
    """Geodesic rings around a target, and the bases of the partners with their distance to it.

    Parameters
    ----------
    bases
        Table: name, lon, lat, km, iso3 (whose land it stands on), side (where the label goes).
    target
        Row of the table of places: lon, lat, name_en.
    """
    from trilateral.measures import geodesy

    axes = base.sheet(canvas, REACH)
    backdrop.draw(axes, REACH, depth=True, partners=True)
    size = 5.6 if canvas.narrow else 7.2
    for radius in radii_km:
        ring = geodesy.ring_points(target["lon"], target["lat"], radius, 361)
        x, y = REACH.xy(ring[:, 0], ring[:, 1])
        axes.plot(x, y, color=colours.LIGHT["ink"], linewidth=0.9, linestyle=(0, (4, 2)), zorder=5)
        low = y.argmin() if y.min() > REACH.south else None
        if low is not None:
            axes.annotate(formats.km(radius), (x[low], y[low]), ha="center", va="center", fontsize=size - 0.4,
                          color=colours.LIGHT["ink"], path_effects=labels.halo(2.5), zorder=6)
    for row in bases.itertuples():
        text = f"{row.name} {formats.km(row.km)}"
        labels.place(axes, REACH, row.lon, row.lat, text, side=row.side, colour=row.iso3, marker="^", size=4.6,
                     fontsize=size)
    labels.place(axes, REACH, target["lon"], target["lat"], target["name_en"], side="w", marker="*", size=9,
                 colour="accent", fontsize=size + 1.2, bold=True)
    for lon, lat, text in ((112.5, 30.5, "China"), (126.6, 40.2, "DPRK"), (121.9, 16.9, "Philippines")):
        labels.country(axes, REACH, lon, lat, text, fontsize=size + 0.6)
    for lon, lat, text in ((124.9, 29.3, "East China Sea"), (133.0, 20.4, "Philippine Sea"),
                           (134.6, 39.2, "Sea of Japan /\nEast Sea"), (115.6, 18.0, "South China\nSea")):
        labels.sea(axes, REACH, lon, lat, text, fontsize=size)
    backdrop.disputed_places(axes, REACH, {"senkaku_diaoyu": "e", "dokdo_takeshima": "e"})
    base.scale_bar(axes, REACH, 500, (0.035, 0.035))
