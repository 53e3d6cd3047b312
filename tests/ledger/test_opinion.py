"""Checks on what publics think, and the table of polls."""
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_most_americans_see_a_benefit():
    found = outcome("americans_miss_the_benefit")
    assert found.verdict == "contradicted" and not found.robust
    assert found.value == 0.68  # Korea JoongAng Daily, 11 October 2024
    blind = outcome("americans_miss_the_benefit", opinion=lambda t: t.assign(value=t["value"] / 2))
    assert blind.verdict == "supported"


def test_a_poll_after_the_article_does_not_count():
    later = outcome("americans_miss_the_benefit", opinion=lambda t: t.assign(
        value=t["value"].where(t["date"] != "2025-10-03", 0.1)))
    assert later.value == 0.68


def test_most_americans_like_both_allies():
    found = outcome("americans_need_winning_over")
    assert found.verdict == "contradicted" and found.value == 0.62  # the institute's own page
    assert "78%" in found.sentence
    disliked = outcome("americans_need_winning_over", opinion=lambda t: t.replace({"value": {0.62: 0.41}}))
    assert disliked.verdict == "supported"


def test_no_poll_asks_two_questions_under_one_name():
    frame = tables.load("opinion")
    assert not frame.duplicated(["date", "pollster", "country", "group", "question"]).any()
    assert frame[frame["precision"] == "release"]["date_end"].isna().all()


@pytest.mark.parametrize(("question", "country", "date", "value"), [
    ("Japan-ROK relations good", "KOR", "2025-06-13", 0.55), ("Japan-ROK relations good", "JPN", "2025-06-13", 0.52),
    ("Trust Japan", "USA", "2025-09-10", 0.69),
])
def test_figures_as_their_pages_print_them(question, country, date, value):
    frame = tables.load("opinion")
    found = frame[(frame["question"] == question) & (frame["country"] == country) & (frame["date"] == date)]
    assert found["value"].tolist() == [value]
