"""US goods trade against figures that others print."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def balance():
    frame = tables.load("us_goods_trade").set_index(["iso3", "year"])
    return (frame["exports_usd_m"] - frame["imports_usd_m"]) / 1000


# Kyodo after the Commerce Department: 68.98 in 2019 (jmh.usembassy.gov, 5 February 2020), 55.41 in 2020 (nippon.com,
# 6 February 2021). Both were first prints; the bureau has revised them by 0.2 % since.
@pytest.mark.parametrize(("year", "billion"), [(2019, 68.98), (2020, 55.41)])
def test_deficit_with_japan(balance, year, billion):
    assert -balance["JPN", year] == pytest.approx(billion, rel=0.003)


def test_trade_with_the_rok_in_2016():
    # "U.S.-Korea Trade Facts" (aalep.eu, after the Trade Representative): exports 42.3, imports 69.9, deficit 27.7.
    row = tables.load("us_goods_trade").set_index(["iso3", "year"]).loc[("KOR", 2016)] / 1000
    assert row["exports_usd_m"] == pytest.approx(42.3, abs=0.06)
    assert row["imports_usd_m"] == pytest.approx(69.9, abs=0.06)


def test_deficit_before_and_after_the_trade_agreement(balance):
    # USA Today, 18 April 2017, after the government: 16.6 billion in 2012, 27.6 in 2016.
    assert -balance["KOR", 2012] == pytest.approx(16.6, abs=0.05)
    assert -balance["KOR", 2016] == pytest.approx(27.6, abs=0.06)


def test_later_balances_continue_the_series(balance):
    recent = tables.load("us_goods_balance_recent").set_index(["iso3", "date"])["balance_usd_bn"]
    assert recent["JPN", "2023-12-31"] == pytest.approx(balance["JPN", 2022], rel=0.1)
    assert recent["KOR", "2023-12-31"] < balance["KOR", 2022]  # Yonhap: the widest on record
