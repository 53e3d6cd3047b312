"""The Russian Far East by how many people live on a square kilometre."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps.far_east import class_map
from trilateral.theme import formats

# Upper ends of the classes (people per km²) and the colour of each; steps of about three times.
CLASSES = ((0.1, "density_1"), (1, "density_2"), (3, "density_3"), (10, "density_4"), (1e9, "density_5"))
NAMES = ("under 0.1", "0.1–1", "1–3", "3–10", "over 10")


@drawing
def population_density(canvas: Canvas, subjects) -> None:
    """Federal subjects filled by density; every density is printed.

    ``subjects`` is the layer ``federal_subjects`` with a column ``density`` (people per km²).
    """
    densities = subjects["density"]
    names = NAMES if canvas.narrow else (f"{NAMES[0]} per km²", *NAMES[1:])
    class_map(canvas, subjects, [_class(density) for density in densities], [printed(density) for density in densities],
              names, [colour for _, colour in CLASSES], edge="land_edge")


def printed(density: float) -> str:
    """A density as the map prints it: two decimals below one."""
    return formats.number(density, 2 if density < 1 else 1)


def _class(density: float) -> str:
    return next(colour for upper, colour in CLASSES if density < upper)
