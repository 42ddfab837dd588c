"""Themes: what a statement is about, by its words and by what they mean."""

import numpy as np
import pandas as pd
import pytest

from analysis.cli.errors import exit_code_of
from analysis.themes import fit, model
from analysis.themes.model import FEATURES, ThemeModel, seed_names, seeds, sorted_by, told, untitled
from analysis.themes.stability import likeness_to_fits, stability_of
from crawler.exit_codes import WRONG_USE
from crawler.knowledge import KnowledgeError


@pytest.fixture(scope="module")
def themes():
    said = [text for seed in seeds().values() for text in seed["says"]]
    return fit(pd.DataFrame({"text": said, "title": ""}))


def names_of(themes, *texts):
    return [themes.names[themes.ids.index(found)] if found else None for found in themes.assign(list(texts)).tolist()]


def test_lines_about_different_things_have_no_direction_in_common():
    budget, money, wounds = told(["Control the budget", "Manage expenditure and costs", "Dress wounds on wards"])[
        :, FEATURES:
    ].toarray()
    assert budget @ money > 0.4
    assert abs(budget @ wounds) < 0.3


def test_a_line_in_other_words_than_the_seeds_finds_its_theme(themes):
    assert names_of(themes, "Keep spending within its limits", "Dress wounds on wards") == [
        "Budget and cost control",
        "Clinical and patient care",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mentor two trainee planners", "Coaching and mentoring"),
        ("Deliver training on the new booking system to staff", "Coaching and mentoring"),
        ("Keen to learn new skills on the job", "Own learning and development"),
        ("Attend training and keep your own skills current", "Own learning and development"),
        ("Evidence of your continuing professional development", "Own learning and development"),
    ],
)
def test_to_be_trained_is_another_theme_than_to_train_others(themes, text, name):
    assert names_of(themes, text) == [name]


def test_what_says_nothing_is_in_no_theme(themes):
    assert names_of(themes, "", "…", "2 3 4") == [None, None, None]


def test_themes_are_the_same_after_writing_and_reading(themes):
    again = ThemeModel.from_json(themes.to_json())
    said = [seed["says"][0] for seed in seeds().values()]
    assert names_of(again, *said) == names_of(themes, *said) == [seed["name"] for seed in seeds().values()]


@pytest.mark.parametrize("work", ["Project Manager", "Programme Manager", "Product Manager"])
@pytest.mark.parametrize(
    "tail", ["you will be responsible for opening the new depot", "you will work on several systems", "you own growth"]
)
def test_the_rank_that_a_line_names_moves_it_to_no_other_theme(themes, work, tail):
    plain, senior, principal = names_of(
        themes, *(f"As a {rank}{work}, {tail}." for rank in ("", "Senior ", "Principal "))
    )
    assert plain == senior == principal


def test_the_title_of_an_advert_tells_nothing_of_its_lines(themes):
    lines = ["As our Scrum Budget Planner, keep spending within its limits", "As our, keep spending within its limits"]
    frame = pd.DataFrame({"posting_id": "a", "number": [1, 2], "title": "Scrum Budget Planner", "text": lines})
    one, two = sorted_by(themes, frame.assign(is_boilerplate=False))["theme_id"]
    assert one == two == seed_names().index("Budget and cost control") + 1
    assert untitled(frame)[0] == "As our  , keep spending within its limits"


def test_a_word_of_titles_that_is_said_of_the_work_still_tells_a_theme(themes):
    assert names_of(themes, "Lead a team of bakers", "Run the project from start to finish") == [
        "Leading a team",
        "Delivery on time and to scope",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Line manage two gardeners", "Line management"),
        ("Set targets for your direct reports", "Line management"),
        ("Supervise junior staff in the greenhouse", "Line management"),
        ("Carry out appraisals in spring", "Line management"),
        ("Write a business case for each new greenhouse", "Business case and benefits"),
        ("Brief the steering committee every month", "Executive and board reporting"),
        ("Capacity planning for the potting shed", "Resource planning"),
        ("Mentor junior gardeners and coach other colleagues", "Coaching and mentoring"),
        ("Source candidates and advise hiring managers", "Recruitment and human resources"),
    ],
)
def test_a_telling_phrase_puts_a_line_into_its_theme(themes, text, name):
    assert names_of(themes, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "We are looking for a friendly team player to join our small team",
        "An opportunity has arisen to work in a team of gardeners",
        "Successful candidates will be interviewed by our recruiters",
        "Training will be given to those who teach and train others",
    ],
)
def test_a_line_that_advertises_or_promises_is_in_no_theme(themes, text):
    assert themes.assign_told(told([text])).tolist() != [0]
    assert names_of(themes, text) == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Familiarity with financial applications", "Budget and cost control"),
        ("Interest in digital assets and how finance balances its accounts", "Budget and cost control"),
        ("Junior staff on duty are managed by the head gardener", "Line management"),
        ("Carry out all duties in line with the conduct of our staff", "Line management"),
        ("Skills in deep learning and training of models", "Own learning and development"),
        ("Training and development opportunities will be given", "Own learning and development"),
        ("Knowledge of child development and of learning", "Own learning and development"),
        ("A supportive department with continuing professional development", "Own learning and development"),
    ],
)
def test_a_line_that_shares_but_the_vocabulary_of_a_theme_is_not_in_it(themes, text, name):
    assert themes.assign_told(told([text])).tolist() == [seed_names().index(name) + 1]
    assert names_of(themes, text) == [None]


