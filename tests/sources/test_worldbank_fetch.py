"""Fetching from the World Bank's API, against a server on this machine that answers as it does."""
import json

import pytest

from tests.upstreams import worldbank as upstream
from tests.upstreams.server import Reply
from trilateral.sources import worldbank_api, worldbank_fetch
from trilateral.sources.economy import COVERED, WDI
from trilateral.tables import DataError

INDICATORS = tuple(series.indicator for series in WDI.values())


def snapshots(client) -> list[str]:
    return sorted(path.name for path in client.store.folder.rglob("wdi_api_*.json"))


def test_everything_comes_in_two_requests(server, client):
    upstream.Api().install(server)
    snapshot = worldbank_fetch.fetch(client)["wdi"]
    assert client.requests == len(server.asked) == 2
    assert snapshot.path.name == "wdi_api_2026-07-01.json"
    replies = worldbank_api.read(snapshot.path, COVERED, INDICATORS)
    expected = {key: value for key, value in upstream.figures().items() if key[2] >= 1990}
    assert {(r.indicator, r.iso3, r.year): r.value for r in replies.frame.itertuples()} == expected


def test_the_question_is_within_what_the_api_allows(server, client):
    upstream.Api().install(server)
    snapshot = worldbank_fetch.fetch(client)["wdi"]
    assert {question.query["source"] for question in server.asked} == {"2"}
    assert all(len(part) <= 1500 for part in server.asked[0].path.split("/"))
    assert len(snapshot.url) <= 4000 and int(server.asked[0].query["per_page"]) <= 32_500
    assert "TWN" not in server.asked[0].path


def test_the_newest_update_may_be_named(server, client):
    upstream.Api(updated="2027-01-28").install(server)
    for edition in ("2027-01-28", "update of 2027-01-28"):
        assert worldbank_fetch.fetch(client, edition)["wdi"].path.name == "wdi_api_2027-01-28.json"


def test_an_older_update_is_not_to_be_had(server, client):
    upstream.Api().install(server)
    with pytest.raises(DataError, match=r"the update '2025-01-28' is not to be had; .* only its newest, 2026-07-01"):
        worldbank_fetch.fetch(client, "2025-01-28")
    assert client.requests == 1 and not snapshots(client)


def test_an_update_between_two_pages_is_asked_for_again(server, client):
    api = upstream.Api()
    api.install(server)

    def moves(page, reply):
        api.updated = "2026-09-30"  # from the second request on
        return reply

    api.spoil = moves
    assert worldbank_fetch.fetch(client)["wdi"].path.name == "wdi_api_2026-09-30.json"
    assert client.requests == 4


def test_pages_that_never_agree_are_an_error(server, client):
    api = upstream.Api()
    api.install(server)
    api.spoil = lambda page, reply: [{**reply[0], "lastupdated": f"2026-07-0{page}"}, reply[1]]
    with pytest.raises(DataError, match=r"^https://api\.worldbank\.org/.*reply 2, field lastupdated: 2026-07-02, but"):
        worldbank_fetch.fetch(client)
    assert client.requests == 4 and not snapshots(client)


def second(change):
    """Spoil the second page alone."""
    return lambda page, reply: change(reply) if page == 2 else reply


@pytest.mark.parametrize(("spoil", "message"), [
    (lambda page, reply: upstream.error(), r"the API reports 120 Invalid value"),
    (second(lambda reply: upstream.error("199", "Unknown", "busy")), r"the API reports 199 Unknown busy"),
    (lambda page, reply: Reply(b"<html>maintenance</html>", "text/html"), r"https://api\.worldbank\.org"),
    (lambda page, reply: Reply(b'<?xml version="1.0"?><wb:error xmlns:wb="x"/>'), r"not JSON"),
    (lambda page, reply: Reply(json.dumps(reply).encode()[:500]), r"page 1: not JSON"),
    (lambda page, reply: Reply(b"", status=500), r"500"),
    (second(lambda reply: [{**reply[0], "page": 1}, reply[1]]), r"reply 2, field page: 1; expected 2 of 2"),
    (second(lambda reply: [reply[0], reply[1][1:]]), r"rows; the replies say that there are"),
    (lambda page, reply: [{**reply[0], "pages": 900}, reply[1]], r"900 pages; at most 8 are expected"),
])
def test_faults_leave_no_snapshot(server, client, spoil, message):
    api = upstream.Api(spoil=spoil)
    api.install(server)
    with pytest.raises(DataError, match=message):
        worldbank_fetch.fetch(client)
    assert not snapshots(client)
