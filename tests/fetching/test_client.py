"""The client where all goes well: what is asked, what is kept, who we say we are."""
import re
import shutil
import subprocess

import pytest

from tests.fetching.asking import BODY, HOST, JSON, PATH, URL, refused
from tests.upstreams.server import Reply, conditional, in_turn, redirect, serving
from trilateral.fetching.client import mirrored
from trilateral.tables import DataError


@pytest.mark.parametrize("how", [{}, {"chunked": True}, {"packed": True}, {"packed": True, "chunked": True},
                                 {"lengthless": True}, {"packed": True, "lengthless": True},
                                 {"kind": "Application/JSON; charset=utf-8"}])
def test_a_file_comes_as_it_was_sent(server, client, how):
    server.reply(HOST, PATH, Reply(BODY, **how))
    found = client.get(URL, kinds=JSON)
    assert found.path.read_bytes() == BODY and found.path.name == "figures.json"
    assert (found.url, client.requests) == (URL, 1) and client.store.latest(URL) == found


def test_several_files_use_one_connection(server, client):
    server.reply(HOST, PATH, Reply(BODY))
    before = server.connections
    for page in (1, 2, 3):
        client.get(URL, kinds=JSON, params={"page": page})
    assert (client.requests, server.connections - before) == (3, 1)


def test_waits_grow(client):
    patience = client._opened().get_adapter("https://").max_retries.new(backoff_factor=1, backoff_jitter=1)
    waits = []
    for _ in range(3):
        patience = patience.increment("GET", "/", error=OSError("broken"))
        waits.append(patience.get_backoff_time())
    assert waits[0] == 0 and 2 <= waits[1] <= 3 and 4 <= waits[2] <= 5


def test_an_unchanged_file_is_the_kept_one(server, client):
    server.reply(HOST, PATH, conditional(Reply(BODY), etag='"v1"', last_modified="Mon, 28 Apr 2025 08:00:00 GMT"))
    kept = client.get(URL, kinds=JSON)
    assert client.get(URL, kinds=JSON) == kept
    first, second = server.asked
    assert "if-none-match" not in first.headers and "if-modified-since" not in first.headers
    assert second.headers["if-none-match"] == '"v1"'
    assert second.headers["if-modified-since"] == "Mon, 28 Apr 2025 08:00:00 GMT"


@pytest.mark.parametrize("validator", [{"etag": 'W/"v1"'}, {"last_modified": "Mon, 28 Apr 2025 08:00:00 GMT"}])
def test_one_validator_is_enough(server, client, validator):
    server.reply(HOST, PATH, conditional(Reply(BODY), **validator))
    old = client.get(URL, kinds=JSON)
    assert client.get(URL, kinds=JSON).path == old.path
    newer = {name: value.replace("v1", "v2").replace("Apr", "May") for name, value in validator.items()}
    server.reply(HOST, PATH, conditional(Reply(b"[2]"), **newer))
    assert client.get(URL, kinds=JSON).path.read_bytes() == b"[2]" and old.path.read_bytes() == BODY


def test_unchanged_is_confirmed_today(server, client):
    server.reply(HOST, PATH, conditional(Reply(BODY), etag='"v1"'))
    today = client.get(URL, kinds=JSON).retrieved
    (record,) = client.store.folder.glob("records/*/*.json")
    record.write_bytes(record.read_bytes().replace(today.encode(), b"2001-02-03"))
    assert client.store.latest(URL).retrieved == "2001-02-03"
    assert client.get(URL, kinds=JSON).retrieved >= today


def test_unchanged_is_believed_only_where_it_was_asked(server, client):
    server.reply(HOST, PATH, in_turn(Reply(BODY), Reply(status=304)))
    client.get(URL, kinds=JSON)
    assert refused(client) == f"{URL}: status 304 Not Modified (1 request); 200 is expected"


def test_a_damaged_snapshot_is_fetched_anew(server, client):
    server.reply(HOST, PATH, conditional(Reply(BODY), etag='"v1"'))
    client.get(URL, kinds=JSON).path.write_bytes(b"[]")
    assert client.get(URL, kinds=JSON).path.read_bytes() == BODY
    assert "if-none-match" not in server.asked[-1].headers


def test_other_parameters_are_another_file(server, client):
    server.reply(HOST, PATH, lambda asked: conditional(
        Reply(f"[{asked.query['page']}]".encode()), etag=f'"{asked.query["page"]}"')(asked))
    one, two = (client.get(URL, kinds=JSON, params={"page": page, "date": "1960:2025"}) for page in (1, 2))
    assert one.url == URL + "?page=1&date=1960%3A2025" and two.path.read_bytes() == b"[2]"
    assert client.get(URL, kinds=JSON, params={"page": 1, "date": "1960:2025"}) == one
    assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, None, '"1"']


