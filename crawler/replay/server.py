"""The server: one port for all sources, `http://127.0.0.1:PORT/<source>/<board>/<the source's own path>`.

Run by itself it serves the sample market: `python -m crawler.replay --out boards.csv`.
"""

import argparse
import csv
import hashlib
import importlib
import socket
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from crawler.boards import COLUMNS, Board
from crawler.market import Market, MarketAdvert, MarketFirm, make_market
from crawler.replay.faults import Fault, FaultName, instead, shown_with, spoiled
from crawler.replay.reply import Asked, Reply, Shown, as_html
from crawler.replay.small import small_market

Key = tuple[str, str]


@dataclass
class Replay:
    """The boards that are served, the faults they have, and what was asked of them."""

    url: str = ""
    firms: dict[Key, MarketFirm] = field(default_factory=dict)
    adverts: dict[Key, list[MarketAdvert]] = field(default_factory=lambda: defaultdict(list))
    faults: dict[Key, Fault] = field(default_factory=dict)
    log: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Method, path, status and bytes of each answer."""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, address and body of each request."""
    pages: dict[tuple[str, str, str, str], Reply] = field(default_factory=dict)

    @property
    def boards(self) -> list[Board]:
        """The rows of a boards list that points here."""
        return [
            Board(firm.source, firm.board, firm.name, firm.sector, firm.country, self.base_url(key))
            for key, firm in self.firms.items()
        ]

    def base_url(self, key: Key) -> str:
        """Return where a board's source is served."""
        return f"{self.url}/{key[0]}/{quote(key[1], safe='')}"

    def write_boards(self, path: Path) -> Path:
        """Write the boards file for a crawl of this server."""
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            rows.writerows(board.row().values() for board in self.boards)
        return path

    def show(self, market: Market) -> None:
        """Serve `market` from now on: another day, other postings; faults stay."""
        self.firms = {(firm.source, firm.board): firm for firm in market.firms}
        found: dict[Key, list[MarketAdvert]] = defaultdict(list)
        for advert in market.adverts:
            found[advert.firm.source, advert.firm.board].append(advert)
        self.adverts = found
        self.pages.clear()

    def fault(
        self, source: str, board: str, name: FaultName | None, times: int | None = None, seconds: float = 1
    ) -> None:
        """Give a board a fault, or take it away (None)."""
        self.faults.pop((source, board), None)
        if name:
            self.faults[source, board] = Fault(name, times, seconds)

    def counts(self) -> Counter[int]:
        """Return how many answers there were of each status."""
        return Counter(status for _, _, status, _ in self.log)

    def bytes(self) -> int:
        """Return the bytes of all bodies sent."""
        return sum(size for *_, size in self.log)

    # --- answering ------------------------------------------------------------------------------------------------

    def answer(self, method: str, target: str, body: str, headers: Mapping[str, str]) -> tuple[Reply | None, str]:
        """Return the answer (None: drop the connection) and the path asked for."""
        self.asked.append((method, self.url + target, body))
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            return self._robots(), parts.path
        source, board, path = _split(parts.path)
        asked = Asked(path, dict(parse_qsl(parts.query, keep_blank_values=True)), method, body, headers)
        return self._of_board((source, board), asked, parts.query), parts.path

    def _robots(self) -> Reply:
        names = {fault.name for fault in self.faults.values()}
        if "robots_5xx" in names:
            return Reply(b"", 503, "text/plain")
        closed = [key for key, fault in self.faults.items() if fault.name == "robots_disallow"]
        lines = ["User-agent: *", *(f"Disallow: /{source}/{quote(board, safe='')}" for source, board in closed)]
        lines += [
            f"Disallow: /{source}/{quote(board, safe='')}{path}"
            for source, board in self.firms
            for path in getattr(shape_of(source), "DISALLOWED", ())
        ]
        waits = [fault.seconds for fault in self.faults.values() if fault.name == "crawl_delay"]
        lines += [f"Crawl-delay: {max(waits)}"] if waits else []
        return Reply("\n".join([*lines, ""]).encode(), 200, "text/plain")

    def _of_board(self, key: Key, asked: Asked, query: str) -> Reply | None:
        shape = shape_of(key[0])
        if shape is None:
            return as_html("<h1>Not Found</h1>", 404)
        fault = self.faults.get(key)
        due = fault if fault and fault.is_due() else None
        if due and due.name == "reset":
            return None
        if due and (reply := instead(due, asked)):
            return reply
        reply = self._good(key, shape, asked, query, due.name if due else None)
        return spoiled(due.name, reply) if due else reply

    def _good(self, key: Key, shape: ModuleType, asked: Asked, query: str, fault: FaultName | None) -> Reply:
        if key not in self.firms or fault == "missing_board":
            other = self._another_of_its_host(key) if getattr(shape, "SHOWS_ANOTHER", False) else None
            unknown: Reply = self._good(other, shape, asked, query, None) if other else shape.unknown(asked)
            return unknown
        kept = (*key, f"{asked.path}?{query}", asked.body)
        if fault is None and kept in self.pages:
            return _validated(self.pages[kept], shape, asked)
        every = self.adverts[key]
        shown = shown_with(fault, Shown(self.firms[key], every, len(every)))
        reply = shape.answer(shown, asked) or as_html("<h1>Not Found</h1>", 404)
        if fault is None:
            self.pages[kept] = reply
        return _validated(reply, shape, asked)

    def _another_of_its_host(self, key: Key) -> Key | None:
        host = key[1].partition("/")[0]
        others = (one for one in self.firms if one[0] == key[0] and one != key)
        return next((one for one in others if one[1].partition("/")[0] == host), None)


