"""Typed tables on Washington against statements that were not typed into them."""
import pandas as pd
import pytest

from trilateral import tables


def days(first, last):
    return (pd.Timestamp(last) - pd.Timestamp(first)).days


def test_kishida_served_1094_days():
    # The Yomiuri Shimbun, 1 October 2024: 1,094 days, both ends counted.
    row = tables.load("offices").set_index("person").loc["Kishida Fumio"]
    assert days(row["took_office"], row["left_office"]) + 1 == pytest.approx(1094, abs=1)


def test_one_holder_follows_another():
    # A president or prime minister comes in on the day on which the one before left, but for the gap in Seoul.
    offices = tables.load("offices")
    for post in ("us_president", "japan_prime_minister", "us_envoy_ukraine"):
        terms = offices[offices["post"] == post].sort_values("took_office")
        assert terms["left_office"].iloc[:-1].tolist() == terms["took_office"].iloc[1:].tolist()
    seoul = offices[offices["post"] == "rok_president"].sort_values("took_office")
    assert days(seoul["left_office"].iloc[0], seoul["took_office"].iloc[1]) <= 61  # sixty days, and one


def test_first_purchases_make_about_a_billion():
    # Euromaidan Press, late August 2025: together more than US$ 1 billion after the announcements of 5 August.
    arms = tables.load("ukraine_arms")
    paid = arms[(arms["kind"] == "purchase") & (arms["date"] <= "2025-08-12")]["usd_m"].sum()
    assert 1000 < paid < 1200


def test_april_rates_are_those_of_the_tariff_table():
    said = tables.load("tariffs").query("date == '2025-04-02' and status == 'announced'")
    tariffs = said.set_index("country")["rate"]
    rates = tables.load("reciprocal_rates").set_index("iso3")["rate"]
    assert tariffs.to_dict() == {iso3: rates[iso3] for iso3 in ("KOR", "JPN")}


def test_fights_last_as_long_as_others_say():
    # "A little less than 100 hours" (NDTV, May 2025); a "five-day" exchange of rockets (PUKmedia, October 2025).
    acts = tables.load("us_diplomacy").query("kind == 'fighting'").set_index("event")
    span = {event: days(row["date"], row["until"]) + 1 for event, row in acts.dropna(subset=["until"]).iterrows()}
    assert span == {"India and Pakistan fight": 4, "Thailand and Cambodia fight": 5}
