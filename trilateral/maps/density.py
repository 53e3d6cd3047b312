"""The Russian Far East by how many people live on a square kilometre."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.maps.far_east import DISTRICT, LABELS, SHORT, class_key, surroundings
from trilateral.theme import colours, formats

# Upper ends of the classes (people per km²) and the colour of each; steps of about three times.
CLASSES = ((0.1, "density_1"), (1, "density_2"), (3, "density_3"), (10, "density_4"), (1e9, "density_5"))
NAMES = ("under 0.1", "0.1–1", "1–3", "3–10", "over 10")


@drawing
def population_density(canvas: Canvas, subjects) -> None:
    """Federal subjects filled by density; every density is printed.

    ``subjects`` is the layer ``federal_subjects`` with a column ``density`` (people per km²).
    """
    key = 0.55 if canvas.narrow else 0.42
    axes = base.sheet(canvas, DISTRICT, below=key)
    backdrop.draw(axes, DISTRICT, rivers=True)
    fills = [colours.LIGHT[_class(density)] for density in subjects["density"]]
    base.areas(axes, DISTRICT, subjects, facecolors=fills, edgecolors=colours.LIGHT["land_edge"], linewidths=0.6,
               zorder=2.2)
    for iso, density in zip(subjects["iso_3166_2"], subjects["density"], strict=True):
        name = SHORT[iso] if not canvas.narrow else SHORT[iso].replace("\n(Yakutia)", "")
        labels.country(axes, DISTRICT, *LABELS[iso], f"{name}\n{printed(density)}",
                       fontsize=5.6 if canvas.narrow else 7.2)
    surroundings(axes, canvas.narrow)
    base.scale_bar(axes, DISTRICT, 1000, (0.03, 0.045))
    locator.corner(axes, DISTRICT, "upper left")
    names = NAMES if canvas.narrow else (f"{NAMES[0]} per km²", *NAMES[1:])
    class_key(canvas, key, names, [colour for _, colour in CLASSES])


def printed(density: float) -> str:
    """A density as the map prints it: two decimals below one."""
    return formats.number(density, 2 if density < 1 else 1)


def _class(density: float) -> str:
    return next(colour for upper, colour in CLASSES if density < upper)
