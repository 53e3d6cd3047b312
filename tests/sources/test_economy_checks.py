"""Whether figures can be true: what stops a table, and what history explains. Made-up figures."""
import pandas as pd
import pytest

from trilateral import tables
from trilateral.sources import economy_checks as checks
from trilateral.sources.economy_kept import Part
from trilateral.tables import DataError

SPANS = checks.ranges({"columns": {"measure": {"values": {
    name: {"min": -1, "max": 1e15} for name in checks.WORDS}}}})


def part(iso3, measure, values):
    frame = pd.DataFrame({"iso3": iso3, "measure": measure, "year": list(values), "value": list(values.values()),
                          "producer": "world_bank"})
    return Part(frame, files={measure: "wdi.json"})


@pytest.mark.parametrize(("iso3", "measure", "values", "message"), [
    ("KOR", "population", {2000: 5e7, 2001: 5.3e7},
     r"population of ROK \(South Korea\) \(KOR\), 2001: 5\.3e\+07 after 5e\+07 the year before; expected 0\.97 to"),
    ("KOR", "gdp_growth", {2001: 0.17}, r"gdp_growth of ROK.*, 2001: 0\.17; expected -0\.16 to 0\.16, or a known"),
    ("UKR", "gdp_growth", {2021: 0.03, 2022: -0.288, 2023: -0.2}, r"gdp_growth of Ukraine \(UKR\), 2023: -0\.2; exp"),
    ("DEU", "exchange_rate", {2000: 1.0, 2001: 0.5}, r"exchange_rate of Germany \(DEU\), 2001: 0\.5 after 1 the year"),
    ("POL", "gdp_deflator_growth", {1992: 0.6}, r"gdp_deflator_growth of Poland \(POL\), 1992: 0\.6; expected -0"),
    ("JPN", "population", {2000: 5e15}, r"population of Japan \(JPN\), 2000: 5e\+15; expected -1 to 1e\+15$"),
    ("USA", "population", {2000: 1.0, 2003: 1.0}, r"population of United States \(USA\): nothing for 2001 and 2002; "),
    ("RUS", "exchange_rate", {1993: 1.0, 1997: 5.0}, r"exchange_rate of Russia \(RUS\): nothing for 1996; expected"),
])
def test_what_cannot_be_stops(iso3, measure, values, message):
    with pytest.raises(DataError, match=rf"^wdi\.json: {message}"):
        checks.verify(part(iso3, measure, values), SPANS, None)


@pytest.mark.parametrize(("iso3", "measure", "values"), [
    ("UKR", "gdp_growth", {2021: 0.03, 2022: -0.288, 2023: 0.05}),
    ("UKR", "population", {2021: 4.4e7, 2022: 4.1e7, 2023: 3.77e7}),
    ("DEU", "exchange_rate", {1998: 1.76, 1999: 0.94}),
    ("RUS", "exchange_rate", {1993: 1.0, 1996: 5.1, 1997: 5.8, 1998: 9.7, 1999: 24.6}),
    ("KOR", "population", {2000: 5e7, 2001: 5.1e7}),
])
def test_what_history_explains_passes(iso3, measure, values):
    checks.verify(part(iso3, measure, values), SPANS, None)


def test_every_known_exception_is_needed():
    """An exception that today's table does not need would let something through unseen."""
    frame = tables.load("economy")
    table = frame.set_index(["iso3", "measure", "year"])["value"]
    for case in checks.KNOWN:
        for year in case.years:
            assert any(_outside(table, case.iso3, measure, year) for measure in case.measures), (case, year)
    years = frame.groupby(["iso3", "measure"])["year"].agg(set)
    for case in checks.KNOWN_GAPS:
        assert not case.years & years[case.iso3, case.measures[0]]


def _outside(table, iso3, measure, year) -> bool:
    value, before = table.get((iso3, measure, year)), table.get((iso3, measure, year - 1))
    size, change = checks.SIZE.get(measure), checks.CHANGE.get(measure)
    if size and value is not None:
        return not size[0] <= value <= size[1]
    return bool(change and value and before) and not change[0] <= value / before <= change[1]


def test_todays_table_passes_its_own_checks():
    frame = tables.load("economy")
    manifest = tables.manifest("economy")
    spans = checks.ranges({"columns": {"measure": manifest.columns["measure"]}})
    for producer, rows in frame.groupby("producer"):
        files = {m: "wdi.json" for m in checks.WORDS}
        checks.verify(Part(rows.reset_index(drop=True), files=files), spans, frame[frame["producer"] == producer])


def test_a_series_that_is_gone_is_an_error():
    present = pd.concat([part("KOR", "population", {2000: 1.0}).frame, part("JPN", "population", {2000: 1.0}).frame])
    with pytest.raises(DataError, match=r"^wdi\.json: population of Japan \(JPN\): nothing; data/economy\.csv has it"):
        checks.verify(part("KOR", "population", {2000: 1.0}), SPANS, present)


@pytest.mark.parametrize(("years", "words"), [
    ([2025], "2025"), ([1990, 1991], "1990 and 1991"), ([1990, 1991, 1992, 1994, 2025], "1990 to 1992, 1994 and 2025"),
])
def test_years_in_words(years, words):
    assert checks.spoken(years) == words


def test_gaps_in_words():
    frame = pd.concat([part("KOR", "exchange_rate", dict.fromkeys(range(1990, 2000), 1.0)).frame,
                       part("DEU", "exchange_rate", dict.fromkeys(range(1990, 1999), 1.0)).frame])
    expected = {"exchange_rate": ["KOR", "DEU", "FRA"], "population": []}
    assert checks.gaps(frame, "world_bank", expected) == "exchange rate: Germany 1999; France 1990 to 1999"
    assert checks.gaps(frame, "world_bank", {"exchange_rate": ["KOR"]}) == "nothing"
