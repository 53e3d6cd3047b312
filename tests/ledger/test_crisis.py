"""Checks on the crisis of 2024 and 2025."""
from datetime import date

from tests.ledger.trial import outcome


def test_six_months_to_the_day_are_not_more():
    found = outcome("crisis_lasted_over_six_months")
    assert found.verdict == "partly" and not found.robust
    assert f"{(date(2025, 6, 3) - date(2024, 12, 3)).days} days" in found.sentence


def test_a_crisis_that_began_earlier_lasted_longer():
    earlier = outcome("crisis_lasted_over_six_months", crisis_timeline=lambda t: t.replace("2024-12-03", "2024-11-29"))
    assert earlier.verdict == "supported"
    later = outcome("crisis_lasted_over_six_months", crisis_timeline=lambda t: t[t["date"] > "2025-01-01"])
    assert later.verdict == "contradicted"
