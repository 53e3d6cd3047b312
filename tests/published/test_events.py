"""Typed tables of meetings, tariffs and payments against statements that were not typed into them."""
import pytest

from trilateral import tables


def test_ministers_met_five_times_in_2025():
    # ROK Ministry of Foreign Affairs counts five meetings of foreign ministers in 2025 (mofa.go.kr, seq=376574).
    frame = tables.load("trilateral_engagements")
    held = frame[(frame["level"] == "ministers") & (frame["portfolio"] == "foreign") & (frame["status"] == "held")]
    assert held["date"].str.startswith("2025").sum() == 5


def test_national_security_advisers_met_five_times_under_biden():
    # White House, readout of 25 October 2024: the fifth meeting. Those of the term: 2021 to 2024.
    frame = tables.load("trilateral_engagements")
    advisers = frame[frame["portfolio"] == "national security advisers"]
    assert len(advisers) == 5


def test_amounts_of_the_korean_agreements():
    # NK News, 4 October 2024: 2026 is 8.3 % above 2025. Janes, March 2021: 2021 is 13.9 % above 2020.
    paid = tables.load("cost_sharing").query("host == 'KOR'").dropna(subset=["per_year_low"])
    paid = paid.set_index("first_year")["per_year_low"]
    assert paid[2026] / paid[2025] - 1 == pytest.approx(0.083, abs=0.003)
    assert paid[2021] / paid[2020] - 1 == pytest.approx(0.139, abs=0.0005)


def test_mean_of_the_japanese_agreement():
    # Reuters, 21 December 2021: 211 billion yen a year, up from 201.7.
    row = tables.load("cost_sharing").query("host == 'JPN' and first_year == 2022").iloc[0]
    assert row["amount"] / 5 == pytest.approx(row["per_year_high"])
    assert round(row["per_year_high"]) == 211


def test_tariff_steps_join():
    # A rate in force ends on the day on which the next one begins.
    frame = tables.load("tariffs").query("scope == 'general' and status == 'in_force'")
    for _, steps in frame.groupby("country"):
        assert steps["until"].iloc[:-1].tolist() == steps["date"].iloc[1:].tolist()


def test_kf16_lots_add_up():
    # F-16.net, 22 August 2004: the 140th and last KF-16.
    lots = tables.load("f16_programme").query("programme == 'kfp' and stage == 'production'")["aircraft"]
    assert lots.sum() == 140
