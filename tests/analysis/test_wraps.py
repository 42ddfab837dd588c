import pytest

from analysis.reading.read import read
from analysis.reading.reading import Line
from analysis.reading.wraps import lines_going_on, passages_in, sentences_in, width_of, wrapped_at

WRAPPED = """What you will do
You will lead the delivery of several digital projects and report their
progress to the programme board of the trust. You agree budgets with the
Department of Kites before work begins
Plan the work of two teams
chair the weekly meeting of suppliers, keep its risks and agree what is to
be done; own the benefits"""


def passages(*lines):
    goes_on = lines_going_on([Line(line, 0, 0, "required") for line in lines])
    starts = [number for number in range(len(lines)) if number not in goes_on]
    return [" ".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]


def test_a_duty_that_a_hard_wrap_broke_is_one_statement_and_stands_where_it_says():
    statements = read("Project Manager", WRAPPED).statements
    first = "You will lead the delivery of several digital projects and report their progress to the programme board of"
    assert [statement.text for statement in statements] == [
        f"{first} the trust.",
        "You agree budgets with the Department of Kites before work begins",
        "Plan the work of two teams",
        "chair the weekly meeting of suppliers, keep its risks and agree what is to be done",
        "own the benefits",
    ]
    assert [" ".join(WRAPPED[one.start : one.end].split()) for one in statements] == [one.text for one in statements]
    assert [statement.position for statement in statements] == [1, 2, 4, 5, 6]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("You have a degree in engineering or long experience of it; or", "You have served as an apprentice"),
        ("Keep the plan of the whole programme up to date all the time", "o Chair the board"),
        ("Keep the plan of the whole programme up to date all the time", "- chair the board"),
        ("Keep the plan of the whole programme up to date all the time.", "chair the board"),
        ("Keep the plan of the whole programme up to date all the time", "Chair the board of the county"),
        ("Keep the plan", "of the programme"),
    ],
)
def test_items_of_a_list_stay_apart(above, below):
    assert passages(above, below) == [above, below]


def test_items_of_a_list_may_begin_in_small_letters():
    items = [
        "lead the planning of all works on the eastern bridges",
        "report to the board of the county each month",
    ] * 2
    assert passages("This is what you will do for the people of the county:", *items)[1:] == items


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Work with engineers and with suppliers to agree how the county", "Kite Management System is brought in"),
        ("Work with engineers, and with those who supply the county with", "string and paper"),
        ("You know the tools of a modern workshop (saws, planes, files", "Files of Sheffield, or similar)"),
    ],
)
def test_a_sentence_that_breaks_off_goes_on_below(above, below):
    wrapped = ["Plan the work of all teams in all the towns of the whole county", "and keep the board told each month."]
    assert f"{above} {below}" in passages(*wrapped * 3, above, below)


def test_only_a_text_whose_lines_are_all_short_is_wrapped():
    lines = ["Plan the work of all teams in all the towns of the county"] * 9
    assert width_of(lines) == len(lines[0])
    assert width_of([*lines, "https://example.org/" + "a" * 200]) == len(lines[0])
    assert width_of([*lines, *["Plan the work of all teams. " * 9] * 3]) == 0
    assert width_of(lines[:3]) == 0


@pytest.mark.parametrize(("above", "below", "is_one"), [
    ("Keep the plans in line with those of the county and with the rules of the", "Department of Kites", True),
    ("Keep the plans in line with those of the county and of the Department of", "Kites. Chair the board", False),
    ("Keep the plans. They are in line with those of the county and those of the", "Department of Kites", False),
    ("Keep the plans in line with all of those that are kept by the Royal Puppet", "Theatre", True),
    ("Keep the plans in line with all of those that are kept by other theatres", "Chair the board", False),
    ("Keep the plans in line with the rules of the county, with those of Leeds,", "Department of Kites", True),
    ("Keep the plans in line with the rules of the county,", "Kites", False),
    ("Keep the plans in line with those of the county and with the rules of the", "Department:", False),
])  # fmt: skip
def test_a_sentence_of_a_wrapped_text_goes_on_in_a_capital(above, below, is_one):
    others = ["Plan the work of all teams in all towns, and keep the board and all of", "them told."] * 3
    assert ((6, 8) in sentences_in([*others, above, below])) is is_one


def test_lines_of_like_length_that_begin_in_capitals_are_a_list_and_no_wrapped_text():
    wrapped = ["Plan the work of all teams in all the towns of the county", "and keep the board told of it."] * 3
    listed = ["Plan the work of all teams in all the towns of the county", "Keep the board told of all of it"] * 3
    assert wrapped_at(wrapped) == len(wrapped[0])
    assert (width_of(listed), wrapped_at(listed)) == (len(listed[0]), 0)


def test_a_passage_of_an_evenly_wrapped_text_is_known_though_sentences_end_within_its_lines():
    passage = [
        "You plan the work of all the teams. You keep the board and",
        "the towns of the county told of it, and meet the Royal",
        "Puppet Theatre.",
    ]
    others = ["You carve the heads and the hands of all of the puppets in", "lime wood or oak, and paint them."] * 3
    assert list(passages_in([*others, *passage]))[-1] == (6, 9)


def test_a_text_whose_lines_break_off_anywhere_has_no_passages():
    lines = [
        "You plan the work of all the teams in every town and",
        "in the counties, and you keep all the boards and",
        "so on.",
    ]
    assert wrapped_at(lines * 3) > 0
    assert list(passages_in(lines * 3)) == [(number, number + 1) for number in range(9)]


def test_items_of_a_list_are_apart_though_the_upper_is_as_long_as_any_line():
    items = [
        "We build schools and hospitals all over the country, with families that have long known us, whom you meet.",
        "Requirements",
        "Experience of building works that were worth more than ten million",
        "Chartered membership of an institute, or a good reason for none",
        "Strong knowledge of the law of building and of what it leaves open",
        "Degree in engineering",
        "Driving licence",
    ]
    assert lines_going_on([Line(text, 0, len(text), "required") for text in items]) == set()
