"""Checks on exports, missiles, joint production and the F-16."""
from datetime import date

import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def without(column, value):
    """A change that drops the rows with ``value`` in ``column``."""
    return lambda t: t[t[column] != value]


@pytest.mark.edition(arms_transfers="trade register generated 2025-10-23")
def test_korea_outsells_japan_by_two_printed_shares():
    found = outcome("korea_outsells_japan")
    assert found.verdict == "supported" and found.robust
    table = tables.load("arms_transfers")
    recent = table[table["year"] > table["year"].max() - 5]
    korea = recent[recent["supplier"] == "KOR"]["tiv_m"].sum()
    assert found.value == pytest.approx(korea / recent[recent["supplier"] == "JPN"]["tiv_m"].sum())
    assert recent[recent["recipient"] == "Poland"]["tiv_m"].sum() / korea == pytest.approx(0.46, abs=0.01)  # as printed


def test_korea_does_not_outsell_a_japan_that_sells():
    big = outcome("korea_outsells_japan",
                  arms_transfers=lambda t: t.assign(tiv_m=t["tiv_m"].where(t["supplier"] == "KOR", t["tiv_m"] * 60)))
    assert big.verdict == "contradicted"


def test_customers_are_counted_by_hand():
    found = outcome("korean_customers_multiplied")
    rows = tables.manifest("arms_transfers").data_path.read_text("utf-8").splitlines()[1:]
    sold = [line.rsplit(",", 3) for line in rows if line.startswith("KOR,")]
    last = int(tables.load("arms_transfers")["year"].max())
    recent = {who for who, year, *_ in sold if last - 4 <= int(year) <= last}
    early = {who for who, year, *_ in sold if last - 14 <= int(year) <= last - 10}
    assert found.value == pytest.approx(len(recent) / len(early)) and found.verdict == "supported"


def test_the_same_few_customers_are_no_widening():
    def old_customers(table):
        known = table[(table["supplier"] == "KOR") & table["year"].between(2010, 2014)]["recipient"]
        return table[table["recipient"].isin(set(known)) | (table["supplier"] == "JPN")]
    assert outcome("korean_customers_multiplied", arms_transfers=old_customers).verdict == "contradicted"


def test_japans_limits_are_policy():
    found = outcome("japans_limits_are_constitutional")
    assert found.verdict == "contradicted" and found.value == 0


def test_a_provision_of_the_constitution_would_be_found():
    written = outcome("japans_limits_are_constitutional",
                      japan_export_rules=lambda t: t.assign(form="article of the constitution"))
    assert written.verdict == "partly"
    unsold = outcome("japans_limits_are_constitutional", arms_transfers=without("supplier", "JPN"),
                     japan_export_rules=lambda t: t.assign(form="article of the constitution"))
    assert unsold.verdict == "supported"


def test_korean_exports_need_leave():
    assert outcome("korean_exports_are_free").verdict == "contradicted"
    assert outcome("korean_exports_are_free", rok_export_rules=without("effect", "permission")).verdict == "partly"
    assert outcome("korean_exports_are_free", rok_export_rules=without("form", "law")).verdict == "supported"


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_the_philippines_have_most_coast_for_their_money():
    found = outcome("coast_for_each_dollar")
    assert found.verdict == "supported" and "Philippines" in found.sentence
    assert found.value == pytest.approx((36_289 / 6.12) / (25_760 / 33.8), rel=0.02)  # SIPRI as the press prints it


def test_a_rich_philippines_would_not_stand_out():
    rich = outcome("coast_for_each_dollar", military_expenditure=lambda t: t.assign(
        value=t["value"].where(t["iso3"] != "PHL", t["value"] * 5)))
    assert rich.verdict == "contradicted"


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_fifty_missiles_are_a_small_part_of_a_years_spending():
    found = outcome("lrasm_beyond_a_small_budget")
    assert found.verdict == "contradicted" and found.robust
    assert found.value == pytest.approx(50 * 900 / 200 / 6_117.6, rel=0.01)


