"""Serve the built pages on this machine as a host would: compressed, with the headers that the book asks for."""
from __future__ import annotations

import contextlib
import fnmatch
import functools
import gzip
import http.server
import threading
from pathlib import Path

TEXT = {".html", ".css", ".js", ".svg", ".json", ".csv", ".geojson", ".txt", ".xml"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files below a folder; what is text comes with gzip's level 6."""

    protocol_version = "HTTP/1.1"
    rules = ()

    def headers_of(self, path):
        """What the file ``_headers`` says about an address, as Netlify and Cloudflare Pages read it."""
        return [pair for pattern, pairs in self.rules if fnmatch.fnmatchcase(path, pattern) for pair in pairs]

    def do_GET(self):
        path = self.translate_path(self.path.partition("?")[0])
        try:
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            self.send_error(404)
            return
        packed = any(path.endswith(ending) for ending in TEXT)
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.headers_of(self.path.partition("?")[0]):
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a browser that leaves early
            self.wfile.write(body)

    def log_message(self, *args):
        """Keep quiet."""


def read_rules(text):
    """Pairs of a pattern and its headers from the text of a file ``_headers``."""
    rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif ": " in line:
            rules[-1][1].append(tuple(line.strip().split(": ", 1)))
    return rules


@contextlib.contextmanager
def served(folder, headers=False):
    """Address of a server of ``folder`` that lives as long as the context; with ``headers`` it heeds ``_headers``."""
    rules = read_rules((Path(folder) / "_headers").read_text("utf-8")) if headers else ()
    handler = type("Hosted", (Handler,), {"rules": rules})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
