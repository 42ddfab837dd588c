"""CVs become profiles: whatever their layout, with proof for every value, and never more than they say."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.cv.dates import dates_in
from analysis.cv.words import cv_knowledge
from analysis.profile import ProfileError, load_profile, profile_from, profile_from_cv
from analysis.resume import EXTENSION, read_role
from analysis.sample import sample_profile
from analysis.tellings import tellings_in
from crawler.boards import SECTORS
from crawler.knowledge import knowledge

CVS = Path(__file__).parent / "cvs"
NAMES = ("healthcare", "construction", "software", "charity", "banking")
ROLES = {
    "american.txt": [("Riverbend Health System", "Senior Project Manager, Clinical Systems", "2019-03"),
                     ("Buckeye Medical Group", "Project Coordinator", "2015-06")],
    "no_headings.txt": [("Harrowgate Rail Ltd, Birmingham", "Project Manager", "2018"),
                        ("Stonebow Civils", "Assistant Project Manager", "2014"),
                        ("Stonebow Civils", "Site Engineer", "2012")],
    "own_words.md": [("Brightwater Trust", "Programme Manager", "2020-09"),
                     ("Kindling UK", "Project Officer", "2016-01")],
    "two_columns.txt": [("Aire Valley NHS Trust", "Project Manager", "2021-04"),
                        ("Calder Community Care", "Project Support Officer", "2017-05")],
}  # fmt: skip
FACTS = {
    "american.txt": {"budget": {"amount": 3_200_000, "currency": "USD"}, "team_size": 14, "direct_reports": 4,
                     "stakeholder_level": "board", "line_management": True},
    "no_headings.txt": {"budget": {"amount": 6_500_000, "currency": "GBP"}, "line_management": True,
                        "stakeholder_level": "management"},
    "own_words.md": {"budget": {"amount": 1_100_000, "currency": "GBP"}, "scope": "programme", "direct_reports": 5,
                     "stakeholder_level": "board"},
    "two_columns.txt": {"budget": {"amount": 900_000, "currency": "GBP"}, "team_size": 7},
}  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_roles_are_found_in_any_layout(name):
    work = profile_from_cv(CVS / name)[0]["work"]
    assert [(role.get("name"), role.get("position"), role.get("startDate")) for role in work] == ROLES[name]
    facts = work[0][EXTENSION]
    assert {key: facts.get(key) for key in FACTS[name]} == FACTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_cv_in_pdf_word_and_text_gives_the_same_facets(name):
    cv = sample_profile(name)
    kinds = [profile_from_cv(cv.with_suffix(kind))[0] for kind in (".pdf", ".docx", ".md")]
    told = [
        [(role["position"], role["name"], role["startDate"], role.get(EXTENSION)) for role in one["work"]]
        for one in kinds
    ]
    assert told[0] == told[1] == told[2]
    assert all(len(one["work"]) >= 3 and one["certificates"] == kinds[0]["certificates"] for one in kinds)


@pytest.mark.parametrize("name", [*ROLES, "healthcare.pdf"])
def test_every_value_has_its_line_of_the_cv(name):
    path = CVS / name if name in ROLES else sample_profile().with_suffix(".pdf")
    resume = profile_from_cv(path)[0]
    evidence = resume["meta"][EXTENSION]["evidence"]
    for n, role in enumerate(resume["work"]):
        for key in role.keys() - {EXTENSION, "highlights"}:
            assert evidence[f"/work/{n}/{key}"]["place"]
        for number in range(len(role.get("highlights", []))):
            assert f"/work/{n}/highlights/{number}" in evidence
        for fact in role.get(EXTENSION, {}):
            assert evidence[f"/work/{n}/{EXTENSION}/{fact}"]["text"]


def test_what_the_cv_does_not_say_is_listed_and_not_invented(tmp_path):
    cv = tmp_path / "cv.txt"
    cv.write_text("Kim Doe\n\nExperience\n\nProject Manager, Acme\n2019 - present\n- Planned the move.\n")
    resume, todo = profile_from_cv(cv)
    assert "budget" not in resume["work"][0].get(EXTENSION, {})
    assert any("budget" in line for line in todo)
    assert any(line.startswith("basics.email") for line in todo)


def test_a_line_about_someone_elses_work_proves_nothing(tmp_path):
    cv = tmp_path / "cv.txt"
    said = "- Supported a team of 12 with a budget of £4m.\n- Took minutes for the board of directors.\n"
    cv.write_text(f"Kim Doe\n\nExperience\n\nProject Officer, Acme\n2019 - present\n{said}")
    facts = profile_from_cv(cv)[0]["work"][0].get(EXTENSION, {})
    assert not {"budget", "team_size", "stakeholder_level"} & facts.keys()


def test_what_a_line_tells_is_found_where_it_stands_in_the_present():
    line = "Planned, controlled, planned, controlled, planned and controlled it, headed a crew of nine on the pier"
    reading = read_role({"highlights": [line]})
    (here,) = reading.evidence["team_size"]
    assert reading.text[here.start : here.end] == "crew of nine"


def _tellings():
    for facet, entry in cv_knowledge("tellings").items():
        if facet != "macros":
            inner = {None: entry} if "patterns" in entry else entry
            yield from ((facet, value, one) for value, one in inner.items())


@pytest.mark.parametrize(
    ("facet", "value", "entry"), list(_tellings()), ids=lambda one: None if isinstance(one, dict) else one
)
def test_each_telling_finds_its_examples_and_skips_the_others(facet, value, entry):
    def is_told(text):
        return any(one.facet == facet and value in (None, one.value) for one in tellings_in(text))

    assert [text for text in entry["finds"] if not is_told(text)] == []
    assert [text for text in entry["skips"] if is_told(text)] == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("03/2019 – Present", "2019-03", None), ("Jun. 2015 – Feb. 2019", "2015-06", "2019-02"),
        ("Sept '20 – now", "2020-09", None), ("01.2016 – 08.2020", "2016-01", "2020-08"), ("2014-2018", "2014", "2018"),
        ("1 May 2011 to 30 June 2012", "2011-05", "2012-06"), ("2018 to date: Manager", "2018", None),
        ("2012-01 – 2013-12", "2012-01", "2013-12"), ("Since '98", "1998", None),
        ("05/03/2018 - 01/06/2019", "2018-03", "2019-06"), ("Jan 19 – Present", "2019-01", None),
        ("Mar-19 to Dec-21", "2019-03", "2021-12"), ("05/19 - 07/21", "2019-05", "2021-07"),
        ("05-2019 - 07-2021", "2019-05", "2021-07"), ("2018-20", "2018", "2020"), ("2013 –", "2013", None),
        ("2018/03 - 2020/05", "2018-03", "2020-05"), ("Mar – Sep 2021", "2021-03", "2021-09"),
        ("May 2019 thru June 2021", "2019-05", "2021-06"), ("Jan 2018 – Till date", "2018-01", None),
        ("Spring 2018 – Autumn 2019", "2018", "2019"), ("Mai 2019 – heute", "2019-05", None),
        ("2018/19 – 2020/21", "2018", "2020"), ("Head of Marketing 2019 – 2021", "2019", "2021"),
        ("Jan 2019 – Present (3 yrs 2 mos)", "2019-01", None), ("2018-05-01", None, "2018-05"),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_forms_cvs_write(text, start, end):
    found = dates_in(text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"work": [{"position": "PM", EXTENSION: {"budget": 5}}]}, "work[0].x-nextrung.budget"),
        ({"work": [{"position": "PM", "startDate": "May 2019"}]}, "is no date such as"),
        ({"meta": {EXTENSION: {"constraints": {"country": "Britain"}}}}, "meta.x-nextrung.constraints.country"),
        ({"meta": {EXTENSION: {"wishes": {}}}}, "wishes"),
    ],
)
def test_a_field_that_does_not_fit_is_named(changed, told):
    with pytest.raises(ProfileError, match=r".") as error:
        profile_from({"basics": {"name": "Kim Doe"}, **changed})
    assert told in str(error.value)


def test_constraints_and_goals_are_part_of_a_profile(tmp_path):
    path = tmp_path / "me.json"
    ours = {
        "constraints": {"country": "GB", "min_salary": {"amount": 300, "currency": "GBP", "unit": "DAY"}},
        "goals": ["Run a programme."],
    }
    path.write_text(json.dumps({"basics": {"name": "Kim Doe"}, "meta": {EXTENSION: ours}}))
    assert load_profile(path).constraints["country"] == "GB"


def test_a_profile_may_name_the_sectors_that_the_boards_list_knows():
    schema = json.loads(knowledge("profile", "extension.schema.json").read_text(encoding="utf-8"))
    role, meta = schema["properties"]["work"]["items"], schema["properties"]["meta"]
    told = [one["properties"][EXTENSION]["properties"] for one in (role, meta)]
    looking_for, constraints = (told[1][name]["properties"] for name in ("looking_for", "constraints"))
    stated = [told[0]["sector"], looking_for["sectors"]["items"], constraints["sector"]]
    assert [one["enum"] for one in stated] == [[*SECTORS, None], list(SECTORS), list(SECTORS)]  # null: of no sector


@pytest.mark.parametrize("name", ["me", "me.txt", "me.jsonresume"])
@pytest.mark.parametrize("start", ["", "\ufeff\n "])
def test_a_json_resume_is_one_whatever_its_file_is_called(tmp_path, name, start):
    told = sample_profile().read_text(encoding="utf-8")
    (tmp_path / name).write_text(start + told, encoding="utf-8")
    assert load_profile(tmp_path / name).resume == json.loads(told)


def test_a_profile_comes_through_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as writer:
        writer.submit(pipe.write_bytes, sample_profile().read_bytes())
        assert load_profile(pipe) == load_profile(sample_profile())


def test_an_rtf_that_begins_as_an_object_does_is_none(tmp_path):
    (tmp_path / "cv.rtf").write_text(r"{\rtf1\ansi Ann Lee}")
    with pytest.raises(ProfileError, match="RTF"):
        load_profile(tmp_path / "cv.rtf")
