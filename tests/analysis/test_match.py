"""Match, case and digest: planted people are found again, and what changes a record changes its scores as it should."""

import copy
import hashlib
import json
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from analysis.case import CaseError, case
from analysis.case.gaps import ordered_gaps
from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.cv.words import cv_knowledge
from analysis.demands import Advert, Demand, in_words, with_demands
from analysis.derive import analyze
from analysis.digest import MOST, _summary, digest, forget
from analysis.gaps import _said, gap_sentences
from analysis.inside import inside, title_note
from analysis.matching import COLUMNS, Judged, Wishes, best, judge, match, may_be, none_found, openings, person_in
from analysis.matching.candidates import candidates
from analysis.matching.coverage import Finding, finding
from analysis.matching.steps import StepFound, level_of_person, rung_of, step_of
from analysis.matching.trade import trade_of
from analysis.matching.wanted import WishError, check_wishes, wishes_of
from analysis.person import Guess, person_of
from analysis.plan import plan, plan_of
from analysis.profile import load_profile, profile_from
from analysis.reading.lexicon import lexicon
from analysis.report.openings import matches_of
from analysis.resume import EXTENSION
from analysis.sample import sample_profile, sample_store
from analysis.store import load_spool, open_store, writing
from analysis.store.asking import answers
from analysis.stories import stories
from analysis.tellings import HEIGHTS, pounds
from analysis.terms import count_again
from crawler.market import make_market
from crawler.market.spool import spool_market
from crawler.posting import posting_id_of
from tests.analysis.planted import measure, planted_in, written

TODAY = date(2026, 11, 24)
FIRMS, ADVERTS = 16, 160
PROMISED = {"posting_id", "firm", "title", "url", "score", "parts", "level", "step", "missing", "strong"}


@pytest.fixture(scope="module")
def path():
    return sample_store(firms=FIRMS, adverts=ADVERTS)


@pytest.fixture(scope="module")
def con(path):
    """Open it once for all: nobody writes to it; who does takes a copy, `own_store`."""
    with open_store(path) as con:
        yield con


@pytest.fixture(scope="module")
def profile():
    return load_profile(sample_profile())


def _changed(profile, change):
    resume = copy.deepcopy(dict(profile.resume))
    change(resume)
    return profile_from(resume)


def _without_grade(profile):
    return _changed(profile, lambda resume: resume["work"][0].update(summary="Digital projects across four sites."))


@pytest.mark.slow
def test_planted_people_are_found_better_than_by_words_alone_and_their_gaps_are_named(path):
    found = measure(path, people=60, seed=5)  # fewer are a matter of luck
    other = max(found["BM25 alone"].ndcg, found["TF-IDF cosine"].ndcg)
    # In a store of 400 adverts it is 0.2 and more: `python -m tests.analysis.planted STORE`.
    assert found["match"].ndcg >= other + 0.05, found
    assert found["gaps F1"] >= 0.9


@pytest.mark.slow
def test_of_steps_up_that_are_nearly_sure_four_in_five_are(con):
    truth = {
        posting_id_of(a.firm.source, a.firm.board, a.source_id): a.truth["level"]
        for a in make_market(7, FIRMS, ADVERTS).adverts if a.truth["level"] is not None
    }  # fmt: skip
    rng, right = random.Random(3), []
    with tempfile.TemporaryDirectory() as folder:
        for one in planted_in(con, rng, 14, most_left_out=0.0):
            person = person_in(con, load_profile(written(Path(folder), one)), today=TODAY)
            right += [
                truth[judged.advert.posting_id] > truth[one.posting_id] + rung_of(con) / 2
                for judged in judge(con, person, rng.sample(sorted(truth), 50))
                if judged.step.step == "up" and judged.step.probability > 0.8 and one.posting_id in truth
            ]
    assert len(right) > 100
    assert sum(right) / len(right) >= 0.8


def test_the_parts_sum_to_the_score_and_the_promised_fields_are_there(con, profile):
    rows = openings(con, profile, Wishes(step="any"), today=TODAY)
    assert len(rows) == 20
    for row in rows:
        assert row.keys() >= PROMISED
        assert row["score"] == pytest.approx(sum(row["parts"].values()), abs=0.05)
        assert 0 <= row["score"] <= 100
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert list(match(con, profile, Wishes(top=1), today=TODAY).columns) == list(COLUMNS)


def test_a_certificate_more_never_lowers_what_is_met(con, profile):
    before = {one.advert.posting_id: one for one in _judged_all(con, profile)}
    more = _changed(profile, lambda resume: resume["certificates"].append({"name": "PMP"}))
    after = {one.advert.posting_id: one for one in _judged_all(con, more)}
    asking = [key for key, one in after.items() if any(f.demand.value == "PMP" for f in one.findings)]
    assert asking
    for key, one in after.items():
        assert one.parts["must"] >= before[key].parts["must"]
        assert one.parts["nice"] >= before[key].parts["nice"]
        assert one.score >= before[key].score
    assert all(after[key].score > before[key].score for key in asking)


def _judged_all(con, profile):
    ids = [row[0] for row in con.execute("select posting_id from matchable order by 1 limit 120").fetchall()]
    return judge(con, person_in(con, profile, today=TODAY), ids)


@pytest.mark.parametrize("facet", ["years_experience", "team_size", "budget"])
def test_a_higher_demand_is_never_better_met(profile, facet):
    person = person_of(profile, None, None, TODAY)
    strengths = [finding(person, Demand(facet, amount, "must", "GBP")).strength for amount in (1, 5, 10, 1e6, 1e7)]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == 1.0 > strengths[-1]


@pytest.mark.parametrize(("short", "verdict", "strength"), [(0, "satisfied", 1.0), (1, "partly", 0.5), (2, "not", 0.0)])
def test_a_height_one_step_short_is_met_by_half_and_two_steps_short_not_at_all(profile, short, verdict, strength):
    person = person_of(profile, None, None, TODAY)
    heights = HEIGHTS["education_level"]
    held = heights.index(person.facts["education_level"].value)
    found = finding(person, Demand("education_level", heights[held + short], "must"))
    assert (found.verdict, found.strength) == (verdict, strength)


def test_of_gaps_of_one_weight_the_one_that_is_shown_least_comes_first():
    gaps = [Finding(Demand("team_size", 12, "must"), "partly", strength) for strength in (0.5, 0.1, 0.9)]
    assert [gap.strength for gap in ordered_gaps(SimpleNamespace(findings=gaps), [])] == [0.1, 0.5, 0.9]


