"""Checks on the Russian Far East."""
from dataclasses import replace

import pytest

from tests.ledger.trial import outcome


def test_no_sign_got_worse_until_all_are_turned_round():
    found = outcome("signs_of_instability_got_worse")
    assert (found.value, found.verdict, found.robust) == (0, "contradicted", True)
    # By hand, from 8,830, 8,372 and 7,976 thousand in 2002, 2010 and 2021: 0.66 and 0.44 per cent a year.
    turned = outcome(
        "signs_of_instability_got_worse",
        khabarovsk_protests=lambda t: t.assign(low=t["low"].where(t["place"] != "Yakutsk", 60_000)),
        federal_subjects=lambda t: t.assign(population_2021=t["population_2021"] * 9 // 10),
        far_east_economy=lambda t: t.assign(value=t["value"].where(t["first_year"] != 2021, -200)),
    )
    assert (turned.value, turned.verdict) == (3, "supported")


def test_one_sign_would_make_it_hold_in_part():
    worse = outcome("signs_of_instability_got_worse",
                    federal_subjects=lambda t: t.assign(population_2021=t["population_2021"] * 9 // 10))
    assert (worse.value, worse.verdict) == (1, "partly")


def test_both_borders_are_there():
    found = outcome("far_east_touches_both_neighbours")
    # The official length of the Tumen border is 17.3 km, on which both sides agreed.
    assert found.verdict == "supported" and found.robust and found.value == pytest.approx(17.3, abs=1.1)
    gone = outcome("far_east_touches_both_neighbours",
                   measurements=lambda m: {**m, "border-rus-prk": replace(m["border-rus-prk"], value=0.0)})
    assert gone.verdict == "contradicted"


def test_illicit_trade_is_on_record_on_both_borders():
    found = outcome("both_borders_have_illicit_trade")
    assert found.verdict == "supported" and "May 2025" in found.sentence
    one = outcome("both_borders_have_illicit_trade", illicit_trade=lambda t: t[t["border"] == "RUS-PRK"])
    old = outcome("both_borders_have_illicit_trade", illicit_trade=lambda t: t.assign(date="2010-01-01"))
    assert (one.verdict, old.verdict) == ("partly", "contradicted")


def test_the_last_large_crowd_was_years_ago():
    found = outcome("large_demonstrations_were_recent")
    assert (found.verdict, found.robust) == ("outdated", False)  # five years would still count as recent for some
    assert found.value == pytest.approx(4 + 201 / 365, abs=0.01)  # 23 January 2021 to 12 August 2025, by hand
    later = outcome("large_demonstrations_were_recent",
                    khabarovsk_protests=lambda t: t.replace({"date": {"2021-01-23": "2025-01-23"}}))
    assert later.verdict == "supported"
    # The rally of October 2025 came after the article and must not count.
    after = outcome("large_demonstrations_were_recent",
                    khabarovsk_protests=lambda t: t.assign(low=t["low"].where(t["date"] < "2025", 9000)))
    assert after.value == found.value


def test_the_region_grew_as_the_planners_say():
    found = outcome("regional_growth_was_almost_nil")
    assert (found.verdict, found.robust) == ("contradicted", True)
    assert (1 + found.value / 100) ** 10 == pytest.approx(1.30)  # TASS, 5 September 2025: 30 per cent in ten years
    flat = outcome("regional_growth_was_almost_nil",
                   far_east_economy=lambda t: t.assign(value=t["value"].where(t["indicator"] != "real_growth", 0.03)))
    assert flat.verdict == "supported"


def test_moscows_candidate_gained():
    found = outcome("vote_for_moscows_candidate_fell")
    assert found.verdict == "contradicted" and found.value == pytest.approx(81.03 - 56.8)
    earlier = outcome("vote_for_moscows_candidate_fell", khabarovsk_elections=lambda t: t[t["year"] <= 2018])
    assert earlier.verdict == "supported" and earlier.value == pytest.approx(27.97 - 63.92)
