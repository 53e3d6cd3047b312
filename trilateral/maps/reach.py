"""Rings around a place, and who is how far from it."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

REACH = base.Window(
    crs="+proj=laea +lat_0=28 +lon_0=128 +datum=WGS84",
    west=-1750, south=-1560, east=1750, north=1900,
    words="Lambert azimuthal equal-area projection centred on 28°N 128°E",
)

# Where each base's name stands, wide and narrow, clear of the rings; one letter leaves it out of the narrow map.
BASE_SIDES = {"kadena": "ee", "kunsan": "ww", "camp-humphreys": "ww", "sasebo": "ss", "iwakuni": "ww",
              "yokosuka": "ee", "misawa": "ew", "yonaguni": "ss", "miyako": "e", "amami": "ee", "santa-ana": "ee"}


@drawing
def reach_to(canvas: Canvas, bases, target, radii_km: tuple[int, ...]) -> None:
    """Geodesic rings around a target, and the bases of the partners with their distance to it.

    Parameters
    ----------
    bases
        Table: id, name, lon, lat, km, iso3 (whose land it stands on); ids as in ``BASE_SIDES``.
    target
        Row of the table of places: lon, lat, name_en.
    """
    import numpy as np

    from trilateral.measures import geodesy

    axes = base.sheet(canvas, REACH)
    backdrop.draw(axes, REACH, depth=True, partners=True)
    size = 5.6 if canvas.narrow else 7.2
    for radius in radii_km:
        ring = np.asarray(geodesy.ring(target["lon"], target["lat"], radius).exterior.coords)
        x, y = REACH.xy(ring[:, 0], ring[:, 1])
        axes.plot(x, y, color=colours.LIGHT["ink"], linewidth=0.9, linestyle=(0, (4, 2)), zorder=5)
        place = REACH.xy(*geodesy.WGS84.fwd(target["lon"], target["lat"], 118, radius * 1000)[:2])
        axes.annotate(formats.km(radius), place, ha="center", va="center", fontsize=size - 0.4, zorder=6,
                      color=colours.LIGHT["ink"], path_effects=labels.halo(2.5))
    for row in bases.itertuples():
        sides = BASE_SIDES[row.id]
        if canvas.narrow and len(sides) == 1:
            continue
        between = "\n" if row.id == "kadena" else " "  # in one line it would reach the next ring
        text = row.name if canvas.narrow else f"{row.name}{between}{formats.km(row.km)}"
        labels.place(axes, REACH, row.lon, row.lat, text, side=sides[-1 if canvas.narrow else 0], colour=row.iso3,
                     marker="^", size=4.6, fontsize=size)
    labels.place(axes, REACH, target["lon"], target["lat"], target["name_en"], side="w", marker="*", size=9,
                 colour="accent", fontsize=size + 1.2, bold=True)
    for lon, lat, text in ((114.2, 33.2, "China"), (126.6, 40.2, "DPRK"), (121.3, 16.9, "Philippines")):
        labels.country(axes, REACH, lon, lat, text, fontsize=size + 0.6)
    for lon, lat, text in ((125.6, 30.6, "East China\nSea"), (133.6, 22.4, "Philippine Sea"),
                           (131.9, 39.5, "Sea of Japan /\nEast Sea"), (114.2, 17.0, "South China\nSea")):
        labels.sea(axes, REACH, lon, lat, text, fontsize=size)
    islets = {"dokdo_takeshima": "e"} if canvas.narrow else {"senkaku_diaoyu": "n", "dokdo_takeshima": "e"}
    backdrop.disputed_places(axes, REACH, islets)
    base.scale_bar(axes, REACH, 500, (0.035, 0.035))
    locator.corner(axes, REACH, "upper left")
