"""The timeline's table on its page: every event with its number, its badges and its source."""
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from trilateral import ledger, tables
from trilateral.sphinxext import timeline


@pytest.mark.parametrize(("date", "precision", "words"), [
    ("2024-12-03", "day", "3 December 2024"), ("2022-09-01", "month", "September 2022"), ("1967-01-01", "year", "1967"),
])
def test_dates_say_no_more_than_is_known(date, precision, words):
    assert timeline.when(date, precision) == words


def test_rows_are_numbered_in_order_of_time():
    rows = timeline.rows()
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


@pytest.mark.slow
def test_the_built_table(built):
    soup = BeautifulSoup((built / "notebooks/timeline.html").read_text("utf-8"), "html.parser")
    shown = soup.select(".timeline tbody tr")
    frame = tables.load("timeline")
    assert len(shown) == len(frame)
    for row, event in zip(shown, frame.itertuples(), strict=True):
        ids = [] if pd.isna(event.claims) else event.claims.split()
        assert [link.select_one(".claim-id").get_text() for link in row.select(".claim-link")] == ids
        for link, id in zip(row.select(".claim-link"), ids, strict=True):
            assert link["href"].endswith(f"#{id.lower()}") and ledger.judged()[id].verdict in link.get_text()
        assert row.select("td")[-1].a["href"] == event.url
