"""What repeats in a store, as adverts come and change."""

import pytest

from analysis.cluster import here
from analysis.derive.repeats import mark_all_repeats, mark_repeats_of

SHARED = "Live our values and report what is unsafe on the site’s paths – at once."
OTHERWISE_TYPED = "LIVE our  values and report what is unsafe on the site's paths - at\u00a0once."


def _add(market, trade, shared=SHARED):
    market.advert("A", "plain", title=trade)
    posting_id = f"p{market.con.table('posting_state').count('*').fetchall()[0][0] - 1:04}"
    _say(market, posting_id, trade, shared)
    return posting_id


def _say(market, posting_id, trade, shared):
    market.con.execute("delete from statement where posting_id = ?", [posting_id])
    own = f"Know how a {trade} works, teach each {trade} to be a good {trade}, and tell a bad {trade} so."
    market.say(posting_id, required=own, preferred=shared)


def _marked(market):
    return market.con.sql("select posting_id, section from statement where is_boilerplate order by all").fetchall()


def _is_as_marked_anew(market):
    before = _marked(market)
    mark_all_repeats(market.con, here())
    return _marked(market) == before


def test_a_line_repeats_while_three_jobs_say_it_however_its_capitals_quotes_dashes_and_spaces_are_typed(market):
    first, second = _add(market, "welder"), _add(market, "buyer")
    assert mark_repeats_of(market.con, [first, second]) == set()
    third = _add(market, "painter", OTHERWISE_TYPED)
    assert mark_repeats_of(market.con, [third]) == {first, second, third}
    assert _marked(market) == [(first, "preferred"), (second, "preferred"), (third, "preferred")]
    assert _is_as_marked_anew(market)
    _say(market, third, "painter", "Paint what you like.")
    assert mark_repeats_of(market.con, [third]) == {first, second}
    assert _marked(market) == []
    assert _is_as_marked_anew(market)


def test_a_vacancy_does_not_keep_the_name_of_an_advert_that_became_another(market):
    first, second = _add(market, "welder"), _add(market, "welder")
    mark_repeats_of(market.con, [first, second])
    assert _clusters(market) == {first: first, second: first}
    _say(market, first, "bishop", "Bless what you like.")
    market.con.execute("update posting_state set title = 'bishop' where posting_id = ?", [first])
    market.con.execute("update reading set title_rank = 'senior' where posting_id = ?", [first])
    mark_repeats_of(market.con, [first])
    assert _clusters(market) == {first: first, second: second}


@pytest.mark.parametrize("marks", [mark_repeats_of, lambda con, _: mark_all_repeats(con, here())])
def test_a_vacancy_has_the_name_of_the_advert_that_was_seen_first(market, marks):
    later, first = _add(market, "welder"), _add(market, "welder")
    market.con.execute("update posting_state set first_seen = '2026-01-01' where posting_id = ?", [first])
    marks(market.con, [later])
    assert _clusters(market) == {later: first, first: first}


def _clusters(market):
    return dict(market.con.sql("select posting_id, cluster from reading").fetchall())
