"""The chain's straits one by one, all at one scale: small multiples of maps."""
from __future__ import annotations

from dataclasses import dataclass

from trilateral import names
from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

ACROSS_KM = 140.0  # width of a panel of one column; columns and rows between share its scale
GUTTER = 0.09  # inches between columns
HEAD = 0.54  # inches above a panel for its name, width and local names
WORDS = "Lambert azimuthal equal-area projections, each centred on its own line"


@dataclass(frozen=True)
class Grid:
    """Where the panels go.

    Attributes
    ----------
    columns
        How many panels stand beside one another.
    rows
        Height of each row's maps in kilometres.
    cells
        Strait to row, column, rows and columns that its panel takes; ``key`` is the cell of the scale.
    """

    columns: int
    rows: tuple[float, ...]
    cells: dict[str, tuple[int, int, int, int]]


def _cells(*singles: tuple[str, int, int], **large: tuple[int, int, int, int]) -> dict[str, tuple[int, int, int, int]]:
    return {**{name: (row, column, 1, 1) for name, row, column in singles}, **large}


WIDE = Grid(5, (84, 92, 122, 112), _cells(
    ("soya", 0, 0), ("tsugaru", 0, 1), ("korea-west", 0, 2), ("korea-east", 0, 3), ("osumi", 0, 4),
    ("tokara", 1, 0), ("yonaguni", 1, 3), ("taiwan", 2, 0), ("bashi", 2, 3),
    ("balintang", 3, 0), ("mindoro", 3, 1), ("balabac", 3, 2), ("key", 3, 3),
    miyako=(1, 1, 2, 2), luzon=(1, 4, 3, 1)))
NARROW = Grid(2, (80, 84, 84, 190, 94, 122, 112, 94, 88), _cells(
    ("soya", 0, 0), ("tsugaru", 0, 1), ("korea-west", 1, 0), ("korea-east", 1, 1), ("osumi", 2, 0), ("tokara", 2, 1),
    ("yonaguni", 4, 0), ("taiwan", 4, 1), ("bashi", 5, 0), ("balintang", 6, 0), ("mindoro", 7, 0),
    ("balabac", 8, 0), ("key", 8, 1),
    miyako=(3, 0, 1, 2), luzon=(5, 1, 3, 1)))
STRAITS = tuple(name for name in WIDE.cells if name != "key")

TITLES = {"soya": "Soya / La Pérouse", "korea-west": "Korea Strait, west", "korea-east": "Korea Strait, east",
          "luzon": "Luzon Strait, whole"}
# How far a panel's middle is moved east of its line's, so that islands or a name come in.
EAST_KM = {"luzon": 48.0, "miyako": 12.0}
# Names in a panel besides the two shores: lon, lat, text.
ALSO = {"luzon": ((121.5, 20.62, "Batanes"), (121.42, 19.62, "Babuyan\nIslands"), (121.42, 21.83, "Lanyu")),
        "miyako": ((126.8, 26.48, "Kume"), (127.25, 26.32, "Kerama"))}
# Where a shore's name stands at its end of the line, if not beyond it.
SIDES = {("yonaguni", "Taiwan"): "n", ("yonaguni", "Yonaguni"): "s", ("miyako", "Okinawa Island"): "e",
         ("bashi", "Lesser Lanyu"): "e", ("bashi", "Mavulis"): "w", ("balintang", "Sabtang"): "e",
         ("balintang", "Babuyan Island"): "w", ("luzon", "Taiwan"): "e"}


def chokepoint_features(lines, straits):
    """What the panels show: the measured lines of :data:`STRAITS`, from north to south.

    Parameters
    ----------
    lines
        The layer ``strait_lines``.
    straits
        The table of straits, for the local names.

    Returns
    -------
    GeoDataFrame
        id, name, local_names, from_landmass, from_iso3, to_landmass, to_iso3, km, geometry.
    """
    local = straits.set_index("id")["local_names"]
    rows = lines[lines["id"].isin(STRAITS)].reset_index(drop=True)
    rows = rows.assign(local_names=rows["id"].map(local))
    return rows[["id", "name", "local_names", "from_landmass", "from_iso3", "to_landmass", "to_iso3", "km", "geometry"]]


