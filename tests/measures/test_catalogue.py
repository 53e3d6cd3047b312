"""The catalogue of all measurements: made small, and whole from the committed data."""
import json
import math

import geopandas
import pandas as pd
import pytest
import shapely

from trilateral.measures import catalogue, geodesy


@pytest.fixture(scope="module")
def whole():
    return catalogue.measure_all()


def test_width_of_a_made_strait():
    shores = geopandas.GeoDataFrame(
        {"landmass": ["West", "Mavulis"]}, geometry=[shapely.box(120, 0, 121, 1), shapely.box(122, 0, 123, 1)])
    straits = pd.DataFrame([{"id": "test", "seq": 1, "name": "Test Strait", "from_landmass": "West",
                             "to_landmass": "Mavulis"}])
    [found] = catalogue.strait_widths(straits, shores)
    assert found.value == pytest.approx(geodesy.distance_km(121, 1, 122, 1), abs=0.001)
    assert found.uncertainty == pytest.approx(math.hypot(catalogue.SHORE_KM, catalogue.REMOTE_KM), abs=0.01)


def test_an_unknown_place_is_named():
    places = pd.DataFrame({"id": ["a"], "name_en": ["A"], "lat": [0.0], "lon": [0.0], "coord_uncertainty_km": [1.0]})
    with pytest.raises(KeyError, match="b"):
        catalogue.place_distances(places, (("a", "b"),))


def test_ids_are_unique_and_every_value_is_sane(whole):
    assert len({m.id for m in whole}) == len(whole)
    for found in whole:
        assert found.value > 0 and 0 < found.uncertainty < found.value, found.id
        assert found.kind in ("width", "length", "area", "distance") and found.unit in ("km", "km2"), found.id
        assert found.method and found.why and found.from_, found.id


def test_every_kind_is_whole(whole):
    count = {kind: sum(m.kind == kind for m in whole) for kind in ("width", "length", "area", "distance")}
    assert count["area"] == 11 and count["length"] == 5 and count["width"] >= 15 and count["distance"] >= 20


def test_segments_are_as_long_as_their_values(whole):
    for found in whole:
        if found.segment:
            (lon_a, lat_a), (lon_b, lat_b) = found.segment
            assert geodesy.distance_km(lon_a, lat_a, lon_b, lat_b) == pytest.approx(found.value), found.id


def test_records_are_plain(whole):
    records = [m.record() for m in whole]
    assert json.loads(json.dumps(records)) == records
    assert {"from", "to", "lon_a", "lat_b"} <= set(records[0])


def test_looked_up_by_id():
    assert catalogue.by_id()["width-bashi"].to == "Mavulis"
