"""Launches, warheads and aircraft of the DPRK against figures that others print. Each test names its source."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def launches():
    return tables.load("dprk_launches")


@pytest.mark.parametrize(("year", "printed"), [(2022, 64), (2023, 30)])
def test_launches_that_did_not_fail(launches, year, printed):
    # Statista, 28 April 2017, updated 2024, chart 9172, after NTI: tests that succeeded or whose outcome is not known.
    rows = launches[launches["year"] == year]
    assert (rows["outcome"] != "failure").sum() == printed


def test_launches_of_three_decades(launches):
    # The Washington Post, 29 August 2017, after CNS and NTI: 39 missiles in three decades, then 76 in under four years,
    # and one more on the day of the report (28 August in universal time).
    assert (launches["month"] < "2014").sum() == 39
    late = launches[(launches["month"] >= "2014") & (launches["date"].fillna("") < "2017-08-28")]
    assert len(late) == 76


def test_ballistic_missiles_are_fewer_than_all(launches):
    # Nikkei Asia, 21 January 2023, after Japan's Ministry of Defense: at least 59 ballistic missiles in 2022;
    # the ROK counted 67 (Sputnik, 31 December 2022). The database, which judges the same flights, has 69.
    assert 59 <= (launches["year"] == 2022).sum() <= 67 + 3


def test_first_flight_of_the_hwasong_19(launches):
    # CNS after Japan's Ministry of Defense, 31 October 2024 local time: apogee over 7,000 km, range 1,000 km.
    row = launches[launches["missile"] == "hwasong-19"].iloc[0]
    assert row["date"] == "2024-10-30" and row["apogee_km"] > 7000
    assert row["range_km"] == pytest.approx(1000, abs=5)


@pytest.fixture(scope="module")
def warheads():
    frame = tables.load("warheads")
    return frame[frame["restated"] == "no"].set_index(["iso3", "january_of"])


@pytest.mark.parametrize(("iso3", "year", "high"), [("USA", 2021, 5550), ("RUS", 2021, 6255), ("CHN", 2021, 350),
                                                    ("PRK", 2021, 50), ("USA", 2022, 5428), ("RUS", 2022, 5977),
                                                    ("USA", 2023, 5244), ("RUS", 2023, 5889), ("CHN", 2023, 410),
                                                    ("PRK", 2023, 30)])
def test_warheads_in_another_edition(warheads, iso3, year, high):
    # Hiroshima Prefecture, after SIPRI Yearbook 2022, which prints January 2022 and 2021 side by side; the same after
    # Yearbook 2024, with January 2023 (https://www.pref.hiroshima.lg.jp/site/peace80-en/status-nuclear-forces.html).
    assert warheads.loc[(iso3, year), "high"] == high


def test_the_dprk_was_not_in_the_world_total_before_2022(warheads):
    # SIPRI Yearbook 2022 (Kyodo, 13 June 2022): assembled warheads for the first time, 20 at most;
    # before, what the DPRK could build.
    korea = warheads.loc["PRK"]
    assert set(korea.loc[:2021, "counts"]) == {"could_have_produced"}
    assert set(korea.loc[2022:, "counts"]) == {"assembled"}
    assert korea.loc[2022, "high"] == 20


def test_warheads_that_a_later_edition_restates():
    # News1 after SIPRI Yearbook 2025: the United States went from 5,328 to 5,177, Russia from 5,580 to 5,459.
    frame = tables.load("warheads").set_index(["iso3", "january_of", "restated"])["high"]
    assert frame["USA", 2024, "yes"] == 5328 and frame["USA", 2024, "no"] == 5044
    assert frame["USA", 2025, "no"] < frame["USA", 2024, "yes"]


def test_aircraft_types_stay_under_the_totals():
    # The ROK's white paper of 2018 (Asia Economy, 14 April 2020): about 400 fighters and attack aircraft
    # fit for combat, 810 in all.
    frame = tables.load("dprk_aircraft").set_index("type")
    fighters = frame[(frame["kind"] == "type") & (frame["role"] != "bomber")]
    assert 390 <= fighters["count_low"].sum() <= fighters["count_high"].sum() <= 440
    assert frame.loc[frame["kind"] == "type", "count_high"].sum() < frame.loc["combat mission aircraft", "count_low"]


def test_mig_29_in_1999():
    # Flight International, 1999: 25 MiG-29A and 5 MiG-29U, with parts for ten more.
    row = tables.load("dprk_aircraft").set_index("type").loc["MiG-29"]
    assert 25 + 5 <= row["count_low"] <= row["count_high"] <= 25 + 5 + 10
