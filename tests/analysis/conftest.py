import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.store import writing
from crawler.posting import Posting
from tests.analysis.market import Market

START = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)


class Spool:
    """Writes run folders as a crawl leaves them; `into` the folder of a run, what else it saw."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = 0

    def run(
        self,
        postings=(),
        /,
        *,
        status="complete",
        scope="roles=pm",
        source="greenhouse",
        board="acme",
        sighted=(),
        refused=(),
        ends=True,
        into=None,
        **told,
    ):
        self.day += into is None
        at = (START + timedelta(days=self.day - 1)).isoformat()
        run = into or self.folder / f"run-{self.day:03}"
        run.mkdir(parents=True, exist_ok=bool(into))
        _write(
            run / "postings.jsonl.gz",
            [{"posting": p.model_dump(mode="json"), "scope": scope, "seen_at": at} for p in postings],
        )
        _write(
            run / "sightings.jsonl.gz",
            [{"source": source, "board": board, "source_id": each, "scope": scope, "seen_at": at} for each in sighted],
        )
        _write(run / "refused.jsonl.gz", list(refused))
        count = {"postings": len(postings) + len(sighted)}
        snapshot = {
            "source": source,
            "board": board,
            "scope": scope,
            "status": status,
            **count,
            **told,
            "seen_at": at,
        }
        if status:
            with (run / "snapshots.jsonl").open("a") as file:
                file.write(json.dumps(snapshot) + "\n")
        if ends:
            (run / "run.json").write_text(
                json.dumps({"run_id": run.name, "kind": "crawl", "started_at": at, "summary": {}})
            )
        return run


def _write(path, lines):
    with gzip.open(path, "at") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


def advert(source_id="1", **told):
    fields = {
        "source": "greenhouse", "board": "acme", "title": "Project Manager", "hiring_organization": "Acme",
        "description": f"<p>Lead project {source_id}.</p><ul><li>Plan the work</li></ul>",
        "url": f"https://acme.example/{source_id}",
    }  # fmt: skip
    return Posting(**{**fields, **told, "source_id": source_id})


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.duckdb"


@pytest.fixture
def market(store):
    with writing(store) as con:
        yield Market(con)


@pytest.fixture
def later():
    return START + timedelta(days=100)


@pytest.fixture(name="advert")
def advert_maker():
    return advert
