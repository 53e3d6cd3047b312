"""The client against a server that fails in every way that upstreams do: one error each, and nothing kept."""
import contextlib
import gzip
import re
import socket
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fetching.asking import BODY, HOST, JSON, PATH, TEXT, URL, refused
from tests.upstreams.server import Reply, in_turn, redirect
from trilateral.fetching import Client, Store
from trilateral.tables import DataError

PAGE = b"<!DOCTYPE html>\n<html><head><title>Just a moment...</title><style>x{}</style></head><body>Robot?</body>"


@pytest.mark.parametrize(("reply", "message"), [
    (Reply(b"no such series", TEXT, 404), "status 404 Not Found ('no such series') (1 request); 200 is expected"),
    (Reply(b"\x1b[31mkeep\nout", TEXT, 403), "status 403 Forbidden ('[31mkeep out') (1 request); 200 is expected"),
    (Reply(PAGE, "text/html", 410), "status 410 Gone ('Just a moment... Robot?') (1 request); 200 is expected"),
    (Reply(b"", TEXT, 404), "status 404 Not Found (1 request); 200 is expected"),
    (Reply(b"", TEXT, 204), "status 204 No Content (1 request); 200 is expected"),
    (Reply(b"a part", TEXT, 206), "status 206 Partial Content ('a part') (1 request); 200 is expected"),
    (Reply(b"", TEXT, 304), "status 304 Not Modified (1 request); 200 is expected"),
    (Reply(b"down", TEXT, 500), "status 500 Internal Server Error ('down') (4 requests); 200 is expected"),
    (Reply(b"busy", TEXT, 503, {"Retry-After": "3600"}),
     "status 503 Service Unavailable ('busy'), asks to wait '3600' (4 requests); 200 is expected"),
    (Reply(b"", TEXT, 429, {"Retry-After": "soon"}),
     "status 429 Too Many Requests, asks to wait 'soon' (4 requests); 200 is expected"),
    (Reply(BODY, "text/csv"), f"text/csv came ({BODY[:99].decode() + '…'!r}); application/json is expected"),
    (Reply(BODY, ""), f"no content type came ({BODY[:99].decode() + '…'!r}); application/json is expected"),
    (Reply(PAGE, "text/html"), "text/html came ('Just a moment... Robot?'); application/json is expected"),
    (Reply(PAGE), "a page of HTML ('Just a moment... Robot?') came as application/json; application/json is expected"),
    (Reply("<html><title>Hm".encode("utf-16")),
     "a page of HTML came as application/json; application/json is expected"),
    (Reply(b"\xef\xbb\xbf\n<?xml version='1.0'?><html><p>Sorry"),
     "a page of HTML ('Sorry') came as application/json; application/json is expected"),
    (Reply(b""), "an empty file; one with content is expected"),
    (Reply(b"", chunked=True), "an empty file; one with content is expected"),
    (Reply(b"", packed=True), "an empty file; one with content is expected"),
    (Reply(BODY, cut=100), "it ends after 1,350 of 1,450 bytes (2 requests); expected the whole file"),
    (Reply(BODY, cut=100, chunked=True), "the connection broke off (2 requests); expected the whole file"),
    (Reply(BODY, cut=9, packed=True, lengthless=True),
     "the packed file ends early, after {packed} bytes (2 requests); expected the whole file"),
    (Reply(BODY, headers={"Content-Encoding": "gzip"}), "the packed file is damaged: Error -3 while decompressing "
                                                        "data: incorrect header check (2 requests); expected the whole "
                                                        "file"),
    (Reply(BODY, headers={"Content-Encoding": "br"}), "packed as 'br'; gzip or nothing is expected"),
    (Reply(BODY, reset=True), "the connection broke off: Connection reset by peer (2 requests); "
                              "expected the whole file"),
    (Reply(reset=True), "the connection broke off: Connection reset by peer (3 requests); expected a reply"),
    (Reply(BODY, headers={"Content-Length": "9000000000"}),
     "9,000,000,000 bytes announced; at most 64,000,000 are expected"),
    (redirect(f"/{HOST}{PATH}"),
     "redirected more than 5 times, at last to '{server}/upstream.example/v1/figures.json'; expected the file"),
    (redirect("http://open.example/figures.json"),
     "redirected to 'http://open.example/figures.json'; an address with https is expected"),
    (redirect("file:///etc/hosts"), "redirected to 'file:///etc/hosts'; an address with https is expected"),
    (redirect("http://[::1"), "redirected to 'http://[::1'; a web address is expected"),
    (Reply(b"", TEXT, 302), "status 302 Found (1 request); 200 is expected"),
])
def test_faults(server, client, reply, message):
    server.reply(HOST, PATH, reply)
    packed = len(gzip.compress(reply.body, mtime=0)) - reply.cut
    assert refused(client) == f"{URL}: " + message.replace("{server}", server.address).replace("{packed}", str(packed))


