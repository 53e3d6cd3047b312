"""A server on this machine that answers as upstreams do, and fails as they do.

Every upstream stands under its host's name, as ``Client`` asks for it when ``TRILATERAL_MIRROR`` is set::

    with serving() as server:
        server.reply("api.worldbank.org", "/v2/country/KOR/indicator/SP.POP.TOTL", Reply(b"[...]"))
        monkeypatch.setenv("TRILATERAL_MIRROR", server.address)

What a reply holds is made by the modules beside this one, in the upstream's shape and with made-up figures.
"""
from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """An answer: ``wait`` seconds come before it, ``cut`` bytes of it are left out though announced."""

    body: bytes = b""
    kind: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int = 0


@dataclass
class Question:
    """What was asked for: path with the host's name in front, query (last value of each name), headers, body."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Server:
    """Routes, and what was asked for so far."""

    def __init__(self):
        self.routes: dict[str, Callable[[Question], Reply]] = {}
        self.asked: list[Question] = []
        self.address = ""

    def reply(self, host: str, path: str, answer: Reply | Callable[[Question], Reply]) -> None:
        """Answer at ``https://host/path``, always alike or as a function of the question."""
        self.routes[f"/{host}{path}"] = answer if callable(answer) else lambda _: answer


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self):
        split = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        question = Question(self.command, split.path, {k: v[-1] for k, v in parse_qs(split.query).items()},
                            {k.lower(): v for k, v in self.headers.items()}, body)
        self.server.world.asked.append(question)
        route = self.server.world.routes.get(split.path)
        self._send(route(question) if route else Reply(b"nothing here", "text/plain", 404))

    def _send(self, reply: Reply):
        time.sleep(reply.wait)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the client may have gone, which is what some tests are about
            self.wfile.write(reply.body[:len(reply.body) - reply.cut])
        self.close_connection = bool(reply.cut)

    do_GET = do_POST = do_HEAD = _answer

    def log_message(self, *args):
        """Keep quiet."""


@contextlib.contextmanager
def serving():
    """A :class:`Server` that lives as long as the context."""
    world = Server()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.world = world
    server.daemon_threads = True
    world.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