def test_a_dearer_missile_would_be_out_of_reach():
    dear = outcome("lrasm_beyond_a_small_budget",
                   anti_ship_missiles=lambda t: t.assign(price_usd_m=t["price_usd_m"] * 4))
    assert dear.verdict == "supported"


def test_lrasm_went_to_a_rich_ally_only():
    found = outcome("lrasm_kept_from_allies")
    assert found.verdict == "partly" and "Australia" in found.sentence
    refused = outcome("lrasm_kept_from_allies",
                      anti_ship_missiles=lambda t: t[~t["weapon"].str.startswith("LRASM")])
    assert refused.verdict == "supported"
    sold = outcome("lrasm_kept_from_allies", anti_ship_missiles=lambda t: t.replace({"holder": {"AUS": "PHL"}}))
    assert sold.verdict == "contradicted"


def test_a_korean_missile_serves_since_2022():
    found = outcome("korean_missile_in_service")
    assert found.verdict == "supported"
    assert found.value == pytest.approx((date(2025, 8, 12) - date(2022, 3, 1)).days / 30.44)
    late = outcome("korean_missile_in_service", anti_ship_missiles=lambda t: t.assign(
        date=t["date"].where(t["weapon"] != "C-Star", "2025-06-01")))
    assert late.verdict == "contradicted"


def test_c_star_covers_the_strait_and_a_shorter_missile_does_not():
    found = outcome("korean_missile_covers_the_strait")
    assert found.verdict == "supported"
    area = tables.layer("luzon_strait")["area_km2"].iloc[0]
    assert found.value * area < 2 * 3.1416 * 150**2  # no more than two whole circles
    short = outcome("korean_missile_covers_the_strait", weapon_ranges=lambda t: t.assign(max_km=60))
    assert short.verdict == "contradicted"


def test_stocks_were_drained_and_the_houthi_war_was_over():
    found = outcome("munitions_were_drained")
    assert found.verdict == "supported" and not found.robust
    assert f"Houthis {(date(2025, 8, 12) - date(2025, 5, 6)).days / 30.44:.1f}" in found.sentence


def test_old_wars_and_no_pause_would_not_do():
    old = outcome("munitions_were_drained", munitions_strain=lambda t: t.assign(date_end="2020-01-01"))
    assert old.verdict == "partly"  # the pause remains
    quiet = outcome("munitions_were_drained",
                    munitions_strain=lambda t: t[t["kind"] == "drain"].assign(date_end="2020-01-01"))
    assert quiet.verdict == "contradicted"


def test_the_shipyards_were_agreed_thirteen_days_before():
    found = outcome("joint_building_was_agreed")
    assert found.value == (date(2025, 8, 12) - date(2025, 7, 30)).days and found.verdict == "supported"
    after = outcome("joint_building_was_agreed", tariffs=lambda t: t.assign(date="2025-11-13"))
    assert after.verdict == "contradicted"


def test_the_f16_line_was_chosen_in_1991():
    found = outcome("f16_line_of_the_eighties")
    assert found.verdict == "contradicted" and not found.robust
    assert found.value == pytest.approx(1991 + 2 / 12 - 1987, abs=0.02) and "36 had been ordered" in found.sentence
    early = outcome("f16_line_of_the_eighties",
                    f16_programme=lambda t: t.replace({"date": {"1991-03-01": "1987-03-01"}}))
    assert early.verdict == "supported"


def test_the_partnership_built_140_and_goes_on():
    found = outcome("f16_partnership_lasts")
    assert found.verdict == "supported" and found.sentence.startswith("140 ")  # F-16.net: the 140th and last
    ended = outcome("f16_partnership_lasts", f16_programme=lambda t: t.assign(
        date_end=pd.Series("2016-01-01", index=t.index).where(t["date_end"] > "2016-01-01", t["date_end"])))
    assert ended.verdict == "partly"
    none = outcome("f16_partnership_lasts", f16_programme=lambda t: t[t["date"] < "2003"].assign(aircraft=10))
    assert none.verdict == "contradicted"
