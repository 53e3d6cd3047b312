"""The economy table: one producer a series, constant prices by chaining, nothing filled. Made-up figures."""
import pandas as pd
import pytest

from trilateral import tables
from trilateral.sources import economy
from trilateral.sources.countries import ISO3
from trilateral.tables import DataError

YEARS = range(1989, 2026)
VALUES = {
    "gdp_current_usd": 5e11, "gdp_growth": 2.0, "gdp_deflator_growth": 1.5,
    "population": 5e7, "exchange_rate": 10.0, "ppp_conversion_factor": 7.0,
}


@pytest.fixture
def inputs(tmp_path):
    """One long file a measure for all but Taiwan, national accounts for all but North Korea, and WEO for Taiwan."""
    paths = {}
    for measure, value in VALUES.items():
        there = [c for c in ISO3 if c != "TWN" and (c != "PRK" or measure == "population")]
        lines = [f"Name,{iso3},{year},{value}" for iso3 in ["WLD", *there] for year in YEARS]
        paths[measure] = tmp_path / f"{measure}.csv"
        paths[measure].write_text("\n".join(["Country Name,Country Code,Year,Value", *lines, ""]))
    paths["weo"] = tmp_path / "weo.csv"
    head = ["ISO", "WEO Subject Code", "Units", "Scale", *map(str, range(1989, 2031)), "Estimates Start After"]
    rows = [["TWN", "NGDPD", "U.S. dollars", "Billions", *["600"] * 42, "2024"],
            ["TWN", "NGDP_RPCH", "Percent change", "Units", *["3"] * 42, "2024"],
            ["TWN", "LP", "Persons", "Millions", *["23.4"] * 42, "2024"],
            ["TWN", "PCPIPCH", "Percent change", "Units", *["1"] * 42, "2024"]]
    paths["weo"].write_text("\n".join(",".join(row) for row in [head, *rows]) + "\n")
    return paths


def test_build_publishes_a_valid_table(inputs, tmp_path):
    (path,) = economy.build(inputs, tmp_path / "out")
    manifest = tables.verify("economy", tmp_path / "out")
    assert path.name == "economy.csv"
    assert [source.edition for source in manifest.sources] == [
        "update of 2026-07-01 (data to 2025)", "April 2025 (actual data to 2024)"]
    assert len(manifest.inputs) == 7


def test_one_producer_a_series(inputs):
    frame = economy.assemble(inputs)
    producers = frame.groupby(["iso3", "measure"])["producer"].nunique()
    assert (producers == 1).all()
    assert set(frame.loc[frame["producer"] == "imf", "iso3"]) == {"TWN"}
    assert frame["year"].min() == 1990


def test_nothing_is_filled(inputs):
    frame = economy.assemble(inputs)
    assert set(frame.loc[frame["iso3"] == "PRK", "measure"]) == {"population"}
    taiwan = {"gdp_current_usd", "gdp_constant_2015_usd", "gdp_growth", "population"}
    assert set(frame.loc[frame["iso3"] == "TWN", "measure"]) == taiwan
    assert frame.loc[frame["iso3"] == "TWN", "year"].max() == 2024


def test_percentages_are_fractions(inputs):
    frame = economy.assemble(inputs).set_index(["iso3", "year", "measure"])["value"]
    assert frame["KOR", 2000, "gdp_growth"] == 0.02
    assert frame["TWN", 2000, "gdp_growth"] == 0.03
    assert frame["TWN", 2000, "population"] == 23.4e6


def test_chain_runs_both_ways_from_the_base_year():
    current = pd.Series({2014: 80.0, 2015: 100.0, 2016: 300.0})
    growth = pd.Series({2014: 0.0, 2015: 0.25, 2016: 0.1, 2017: -0.5})
    chained = economy.chain(current, growth, 2015)
    assert chained.to_dict() == pytest.approx({2013: 80.0, 2014: 80.0, 2015: 100.0, 2016: 110.0, 2017: 55.0})


def test_chain_stops_at_a_gap():
    growth = pd.Series({2012: 0.1, 2015: 0.25, 2016: 0.1, 2018: 0.1})
    chained = economy.chain(pd.Series({2015: 100.0}), growth, 2015)
    assert list(chained.index) == [2014, 2015, 2016]


def test_chain_needs_its_base():
    with pytest.raises(DataError, match="nothing for 2015"):
        economy.chain(pd.Series({2014: 1.0}), pd.Series({2015: 0.1}), 2015)


def test_a_country_that_disappears_is_an_error(inputs):
    path = inputs["gdp_growth"]
    path.write_text("".join(line for line in path.read_text().splitlines(True) if ",POL," not in line))
    with pytest.raises(DataError, match=r"gdp_growth\.csv: nothing from 1990 on for POL \(NY\.GDP\.MKTP\.KD\.ZG\)"):
        economy.assemble(inputs)


def test_swapped_files_are_noticed(inputs, tmp_path):
    swapped = {**inputs, "exchange_rate": inputs["gdp_current_usd"]}
    with pytest.raises(DataError, match=r"outside the expected range .* of measure exchange_rate"):
        economy.build(swapped, tmp_path / "out")


def test_an_implausible_figure_stops_the_table(inputs, tmp_path):
    path = inputs["population"]
    path.write_text(path.read_text().replace("KOR,2000,50000000.0", "KOR,2000,-50000000.0"))
    with pytest.raises(DataError, match=r"data/economy\.csv row \d+, column value: -50000000"):
        economy.build(inputs, tmp_path / "out")
    assert not (tmp_path / "out" / "economy.csv").exists()
