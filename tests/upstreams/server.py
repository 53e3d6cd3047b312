"""A server on this machine that answers as upstreams do, and fails as they do.

Every upstream stands under its host's name, as ``Client`` asks for it when ``TRILATERAL_MIRROR`` is set::

    with serving() as server:
        server.reply("api.worldbank.org", "/v2/country/KOR/indicator/SP.POP.TOTL", Reply(b"[...]"))
        monkeypatch.setenv("TRILATERAL_MIRROR", server.address)

What a reply holds is made by the modules beside this one, in the upstream's shape and with made-up figures.
"""
from __future__ import annotations

import contextlib
import gzip
import http.server
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """An answer, with its faults.

    ``wait``: seconds before it comes. ``cut``: bytes at its end that are left out though announced. ``drip``: seconds
    between its bytes. ``reset``: the connection is torn down (where there is a body, after its first half).
    ``chunked``: sent in chunks without a length. ``lengthless``: neither length nor chunks; it ends with the
    connection. ``packed``: gzip, as ``Content-Encoding`` says; ``cut`` counts packed bytes then.
    """

    body: bytes = b""
    kind: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int = 0
    drip: float = 0.0
    reset: bool = False
    chunked: bool = False
    lengthless: bool = False
    packed: bool = False


@dataclass
class Question:
    """What was asked for: path with the host's name in front, query (last value of each name), headers, body."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Question], Reply]


class Server:
    """Routes, what was asked for so far, and over how many connections."""

    def __init__(self):
        self.routes: dict[str, Answer] = {}
        self.asked: list[Question] = []
        self.connections = 0
        self.address = ""

    def reply(self, host: str, path: str, answer: Reply | Answer) -> None:
        """Answer at ``https://host/path``, always alike or as a function of the question."""
        self.routes[f"/{host}{path}"] = answer if callable(answer) else lambda _: answer


def in_turn(*replies: Reply) -> Answer:
    """One reply after the other; the last one for good."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def conditional(reply: Reply, *, etag: str = "", last_modified: str = "") -> Answer:
    """The reply with its validators, or 304 to a question that has one of them already."""
    validators = {name: value for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value}

    def answer(question: Question) -> Reply:
        asked = question.headers
        if etag:  # it goes before the date, where both are asked with (RFC 9110, 13.2.2)
            unchanged = asked.get("if-none-match") == etag
        else:
            unchanged = bool(last_modified) and asked.get("if-modified-since") == last_modified
        if unchanged:
            return Reply(status=304, headers=validators)
        return Reply(**{**vars(reply), "headers": {**reply.headers, **validators}})

    return answer


def redirect(target: str, status: int = 302) -> Reply:
    """Go to ``target``; on this server that is ``/host/path``."""
    return Reply(b"moved", "text/plain", status, {"Location": target})


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are written apart: the body would wait 40 ms for the head's receipt

    def setup(self):
        super().setup()
        self.server.world.connections += 1

    def _answer(self):
        split = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        question = Question(self.command, split.path, {k: v[-1] for k, v in parse_qs(split.query).items()},
                            {k.lower(): v for k, v in self.headers.items()}, body)
        self.server.world.asked.append(question)
        route = self.server.world.routes.get(split.path)
        with contextlib.suppress(OSError):  # the client may have gone, which is what some tests are about
            self._send(route(question) if route else Reply(b"nothing here", "text/plain", 404))

    def _send(self, reply: Reply):
        self.server.ended.wait(reply.wait)
        body = gzip.compress(reply.body, mtime=0) if reply.packed else reply.body
        if not (reply.reset and not body):
            self._head(reply, len(body))
            self._body(reply, body)
        if reply.reset:
            self._tear()
        self.close_connection = bool(reply.cut or reply.reset or reply.lengthless)

    def _head(self, reply: Reply, length: int):
        self.send_response(reply.status)
        lines = {"Content-Type": reply.kind, "Content-Encoding": "gzip" if reply.packed else "",
                 "Content-Length": "" if reply.chunked or reply.lengthless or reply.status == 304 else str(length),
                 "Transfer-Encoding": "chunked" if reply.chunked else "", **reply.headers}
        for name, value in lines.items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def _body(self, reply: Reply, body: bytes):
        sent = body[:len(body) // 2 if reply.reset else len(body) - reply.cut]
        size = 1 if reply.drip else 1000 if reply.chunked else max(len(sent), 1)
        for start in range(0, len(sent), size):
            piece = sent[start:start + size]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if reply.chunked else piece)
            if reply.drip and self.server.ended.wait(reply.drip):
                return
        if reply.chunked and not (reply.cut or reply.reset):
            self.wfile.write(b"0\r\n\r\n")

    def _tear(self):
        """End the connection with RST rather than FIN, as a crashed server or a middlebox does."""
        self.wfile.flush()
        time.sleep(0.02)  # what was written before is still to arrive
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self):
        """As usual, also on a connection that was torn down."""
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    do_GET = do_POST = do_HEAD = _answer

    def log_message(self, *args):
        """Keep quiet."""


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Keep quiet: a connection that breaks is what tests are about."""


@contextlib.contextmanager
def serving(certificate: tuple[Path, Path] | None = None):
    """A :class:`Server` that lives as long as the context; with files of a certificate and its key it speaks TLS."""
    world = Server()
    server = _Listener(("127.0.0.1", 0), _Handler)
    server.world, server.ended = world, threading.Event()
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    world.address = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


class Asked:
    """A client that notes what it is asked for."""

    def get(self, url, **options):
        self.url, self.options = url, options
        return "snapshot"
