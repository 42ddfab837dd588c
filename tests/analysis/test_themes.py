"""Themes: what a statement is about, by its words and by what they mean."""

import pandas as pd
import pytest

from analysis.theme_model import FEATURES, ThemeModel, seeds, told
from analysis.themes import fit


@pytest.fixture(scope="module")
def themes():
    said = [text for seed in seeds().values() for text in seed["says"]]
    return fit(pd.DataFrame({"text": said, "firm": "invented"}))


def names_of(themes, *texts):
    return [themes.names[themes.ids.index(found)] if found else None for found in themes.assign(list(texts)).tolist()]


def test_lines_about_different_things_have_no_direction_in_common():
    budget, money, wounds = told(["Control the budget", "Manage expenditure and costs", "Dress wounds on wards"])[
        :, FEATURES:
    ].toarray()
    assert budget @ money > 0.4
    assert abs(budget @ wounds) < 0.3


def test_a_line_in_other_words_than_the_seeds_finds_its_theme(themes):
    assert names_of(themes, "Keep spending within its limits", "Treat the wounds of the sick") == [
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
