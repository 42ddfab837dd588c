"""Boards in parts: no host in two of them, no board lost, and a part that was broken off goes on where it was."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from subprocess import PIPE, Popen
from types import SimpleNamespace

import pytest

from crawler import spawn
from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.earlier_runs import without_done
from crawler.job import JOB
from crawler.market import make_market
from crawler.partition import parted
from crawler.parts import crawl_part
from crawler.replay import serve
from crawler.run import crawl
from crawler.sources import spiders_for
from crawler.spool import SNAPSHOTS, SUMMARY, read_lines

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_boards_of_one_host_are_in_one_part_and_none_is_lost():
    boards = [Board("greenhouse", f"g{n}", "G") for n in range(7)]
    boards += [Board("lever", f"l{n}", "L") for n in range(5)]
    boards += [Board("personio", f"p{n}", "P") for n in range(9)]  # each has a host of its own
    parts = parted(boards, 3, "pm")
    assert sorted(board.board for part in parts for board in part) == sorted(board.board for board in boards)
    for source in ("greenhouse", "lever"):
        assert sum(any(board.source == source for board in part) for part in parts) == 1
    assert sorted(map(len, parts)) == [7, 7, 7]


def test_boards_whose_rows_point_to_one_host_are_together_whatever_their_source():
    boards = [Board(source, "acme", "A", base_url="http://127.0.0.1:8000/x") for source in ("lever", "ashby")]
    assert len(parted(boards, 4, "pm")) == 1


def test_hosts_that_share_a_limit_are_in_one_part():
    boards = [Board("eightfold", f"careers.{name}.example", name) for name in ("acme", "ostermoor")]
    assert len(parted(boards, 2, "pm")) == 1


def test_a_row_that_cannot_be_asked_and_a_source_nobody_knows_still_have_a_part():
    boards = [Board("workday", "no-tenant", "W"), Board("nosuch", "x", "N")]
    assert sorted(board.source for part in parted(boards, 2, "pm") for board in part) == ["nosuch", "workday"]


@pytest.fixture
def boards():
    """Four boards on two hosts."""
    with serve(make_market(7, 4, 16), host="0.0.0.0") as replay:
        yield [
            replace(board, base_url=board.base_url.replace("0.0.0.0", f"127.0.0.{number % 2 + 1}"))
            for number, board in enumerate(replay.boards)
        ]


def gathered(spool):
    return sorted(
        json.dumps(line["posting"], sort_keys=True)
        for file in spool.glob("*/postings.jsonl.gz")
        for line in read_lines(file)
    )


def crawled(boards, spool, **more):
    return crawl(boards, spool, now=NOW, roles=None, delay=0, concurrency=4, **more)


def test_parts_gather_what_one_crawl_does_and_a_broken_part_goes_on_where_it_was(boards, tmp_path):
    whole = crawled(boards, tmp_path / "whole")
    told = []
    in_parts = crawled(boards, tmp_path / "parts", parts=2, progress=told.append)
    assert (
        in_parts.statuses == whole.statuses == {"complete": 4, "partial": 0, "unchanged": 0, "failed": 0, "skipped": 0}
    )
    assert gathered(tmp_path / "parts") == gathered(tmp_path / "whole")
    assert len(told) == 4

    # The same again, as if a worker had died over the second part: it read one board whole.
    jobs = []

    def keep(_work, shares):
        jobs.extend(shares)
        return [[] for _ in shares]

    crawled(boards, tmp_path / "broken", parts=2, spread=keep)
    first = jobs[0]
    crawl_part(replace(first, boards=first.boards[:1]))
    (folder,) = (tmp_path / "broken").glob("*.t0")
    (folder / SUMMARY).unlink()
    lines = crawl_part(first)
    assert {line["board"] for line in lines} == {board["board"] for board in first.boards}
    again = [line["board"] for line in read_lines(next((tmp_path / "broken").glob("*.t1")) / SNAPSHOTS)]
    assert again == [board["board"] for board in first.boards[1:]]


def test_a_run_with_a_part_that_never_ended_is_continued_and_one_whose_second_try_ended_is_not(tmp_path):
    boards = [Board("greenhouse", name, name) for name in "abcd"]
    name = "20261124T060000Z-00"
    left(tmp_path / f"{name}.p0.t0", ("a", "b"), ended=True)
    left(tmp_path / f"{name}.p1.t0", ("c",), ended=False)
    assert [board.board for board in without_done(tmp_path, boards, "roles=pm", NOW)] == ["d"]
    left(tmp_path / f"{name}.p1.t1", ("d",), ended=True)
    assert without_done(tmp_path, boards, "roles=pm", NOW) == boards


def left(folder, boards, *, ended):
    folder.mkdir()
    (folder / JOB).write_text("{}")
    told = {"source": "greenhouse", "scope": "roles=pm", "status": "complete"}
    (folder / SNAPSHOTS).write_text("".join(json.dumps({**told, "board": board}) + "\n" for board in boards))
    if ended:
        (folder / SUMMARY).write_text("{}")


def test_a_board_is_plain_data_on_its_way_to_another_machine(boards):
    assert Board(**json.loads(json.dumps(asdict(boards[0])))) == boards[0]


@pytest.fixture
def dying(monkeypatch):
    """Let the next so many crawling processes of the first part die as soon as they are started."""
    deaths = []

    def popen(command, **pipes):
        if deaths and ".p0." in command[-1]:
            command = [deaths.pop()]
        return (Popen if command == ["false"] else started)(command, **pipes)

    started = spawn.subprocess.Popen
    monkeypatch.setattr(spawn, "subprocess", SimpleNamespace(Popen=popen, PIPE=PIPE))
    return lambda times: deaths.extend(["false"] * times)


def test_a_part_whose_crawling_process_dies_is_begun_again(boards, dying, tmp_path):
    dying(2)
    summary = crawled(boards, tmp_path, parts=2)
    assert summary.exit_code == 0
    assert summary.statuses["complete"] == 4
    assert sorted(folder.name[-5:] for folder in tmp_path.glob("*.t*")) == ["p0.t0", "p0.t1", "p0.t2", "p1.t0"]


def test_a_part_whose_crawling_processes_keep_dying_is_left_to_the_next_run_and_the_others_are_told(
    boards, dying, tmp_path
):
    dying(3)
    summary = crawled(boards, tmp_path, parts=2)
    assert summary.exit_code == 1
    assert (summary.statuses["complete"], summary.statuses["skipped"]) == (2, 2)
    assert {reason for source in summary.sources.values() for reason in source.reasons} == {
        "left for the next run: 3 crawling processes died one after the other"
    }
    again = crawled(boards, tmp_path)
    assert (again.resumed, again.statuses["complete"]) == (2, 2)


def test_a_broken_file_of_a_source_is_told_and_costs_no_other_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.sources.source_names", lambda: ["ghost", "lever"])
    found = spiders_for(["ghost", "lever", "nowhere"], (), {})
    assert str(found["ghost"]).startswith("crawler/spiders/ghost.py: ModuleNotFoundError")
    assert str(found["nowhere"]).startswith("no spider for the source 'nowhere'")
    assert isinstance(found["lever"], BoardSpider)


def test_a_spider_whose_name_is_not_its_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.spiders.lever.Lever.name", "leaver")
    (told,) = spiders_for(["lever"], (), {}).values()
    assert str(told) == "crawler/spiders/lever.py: no spider in it has the name 'lever', which is the file's"
