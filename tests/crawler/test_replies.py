"""Every source replays its recorded, invented replies: tests/replies/<source>/<case>.<json|xml|html>.

`<case>.detail.<…>` is the answer to each detail question of the case. A new or changed expectation is written by
`pytest --accept` and read as a diff.
"""

import json
from pathlib import Path

import pytest

from crawler.boards import Board, source_names
from crawler.normal.contacts import without_contacts
from crawler.page import Ask, try_read
from crawler.posting import Posting, Refused
from crawler.sources import spider_for

REPLIES = Path(__file__).parents[1] / "replies"
CASES = sorted(path for path in REPLIES.glob("*/*.*") if "detail." not in path.name and ".expected." not in path.name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_recorded_reply_gives_the_expected_postings(path: Path, accept: bool) -> None:
    told, expected = replay(path), path.with_suffix(".expected.json")
    if accept:
        expected.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert expected.exists(), f"no expectation for {path.name}: run `pytest --accept` and read what it wrote"
    assert told == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", source_names())
def test_every_source_has_a_recorded_reply(source: str) -> None:
    recorded = [path for path in CASES if path.parent.name == source]
    assert recorded, f"record one for {source} under tests/replies/{source}/: see CONTRIBUTING, 'Add a source'"


def replay(path: Path) -> dict[str, object]:
    """Read one reply as a crawl would, all roles wanted."""
    source = path.parent.name
    spider = spider_for(source, ("project manager",))
    assert spider is not None
    board = Board(source, case_of(path), "Acme", "construction", "GB")
    kind = "sitemap" if "sitemap" in path.name else "list"
    page = spider.parse(path.read_bytes(), board, Ask("https://acme.example/list", kind=kind))
    details = path.parent.glob(f"{case_of(path)}[.@]detail.*")
    detail = next((one for one in details if ".expected." not in one.name), None)
    found = [
        try_read(
            lambda row=row: (
                spider.read_detail(detail.read_bytes(), row, board)
                if row.detail and detail
                else spider.read(row.entry, board)
            ),
            board,
            row,
        )
        for row in page.rows
    ]
    refused = [*page.refused, *(one for one in found if isinstance(one, Refused))]
    return {
        "listed": page.listed,
        "declared_total": page.declared_total,
        "following": [ask.url for ask in page.following],
        "details": [row.detail.url for row in page.rows if row.detail],
        "refused": [{"source_id": one.source_id, "reason": one.reason} for one in refused],
        "postings": [
            without_contacts(one).model_dump(mode="json", exclude_defaults=True)
            for one in found
            if isinstance(one, Posting)
        ],
    }


def case_of(path: Path) -> str:
    return path.stem.removesuffix(".sitemap")
