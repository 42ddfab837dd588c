"""What is asked together: a choice is one demand, and what is said twice is asked once."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from analysis.case.demands import demand_table
from analysis.case.strengths import strengths
from analysis.demands import Demand
from analysis.derive import analyze
from analysis.interchange import import_files
from analysis.matching import judge, person_in
from analysis.matching.coverage import finding
from analysis.matching.ranking import gaps, missing, strong
from analysis.person import person_of
from analysis.plan import plan_of
from analysis.profile import profile_from
from analysis.store import open_store

TODAY = date(2026, 11, 24)


def _found_in(folder, profile, said):
    """Return the findings for `profile` in an advert that asks what is `said`, the only one of a store in `folder`."""
    path = folder / "store.duckdb"
    advert = {"title": "Project Manager", "company": "Own", "description": f"Requirements\n{said}\n"}
    (folder / "adverts.jsonl").write_text(json.dumps(advert))
    import_files(path, [folder / "adverts.jsonl"], now=datetime(2026, 11, 24, tzinfo=UTC))
    analyze(path)
    with open_store(path) as con:
        ids = con.execute("select posting_id from matchable").fetchone()
        (found,) = judge(con, person_in(con, profile, today=TODAY), ids)
    return found.findings


def _holding(*names):
    return profile_from({"basics": {"name": "Kim Doe"}, "certificates": [{"name": name} for name in names]})


def _certificates_of(found):
    return [one for one in found if one.demand.facet == "certifications"]


@pytest.mark.parametrize(
    ("held", "met", "lacking"),
    [
        (("PMP", "Certified ScrumMaster"), ["PMP (or CAPM, IPMA, PRINCE2)"], ["ITIL"]),
        (("PRINCE2 Practitioner",), ["PRINCE2 (or CAPM, IPMA, PMP) (shown: PRINCE2 Practitioner)"], ["ITIL"]),
        (("ITIL",), ["ITIL"], ["CAPM (or IPMA, PMP, PRINCE2)"]),
    ],
)
def test_a_choice_of_certificates_is_one_demand_and_one_that_is_lacking_is_not_told_as_held(
    tmp_path, held, met, lacking
):
    said = "- PMP, PRINCE2, IPMA or CAPM certification required\n- ITIL certification required"
    named = _certificates_of(_found_in(tmp_path, _holding(*held), said))
    assert (strong(named), missing(named)) == (met, lacking)


def test_for_programs_a_gap_names_what_would_do_in_its_place(tmp_path):
    found = _found_in(tmp_path, _holding(), "- PMP or PRINCE2 certification required")
    assert [(gap["asked"], gap["or"]) for gap in gaps(_certificates_of(found))] == [("PMP", ["PRINCE2"])]


def test_choices_that_share_a_certificate_are_one(tmp_path):
    said = "- CAPM or PMP required\n- PRINCE2 or IPMA required\n- IPMA or CAPM required"
    named = _certificates_of(_found_in(tmp_path, _holding("IPMA"), said))
    assert [one.in_words for one in named] == ["IPMA (or CAPM, PMP, PRINCE2)"]


def test_in_the_plan_each_certificate_of_a_choice_closes_it(tmp_path):
    found = _found_in(tmp_path, _holding(), "- PMP or PRINCE2 certification required")
    target = SimpleNamespace(findings=found, advert=SimpleNamespace(posting_id="1", row={"firm": "Own"}))
    rows = [(row.gap, row.openings, row.opens) for row in plan_of([target]).itertuples()]
    assert sorted(rows) == [("PMP", 1, 1), ("PRINCE2", 1, 1)]


def test_what_stands_for_a_certificate_is_told_by_its_own_name_and_is_no_key_strength(market):
    person = person_of(_holding("PMP"), None, None, TODAY)
    pmp, capm = (finding(person, Demand("certifications", name, "must")) for name in ("PMP", "CAPM"))
    assert strong([pmp, capm]) == ["PMP", "CAPM (shown: PMP)"]
    assert [row.split("|")[1:4:2] for row in list(demand_table([pmp, capm]))[2:]] == [
        [" PMP ", " shown "], [" CAPM ", " met by PMP "],
    ]  # fmt: skip
    assert strengths(market.con, [capm], TODAY) is None
    assert strengths(market.con, [pmp, capm], TODAY).startswith("You show PMP. ")


@pytest.mark.parametrize(
    ("asked", "since", "verdict"),
    [
        ("A bachelor's degree or equivalent practical experience", "2010", "satisfied"),
        ("A bachelor's degree or equivalent practical experience", "2024", "not"),
        ("A bachelor's degree and practical experience", "2010", "not"),
        ("A bachelor's degree or an equivalent level of knowledge", "2010", "satisfied"),
        ("A bachelor's degree or equivalent", "2010", "not"),
    ],
)
def test_years_of_work_do_for_a_degree_only_where_the_advert_says_so(tmp_path, asked, since, verdict):
    role = {"position": "Project Manager", "name": "Acme", "startDate": since, "summary": "Led projects."}
    found = _found_in(tmp_path, profile_from({"work": [role]}), f"- {asked}")
    (degree,) = [one for one in found if one.demand.facet == "education_level"]
    assert degree.verdict == verdict
    assert ("(shown: 16 years of experience)" in degree.in_words) == (verdict == "satisfied")


def test_years_of_managing_are_not_asked_a_second_time_as_years_of_work(tmp_path):
    nurse = {"position": "Staff Nurse", "name": "Acme", "startDate": "2010", "summary": "Nursed people."}
    found = _found_in(tmp_path, profile_from({"work": [nurse]}), "- 8+ years of project management experience")
    assert [(one.demand.facet, one.verdict) for one in found if one.demand.facet.startswith("years")] == [
        ("years_managing", "not")
    ]


def test_years_of_work_asked_apart_from_those_of_managing_are_a_demand_too(tmp_path):
    said = "- 9 years of experience in hospitals\n- 4 years of project management experience"
    found = _found_in(tmp_path, _holding(), said)
    assert {one.demand.facet: one.demand.value for one in found if one.demand.facet.startswith("years")} == {
        "years_experience": 9, "years_managing": 4,
    }  # fmt: skip
