"""Where the people of the Russian Far East live: a dot for so many of them, and the railways."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.maps.far_east import DISTRICT, surroundings
from trilateral.theme import colours

# Cities that orient a reader: where the name stands (longitude, latitude), wide and narrow; None leaves it out.
CITIES = {
    "Vladivostok": ((138.3, 43.45), (140.6, 44.3)), "Khabarovsk": ((140.0, 48.2), (140.9, 47.7)),
    "Komsomolsk-\non-Amur": ((138.6, 52.2), None), "Yakutsk": ((123.9, 62.5), (122.6, 62.6)),
    "Chita": ((113.6, 50.2), (113.6, 49.9)), "Ulan-Ude": ((104.6, 50.0), (105.0, 49.6)),
    "Blagoveshchensk": ((122.3, 49.7), None), "Magadan": ((151.2, 61.4), (151.4, 61.9)),
    "Petropavlovsk-\nKamchatsky": ((163.6, 51.9), (165.9, 51.9)), "Anadyr": ((177.4, 66.4), (177.0, 66.9)),
    "Yuzhno-Sakhalinsk": ((147.6, 47.5), None),
}


@drawing
def where_people_live(canvas: Canvas, dots, *, people: int) -> None:
    """A dot for ``people`` people, large where it stands for a town, small where a rule puts it.

    ``dots`` holds ``iso_3166_2, name, kind, lon, lat`` as :func:`trilateral.measures.placed` gives them.
    """
    key = 0.4 if canvas.narrow else 0.34
    axes = base.sheet(canvas, DISTRICT, below=key)
    backdrop.draw(axes, DISTRICT)
    base.areas(axes, DISTRICT, backdrop.layer("federal_subjects"), facecolors=colours.LIGHT["density_1"],
               edgecolors=colours.LIGHT["land_edge"], linewidths=0.7, zorder=2.2)
    base.lines(axes, DISTRICT, backdrop.layer("railways"), colors=colours.LIGHT["quiet"],
               linewidths=0.5 if canvas.narrow else 0.8, zorder=3)
    scale = canvas.width / 7.2
    for kind, style in _styles(scale).items():
        rows = dots[dots["kind"] == kind]
        x, y = DISTRICT.xy(rows["lon"].to_numpy(), rows["lat"].to_numpy())
        axes.plot(x, y, **style)
    size = 5.6 if canvas.narrow else 7
    for name, places in CITIES.items():
        if (place := places[canvas.narrow]) is not None:
            labels.country(axes, DISTRICT, *place, name, fontsize=size)
    surroundings(axes, canvas.narrow)
    base.scale_bar(axes, DISTRICT, 1000, (0.03, 0.045))
    locator.corner(axes, DISTRICT, "upper left")
    _key(canvas, key, people, scale)


def _styles(scale: float) -> dict[str, dict]:
    plain = {"linestyle": "none", "marker": "o", "markeredgewidth": 0}
    return {"rest": {**plain, "markersize": 1.1 * scale, "color": colours.LIGHT["density_4"], "zorder": 5},
            "town": {**plain, "markersize": 1.65 * scale, "color": colours.LIGHT["density_5"], "zorder": 6}}


def _key(canvas: Canvas, inches: float, people: int, scale: float) -> None:
    """What the two kinds of dots and the lines are."""
    axes = canvas.figure.add_axes((0, 0, 1, inches / canvas.figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    size = 6.5 if canvas.narrow else 7.5
    words = {"town": f"{people:,} people of a town", "rest": f"{people:,} others, placed by rule"}
    places = ((0.02, 0.68), (0.02, 0.24)) if canvas.narrow else ((0.01, 0.45), (0.29, 0.45))
    for (kind, text), (x, y) in zip(words.items(), places, strict=True):
        style = _styles(max(scale, 0.8))[kind]
        axes.plot([x], [y], **{**style, "markersize": style["markersize"] * 1.4})
        axes.text(x + 0.015, y, text, fontsize=size, va="center", color=colours.LIGHT["quiet"])
    x, y = (0.55, 0.68) if canvas.narrow else (0.62, 0.45)
    axes.plot([x, x + 0.04], [y, y], color=colours.LIGHT["quiet"], linewidth=0.8)
    axes.text(x + 0.05, y, "railway, schematic", fontsize=size, va="center", color=colours.LIGHT["quiet"])
