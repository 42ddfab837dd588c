"""A tiny web server on loopback for tests: routes are functions from a request to an answer."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float
    port: int
    """Of the asker: each connection has its own."""


@dataclass
class Site:
    """What is served, and what was asked."""

    routes: dict[str, Callable[[Asked], tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def serve(self, path: str, body: object, status: int = 200, **headers: str) -> None:
        written = body if isinstance(body, str | bytes) else json.dumps(body)
        text = written.encode() if isinstance(written, str) else written
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = lambda _: (status, named, text)

    def paths(self, start: str = "/") -> list[str]:
        return [one.path for one in self.asked if one.path.startswith(start)]


@contextmanager
def running_site(certificate: Path | None = None) -> Iterator[Site]:
    """Serve on loopback: encrypted, where a file of `certificate` and key is given."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, monotonic(), self.client_address[1])
            site.asked.append(asked)
            route = site.routes.get(self.path) or site.routes.get(self.path.split("?")[0])
            status, headers, body = route(asked) if route else (404, {}, b'{"status":404}')
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the base class names it

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # an asker that hangs up is what is tested
    if certificate:
        encrypting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        encrypting.load_cert_chain(certificate)
        server.socket = encrypting.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.url = f"http{'s' * bool(certificate)}://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
