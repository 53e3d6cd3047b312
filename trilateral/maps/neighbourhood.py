"""Who lies how far from a city: its neighbourhood, and the way to a far capital, with rings of true distance."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

CENTRE = "vladivostok"
CRS = "+proj=aeqd +lat_0=43.1056 +lon_0=131.8735 +datum=WGS84"
WORDS = "Azimuthal equidistant projection centred on Vladivostok: distances from there are true"
NEAR = base.Window(crs=CRS, west=-2120, south=-1420, east=1760, north=1480, words=WORDS)
FAR = base.Window(crs=CRS, west=-5300, south=-1850, east=2300, north=5750, words=WORDS)

# Where each name stands, wide and narrow; "" leaves it out.
SIDES = {"seoul": "ss", "pyongyang": "ww", "tokyo": "ss", "sapporo": "ee", "beijing": "ss", "khabarovsk": "nn",
         "harbin": "ww", "ulaanbaatar": "ee"}
COLOUR = {"KOR": "KOR", "PRK": "PRK", "JPN": "JPN", "CHN": "CHN", "RUS": "RUS", "MNG": "quiet"}


def ring_places(places, ids: list[str]):
    """Places with their distance from the centre by the geodesic: ``id, name, iso3, lon, lat, km``, nearest first."""
    import pandas as pd

    from trilateral.measures import geodesy

    rows = places.set_index("id")
    centre = rows.loc[CENTRE]
    found = [{"id": i, "name": row["name_en"].split(" (")[0], "iso3": row["iso3"], "lon": row["lon"], "lat": row["lat"],
              "km": geodesy.distance_km(centre["lon"], centre["lat"], row["lon"], row["lat"])}
             for i, row in rows.loc[ids].iterrows()]
    return pd.DataFrame(found).sort_values("km").reset_index(drop=True)


@drawing
def rings_round(canvas: Canvas, cities, centre, *, near_km: tuple[int, ...], far_km: tuple[int, ...]) -> None:
    """Two sheets of one projection: the neighbours with close rings, and the way to what lies beyond them.

    Parameters
    ----------
    cities
        As :func:`ring_places` gives them. Those outside the near sheet stand on the far one.
    centre
        Row of the table of places on which the projection is centred.
    near_km, far_km
        Radii of the rings on each sheet.
    """
    near, far = _sheets(canvas)
    size = 5.8 if canvas.narrow else 7
    backdrop.draw(near, NEAR, partners=True, degrees=False)
    _coarse(far)
    for axes, window, radii in ((near, NEAR, near_km), (far, FAR, far_km)):
        _rings(axes, window, centre, radii, size - 0.6)
    for row in cities.itertuples():
        inside = NEAR.west < (xy := NEAR.xy(row.lon, row.lat))[0] < NEAR.east and NEAR.south < xy[1] < NEAR.north
        if inside:
            _near_city(near, row, size, canvas.narrow)
        else:
            _far_city(far, centre, row, size)
    for axes, window in ((near, NEAR), (far, FAR)):
        labels.place(axes, window, centre["lon"], centre["lat"], centre["name_en"] if axes is near else "", marker="*",
                     side="s", size=10 if axes is near else 7, colour="accent", fontsize=size + 1, bold=True)
    _names(near, far, size)
    _frame(far)


def _sheets(canvas: Canvas):
    """The far sheet right of the near one, or below it."""
    canvas.figure.set_layout_engine("none")
    if canvas.narrow:
        tall, low = canvas.width * NEAR.aspect, canvas.width * FAR.aspect
        whole = tall + low + 0.06
        canvas.height(whole)
        near = canvas.figure.add_axes((0, (low + 0.06) / whole, 1, tall / whole))
        far = canvas.figure.add_axes((0, 0, 1, low / whole))
    else:
        across = 0.985 / (1 + NEAR.aspect / FAR.aspect)  # both as tall as each other
        canvas.height(canvas.width * across * NEAR.aspect)
        near = canvas.figure.add_axes((0, 0, across, 1))
        far = canvas.figure.add_axes((across + 0.015, 0, 0.985 - across, 1))
    return base.dress(near, NEAR), base.dress(far, FAR)


def _coarse(axes) -> None:
    """Land of the far sheet, and what is disputed on it."""
    base.graticule(axes, FAR, 20, named=False)
    base.sea_and_land(axes, FAR, backdrop.layer("eurasia"))
    base.areas(axes, FAR, backdrop.held_and_claimed(), facecolors="none", edgecolors=colours.LIGHT["disputed"],
               hatch="//////", linewidths=0.5, zorder=2.6)


def _rings(axes, window: base.Window, centre, radii: tuple[int, ...], size: float) -> None:
    """Circles, because the projection is centred where they are; named towards the north-east."""
    import numpy as np

    from trilateral.measures import geodesy

    for radius in radii:
        ring = geodesy.ring_points(centre["lon"], centre["lat"], radius)
        x, y = window.xy(ring[:, 0], ring[:, 1])
        axes.plot(x, y, color=colours.LIGHT["ink"], linewidth=0.7, linestyle=(0, (4, 2)), zorder=5)
        bearing = np.radians(62 if window is NEAR else 18)
        place = radius * np.sin(bearing), radius * np.cos(bearing)
        if place[0] < window.east - 90 and place[1] < window.north - 90:
            axes.annotate(formats.km(radius), place, ha="center", va="center", fontsize=size, zorder=6,
                          color=colours.LIGHT["ink"], path_effects=labels.halo(2.4))


def _near_city(axes, row, size: float, narrow: bool) -> None:
    side = SIDES[row.id]
    if narrow and len(side) == 1:
        side, text = side[0], ""
    else:
        text = f"{row.name}\n{formats.km(row.km)}"
    labels.place(axes, NEAR, row.lon, row.lat, text, side=side[-1 if narrow else 0], colour=COLOUR[row.iso3],
                 marker="o", size=4, fontsize=size)


def _far_city(axes, centre, row, size: float) -> None:
    """A line straight from the centre, which is the shortest way, and the distance at its end."""
    (x, y), (x0, y0) = FAR.xy(row.lon, row.lat), FAR.xy(centre["lon"], centre["lat"])
    axes.plot([x0, x], [y0, y], color=colours.LIGHT["accent"], linewidth=1.2, zorder=6)
    labels.place(axes, FAR, row.lon, row.lat, f"{row.name}\n{formats.km(row.km)}", side="n", colour=COLOUR[row.iso3],
                 marker="o", size=4, fontsize=size)


def _names(near, far, size: float) -> None:
    for lon, lat, text in ((117.5, 46.2, "China"), (107.5, 45.6, "Mongolia"), (128.4, 54.6, "Russia"),
                           (141.0, 39.3, "Japan"), (127.3, 40.5, "DPRK"), (126.6, 33.9, "ROK")):
        labels.country(near, NEAR, lon, lat, text, fontsize=size + 0.4)
    for lon, lat, text in ((135.2, 39.6, "Sea of Japan /\nEast Sea"), (147.4, 53.3, "Sea of\nOkhotsk"),
                           (122.9, 34.8, "Yellow\nSea"), (149.3, 35.4, "Pacific\nOcean")):
        labels.sea(near, NEAR, lon, lat, text, fontsize=size)
    backdrop.disputed_places(near, NEAR, {"dokdo_takeshima": "s"})
    labels.place(near, NEAR, 146.9, 38.8, "Kuril Islands /\nNorthern Territories", side="n", marker="none",
                 colour="disputed", fontsize=max(size - 0.7, 5.2))
    for lon, lat, text in ((90, 63, "Russia"), (102, 36, "China"), (66, 48, "Kazakhstan"), (104, 46.5, "Mongolia")):
        labels.country(far, FAR, lon, lat, text, fontsize=size - 0.2)


def _frame(far) -> None:
    """The near sheet's outline on the far one."""
    x = [NEAR.west, NEAR.east, NEAR.east, NEAR.west, NEAR.west]
    y = [NEAR.south, NEAR.south, NEAR.north, NEAR.north, NEAR.south]
    far.plot(x, y, color=colours.LIGHT["ink"], linewidth=0.8, zorder=6)
