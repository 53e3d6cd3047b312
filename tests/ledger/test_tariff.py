"""Checks on tariffs."""
from datetime import date

import pytest

from tests.ledger.trial import outcome


def test_fifteen_per_cent_since_the_seventh():
    # Executive Order 14326 of 31 July 2025: fifteen per cent, seven days after its date.
    found = outcome("tariff_pressed_on_seoul")
    assert found.verdict == "supported" and found.robust and found.value == pytest.approx(15)


def test_a_small_tariff_would_not_press():
    small = outcome("tariff_pressed_on_seoul", tariffs=lambda t: t.assign(rate=t["rate"] / 10))
    assert small.verdict == "contradicted"
    before = outcome("tariff_pressed_on_seoul",
                     tariffs=lambda t: t[t["date"] < "2025-08-01"].replace("2025-08-07", None))
    assert before.value == pytest.approx(10)


def test_steps_before_the_new_president():
    # By hand: 2 April (announced) and 5 April (in force); later 7 and 30 July and 7 August.
    found = outcome("washington_moved_before_lee")
    assert found.value == 2 and "3 more" in found.sentence
    none = outcome("washington_moved_before_lee", tariffs=lambda t: t[t["date"] > "2025-06-04"])
    assert none.verdict == "contradicted"


def test_the_deal_held_for_half_a_year():
    found = outcome("deal_was_reopened")
    assert found.value == (date(2026, 1, 26) - date(2025, 7, 30)).days == 180
    assert found.verdict == "supported" and found.robust
    kept = outcome("deal_was_reopened", tariffs=lambda t: t[t["date"] != "2026-01-26"])
    assert kept.verdict == "contradicted"


def test_the_formula_of_april():
    # Trade Representative, 2 April 2025: deficit over imports, halved. The ROK: 65.5 of 131.5 bn, so 24.9 and 25.
    found = outcome("rates_followed_the_deficit")
    assert found.verdict == "supported" and found.value <= 1.0
    assert 65.5 / 131.5 / 2 == pytest.approx(0.25, abs=0.002)


def test_a_discount_for_allies_would_show():
    def discount(rates):
        return rates.assign(rate=rates["rate"] - (rates["ally"] == "yes") * 0.08)

    assert outcome("rates_followed_the_deficit", reciprocal_rates=discount).verdict == "contradicted"
