"""Checks on lobbying, conferences and the article's own sources."""
import pandas as pd
import pytest

from tests.ledger.trial import outcome
from trilateral import tables


def test_half_of_the_defence_ministers_meetings_were_in_singapore():
    found = outcome("shangri_la_gathers_the_three")
    assert found.verdict == "supported" and not found.robust and found.value == 0.5
    elsewhere = outcome("shangri_la_gathers_the_three", trilateral_engagements=lambda t: t.assign(place="Tokyo"))
    assert elsewhere.verdict == "contradicted"


def test_korea_reported_more_than_japan():
    found = outcome("korea_pays_lobbyists")
    assert found.value == pytest.approx(70.5 / 51.4) and found.verdict == "supported"
    less = outcome("korea_pays_lobbyists", lobbying=lambda t: t.replace({"amount_usd_m": {70.5: 20.0}}))
    assert less.verdict == "contradicted"


def test_lobbying_is_older_than_the_eighties():
    found = outcome("korean_lobbying_by_the_mid_eighties")
    assert found.value == 1976 and found.verdict == "supported" and found.robust
    younger = outcome("korean_lobbying_by_the_mid_eighties", lobbying=lambda t: t[t["kind"] != "affair"])
    assert younger.value == 1989 and younger.verdict == "contradicted"


def test_two_of_eight_sources_are_used_for_nothing():
    found = outcome("listed_sources_are_used")
    assert found.value == 6 / 8 and found.verdict == "partly" and not found.robust
    full = outcome("listed_sources_are_used", article_sources=lambda t: t.assign(used_for="C001"))
    assert full.verdict == "supported"
    empty = outcome("listed_sources_are_used",
                    article_sources=lambda t: t.assign(used_for=pd.Series(pd.NA, index=t.index, dtype="string")))
    assert empty.verdict == "contradicted"


def test_the_list_runs_from_one_to_eight():
    assert tables.load("article_sources")["number"].tolist() == list(range(1, 9))
