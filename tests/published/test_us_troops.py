"""US personnel abroad against counts that others print from the same reports."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def personnel():
    return tables.load("us_troops").set_index(["iso3", "year"])["personnel"]


# DMDC, 30 September 2012, as the Santa Cruz Sentinel printed it on 22 February 2013. Its page does not say which
# rows it adds; all its figures are a little higher than the compilation's, Italy's by a sixth.
@pytest.mark.parametrize(("iso3", "printed"), [
    ("JPN", 50_937), ("DEU", 47_761), ("KOR", 27_500), ("ITA", 10_922), ("GBR", 9_317),
])
def test_september_2012(personnel, iso3, printed):
    assert 0.83 * printed <= personnel[iso3, 2012] <= 1.02 * printed


# Pew Research Center, 22 August 2017, after DMDC, 30 September 2016. The table has the year's highest report.
@pytest.mark.parametrize(("iso3", "printed"), [("DEU", 34_602), ("KOR", 24_189), ("ITA", 12_088)])
def test_september_2016(personnel, iso3, printed):
    assert printed <= personnel[iso3, 2016] <= 1.08 * printed


def test_japan_in_2016_is_low_in_both(personnel):
    # Same page: 38,818, the drop that the table marks. Two years on it is gone.
    assert 38_818 <= personnel["JPN", 2016] < 0.9 * personnel["JPN", 2018]


def test_march_2024(personnel):
    # Visual Capitalist after DMDC, March 2024: Japan 55,000, Germany 35,000, South Korea nearly 25,000.
    assert round(personnel["JPN", 2024], -3) == 55_000
    assert personnel["DEU", 2024] == pytest.approx(35_000, rel=0.05)
    assert personnel["KOR", 2024] == pytest.approx(25_000, rel=0.03)


def test_broken_years_are_not_there(personnel):
    assert not set(range(2005, 2009)) & set(personnel.index.get_level_values("year"))
