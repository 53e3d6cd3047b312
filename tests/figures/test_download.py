"""Downloads: they name their source and licence, and give the plotted values back exactly."""
import io
import json

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from trilateral.figures.download import download


def made(frame, **texts):
    return download(frame, "a-figure", "What it shows", ["military_expenditure"],
                    **{"units": "US$ billion", "note": "", **texts})


def test_the_head_names_source_edition_licence_and_units():
    text = made(pd.DataFrame({"x": [1]})).text
    head = dict(line.removeprefix("# ").split(": ", 1) for line in text.splitlines() if line.startswith("#"))
    assert list(head) == ["figure", "shows", "source", "licence", "units"]
    assert "SIPRI" in head["source"] and "edition" in head["source"] and "Non-commercial" in head["licence"]


def test_numbers_come_back_to_the_last_bit():
    numbers = np.random.default_rng(1).normal(size=200) * 10.0 ** np.arange(-100, 100)
    frame = pd.DataFrame({"name": "a", "value": numbers, "year": range(200)})
    back = pd.read_csv(io.StringIO(made(frame).text), comment="#", float_precision="round_trip")
    pd.testing.assert_frame_equal(back, frame, check_exact=True)


def test_missing_stays_missing():
    text = made(pd.DataFrame({"value": [1.5, float("nan")], "year": pd.array([2000, pd.NA], dtype="Int64")})).text
    assert text.endswith("value,year\n1.5,2000\n,\n")


def test_a_cell_that_would_be_read_as_a_comment_is_refused():
    with pytest.raises(ValueError, match="'a-figure': a cell holds '#'"):
        made(pd.DataFrame({"name": ["No. #1"]}))


@pytest.mark.parametrize(("frame", "kind", "first"), [
    (pd.DataFrame({"name": ["a"], "lon": [127.5], "lat": [36.25], "km": [np.float64(3.5)]}), "Point", [127.5, 36.25]),
    (pd.DataFrame({"name": ["a"], "lon_a": [1.0], "lat_a": [2.0], "lon_b": [3.0], "lat_b": [4.0], "km": [3.5]}),
     "LineString", [[1.0, 2.0], [3.0, 4.0]]),
    (geopandas.GeoDataFrame({"name": ["a"], "km": [3.5]}, geometry=geopandas.points_from_xy([5.0], [6.0])), "Point",
     [5.0, 6.0]),
])
def test_places_become_geojson(frame, kind, first, tmp_path):
    found = made(frame, note="A note")
    whole = json.loads(found.text)
    assert found.ending == "geojson" and whole["note"] == "A note" and "SIPRI" in whole["source"]
    assert "edition" in whole["source"] and "Non-commercial" in whole["licence"]
    feature, = whole["features"]
    assert feature["geometry"]["type"] == kind
    assert [list(p) if isinstance(p, list) else p for p in feature["geometry"]["coordinates"]] == first
    assert feature["properties"]["km"] == 3.5 and feature["properties"]["name"] == "a"


def test_missing_properties_are_null():
    frame = pd.DataFrame({"lon": [1.0], "lat": [2.0], "km": [float("nan")], "name": pd.array([pd.NA], dtype="string")})
    properties = json.loads(made(frame).text)["features"][0]["properties"]
    assert properties == {"km": None, "name": None}


@pytest.mark.parametrize("shape", [
    shapely.box(170, 60, 190, 70), shapely.LineString([(170, 60), (190, 62)]), shapely.Point(190, 60),
    shapely.MultiPolygon([shapely.box(170, 60, 190, 70), shapely.box(160, 60, 165, 70)]),
    shapely.box(182, 60, 190, 70), shapely.box(100, 0, 110, 10),
])
def test_geojson_is_cut_at_the_antimeridian(shape):
    """RFC 7946, 3.1.9 and 3.1.6: nothing beyond 180, nothing across it, rings to the right; nothing lost."""
    text = made(geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shape])).text
    found = shapely.geometry.shape(json.loads(text)["features"][0]["geometry"])
    west, _, east, _ = found.bounds
    assert -180 <= west and east <= 180
    parts = shapely.get_parts(found)
    assert all(part.bounds[2] - part.bounds[0] < 180 for part in parts)
    assert found.area == pytest.approx(shape.area) and found.length == pytest.approx(
        shape.length + (20 if shape.area and shape.bounds[0] < 180 < shape.bounds[2] else 0))
    assert all(part.exterior.is_ccw for part in parts if part.geom_type == "Polygon")
