"""Checks on Taiwan and on what the three do together."""
import math

import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_two_of_three_prepare():
    found = outcome("posture_of_all_three_plans_for_taiwan")
    assert found.verdict == "partly" and not found.robust
    assert "Japan" in found.sentence and "the ROK" not in found.sentence
    assert dict(found.sensitivity) == {"each has a text or act that names at least": "supported",
                                       "each has a text or act that commits at least": "contradicted"}


def test_a_korean_plan_would_make_three():
    def planned(table):
        table.loc[(table["states"] == "KOR") & (table["kind"] == "strategy"), "bearing"] = "prepares"
        return table

    assert outcome("posture_of_all_three_plans_for_taiwan", taiwan_posture=planned).verdict == "supported"
    after = outcome("posture_of_all_three_plans_for_taiwan", taiwan_posture=lambda t: t[t["date"] > "2025-08-12"])
    assert after.verdict == "contradicted"


def test_what_came_later_does_not_count():
    def dropped(table):
        return table[table["date"] <= "2025-08-12"]

    name = "posture_of_all_three_plans_for_taiwan"
    assert outcome(name, taiwan_posture=dropped).verdict == outcome(name).verdict


def haversine(one, other):
    """Kilometres on a sphere: within half a per cent of the ellipsoid."""
    places = tables.load("places").set_index("id")
    lat1, lon1, lat2, lon2 = (math.radians(float(places.loc[p, c])) for p in (one, other) for c in ("lat", "lon"))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(a))


def test_kadena_is_within_a_radius_and_kunsan_is_not():
    found = outcome("both_hosts_have_airfields_near_taiwan")
    assert haversine("kadena", "taipei") < 1000 < haversine("kunsan", "taipei") < 1305
    assert found.verdict == "partly" and "Kadena" in found.sentence and "Kunsan" in found.sentence
    assert dict(found.sensitivity)["an American airfield within 1300 km of Taipei"] == "supported"


def test_without_okinawa_neither_is():
    def closed(places):
        return places[places["id"] != "kadena"]

    changed = outcome("both_hosts_have_airfields_near_taiwan", places=closed)
    assert changed.verdict == "contradicted" and "Iwakuni" in changed.sentence


def nearer(id, km):
    from dataclasses import replace

    return lambda measurements: {**measurements, id: replace(measurements[id], value=km)}


def test_yonaguni_is_nearer_than_pingtan():
    found = outcome("japan_lies_as_near_as_the_prc")
    assert found.value == pytest.approx(109 / 127, rel=0.02) and found.verdict == "supported" and found.robust
    far = outcome("japan_lies_as_near_as_the_prc", measurements=nearer("width-yonaguni", 300.0))
    assert far.verdict == "contradicted"


def test_allies_texts_before_and_after():
    found = outcome("allies_texts_follow_washingtons")
    assert found.verdict == "supported" and not found.robust
    quiet = outcome("allies_texts_follow_washingtons", taiwan_posture=lambda t: t[
        (t["date"] < "2025-03-02") | (t["states"] == "USA")])
    assert quiet.verdict == "contradicted"


def test_exercises_by_hand():
    found = outcome("three_way_exercises_kept_up")
    # before: Freedom Edge of November, flights of January, June and July; after: Freedom Edge of September 2025
    assert found.value == pytest.approx(1 / 4) and found.verdict == "contradicted"

    def busier(table):
        more = table[table["level"].eq("exercise") & table["status"].eq("held")].tail(1)
        new = [more.assign(date=f"2026-0{month}-10", date_end=f"2026-0{month}-12") for month in range(1, 5)]
        return pd.concat([table, *new], ignore_index=True)

    assert outcome("three_way_exercises_kept_up", trilateral_engagements=busier).verdict == "supported"


def test_two_joint_steps():
    found = outcome("us_and_japan_had_begun_to_plan_together")
    assert found.value == 2 and found.verdict == "supported" and not found.robust
    none = outcome("us_and_japan_had_begun_to_plan_together", taiwan_posture=lambda t: t[t["states"] != "JPN USA"])
    assert none.verdict == "contradicted"
