import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.derive.alike import mark_boilerplate, near_duplicates
from analysis.reading.reading import Line
from analysis.reading.statements import statements_of


def test_only_duties_and_demands_are_statements():
    lines = [Line("Lead.", 0, 5, "responsibility"), Line("We are kind.", 6, 18, "employer")]
    assert [statement.text for statement in statements_of(lines)] == ["Lead."]


def test_a_line_of_several_demands_is_split_and_abbreviations_are_not():
    text = "A degree, e.g. in law. Five years in delivery; PRINCE2."
    split = [statement.text for statement in statements_of([Line(text, 0, len(text), "required")])]
    assert split == ["A degree, e.g. in law.", "Five years in delivery", "PRINCE2."]


@pytest.mark.parametrize("between", ["\u00a0 ", "\t", " \u2009"])
def test_a_statement_ends_without_the_odd_spaces_behind_it(between):
    text = f"Lead a team.{between}Own it."
    split = [statement.text for statement in statements_of([Line(text, 0, len(text), "required")])]
    assert split == ["Lead a team.", "Own it."]


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


SHARED = "Live our values and report what is unsafe on the site."


def _marks(*adverts):
    """Of each statement of `adverts` (firm, title, statements), whether it is boilerplate."""
    rows = [(str(number), firm, title, text) for number, (firm, title, texts) in enumerate(adverts) for text in texts]
    statements = pd.DataFrame(rows, columns=["posting_id", "firm", "title", "text"])
    return mark_boilerplate(statements, statements).tolist()


def _job(trade):
    return [f"Know how a {trade} works on a busy day.", f"Teach every new {trade} the whole trade.", SHARED]


def test_a_line_in_three_jobs_of_one_firm_is_boilerplate():
    jobs = [("A", trade.title(), _job(trade)) for trade in ("welder", "buyer", "painter")]
    assert _marks(*jobs) == [False, False, True] * 3
    assert _marks(*jobs[:2], ("B", *jobs[2][1:])) == [False] * 9


@pytest.mark.parametrize("title", ["Welder - {}", "{} Welder", "Welder, {} and Environs (Ref. {})"])
def test_one_vacancy_in_several_towns_keeps_its_demands(title):
    towns = ("Leeds", "York", "Hull", "Ripon")
    same = [("A", title.format(town, town), _job("welder")) for town in towns]
    assert _marks(*same) == [False] * 12
    rewritten = [("A", title.format(town, town), [*_job("welder"), f"Be in {town}."]) for town in towns]
    assert _marks(*rewritten) == [False] * 16


def test_what_several_jobs_say_is_boilerplate_in_a_vacancy_of_several_towns_too():
    welders = [("A", f"Welder - {town}", _job("welder")) for town in ("Leeds", "York")]
    others = [("A", trade.title(), _job(trade)) for trade in ("buyer", "painter")]
    assert _marks(*welders, *others) == [False, False, True] * 4


def test_adverts_of_one_title_are_one_job_however_they_are_worded():
    adverts = [("A", "Welder", _job(trade)) for trade in ("welder", "joiner", "fitter")]
    assert _marks(*adverts, ("A", "Buyer", _job("buyer"))) == [False] * 12
    buyers = [("A", f"Buyer, {town}", _job("buyer")) for town in ("Leeds", "York")]
    assert _marks(*adverts[:2], *buyers) == [False] * 12


def test_a_line_that_three_firms_each_say_of_one_job_in_several_towns_is_boilerplate_of_none():
    jobs = {"A": "welder", "B": "buyer", "C": "painter"}
    towns = ("Leeds", "York", "Hull")
    assert not any(_marks(*((firm, f"Job in {town}", _job(job)) for firm, job in jobs.items() for town in towns)))


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


def test_the_same_vacancy_is_found_behind_an_advert_of_another_rank_in_its_very_words():
    titles = ["Senior Project Manager", "Project Manager", "Project Manager"]
    text = " ".join(_job("planner"))
    adverts = pd.DataFrame({"posting_id": ["1", "2", "3"], "firm": "A", "title": titles, "text": text})
    assert near_duplicates(adverts)["cluster"].tolist() == ["1", "2", "2"]


@pytest.mark.parametrize(
    ("titles", "kept", "is_one"),
    [
        (["Project Manager", "Project Manager"], 341, False),
        (["Project Manager", "Project Manager"], 347, True),
        (["Project Manager, Leeds", "Project Manager, York"], 383, False),
        (["Project Manager, Leeds", "Project Manager, York"], 386, True),
    ],
)
def test_adverts_of_one_title_may_differ_more_than_those_of_one_family_and_rank(titles, kept, is_one):
    """Of these texts the likeness is told as 0.80 and 0.86, and 0.92 and 0.95."""
    texts = [" ".join(f"{'word' if n < same else 'other'}{n}" for n in range(400)) for same in (400, kept)]
    adverts = pd.DataFrame({"posting_id": ["1", "2"], "firm": "A", "title": titles, "text": texts})
    assert near_duplicates(adverts)["cluster"].tolist() == ["1", "1" if is_one else "2"]


@pytest.mark.parametrize("start", range(0, 400, 40))
def test_a_copy_is_found_wherever_some_of_its_words_are_others(start):
    words = [f"word{number}" for number in range(400)]
    copy = [*words[:start], *(f"other{number}" for number in range(20)), *words[start + 20 :]]
    texts = [" ".join(words), " ".join(copy)]
    adverts = pd.DataFrame({"posting_id": ["1", "2"], "firm": "A", "title": "Project Manager", "text": texts})
    assert near_duplicates(adverts)["cluster"].tolist() == ["1", "1"]
