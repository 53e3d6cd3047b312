"""Checks on capability: who grew, who turned away, who pays."""
import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def spending(measure, iso3, year):
    rows = tables.load("military_expenditure").query("measure == @measure and iso3 == @iso3 and year == @year")
    return float(rows["value"].iloc[0])


def scaled(iso3, factor, measure="constant_usd_m"):
    """A change of a country's last year."""
    def change(table):
        mine = (table["iso3"] == iso3) & (table["year"] == table["year"].max()) & (table["measure"] == measure)
        return table.assign(value=table["value"].where(~mine, table["value"] * factor))
    return change


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_the_rok_grew_and_met_more_often():
    found = outcome("grown_ally_left")
    # SIPRI, April 2025: 48,473 and 968,382 million dollars of 2023 in 2024 (the published table).
    by_hand = 48473 / 968382 / (spending("constant_usd_m", "KOR", 2004) / spending("constant_usd_m", "USA", 2004)) - 1
    assert found.value == pytest.approx(by_hand * 100, rel=1e-4)
    assert found.verdict == "contradicted" and found.robust
    assert found.sentence.endswith("in 2023 and 2024.")


def test_an_ally_that_stopped_meeting_would_have_left():
    silent = outcome("grown_ally_left", trilateral_engagements=lambda t: t[t["date"] < "2023"].pipe(
        lambda early: pd.concat([early, early.head(1).assign(date="2024-02-01")])))
    assert silent.verdict == "supported"


def test_without_growth_there_is_nothing_to_test():
    small = outcome("grown_ally_left", military_expenditure=lambda t: scaled("JPN", 0.5)(scaled("KOR", 0.5)(t)))
    assert small.verdict == "not testable"


def test_both_ties_are_unequal():
    found = outcome("partners_are_unequal")
    # Correlates of War, version 7.0, 2022: read off the table by hand.
    table = tables.load("national_capability").query("year == 2022").set_index("iso3")["cinc"]
    assert f"{table['USA'] / table['KOR']:.1f} times" in found.sentence and found.verdict == "supported"
    assert not found.robust  # Japan falls below five


def test_a_strong_japan_would_make_one_tie_equal():
    grown = outcome("partners_are_unequal", national_capability=lambda t: t.assign(
        cinc=t["cinc"].where(t["iso3"] != "JPN", t["cinc"] * 3)))
    assert grown.verdict == "partly"


def test_command_was_sought_back_and_put_off():
    found = outcome("strength_sought_command")
    assert found.verdict == "partly" and found.value == pytest.approx(3 / 5)  # counted by hand in the table
    assert "5 of 5 went as the camp" in found.sentence


def test_steady_steps_would_speak_for_strength():
    steady = outcome("strength_sought_command", command_transfer=lambda t: t.assign(direction="towards_seoul"))
    assert steady.verdict == "supported"
    away = outcome("strength_sought_command", command_transfer=lambda t: t.assign(direction="put_off"))
    assert away.verdict == "contradicted"


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_the_two_carry_more_since_2020():
    found = outcome("two_carry_a_greater_share")
    # SIPRI's published figures for 2024: 58,399 + 48,473 of 58,399 + 48,473 + 968,382.
    assert f"{(58399 + 48473) / (58399 + 48473 + 968382) * 100:.1f}% in 2024" in found.sentence
    assert found.verdict == "supported" and not found.robust


def test_a_greater_american_budget_would_undo_it():
    more = outcome("two_carry_a_greater_share", military_expenditure=scaled("USA", 1.3))
    assert more.verdict == "contradicted"


def test_hosts_pay_more():
    found = outcome("hosts_pay_more")
    # NK News, 4 October 2024: 8.3% (of a rounded amount); Reuters, 21 December 2021: 201.7 to 211 billion yen.
    assert "8.5%" in found.sentence and f"{(211.02 / 201.7 - 1) * 100:.1f}%" in found.sentence
    assert found.verdict == "supported" and not found.robust


def test_a_cut_by_one_host_is_seen():
    cut = outcome("hosts_pay_more", cost_sharing=lambda t: t[(t["host"] != "KOR") | (t["first_year"] != 2026)].replace(
        1400.0, 1000.0))
    assert cut.verdict == "partly"


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_both_are_asked_for_more_than_they_spend():
    found = outcome("more_is_asked_than_spent")
    assert found.verdict == "supported" and "ROK 3.5% against 2.6%" in found.sentence  # SIPRI prints 2.56
    assert "Japan 3.5% against 1.4%" in found.sentence  # SIPRI prints 1.37


def test_two_per_cent_of_the_rok_would_ask_nothing_of_it():
    modest = outcome("more_is_asked_than_spent", burden_pledges=lambda t: t.assign(
        share=t["share"].where(t["country"] != "KOR", 0.02)))
    assert modest.verdict == "partly"
