"""The Russian Far East by what became of its population."""
from __future__ import annotations

from collections.abc import Collection

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

DISTRICT = base.Window(
    crs="+proj=aea +lat_1=48 +lat_2=68 +lat_0=57 +lon_0=135 +datum=WGS84",
    west=-2420, south=-2000, east=2830, north=2330,
    words="Albers equal-area conic projection, standard parallels 48°N and 68°N",
)

# Upper ends of the classes of relative change, and the colour of each.
CLASSES = ((-0.5, "loss_5"), (-0.3, "loss_4"), (-0.2, "loss_3"), (-0.1, "loss_2"), (0.0, "loss_1"), (9.9, "gain"))

# Where the names stand (longitude, latitude); Birobidzhan's small oblast is named beside the map's land.
LABELS = {
    "RU-SA": (127, 66.3), "RU-KHA": (136.6, 50.6), "RU-MAG": (153.4, 63.2), "RU-CHU": (171.5, 67.4),
    "RU-KAM": (159.2, 55.6), "RU-AMU": (128.0, 53.6), "RU-ZAB": (116.4, 52.4), "RU-BU": (109.0, 54.4),
    "RU-PRI": (139.5, 44.3), "RU-SAK": (148.9, 50.0), "RU-YEV": (128.0, 46.6),
}
ON_DARK = {"RU-MAG", "RU-CHU"}  # names that stand on the strongest fill
SHORT = {
    "RU-SA": "Sakha\n(Yakutia)", "RU-KHA": "Khabarovsk", "RU-MAG": "Magadan", "RU-CHU": "Chukotka",
    "RU-KAM": "Kamchatka", "RU-AMU": "Amur", "RU-ZAB": "Zabaykalsky", "RU-BU": "Buryatia", "RU-PRI": "Primorsky",
    "RU-SAK": "Sakhalin", "RU-YEV": "Jewish AO",
}
SUBJECTS = {iso: name.partition("\n")[0] for iso, name in SHORT.items()}
"""Short names of the federal subjects, in one line."""


@drawing
def population_change(canvas: Canvas, subjects) -> None:
    """Federal subjects filled by the relative change of their population.

    ``subjects`` is the layer ``federal_subjects`` with a column ``change`` (fraction).
    """
    changes = subjects["change"]
    names = ("lost over 50%", "30–50%", "20–30%", "10–20%", "under 10%")
    class_map(canvas, subjects, [_class(change) for change in changes],
              [formats.change(change, digits=0) for change in changes], names, [colour for _, colour in CLASSES],
              edge="paper", on_dark=ON_DARK)


def class_map(canvas: Canvas, subjects, fills: list[str], words: list[str], names, key_fills: list[str], *,
              edge: str, on_dark: Collection[str] = ()) -> None:
    """Federal subjects filled by class, each with its name and figure; the classes in a strip below.

    Parameters
    ----------
    fills, words
        Colour name and printed figure of each row of ``subjects``.
    names, key_fills
        Words and colour names of the classes, in the order of the strip.
    edge
        Colour name of the lines between subjects.
    on_dark
        Subjects whose name stands on a strong fill.
    """
    key = 0.55 if canvas.narrow else 0.42
    axes = base.sheet(canvas, DISTRICT, below=key)
    backdrop.draw(axes, DISTRICT, rivers=True)
    base.areas(axes, DISTRICT, subjects, facecolors=[colours.LIGHT[fill] for fill in fills],
               edgecolors=colours.LIGHT[edge], linewidths=0.6, zorder=2.2)
    for iso, word, fill in zip(subjects["iso_3166_2"], words, fills, strict=True):
        name = SHORT[iso] if not canvas.narrow else SHORT[iso].replace("\n(Yakutia)", "")
        labels.country(axes, DISTRICT, *LABELS[iso], f"{name}\n{word}", fontsize=5.6 if canvas.narrow else 7.2,
                       on=fill if iso in on_dark else "")
    surroundings(axes, canvas.narrow)
    base.scale_bar(axes, DISTRICT, 1000, (0.03, 0.045))
    locator.corner(axes, DISTRICT, "upper left")
    class_key(canvas, key, names, key_fills)


def _class(change: float) -> str:
    return next(colour for upper, colour in CLASSES if change < upper)


def surroundings(axes, narrow: bool) -> None:
    """Names of the neighbours and of the seas, and of what Japan claims."""
    size = 5.8 if narrow else 7.2
    for lon, lat, text in ((106.5, 47.3, "Mongolia"), (121.0, 45.2, "China"), (142.9, 43.4, "" if narrow else "Japan")):
        labels.country(axes, DISTRICT, lon, lat, text, fontsize=size)
    labels.place(axes, DISTRICT, 149.2, 45.5, "Kuril Islands /\nNorthern Territories", side="e", marker="none",
                 colour="disputed", fontsize=max(size - 0.9, 5))
    seas = ((150.5, 55.2, "Sea of\nOkhotsk"), (163, 73.2, "East Siberian Sea"), (126, 75.6, "Laptev Sea"),
            (172.5, 58.2, "Bering\nSea"), (158.5, 45.6, "Pacific Ocean"), (135.4, 42.0, "Sea of Japan /\nEast Sea"))
    for lon, lat, text in seas:
        labels.sea(axes, DISTRICT, lon, lat, text, fontsize=size)


def class_key(canvas: Canvas, inches: float, names: tuple[str, ...], shades: list[str]) -> None:
    """A strip of classes below the map: a swatch in each named colour of ``shades``, its name under it."""
    share = inches / canvas.figure.get_size_inches()[1]
    axes = canvas.figure.add_axes((0, 0, 1, share))
    axes.set_axis_off()
    axes.set_xlim(0, len(names))
    axes.set_ylim(0, 1)
    for position, (name, colour) in enumerate(zip(names, shades, strict=False)):
        axes.add_patch(_swatch(position, colour))
        axes.text(position + 0.02, 0.12, name, fontsize=6.5 if canvas.narrow else 7.5, color=colours.LIGHT["quiet"])


def _swatch(position: int, colour: str):
    from matplotlib.patches import Rectangle

    return Rectangle((position, 0.5), 0.98, 0.28, facecolor=colours.LIGHT[colour], edgecolor="none")
