"""The sample store: made once, kept, and what was planted in its market is found again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from scipy.stats import spearmanr

from analysis.firm_names import title_words
from analysis.firms import equate
from analysis.inflation import inflated
from analysis.reading.read import read
from analysis.sample import sample_profile, sample_store
from analysis.store import open_store
from analysis.validity.planted import planted_cells
from crawler.market import make_market, planted_level
from crawler.normal.html import plain_text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def con():
    with open_store(sample_store(days=3)) as con:  # the notebooks ask for the same one
        yield con


@pytest.fixture(scope="module")
def cells(con):
    """Each firm's titles with the level that was planted."""
    found, firms = con.sql("from title_level where level is not null").df(), {f.name: f for f in make_market().firms}
    planted = [planted_level(firms[row.firm], row.title_family, row.title_rank) for row in found.itertuples()]
    return found.assign(planted=planted)


def test_a_sample_store_is_made_once_though_two_ask_and_older_ones_go(tmp_path):
    old = tmp_path / "sample-7-2-12-1-00000000.duckdb"
    old.touch()
    with ThreadPoolExecutor(2) as asking:
        paths = list(asking.map(lambda _: sample_store(tmp_path, firms=2, adverts=12), range(2)))
    assert paths[0] == paths[1]
    assert {path.suffix for path in tmp_path.iterdir()} == {".duckdb", ".lock"}
    assert list(tmp_path.glob("*.duckdb")) == paths[:1]
    before = paths[0].stat()
    assert sample_store(tmp_path, firms=2, adverts=12).stat() == before


def test_the_planted_ladders_are_found_again(cells):
    assert len(cells) > 200
    assert spearmanr(cells["planted"], cells["level"]).statistic > 0.9


def test_another_seed_is_held_against_its_own_ladders(tmp_path):
    with open_store(sample_store(tmp_path, seed=3, firms=20, adverts=160)) as other:
        found = planted_cells(other)
    assert len(found) > 60
    assert spearmanr(found["planted"], found["level"]).statistic > 0.9


def test_titles_are_equated_wrongly_in_less_than_one_case_in_twenty(con, cells):
    own = cells[(cells["adverts"] >= 4) & (cells["title_family"] == "project_manager")]
    planted = {(row.firm, title_words(row.title_family, row.title_rank)): row.planted for row in cells.itertuples()}
    verdicts = []
    for cell in own.itertuples():
        title = title_words(cell.title_family, cell.title_rank)
        told = equate(con, title, cell.firm).query("verdict in ('above', 'below')")
        verdicts += [
            (row.verdict == "above") == (planted[row.firm, row.title] > cell.planted) for row in told.itertuples()
        ]
    assert len(verdicts) > 100
    assert sum(verdicts) / len(verdicts) > 0.95


def test_titles_that_claim_more_than_they_ask_are_told_with_the_lines_that_prove_it(con, monkeypatch):
    # No title of this market was planted half an SD beyond the mean of all other firms, and few firms have many.
    monkeypatch.setattr("analysis.inflation.EQUIVALENT", 0.2)
    monkeypatch.setattr("analysis.inflation.SURE", 0.7)
    told = inflated(con)
    habits = {firm.name: firm.habit for firm in make_market().firms}
    assert set(told["claim"]) == {"inflated", "modest"}
    assert all(row.lines for row in told.itertuples())
    assert [habits[firm] for firm in told["firm"]] == told["claim"].tolist()


def _plain(value):
    return sorted(value, key=str) if isinstance(value, list | tuple | set | frozenset) else value


def test_the_reader_finds_what_was_planted():
    adverts = [advert for advert in make_market().adverts if advert.truth["level"] is not None][::3]
    right = total = 0
    for advert in adverts:
        told = read(advert.title, plain_text(advert.html)).facets
        for name, planted in advert.truth["facets"].items():
            total += 1
            right += (_plain(planted) or None) == (_plain(told[name]) or None)
    assert right / total > 0.85, right / total


def test_there_is_a_sample_profile():
    assert sample_profile().is_file()
