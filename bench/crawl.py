"""How many postings a CPU-second does `nextrung crawl` gather, against a bare Scrapy spider that throws them away?

`python -m bench.crawl [BOARDS] [ADVERTS]`: both ask the same server on loopback the same questions over the same HTTP,
eight at a time and after its robots.txt, each started as a user starts it. CPU is user and system time of all processes
a side starts, imports included; the least of three rounds, taken in turns. `whole` is the command: crawl, masking,
spool, load into a new store, summary; `crawl` is its first half alone. Both keep every advert. `usual` is the whole
command as it is run without options, on boards of 40 adverts of which 3 are of the wanted roles, as on the real boards
of a source that tells all in one reply (290 adverts, 20 of them wanted). `market` is the sample market on the replay
server, 1,218 requests for 2,400 adverts: whole boards in one reply, pages of lists, a page for each advert.
Prints one JSON object.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawler.boards import COLUMNS, Board
from crawler.market import make_market
from crawler.replay import serve
from crawler.run import crawl

ROUNDS = 3
USUAL = (
    ["Project Manager"] * 3 + ["Nurse", "Software Engineer", "Account Executive", "Warehouse Operative"] * 9 + ["Baker"]
)
FIRMS, ADVERTS = 200, 2400
"""The size of the sample market that is asked."""
Asked = list[tuple[str, str, str]]
"""Method, address and body of each request that a server had, in their order."""
BARE = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess

class Bare(Spider):
    name = "bare"
    async def start(self):
        for method, url, body in json.load(open(sys.argv[1])):
            yield Request(url, method=method, body=body, dont_filter=True)
    def parse(self, response):
        pass

process = CrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
                          "DOWNLOAD_DELAY": 0, "REMOTE_CONTROL_ENABLED": False, "ROBOTSTXT_OBEY": True})
process.crawl(Bare)
process.start()
"""


def run() -> dict[str, float]:
    """Measure with the sizes of the page of figures."""
    return measure(600, 12)


def measure(boards: int, adverts: int) -> dict[str, float]:
    """Return postings a CPU-second of each, and their ratios to the bare spider's."""
    size, (bare, ours, whole) = _alike(boards, ["Project Manager"] * adverts, ["--all-roles"])
    _, (bare_usual, _, usual) = _alike(boards, USUAL, [])
    bare_market, market_crawl, market = _market()
    postings = boards * adverts
    return {
        "boards": boards,
        "postings": postings,
        "bytes_a_board": size,
        "bare_postings_a_cpu_second": round(postings / bare, 1),
        "crawl_postings_a_cpu_second": round(postings / ours, 1),
        "whole_postings_a_cpu_second": round(postings / whole, 1),
        "crawl_ratio": round(bare / ours, 3),
        "whole_ratio": round(bare / whole, 3),
        "usual_postings_a_cpu_second": round(boards * len(USUAL) / usual, 1),
        "usual_ratio": round(bare_usual / usual, 3),
        "market_postings": ADVERTS,
        "market_postings_a_cpu_second": round(ADVERTS / market, 1),
        "market_crawl_ratio": round(bare_market / market_crawl, 3),
        "market_ratio": round(bare_market / market, 3),
    }


def _alike(boards: int, titles: Sequence[str], options: Sequence[str]) -> tuple[int, tuple[float, ...]]:
    """Return the bytes of a board of adverts with these titles, and the CPU seconds of `_rounds` on so many of it."""
    asked: Asked = []
    body, url = _serve(titles, asked)
    listed = [Board("greenhouse", f"board{number}", f"Firm {number}", base_url=url) for number in range(boards)]
    return len(body), _rounds(listed, asked, options)


def _market() -> tuple[float, ...]:
    """Return the CPU seconds of `_rounds` on the sample market."""
    with serve(make_market(7, FIRMS, ADVERTS)) as replay:
        return _rounds(replay.boards, replay.asked, ["--all-roles"])


def _rounds(listed: Sequence[Board], asked: Asked, options: Sequence[str]) -> tuple[float, ...]:
    """Return the CPU seconds of `_round`, the least of each."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [_round(Path(folder, str(number)), listed, asked, options) for number in range(ROUNDS)]
    return tuple(min(times) for times in zip(*rounds, strict=True))


def _round(folder: Path, listed: Sequence[Board], asked: Asked, options: Sequence[str]) -> tuple[float, float, float]:
    """Return the CPU seconds of the bare spider, of a crawl alone, and of the whole command."""
    folder.mkdir()
    script, plan, rows = folder / "bare.py", folder / "asked.json", folder / "boards.csv"
    script.write_text(BARE)
    with rows.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: getattr(board, name) for name in COLUMNS} for board in listed)
    store = folder / "store.duckdb"
    command = [sys.executable, "-m", "analysis.cli", "--quiet", "--db", str(store), "crawl", "--boards", str(rows),
               "--delay", "0", *options]  # fmt: skip
    wanted = None if options else "pm"
    asked.clear()
    ours = _cpu(lambda: crawl(listed, folder / "spool", now=datetime.now(UTC), roles=wanted, delay=0, concurrency=8))
    plan.write_text(json.dumps([one for one in asked if not one[1].endswith("/robots.txt")]))
    return (
        _cpu(lambda: subprocess.run([sys.executable, script, plan], check=True)),  # noqa: S603 - ours
        ours,
        _cpu(lambda: subprocess.run(command, check=True)),  # noqa: S603 - ours
    )


def _cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the processes that `work` starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _serve(titles: Sequence[str], asked: Asked) -> tuple[bytes, str]:
    """Serve one board of adverts with `titles` under every name; return its reply and the server's address."""
    text = "&lt;h3&gt;You bring&lt;/h3&gt;&lt;ul&gt;" + "&lt;li&gt;You lead a move and hold its budget&lt;/li&gt;" * 60
    jobs = [
        {"id": number, "title": title, "absolute_url": "https://example.org/1",
         "location": {"name": "Leeds"}, "content": text, "first_published": "2026-10-01T08:00:00Z"}
        for number, title in enumerate(titles)
    ]  # fmt: skip
    body = json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(("GET", f"http://{self.headers['Host']}{self.path}", ""))
            answer = b"" if self.path == "/robots.txt" else body
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return body, f"http://127.0.0.1:{server.server_address[1]}"


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [600, 12]
    print(json.dumps(measure(*sizes)))  # noqa: T201 - what it is for
