"""Purchasing power: against the World Bank's own GDP at purchasing power, and by hand."""
import pandas as pd
import pytest

from trilateral import measures, tables


def test_by_hand():
    spending = pd.DataFrame({"iso3": ["AAA"], "year": [2000], "measure": ["current_usd_m"], "value": [100.0],
                             "quality": ["estimate"]})
    economy = pd.DataFrame({"iso3": ["AAA", "AAA"], "year": [2000, 2000], "value": [8.0, 4.0],
                            "measure": ["exchange_rate", "ppp_conversion_factor"]})
    found = measures.at_purchasing_power(spending, economy)
    assert found.to_dict("records") == [
        {"iso3": "AAA", "year": 2000, "measure": "ppp_usd_m", "value": 200.0, "quality": "estimate"}]


def test_a_country_without_a_factor_is_left_out():
    found = measures.at_purchasing_power(tables.load("military_expenditure"), tables.load("economy"))
    assert {"USA", "JPN", "KOR", "CHN", "RUS"} <= set(found["iso3"]) and "TWN" not in set(found["iso3"])


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)", economy="update of 2026-07-01 (data to 2025)")
@pytest.mark.parametrize(("iso3", "year", "gdp_ppp_trillion"), [
    ("CHN", 2024, 38.190), ("CHN", 2010, 12.589), ("USA", 2024, 29.185)])
def test_against_the_published_gdp_at_purchasing_power(iso3, year, gdp_ppp_trillion):
    """The share of GDP times the published GDP at purchasing power, by another road: no rate, no factor.

    GDP: "GDP based on PPP" of the World Data Atlas (knoema.com/atlas, read as an excerpt). SIPRI's shares
    rest on the IMF's GDP and the United States' figure on fiscal years, hence 5 per cent.
    """
    spending = tables.load("military_expenditure")
    share = measures.wide(spending, "share_of_gdp", [iso3]).loc[year, iso3]
    found = measures.at_purchasing_power(spending, tables.load("economy"))
    value = measures.wide(found, "ppp_usd_m", [iso3]).loc[year, iso3]
    assert value == pytest.approx(share * gdp_ppp_trillion * 1e6, rel=0.05)
