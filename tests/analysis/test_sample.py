"""The sample store: made once, made again when the program changes, seen on as many days as asked."""

from analysis.sample import sample_profile, sample_store
from analysis.store import open_store


def test_a_sample_store_is_analysed_and_kept(tmp_path):
    path = sample_store(tmp_path, firms=8, adverts=90, days=2)
    assert sample_store(tmp_path, firms=8, adverts=90, days=2) == path
    assert list(tmp_path.iterdir()) == [path]
    with open_store(path) as con:
        open_now, closed, levels = con.sql(
            "select count(*) filter (is_open), count(*) filter (closed_on is not null), count(level) from posting "
            "left join level using (posting_id)"
        ).fetchone()
    assert open_now > 60
    assert levels >= open_now
    assert closed + open_now >= levels


def test_there_is_a_sample_profile():
    assert sample_profile().is_file()
