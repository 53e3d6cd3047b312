"""Typed tables of ranks, firms, plans and pledges against pages that were not typed into them."""
import pytest

from trilateral import tables


def test_rank_in_the_innovation_index():
    # AFP in the Khaleej Times, September 2024: up four places to sixth.
    frame = tables.load("rok_rankings").query("indicator == 'Global Innovation Index' and last_year == 2024")
    assert frame["rank"].tolist() == [6]


def test_ranks_among_exporters_of_arms():
    # Limnews, 12 February 2024: 2.4 per cent and ninth in 2018 to 2022. Korea JoongAng Daily, 10 March 2025: tenth.
    exports = tables.load("rok_rankings").query("domain == 'arms_exports'").set_index("last_year")
    assert (exports.loc[2022, "rank"], exports.loc[2022, "share"]) == (9, 0.024)
    assert exports.loc[2024, "rank"] == 10


def test_firms_among_the_hundred():
    # Dong-A Ilbo, 2 December 2025.
    ranks = tables.load("arms_firms").dropna(subset=["rank"]).set_index(["firm", "year"])["rank"]
    for firm, places in {"Hanwha": [24, 21], "LIG Nex1": [73, 60], "KAI": [54, 70]}.items():
        assert ranks[firm].tolist() == places


def test_goals_of_the_plan():
    # Ajunews, 7 November 2024: sales of 40 trillion won, seventh in the world.
    plan = tables.load("industry_plans").query("plan == 'Global KAI 2050'")
    assert set(plan["goal_rank"].dropna()) == {7} and set(plan["goal_sales"].dropna()) == {40.0}


def test_japan_reaches_two_per_cent_two_years_early():
    # Hurriyet Daily News, October 2025: the target of fiscal 2027 in the year that ends in March 2026.
    pledges = tables.load("burden_pledges").query("country == 'JPN' and kind == 'pledge'")
    assert pledges["by_year"].tolist() == [2027, 2025] and pledges["share"].nunique() == 1


def test_wartime_command_was_to_come_in_2012():
    # KBS World, June 2010: put off from April 2012 to 1 December 2015, by three years and seven months.
    steps = tables.load("command_transfer")["event"]
    assert "17 April 2012" in steps.iloc[0] and "1 December 2015" in steps.iloc[1]
    assert (2015 - 2012) * 12 + 12 - 4 == pytest.approx(3 * 12 + 7, abs=1)