@pytest.mark.parametrize(
    ("asked", "held", "verdict"),
    [
        ("Agile", "Professional Scrum Master II", "satisfied"), ("Agile", "SAFe 5 Agilist", "satisfied"),
        ("Six Sigma", "Lean Six Sigma Green Belt", "satisfied"), ("Scrum Master", "CSM", "satisfied"),
        ("Agile", "PRINCE2 Practitioner", "not"), ("CSPO", "CSM", "not"),
    ],
)  # fmt: skip
def test_a_family_of_certificates_is_met_by_any_of_them(asked, held, verdict):
    resume = {"basics": {"name": "Kim Doe"}, "certificates": [{"name": held}]}
    person = person_of(profile_from(resume), None, None, TODAY)
    assert finding(person, Demand("certifications", asked, "must")).verdict == verdict


def test_what_stands_for_a_certificate_is_one_that_is_known():
    known = {entry["label"] for entry in lexicon("certificates").values()}
    told = cv_knowledge("stands_for")["certifications"]
    assert {name for one in told.values() for names in one.values() for name in names} | told.keys() <= known


def test_a_demand_that_is_met_counts_more_as_a_must_than_as_a_wish(own_store, profile):
    scores = []
    for is_wish in (False, True):
        with writing(own_store) as con:
            number, posting_id = con.execute("select min((posting_number, posting_id)) from matchable").fetchone()[0]
            con.execute("delete from demand where posting_number = ?", [number])
            con.execute("insert into demand values (?, 'mentoring', null, null, null, ?, null)", [number, is_wish])
        with open_store(own_store) as con:
            (found,) = judge(con, person_in(con, profile, today=TODAY), [posting_id])
        assert [one.verdict for one in found.findings] == ["satisfied"]
        scores.append(found.score)
    assert scores[0] > scores[1]


@pytest.mark.parametrize(("scope", "line"), [("programme", 0), ("portfolio", 1), ("project", 1)])
def test_a_demand_is_proved_by_the_line_of_its_own_value_where_there_is_one(scope, line):
    lines = ["Lead a programme of five projects.", "Managed a portfolio of nine projects."]
    work = [{"position": "Manager", "highlights": [text]} for text in lines]
    person = person_of(profile_from({"basics": {"name": "Kim Doe"}, "work": work}), None, None, TODAY)
    found = finding(person, Demand("scope", scope, "must"))
    assert (found.verdict, found.proof.text) == ("satisfied", lines[line])


@pytest.mark.parametrize(
    ("distance", "error", "step"),
    [
        (0.0, 0.1, "same"), (0.9, 0.1, "up"), (-0.9, 0.1, "down"), (3.0, 0.1, "far"), (0.5, 0.5, "up"),
        (0.7, 0.6, "up"), (0.0, 3.0, "cannot tell"),
        # So rough a level never tells "same": up and down must be surer.
        (0.5, 0.6, "cannot tell"), (-0.5, 0.6, "cannot tell"),
    ],
)  # fmt: skip
def test_a_step_follows_from_two_levels_and_their_errors(distance, error, step):
    found = step_of(Guess(0.0, error), Guess(distance, 0.05), 0.8)
    assert found.step == step
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("products", "is_told_apart"), [(40, True), (10, False)])
def test_a_line_of_work_tells_a_level_by_its_own_adverts_where_it_has_enough(own_store, products, is_told_apart):
    with writing(own_store) as con:
        con.execute("update matchable set title_family = 'project_manager' where title_family <> 'other'")
        con.execute("update matchable set title_family = 'product_manager' where posting_number <= ?", [products])
        con.execute(
            "update level_part set contribution = contribution + 2 where part = 'words' "
            "and posting_id in (select posting_id from matchable where title_family = 'product_manager')"
        )
        count_again(con)
        project, product, other = (answers(con, "match_told", line=line)[0] for line in ("project", "product", None))
    assert (product["start"] > project["start"] + 1) == is_told_apart
    assert (product == other) is not is_told_apart
    assert project != other


def test_many_roles_together_tell_no_more_than_nearly_all_adverts_ask(con, profile):
    told = answers(con, "match_told", line="project")[0]
    most = told["start"] + told["slope"] * told["most"]
    person = replace(person_in(con, profile, today=TODAY), roles=())
    for level in (0.1, 5.0, 9.0):
        more = replace(person, record=person.record._replace(level=level, parts={"words": 0.0}))
        assert level_of_person(con, more).level <= most + 1e-9
    assert level_of_person(con, more).level == pytest.approx(most)


EMPLOYERS = {"afc": "Puppet NHS Trust", "civil_service": "Department for Puppets", "gs": "Puppet Bureau"}


def _titled(profile, title, first="Led projects.", scheme="afc"):
    """Return the profile of one who holds this role at an employer of this scheme."""
    home = {"countryCode": "US" if scheme == "gs" else "GB"}
    return _changed(
        profile,
        lambda r: (
            r["work"][0].update(position=title, summary=first, name=EMPLOYERS[scheme], location=""),
            r["basics"].update(location=home),
        ),
    )


