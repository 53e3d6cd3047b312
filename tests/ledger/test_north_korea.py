"""Checks on the DPRK."""
from collections import Counter

import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_warheads_from_twenty_to_fifty():
    found = outcome("dprk_warheads_grew")
    assert found.value == pytest.approx(100 * (50 / 20 - 1))  # SIPRI Yearbooks 2022 and 2025
    assert found.verdict == "supported" and found.robust


def test_what_could_have_been_made_is_not_compared():
    def more(table):
        table["low"] = table["low"].where(table["counts"] != "could_have_produced", 500)
        return table

    assert outcome("dprk_warheads_grew", warheads=more).value == outcome("dprk_warheads_grew").value


def fixed_at(number):
    return lambda table: table.assign(low=table["low"].where(table["iso3"] != "PRK", number))


def test_a_steady_estimate_is_no_growth():
    assert outcome("dprk_warheads_grew", warheads=fixed_at(30)).verdict == "contradicted"
    assert outcome("dprk_arsenal_never_shrank", warheads=fixed_at(30)).verdict == "supported"


def test_the_arsenal_never_shrank_and_could():
    assert outcome("dprk_arsenal_never_shrank").verdict == "supported"

    def given_up(table):
        table.loc[(table["iso3"] == "PRK") & (table["january_of"] == 2026), "low"] = 10
        return table

    assert outcome("dprk_arsenal_never_shrank", warheads=given_up).verdict == "contradicted"


def by_year():
    return Counter(int(year) for year in tables.load("dprk_launches")["year"])


def test_launches_by_another_count():
    years, found = by_year(), outcome("dprk_launches_rose")
    first, last = sum(years[y] for y in range(2015, 2020)), sum(years[y] for y in range(2020, 2025))
    assert found.value == pytest.approx(last / first) and found.verdict == "supported"


def test_a_test_stop_would_contradict():
    stopped = outcome("dprk_launches_rose", dprk_launches=lambda t: t[t["year"] < 2022])
    assert stopped.verdict == "contradicted"


def test_new_missiles_by_another_count():
    first = {}
    for row in tables.load("dprk_launches").itertuples():
        if row.missile != "unknown":
            first.setdefault(row.missile, int(row.year))
    new, before = (sum(a <= y <= b for y in first.values()) for a, b in ((2015, 2024), (2005, 2014)))
    found = outcome("dprk_fields_more_new_missiles")
    assert found.value == pytest.approx(new / before) and found.verdict == "supported"
    old = outcome("dprk_fields_more_new_missiles", dprk_launches=lambda t: t.assign(missile="scud-b"))
    assert old.verdict == "contradicted"


def test_launches_came_in_bursts():
    years, found = by_year(), outcome("dprk_launches_grew_gradually")
    whole = {year: years[year] for year in range(1984, 2025)}
    busiest = sorted(whole.values(), reverse=True)[:5]
    assert found.value == pytest.approx(sum(busiest) / sum(whole.values())) and found.verdict == "contradicted"


def test_an_even_record_is_gradual():
    even = pd.DataFrame({"year": [year for year in range(1984, 2025) for _ in range(year - 1980)]})
    assert outcome("dprk_launches_grew_gradually", dprk_launches=lambda _: even).verdict == "supported"


def test_aircraft_by_hand():
    found = outcome("dprk_aircraft_are_of_old_designs")
    assert found.value == pytest.approx((200 + 100 + 80) / (35 + 34 + 56 + 200 + 100 + 80))  # MiG-21, MiG-19, Il-28
    young = outcome("dprk_aircraft_are_of_old_designs", dprk_aircraft=lambda t: t.assign(first_flight=1990))
    assert (found.verdict, young.verdict) == ("supported", "contradicted")


def test_short_range_missiles_are_new():
    found = outcome("dprk_short_range_missiles_are_old")
    assert found.verdict == "contradicted" and found.robust and found.value > 0.8
    old = outcome("dprk_short_range_missiles_are_old", dprk_launches=lambda t: t.assign(
        missile=t["missile"].where(t["missile"] == "unknown", "scud-b")))
    assert old.value == 0 and old.verdict == "supported"


def test_the_newest_type_until_others_come():
    assert outcome("mig29_is_the_newest_type").verdict == "supported"

    def delivered(table):
        new = table[table["type"] == "MiG-29"].assign(type="Su-35", first_flight=2008)
        return pd.concat([table, new], ignore_index=True)

    assert outcome("mig29_is_the_newest_type", dprk_aircraft=delivered).verdict == "contradicted"


def test_the_imported_variant_is_the_first_of_all():
    found = outcome("mig29_variant_is_an_early_one")
    assert found.verdict == "supported" and found.value == 1 and "9-13" in found.sentence

    def rebuilt(table):
        table.loc[table["variant"] == "MiG-29UPG", "in_dprk"] = "imported"
        return table

    assert outcome("mig29_variant_is_an_early_one", mig29_variants=rebuilt).verdict == "contradicted"
