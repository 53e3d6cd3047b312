"""Reach, zones and limits against what others have published or agreed."""
import numpy as np
import pytest
import shapely

from trilateral import tables
from trilateral.measures import geodesy
from trilateral.measures.nearest import nearest_km, shore_km

LIMITS = tables.layer("computed_limits")


def test_the_middle_line_follows_the_treaty_of_1974():
    """Thirty-five points agreed by Japan and the ROK; the treaty's line is one of equidistance.

    https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S53-607.html; charts of 1958, which lie 0.4 km off
    today's coordinates, and full shorelines good to 0.5 km, so half a kilometre is as near as it can be.
    """
    treaty = tables.load("shelf_line_1974")
    lon, lat = treaty["lon_deg"] + treaty["lon_min"] / 60, treaty["lat_deg"] + treaty["lat_min"] / 60
    off = shore_km(LIMITS.set_index("states").loc["JPN-KOR", "geometry"], lon, lat, 0.002)
    assert np.median(off) < 0.6 and off.max() < 3


def test_the_treaty_s_first_points_are_those_of_the_official_text():
    """Points 1 and 2 at the ministry's page above, 9 at https://worldjpn.net/documents/texts/JPKR/19740130.T1J.html"""
    treaty = tables.load("shelf_line_1974").set_index("point")
    columns = ["lat_deg", "lat_min", "lon_deg", "lon_min"]
    assert treaty.loc[1, columns].tolist() == [32, 57.0, 127, 41.1]
    assert treaty.loc[2, columns].tolist() == [32, 57.5, 127, 41.9]
    assert treaty.loc[9, columns].tolist() == [33, 50.4, 128, 26.1]


def test_china_s_zone_has_the_points_of_a_second_page():
    """As the China Review News Agency printed the ministry's spokesman: http://49.213.0.198/doc/91_2710_102883047_1.html"""
    printed = [(121 + 47 / 60, 33 + 11 / 60), (125, 33 + 11 / 60), (128 + 20 / 60, 31), (125, 25 + 38 / 60),
               (123, 24.75), (120 + 58 / 60, 26 + 44 / 60)]
    line = tables.layer("adiz").set_index("id").loc["china", "geometry"]
    assert (*line.coords[0], *line.coords[-1]) == pytest.approx((*printed[0], *printed[-1]), abs=1e-4)
    corners = np.array(line.coords)
    for point in printed:
        assert np.abs(corners - point).max(axis=1).min() < 1e-4


def test_the_senkaku_diaoyu_islets_lie_in_china_s_zone():
    """http://chinascope.org/archives/2086, after Global Times; closed by a straight line here, far from the islets."""
    line = tables.layer("adiz").set_index("id").loc["china", "geometry"]
    islet = tables.layer("disputed_points").set_index("id").loc["senkaku_diaoyu", "geometry"]
    assert shapely.Polygon(line.coords).contains(islet)


def test_the_median_line_is_that_of_a_second_page():
    """CNA Japan, 30 July 2019, copied at http://hitorigot0.blog.jp/tag/%E5%8F%B0%E6%B9%BE%E6%B5%B7%E5%B3%A1?p=2"""
    line = tables.layer("median_line_taiwan").geometry.iloc[0]
    assert (line.coords[0], line.coords[-1]) == ((122, 27), (118, 23))


def test_batanes_lie_as_far_south_of_taiwan_as_published():
    """176 km from the Hengchun peninsula to Batanes: https://taiwannews.com.tw/news/6090011; our points are towns."""
    places = tables.load("places").set_index("id")
    shores = tables.layer("strait_shores").set_index("landmass").geometry
    km = shore_km(shores["Taiwan"], [places.loc["basco", "lon"]], [places.loc["basco", "lat"]], 0.002)[0]
    assert km == pytest.approx(176, abs=25)  # "Batanes" is an archipelago 80 km long, Basco its middle


def test_limits_are_as_far_from_the_shore_as_they_say():
    """By the committed shores of another layer: Yonaguni's twelve miles, on the side where no other shore is near."""
    island = tables.layer("strait_shores").set_index("landmass").loc["Yonaguni", "geometry"]
    line = LIMITS[(LIMITS["kind"] == "territorial_sea_12nm") & (LIMITS["states"] == "JPN")].geometry.iloc[0]
    near = shapely.intersection(line, shapely.box(122.6, 24.0, 123.3, 24.9))
    km = shore_km(island, *shapely.get_coordinates(near).T, 0.001)
    assert len(km) > 10 and km == pytest.approx(np.full(len(km), 22.224), abs=0.7)


def test_no_base_is_missed_by_the_bands():
    """The field's value at Taipei, by the bands and by the solver."""
    from trilateral.measures.distances import PARTNER_BASES

    places = tables.load("places").set_index("id")
    bases, taipei = places.loc[list(PARTNER_BASES)], places.loc["taipei"]
    km, which = nearest_km([taipei["lon"]], [taipei["lat"]], bases["lon"], bases["lat"])
    band = tables.layer("base_distance")
    band = band[band.geometry.covers(shapely.Point(taipei["lon"], taipei["lat"]))].iloc[0]
    assert band["from_km"] < km[0] <= band["to_km"] and bases.index[which[0]] == "naha-air-base"
    assert km[0] == pytest.approx(geodesy.distance_km(taipei["lon"], taipei["lat"], 127.646, 26.1958))
