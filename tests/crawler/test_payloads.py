"""Real recorded replies, where they are at hand: every entry is read, and nothing of them is kept here."""

import json
from pathlib import Path

import pytest

from crawler.boards import Board
from crawler.jobposting import jobs_in
from crawler.page import Ask, try_read
from crawler.posting import Posting
from crawler.sources import spider_for

PAYLOADS = Path(__file__).parents[3] / "shared" / "payloads"
# Those of whose entries the recorder cut the texts away.
CUT = {"ramp_trimmed2.json"}
FILES = [
    path
    for folder in ("greenhouse", "lever", "ashby", "ashby_boards")
    for path in sorted((PAYLOADS / folder).glob("*.json"))
    if path.name not in CUT
]
needs_payloads = pytest.mark.skipif(not PAYLOADS.exists(), reason="no recorded replies beside this checkout")


@needs_payloads
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_entry_of_a_real_reply_is_read(path: Path) -> None:
    source = path.parent.name.removesuffix("_boards")
    spider, board = spider_for(source), Board(source, "acme", "Acme")
    assert spider is not None
    reply = json.loads(path.read_bytes())
    if isinstance(reply, dict) and "jobs" not in reply:
        reply = {"jobs": [reply]}  # one advert's own reply
    page = spider.parse(json.dumps(reply).encode(), board, Ask("https://example.org"))
    whole = [row for row in page.rows if row.detail is None]
    found = [try_read(lambda row=row: spider.read(row.entry, board), board, row) for row in whole]
    assert page.listed
    assert [one for one in (*page.refused, *found) if not isinstance(one, Posting)] == []


@needs_payloads
@pytest.mark.parametrize("folder", ["jsonld_nhs", "jsonld"])
def test_every_real_job_posting_is_read(folder: str) -> None:
    spider, board = spider_for("jsonld"), Board("jsonld", "acme.example", "Acme")
    assert spider is not None
    for path in sorted((PAYLOADS / folder).iterdir()):
        jobs = jobs_in(path.read_text(encoding="utf-8"))
        assert jobs, path.name
        posting = spider.read(dict(jobs[0], source_id=path.name, page="https://example.org"), board)
        assert posting is not None
        assert "&lt;p&gt;" not in posting.description
