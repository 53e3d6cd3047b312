"""Checks on what hangs on Taiwan (ROC), and who is needed to defend it."""
import dataclasses

import pytest

from tests.ledger.trial import outcome


def moved(**km):
    """A change that puts bases at other distances from Taipei."""
    def change(measurements):
        named = {f"distance-{base.replace('_', '-')}-taipei": value for base, value in km.items()}
        return {id: dataclasses.replace(found, value=named.get(id, found.value)) for id, found in measurements.items()}
    return change


def test_guam_is_twice_as_far():
    found = outcome("bases_nearer_than_guam")
    assert found.verdict == "supported" and not found.robust
    assert found.value == pytest.approx(2_761 / 1_299, rel=0.005)  # Kunsan as an earlier hand measurement had it
    assert outcome("bases_nearer_than_guam", measurements=moved(andersen=2000)).verdict == "contradicted"


def test_taiwan_makes_most_of_the_advanced_chips():
    found = outcome("taiwan_makes_the_advanced_chips")
    assert found.verdict == "supported" and found.robust and found.value == 0.92  # Varas and others, April 2021
    spread = outcome("taiwan_makes_the_advanced_chips", chip_capacity=lambda t: t.replace({"share": {0.92: 0.3}}))
    assert spread.verdict == "contradicted"


def test_without_taiwan_the_chain_has_its_widest_gap():
    found = outcome("chain_without_taiwan")
    assert found.verdict == "supported" and not found.robust
    lat, lon = (24.445 - 21.118) * 110.9, (122.97 - 121.95) * 111.32 * 0.921  # flat earth, good to a percent
    assert found.value * 267.0 == pytest.approx((lat**2 + lon**2) ** 0.5, rel=0.02)


def test_a_wider_passage_elsewhere_would_matter_more():
    def widened(measurements):
        wide = dataclasses.replace(measurements["width-miyako"], value=500.0)
        return {**measurements, "width-miyako": wide}
    assert outcome("chain_without_taiwan", measurements=widened).verdict == "contradicted"


def test_bases_in_reach_are_japans():
    found = outcome("both_allies_have_bases_in_reach")
    assert found.verdict == "partly" and not found.robust
    near = outcome("both_allies_have_bases_in_reach", measurements=moved(kunsan=900))
    assert near.verdict == "supported"
    far = outcome("both_allies_have_bases_in_reach", measurements=moved(kadena=1100, sasebo=1200, iwakuni=1450))
    assert far.verdict == "contradicted"


def test_the_war_game_names_japan_and_not_the_rok():
    found = outcome("war_game_needs_both_allies")
    assert found.verdict == "partly" and "4 conditions" in found.sentence and "24 games" in found.sentence
    both = outcome("war_game_needs_both_allies", war_game_conditions=lambda t: t.assign(kind="condition"))
    assert both.verdict == "supported"
    neither = outcome("war_game_needs_both_allies", war_game_conditions=lambda t: t[t["country"].isin(["USA", "TWN"])])
    assert neither.verdict == "contradicted"
