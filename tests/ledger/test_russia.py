"""Checks on Russia at war."""
from datetime import date

import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def moved(day, to):
    """A change of the milestones: what happened on one day happened on another."""
    return lambda milestones: milestones.replace({"date": {day: to}})


def test_the_newest_forecast_was_sober():
    found = outcome("newest_forecast_was_sobering")
    assert found.verdict == "supported" and not found.robust
    assert found.value == pytest.approx(1.5 / 4.3)  # the bank's one to two per cent; Reuters, 11 April 2025: 4.3
    rosy = outcome("newest_forecast_was_sobering",
                   growth_forecasts=lambda t: t.assign(high=t["high"].where(t["kind"] == "outcome", 0.05)))
    assert rosy.verdict == "contradicted"


def test_three_newer_forecasts_lay_between():
    found = outcome("cited_forecast_was_the_newest")
    assert (found.value, found.verdict, found.robust) == (3, "outdated", True)
    assert f"{(date(2025, 8, 12) - date(2024, 9, 5)).days} days" in found.sentence
    fresh = outcome("cited_forecast_was_the_newest", russia_milestones=moved("2024-09-05", "2025-07-28"))
    assert fresh.verdict == "supported"


def test_the_older_forecast_came_true():
    found = outcome("cited_forecast_came_true")
    assert found.verdict == "supported" and found.value == pytest.approx(0, abs=1e-9)
    missed = outcome("cited_forecast_came_true",
                     growth_forecasts=lambda t: t.assign(high=t["high"].where(t["kind"] != "outcome", 0.03)))
    assert missed.verdict == "contradicted"


def test_the_war_years_grew_faster():
    found = outcome("growth_fell_in_the_war_years")
    # Rosstat's rounded figures as printed: 2012 to 2021, then 2022 to 2024.
    decade = [4.0, 1.8, 0.7, -2.0, 0.2, 1.8, 2.8, 2.2, -2.7, 5.9]
    assert found.value == pytest.approx(sum([-1.4, 4.1, 4.9]) / 3 - sum(decade) / 10, abs=0.05)
    assert (found.verdict, found.robust) == ("contradicted", True)
    slump = outcome("growth_fell_in_the_war_years", economy=lambda t: t.assign(
        value=t["value"].where((t["year"] < 2022) | (t["measure"] != "gdp_growth"), -0.01)))
    assert slump.verdict == "supported"


def test_the_front_stood_still_in_one_sense():
    found = outcome("front_stood_still")
    assert (found.verdict, found.robust) == ("partly", True)
    assert f"{sum([389, 240, 379, 507, 588, 634]) / 6:.0f} km² a month" in found.sentence
    frozen = outcome("front_stood_still", front_line=lambda t: t.assign(
        value=t["value"].where((t["measure"] != "net_gain") | (t["first_month"] < "2025"), 5)))
    rout = outcome("front_stood_still", front_line=lambda t: t.assign(
        value=t["value"].where((t["measure"] != "net_gain") | (t["first_month"] < "2025"), 20_000)))
    assert (frozen.verdict, rout.verdict) == ("supported", "contradicted")


def test_the_months_add_up_to_what_the_agency_printed():
    # AFP, 3 January 2026: more than 5,600 square kilometres in 2025.
    months = tables.load("front_line").query("measure == 'net_gain' and first_month == last_month")
    year = months[months["first_month"].str.startswith("2025")]
    assert len(year) == 12 and year["value"].sum() == pytest.approx(5600, abs=50)


def test_three_and_a_half_years():
    found = outcome("war_had_lasted_as_long_as_said")
    assert (found.verdict, found.robust) == ("supported", True)
    assert found.value == pytest.approx(3.5 - (date(2025, 8, 12) - date(2022, 2, 24)).days / 365.25)
    since_2014 = outcome("war_had_lasted_as_long_as_said",
                         russia_milestones=moved("2022-02-24", "2014-02-20"))
    assert since_2014.verdict == "contradicted"


def test_no_year_was_near_a_catastrophe():
    found = outcome("economy_came_near_catastrophe")
    assert (found.verdict, found.robust) == ("contradicted", True)
    assert found.value == pytest.approx(-1.4, abs=0.1)  # Rosstat for 2022
    worse = outcome("economy_came_near_catastrophe", economy=lambda t: t.assign(
        value=t["value"].where((t["year"] != 2022) | (t["measure"] != "gdp_growth"), -0.08)))
    assert worse.verdict == "supported"


def test_trade_with_china_fell_before_the_article():
    found = outcome("trade_with_china_fell")
    assert (found.value, found.verdict, found.robust) == (pytest.approx(-9.1), "supported", False)
    grew = outcome("trade_with_china_fell", russia_trade=lambda t: t.assign(change=0.04))
    assert grew.verdict == "contradicted"


def test_computed_changes_of_trade_follow_from_their_values():
    rows = tables.load("russia_trade").dropna(subset=["first_value", "last_value"])
    assert rows["change"].tolist() == pytest.approx((rows["last_value"] / rows["first_value"] - 1).tolist(), abs=0.001)


def test_chinas_share_rose_to_nearly_all():
    found = outcome("chinas_share_of_war_goods_grew")
    assert (found.verdict, found.robust) == ("supported", True)
    flat = outcome("chinas_share_of_war_goods_grew", russia_dependence=lambda t: t.assign(share=0.6))
    low = outcome("chinas_share_of_war_goods_grew", russia_dependence=lambda t: t.assign(share=0.2))
    assert (flat.verdict, low.verdict) == ("partly", "contradicted")


def test_sanctions_deter_and_others_do_not_turn_away():
    found = outcome("states_without_sanctions_turned_away")
    assert (found.verdict, found.robust) == ("partly", True)
    # KITA, February 2023: of all countries India's trade with Russia grew most in 2022, and Turkey's doubled.
    everybody = outcome("states_without_sanctions_turned_away", russia_trade=lambda t: t.assign(change=-0.3))
    nobody = outcome("states_without_sanctions_turned_away", russia_trade=lambda t: t.assign(change=0.3))
    assert (everybody.verdict, nobody.verdict) == ("supported", "contradicted")


def test_experts_foresee_what_the_listed_essay_does_not():
    found = outcome("experts_foresee_dissolution")
    assert (found.verdict, found.robust) == ("partly", True)
    whole = outcome("experts_foresee_dissolution",
                    russia_forecasts=lambda t: t.replace({"foresees": {"renewal": "dissolution"}}))
    none = outcome("experts_foresee_dissolution", russia_forecasts=lambda t: t[t["foresees"] != "dissolution"])
    assert (whole.verdict, none.verdict) == ("supported", "contradicted")


def test_the_listed_essay_is_older_than_the_war():
    found = outcome("listed_forecast_knows_the_war")
    assert (found.verdict, found.robust) == ("outdated", True)
    assert f"{(date(2022, 2, 24) - date(2021, 5, 16)).days} days before the invasion" in found.sentence
    new = outcome("listed_forecast_knows_the_war", russia_milestones=moved("2021-05-16", "2025-05-16"))
    assert new.verdict == "supported"


def test_the_general_had_just_spoken():
    found = outcome("budanov_had_just_spoken")
    assert (found.value, found.verdict, found.robust) == (10, "supported", True)
    old = outcome("budanov_had_just_spoken", russia_milestones=moved("2025-08-02", "2024-08-02"))
    assert old.verdict == "contradicted"
