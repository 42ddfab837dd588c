"""The sample market: the same every time, truthful about itself, and blind to its own titles."""

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from html import unescape
from itertools import pairwise
from statistics import mean

import pytest
from scipy.stats import spearmanr

from analysis.reading.reading import FACETS
from analysis.reading.titles import title_of
from crawler.knowledge import knowledge
from crawler.market import make_market
from crawler.market.bank import statement_bank, words
from crawler.market.days import next_day
from crawler.market.firms import make_firms
from crawler.market.spool import spool_market
from crawler.market.truth import ORDERS, silent
from crawler.market.voice import voice_of
from crawler.spool import read_lines


@pytest.fixture(scope="module")
def market():
    return make_market()


@pytest.fixture(scope="module")
def ours(market):
    """The adverts that are about projects."""
    return [advert for advert in market.adverts if advert.truth["level"] is not None]


def text_of(advert):
    return unescape(re.sub(r"<[^>]+>", " ", advert.html))


def facet(advert, name):
    return advert.truth["facets"][name]


def test_the_same_seed_gives_the_same_market_and_another_seed_another(market):
    assert make_market() == market
    assert make_market(seed=8).adverts != market.adverts


def test_an_advert_does_not_depend_on_the_size_of_the_market(market):
    small = make_market(adverts=100).adverts
    assert all(advert in market.adverts for advert in small)


def test_the_market_has_the_firms_sectors_sources_and_styles_that_were_asked_for(market):
    sectors = Counter(firm.sector for firm in market.firms)
    assert len(market.firms) == 34
    assert len(market.adverts) == 480
    assert len(sectors) == 8
    assert sectors.most_common(1)[0][0] == "healthcare"
    assert {firm.source for firm in market.firms} == {"greenhouse", "lever", "ashby", "nhs_jobs", "jsonld"}
    assert len({firm.style for firm in market.firms}) >= 4
    assert Counter(firm.habit for firm in market.firms) >= Counter(inflated=2, modest=2)


def test_ids_are_unique_on_their_board(market):
    keys = [(advert.firm.source, advert.firm.board, advert.source_id) for advert in market.adverts]
    assert len(set(keys)) == len(keys)


def test_the_bank_has_five_hundred_statements_and_none_twice():
    says = [statement.says for statement in statement_bank()]
    assert len(says) >= 500
    assert len(set(says)) == len(says)


def test_every_advert_tells_its_truth_in_all_names_of_facets(market):
    assert set(silent()) == set(FACETS)
    assert all(set(advert.truth["facets"]) == set(FACETS) for advert in market.adverts)


@pytest.mark.parametrize("name", ["methods", "tools"])
def test_named_things_stand_in_the_text(ours, name):
    written = {
        "safe": "SAFe",
        "six_sigma": "Six Sigma",
        "critical_path": "critical path",
        "earned_value": "earned value",
    }
    silently = {"prince2", "agile", "scrum", "msp", "lean"}  # a certificate names its method too
    for advert in ours:
        for value in facet(advert, name):
            word = written.get(value, value)
            stands = word.lower().replace("_", " ") in text_of(advert).lower()
            assert stands or (value in silently and facet(advert, "certifications")), (value, advert.source_id)


def test_certificates_and_figures_stand_in_the_text(ours):
    numbers = dict(enumerate(words("slots")["numbers"], 1))
    for advert in ours:
        text = text_of(advert).lower()
        for certificate in facet(advert, "certifications"):
            assert certificate["name"].lower() in text
        for name in ("years_experience", "team_size"):
            value = facet(advert, name)
            assert value is None or re.search(rf"\b(?:{value}|{numbers.get(value, value)})\b", text)


def test_budgets_stand_in_the_text(ours):
    for advert in ours:
        if budget := facet(advert, "budget"):
            amount = budget["amount"]
            forms = f"{amount:,}", f"{amount / 1e6:g}m", f"{amount / 1e6:g} million", f"{amount // 1000}k"
            assert any(form in text_of(advert) for form in forms), (amount, text_of(advert))


def test_pay_and_grades_said_are_those_published(ours):
    for advert in ours:
        if (grade := facet(advert, "grade")) is not None:
            assert advert.grade is not None
            assert advert.grade == grade["value"]
            assert advert.grade in text_of(advert)
        if (pay := facet(advert, "base_salary")) and advert.salary_max and pay["min"] != pay["max"]:
            assert pay["max"] == advert.salary_max


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("years_experience", 0.8),
        ("team_size", 0.7),
        ("scope", 0.7),
        ("stakeholder_level", 0.6),
        ("line_management", 0.4),
    ],
)
def test_what_is_asked_rises_with_the_planted_level(ours, name, least):
    pairs = [(advert.truth["level"], facet(advert, name)) for advert in ours if facet(advert, name) is not None]
    order = ORDERS.get(name)
    levels, values = zip(
        *((level, order.index(value) if order else float(value)) for level, value in pairs), strict=True
    )
    assert spearmanr(levels, values).statistic > least


