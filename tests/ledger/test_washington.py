"""Checks on Washington's attention."""
import math

import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_no_quarter_without_talks():
    found = outcome("three_confer_every_quarter")
    assert found.value == 1 and "9 of the 9" in found.sentence  # from July 2023 to September 2025
    thin = outcome("three_confer_every_quarter", trilateral_engagements=lambda t: t[t["level"] == "ministers"])
    assert thin.verdict == "partly"
    none = outcome("three_confer_every_quarter", trilateral_engagements=lambda t: t[t["level"] == "exercise"])
    assert none.verdict == "contradicted"


def test_leaders_fell_silent_and_others_did_not():
    found = outcome("engagement_slackened")
    held = tables.load("trilateral_engagements").query("status == 'held' and level != 'leaders'")["date"]
    after = held.between("2025-01-20", "2025-08-11").sum() / 204 * 365.25
    assert found.verdict == "partly" and f"to {after:.1f} for all others" in found.sentence


def test_a_summit_or_a_lull_changes_the_verdict():
    def summit(table):
        return pd.concat([table, table[table["level"] == "leaders"].tail(1).assign(date="2025-06-17")])

    assert outcome("engagement_slackened", trilateral_engagements=summit).verdict == "contradicted"
    lull = outcome("engagement_slackened", trilateral_engagements=lambda t: t[t["date"] < "2025-02-01"])
    assert lull.verdict == "supported"
    early = outcome("silence_of_leaders_was_no_chance", trilateral_engagements=summit)
    assert early.verdict == "contradicted"


def test_half_a_year_of_silence_is_a_coin_tossed():
    found = outcome("silence_of_leaders_was_no_chance")
    # Five meetings in the four years of the term before; 204 days since.
    assert found.value == pytest.approx(math.exp(-5 / 4 * 204 / 365.25), abs=0.01)
    assert found.verdict == "not testable"

    def busy(table):
        leaders = table[table["level"] == "leaders"]
        more = [leaders.assign(date=leaders["date"].str[:8] + day) for day in ("02", "04", "06", "08")]
        return pd.concat([table, *more])

    assert outcome("silence_of_leaders_was_no_chance", trilateral_engagements=busy).verdict == "supported"


def test_twenty_days_of_pauses():
    found = outcome("arms_kept_flowing")
    assert "3 pauses took 20 of 204 days" in found.sentence  # 6, 8 and 6, counted on a calendar
    assert found.verdict == "partly" and not found.robust
    steady = outcome("arms_kept_flowing", ukraine_arms=lambda t: t[t["kind"] != "pause"])
    assert steady.verdict == "supported"
    ended = outcome("arms_kept_flowing", ukraine_arms=lambda t: t.replace("2025-03-11", "2025-06-11"))
    assert ended.verdict == "contradicted"


def test_six_days_after_the_summit():
    found = outcome("summit_kept_arms_flowing")
    assert found.value == 6 and found.verdict == "contradicted"
    spared = outcome("summit_kept_arms_flowing", ukraine_arms=lambda t: t[t["date"] != "2025-07-01"])
    assert spared.verdict == "supported"


def test_the_scheme_had_several_fathers():
    found = outcome("scheme_was_his_making")
    assert found.verdict == "partly" and "Canada" not in found.sentence  # Canada paid on 24 August
    his = outcome("scheme_was_his_making", ukraine_arms=lambda t: t[t["date"] != "2025-07-10"])
    assert his.verdict == "supported"


def test_the_stock_grew():
    # SIPRI Yearbooks: 10 to 20 in January 2018, 40 to 50 in January 2021.
    found = outcome("talks_did_not_disarm")
    assert found.value == 2.5 and found.verdict == "supported"

    def fewer(table):
        return table.assign(high=table["high"].where(table["january_of"] < 2021, 10.0))

    assert outcome("talks_did_not_disarm", warheads=fewer).verdict == "contradicted"


def test_the_door_to_mr_kim_stayed_open():
    found = outcome("washington_lost_interest_in_kim")
    assert found.verdict == "contradicted" and found.robust and "the last 15 days" in found.sentence  # 28 July
    silent = outcome("washington_lost_interest_in_kim", us_diplomacy=lambda t: t[t["kind"] != "statement"])
    assert silent.verdict == "supported"


def test_more_troops_in_asia():
    found = outcome("europe_had_more_troops")
    rows = tables.load("us_troops").query("year == 2024").set_index("iso3")["personnel"]
    asia = rows[["JPN", "KOR", "PHL", "AUS"]].sum()
    assert found.value == pytest.approx(100 * asia / rows.sum()) and found.verdict == "contradicted"
    fewer = outcome("europe_had_more_troops", us_troops=lambda t: t[t["iso3"] != "JPN"])
    assert fewer.verdict == "supported"


def test_no_declaration_puts_europe_first():
    assert outcome("europe_ranked_first").verdict == "contradicted"
    turned = outcome("europe_ranked_first", us_diplomacy=lambda t: t.replace("Indo-Pacific", "Europe"))
    assert turned.verdict == "supported"


def test_asian_clashes_were_short():
    found = outcome("asia_had_no_such_war")
    assert found.value == 5 and found.verdict == "supported"  # 24 to 28 July, both days counted
    longer = outcome("asia_had_no_such_war", us_diplomacy=lambda t: t.replace("2025-07-28", "2025-09-28"))
    assert longer.verdict == "contradicted"


def test_southeast_asia_was_not_ignored():
    found = outcome("southeast_asia_was_ignored")
    assert found.value == 4 and found.verdict == "contradicted"
    quiet = outcome("southeast_asia_was_ignored", us_diplomacy=lambda t: t[t["kind"] != "trade"])
    assert quiet.verdict == "partly"