@pytest.mark.parametrize(
    ("title", "stated", "step"),
    [
        ("Project Manager (Band 7)", "Band 6", "down"), ("Project Manager (Band 7)", "Band 7", "same"),
        ("Project Manager (Band 7)", "Band 8a", "up"), ("Project Manager (Band 7)", "Band 8b", "far"),
        ("Project Manager (SEO)", "Grade 7", "up"),
        ("Project Manager (Grade 7)", "SEO", "down"), ("Program Manager, GS-11", "GS-13", "up"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("level", [-5.0, 5.0])
def test_where_both_state_a_public_grade_it_tells_the_step_whatever_the_level(
    own_store, profile, title, stated, step, level
):
    mine = _titled(profile, title, scheme=_scheme_of(stated))
    with writing(own_store) as con:
        posting_id = _graded(con, stated)
        con.execute("update matchable set settled_level = ? where posting_id = ?", [level, posting_id])
    with open_store(own_store) as con:
        (found,) = judge(con, person_in(con, mine, today=TODAY), [posting_id])
        rows = openings(con, mine, Wishes(step=step, top=500), today=TODAY)
        told = case(con, mine, posting_id, today=TODAY)
    assert (found.step.step, found.step.probability, found.step.grades[1]) == (step, None, stated)
    (row,) = [row for row in rows if row["posting_id"] == posting_id]
    assert row["grades"] == list(found.step.grades)
    assert f"({' → '.join(row['grades'])}) this is" in told


def _scheme_of(stated):
    return "afc" if stated.startswith("Band") else "gs" if stated.startswith("GS") else "civil_service"


def _graded(con, stated):
    """Let one advert, of an employer of its scheme, state a grade, and none other; return its id."""
    scheme = _scheme_of(stated)
    posting_id = con.execute(
        "select min(posting_id) from matchable where is_open and title_family = 'project_manager'"
    ).fetchone()[0]
    con.execute("update facet set grade_scheme = null, grade_value = null")
    con.execute("update facet set grade_scheme = ?, grade_value = ? where posting_id = ?", [scheme, stated, posting_id])
    con.execute("update reading set cluster = null")
    con.execute("update matchable set cluster = null")
    con.execute("update matchable set firm = ? where posting_id = ?", [EMPLOYERS[scheme], posting_id])
    country = "US" if scheme == "gs" else "GB"
    con.execute("update posting_state set country = ? where posting_id = ?", [country, posting_id])
    return posting_id


@pytest.mark.parametrize(
    ("title", "first", "country", "is_told"),
    [
        ("Project Officer", "Band 7, improvement team", "GB", True), ("Project Officer", "Led projects.", "GB", False),
        ("Project Officer", "Managed two Band 7 officers at an NHS trust.", "GB", False),
        ("Project Manager (Grade 7)", "Led projects.", "GB", False), ("Project Officer (Band 7)", "Led.", "US", False),
    ],
)  # fmt: skip
def test_only_the_persons_own_grade_of_the_same_scheme_tells_a_step(own_store, profile, title, first, country, is_told):
    with writing(own_store) as con:
        posting_id = _graded(con, "Band 8a")
        con.execute("update posting_state set country = ? where posting_id = ?", [country, posting_id])
    with open_store(own_store) as con:
        (found,) = judge(con, person_in(con, _titled(profile, title, first), today=TODAY), [posting_id])
    assert (found.step.grades is not None) == is_told


def test_the_terms_of_an_opening_stand_in_its_row_its_case_and_the_digest(own_store, profile):
    with writing(own_store) as con:
        posting_id = openings(con, profile, Wishes(top=1), today=TODAY)[0]["posting_id"]
        con.execute(
            "update posting_state set job_location = [{raw: 'Leeds, UK', country: 'GB', region: null, "
            "locality: 'Leeds'}], job_location_type = 'on_site', base_salary_min = 55000, base_salary_max = 62000, "
            "base_salary_currency = 'GBP', base_salary_unit = 'YEAR', base_salary_origin = 'structured', "
            "valid_through = date '2099-12-03' where posting_id = ?", [posting_id]
        )  # fmt: skip
        con.execute("update facet set grade_scheme = 'afc', grade_value = 'Band 8a' where posting_id = ?", [posting_id])
        con.execute(
            "update matchable set workplace = 'on_site', valid_through = date '2099-12-03' where posting_id = ?",
            [posting_id],
        )
    with open_store(own_store) as con:
        row = next(r for r in openings(con, profile, today=TODAY) if r["posting_id"] == posting_id)
        page = case(con, profile, posting_id, today=TODAY)
    assert {name: row[name] for name in ("pay", "places", "workplace", "grade", "valid_through")} == {
        "pay": {"min": 55000, "max": 62000, "currency": "GBP", "unit": "YEAR"}, "places": ["Leeds"],
        "workplace": "on_site", "grade": "Band 8a", "valid_through": "2099-12-03",
    }  # fmt: skip
    told = "Leeds, on site; £55,000 to £62,000 a year; Band 8a; apply by 3 December 2099"
    assert page.splitlines()[2] == f"{told}."
    assert told in digest(own_store, profile)


def test_what_an_advert_does_not_say_of_its_terms_is_left_out(own_store, profile):
    with writing(own_store) as con:
        posting_id = openings(con, profile, Wishes(top=1), today=TODAY)[0]["posting_id"]
        for table in ("posting_state", "matchable"):
            con.execute(f"update {table} set valid_through = null")
        con.execute("update matchable set workplace = null")
        con.execute(
            "update posting_state set job_location = null, grade = null, base_salary_min = null, base_salary_max = null"
        )
        con.execute("update facet set salary_min = null, salary_max = null, grade_scheme = null, grade_value = null")
    with open_store(own_store) as con:
        row = next(r for r in openings(con, profile, today=TODAY) if r["posting_id"] == posting_id)
        page = case(con, profile, posting_id, today=TODAY)
    assert [row[name] for name in ("pay", "places", "workplace", "grade", "valid_through")] == [None, [], *[None] * 3]
    assert page.splitlines()[2].startswith(("By what it asks", "Whether this"))


def test_a_level_that_is_missing_cannot_tell():
    assert step_of(None, Guess(0, 1), 0.8).step == "cannot tell"


@pytest.mark.parametrize(
    ("wishes", "column"),
    [
        ({"country": "GB"}, "countries[1]"), ({"workplace": "hybrid"}, "workplace"),
        ({"sector": "healthcare"}, "sector"), ({"scope": "programme"}, "scope"),
        ({"min_salary": 60_000}, "salary_year"),
    ],
)  # fmt: skip
def test_a_limit_leaves_out_only_what_says_otherwise(con, profile, wishes, column):
    name, wished = next(iter(wishes.items()))
    person = person_in(con, profile, today=TODAY)
    found = candidates(con, person, Wishes(step="any", top=500, **wishes))
    values = dict(con.execute(f"select posting_id, {column} from matchable where is_open").fetchall())
    passes = {
        key
        for key, value in values.items()
        if value is not None and (value >= wished if name == "min_salary" else value == wished)
    }
    silent = {key for key, value in values.items() if value is None}
    assert {one.posting_id for one in found} == passes | silent
    for one in found:
        assert one.limits == {name: "pass" if one.posting_id in passes else "unknown"}


def test_a_level_leaves_out_early_only_what_cannot_be_the_step_even_at_twice_its_error(own_store, profile):
    distances, profile = [-1.1, -0.9, 0.9, 1.1], _without_grade(profile)
    with writing(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        levels = [person.level.level + distance for distance in distances]
        con.execute("update matchable set settled_level = (?)[1 + posting_number % 4], settled_error = 0.5", [levels])
        found = {
            step: {one.row["settled_level"] for one in candidates(con, person, Wishes(step=step, top=500))}
            for step in ("up", "far", "down", "same", "any")
        }
    assert found["up"] == found["far"] == set(levels[1:])
    assert found["down"] == set(levels[:3])
    assert found["same"] == found["any"] == set(levels)


def test_a_firm_and_a_day_are_limits_too(con, profile):
    firm, day = con.execute(
        "select firm, max(first_seen) from matchable group by firm order by count(*) desc"
    ).fetchone()
    rows = openings(con, profile, Wishes(step="any", firm=firm.upper()), today=TODAY)
    assert {row["firm"] for row in rows} == {firm}
    assert openings(con, profile, Wishes(step="any", new_since=day.replace(year=day.year + 1)), today=TODAY) == []


def test_constraints_of_the_profile_are_limits_and_options_go_before_them(profile):
    mine = _changed(
        profile,
        lambda resume: (
            resume["meta"].setdefault(EXTENSION, {}).update(constraints={"country": "GB", "workplace": "remote"})
        ),
    )
    # Options that were not given come as None.
    assert wishes_of(mine, country="IE", top=3, step=None, workplace=None) == Wishes(
        country="IE", workplace="remote", top=3, step=profile.looking_for.get("step") or "up"
    )


def test_least_pay_is_compared_across_currencies(con, profile):
    paid = con.execute("select currency, max(salary_year), min(salary_year) from matchable where is_open group by 1")
    currencies = {currency: (most, least) for currency, most, least in paid.fetchall() if most}
    assert len(currencies) > 1
    most = max(pounds(most, currency) for currency, (most, _) in currencies.items())
    person = person_in(con, profile, today=TODAY)
    for asked, verdicts in ((1.01 * most, {"unknown"}), (1.0, {"pass", "unknown"})):
        in_euro = asked * pounds_a("EUR")
        found = candidates(con, person, Wishes(step="any", top=500, min_salary=in_euro, min_currency="EUR"))
        assert {one.limits["min_salary"] for one in found} == verdicts


def test_pay_in_a_currency_of_no_known_rate_is_unknown(own_store, profile):
    with writing(own_store) as con:
        con.execute("update matchable set salary_year = 60000, currency = 'XXX'")
        wishes = Wishes(step="any", min_salary=50_000, min_currency="EUR")
        found = candidates(con, person_in(con, profile, today=TODAY), wishes)
    assert {one.limits["min_salary"] for one in found} == {"unknown"}


def pounds_a(currency):
    return 1 / pounds(1, currency)


def test_one_opening_has_one_level_in_match_and_case(con, profile):
    row = openings(con, profile, Wishes(step="any", top=1), today=TODAY)[0]
    assert f"level {row['level']:.1f} [" in case(con, profile, row["posting_id"], today=TODAY)


def test_a_sector_nobody_knows_is_refused():
    with pytest.raises(WishError, match="no sector 'health'; there are: healthcare"):
        check_wishes(Wishes(sector="health"))


def test_a_country_that_does_not_exist_is_refused_and_uk_is_one(profile):
    with pytest.raises(WishError, match="'ZZ' is no country code"):
        check_wishes(Wishes(country="ZZ"))
    assert wishes_of(profile, country="uk").country == "GB"


@pytest.mark.parametrize("told", ["Germany", "germany", "DE", "de", "DEU"])
def test_a_country_is_named_to_a_match_as_it_is_to_boards(profile, told):
    wishes = wishes_of(profile, country=told)
    check_wishes(wishes)
    assert wishes.country == "DE"


@pytest.mark.parametrize(("uk", "gb"), [("UK", "GB"), (["IE", "UK"], ["IE", "GB"])])
def test_who_looks_for_work_in_the_uk_looks_for_it_in_gb(profile, uk, gb):
    def wished(country):
        limits = {"constraints": {"country": country}} if isinstance(country, str) else {}
        told = {"looking_for": {"country": country}, **limits}
        return _changed(profile, lambda resume: resume["meta"].setdefault(EXTENSION, {}).update(told))

    assert wished(uk) == wished(gb) != wished("IE")


def test_people_without_name_and_address_have_memories_of_their_own(profile):
    def of(firm):
        return profile_from({"basics": {}, "work": [{"position": "Project Manager", "name": firm}]}).key

    assert of("Acme") != of("Beta")


def test_open_roles_inside_ask_more_by_the_rule_of_a_match(con, profile):
    person = person_in(con, profile, today=TODAY)
    above = inside(con, person, TODAY).open_above
    firm = {one.advert.posting_id: one for one in judge(con, person, list(above["posting_id"]))}
    rungs = [one.step.step in ("up", "far") or may_be("up", one.step) for one in firm.values()]
    assert rungs
    assert all(rungs)
    seen = best(con, person, Wishes(step="up", firm=person.present.firm, top=1000))
    assert {one.advert.posting_id for one in seen} <= set(above["posting_id"])


def test_the_next_rung_inside_comes_first(con, profile):
    levels = inside(con, person_in(con, profile, today=TODAY), TODAY).open_above["settled_level"].dropna().tolist()
    assert len(set(levels)) > 1
    assert levels == sorted(levels)


def test_a_role_whose_last_day_to_apply_is_over_is_open_nowhere_in_a_case(own_store, profile):
    with open_store(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        last = inside(con, person, TODAY).open_above["posting_id"].iloc[0]
    for table in ("matchable", "posting_state"):
        with writing(own_store) as con:
            con.execute(f"update {table} set valid_through = ? where posting_id = ?", [TODAY, last])
    pages, above = [], []
    with open_store(own_store) as con:
        for day in (TODAY, TODAY + timedelta(days=1)):
            pages.append(case(con, profile, last, today=day))
            above.append(inside(con, person, day).open_above["posting_id"].tolist())
    assert last in above[0]
    assert last not in above[1]
    was, now = (int(re.search(r"Of ([\d,]+) open adverts", page)[1].replace(",", "")) for page in pages)
    assert now < was
    assert ["The last day to apply was" in page for page in pages] == [False, True]


def test_an_employer_whose_adverts_are_all_closed_still_shows_its_titles(own_store, profile):
    with writing(own_store) as con:
        con.execute("update matchable set is_open = false")
    with open_store(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        found = inside(con, person, TODAY)
    assert (len(found.ladder) > 0, len(found.open_above)) == (True, 0)


def test_who_wants_a_sector_is_shown_it_first(con, profile):
    def share(sector):
        mine = _changed(
            profile, lambda r: r["meta"].setdefault(EXTENSION, {}).update(looking_for={"sectors": [sector]})
        )
        return sum(one.parts["wanted"] for one in _judged_all(con, mine) if one.advert.row["sector"] == sector)

    assert share("healthcare") > sum(
        one.parts["wanted"]
        for one in _judged_all(
            con,
            _changed(
                profile, lambda r: r["meta"].setdefault(EXTENSION, {}).update(looking_for={"sectors": ["retail"]})
            ),
        )
        if one.advert.row["sector"] == "healthcare"
    )


def test_methods_and_tools_are_wished_for_where_each_of_them_is(con):
    mixed = con.execute(
        "select count(*) from (select posting_number from demand where facet = 'tools' group by 1 "
        "having bool_or(is_wish) and not bool_and(is_wish))"
    ).fetchone()
    assert mixed[0] > 0


def test_a_match_starts_without_scikit_learn_and_pandas(path):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from analysis.matching import openings;"
        "from analysis.store import open_store;"
        "from analysis.profile import load_profile;"
        f"con = open_store(Path({str(path)!r})); assert openings(con, load_profile(Path({str(sample_profile())!r})));"
        "print({'sklearn', 'pandas'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("name", ["healthcare", "banking", "software"])
def test_a_case_is_one_page_with_proofs_gaps_and_stories(con, name):
    mine = load_profile(sample_profile(name))
    posting_id = openings(con, mine, Wishes(step="any", top=1), today=TODAY)[0]["posting_id"]
    page = case(con, mine, posting_id, today=TODAY)
    for heading in ("## Demand by demand", "## Gaps", "## Key strengths", "## Stories", "## Inside or outside"):
        assert heading in page
    assert sum(word != "|" for word in page.split()) < 850  # an A4 page of 9 points
    (found,) = judge(con, person_in(con, mine, today=TODAY), [posting_id])
    table = [line for line in page.splitlines() if line.startswith("| ")][2:]
    silent = sum(line.split("|")[1].count(";") for line in table if "the CV is silent" in line)
    assert len(table) + silent == len(found.findings)
    proofs = [f.proof for f in found.findings if f.proof]
    assert len(proofs) == sum("the CV is silent" not in line for line in table) > 5
    told = json.dumps(mine.resume, ensure_ascii=False)
    quoted = re.findall(r"“(?:… )?(.*?)(?: …)?” \(role \d, point", "\n".join(table))
    assert len(quoted) > 2
    assert all(line in told for line in quoted)
    for action in re.findall(r"\*Action:\* (.*?)\.(?: \*|$)", page, re.MULTILINE):
        assert action in told
    assert "*Action:*" in page
    assert "['" not in page


@pytest.mark.parametrize(("reach", "is_counted"), [("national", False), ("international", True)])
def test_how_many_ask_for_several_countries_sizes_no_gap_of_one(con, reach, is_counted):
    gap = Finding(Demand("geographic_reach", reach, "must"), "not", 0.0)
    firm = con.execute("select any_value(firm) from posting_state").fetchone()[0]
    assert any("everal countries" in sentence for sentence in gap_sentences(con, gap, firm)) == is_counted


@pytest.mark.parametrize(
    ("facet", "median", "currency", "said"),
    [
        ("years_experience", 2.5, None, "2.5"), ("team_size", 1500.0, None, "1500"),
        ("budget", 1_500_000.0, "GBP", "£1.5m"),
    ],
)  # fmt: skip
def test_only_the_median_of_budgets_is_told_as_money(facet, median, currency, said):
    row = {"adverts": 8, facet: median, f"{facet}_n": 4}
    assert _said(facet, currency, row) == f"median {said} (n = 4 of 8)"


def test_years_are_asked_in_whole_numbers(con):
    asked = con.execute("select posting_number from demand where facet = 'years_experience' and amount > 0").fetchall()
    told = with_demands(con, [{"posting_number": number, "posting_id": str(number)} for (number,) in asked])
    said = [in_words(one) for advert in told for one in advert.demands if one.facet == "years_experience"]
    assert said
    assert all(re.fullmatch(r"\d+ years of experience", one) for one in said)


def test_sentences_about_a_role_whose_employer_is_not_named_have_no_hole(con, profile):
    mine = _changed(profile, lambda r: [role.pop("name") for role in r["work"]])
    posting_id = openings(con, mine, Wishes(step="any", top=1), today=TODAY)[0]["posting_id"]
    title = mine.resume["work"][0]["position"]
    assert f"role ({title})" in case(con, mine, posting_id, today=TODAY).split("\n## ")[0]
    assert f"The present role, {title}, reads" in matches_of(con, mine)["present"]


def test_a_story_plays_in_the_role_whose_line_it_is_though_an_earlier_role_says_the_same():
    line = "Managed a budget of £3m, cutting costs by a fifth."
    work = [{"name": firm, "position": "Project Manager", "highlights": [line]} for firm in ("New Trust", "Old Rail")]
    person = person_of(profile_from({"basics": {"name": "Kim Doe"}, "work": work}), None, None, TODAY)
    (told,) = stories(person, [finding(person, Demand("budget", 1_000_000, "must", "GBP"))])
    assert "New Trust" in told.place
    assert "New Trust" in told.situation


def test_an_advert_that_is_not_there_is_said_so(con, profile):
    with pytest.raises(CaseError, match="no advert 'nope'"):
        case(con, profile, "nope")


def test_the_plan_counts_how_many_of_the_best_openings_ask_for_each_gap(con, profile):
    best_of_all = openings(con, profile, wishes_of(profile, top=20), today=TODAY)
    asked = Counter(gap["asked"] for row in best_of_all for gap in row["gaps"] if gap["facet"] == "tools")
    table = plan(con, profile, today=TODAY)
    assert table[table["facet"] == "tools"].set_index("gap")["openings"].to_dict() == asked
    assert set(table["of"]) == {20}


def test_only_a_must_keeps_a_door_shut_and_a_must_gains_more():
    gaps = [Finding(Demand("tools", name, need), "not", 0.0) for name, need in (("Jira", "must"), ("Visio", "nice"))]
    table = plan_of([Judged(Advert("1", {"firm": "Acme"}, ()), tuple(gaps), {}, StepFound("up", {}), {})])
    assert table[["gap", "opens", "gain"]].values.tolist() == [["Jira", 1, 3.7], ["Visio", 0, 2.0]]


def test_the_plan_begins_with_what_alone_keeps_most_openings_shut(con, profile):
    target = best(con, person_in(con, profile, today=TODAY), Wishes(open_on=TODAY))[0]

    def asking(number, *names):
        gaps = [Finding(Demand("tools", name, "must"), "not", 0.0, None, None) for name in names]
        return target._replace(advert=target.advert._replace(posting_id=str(number)), findings=tuple(gaps))

    often = [asking(number, "Jira", "Asana") for number in range(3)]
    assert plan_of([*often, asking(3, "Visio")])["opens"].tolist() == [1, 0, 0]
    assert plan_of([*often, asking(3, "Visio", "Jira")])["openings"].tolist() == [4, 3, 1]


def test_a_title_that_sounds_lower_but_asks_more_is_noted(con, profile):
    person = person_in(
        con, _changed(profile, lambda r: r["work"][0].update(position="Senior Project Manager")), today=TODAY
    )
    row = {"title_rank": "plain", "firm": "Acme"}
    assert "step down from yours; what Acme asks is a step up" in title_note(person, row, "up")
    assert "sounds higher" in title_note(person, {**row, "title_rank": "head"}, "down")
    assert title_note(person, row, "same") is None


@pytest.fixture
def own_store(path, tmp_path):
    copied = tmp_path / "store.duckdb"
    copied.write_bytes(path.read_bytes())
    return copied


@pytest.mark.parametrize(("is_wish", "step"), [(False, "cannot tell"), (True, "down")])
def test_what_asks_a_larger_must_than_the_record_shows_is_not_called_a_step_down(own_store, profile, is_wish, step):
    with writing(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        below = next(one for one in best(con, person, Wishes(step="down")) if one.step.step == "down")
        number = below.advert.row["posting_number"]
        con.execute("delete from demand where posting_number = ? and facet = 'budget'", [number])
        con.execute("insert into demand values (?, 'budget', null, 9e9, 'GBP', ?, null)", [number, is_wish])
    with open_store(own_store) as con:
        (found,) = judge(con, person, [below.advert.posting_id])
        assert (found.step.step, found.step.probabilities) == (step, below.step.probabilities)
        assert below.advert.posting_id in {one.advert.posting_id for one in best(con, person, Wishes(step="down"))}
        told = case(con, profile, below.advert.posting_id, today=TODAY)
    assert ("yet asks more than your record shows: budget of £9bn" in told) is not is_wish


@pytest.mark.parametrize("rare", ["title_rank in ('assistant', 'head')", "title_family = 'project_manager'"])
def test_a_title_that_few_firms_have_is_placed_by_the_titles_beside_it(own_store, profile, rare):
    with writing(own_store) as con:
        con.execute(f"delete from title_level where {rare}")
    titles = ["Assistant Project Manager", "Senior Project Manager", "Project Director", "Chief Juggler"]
    with open_store(own_store) as con:
        people = [_changed(profile, lambda r, t=title: r["work"][0].update(position=t, name="Own")) for title in titles]
        assistant, senior, head, other = (person_in(con, one, today=TODAY).level for one in people)
    assert assistant.level < senior.level < head.level
    assert max(assistant.error, head.error) < other.error, "a title that tells nothing leaves the record alone"


def test_what_any_certificate_or_no_line_can_answer_is_not_called_unanswered(own_store, profile):
    said = ["6+ years in a similar role", "Juggling qualifications", "A stilt walker"]
    with writing(own_store) as con:
        posting_id = openings(con, profile, Wishes(step="any", top=1), today=TODAY)[0]["posting_id"]
        con.execute("delete from statement where posting_id = ?", [posting_id])
        con.execute("update posting_text set description_text = ? where posting_id = ?", ["\n".join(said), posting_id])
        for n, text in enumerate(said):
            start = "\n".join(said).index(text)
            told = [posting_id, n, n, 10_000 + start, 10_000 + start + len(text)]
            con.execute("insert into statement values (?, ?, ?, ?, ?, 'required', false, null)", told)
        con.execute("update posting_text set description_text = lpad('', 10000, ' ') || description_text")
    with open_store(own_store) as con:
        page = case(con, profile, posting_id, today=TODAY)
    held = ", ".join(person_of(profile, None, None, TODAY).named["certifications"])
    assert f"“Juggling qualifications”: the CV names {held}." in page
    assert "no line in like words for “A stilt walker”." in page
    assert said[0] not in page


def test_an_advert_whose_last_day_to_apply_is_over_is_no_opening(own_store, profile):
    found = []
    for day in (None, TODAY, TODAY - timedelta(days=1)):
        with writing(own_store) as con:
            con.execute("update matchable set valid_through = ? where posting_id = ?", [day, (found or [None])[0]])
        with open_store(own_store) as con:
            found.append(openings(con, profile, Wishes(step="any", top=1), today=TODAY)[0]["posting_id"])
    assert found[0] == found[1] != found[2]


@pytest.fixture
def crawled(tmp_path):
    """Return an analysed store, and a function that has a crawl of some day see all of its adverts but some."""
    market, store = make_market(7, 8, 80), tmp_path / "store.duckdb"

    def see_on(day, *gone):
        now = datetime(2026, 11, day, 6, tzinfo=UTC)
        shown = [a for a in market.adverts if posting_id_of(a.firm.source, a.firm.board, a.source_id) not in gone]
        spool_market(shown, tmp_path / "spool", now)
        load_spool(store, tmp_path / "spool", now=now)

    see_on(24)
    analyze(store, now=datetime(2026, 11, 24, 6, tzinfo=UTC))
    return store, see_on


def test_an_advert_closed_today_is_not_matched_today_and_one_that_is_back_is(crawled, profile):
    store, see_on = crawled

    def first():
        with open_store(store) as con:
            return openings(con, profile, Wishes(step="any", top=1), today=TODAY)[0]["posting_id"]

    best_of_all = first()
    for day in (25, 26):  # a second answer without it closes an advert
        see_on(day, best_of_all)
    assert first() != best_of_all
    with open_store(store) as con:
        assert not judge(con, person_in(con, profile, today=TODAY), [best_of_all])[0].advert.row["is_open"]
    see_on(27)
    assert first() == best_of_all


def test_what_a_late_run_saw_before_all_others_is_not_new(crawled, profile):
    store, see_on = crawled
    wishes = Wishes(step="any", new_since=datetime(2026, 11, 24))  # noqa: DTZ001 - the store's times have no zone
    found = []
    for day in (25, 22):
        see_on(day)
        with open_store(store) as con:
            found.append(openings(con, profile, wishes, today=TODAY))
    assert found[0]
    assert not found[1]


def test_a_digest_tells_once_and_then_only_what_is_new_changed_or_closed(own_store, profile):
    first = digest(own_store, profile)
    assert "## New openings" in first
    assert digest(own_store, profile) == ""
    with open_store(own_store) as con:
        told = [row[0] for row in con.execute("select posting_id from digest_state order by 1").fetchall()]
    with writing(own_store) as con:
        con.execute("update posting_state set is_open = false where posting_id = ?", [told[0]])
        con.execute("update matchable set is_open = false where posting_id = ?", [told[0]])
        con.execute("update posting_state set content_hash = 'other' where posting_id = ?", [told[1]])
    second = digest(own_store, profile)
    assert "## Closed since you were told" in second
    assert "## Changed since you were told" in second
    assert digest(own_store, profile) == ""


def test_a_digest_tells_twenty_in_full_and_how_many_more_there_are(own_store, profile):
    everything = _changed(
        profile, lambda r: r["meta"]["x-nextrung"].update(looking_for={"step": "any"}, constraints={})
    )
    told = digest(own_store, everything)
    assert told.count("makes the case") == 20
    assert "And 30 more" in told
    assert "a step up" not in told.splitlines()[2]


@pytest.mark.parametrize(("step", "wished", "told"), [
    ("up", "up", "a step up"), ("far", "any", "more than one step up"),
    ("cannot tell", "up", "may be a step up, cannot tell"), ("cannot tell", "any", "which step it is cannot be told"),
])  # fmt: skip
def test_a_digest_tells_the_step_in_words(step, wished, told):
    row = {"step": step, "missing": [], "score": 71.2}
    assert _summary(row, wished) == f"{told}, match 71 of 100; missing: nothing."


def test_a_digest_says_how_much_more_is_missing_than_it_names(own_store, profile):
    with open_store(own_store) as con:
        rows = openings(con, profile, wishes_of(profile, top=20))
    row = next(row for row in rows if len(row["missing"]) > 4)
    told = digest(own_store, profile)
    assert f"{row['missing'][2]} and {len(row['missing']) - 3} more." in re.sub(r"\\(.)", r"\1", told)


def test_a_digest_keeps_to_the_limits_of_the_profile(own_store, profile):
    limited = _changed(profile, lambda r: r["meta"][EXTENSION].update(constraints={"country": "IE"}))
    digest(own_store, limited)
    with open_store(own_store) as con:
        countries = con.execute("select countries[1] from digest_state join matchable using (posting_id)").fetchall()
    assert set(countries) <= {("IE",), (None,)}


def test_an_advert_of_several_countries_passes_the_limit_of_each(own_store, profile):
    with writing(own_store) as con:
        con.execute("update matchable set countries = case when firm < 'M' then ['DE', 'IE'] else ['DE'] end")
        firms = con.execute("select distinct firm from matchable where is_open and firm < 'M'").fetchall()
    with open_store(own_store) as con:
        found = candidates(con, person_in(con, profile, today=TODAY), Wishes(step="any", top=500, country="IE"))
    assert {one.row["firm"] for one in found} == {firm for (firm,) in firms}
    assert {one.limits["country"] for one in found} == {"pass"}


EVIL = "<img src=x> *PM*\n# [here](https://evil.example)"


def test_a_digest_brings_no_link_picture_or_markup_of_a_closed_advert_or_a_name(own_store, profile):
    mine = _changed(profile, lambda resume: resume["basics"].update(name=EVIL))
    assert digest(own_store, mine, "html").startswith("<h1>Openings for &lt;img src=x&gt; *PM* # [here](https")
    with writing(own_store) as con:
        con.execute(
            "update posting_state set is_open = false, title = $1, firm = $1 "
            "where posting_id = (select min(posting_id) from digest_state)",
            [EVIL],
        )
    told = digest(own_store, mine, "html").split("Closed since you were told")[1]
    assert re.findall("<[^/].*?>", told) == ["<ul>", "<li>"]


def test_a_feed_is_written_whatever_signs_an_advert_has(own_store, profile):
    with writing(own_store) as con:
        con.execute(
            "update posting_state set title = title || chr(65534), firm = firm || chr(65535), "
            "url = 'https://a.example/' || chr(65534)"
        )
    feed = digest(own_store, profile, "atom")
    assert feed.count("<entry>") == feed.count("No address was published.") > 0


def test_a_digest_goes_on_and_forgets_after_more_of_the_person_is_filled_in(own_store, profile):
    def of(**basics):
        return _changed(profile, lambda resume: resume.update(basics=basics))

    steps = [of(), of(email="kim@doe.example"), of(email="kim@doe.example", name="Kim Doe")]
    for before, after in pairwise(steps):
        assert digest(own_store, before)
        assert digest(own_store, after) == ""
        assert forget(own_store, after)
        assert digest(own_store, before)
        forget(own_store, before)


def test_what_was_kept_under_name_and_e_mail_is_found_and_forgotten(own_store, profile):
    mine = _changed(profile, lambda resume: resume["basics"].update(name="Kim Doe", email="kim@doe.example"))
    assert digest(own_store, mine)
    with writing(own_store) as con:
        old = hashlib.blake2b(b"kim doe\x1fkim@doe.example", digest_size=8).hexdigest()
        con.execute("update digest_state set profile = ?", [old])
    assert digest(own_store, mine) == ""
    assert forget(own_store, mine)
    with open_store(own_store) as con:
        assert con.execute("select count(*) from digest_state").fetchone() == (0,)


def test_people_of_one_name_share_what_they_are_told_and_others_do_not(profile):
    def of(**basics):
        return _changed(profile, lambda resume: resume.update(basics=basics)).key

    assert of(name="Kim Doe", email="kim@doe.example") == of(name="Kim Doe", email="other@doe.example")
    assert of(name="Kim Doe") != of(name="Kim A. Doe")
    assert of(email="kim@doe.example") != of(email="other@doe.example")


def test_when_a_digest_told_is_kept_in_utc(own_store, profile):
    noon = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=2)))
    assert "2026-11-24T10:00:00+00:00" in digest(own_store, profile, "atom", now=noon)
    with open_store(own_store) as con:
        assert con.execute("select distinct told_at::varchar from digest_state").fetchall() == [
            ("2026-11-24 10:00:00",)
        ]


def test_a_digest_keeps_people_apart_and_forgets_on_request(own_store, profile):
    assert digest(own_store, profile)
    assert digest(own_store, load_profile(sample_profile("banking")))
    forget(own_store, profile)
    assert digest(own_store, profile)


def test_a_digest_comes_as_html_and_as_a_feed(own_store, profile):
    assert digest(own_store, profile, "html").startswith("<h1>")
    feed = digest(own_store, profile, "atom")
    assert feed.startswith("<?xml")
    assert "<entry>" in feed


def test_each_form_of_a_digest_remembers_for_itself_and_all_are_forgotten_together(own_store, profile):
    assert digest(own_store, profile)
    entries = digest(own_store, profile, "atom").count("<entry>")
    assert digest(own_store, profile) == digest(own_store, profile, "atom") == ""
    assert forget(own_store, profile) == entries
    assert digest(own_store, profile)
    assert digest(own_store, profile, "atom")


def test_news_that_could_not_be_told_is_told_the_next_time(own_store, profile):
    def fails(text):
        raise OSError(text[:1])

    with pytest.raises(OSError, match="#"):
        digest(own_store, profile, tell=fails)
    assert digest(own_store, profile)


def test_a_feed_in_a_file_keeps_its_last_entries_and_is_left_when_nothing_is_new(own_store, tmp_path):
    feed = tmp_path / "rungs.xml"
    words = ["--db", str(own_store), "digest", str(sample_profile()), "--as", "atom", "--out", str(feed)]
    feed.write_text("")
    assert CliRunner().invoke(cli, words, obj=Settings()).exit_code == 0
    first = feed.read_text()
    assert CliRunner().invoke(cli, words, obj=Settings()).exit_code == 0
    assert feed.read_text() == first
    with writing(own_store) as con:
        for table in ("matchable", "posting_state"):
            con.execute(
                f"update {table} set is_open = false where posting_id = (select min(posting_id) from digest_state)"
            )
    assert CliRunner().invoke(cli, words, obj=Settings()).exit_code == 0
    second = feed.read_text()
    assert "Closed: " in second
    assert second.count("<entry>") <= MOST
    assert len(set(first.splitlines()) & set(second.splitlines())) > MOST


@pytest.mark.parametrize(
    ("options", "wishes"),
    [
        ("--country gb --top 2", {"country": "GB", "top": 2}),
        ("--step any --scope programme", {"step": "any", "scope": "programme"}),
        ("--sector healthcare", {"sector": "healthcare"}),
        ("--new-since 2026-11-24", {"new_since": datetime(2026, 11, 24)}),  # noqa: DTZ001 - the store's times have no zone
        ("--min-salary 30000 --workplace hybrid", {"min_salary": 30_000, "workplace": "hybrid"}),
    ],
)
def test_the_options_of_match_are_the_wishes_they_say(path, con, profile, options, wishes):
    said = ["--db", str(path), "--format", "json", "match", str(sample_profile()), *options.split()]
    run = CliRunner().invoke(cli, said, obj=Settings())
    assert run.exit_code == 0, run.output
    found = [row["posting_id"] for row in json.loads(run.stdout)]
    assert found == [row["posting_id"] for row in openings(con, profile, Wishes(**wishes))]
    assert found != [row["posting_id"] for row in openings(con, profile, Wishes())]


def test_why_no_opening_is_the_step_wished_for_is_told_by_the_errors(con, profile, monkeypatch):
    wishes, profile = Wishes(step="same", country="GB"), _without_grade(profile)
    monkeypatch.setattr(sys.modules["analysis.matching.ranking"], "rung_of", lambda _: 0.3)
    assert openings(con, profile, wishes, today=TODAY) == []
    error = person_in(con, profile, today=TODAY).level.error
    said = none_found(con, profile, wishes, today=TODAY)
    assert f"within {1.645 * error:.1f} either way" in said
    assert "`--step any`" in said
    assert "fewer limits" in none_found(con, profile, Wishes(firm="Nobody"), today=TODAY)


def test_where_any_step_will_do_other_lines_of_work_crowd_out_no_opening(own_store, profile, monkeypatch):
    with writing(own_store) as con:
        con.execute("update matchable set title_family = 'other' where posting_number % 5 > 0")
    monkeypatch.setattr("analysis.matching.candidates.JUDGED", 30)
    with open_store(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        few, many = (best(con, person, Wishes(step="any", top=top)) for top in (10, 200))
    assert [one.advert.posting_id for one in few] == [one.advert.posting_id for one in many[:10]]
    elsewhere = [one.step.step == "another line of work" for one in many]
    assert elsewhere == sorted(elsewhere), "those of another line of work come last"
    assert {True, False} == set(elsewhere)


def test_more_than_one_step_up_can_be_asked_for(con, profile):
    below = _changed(profile, lambda r: r["work"][0].update(position="Project Assistant", highlights=["Took notes."]))
    steps = {row["step"] for row in openings(con, below, Wishes(step="far", top=200), today=TODAY)}
    assert "far" in steps
    assert steps <= {"far", "cannot tell"}


def test_of_near_duplicates_each_firm_shows_the_best_one(own_store, profile):
    with writing(own_store) as con:
        person, wishes = person_in(con, profile, today=TODAY), Wishes(step="any", top=200)
        before = best(con, person, wishes)
        con.execute("update matchable set cluster = 'one'")
        after = best(con, person, wishes)
    first = {}
    for one in before:
        first.setdefault(one.advert.row["firm"], one.advert.posting_id)
    assert len(before) > len(first) > 1
    assert [one.advert.posting_id for one in after] == list(first.values())


@pytest.mark.parametrize(
    ("title", "family", "trade"),
    [
        ("Project Manager", "project_manager", "project"), ("Head of PMO", "pmo", "project"),
        ("Band 7 Service Delivery Project Manager", "project_manager", "project"),
        ("Senior Product Manager", "product_manager", "product"), ("Band 8a Specialist Pharmacist", "other", None),
        ("GP Training Programme Director", "programme_manager", None),
        ("Service Delivery Manager", "delivery_manager", None),
    ],
)  # fmt: skip
def test_a_title_tells_the_line_of_work(title, family, trade):
    assert trade_of(title, family) == trade


def test_work_of_another_line_is_no_step_and_shown_only_where_any_is_wished(own_store, profile):
    with writing(own_store) as con:
        con.execute("update matchable set title_family = 'other' where firm = (select min(firm) from matchable)")
        firm = con.execute("select min(firm) from matchable").fetchone()[0]
    with open_store(own_store) as con:
        person = person_in(con, profile, today=TODAY)
        others = best(con, person, Wishes(step="any", firm=firm))
        assert {one.step.step for one in others} == {"another line of work"}
        assert best(con, person, Wishes(step="up", firm=firm)) == []
        assert "another line of work" in case(con, profile, others[0].advert.posting_id, today=TODAY)
