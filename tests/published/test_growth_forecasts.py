"""Forecasts of Russia's growth against the World Bank and other pages. Each test names its source."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def forecasts():
    return tables.load("growth_forecasts")


def test_outcomes_meet_the_world_banks(forecasts):
    # World Bank, World Development Indicators, July 2026: 4.9 % in 2024, 1.0 % in 2025.
    economy = tables.load("economy").set_index(["iso3", "year", "measure"])["value"]
    last = forecasts[forecasts["kind"] == "outcome"].groupby("period")["high"].last()
    for year in (2024, 2025):
        assert last[str(year)] == pytest.approx(economy["RUS", year, "gdp_growth"], abs=0.0005)


def test_the_range_of_april_2025(forecasts):
    # Interfax, 25 April 2025 (https://interfax.com/newsroom/top-stories/111199/): 1.0 to 2.0 per cent for 2025.
    row = forecasts[(forecasts["date"] == "2025-04-25") & (forecasts["period"] == "2025")].iloc[0]
    assert (row["low"], row["high"]) == (0.01, 0.02)


def test_ranges_are_the_right_way_round(forecasts):
    assert (forecasts["low"] <= forecasts["high"]).all()
    assert (forecasts["kind"] == "outcome").equals(forecasts["forecaster"] == "rosstat")
