"""Checks on politics at home, each held against something that it does not compute, and turned round."""
from datetime import date

import pandas as pd
import pytest

from tests.ledger.trial import outcome

LEE = "president == 'Lee Jae-myung'"


def recoded(rows: str, **values):
    """A change of ``rok_handovers``: the rows that ``rows`` finds get other values."""
    def change(table):
        table.loc[table.eval(rows), list(values)] = list(values.values())
        return table
    return change


def test_seventy_years_from_signature():
    found = outcome("treaty_was_over_seventy")
    assert found.value == pytest.approx((date(2024, 1, 1) - date(1953, 10, 1)).days / 365.25)
    assert found.verdict == "supported"
    # By its entry into force, 18 November 1954 (Wikipedia; 17 November on another page), it was not seventy yet.
    later = outcome("treaty_was_over_seventy", commitments=lambda t: t.replace("1953-10-01", "1954-11-18"))
    assert later.verdict == "contradicted"


def test_liberals_after_conservatives_by_hand():
    # Moon: accord emptied, THAAD in part, ties of 2015 turned, GSOMIA kept; Lee: two pledges and the alliance kept,
    # the drills in part. 1 + 0.5 + 1 + 0 + 0 + 0 + 0.5 + 0 of eight.
    found = outcome("new_camps_loosen")
    assert found.value == 3 / 8 and found.verdict == "partly" and not found.robust
    for all_of_them, verdict in (("kept", "contradicted"), ("reversed", "supported")):
        changed = recoded("camp == 'liberal'", outcome=all_of_them)
        assert outcome("new_camps_loosen", rok_handovers=changed).verdict == verdict


def test_shifts_of_power_against_the_chapter_s_numbers():
    # By the chapter on the factors the ROK went from 2.4 to 17.5 per cent of American capability, Japan up to 40.
    found = outcome("treaties_outlived_shifts_of_power")
    assert found.verdict == "supported" and "factor of 7." in found.sentence and "Japan's by 2." in found.sentence

    def frozen(table):
        first = table.sort_values("year").groupby("iso3")["cinc"].transform("first")
        return table.assign(cinc=first)

    assert outcome("treaties_outlived_shifts_of_power", national_capability=frozen).verdict == "contradicted"


def test_one_side_of_the_triangle_has_no_treaty():
    found = outcome("every_side_rests_on_an_old_treaty")
    assert found.value == 2 and found.verdict == "partly" and found.robust
    assert f"{(date(2025, 8, 12) - date(1960, 1, 19)).days / 365.25:.0f}" in found.sentence

    def third(table):
        row = table[table["id"] == "us-rok-1953"].assign(id="japan-rok", parties="Japan, ROK", signed="1965-06-22")
        return pd.concat([table, row], ignore_index=True)

    assert outcome("every_side_rests_on_an_old_treaty", commitments=third).verdict == "supported"


def test_lee_kept_what_concerns_the_partners():
    found = outcome("lee_turned_back_the_partnership")
    assert found.value == 0.5 / 4 and found.verdict == "contradicted" and found.robust
    turned = outcome("lee_turned_back_the_partnership",
                     rok_handovers=recoded(f"{LEE} and domain in ['Japan', 'Three-way']", outcome="reversed"))
    assert turned.verdict == "supported" and turned.value == 0.75


def test_upturn_from_inauguration_to_publication():
    found = outcome("upturn_was_four_years_old")
    assert found.value == pytest.approx(3 + 94 / 365.25, abs=0.01)  # 10 May to 12 August are 94 days
    assert found.verdict == "contradicted" and not found.robust
    earlier = outcome("upturn_was_four_years_old", rok_handovers=lambda t: t.replace("2022-05-10", "2021-05-10"))
    assert earlier.verdict == "supported" and earlier.robust


def test_only_the_line_to_the_north_was_recast():
    found = outcome("lee_recast_foreign_policy")
    assert found.value == 1 / 4 and found.sentence.endswith("fields: DPRK.") and found.robust
    assert outcome("lee_recast_foreign_policy", rok_handovers=recoded(LEE, outcome="kept")).verdict == "contradicted"
    assert outcome("lee_recast_foreign_policy", rok_handovers=recoded(LEE, outcome="reversed")).verdict == "supported"


def test_the_yearly_vote_follows_the_camp():
    # Korea.net, November 2025: sponsor from 2008 to 2018, not from 2019 to 2021, again from 2022.
    found = outcome("camp_decides_a_yearly_vote")
    conservative, liberal = 9 + 3, 2 + 1  # 2008-16 and 2022-24; 2017, 2018 and 2025
    assert found.value == pytest.approx(conservative / 12 - liberal / 9)
    assert found.verdict == "supported"
    same = outcome("camp_decides_a_yearly_vote", dprk_rights_resolutions=lambda t: t.assign(position="co-sponsored"))
    assert same.verdict == "contradicted" and same.value == 0


def test_six_of_ten_before_june_2025():
    found = outcome("presidents_often_reverse")
    assert found.value == 6 / 10 and found.verdict == "supported" and not found.robust
    kept = outcome("presidents_often_reverse", rok_handovers=recoded("camp == 'conservative'", outcome="kept"))
    assert kept.value == 2 / 10 and kept.verdict == "contradicted"


def test_two_of_four_predecessors_sponsored_as_often():
    found = outcome("yoon_outspoke_his_predecessors")
    assert found.value == 2 and found.verdict == "partly" and not found.robust

    def silent(table):
        return table.assign(position=table["position"].where(table["year"] >= 2022, "consensus"))

    assert outcome("yoon_outspoke_his_predecessors", dprk_rights_resolutions=silent).verdict == "supported"
    assert outcome("yoon_outspoke_his_predecessors",
                   dprk_rights_resolutions=lambda t: t.assign(position="abstained")).verdict == "contradicted"
