"""Checks on the People's Republic of China."""
import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables
from trilateral.ledger.checks.china import LAST_WHOLE_YEAR

CHINA = "iso3 == 'CHN' and measure == 'constant_usd_m'"


def test_spending_grew_as_sipri_says():
    # SIPRI on 2024, as ANewZ reports it: up 7 per cent, the greatest rise since 2015, the thirtieth year of growth
    found = outcome("china_spends_more_in_real_terms")
    assert 4 < found.value < 7 and found.verdict == "supported" and found.robust
    assert "it fell in 0" in outcome("china_spending_grew_gradually").sentence


def test_a_flat_budget_is_no_growth():
    def flat(table):
        table.loc[table.eval(CHINA), "value"] = 300_000.0
        return table

    assert outcome("china_spends_more_in_real_terms", military_expenditure=flat).verdict == "partly"
    assert outcome("china_spending_grew_gradually", military_expenditure=flat).verdict == "supported"


def test_a_falling_budget_contradicts():
    def fall(table):
        rows = table.eval(CHINA)
        table.loc[rows, "value"] = 300_000.0 - 1000 * (table.loc[rows, "year"].astype(float) - 1990)
        return table

    assert outcome("china_spends_more_in_real_terms", military_expenditure=fall).verdict == "contradicted"
    assert outcome("china_spending_grew_gradually", military_expenditure=fall).verdict == "contradicted"
    assert outcome("china_outgrows_its_neighbours", military_expenditure=fall).verdict == "contradicted"


def test_the_share_is_the_one_added_up_by_hand():
    table = tables.load("military_expenditure").query("measure == 'constant_usd_m'")
    last = min(int(table["year"].max()), LAST_WHOLE_YEAR)
    of = table.set_index(["year", "iso3"])["value"].astype(float)
    five = ("CHN", "JPN", "KOR", "TWN", "PHL")
    shares = {year: of[year, "CHN"] / sum(of[year, iso3] for iso3 in five) for year in (last - 10, last)}
    found = outcome("china_outgrows_its_neighbours")
    assert found.value == pytest.approx(100 * (shares[last] - shares[last - 10]))
    assert found.verdict == "partly" and not found.robust


def test_no_leap_in_the_years_since_the_nineties_but_four():
    found = outcome("china_spending_grew_gradually")
    rows = tables.load("military_expenditure").query(CHINA + " and 1994 <= year <= @LAST_WHOLE_YEAR")
    series = rows.sort_values("year")["value"]
    values = [float(value) for value in series]
    leaps = [after / before for before, after in zip(values, values[1:], strict=False) if after / before > 1.15]
    assert f"leapt in {len(leaps)}" in found.sentence and found.verdict == "partly"


def after(month, factor, column):
    """The table with a column multiplied from a month on."""
    def change(table):
        table[column] = table[column].astype(float)
        table.loc[table["month"] >= month, column] *= factor
        return table

    return change


def test_aircraft_hardly_rose_and_ships_did():
    found = outcome("aircraft_round_taiwan_grew")
    table = tables.load("pla_activity").query("definition == 'all'").set_index("month")
    first, last = table.loc["2022-09":"2023-08"], table.loc["2024-08":"2025-07"]
    daily = [span["aircraft"].sum() / span["days_reported"].sum() for span in (first, last)]
    assert found.value == pytest.approx(100 * (daily[1] / daily[0] - 1)) and found.verdict == "partly"
    assert outcome("ships_round_taiwan_grew").verdict == "supported"


def test_entries_into_the_zone_are_not_compared_with_all_that_was_seen():
    def more_entries(table):
        table.loc[table["definition"] == "adiz", "aircraft"] *= 10
        return table

    changed = outcome("aircraft_round_taiwan_grew", pla_activity=more_entries)
    assert changed.value == outcome("aircraft_round_taiwan_grew").value


PAIRS = [("aircraft_round_taiwan_grew", "aircraft"), ("ships_round_taiwan_grew", "ship_days")]


