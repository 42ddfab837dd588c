"""What can go wrong with a board, switchable one by one, also while a crawl runs."""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json

FaultName = Literal[
    "missing_board",
    "empty",
    "not_modified",
    "too_many_requests",
    "server_error",
    "short_list",
    "html_instead",
    "cut_gzip",
    "slow",
    "maintenance_page",
    "wrapped_pages",
    "robots_disallow",
    "robots_5xx",
    "reset",
    "wrong_length",
    "redirect_loop",
]


@dataclass
class Fault:
    """One fault of one board."""

    name: FaultName
    times: int | None = None
    """So many requests get it, then it is over; None: until it is taken away."""
    seconds: float = 1
    """How long to wait: as Retry-After says, or as "slow" is."""

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
    return reply


def _slow(fault: Fault, asked: Asked) -> None:  # noqa: ARG001 - called as all are
    time.sleep(fault.seconds)


_MAINTENANCE = "<!doctype html><title>We will be back soon</title><h1>Planned maintenance</h1>"
_INSTEAD: dict[str, Callable[[Fault, Asked], Reply | None]] = {
    "not_modified": lambda *_: Reply(b"", 304),
    "too_many_requests": lambda fault, _: as_json(
        {"error": "rate limited"}, 429, **{"Retry-After": str(int(fault.seconds))}
    ),
    "server_error": lambda *_: as_json({"error": "Internal Server Error"}, 500),
    "html_instead": lambda *_: as_html("<!doctype html><html><body>Please accept our cookies</body></html>"),
    "maintenance_page": lambda *_: as_html(_MAINTENANCE),
    "redirect_loop": lambda *_: Reply(b"", 302, headers={"Location": "?again=1"}),
    "slow": _slow,
}
