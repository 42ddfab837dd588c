"""The library as an analyst meets it: one door, typed, told, and shown well in Jupyter."""

import importlib
import inspect
import re
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.firms import Ladder
from analysis.store import open_store
from analysis.store.dictionary import dictionary
from analysis.store.table import Table


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_name_of_the_door_is_there_told_and_typed(name):
    found = getattr(analysis, name)
    assert inspect.getdoc(found)
    signature = inspect.signature(found)
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())


def test_a_function_is_not_hidden_by_the_module_of_its_name():
    importlib.import_module("analysis.case")
    assert callable(analysis.case)
    assert callable(analysis.plan)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'equat'"):
        _ = analysis.equat


def test_a_reading_shows_values_with_the_words_they_were_read_from():
    shown = analysis.read("Senior Project Manager", "You lead a team of 12.\nScrum <b>or</b> Jira.")._repr_html_()
    assert re.search(r"<th>team_size</th><td>12</td><td>[^<]*12", shown)
    assert "<b>" not in shown


def test_a_firm_s_name_cannot_bring_markup_into_a_notebook():
    empty, no_roles = pd.DataFrame(), pd.DataFrame({"may_be_closed": []})
    assert "<script>" not in Ladder("x", "<script>alert(1)</script>", empty, empty, no_roles, empty)._repr_html_()


def test_sums_in_dollars_are_no_mathematics_in_jupyter():
    sums = pd.DataFrame({"missing": ["budget of $3m (shown: $1m)"], "may_be_closed": [False]})
    empty = pd.DataFrame()
    pages = [
        Table(sums)._repr_html_(), Table(sums).head(1)[["missing"]].merge(sums)._repr_html_(),
        Ladder("x", "x", empty, empty, sums, empty)._repr_html_(), analysis.read("PM", "You own $2m.")._repr_html_(),
    ]  # fmt: skip
    assert [("tex2jax_ignore" in page, "mathjax_ignore" in page) for page in pages] == [(True, True)] * len(pages)
    assert "mathjax_ignore" not in sums._repr_html_(), "tables of others stay as they ask"


@pytest.mark.slow
def test_tables_that_the_door_answers_with_are_shown_so():
    store, profile = analysis.sample_store(), analysis.load_profile(analysis.sample_profile())
    with open_store(store) as con:
        firms = analysis.firms_table(con)
        answers = [
            firms, analysis.ask(con, "firm_names"), analysis.match(con, profile), analysis.plan(con, profile),
            analysis.query(store, "from posting"), analysis.compare(con, firms["firm"].unique()[:2].tolist()),
            analysis.inflated(con), analysis.equate(con, firms["title"].iloc[0], firms["firm"].iloc[0]),
        ]  # fmt: skip
    assert all("mathjax_ignore" in answer._repr_html_() for answer in answers)


def test_an_answer_comes_as_a_relation_that_can_be_narrowed(store, spool, advert, later):
    spool.run([advert("1"), advert("2", title="Senior Project Manager")])
    analysis.load_spool(store, spool.folder, now=later)
    with open_store(store) as con:
        assert analysis.relation(con, "firm_names").filter("firm = 'Acme'").fetchall() == [("Acme",)]


@pytest.mark.parametrize(
    ("table", "column", "meaning"),
    [
        ("matchable", "scope", "portfolio"), ("demand_rarity", "postings", "adverts that ask it"),
        ("term_rarity", "postings", "adverts that say it"), ("refused", "reason", "wrong"),
        ("asked_more", "firm", "whole market"), ("evidence", "posting_id", "hash of source"),
        ("posting", "description", "plain text"), ("posting", "date_posted", "the day the board says"),
        ("line_change", "change", "added | dropped"),
    ],
)  # fmt: skip
def test_a_column_is_explained_as_its_own_table_means_it(table, column, meaning):
    told = dictionary().set_index(["table", "column"])["meaning"]
    assert meaning in told[table, column]


def test_the_dictionary_names_the_parts_that_levels_have():
    told = dictionary().set_index(["table", "column"])["meaning"]["level_part", "part"]
    parts = analysis.level_of(analysis.read("Project Manager", "You lead a team of 12."), title="").parts
    assert "'words'" in told
    assert "words" in parts
    assert not re.search("'base'|'text'", told)


def test_the_page_of_data_names_facets_as_the_view_does():
    page = (Path(__file__).parents[2] / "docs/reference/data.md").read_text(encoding="utf-8")
    rows = page.partition("## Facets")[2].partition("\n## ")[0]
    named = {name for row in re.findall(r"^\|([^|]+)\|", rows, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    columns = set(dictionary().query("table == 'facet'")["column"]) - {"posting_id"}
    assert named == columns


def test_every_column_of_the_dictionary_is_explained():
    told = dictionary()
    assert not told[told["meaning"].str.strip() == ""][["table", "column"]].to_dict("records")