def test_a_server_that_drips_is_left_at_the_deadline(server, client):
    server.reply(HOST, PATH, Reply(BODY, drip=0.05))
    client.deadline = 0.3
    begun = time.monotonic()
    assert re.search(r"too slow: \d+ bytes so far, and the time for it is over; expected all of it$", refused(client))
    assert time.monotonic() - begun < 5 and client.requests == 1


@pytest.mark.parametrize("how", [{}, {"chunked": True}, {"packed": True}])
def test_the_limit_holds_for_unpacked_bytes(server, client, how):
    server.reply(HOST, PATH, Reply(b"7" * 100_000, **how))
    announced = "100,000 bytes announced" if how == {} else "more than 99,999 bytes"
    assert refused(client, limit=99_999) == f"{URL}: {announced}; at most 99,999 are expected"
    assert client.get(URL, kinds=JSON, limit=100_000).path.stat().st_size == 100_000


def test_a_packed_bomb_is_not_unpacked_beyond_the_limit(server, client):
    bomb = gzip.compress(bytes(20_000_000))
    server.reply(HOST, PATH, Reply(bomb, headers={"Content-Encoding": "gzip"}))
    assert refused(client, limit=1_000_000) == f"{URL}: more than 1,000,000 bytes; at most 1,000,000 are expected"


@pytest.mark.parametrize("first", [
    Reply(b"", TEXT, 500), Reply(b"", TEXT, 502), Reply(b"", TEXT, 429, {"Retry-After": "0"}),
    Reply(b"", TEXT, 503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), Reply(reset=True),
    Reply(BODY, reset=True), Reply(BODY, cut=1), Reply(BODY, cut=1, chunked=True),
])
def test_what_passes_is_tried_again(server, client, first):
    server.reply(HOST, PATH, in_turn(first, Reply(BODY)))
    assert client.get(URL, kinds=JSON).path.read_bytes() == BODY
    assert client.requests == len(server.asked) == 2


def test_a_slow_server_is_left_and_tried_again(server, client):
    client.timeout = (5, 0.1)
    server.reply(HOST, PATH, Reply(BODY, wait=30))
    assert refused(client) == f"{URL}: connected, but nothing came in time (3 requests); expected a reply"
    client.timeout = (5, 0.5)
    server.reply(HOST, PATH, in_turn(Reply(BODY, wait=30), Reply(BODY)))
    assert client.get(URL, kinds=JSON).path.read_bytes() == BODY


def test_a_server_that_stops_in_the_middle_is_left(server, client):
    client.timeout = (5, 0.1)
    server.reply(HOST, PATH, Reply(BODY, drip=30))
    assert refused(client) == f"{URL}: nothing more came in time (2 requests); expected the whole file"


def test_the_server_may_ask_us_to_wait_but_not_for_ever(server, client):
    server.reply(HOST, PATH, in_turn(Reply(b"", TEXT, 429, {"Retry-After": "86400"}), Reply(BODY)))
    begun = time.monotonic()
    client.get(URL, kinds=JSON)
    assert 0.05 <= time.monotonic() - begun < 5


@pytest.mark.parametrize(("reply", "message"), [
    (Reply(b"", TEXT, 500), "status 500 Internal Server Error (4 requests); 200 is expected"),
    (redirect("/elsewhere"), "status 302 Found ('moved') (1 request); 200 is expected"),
    (Reply(BODY, cut=5), "it ends after 1,445 of 1,450 bytes (2 requests); expected the whole file"),
])
def test_faults_of_a_posted_question(server, client, reply, message):
    server.reply(HOST, PATH, reply)
    with pytest.raises(DataError) as caught:
        client.post(URL, {}, kinds=JSON, name="register.json")
    assert str(caught.value) == f"{URL}: {message}" and not client.store.folder.exists()


