"""What is asked together: a choice is one demand, and what is said twice is asked once."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from analysis.case.demands import demand_table
from analysis.case.strengths import strengths
from analysis.demands import Demand
from analysis.derive import analyze
from analysis.gaps import gap_sentences
from analysis.interchange import import_files
from analysis.matching import judge, person_in
from analysis.matching.choices import _chosen
from analysis.matching.coverage import finding
from analysis.matching.ranking import gaps, missing, strong
from analysis.person import person_of
from analysis.plan import plan_of
from analysis.profile import profile_from
from analysis.store import open_store

TODAY = date(2026, 11, 24)


def _found_in(folder, profile, said):
    """Return the findings for `profile` in an advert that asks what is `said`, the only one of a store in `folder`."""
    with open_store(_store_of(folder, said)) as con:
        (found,) = judge(con, person_in(con, profile, today=TODAY), [_id_of(con, "0")])
    return found.findings


def _store_of(folder, *said):
    path = folder / "store.duckdb"
    texts = map("Requirements\n{}\n".format, said)
    adverts = [
        {"id": str(number), "title": "Senior Project Manager", "company": "Own", "description": text}
        for number, text in enumerate(texts)
    ]
    (folder / "adverts.jsonl").write_text("\n".join(map(json.dumps, adverts)))
    import_files(path, [folder / "adverts.jsonl"], now=datetime(2026, 11, 24, tzinfo=UTC))
    analyze(path)
    return path


def _id_of(con, source_id):
    return con.execute("select posting_id from posting_state where source_id = ?", [source_id]).fetchone()[0]


def _holding(*names):
    return profile_from({"basics": {"name": "Kim Doe"}, "certificates": [{"name": name} for name in names]})


def _certificates_of(found):
    return [one for one in found if one.demand.facet == "certifications"]


@pytest.mark.parametrize(
    ("held", "met", "lacking"),
    [
        (("PMP", "Certified ScrumMaster"), ["PMP (or CAPM, IPMA, PRINCE2)"], ["ITIL"]),
        (("PRINCE2 Practitioner",), ["PRINCE2 (or CAPM, IPMA, PMP)"], ["ITIL"]),
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
    person = person_of(_holding("PgMP"), None, None, TODAY)
    pgmp, pmp = (finding(person, Demand("certifications", name, "must")) for name in ("PgMP", "PMP"))
    assert strong([pgmp, pmp]) == ["PgMP", "PMP (shown: PgMP)"]
    assert [row.split("|")[1:4:2] for row in list(demand_table([pgmp, pmp]))[2:]] == [
        [" PgMP ", " shown "], [" PMP ", " met by PgMP "],
    ]  # fmt: skip
    assert strengths(market.con, [pmp], TODAY) is None
    assert strengths(market.con, [pgmp, pmp], TODAY).startswith("You show PgMP. ")


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("PRINCE2 Practitioner", "PRINCE2"), ("PRINCE2 Foundation", "PRINCE2"),
        ("PRINCE2 Practitioner", "PRINCE2 Foundation"),
        ("ChPP", "APM"), ("APM PPQ", "APM PMQ"), ("PMP", "PMI"), ("PMP", "CAPM"), ("CSM", "Scrum Master"),
    ],
)  # fmt: skip
def test_a_certificate_of_the_family_or_of_a_higher_rung_is_the_one_that_is_asked(market, held, asked):
    person = person_of(_holding(held), None, None, TODAY)
    found = finding(person, Demand("certifications", asked, "must"))
    assert (strong([found]), list(demand_table([found]))[2].split("|")[3]) == ([asked], " shown ")
    assert strengths(market.con, [found], TODAY).startswith(f"You show {asked}. ")


def test_a_gap_of_a_choice_is_headed_by_the_commonest_and_counts_whoever_asks_any_of_it(tmp_path):
    asked = ("CSM, PMP or PRINCE2", "PMP", "PRINCE2 and PMP", "ITIL")
    path = _store_of(tmp_path, *(f"- {names} required" for names in asked))
    with open_store(path) as con:
        (found,) = judge(con, person_in(con, _holding(), today=TODAY), [_id_of(con, "0")])
        (gap,) = _certificates_of(found.findings)
        assert gap.asked == "PMP (or CSM, PRINCE2)"
        assert "in the market: 3 of 4" in gap_sentences(con, gap, "Own")[1]


_WISH = "Nice to have\n- PMP or PRINCE2 or CSM would be an asset"


@pytest.mark.parametrize(
    ("said", "held", "told"),
    [
        (f"- PMP certification required\n{_WISH}", (), [("PMP", "must", "not"), ("CSM (or PRINCE2)", "nice", "not")]),
        (f"- PMP certification required\n{_WISH}", ("PRINCE2",), [
            ("PMP", "must", "not"), ("PRINCE2 (or CSM)", "nice", "satisfied"),
        ]),
        (f"- PMP certification required\n{_WISH}", ("PMP",), [("PMP", "must", "satisfied")]),
        (f"- PMP or PRINCE2 required\n{_WISH}", ("CSM",), [
            ("PMP (or PRINCE2)", "must", "not"), ("CSM", "nice", "satisfied"),
        ]),
        ("- PMP or PRINCE2 required\n- We ask for a valid PMP", ("PRINCE2",), [("PMP", "must", "not")]),
        ("- PMP or PRINCE2 required\nNice to have\n- PMP", ("PRINCE2",), [("PRINCE2 (or PMP)", "must", "satisfied")]),
        ("- PMP required\n- PRINCE2 required\n- PMP or PRINCE2 will be checked", ("PRINCE2",), [
            ("PMP", "must", "not"), ("PRINCE2", "must", "satisfied"),
        ]),
    ],
)  # fmt: skip
def test_what_is_required_by_itself_stays_so_where_a_choice_names_it_again(tmp_path, said, held, told):
    named = _certificates_of(_found_in(tmp_path, _holding(*held), said))
    assert [(one.asked, one.demand.need, one.verdict) for one in sorted(named, key=lambda one: one.demand.need)] == told


@pytest.mark.parametrize("held", [(), ("CSM",)])
def test_a_choice_is_a_must_where_any_of_it_is(held):
    person = person_of(_holding(*held), None, None, TODAY)
    found = tuple(finding(person, Demand("certifications", *one)) for one in (("CSM", "nice"), ("PMP", "must")))
    (one,) = _chosen(person, found, [{"CSM", "PMP"}], {})
    assert one.demand.need == "must"


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