@pytest.mark.parametrize(("name", "column"), PAIRS)
def test_other_counts_give_other_verdicts(name, column):
    assert outcome(name, pla_activity=after("2024-08", 2, column)).verdict == "supported"
    assert outcome(name, pla_activity=after("2024-08", 0.4, column)).verdict == "contradicted"


def test_a_year_later_there_were_fewer_aircraft():
    found = outcome("aircraft_round_taiwan_still_grow")
    assert found.verdict == "contradicted" and found.robust
    more = outcome("aircraft_round_taiwan_still_grow", pla_activity=after("2025-08", 2, "aircraft"))
    assert more.verdict == "supported"


def test_scrambles_by_hand():
    found = outcome("japan_meets_more_chinese_aircraft")
    assert found.value == pytest.approx(100 * ((575 + 479 + 464) / (675 + 458 + 722) - 1))  # Joint Staff, as reported
    assert found.verdict == "contradicted"

    def busier(table):
        table.loc[table["fiscal_year"] >= 2022, "china"] = 900
        return table

    assert outcome("japan_meets_more_chinese_aircraft", scrambles=busier).verdict == "supported"


def test_the_fleet_by_hand():
    found = outcome("chinese_fleet_grew")
    assert found.value == pytest.approx(100 * ((370 / 340) ** 0.5 - 1)) and found.verdict == "supported"

    def fewer(table):
        return table.assign(count_low=table["count_low"].where(table["year"] != 2024, 330))

    assert outcome("chinese_fleet_grew", fleet=fewer).verdict == "contradicted"


def test_projections_are_no_ships():
    def projected(table):
        table.loc[table["kind"] == "projection", "count_low"] = 5000
        return table

    assert outcome("chinese_fleet_grew", fleet=projected).value == outcome("chinese_fleet_grew").value


def test_days_off_the_islets():
    found = outcome("coast_guard_days_off_senkaku_grew")
    assert found.value == pytest.approx(100 * (355 / 282 - 1)) and found.verdict == "supported" and found.robust
    same = outcome("coast_guard_days_off_senkaku_grew", senkaku_presence=lambda t: t.assign(days=282))
    assert same.verdict == "contradicted"


def test_the_last_feature_taken_was_scarborough():
    found = outcome("china_took_a_feature_lately")
    assert found.verdict == "contradicted" and not found.robust
    assert "Scarborough Shoal, in 2012" in found.sentence

    def sandy_cay_kept(table):
        table.loc[table["feature"] == "Sandy Cay", "change"] = "taken"
        return table

    assert outcome("china_took_a_feature_lately", china_maritime_steps=sandy_cay_kept).verdict == "supported"


def test_the_zone_takes_in_senkaku_diaoyu_and_not_pratas():
    found = outcome("china_zone_takes_in_what_others_hold")
    assert found.verdict == "supported" and "Senkaku" in found.sentence and "Pratas" not in found.sentence

    def given_back(layer):
        layer.loc[layer["id"] == "senkaku_diaoyu", "administered_by"] = "CHN"
        return layer

    assert outcome("china_zone_takes_in_what_others_hold", layer_disputed_points=given_back).verdict == "contradicted"


def test_votes_were_farther_apart_in_the_nineties():
    found = outcome("china_votes_farther_from_its_neighbours")
    points = tables.load("un_ideal_points").pivot(index="year", columns="iso3", values="ideal_point").loc[1991:]
    gap = ((points["JPN"] - points["CHN"]) + (points["KOR"] - points["CHN"])) / 2  # the PRC lies lowest in every year
    means = pd.Series({year: gap.loc[year - 4:year].mean() for year in gap.index[4:]})
    assert means.iloc[-1] - means.iloc[:-1].max() == pytest.approx(found.value) and found.verdict == "contradicted"

    def apart(table):
        table.loc[(table["iso3"] == "CHN") & (table["year"] >= 2019), "ideal_point"] = -5.0
        return table

    assert outcome("china_votes_farther_from_its_neighbours", un_ideal_points=apart).verdict == "supported"
