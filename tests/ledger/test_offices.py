"""Checks on office-holders."""
from datetime import date

from tests.ledger.trial import outcome


def test_rutte_had_been_there_for_ten_months():
    found = outcome("rutte_was_recently_named")
    assert found.value == (date(2025, 8, 12) - date(2024, 10, 1)).days == 315  # ten months and eleven days
    assert found.verdict == "contradicted" and found.robust
    june = outcome("rutte_was_recently_named", offices=lambda t: t.replace("2024-10-01", "2025-06-15"))
    assert june.verdict == "supported" and june.robust  # 58 days


def test_the_envoy_had_lost_half_his_title():
    found = outcome("kellogg_held_the_title")
    assert found.verdict == "outdated" and "15 March 2025" in found.sentence  # the president's post of that day


def test_an_envoy_who_kept_or_never_had_the_title():
    kept = outcome("kellogg_held_the_title", offices=lambda t: t.replace("2025-03-15", "2025-09-01"))
    assert kept.verdict == "supported"
    never = outcome("kellogg_held_the_title", offices=lambda t: t[t["title"] != "Special envoy for Ukraine and Russia"])
    assert never.verdict == "contradicted"


def test_empty_posts_and_people_who_knew_asia():
    found = outcome("asia_hands_were_missing")
    assert found.verdict == "partly"
    assert "Allison Hooker" in found.sentence and "DeSombre" not in found.sentence  # confirmed in October only


def test_full_posts_would_contradict_and_strangers_support():
    def early(offices):
        return offices.assign(took_office=offices["took_office"].replace({"2025-10-07": "2025-04-01",
                                                                          "2025-12-19": "2025-04-01"}))

    assert outcome("asia_hands_were_missing", offices=early).verdict == "contradicted"
    strangers = outcome("asia_hands_were_missing", offices=lambda t: t.assign(asia_before="no"))
    assert strangers.verdict == "supported"


def test_presidents_dates_agree_with_the_table_of_handovers():
    from trilateral import tables

    offices = tables.load("offices").query("post == 'rok_president'").set_index("person")["took_office"]
    handovers = tables.load("rok_handovers").drop_duplicates("president").set_index("president")["took_office"]
    assert all(handovers[person] == day for person, day in offices.items())
