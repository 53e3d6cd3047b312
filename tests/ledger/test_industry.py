"""Checks on the country below its weight and on its arms firms."""
from datetime import date

import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_technology_is_high_and_productivity_is_not():
    found = outcome("rok_ranks_high")
    assert found.verdict == "partly" and found.robust
    assert "6 of 133" in found.sentence  # Korean Intellectual Property Office, 27 September 2024


def test_a_productive_country_would_stand_with_the_first():
    high = outcome("rok_ranks_high", rok_rankings=lambda t: t.assign(rank=t["rank"].clip(upper=5)))
    assert high.verdict == "supported"
    low = outcome("rok_ranks_high", rok_rankings=lambda t: t.assign(rank=t["ranked"].fillna(30)))
    assert low.verdict == "contradicted"


def test_no_lag_in_embassies():
    found = outcome("arms_drive_outruns_diplomacy")
    delivered = tables.load("arms_transfers").query("supplier == 'KOR'")
    last = delivered["year"].max()
    late = delivered[delivered["year"].between(last - 4, last)]["tiv_m"].sum()
    early = delivered[delivered["year"].between(last - 14, last - 10)]["tiv_m"].sum()
    assert f"{late / early:.1f} times" in found.sentence
    assert found.verdict == "partly" and found.robust


def test_a_small_network_would_be_a_contrast():
    lag = outcome("arms_drive_outruns_diplomacy", rok_rankings=lambda t: t.assign(
        rank=t["rank"].where(t["domain"] != "diplomacy", 40)))
    assert lag.verdict == "supported"
    idle = outcome("arms_drive_outruns_diplomacy", arms_transfers=lambda t: t.assign(tiv_m=1.0).drop_duplicates(
        ["supplier", "year"]))
    assert idle.verdict == "contradicted"


def test_hanwha_grew_and_kai_fell():
    found = outcome("korean_arms_firms_set_the_pace")
    # Dong-A Ilbo, 2 December 2025, a page that is not in the table: Hanwha 24th to 21st, KAI 54th to 70th.
    assert "Hanwha from place 24 to 21" in found.sentence and "KAI from place 54 to 70" in found.sentence
    assert found.verdict == "partly" and found.robust


def test_two_growing_firms_would_set_the_pace():
    both = outcome("korean_arms_firms_set_the_pace", arms_firms=lambda t: t.assign(
        change=t["change"].where((t["firm"] != "KAI") | (t["year"] != 2024), 0.3)))
    assert both.verdict == "supported"


def test_the_plan_is_older_than_two_years():
    found = outcome("kai_spoke_of_its_plan_two_years_ago")
    assert found.value == pytest.approx((date(2025, 8, 12) - date(2023, 1, 11)).days / 365.25)
    assert found.verdict == "supported" and not found.robust


@pytest.mark.parametrize("day", ["2023-11-01", "2021-01-11"])
def test_a_plan_of_another_year_is_not_of_two_years_ago(day):
    late = outcome("kai_spoke_of_its_plan_two_years_ago", industry_plans=lambda t: t.assign(date=day))
    assert late.verdict == "contradicted"


def test_every_report_says_seventh():
    found = outcome("kai_plan_aims_at_seventh")
    assert found.verdict == "supported" and "by 2050" in found.sentence
    # Ajunews, 7 November 2024, a page that is not in the table: sales of 40 trillion won, seventh in the world.
    assert "place 7" in found.sentence


def test_another_goal_would_be_seen():
    other = outcome("kai_plan_aims_at_seventh", industry_plans=lambda t: t.assign(
        goal_rank=t["goal_rank"].where(t["publisher"] != "Pressian", 10)))
    assert other.verdict == "partly"


def test_exports_belong_to_the_plan_without_a_share():
    found = outcome("kai_plan_counts_on_exports")
    assert found.verdict == "partly" and "2 of 5" in found.sentence  # counted by hand
    assert "80%" in found.sentence  # News World on the vision for 2020: some 80 per cent of sales


def test_a_share_in_the_plan_would_carry_the_claim():
    shared = outcome("kai_plan_counts_on_exports", industry_plans=lambda t: t.replace(
        {"exports": {"strategy": "share"}}))
    assert shared.verdict == "supported"
    silent = outcome("kai_plan_counts_on_exports", industry_plans=lambda t: t.assign(exports="not_named"))
    assert silent.verdict == "contradicted"
