"""The direct geodetic problem as Vega expressions: where one comes out, going so far in such a direction.

Vincenty's formulae (1975) on the WGS84 ellipsoid, with three rounds of the iteration, which is exact
to less than a metre for the ranges of a map; tests hold it against pyproj.
"""
from __future__ import annotations

import altair as alt

A, F = 6378137.0, 1 / 298.257223563  # WGS84: equatorial radius in metres, flattening
B = A * (1 - F)
ROUNDS = 3


def destination(chart: alt.Chart, lon: str, lat: str, azimuth: str, distance_km: str) -> alt.Chart:
    """``chart`` with the columns ``to_lon`` and ``to_lat``, in degrees.

    The arguments are Vega expressions: start and azimuth in degrees, distance in kilometres.
    Longitudes run on past 180.
    """
    steps = {
        "az": f"({azimuth}) * PI / 180",
        "tu": f"{1 - F} * tan(({lat}) * PI / 180)",
        "cu": "1 / sqrt(1 + datum.tu * datum.tu)",
        "su": "datum.tu * datum.cu",
        "s1": "atan2(datum.tu, cos(datum.az))",
        "sa": "datum.cu * sin(datum.az)",
        "ca": "1 - datum.sa * datum.sa",
        "uu": f"datum.ca * {(A * A - B * B) / (B * B)}",
        "ka": "1 + datum.uu / 16384 * (4096 + datum.uu * (-768 + datum.uu * (320 - 175 * datum.uu)))",
        "kb": "datum.uu / 1024 * (256 + datum.uu * (-128 + datum.uu * (74 - 47 * datum.uu)))",
        "plain": f"({distance_km}) * 1000 / ({B} * datum.ka)",
        "arc": "datum.plain",
    }
    for name, expression in steps.items():
        chart = chart.transform_calculate(**{name: expression})
    for _ in range(ROUNDS):
        chart = chart.transform_calculate(cm="cos(2 * datum.s1 + datum.arc)")
        chart = chart.transform_calculate(arc=f"datum.plain + {_correction()}")
    chart = chart.transform_calculate(cm="cos(2 * datum.s1 + datum.arc)")
    last = {
        "across": "datum.su * sin(datum.arc) - datum.cu * cos(datum.arc) * cos(datum.az)",
        "to_lat": "180 / PI * atan2(datum.su * cos(datum.arc) + datum.cu * sin(datum.arc) * cos(datum.az), "
                  f"{1 - F} * sqrt(datum.sa * datum.sa + datum.across * datum.across))",
        "sphere": "atan2(sin(datum.arc) * sin(datum.az), "
                  "datum.cu * cos(datum.arc) - datum.su * sin(datum.arc) * cos(datum.az))",
        "kc": f"{F / 16} * datum.ca * (4 + {F} * (4 - 3 * datum.ca))",
        "to_lon": f"({lon}) + 180 / PI * (datum.sphere - (1 - datum.kc) * {F} * datum.sa * (datum.arc + datum.kc * "
                  "sin(datum.arc) * (datum.cm + datum.kc * cos(datum.arc) * (-1 + 2 * datum.cm * datum.cm))))",
    }
    for name, expression in last.items():
        chart = chart.transform_calculate(**{name: expression})
    return chart


def _correction() -> str:
    """The change of the arc that one round of the iteration gives."""
    return ("datum.kb * sin(datum.arc) * (datum.cm + datum.kb / 4 * (cos(datum.arc) * (-1 + 2 * datum.cm * datum.cm) "
            "- datum.kb / 6 * datum.cm * (-3 + 4 * sin(datum.arc) * sin(datum.arc)) * (-3 + 4 * datum.cm * datum.cm)))")
