"""Serve the built pages on this machine, compressed as a host would."""
from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading

TEXT = {".html", ".css", ".js", ".svg", ".json", ".csv", ".geojson", ".txt", ".xml"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files below a folder; what is text comes with gzip's level 6."""

    protocol_version = "HTTP/1.1"

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
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Keep quiet."""


@contextlib.contextmanager
def served(folder):
    """Address of a server of ``folder`` that lives as long as the context."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
