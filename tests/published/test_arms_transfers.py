"""Arms deliveries against the shares that SIPRI prints in its fact sheets."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def exports():
    frame = tables.load("arms_transfers")
    return frame[frame["supplier"] == "KOR"]


def window(exports, first, last):
    return exports[exports["year"].between(first, last)].groupby("recipient")["tiv_m"].sum()


# SIPRI, Trends in International Arms Transfers, 2024, as the Korea JoongAng Daily (10 March 2025) and others print
# it: Poland 46 %, the Philippines 14 %, India 7 % of the ROK's exports in 2020-24. The edition is half a year older.
@pytest.mark.parametrize(("recipient", "percent"), [("Poland", 46), ("Philippines", 14), ("India", 7)])
def test_three_largest_recipients(exports, recipient, percent):
    volume = window(exports, 2020, 2024)
    assert volume[recipient] / volume.sum() * 100 == pytest.approx(percent, abs=1)
    assert recipient in volume.nlargest(3).index


# The same of 2014-18 (hankooki.com, 18 March 2019): Indonesia 17, Iraq 17, United Kingdom 15 %.
@pytest.mark.parametrize(("recipient", "percent"), [("Indonesia", 17), ("Iraq", 17), ("United Kingdom", 15)])
def test_three_largest_recipients_before(exports, recipient, percent):
    volume = window(exports, 2014, 2018)
    assert volume[recipient] / volume.sum() * 100 == pytest.approx(percent, abs=2)


def test_growth_between_five_year_periods(exports):
    # SIPRI: +143 % from 2010-14 to 2015-19 (KPI News, March 2020), +4.9 % to 2020-24 (JoongAng, 10 March 2025).
    early, middle, late = (window(exports, y, y + 4).sum() for y in (2010, 2015, 2020))
    assert (middle / early - 1) * 100 == pytest.approx(143, abs=8)
    assert (late / middle - 1) * 100 == pytest.approx(4.9, abs=2)


def test_number_of_recipients(exports):
    # SIPRI, March 2020 (KPI News): 17 recipients in 2015-19, 7 in 2010-14. The later edition knows one more.
    assert len(window(exports, 2015, 2019)) == 17
    assert len(window(exports, 2010, 2014)) in (7, 8)


def test_sipri_share_stays_under_ten_percent():
    manifest = tables.manifest("arms_transfers")
    frame = tables.load("arms_transfers")
    deals = manifest.sources[0].licence["of"]
    assert deals > 28_000  # those of October 2025, and registers grow
    assert frame[["tiv_m", "uncertain_tiv_m"]].size / deals < 0.10
