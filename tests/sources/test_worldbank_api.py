"""Replies of the World Bank's API: what is read, and what is refused. The figures are made up."""
import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams import worldbank as upstream
from trilateral.sources import worldbank_api
from trilateral.tables import DataError

PROPERTY = settings(max_examples=50, deadline=None, derandomize=True)
COUNTRIES, INDICATORS = ("KOR", "PRK"), ("SP.POP.TOTL", "NY.GDP.MKTP.CD")
FIGURES = {("SP.POP.TOTL", "KOR", 2023): 51.5, ("SP.POP.TOTL", "KOR", 2024): 51.0,
           ("SP.POP.TOTL", "PRK", 2024): 26.0, ("NY.GDP.MKTP.CD", "KOR", 2024): 1.5e12}


def document(size: int = 4) -> list:
    """Two pages of four rows: two series, two countries, two years, half of them null."""
    api = upstream.Api(FIGURES)
    rows = api.rows(COUNTRIES, INDICATORS, range(2023, 2025))
    return [api.page(rows, number, size) for number in range(1, -(-len(rows) // size) + 1)]


def read(content, folder, countries=COUNTRIES, indicators=INDICATORS):
    path = folder / "wdi.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return worldbank_api.read(path, countries, indicators)


def figures(replies) -> dict:
    return {(row.indicator, row.iso3, row.year): row.value for row in replies.frame.itertuples()}


@pytest.mark.parametrize("size", [1, 3, 4, 8])
def test_figures_are_the_same_however_they_are_paged(tmp_path, size):
    replies = read(document(size), tmp_path)
    assert figures(replies) == FIGURES
    assert replies.updated == "2026-07-01"


def test_one_reply_as_the_api_sends_it_is_read_too(tmp_path):
    (reply,) = document(size=8)
    assert figures(read(reply, tmp_path)) == FIGURES


def test_heads_may_have_numbers_as_text_and_a_mark_may_stand_before_all(tmp_path):
    pages = document()
    for head, _ in pages:
        head.update({name: str(head[name]) for name in ("page", "pages", "total")}, sourceid="2")
    assert figures(read(b"\xef\xbb\xbf" + json.dumps(pages).encode(), tmp_path)) == FIGURES


def test_a_value_may_be_text_that_writes_a_number(tmp_path):
    pages = document()
    for _, rows in pages:
        for row in rows:
            row["value"] = None if row["value"] is None else str(row["value"])
    assert figures(read(pages, tmp_path)) == FIGURES


def head(**changes):
    return lambda pages: pages[1][0].update(changes)


def first_row(**changes):
    return lambda pages: pages[0][1][0].update(changes)


FAULTS = [
    (lambda p: p.__setitem__(slice(None), [upstream.error()]),
     r"wdi\.json, reply 1: the API reports 120 Invalid value The provided parameter value is not valid"),
    (lambda p: p.__setitem__(1, upstream.error("175", "Invalid format", "not found")),
     r"wdi\.json, reply 2: the API reports 175 Invalid format not found"),
    (head(total=9), r"reply 2, field total: 9, but 8 in the first; expected replies of one update"),
    (head(lastupdated="2026-09-30"), r"reply 2, field lastupdated: 2026-09-30, but 2026-07-01 in the first"),
    (head(lastupdated="soon"), r"reply 2, field lastupdated: 'soon'; expected a date \(YYYY-MM-DD\)"),
    (head(page=1), r"reply 2, field page: 1; expected 2 of 2"),
    (head(pages="two"), r"reply 2, field pages: 'two'; expected a whole number"),
    (head(page=True), r"reply 2, field page: True; expected a whole number"),
    (head(sourceid="11"), r"reply 2, field sourceid: '11'; expected 2, which is WDI"),
    (lambda p: p.pop(), r"wdi\.json: 1 replies; expected all 2 pages"),
    (lambda p: p.append(copy.deepcopy(p[1])), r"reply 3, field page: 2; expected 3 of 2"),
    (lambda p: p[1][1].pop(), r"wdi\.json: 7 rows; the replies say that there are 8"),
    (lambda p: p[1].__setitem__(1, None), r"reply 2: None where the rows belong; expected a list"),
    (lambda p: p[1].pop(), r"reply 2: None where the rows belong; expected a list"),
    (lambda p: p.__setitem__(1, {}), r"reply 2: a dict; expected a list of a head and rows"),
    (lambda p: p.clear(), r"wdi\.json: a list; expected a list of replies"),
    (lambda p: p[1][1].__setitem__(0, p[0][1][0]), r"reply 2, row 1: KOR 2024 SP\.POP\.TOTL was there already"),
    (lambda p: p[0][1].__setitem__(0, 7), r"reply 1, row 1: 7; expected a row with fields"),
    (first_row(countryiso3code="VEN"), r"reply 1, row 1, field countryiso3code: 'VEN' was not asked for; expected one"),
    (first_row(countryiso3code=""), r"reply 1, row 1, field countryiso3code: '' was not asked for"),
    (first_row(countryiso3code=None), r"field countryiso3code: None was not asked for"),
    (first_row(indicator={"id": "SP.POP.TOTL.NEW", "value": ""}),
     r"row 1, field indicator: 'SP\.POP\.TOTL\.NEW'; expected one of SP\.POP\.TOTL, NY\.GDP\.MKTP\.CD"),
    (first_row(indicator=None), r"row 1, field indicator: None; expected one of"),
    (first_row(date="2024Q1"), r"row 1, field date: '2024Q1'; expected a year"),
    (first_row(date=2024), r"row 1, field date: 2024; expected a year"),
    (first_row(value="51,000,000"), r"row 1, field value: '51,000,000' for KOR 2024 SP\.POP\.TOTL; expected a number"),
    (first_row(value="NaN"), r"row 1, field value: 'NaN' for KOR 2024"),
    (first_row(value=True), r"row 1, field value: True for KOR 2024"),
    (first_row(value=[1]), r"row 1, field value: a list for KOR 2024"),
    (first_row(value=10**400), r"row 1, field value: 1000.* for KOR 2024"),
    (first_row(obs_status="F"), r"row 1, field obs_status: 'F' for KOR 2024 SP\.POP\.TOTL; expected nothing"),
    (first_row(unit="thousands"), r"row 1, field unit: 'thousands' for KOR 2024"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS)
def test_faults_are_named(tmp_path, spoil, message):
    pages = document()
    spoil(pages)
    with pytest.raises(DataError, match=message) as caught:
        read(pages, tmp_path)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


@pytest.mark.parametrize(("content", "message"), [
    (b"", r"wdi\.json: not JSON"),
    (b'<?xml version="1.0" encoding="utf-8"?><wb:error/>', r"wdi\.json: not JSON .*it starts with '<\?xml version"),
    (b"<html><body>502 Bad Gateway</body></html>", r"wdi\.json: not JSON .*it starts with '<html><body>502"),
    (json.dumps(document()).encode()[:-40], r"wdi\.json: not JSON"),
    (json.dumps(document()).replace("51.0", "NaN").encode(), r"wdi\.json: not JSON \(NaN is not a number\)"),
    (json.dumps(document()).replace("51.0", "-Infinity").encode(), r"wdi\.json: not JSON \(-Infinity is not a"),
    (json.dumps(document()).encode("utf-16"), r"wdi\.json: not in UTF-8, which the API writes"),
    ('["Côte"]'.encode("latin-1"), r"wdi\.json: not in UTF-8, which the API writes"),
    (b"[" * 100_000 + b"]" * 100_000, r"wdi\.json: nested more deeply than any reply"),
    (b"7" * 5000, r"wdi\.json: not JSON"),
    (b'"text"', r"wdi\.json: 'text'; expected a list of replies"),
])
def test_what_is_no_json_of_the_api_is_refused(tmp_path, content, message):
    with pytest.raises(DataError, match=message) as caught:
        read(content, tmp_path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(worldbank_api, "MOST_BYTES", 10)
    with pytest.raises(DataError, match=r"wdi\.json: [\d,]+ bytes; at most 10 are expected"):
        read(document(), tmp_path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["page", "pages", "total", "lastupdated", "message", "id", "value", "date"]), inner, max_size=4), max_leaves=12)


def places(part, path=()):
    """Paths to everything in a document."""
    yield path
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


PLACES = list(places(document()))


@PROPERTY
@given(anything)
def test_any_json_gives_the_one_error(document):
    with pytest.raises(DataError, match="^wdi"):
        worldbank_api.gathered(document, "wdi", COUNTRIES, INDICATORS)


@PROPERTY
@given(st.sampled_from(PLACES[1:]), anything)
def test_anything_in_any_one_place_gives_figures_or_the_one_error(place, value):
    pages = document()
    part = pages
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    try:
        replies = worldbank_api.gathered(pages, "wdi", COUNTRIES, INDICATORS)
    except DataError as error:
        assert "\n" not in str(error)
    else:
        assert len(set(figures(replies).items()) ^ set(FIGURES.items())) <= 2  # at most the one row's figure
