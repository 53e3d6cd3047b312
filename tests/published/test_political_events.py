"""Typed events against second sources and against the calendar."""
from datetime import date

import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def crisis():
    frame = tables.load("crisis_timeline")
    return {row.event: date.fromisoformat(row.date) for row in frame.itertuples()}


@pytest.mark.parametrize(("event", "day"), [
    # The Korea Herald, timeline of June 2025, https://www.koreaherald.com/article/10501496; in the table these
    # four rows rest on another page, the JoongAng Daily's timeline of 4 April 2025.
    ("Martial law declared", "2024-12-03"), ("Assembly votes, martial law ends", "2024-12-04"),
    ("President Yoon impeached", "2024-12-14"), ("Constitutional Court removes Yoon", "2025-04-04"),
    # shine.cn (Xinhua), 26 January 2025: Yoon apprehended on 15 January, indicted on the day itself.
    ("Yoon detained", "2025-01-15"), ("Yoon charged with insurrection", "2025-01-26"),
    # Daily Sabah, 24 March 2025, on the Constitutional Court's ruling.
    ("Han reinstated as acting president", "2025-03-24"),
])
def test_dates_in_a_second_source(crisis, event, day):
    assert crisis[event] == date.fromisoformat(day)


def test_the_constitution_s_clock(crisis):
    # An election within sixty days of a removal; 33 days of Lee Ju-ho (KBS World, 2 May 2025), both ends counted out.
    assert (crisis["Lee Jae-myung wins the election"] - crisis["Constitutional Court removes Yoon"]).days == 60
    assert (crisis["Lee takes office, pledges continuity"] - crisis["Third acting president, Lee Ju-ho"]).days == 33
    # KBS World, 24 March 2025: the court decided 87 days after the motion against Han.
    assert (crisis["Han reinstated as acting president"] - crisis["Acting president Han impeached too"]).days == 87


def test_three_way_contacts_are_all_there():
    # The ROK ministry and the JoongAng Daily report five between January and June: flight, two ministers' meetings,
    # working group with exercise, secretariat. The Yomiuri adds the dialogue of officials in Tokyo in December.
    frame = tables.load("crisis_timeline")
    three = frame[frame["lane"] == "Trilateral"]
    assert three["date"].tolist() == ["2024-12-11", "2025-01-15", "2025-02-15", "2025-04-03", "2025-04-22",
                                      "2025-05-19"]
    assert (three["contact"] == "held").all()


def test_presidencies_follow_one_another():
    frame = tables.load("rok_handovers").drop_duplicates("president").reset_index(drop=True)
    assert frame["took_office"].is_monotonic_increasing
    assert frame["camp"].tolist() == ["liberal", "conservative", "conservative", "liberal", "conservative", "liberal"]
    left, took = frame["left_office"].iloc[:-1].tolist(), frame["took_office"].iloc[1:].tolist()
    assert all(a <= b for a, b in zip(left, took, strict=True))


def test_only_nato_s_fifth_article_makes_an_attack_one_on_all():
    # White House texts of 18 August 2023, read in full: the formula is in none of the three.
    frame = tables.load("commitments").set_index("id")
    assert frame.index[frame["attack_on_all"] == "yes"].tolist() == ["nato-5"]
    assert frame.loc["camp-david-2023", ["kind", "promises_action"]].tolist() == ["statement", "no"]
    assert frame.loc["nato-4", "promises_action"] == "no"


def test_sponsorship_in_a_second_source():
    # IANS, 12 November 2025: a decade of sponsorship before Mr Moon's break, kept up in 2025 under Mr Lee; Yonhap,
    # 26 March 2009: sponsored in December 2008; NK News, November 2020: not sponsored for the second year in a row.
    frame = tables.load("dprk_rights_resolutions").set_index("year")
    sponsored = frame["position"].eq("co-sponsored")
    assert sponsored.loc[2008:2018].all() and sponsored[2025] and not sponsored.loc[2019:2021].any()
    assert frame.index.tolist() == list(range(2005, 2026))


def test_who_was_in_office_agrees_with_the_handovers():
    terms = tables.load("rok_handovers").drop_duplicates("president").set_index("president")
    for row in tables.load("dprk_rights_resolutions").itertuples():
        term = terms.loc[row.president]
        assert row.camp == term["camp"]
        left = term["left_office"] if isinstance(term["left_office"], str) else "9999"
        assert term["took_office"] <= f"{row.year}-11-15" <= left


def test_the_three_texts_of_one_day():
    # KBS World, 19 August 2023: three documents were adopted at Camp David on the 18th.
    frame = tables.load("commitments").set_index("id")
    texts = frame[frame.index.str.startswith("camp-david")]
    assert len(texts) == 3 and set(texts["signed"]) == {"2023-08-18"}
    assert set(texts["attack_on_all"]) == set(texts["threat_on_all"]) == {"no"}
