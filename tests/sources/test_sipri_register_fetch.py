"""Asking for SIPRI's trade register: the question, the reply, and replies that are none."""
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams.server import Reply, serving
from tests.upstreams.sipri_register import HOST, PATH, register, reply
from trilateral.fetching import Client, Store
from trilateral.sources import sipri_register_fetch
from trilateral.tables import DataError

URL = f"https://{HOST}{PATH}"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(sipri_register_fetch, "_this_year", lambda: 2025)
    with serving() as server:
        monkeypatch.setenv("TRILATERAL_MIRROR", server.address)
        yield server


@pytest.fixture
def client(tmp_path):
    return Client(Store(tmp_path / "cache"), retries=0)


def test_the_register_is_kept_under_its_own_day(server, client):
    server.reply(HOST, PATH, Reply(reply(register())))
    found = sipri_register_fetch.fetch(client)["register"]
    assert found.path.name == "SIPRI_trade-register_generated_2025-10-23.csv"
    assert found.path.read_bytes() == register()
    again = sipri_register_fetch.fetch(client, "2025-10-23")["register"]
    assert (again.path, again.sha256) == (found.path, found.sha256)
    assert len(server.asked) == 1


def test_the_question_is_for_all_deals_since_1950(server, client):
    server.reply(HOST, PATH, Reply(reply(register())))
    sipri_register_fetch.fetch(client)
    (asked,) = server.asked
    assert asked.method == "POST"
    assert asked.headers["origin"] == "https://armstransfers.sipri.org"
    assert asked.headers["referer"] == "https://armstransfers.sipri.org/"
    body = json.loads(asked.body)
    years = {one["field"]: (one["value1"], one["value2"]) for one in body["filters"]}
    assert years == {"Delivery year": (1950, 2025), "Order year": (0, 2025), "opendeals": ("", "")}
    assert body["logic"] == "AND" and all(one["listData"] == [] for one in body["filters"])


@pytest.mark.parametrize(("answer", "message"), [
    (Reply(b"<html>Sign in</html>", "text/html"), URL),
    (Reply(b"{", "application/json"), f"{URL}: not JSON: "),
    (Reply(b"[" * 100_000, "application/json"), f"{URL}: not JSON: "),
    (Reply(b"{}"), f"{URL}: no text 'bytes' in the reply, which has nothing; expected CSV in base64"),
    (Reply(b"[1, 2]"), f"{URL}: no text 'bytes' in the reply, which has list; expected CSV in base64"),
    (Reply(b'{"message": "moved"}'), f"{URL}: no text 'bytes' in the reply, which has message; expected CSV"),
    (Reply(b'{"bytes": 12}'), f"{URL}: no text 'bytes' in the reply, which has bytes"),
    (Reply(b'{"bytes": "no base64!"}'), f"{URL}, field 'bytes': not base64: "),
    (Reply(b'{"bytes": "\xc3\xa9"}'), f"{URL}, field 'bytes': not base64: "),
    (Reply(reply(b"<html>Sign in</html>")), f"{URL}: is an HTML or XML page; the register as CSV is expected"),
    (Reply(reply(register(header="SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament"))),
     f"{URL}: no header that begins with Recipient, Supplier; found SIPRI AT Database ID, Supplier"),
    (Reply(reply(register()[:-5])), f"{URL}: does not end with a line break"),
    (Reply(b"busy", "text/plain", 503), URL),
])
def test_replies_that_are_no_register(server, client, answer, message):
    server.reply(HOST, PATH, answer)
    with pytest.raises(DataError) as caught:
        sipri_register_fetch.fetch(client)
    assert message in str(caught.value) and "\n" not in str(caught.value)
    assert not list(client.store.folder.rglob("*.csv"))


@pytest.mark.parametrize(("edition", "message"), [
    ("2024-01-01", r"trade-register-csv/: generates a register of today alone, and none of 2024-01-01 is kept;"),
    ("2025", r"edition '2025' of SIPRI's trade register; expected the day on which one was generated, as 2025-10-23"),
    ("April 2025", r"edition 'April 2025' of SIPRI's trade register"),
])
def test_another_edition(server, client, edition, message):
    with pytest.raises(DataError, match=message):
        sipri_register_fetch.fetch(client, edition)
    assert server.asked == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=60), st.recursive(
    st.none() | st.booleans() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["bytes", "error"]), inner, max_size=2), max_leaves=6).map(lambda it: json.dumps(it).encode())))
def test_any_reply_is_decoded_or_gives_one_error(content):
    try:
        assert isinstance(sipri_register_fetch.decoded(content), bytes)
    except DataError as error:
        assert "\n" not in str(error)