@drawing
def strait_panels(canvas: Canvas, features) -> None:
    """Each strait's shores and the measured line between them, one panel a strait, one scale for all.

    ``features``: see :func:`chokepoint_features`.
    """
    grid = NARROW if canvas.narrow else WIDE
    inch = ACROSS_KM / ((canvas.width - GUTTER * (grid.columns - 1)) / grid.columns)  # kilometres an inch
    canvas.height(sum(grid.rows) / inch + HEAD * len(grid.rows) + 0.02)
    canvas.figure.set_layout_engine("none")
    for row in features.itertuples():
        across, down = _panel(canvas, grid, inch, row.id)
        window = panel_window(row, across.km, down.km)
        axes = base.dress(_axes(canvas, across, down), window)
        _ground(axes, window)
        _line(axes, window, row)
        for lon, lat, text in ALSO.get(row.id, ()):
            if base.inside(window, lon, lat, margin=10):
                labels.country(axes, window, lon, lat, text, fontsize=6.3)
        _head(canvas, across, down, row)
    _key(canvas, *_panel(canvas, grid, inch, "key"))


@dataclass(frozen=True)
class _Span:
    """One side of a panel: its start and length in inches of the figure, and its length in kilometres."""

    start: float
    inches: float
    km: float


def _panel(canvas: Canvas, grid: Grid, inch: float, name: str) -> tuple[_Span, _Span]:
    """Left to right, and bottom to top, of the map of a panel."""
    row, column, rows, columns = grid.cells[name]
    wide = columns * ACROSS_KM / inch + (columns - 1) * GUTTER
    tall = sum(grid.rows[row:row + rows]) / inch + (rows - 1) * HEAD
    top = canvas.figure.get_size_inches()[1] - sum(grid.rows[:row]) / inch - row * HEAD - HEAD
    return (_Span(column * (ACROSS_KM / inch + GUTTER), wide, wide * inch), _Span(top - tall, tall, tall * inch))


def _axes(canvas: Canvas, across: _Span, down: _Span):
    width, height = canvas.figure.get_size_inches()
    return canvas.figure.add_axes((across.start / width, down.start / height, across.inches / width,
                                   down.inches / height))


def panel_window(row, across_km: float, down_km: float) -> base.Window:
    """The window of a strait's panel: its line's middle in the middle, or moved by ``EAST_KM``."""
    from trilateral.measures import geodesy

    (lon_a, lat_a), (lon_b, lat_b) = row.geometry.coords[0], row.geometry.coords[-1]
    forward, _, metres = geodesy.WGS84.inv(lon_a, lat_a, lon_b, lat_b)
    lon, lat, _ = geodesy.WGS84.fwd(lon_a, lat_a, forward, metres / 2)
    east = EAST_KM.get(row.id, 0.0)
    return base.Window(f"+proj=laea +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84", east - across_km / 2,
                       -down_km / 2, east + across_km / 2, down_km / 2, WORDS)


def _ground(axes, window: base.Window) -> None:
    """Depth tints and full-resolution shores."""
    floor = backdrop.sea_floor()
    tints = [colours.LIGHT[f"depth_{min(order, 5)}"] for order in range(len(floor))]
    base.areas(axes, window, _cut(floor, window), coverage=False, detail=1.4, facecolors=tints, edgecolors="none",
               linewidths=0, zorder=1)
    base.areas(axes, window, _cut(backdrop.layer("strait_shores"), window), coverage=False, detail=0.3,
               facecolors=colours.LIGHT["land"], edgecolors=colours.LIGHT["land_edge"], linewidths=0.4, zorder=2)


def _cut(layer, window: base.Window):
    """A layer's shapes near a window; the rest is cut off before anything is projected."""
    import geopandas
    import shapely

    corners = [window.lonlat(x, y) for x in (window.west, window.east) for y in (window.south, window.north)]
    lons, lats = zip(*corners, strict=True)
    cut = shapely.clip_by_rect(layer.geometry.values, min(lons) - 0.05, min(lats) - 0.05, max(lons) + 0.05,
                               max(lats) + 0.05)
    return geopandas.GeoDataFrame(geometry=shapely.make_valid(cut), crs="OGC:CRS84")