def test_no_server_no_name_no_address(client, monkeypatch):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound, but nobody listens
        monkeypatch.setenv("TRILATERAL_MIRROR", f"http://127.0.0.1:{held.getsockname()[1]}")
        assert refused(client) == f"{URL}: no connection: Connection refused (2 requests); expected a reply"
    monkeypatch.delenv("TRILATERAL_MIRROR")

    def unknown(*_):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refused(client) == (f"{URL}: the name of its host cannot be resolved; is this machine connected? "
                               "(2 requests); expected a reply")
    with pytest.raises(DataError, match=r"^ftp://host/x: No connection adapters .* \(0 requests\); expected a reply$"):
        client.get("ftp://host/x", kinds=JSON)
    with pytest.raises(DataError, match=r"^figures\.json: no web address: Invalid URL"):
        client.get("figures.json", kinds=JSON)


def test_no_connection_without_a_handshake(server, client, monkeypatch):
    """A server that does not speak TLS where https is asked for."""
    monkeypatch.delenv("TRILATERAL_MIRROR")
    address = server.address.replace("http:", "https:") + "/figures.json"
    with pytest.raises(DataError, match=r"^https://127\S+: no secure connection: [^\n]+\); expected a reply$"):
        client.get(address, kinds=JSON)


def test_a_deaf_server_is_one_error(client, monkeypatch):
    client.timeout = (5, 0.1)
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        monkeypatch.setenv("TRILATERAL_MIRROR", f"http://127.0.0.1:{deaf.getsockname()[1]}")
        assert refused(client) == f"{URL}: connected, but nothing came in time (3 requests); expected a reply"


@pytest.mark.parametrize(("reply", "message"), [
    (b"SSH-2.0-OpenSSH_9.6\r\n", "what came is no HTTP reply: 'SSH-2.0-OpenSSH_9.6' (3 requests); expected a reply"),
    (b"HTTP/1.1 \x1b[31m200\r\n\r\n", "what came is no HTTP reply: 'HTTP/1.1 [31m200' (3 requests); expected a reply"),
    (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
     "the connection broke off: got more than 100 headers (3 requests); expected a reply"),
    (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n",
     "what came is no HTTP reply: 'got more than 65536 bytes when reading header line' (3 requests); expected a reply"),
    (b"", "the connection broke off: Remote end closed connection without response (3 requests); expected a reply"),
    (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nhuh\r\n",
     "the connection broke off (2 requests); expected the whole file"),
    (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n[1]",
     "Content-Length contained multiple unmatching values (3, 4) (1 request); expected a reply"),
])
def test_what_is_no_http_is_one_error(client, monkeypatch, reply, message):
    with _answering(reply) as address:
        monkeypatch.setenv("TRILATERAL_MIRROR", address)
        assert refused(client) == f"{URL}: {message}"


@contextlib.contextmanager
def _answering(reply: bytes):
    """A listener that sends the same bytes to everyone, whatever they ask."""
    def serve():
        with contextlib.suppress(OSError):  # the listener is closed at the end
            while True:
                with listener.accept()[0] as connection:
                    connection.recv(10_000)
                    connection.sendall(reply)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


HOW = st.fixed_dictionaries({}, optional={
    "cut": st.integers(0, 40), "chunked": st.booleans(), "packed": st.booleans(), "reset": st.booleans(),
    "kind": st.sampled_from(["application/json", "text/html", "", "a/b;"]),
    "status": st.sampled_from([200, 200, 200, 206, 302, 400, 418, 500]),
    "headers": st.dictionaries(
        st.sampled_from(["Location", "ETag", "Retry-After", "Content-Encoding", "Content-Length", "Last-Modified"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=8)
        | st.sampled_from(["gzip", "-1", "5", "1, 2", "//", "0"]), max_size=2),
})


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=60), how=HOW)
def test_any_reply_is_a_snapshot_or_the_one_error(server, tmp_path_factory, body, how):
    server.reply(HOST, PATH, Reply(body, **how))
    store = Store(tmp_path_factory.mktemp("cache") / "cache")
    with Client(store, timeout=(5, 0.3), deadline=20, retries=1, backoff=0, ceiling=0) as client:
        try:
            found = client.get(URL, kinds=JSON)
        except DataError as error:
            assert "\n" not in str(error) and not store.folder.exists()
        else:
            assert store.latest(URL) == found
            client.get(URL, kinds=JSON)
