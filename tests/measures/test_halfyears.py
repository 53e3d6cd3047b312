"""Counting events by half-year."""
import pandas as pd
import pytest

from trilateral import measures

EVENTS = pd.DataFrame({
    "date": ["2024-06-30", "2024-07-01", "2024-12-31", "2026-01-01", "2026-01-02"],
    "level": ["leaders", "leaders", "exercise", "exercise", "other"],
})


@pytest.mark.parametrize(("date", "half"), [("2025-01-01", "2025 H1"), ("2025-06-30", "2025 H1"),
                                            ("2025-07-01", "2025 H2"), ("2025-12-31", "2025 H2")])
def test_half_year_of_a_date(date, half):
    assert measures.half_year(date) == half


def test_every_half_year_between():
    assert measures.half_years("2024 H2", "2026 H1") == ["2024 H2", "2025 H1", "2025 H2", "2026 H1"]
    with pytest.raises(ValueError, match="before the first"):
        measures.half_years("2026 H1", "2024 H2")


def test_zeros_are_counted_and_order_is_kept():
    counts = measures.by_half_year(EVENTS, ["leaders", "exercise"])
    assert list(counts.columns) == ["half", "level", "events"]
    assert counts["level"].tolist() == ["leaders"] * 5 + ["exercise"] * 5
    assert counts["events"].tolist() == [1, 1, 0, 0, 0, 0, 1, 0, 0, 1]


def test_total_is_the_number_of_rows_of_the_groups():
    assert measures.by_half_year(EVENTS, ["leaders"])["events"].sum() == 2
    assert measures.by_half_year(EVENTS, ["leaders", "exercise", "other"])["events"].sum() == len(EVENTS)
