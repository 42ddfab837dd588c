"""What can go wrong with a board, switchable one by one, also while a crawl runs."""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json

FaultName = Literal[
    "missing_board",
    "empty",
    "not_modified",
    "too_many_requests",
    "throttled",
    "server_error",
    "short_list",
    "html_instead",
    "cut_gzip",
    "slow",
    "maintenance_page",
    "wrapped_pages",
    "robots_disallow",
    "robots_5xx",
    "crawl_delay",
    "reset",
    "wrong_length",
    "redirect_loop",
    "redirect_inside",
    "redirect_to_file",
    "forbidden",
    "no_content",
    "empty_body",
    "cut_json",
    "json_null",
    "deep_json",
    "half_signs",
    "wrong_charset",
    "wrong_encoding",
    "billion_laughs",
    "huge_body",
    "gzip_bomb",
    "huge_header",
    "listed_twice",
    "huge_total",
    "slow_drip",
]


@dataclass
class Fault:
    """One fault of one board."""

    name: FaultName
    times: int | None = None
    """So many requests get it, then it is over; None: until it is taken away."""
    seconds: float = 1
    """How long to wait: as Retry-After says, as robots.txt says (Lever: 1), or as "slow" is."""

    def is_due(self) -> bool:
        """Say whether the next request gets it, and count it."""
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


def shown_with(fault: FaultName | None, shown: Shown) -> Shown:
    """Return a board as the fault shows it."""
    if fault == "empty":
        return replace(shown, adverts=(), total=0)
    if fault == "short_list":
        return replace(shown, adverts=shown.adverts[: max(1, len(shown.adverts) * 2 // 3)])
    if fault == "listed_twice":
        return replace(shown, adverts=(*shown.adverts, *shown.adverts))
    if fault == "huge_total":
        return replace(shown, total=10**20)
    return replace(shown, does_wrap=True) if fault == "wrapped_pages" else shown


def instead(fault: Fault, asked: Asked) -> Reply | None:
    """Return what is answered in a good reply's place, or None where the fault is of another kind."""
    make = _INSTEAD.get(fault.name)
    return make(fault, asked) if make else None


def spoiled(fault: FaultName, reply: Reply) -> Reply:
    """Return a good reply spoiled on its way."""
    if fault == "cut_gzip":
        packed = gzip.compress(reply.body)
        return replace(reply, body=packed[: len(packed) // 2], headers={**reply.headers, "Content-Encoding": "gzip"})
    if fault == "wrong_length":
        return replace(reply, headers={**reply.headers, "Content-Length": str(len(reply.body) + 1_000)})
    if fault == "cut_json":
        return replace(reply, body=reply.body[: len(reply.body) // 2])
    if fault == "wrong_charset":
        return replace(reply, body=reply.body.replace(b"Project", "Projét".encode("latin-1")))
    if fault == "wrong_encoding":
        return replace(reply, headers={**reply.headers, "Content-Encoding": "gzip"})
    return replace(reply, pause=0.01) if fault == "slow_drip" else reply


def _slow(fault: Fault, asked: Asked) -> None:  # noqa: ARG001 - called as all are
    time.sleep(fault.seconds)


@cache
def _bomb() -> bytes:
    """Return 90 MB of nothing in 90 KB."""
    return gzip.compress(b" " * 90_000_000, 1)


_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)  # fmt: skip
_HALF = '{"jobs": [{"id": 1, "title": "Project Manager \\ud800", "content": "\\udfff"}], "meta": {"total": 1}}'
_MAINTENANCE = "<!doctype html><title>We will be back soon</title><h1>Planned maintenance</h1>"
_INSTEAD: dict[str, Callable[[Fault, Asked], Reply | None]] = {
    "not_modified": lambda *_: Reply(b"", 304),
    "too_many_requests": lambda fault, _: as_json(
        {"error": "rate limited"}, 429, **{"Retry-After": str(int(fault.seconds))}
    ),
    # 405 at last.
    "throttled": lambda fault, _: as_json(
        {"error": "rate limited"}, 429 if fault.times else 405, **{"Retry-After": str(int(fault.seconds))}
    ),
    "server_error": lambda *_: as_json({"error": "Internal Server Error"}, 500),
    "html_instead": lambda *_: as_html("<!doctype html><html><body>Please accept our cookies</body></html>"),
    "maintenance_page": lambda *_: as_html(_MAINTENANCE),
    "redirect_loop": lambda *_: Reply(b"", 302, headers={"Location": "?again=1"}),
    "slow": _slow,
    "redirect_inside": lambda *_: Reply(b"", 302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
    "redirect_to_file": lambda *_: Reply(b"", 302, headers={"Location": "file:///etc/passwd"}),
    "forbidden": lambda *_: as_html("<h1>Forbidden</h1>", 403),
    "no_content": lambda *_: Reply(b"", 204),
    "empty_body": lambda *_: Reply(b""),
    "json_null": lambda *_: Reply(b"null"),
    "deep_json": lambda *_: Reply(b"[" * 100_000),
    "half_signs": lambda *_: Reply(_HALF.encode()),
    "billion_laughs": lambda *_: Reply(f"{_LAUGHS}]><x>&a11;</x>".encode(), content_type="application/xml"),
    "huge_body": lambda *_: Reply(b"{}", headers={"Content-Length": "70000000"}),
    "gzip_bomb": lambda *_: Reply(_bomb(), headers={"Content-Encoding": "gzip"}),
    "huge_header": lambda *_: Reply(b"{}", headers={"X-Much": "x" * 100_000}),
}
