"""The bibliography: complete records, honest about what was read."""
import re

import pytest

from trilateral import paths

database = pytest.importorskip("pybtex.database")


@pytest.fixture(scope="module")
def records():
    return database.parse_file(paths.book_dir() / "book" / "references.bib").entries


def test_keys_are_lower_case_and_plain(records):
    assert all(re.fullmatch(r"[a-z0-9]+", key) for key in records)


def test_every_record_says_who_what_when_where(records):
    lacking = {
        key: missing for key, record in records.items()
        if (missing := {"title", "year", "url", "urldate"} - set(record.fields)) or "author" not in record.persons
    }
    assert lacking == {}


def test_addresses_and_dates(records):
    for key, record in records.items():
        assert re.fullmatch(r"https?://[^\s/]+\.\S+", record.fields["url"]), key
        assert record.fields["urldate"] in ("2026-11-22", "2026-11-23"), key
        assert re.fullmatch(r"\d{4}|n\.d\.", record.fields["year"]), key
        assert re.fullmatch(r"10\.\d{4,}/\S+", record.fields.get("doi", "10.0000/none")), key


def test_no_record_hides_that_it_was_read_in_part(records):
    unmarked = [key for key, record in records.items() if "note" not in record.fields]
    assert unmarked == ["johnson2025trilateral"]  # the article itself, read whole


def test_addresses_are_not_given_twice(records):
    addresses = [record.fields["url"] for record in records.values()]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("key", [
    "johnson2025trilateral", "sipri2025milex", "worldbank2026wdi", "imf2025weo", "rosstat2022censuses",
    "naturalearth2022", "wessel1996shoreline", "amante2009etopo1", "geonames2026", "karney2013geodesics",
    "erickson2016barriers", "usrok1953treaty", "usjapan1960treaty", "cancian2023firstbattle",
])
def test_what_the_data_and_first_chapters_rest_on_is_there(records, key):
    assert key in records