def _split(path: str) -> tuple[str, str, str]:
    """Return source, board and the rest of a path.

    >>> _split("/lever/acme/v0/postings/acme")
    ('lever', 'acme', '/v0/postings/acme')
    """
    source, _, rest = path.lstrip("/").partition("/")
    board, _, own = rest.partition("/")
    return source, unquote(board), "/" + unquote(own)


def shape_of(source: str) -> ModuleType | None:
    """Return the module that renders a source, or None where there is none."""
    try:
        return importlib.import_module(f"crawler.replay.shapes.{source}")
    except ModuleNotFoundError:
        return None


def _validated(reply: Reply, shape: ModuleType, asked: Asked) -> Reply:
    """Give a list the validators its source sends, and answer 304 where the asker has it already."""
    kind = getattr(shape, "VALIDATORS", None)
    if kind is None or reply.status != 200 or not reply.is_stable:
        return reply
    digest = f'"{hashlib.blake2b(reply.body, digest_size=12).hexdigest()}"'
    etag = f"W/{digest}" if kind == "weak" else digest
    headers = {**reply.headers, "ETag": etag}
    stated, since = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
    has_it = since and since == headers.get("Last-Modified") if stated is None else stated.removeprefix("W/") == digest
    return Reply(b"", 304, headers=headers) if has_it else replace(reply, headers=headers)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replay: Replay

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply, path = self.replay.answer(self.command, self.path, body, headers)
        if reply is None:
            self.replay.log.append((self.command, path, 0, 0))
            self._drop()
            return
        self.replay.log.append((self.command, path, reply.status, len(reply.body)))
        self._send(reply)

    do_POST = do_GET  # noqa: N815 - the base class's name
    do_HEAD = do_GET  # noqa: N815 - the base class's name

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body)), **reply.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            size = len(reply.body) // 20 + 1 if reply.pause else len(reply.body) or 1
            for start in range(0, len(reply.body), size):
                self.wfile.write(reply.body[start : start + size])
                time.sleep(reply.pause)
        if headers["Content-Length"] != str(len(reply.body)):
            self.close_connection = True

    def _drop(self) -> None:
        # An abrupt end (RST), as of a proxy that dies.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet: what was asked stands in the log of the replay."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of ours."""


@contextmanager
def serve(
    market: Market, faults: Mapping[Key, FaultName | Fault] | None = None, host: str = "127.0.0.1", port: int = 0
) -> Iterator[Replay]:
    """Serve the boards of `market` while the context lasts; `faults` by (source, board)."""
    replay = Replay()
    replay.show(market)
    for key, fault in (faults or {}).items():
        replay.faults[key] = Fault(fault) if isinstance(fault, str) else fault
    handler = type("Handler", (_Handler,), {"replay": replay})
    with _Server((host, port), handler) as server:
        replay.url = f"http://{host}:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield replay
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve the boards of the sample market on loopback until interrupted."""
    words = argparse.ArgumentParser(
        prog="python -m crawler.replay", description="Serve the boards of the sample market on loopback."
    )
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--firms", type=int, default=34)
    words.add_argument("--adverts", type=int, default=480)
    words.add_argument("--source", help="serve a few boards of this source alone")
    words.add_argument("--port", type=int, default=0)
    words.add_argument("--out", type=Path, required=True, help="where to write the boards file")
    given = words.parse_args()
    market = small_market(given.source) if given.source else make_market(given.seed, given.firms, given.adverts)
    with serve(market, port=given.port) as replay:
        print(f"{replay.write_boards(given.out)}: {len(replay.boards)} boards at {replay.url}", flush=True)  # noqa: T201
        threading.Event().wait()
