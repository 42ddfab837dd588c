import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.reading import Line
from analysis.reading.repeats import mark_boilerplate, near_duplicates
from analysis.reading.statements import statements_of


def test_only_duties_and_demands_are_statements():
    lines = [Line("Lead.", 0, 5, "responsibility"), Line("We are kind.", 6, 18, "employer")]
    assert [statement.text for statement in statements_of(lines)] == ["Lead."]


def test_a_line_of_several_demands_is_split_and_abbreviations_are_not():
    text = "A degree, e.g. in law. Five years in delivery; PRINCE2."
    split = [statement.text for statement in statements_of([Line(text, 0, len(text), "required")])]
    assert split == ["A degree, e.g. in law.", "Five years in delivery", "PRINCE2."]


def _sections(text, section):
    return [statement.section for statement in statements_of([Line(text, 0, len(text), section)])]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("A degree in law; PMP desirable", ["required", "preferred"]),
        ("Five years in delivery. A background in healthcare is a plus.", ["required", "preferred"]),
        ("Ideally you have led a PMO. You plan well.", ["preferred", "required"]),
        ("Experience of Agile (Scrum preferred); PRINCE2", ["required", "required"]),
        ("You must have five years of experience, ideally in healthcare", ["required"]),
    ],
)
def test_a_statement_that_is_a_wish_as_a_whole_is_preferred_in_a_line_of_demands(text, sections):
    assert _sections(text, "required") == sections


def test_a_wish_among_duties_stays_one_of_them():
    assert _sections("Ideally you lead the PMO.", "responsibility") == ["responsibility"]
    assert _sections("PMP. A degree is essential.", "preferred") == ["preferred", "preferred"]


def test_a_run_of_stops_parts_a_line_once():
    text = "Own plans, risks, etc.; lead a team... Report..;;..;;..;; Close it."
    split = [statement.text for statement in statements_of([Line(text, 0, len(text), "required")])]
    assert split == ["Own plans, risks, etc.", "lead a team...", "Report..;;..;;..", "Close it."]


@given(st.text())
def test_a_statement_is_what_stands_at_its_place(text):
    for statement in statements_of([Line(text, 3, 3 + len(text), "required")]):
        assert text[statement.start - 3 : statement.end - 3] == statement.text != ""


def test_a_line_under_three_titles_of_one_firm_is_boilerplate():
    rows = [
        (firm, f"Title {number}", "Live our values.")
        for firm, titles in (("A", 3), ("B", 2))
        for number in range(titles)
    ]
    assert mark_boilerplate(pd.DataFrame(rows, columns=["firm", "title", "text"])).tolist() == [True] * 3 + [False] * 2


def test_the_same_vacancy_in_two_places_is_one_and_another_rank_is_not():
    duties = " ".join(f"Deliver part {number} of the programme with care." for number in range(60))
    rows = [
        ("1", "A", "Project Manager", duties + " Leeds"),
        ("2", "A", "Project Manager", duties + " York"),
        ("3", "A", "Senior Project Manager", duties + " York"),
        ("4", "B", "Project Manager", duties + " York"),
        ("5", "A", "Project Manager", "Something else altogether, with other words in it."),
    ]
    adverts = pd.DataFrame(rows, columns=["posting_id", "firm", "title", "text"])
    assert near_duplicates(adverts)["cluster"].tolist() == ["1", "1", "3", "4", "5"]
