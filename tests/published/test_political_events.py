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