def test_a_redirect_is_followed_on_the_mirror_too(server, client):
    server.reply(HOST, PATH, redirect("https://files.example/2025/figures.json", 301))
    server.reply("files.example", "/2025/figures.json", redirect("figures-v2.json", 307))
    server.reply("files.example", "/2025/figures-v2.json", Reply(BODY))
    found = client.get(URL, kinds=JSON)
    assert (found.url, found.path.name, client.requests) == (URL, "figures.json", 3)


def test_we_say_who_we_are(server, client, monkeypatch):
    server.reply(HOST, PATH, Reply(BODY))
    client.get(URL, kinds=JSON)
    said = server.asked[-1].headers
    assert re.fullmatch(r"trilateral/[\d.]+ \(updates the data of an executable policy book; requests/[\d.]+\)",
                        said["user-agent"])
    assert said["accept-encoding"] == "gzip" and "authorization" not in said
    client.close()
    monkeypatch.setenv("TRILATERAL_CONTACT", "https://book.example/contact")
    client.get(URL, kinds=JSON)
    assert server.asked[-1].headers["user-agent"].endswith("; +https://book.example/contact)")
    client.close()
    monkeypatch.setenv("TRILATERAL_CONTACT", "a\r\nHost: b")
    assert refused(client).startswith("TRILATERAL_CONTACT: 'a\\r\\nHost: b'; expected an address")


def test_no_password_and_no_proxy_goes_to_the_mirror(server, client, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("default login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.reply(HOST, PATH, Reply(BODY))
    client.get(URL, kinds=JSON)
    assert "authorization" not in server.asked[-1].headers
    monkeypatch.delenv("TRILATERAL_MIRROR")
    client.close()
    monkeypatch.delenv("HTTP_PROXY")
    client.get(f"{server.address}/{HOST}{PATH}", kinds=JSON)
    assert "authorization" not in server.asked[-1].headers


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this machine, signed by itself: files of certificate and key."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("no openssl here to make a certificate with")
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def test_certificates_are_verified(client, monkeypatch, certificate):
    monkeypatch.delenv("TRILATERAL_MIRROR", raising=False)
    with serving(certificate) as server:
        url = f"{server.address}/{HOST}{PATH}"
        server.reply(HOST, PATH, Reply(BODY))
        with pytest.raises(DataError) as caught:
            client.get(url, kinds=JSON)
        assert re.fullmatch(re.escape(url) + r": no secure connection: .*certificate verify failed.* \(\d requests\); "
                            "expected a reply", str(caught.value))
        assert server.asked == []
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))  # as behind a company's proxy
        assert client.get(url, kinds=JSON).path.read_bytes() == BODY


def test_progress_is_told(server, client):
    heard = []
    client.told = lambda *words: heard.append(words)
    body = b"7" * 200_000
    server.reply(HOST, PATH, Reply(body))
    client.get(URL, kinds=JSON)
    assert heard[-1] == ("figures.json", 200_000, 200_000) and len(heard) > 1
    assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)
    server.reply(HOST, PATH, Reply(body, packed=True))
    client.get(URL, kinds=JSON)
    assert heard[-1] == ("figures.json", 200_000, 0), "packed bytes say nothing about unpacked ones"


def test_a_question_is_posted_and_never_conditional(server, client):
    server.reply(HOST, PATH, conditional(Reply(BODY), etag='"v1"'))
    for _ in range(2):
        found = client.post(URL, {"filters": []}, kinds=JSON, name="register.json", headers={"Origin": "https://x.org"})
    asked = server.asked[-1]
    assert found.path.name == "register.json" and found.path.read_bytes() == BODY and found.url == URL
    assert (asked.method, asked.body, asked.headers["origin"]) == ("POST", b'{"filters": []}', "https://x.org")
    assert "if-none-match" not in asked.headers


def test_the_name_of_a_snapshot(server, client):
    server.reply(HOST, "/a%20b/data%2Fworld.csv", Reply(b"x", "text/csv"))
    assert client.get(f"https://{HOST}/a b/data%2Fworld.csv", kinds=("text/csv",)).path.name == "world.csv"
    server.reply(HOST, "/", Reply(b"x", "text/csv"))
    assert client.get(f"https://{HOST}/", kinds=("text/csv",)).path.name == HOST
    server.reply(HOST, "/..", Reply(b"x", "text/csv"))
    server.reply(HOST, PATH, conditional(Reply(BODY), etag='"v1"'))
    assert client.get(URL, kinds=JSON, name="one.json").path.name == "one.json"
    assert client.get(URL, kinds=JSON, name="two.json").path.name == "two.json"
    assert refused(client, name="../evil.json").startswith("'../evil.json': not a plain file name")


def test_addresses_are_those_of_the_mirror(monkeypatch):
    monkeypatch.delenv("TRILATERAL_MIRROR", raising=False)
    assert mirrored(URL) == URL
    monkeypatch.setenv("TRILATERAL_MIRROR", "http://127.0.0.1:8000/")
    assert mirrored(URL) == f"http://127.0.0.1:8000/{HOST}{PATH}"
