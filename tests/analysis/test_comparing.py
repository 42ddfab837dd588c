"""What themes, levels and firms are made of: which statements and adverts are counted, and how often."""

from math import isnan

import pytest

from analysis.derive.models import OUTGROWN
from analysis.reading.reading import BOOLEAN_FACETS
from analysis.store.asking import answers, run

THEMES = (3, 5)


@pytest.fixture
def told(market):
    """Two adverts of one firm and one of another; of their lines one repeats, and it and another are in no theme."""
    for firm, lines in (
        ("Acme", {"required": "Plan bridges.", "preferred": "Plan canals.", "responsibility": "Live kindly."}),
        ("Acme", {"required": "Plan tunnels.", "preferred": "Keep accounts."}),
        ("Beta", {"required": "Sing."}),
    ):
        market.say(market.advert(firm, "plain", title=f"{firm} planner"), **lines)
    themes = {"Plan bridges.": 3, "Plan canals.": 3, "Plan tunnels.": 3, "Keep accounts.": 5}
    said = "select statement_text(description_text, start_char, end_char) from posting_text"
    for line, theme in themes.items():
        set_theme = f"update statement set theme_id = ? where ({said} t where t.posting_id = statement.posting_id) = ?"
        market.con.execute(set_theme, [theme, line])
    market.con.execute("update statement set is_boilerplate = true where section = 'responsibility'")
    for theme in THEMES:
        market.insert("theme", theme_id=theme, name=str(theme), adverts=99, firms=99)
    return market.con


def test_a_summary_counts_firms_once_and_no_line_that_repeats(told, market):
    for firm, rank in (("Acme", "plain"), ("Acme", "senior")):
        market.title(firm, rank, 0.0)
    assert answers(told, "analysed") == [
        {"adverts": 3, "statements": 5, "themes": 2, "levels": 3, "firms": 1, "all_firms": 2}
    ]
    assert answers(told, "count_told") == [{"statements": 5}]


def test_a_theme_is_of_adverts_and_firms_that_ask_it_in_a_line_that_does_not_repeat(told):
    run(told, "count_themes")
    assert told.sql("select theme_id, adverts, firms from theme order by 1").fetchall() == [(3, 2, 1), (5, 1, 1)]
    assert answers(told, "theme_carriers") == [
        {"theme_id": 3, "firm": "Acme", "statements": 3, "adverts": 2},
        {"theme_id": 5, "firm": "Acme", "statements": 1, "adverts": 1},
    ]
    asked = {row["posting_id"]: sorted(row["theme_ids"]) for row in answers(told, "theme_asked")}
    assert asked == {"p0000": [3], "p0001": [3, 5]}


def test_statements_are_drawn_from_those_that_do_not_repeat_in_the_order_asked_for(told):
    drawn = answers(told, "statements_drawn", positions=[4, 0, 2])
    assert [row["text"] for row in drawn] == ["Sing.", "Plan bridges.", "Plan tunnels."]
    assert drawn[0]["title"] == "Beta planner"


def test_a_theme_is_exemplified_by_its_first_statements_beside_the_first_of_all(told):
    found = [(row["text"], row["is_first"]) for row in answers(told, "theme_examples", most=1)]
    assert found == [("Plan bridges.", True), ("Keep accounts.", False)]
    found = [row["text"] for row in answers(told, "theme_examples", most=3)]
    assert found == ["Plan bridges.", "Plan canals.", "Plan tunnels.", "Keep accounts."]


def test_an_advert_that_is_no_copy_is_a_vacancy_of_its_own_to_the_level(market):
    for cluster in (None, "p0001", "p0001"):
        market.advert("Acme", "plain", cluster=cluster)
    rows = answers(market.con, "levelled", posting_ids=None)
    assert [row["cluster"] for row in rows] == ["p0000", "p0001", "p0001"]


def test_a_measure_that_an_advert_does_not_state_is_no_number(market):
    market.insert("blind", posting_id="p", measures=[None, 2.0], asked=[], told=[])
    ((silent, stated),) = (row["measures"] for row in answers(market.con, "blind", posting_ids=["p"]))
    assert (isnan(silent), stated) == (True, 2.0)


def test_themes_and_levels_are_estimated_anew_for_another_reader_or_where_a_store_outgrew_them(market):
    def is_anew(version="now"):
        return answers(market.con, "models_outgrown", version=version, outgrown=OUTGROWN)[0]["anew"]

    for name in ("themes", "level"):
        assert is_anew(), "one is lacking"
        market.insert("model", name=name, version="now", made_at="2026-11-24", adverts=4, body="{}")
    for _ in range(int(4 * OUTGROWN)):
        market.advert("Acme", "plain")
    assert not is_anew()
    assert is_anew("later")
    market.advert("Acme", "plain")
    assert is_anew()


def test_each_facet_of_a_vacancy_is_compared_as_it_was_read(market):
    read = {
        "years_experience": 5, "budget_amount": 2e6, "team_size": 3, "stakeholder_level": "board", "scope": "programme",
        "geographic_reach": "national", "education_level": "bachelor",
    }  # fmt: skip
    for asked in BOOLEAN_FACETS:
        market.advert("Acme", "senior", **read, **{name: name == asked for name in BOOLEAN_FACETS})
    rows = answers(market.con, "compared")
    assert [[name for name in BOOLEAN_FACETS if row[name]] for row in rows] == [[name] for name in BOOLEAN_FACETS]
    assert [{name: row[name] for name in read} for row in rows] == [read] * len(BOOLEAN_FACETS)
    assert {(row["firm"], row["title_family"], row["title_rank"]) for row in rows} == {
        ("Acme", "project_manager", "senior")
    }


def test_the_sector_that_a_board_publishes_goes_before_the_one_that_is_read(market):
    market.advert("Acme", "plain", sector="retail")
    for published in ("energy", None):
        market.con.execute("update posting_state set sector = ? where posting_id = 'p0000'", [published])
        rows = answers(market.con, "postings", posting_ids=["p0000"])
        assert rows[0]["sector"] == (published or "retail")