def _line(axes, window: base.Window, row) -> None:
    """The measured line, a dot on either shore, and the shores' names beyond them."""
    ends = [window.xy(*end) for end in (row.geometry.coords[0], row.geometry.coords[-1])]
    x, y = zip(*ends, strict=True)
    axes.plot(x, y, color=colours.LIGHT["accent"], linewidth=1.8, solid_capstyle="butt", zorder=6)
    axes.plot(x, y, color=colours.LIGHT["accent"], marker="o", markersize=3, linestyle="none", zorder=7,
              markeredgecolor=colours.LIGHT["paper"], markeredgewidth=0.5)
    for (px, py), (_, qy), shore in ((*ends, row.from_landmass), (*ends[::-1], row.to_landmass)):
        side = SIDES.get((row.id, shore), "n" if py > qy else "s")
        where = (px - window.west) / (window.east - window.west)
        inward = "left" if where < 0.33 else "right" if where > 0.67 else "center"
        text = shore.replace(" Island", "\nIsland") if side in "ew" else shore
        axes.annotate(text, (px, py), xytext=labels.OFFSET[side], textcoords="offset points", zorder=8,
                      ha=inward if side in "ns" else labels.ALIGN[side], va=labels.VALIGN[side], fontsize=6.3,
                      color=colours.LIGHT["ink"], path_effects=labels.halo(1.8), linespacing=1.05)


def _head(canvas: Canvas, across: _Span, down: _Span, row) -> None:
    """Name, width, who holds the shores, local names: above the panel."""
    width, height = canvas.figure.get_size_inches()
    held = list(dict.fromkeys(names.short(code) for code in (row.from_iso3, row.to_iso3)))
    # Names of one writing system stay on a line; two of them fit one line where they are short. The longest
    # are Balabac's: a line more would lift its head above its neighbours'.
    local = row.local_names.split("; ") if isinstance(row.local_names, str) else []
    if len(local) > 1 and sum(map(_extent, local)) < 17:
        local = [" · ".join(local)]
    lines = [(TITLES.get(row.id, row.name), {"fontsize": 7.2, "fontweight": "bold", "color": colours.LIGHT["ink"]})]
    lines += [(name, {"fontsize": 6.3, "color": colours.LIGHT["quiet"]}) for name in local]
    lines += [(f"{formats.km(row.km)}  {'–'.join(held)}",
               {"fontsize": 6.3, "color": colours.LIGHT["accent"]})]
    for place, (text, style) in enumerate(reversed(lines)):
        y = down.start + down.inches + 0.045 + 0.118 * place
        canvas.figure.text(across.start / width, y / height, text, va="bottom", **style)


def _extent(text: str) -> float:
    """About how many ideographs' width a text takes."""
    return sum(1 if ord(letter) > 0x2E80 else 0.58 for letter in text)


def _key(canvas: Canvas, across: _Span, down: _Span) -> None:
    """The scale, the line and the tints, in a cell of their own."""
    from matplotlib.patches import Rectangle

    axes = _axes(canvas, across, down)
    axes.set_axis_off()
    axes.set_xlim(0, across.km)
    axes.set_ylim(0, down.km)
    axes.plot([0, 100], [y := down.km - 6] * 2, color=colours.LIGHT["ink"], linewidth=1.6, solid_capstyle="butt")
    axes.text(0, y - 4, "100 km, in every panel", fontsize=6.5, va="top", color=colours.LIGHT["ink"])
    axes.plot([0, 20], [y - 27] * 2, color=colours.LIGHT["accent"], linewidth=1.8, solid_capstyle="butt")
    axes.text(25, y - 27, "shortest line between\nthe two named shores", fontsize=6.4, va="center", linespacing=1.15,
              color=colours.LIGHT["ink"])
    # On dark pages the tints are nearly the page's own: the lines between them make the key.
    steps = sorted(backdrop.layer("depth")["depth_from_m"])[:-1]
    for order, depth in enumerate(steps):
        axes.add_patch(Rectangle((26 * order, y - 55), 26, 10, facecolor=colours.LIGHT[f"depth_{order}"],
                                 edgecolor=colours.LIGHT["quiet"], linewidth=0.6))
        axes.text(26 * order, y - 58, f"{depth / 1000:g}", fontsize=6.3, va="top", color=colours.LIGHT["quiet"])
    axes.text(0, y - 68, "depth in km (coarse grid)", fontsize=6.3, va="top", color=colours.LIGHT["quiet"])