def test_grades_and_pay_rise_with_the_planted_level(ours):
    order = [f"Band {value}" for value in ("4", "5", "6", "7", "8a", "8b", "8c")]
    graded = [a for a in ours if (facet(a, "grade") or {}).get("scheme") == "afc"]
    bands = [(a.truth["level"], order.index(facet(a, "grade")["value"])) for a in graded]
    pounds = [(a.truth["level"], a.salary_max) for a in ours if a.salary_currency == "GBP" and a.salary_unit == "YEAR"]
    assert spearmanr(*zip(*bands, strict=True)).statistic > 0.9
    assert spearmanr(*zip(*pounds, strict=True)).statistic > 0.8


def test_at_one_level_the_title_says_nothing_about_what_is_asked():
    found = defaultdict(list)
    for advert in make_market(firms=150, adverts=3000).adverts:
        level, years = advert.truth["level"], facet(advert, "years_experience")
        if level is not None and years is not None and -0.1 < level < 0.3:
            found[advert.truth["rank"]].append(years)
    assert abs(mean(found["plain"]) - mean(found["senior"])) < 0.25


def test_some_firms_ask_of_seniors_what_others_ask_of_project_managers(market):
    ladders = {firm.habit: firm.ladder for firm in market.firms}
    assert ladders["inflated"]["senior"] < ladders["modest"]["plain"]
    assert all(list(firm.ladder.values()) == sorted(firm.ladder.values()) for firm in market.firms)


def test_titles_claim_the_family_and_rank_that_are_written_down(ours):
    for advert in ours:
        assert title_of(advert.title) == (advert.truth["family"], advert.truth["rank"]), advert.title


def test_a_firm_repeats_its_boilerplate_and_nobody_elses(market):
    said = {firm.name: voice_of(firm, 7).boilerplate["blurb"][0] for firm in market.firms}
    for advert in market.adverts:
        assert said[advert.firm.name].rstrip(".") in text_of(advert)


def test_reposts_and_second_places_say_which_advert_they_repeat(market):
    copies = [advert for advert in market.adverts if "copy_of" in advert.truth]
    by_id = {(advert.firm.board, advert.source_id): advert for advert in market.adverts}
    assert len(copies) >= 8
    assert all(by_id[copy.firm.board, copy.truth["copy_of"]].html == copy.html for copy in copies)


def test_some_adverts_lack_pay_some_lack_headings_and_some_hold_other_than_ascii(market):
    assert any(advert.salary_max is None and not facet(advert, "base_salary") for advert in market.adverts)
    assert any(not re.search(r"<h\d|<strong", advert.html) for advert in market.adverts)
    assert any(not advert.html.isascii() for advert in market.adverts)


def test_a_larger_market_has_further_firms_with_names_and_boards_of_their_own():
    firms = make_firms(seed=7, count=2000)
    assert len({firm.name for firm in firms}) == len({firm.board for firm in firms}) == 2000


def test_a_day_closes_changes_returns_and_adds_what_its_events_say(market):
    days = [market]
    for day in range(1, 6):
        days.append(next_day(days[-1], seed=7, day=day))
    kinds = Counter(event.kind for day in days for event in day.events)
    assert set(kinds) == {"closed", "new", "changed", "returned"}
    for before, after in pairwise(days):
        assert_events_are_true(before, after)
    assert days[-1].day == date(2026, 11, 29)


def assert_events_are_true(before, after):
    def open_on(market):
        return {(a.firm.source, a.firm.board, a.source_id): a.html for a in market.adverts}

    was, now = open_on(before), open_on(after)
    told = {kind: {(e.source, e.board, e.source_id) for e in after.events if e.kind == kind}
            for kind in ("closed", "new", "changed", "returned")}  # fmt: skip
    assert told["closed"] == was.keys() - now.keys()
    assert told["new"] | told["returned"] == now.keys() - was.keys()
    assert told["changed"] == {key for key in was.keys() & now.keys() if was[key] != now[key]}


def test_the_market_can_stand_in_a_spool_as_a_whole_crawl_would_leave_it(market, ours, tmp_path):
    run = spool_market(market.adverts, tmp_path, datetime(2026, 11, 24, 6, tzinfo=UTC))
    lines = list(read_lines(run / "postings.jsonl.gz"))
    assert {line["posting"]["source_id"] for line in lines} == {advert.source_id for advert in ours}
    assert len((run / "snapshots.jsonl").read_text().splitlines()) == len(market.firms)


def test_each_sample_profile_stands_in_four_forms():
    for name in ("healthcare", "construction", "software", "charity", "banking"):
        for form in ("md", "docx", "pdf", "json"):
            assert knowledge("sample", "profiles", f"{name}.{form}").is_file()