@pytest.mark.parametrize(
    "text", ["You are line managed by the head gardener", "There is no line management in this post"]
)
def test_to_be_managed_is_not_to_manage(themes, text):
    assert names_of(themes, text) != ["Line management"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Watch what the glasshouse costs and keep its budget", "Budget and cost control"),
        ("Prepare the annual financial plan", "Budget and cost control"),
        ("Hold one-to-ones and look after absences of staff", "Line management"),
        ("Eager to learn new ways of grafting", "Own learning and development"),
        ("Keep your botanical knowledge up to date", "Own learning and development"),
    ],
)
def test_a_line_that_asks_what_a_theme_is_of_stays_in_it(themes, text, name):
    assert names_of(themes, text) == [name]


@pytest.fixture(scope="module")
def lines_of_adverts():
    """Lines that name the title and lines that phrases decide, beside what the seeds say."""
    said = [text for seed in seeds().values() for text in seed["says"]]
    said += [f"As a Site Manager you will {text}" for text in said]
    phrases = ["Have the right to work in the UK and hold a driving licence.", "Join us: what we offer is a pension."]
    return pd.DataFrame({"text": [*said, *phrases * 5], "title": "Site Manager"})


def test_a_theme_is_wholly_like_itself_where_no_statement_is_drawn_again(lines_of_adverts):
    everything, few = np.arange(len(lines_of_adverts)), np.arange(20)
    assert set(likeness_to_fits(lines_of_adverts, [everything, everything]).values()) == {1.0}
    assert min(likeness_to_fits(lines_of_adverts, [few]).values()) < 1


def test_themes_of_too_few_statements_have_no_stability(lines_of_adverts):
    assert stability_of(lines_of_adverts.head(199)) == {}
    told_of = stability_of(lines_of_adverts)
    assert list(told_of) == list(range(1, len(seed_names()) + 1))
    assert all(0 < likeness <= 1 for likeness in told_of.values())


BAKING = {"name": "Baking", "says": ["bake the bread of the house", "keep the ovens hot"]}


def seeds_of(monkeypatch, **themes):
    monkeypatch.setattr(model, "known_words", lambda _: themes)
    return model.seeds.__wrapped__()


def test_a_phrase_may_be_one_text_or_a_list_as_in_the_lexicon(monkeypatch):
    found = seeds_of(
        monkeypatch, one={**BAKING, "always": "sourdough"}, two=BAKING | {"name": "B", "never": ["a", "b"]}
    )
    monkeypatch.setattr(model, "seeds", lambda: found)
    always, never = model._phrases.__wrapped__("always"), model._phrases.__wrapped__("never")
    assert [always[1].stand_in("a sourdough"), always[1].stand_in("dough")] == [True, False]
    assert never[2].stand_in("b")
    assert not model._any_phrase.__wrapped__("always").stand_in("oven")


@pytest.mark.parametrize(("baking", "told"), [
    ({**BAKING, "says": "bake"}, "[baking.says]: 'bake' is not of type 'array'"),
    ({**BAKING, "says": []}, "[baking.says]: [] should be non-empty"),
    ({"name": "Baking", "say": ["bake"]}, "[baking]: 'says' is a required property"),
    ({"says": ["bake"]}, "[baking]: 'name' is a required property"),
    ({**BAKING, "weight": "0.5"}, "[baking.weight]: '0.5' is not of type 'number'"),
    ({**BAKING, "weight": -1}, "[baking.weight]: -1 is less than or equal to the minimum of 0"),
    ({**BAKING, "weights": 0.5}, "[baking]: Additional properties are not allowed ('weights' was unexpected)"),
    ({**BAKING, "ever": ["bread"]}, "[baking]: Additional properties are not allowed ('ever' was unexpected)"),
    ({**BAKING, "never": ["@nosuch"]}, "[baking.never.0]: no macro 'nosuch': '@nosuch'"),
    ({**BAKING, "only": ["bread", "("]}, "[baking.only.1]: missing ), unterminated subpattern at position 0: '('"),
    ({**BAKING, "name": "Planning"}, "[baking.name]: 'Planning' is the name of [planning] already"),
])  # fmt: skip
def test_a_mistake_in_the_themes_is_told_in_one_line_with_file_and_entry(monkeypatch, baking, told):
    with pytest.raises(KnowledgeError) as caught:
        seeds_of(monkeypatch, planning={"name": "Planning", "says": ["plan the week"]}, baking=baking)
    assert str(caught.value) == f"data/themes.toml: {told}. Mend the file, or take back what was changed."
    assert exit_code_of(caught.value) == WRONG_USE


def test_a_file_without_any_theme_is_told(monkeypatch):
    with pytest.raises(KnowledgeError, match=r"^data/themes\.toml: \[\]: \{\} should be non-empty"):
        seeds_of(monkeypatch)
