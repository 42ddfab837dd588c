"""What firms ask is counted by vacancy, among titles of one family, and told with its interval."""

from datetime import date, timedelta

import click
import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from analysis.blind import hashed
from analysis.case.told import inside_told
from analysis.charts import bar_moved
from analysis.cli.demo import _show_firms
from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.derive.comparing import compare_firms
from analysis.families import SENIORS, SIDE_BY_SIDE
from analysis.firm_names import NoSuchFirmError, firm_named
from analysis.firms import compare, ladder
from analysis.inflation import _proof, inflated
from analysis.inside import elsewhere, inside
from analysis.level.model import FIXED, WORD_PLACES, LevelModel, Scale
from analysis.level.orders import log_pay_of
from analysis.market import bar_over_time, pay_for_level, senior_in_sector
from analysis.matching.steps import rung_of
from analysis.measures import pay_of_a_year, yearly
from analysis.own_firm import firm_called
from analysis.person import person_of
from analysis.presence import asked_words
from analysis.profile import profile_from
from analysis.report.explorable import market_ladder
from analysis.store import ask
from analysis.store.asking import run
from tests.analysis.market import SEEN


def beside(frame, firm):
    return frame.set_index("measure")[firm]


STORED = ("Fir's and St Oaks' NHS Foundation Trust", "Quillon & Forth Ltd", "Maple")


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ("Fir’s and St. Oaks’ NHS Foundation Trust", STORED[0]),
        ("Fir's and St Oaks' NHS Foundation Trust, London", STORED[0]),
        ("FIR'S & ST OAKS' NHS FOUNDATION TRUST, Leeds, UK", STORED[0]), ("Quillon and Forth", STORED[1]),
        ("Quillon & Forth Limited – Dublin", STORED[1]), ("The Maple Company", STORED[2]), ("MAPLE", "MAPLE"),
        ("Maple GmbH & Co. KG", STORED[2]), ("Quillon & Forth & Co.", STORED[1]),
        ("Maple Homes", "Maple Homes"), ("Maple, Digital", "Maple, Digital"),
    ],
)  # fmt: skip
def test_a_firm_is_known_however_a_cv_spells_it(market, said, firm):
    for name in STORED:
        market.advert(name, "plain")
    assert firm_called(market.con, said) == firm


def test_a_firm_that_is_asked_for_is_found_in_another_spelling_and_asked_about_where_two_are_spelt_so(market):
    for name in (*STORED, "Puppets Ltd", "The Puppets Company"):
        market.advert(name, "plain")
    for said in ("quillon and forth", "Quillon & Forth Limited", " QUILLON & FORTH LTD "):
        assert firm_named(market.con, said) == STORED[1]
    assert firm_named(market.con, "puppets ltd") == "Puppets Ltd"
    market.advert("Puppets Limitless", "plain")
    for said in ("Puppets", "PUPPETS LIMITED"):
        with pytest.raises(NoSuchFirmError, match=r"did you mean 'Puppets Ltd' or 'The Puppets Company'\?"):
            firm_named(market.con, said)


def test_what_stands_in_brackets_behind_a_firms_name_tells_it_from_others(market):
    market.advert("Puppets (US)", "plain")
    assert firm_named(market.con, "PUPPETS (us)") == "Puppets (US)"
    for said in ("Puppets (UK)", "Puppets Ltd", "Puppets"):
        with pytest.raises(NoSuchFirmError, match=r"did you mean 'Puppets \(US\)'\?"):
            firm_named(market.con, said)


def test_the_own_firm_is_found_by_another_spelling_and_a_near_one_is_asked_about(market):
    market.title(STORED[0], "senior", 1.0)
    for name in STORED:
        market.advert(name, "senior", 1.0)
    told = {}
    for firm in ("Fir’s and St. Oaks’ NHS Foundation Trust, London", "Fir's and St Oaks'", "Puppets"):
        role = {"position": "Project Manager", "name": firm, "startDate": "2020"}
        person = person_of(profile_from({"work": [role]}), None, None, SEEN.date())
        told[firm] = " ".join(inside_told(market.con, person, SEEN.date()))
    known, near, other = told.values()
    assert f"{STORED[0]} has no open roles that ask more" in known.replace("\\", "")
    assert f"Did you mean '{STORED[0]}'?" in near.replace("\\", "")
    assert "Did you mean" not in other


def test_a_senior_role_is_open_until_its_last_day_to_apply_is_over(market):
    for last in (None, SEEN.date()):
        market.advert("Acme", "senior")
        market.con.execute("update posting_state set valid_through = ? where posting_id = 'p0001'", [last])
    found = [ladder(market.con, "Acme", today=SEEN.date() + timedelta(days=days)).open_roles for days in (0, 1)]
    assert [sorted(one["posting_id"]) for one in found] == [["p0000", "p0001"], ["p0000"]]


def test_an_imported_role_that_was_published_long_ago_may_be_closed(market):
    for scope, days in (("import", 61), ("import", 59), ("all", 61)):
        market.advert("Acme", "senior", posted=SEEN - timedelta(days=days), title=f"{scope} {days}")
        market.con.execute("update posting_state set scope = ? where title = ?", [scope, f"{scope} {days}"])
    market.advert("Acme", "senior", posted=SEEN - timedelta(days=61), title="still open")
    stated = "update posting_state set scope = 'import', valid_through = ? where title = 'still open'"
    market.con.execute(stated, [SEEN + timedelta(days=30)])
    found = ladder(market.con, "Acme", today=SEEN.date())
    assert found.open_roles.set_index("title")["may_be_closed"].to_dict() == {
        "import 61": True, "import 59": False, "all 61": False, "still open": False,
    }  # fmt: skip
    assert found.open_roles["first_seen"].dt.date.tolist() == [SEEN.date()] * 4
    assert found.open_heading.endswith("1 imported advert was published more than 60 days ago and may be closed")


def test_what_a_board_publishes_is_known_of_an_advert_whose_text_is_silent(market):
    market.advert("Acme", "plain", paid=(30_000, None, "YEAR"))
    market.advert("Acme", "plain", salary_min=30_000)
    market.advert("Acme", "plain", workplace="remote")
    market.advert("Acme", "plain")
    published = "sector = 'energy', grade = 'Band 7', employment_type = ['FULL_TIME'], job_location_type = 'hybrid'"
    market.con.execute(f"update posting_state set {published} where posting_id = 'p0000'")
    shares = ask(market.con, "facets_known").set_index("facet")["share"].to_dict()
    known = {name: shares[f"{name} (by board or text)"] for name in ("pay", "workplace", "sector", "grade")}
    assert known == {"pay": 0.5, "workplace": 0.5, "sector": 0.25, "grade": 0.25}
    assert shares["employment type (by board or text)"] == 0.25


def test_firms_are_compared_by_vacancy_within_one_family_and_with_intervals(market):
    for _ in range(3):
        market.advert("Acme", "senior", cluster="one", governance=True)
    market.advert("Acme", "senior", governance=False)
    market.advert("Acme", "plain")
    market.advert("Acme", "plain", family="product_manager")
    market.advert("Beta", "senior")
    market.title("Acme", "senior", 0.8, error=0.2)
    told = beside(compare(market.con, ["Acme", "Beta"]), "Acme")
    assert told["title"] == "Senior Project Manager"
    assert (told["senior adverts"], told["adverts without rank word"]) == (2, 1)
    assert told["share setting governance"] == 0.5
    assert told["level of seniors"] == 0.8
    assert (told["level of seniors, low"], told["level of seniors, high"]) == pytest.approx((0.471, 1.129))


def test_a_firm_is_found_by_its_very_spelling_first(market):
    for firm in ("ramp", "Ramp", "RAMP"):
        market.title(firm, "plain", 0.5)
        market.advert(firm, "plain")
    assert [ladder(market.con, firm).firm for firm in ("ramp", "Ramp", "RAMP")] == ["ramp", "Ramp", "RAMP"]


def test_firms_that_have_only_product_managers_are_compared_by_these(market):
    market.advert("Acme", "senior", family="product_manager")
    market.advert("Beta", "plain", family="product_manager")
    told = compare(market.con, ["Acme", "Beta"])
    assert beside(told, "Acme")["title"] == beside(told, "Beta")["title"] == "Senior Product Manager"
    assert beside(told, "Beta")["senior adverts"] == 0


@pytest.mark.parametrize(("stating", "median"), [(2, None), (3, 500.0)])
def test_a_median_is_told_with_its_n_and_of_three_vacancies_or_more(market, stating, median):
    asked = {"budget_amount": 500, "budget_currency": "GBP", "years_experience": 5, "team_size": 4, "sector": "energy"}
    for number in range(3):
        market.advert("Acme", "senior", **(asked if number < stating else {"sector": "energy"}))
    market.advert("Beta", "senior")
    told = beside(compare(market.con, ["Acme", "Beta"]), "Acme")
    whole = senior_in_sector(market.con, "energy").iloc[0]
    for figures, names in (
        (told, ("budget of seniors (median)", "adverts that state such a budget")),
        (whole, ("budget", "budget_n")),
    ):
        shown, n = (figures[name] for name in names)
        assert n == stating
        assert pd.isna(shown) if median is None else shown == median
    counted = ("adverts that state years", "adverts that state a team")
    assert [told[name] for name in counted] == [whole["years_experience_n"], whole["team_size_n"]] == [stating] * 2
    assert pd.isna(told["years asked of seniors (median)"]) == pd.isna(whole["team_size"]) == (median is None)


ASKED = {"seniors": SENIORS, "currency": None, "names": []}


@pytest.mark.parametrize(
    ("question", "asked", "count", "of"),
    [
        ("case_seniors", ASKED | {"firm": "Acme"}, "governance_n", "adverts"),
        ("case_seniors", ASKED | {"firm": None}, "governance_n", "adverts"),
        ("report_firm_facts", {"at_most": 9, "families": SIDE_BY_SIDE}, "governance", "adverts"),
        ("inside_asked", {"seniors": SENIORS, "firm": "Acme"}, "governance", "adverts"),
    ],
)
def test_near_duplicates_count_once_in_what_seniors_are_asked(market, question, asked, count, of):
    for _ in range(4):
        market.advert("Acme", "senior", cluster="one", governance=True)
    for _ in range(2):
        market.advert("Acme", "senior", governance=False)
    told = ask(market.con, question, **asked).iloc[0]
    assert told[of] == 3
    assert told[count] == pytest.approx(1 / 3 if question == "inside_asked" else 1)


def test_what_is_told_in_words_is_a_facet_or_a_column_of_the_question_that_counts_it(market):
    asked, shares = asked_words()["presence"], asked_words()["shares"]
    assert {told["facet"] for told in asked.values()} <= set(market.con.table("facet").columns)
    assert set(shares) <= set(ask(market.con, "report_firm_facts", at_most=9, families=SIDE_BY_SIDE))


def test_boilerplate_is_no_theme_of_a_firm(market):
    for number in range(2):
        market.advert("Acme", "senior")
        market.insert(
            "statement", posting_id=f"p{number:04}", number=0, position=0, start_char=0, end_char=1, theme_id=7,
            section="required", is_boilerplate=number == 1,
        )  # fmt: skip
    told = ask(market.con, "report_firm_themes", families=["project_manager"])
    assert told["adverts"].tolist() == [1]


def test_lines_that_are_typical_of_a_theme_are_of_the_family_that_they_are_told_of(market):
    market.insert("theme", theme_id=7, name="risk", adverts=2, firms=1)
    for number, family in enumerate(("project_manager", "product_manager")):
        market.advert("Acme", "senior", family=family)
        key = {"posting_id": f"p{number:04}"}
        market.con.execute("update posting_text set description_text = ? where posting_id = ?", [family, *key.values()])
        place = {"number": 0, "position": 0, "start_char": 0, "end_char": len(family)}
        market.insert("statement", **key, **place, theme_id=7, section="required")
        for kind in ("theme", "facet"):
            told = {"firm": "Acme", "title_family": family, "kind": kind, "name": "risk", "z": number}
            market.insert("asked_more", **told, senior_share=0.9, plain_share=0.1)
    asked = ladder(market.con, "Acme").asked
    typical = {(row.title_family, row.kind): row.typical for row in asked.itertuples()}
    for family in ("project_manager", "product_manager"):
        assert list(typical[family, "theme"]) == [family]
        assert typical[family, "facet"] is pd.NA


def test_near_duplicates_count_once_in_the_themes_of_a_firm(market):
    for number in range(3):
        market.advert("Acme", "senior", cluster="one")
        market.insert(
            "statement", posting_id=f"p{number:04}", number=0, position=0, start_char=0, end_char=1, section="required",
            theme_id=1,
        )  # fmt: skip
    assert ask(market.con, "report_firm_themes", families=SIDE_BY_SIDE)["adverts"].tolist() == [1]


def test_a_role_posted_again_and_again_does_not_move_the_rung(market):
    for level in (0.0, 0.1, 0.2, 0.3, 0.4) * 2:
        market.advert("Acme", "plain", level)
        market.advert("Acme", "senior", level + 0.8)
    before = rung_of(market.con)
    for _ in range(30):
        market.advert("Acme", "senior", 3.0, cluster="one")
    assert before == pytest.approx(0.8)
    assert rung_of(market.con) == pytest.approx(before, abs=0.1)


def test_the_bar_of_a_month_is_told_of_firms_with_student_s_interval(market):
    levels = {"Acme": 0.0, "Beta": 0.6, "Corvane": 1.2}
    for firm, level in levels.items():
        market.advert(firm, "senior", level)
    for _ in range(9):
        market.advert("Acme", "senior", 0.0, cluster="one")
    market.advert("Acme", "plain")
    (month,) = bar_over_time(market.con).to_dict("records")
    assert (month["adverts"], month["firms"], month["level"]) == (4, 3, pytest.approx(0.6))
    low, high = t.interval(0.9, 2, loc=0.6, scale=0.6 / 3**0.5)
    assert (month["level_low"], month["level_high"]) == (pytest.approx(low), pytest.approx(high))


def test_the_picture_of_the_bar_has_a_place_for_each_month_and_names_the_unit(market):
    for firm, level in {"Acme": 0.0, "Beta": 0.6, "Corvane": 1.2}.items():
        market.advert(firm, "senior", level)
    drawn = bar_moved(bar_over_time(market.con)).to_dict()["layer"][0]["encoding"]
    assert (drawn["x"]["timeUnit"], drawn["x"]["type"]) == ("yearmonth", "ordinal")
    assert "SDs of the market" in drawn["y"]["title"]


def test_an_advert_without_a_date_is_in_no_month_and_is_counted_beside_them(market):
    for firm in ("Acme", "Beta", "Corvane"):
        market.advert(firm, "senior")
        market.advert(firm, "plain", posted=None)
        market.advert(firm, "senior", 2.0, posted=None, cluster="one")
    (month,) = bar_over_time(market.con).to_dict("records")
    assert (month["title_rank"], month["adverts"], month["level"], month["undated"]) == ("senior", 3, 0.0, 3)


def test_drift_is_told_of_adverts_that_state_their_date_with_their_n(market):
    for posted, theme_id in ((SEEN, 1), (SEEN, None), (date(2026, 1, 9), None), (None, None)):
        market.advert("Acme", "plain", posted=posted)
        market.insert(
            "statement", posting_id=f"p{market.con.table('posting_state').count('*').fetchall()[0][0] - 1:04}",
            number=0, position=0, start_char=0, end_char=1, section="required", theme_id=theme_id, is_boilerplate=False,
        )  # fmt: skip
    told = ask(market.con, "theme_quality").iloc[0]
    assert (told["coverage"], told["coverage_lately"], told["adverts_lately"]) == (0.25, 0.5, 2)


def test_pay_that_is_no_pay_of_a_year_and_reposts_do_not_enter_what_a_level_pays(market):
    for number in range(20):
        market.advert("Acme", "plain", number / 10, paid=(30_000 + 1_000 * number, None, "YEAR"))
    for _ in range(5):
        market.advert("Acme", "plain", 1.0, cluster="one", paid=(90_000, None, "YEAR"))
    market.advert("Acme", "plain", paid=(38_890, 44_503, "HOUR"))
    paid = pay_for_level(market.con)
    assert paid["pay_per_year"].max() == 90_000
    assert paid["adverts"].unique().tolist() == [21]
    assert len(paid) == 21


def test_pay_of_no_known_country_is_left_out_and_counted(market):
    for number in range(23):
        market.advert("Acme", "plain", number / 10, paid=(30_000 + 1_000 * number, None, "YEAR"))
    market.con.execute("update posting_state set country = null where posting_id < 'p0003'")
    paid = pay_for_level(market.con)
    assert (len(paid), paid["no_country"].unique().tolist()) == (20, [3])


@pytest.mark.parametrize(
    ("paid", "salary_year"),
    [
        ((38_890, 44_503, "HOUR"), None),
        ((24_907, 30_615, "DAY"), None),
        ((450, 500, "DAY"), 112_500),
        ((1_000_000, None, "YEAR"), 1_000_000),
        ((41_000, 44_000, None), 44_000),
    ],
)
def test_a_match_knows_no_pay_where_it_stands_beside_the_wrong_unit(market, paid, salary_year):
    market.advert("Acme", "plain", paid=paid)
    run(market.con, "term_take_adverts", posting_ids=None, **pay_of_a_year())
    assert market.con.execute("select salary_year from matchable").fetchall() == [(salary_year,)]


@pytest.mark.parametrize(
    ("paid", "currency", "salary_year"),
    [
        ((400_000, None, "MONTH"), "JPY", 4_800_000),
        ((150_000, None, "MONTH"), "INR", 1_800_000),
        ((5_000_000, None, None), "JPY", 5_000_000),
        ((300_000, None, None), "JPY", None),
        ((400_000, None, "MONTH"), "GBP", None),
        ((400, None, "MONTH"), "JPY", None),
    ],
)
def test_pay_is_held_against_what_its_own_currency_pays(market, paid, currency, salary_year):
    market.advert("Acme", "plain", paid=paid)
    market.con.execute("update posting_state set base_salary_currency = ?", [currency])
    run(market.con, "term_take_adverts", posting_ids=None, **pay_of_a_year())
    assert market.con.execute("select salary_year from matchable").fetchall() == [(salary_year,)]
    assert yearly(paid[0], paid[2], currency) == salary_year


def test_pay_for_a_unit_that_nobody_knows_is_not_made_a_years_pay():
    assert yearly(3000, "FORTNIGHT", "GBP") is None


@pytest.mark.parametrize(("currency", "least"), [("GBP", 30_000), ("INR", 600_000), ("JPY", 5_000_000)])
def test_pay_in_large_numbers_enters_what_a_level_pays(market, currency, least):
    for number in range(20):
        market.advert("Acme", "plain", number / 10, paid=(least * (1 + number / 10), None, "YEAR"))
    market.con.execute("update posting_state set base_salary_currency = ?", [currency])
    found = pay_for_level(market.con)
    assert found["adverts"].tolist() == [20] * 20
    assert log_pay_of(ask(market.con, "levelled", posting_ids=None)).notna().all()


def test_a_senior_title_is_inflated_only_by_what_matters_and_where_the_market_is_known(market):
    for number, level in enumerate((0.9, 1.0, 1.1, 1.0)):
        market.title(f"Firm {number}", "plain", level)
    market.claim("Low", "senior", [0.2] * 5)
    market.claim("Same", "senior", [0.7] * 5)
    found = inflated(market.con)
    assert found["firm"].tolist() == ["Low"]
    assert found["market_firms"].tolist() == [4]
    for firm, by in (("Firm 0", -3), ("Firm 2", 3)):  # the same mean of firms that lie far apart
        market.con.execute("update title_level set level = level + ? where firm = ?", [by, firm])
    assert inflated(market.con).empty


def test_a_firm_is_no_part_of_the_market_that_it_is_compared_with(market):
    for number, level in enumerate((0.9, 1.0, 1.1)):
        market.title(f"Firm {number}", "plain", level)
    market.claim("Own", "senior", [0.4] * 5)
    market.title("Own", "plain", -2.0)
    found = inflated(market.con)
    assert found["firm"].tolist() == ["Own"]
    assert found["market_level"].tolist() == pytest.approx([1.0])


def test_a_repost_weighs_no_more_in_the_ladder_of_the_market_than_in_its_n(market):
    for firm in ("Acme", "Beta", "Corvane"):
        for _ in range(8):
            market.advert(firm, "plain", 2.0, cluster=f"{firm} again")
        market.advert(firm, "plain", 0.0)
    told = market_ladder(market.con).query("sector == 'all' and country == 'all'").iloc[0]
    assert (told["adverts"], told["firms"], told["level"]) == (6, 3, 1.0)
    assert told["level_high"] - told["level"] == pytest.approx(1 / 6**0.5)


def test_a_vacancy_that_is_advertised_twice_has_one_level_wherever_levels_are_told(market):
    for firm in ("Acme", "Beta", "Corvane"):
        for level in (0.2, 0.8):
            market.advert(firm, "senior", level, cluster=f"{firm} again", sector="healthcare", certifications=[])
        market.advert(firm, "plain", 0.0, certifications=[])
        market.advert(firm, "lead", 1.0, certifications=[])  # so that the mean of all titles draws nowhere
    compare_firms(market.con)
    told = [
        ask(market.con, "firm_titles", firm="Acme"), market_ladder(market.con), bar_over_time(market.con),
        senior_in_sector(market.con, "healthcare"), market.con.sql("from vacancy").df(),
    ]  # fmt: skip
    for levels in told:
        assert levels.query("title_rank == 'senior'")["level"].to_numpy() == pytest.approx(0.5, abs=0.02)
    assert ask(market.con, "match_rung")["rung"].tolist() == pytest.approx([0.5])


def test_the_market_is_all_other_firms_however_few_their_vacancies(market):
    for number, level in enumerate((0.9, 1.0, 1.1)):
        market.title(f"Firm {number}", "plain", level)
    market.claim("Own", "senior", [0.3] * 5)
    assert inflated(market.con)["claim"].tolist() == ["inflated"]
    for number in range(9):
        market.title(f"Small {number}", "plain", 0.4, adverts=1)
    market.claim("Tiny", "senior", [-0.9] * 2)
    assert inflated(market.con).empty


@pytest.mark.parametrize(("firms", "error", "count"), [(3, 0.1, 1), (3, 0.9, 0), (30, 0.9, 1)])
def test_a_market_of_few_firms_that_are_known_badly_proves_nothing(market, firms, error, count):
    for number in range(firms):
        market.title(f"Firm {number}", "plain", 1.0, error=error, adverts=1)
    market.claim("Own", "senior", [0.3] * 5)
    assert len(inflated(market.con)) == count


@pytest.mark.parametrize(
    ("rank", "levels", "count"),
    [
        ("senior", [0.1, 0.2, 0.3, 0.4], 1),
        ("senior", [-1.3, 0.7, 0.8, 0.8], 0),
        ("plain", [1.9, 1.8, 1.7, 1.6], 1),
        ("plain", [3.3, 1.3, 1.2, 1.2], 0),
    ],
)
def test_no_claim_rests_on_one_vacancy(market, rank, levels, count):
    for number in range(4):
        market.title(f"Firm {number}", "plain" if rank == "senior" else "senior", 1.0)
    market.claim("Own", rank, levels)
    assert len(inflated(market.con)) == count


@pytest.mark.parametrize(("reach", "vacancies", "count"), [(0.2, 4, 1), (2.0, 4, 0), (2.0, 8, 1)])
def test_few_vacancies_that_lie_far_apart_claim_nothing(market, reach, vacancies, count):
    for number in range(40):
        market.claim(f"Firm {number}", "plain", [0.9, 1.0, 1.1])
    market.claim("Own", "senior", [-0.6 - reach, -0.6 + reach] * (vacancies // 2))
    assert len(inflated(market.con)) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [("Senior Project Manager", 1), ("(Senior) Project Manager", 0), ("Sr Manager, Project Management", 0)],
)
def test_titles_of_doubtful_rank_claim_nothing(market, title, count):
    for number in range(4):
        market.title(f"Firm {number}", "plain", 1.0)
    market.claim("Own", "senior", [0.1] * 5, title=title)
    assert len(inflated(market.con)) == count


def test_a_claim_is_told_of_clear_titles_alone(market):
    for number in range(4):
        market.title(f"Firm {number}", "plain", 1.0)
    market.claim("Own", "senior", [0.1] * 3 + [0.9] * 3)
    market.con.execute("update posting_state set title = '(Senior) Project Manager' where posting_id >= 'p0003'")
    assert inflated(market.con)["level"].tolist() == pytest.approx([0.5])
    market.con.execute(
        "update posting_state set title = 'Senior Project Manager or Project Manager' where posting_id < 'p0003'"
    )
    assert inflated(market.con).empty


@pytest.mark.parametrize(
    ("senior", "said"),
    [
        (1.2, "Acme asks 1.0 standard deviations [0.2, 1.8] more of a Senior Project Manager (5 adverts) than of a"),
        (-0.8, "Acme asks 1.0 standard deviations [0.2, 1.8] less of a Senior Project Manager (5 adverts) than of a"),
        (0.8, "cannot tell whether Acme asks more of a Senior Project Manager (5 adverts) than of a Project Manager"),
        (0.8, "(5 adverts): the difference is 0.6 standard deviations [-0.2, 1.4]."),
        (-0.4, "(5 adverts): the difference is -0.6 standard deviations [-1.4, 0.2]."),
        (1.06, "(5 adverts): the difference is 0.9 standard deviations [0.0, 1.7]."),
    ],
)
def test_a_ladder_says_which_title_asks_more_only_where_its_interval_does(market, senior, said):
    market.advert("Acme", "senior")
    market.title("Acme", "plain", 0.2, error=0.3)
    market.title("Acme", "senior", senior, error=0.4)
    assert said in ladder(market.con, "Acme").sentence


def test_a_ladder_names_the_title_of_each_demand_and_says_where_chance_explains_all(market):
    market.advert("Acme", "senior")
    told = {"firm": "Acme", "kind": "facet", "name": "a_degree", "z": 2.0, "log_odds": 1.0}
    told |= {"senior_share": 0.7, "plain_share": 0.1, "senior_adverts": 9, "plain_adverts": 3}
    for family in ("project_manager", "programme_manager"):
        market.insert("asked_more", title_family=family, q=0.99, **told)
    found = ladder(market.con, "Acme")
    assert sorted(found.asked["title"]) == ["Programme Manager", "Project Manager"]
    assert "chance alone explains it" in found.asked_heading
    page = found._repr_html_()
    assert all(text in page for text in ("chance alone", "chance (q)", "Programme Manager"))
    market.con.execute("update asked_more set q = 0.1 where title_family = 'project_manager'")
    assert "chance alone" not in ladder(market.con, "Acme").asked_heading
    market.con.execute("delete from asked_more")
    assert "chance alone" not in ladder(market.con, "Acme").asked_heading


def test_a_sector_is_told_in_shares_of_vacancies_budgets_in_one_currency_and_levels_with_intervals(market):
    asked = {"sector": "healthcare", "budget_amount": 1_000, "budget_currency": "GBP"}
    for firm, level in (("Acme", 0.0), ("Beta", 0.6), ("Corvane", 1.2)):
        market.advert(firm, "senior", level, **asked)
    market.advert("Acme", "senior", 0.6, **asked | {"budget_amount": 9_000_000, "budget_currency": "JPY"})
    for _ in range(4):
        market.advert("Beta", "senior", 0.6, cluster="one", **asked, scope="programme", governance=True)
    market.advert("Acme", "plain", 0.0, sector="healthcare")
    told = senior_in_sector(market.con, "healthcare").set_index("title_rank")
    senior = told.loc["senior"]
    assert (senior["adverts"], senior["firms"], senior["programme_or_more"], senior["governance"]) == (5, 3, 0.2, 0.2)
    assert (senior["budget"], senior["budget_currency"]) == (1_000, "GBP")
    assert senior["level"] == pytest.approx((0.3 + 0.6 + 1.2) / 3)
    assert senior["level_low"] < 0.6
    assert senior["level_high"] > 0.8


def test_a_firm_that_advertises_most_in_a_sector_does_not_make_its_level_sure(market):
    for _ in range(40):
        market.advert("Acme", "senior", 1.0, sector="healthcare")
    for number, level in enumerate((-0.4, -0.2, 0.0, 0.2, 0.4)):
        market.advert(f"Firm {number}", "senior", level, sector="healthcare")
    (told,) = senior_in_sector(market.con, "healthcare").itertuples()
    assert told.level == pytest.approx(1 / 6)
    assert told.level_low < 0
    assert told.level_high > 0.5


@pytest.mark.parametrize(("firms", "reach"), [(2, None), (3, 1 / 3**0.5)])
def test_firms_that_lie_close_together_tell_no_more_of_a_sector_than_their_adverts(market, firms, reach):
    for number in range(firms):
        market.advert(f"Firm {number}", "senior", 0.5, sector="healthcare")
    (told,) = senior_in_sector(market.con, "healthcare").itertuples()
    assert (told.firms, told.level) == (firms, 0.5)
    if reach is None:
        assert pd.isna(told.level_low)
        assert pd.isna(told.level_high)
    else:
        assert (told.level_low, told.level_high) == pytest.approx((0.5 - reach, 0.5 + reach))


def test_the_demo_shows_two_titles_with_interval_and_n(capsys):
    rows = [("Acme", "Project Manager", -0.5, 6), ("Acme", "Senior Project Manager", 0.75, 3), ("Beta", "Lead", 1.0, 9)]
    told = [(firm, title, level, level - 0.25, level + 0.25, adverts) for firm, title, level, adverts in rows]
    table = pd.DataFrame(told, columns=["firm", "title", "level", "level_low", "level_high", "adverts"])
    with click.Context(cli, obj=Settings()):
        _show_firms(table)
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Acme"))
    assert line.split() == ["Acme", "-0.50", "-0.75", "-0.25", "6", "0.75", "0.50", "1.00", "3"]


def test_a_duty_that_the_record_shows_is_not_among_those_it_does_not_show_yet(market):
    for asked in ({"risk": True, "mentoring": True}, {"risk": True, "change": False}, {"risk": False}):
        market.advert("Acme", "senior", **asked)
    market.advert("Acme", "senior", risk=True, mentoring=True, change=True)
    market.title("Acme", "senior", 0.5)
    work = [{"position": "Project Manager", "name": "Acme", "highlights": ["Kept the risk register."]}]
    person = person_of(profile_from({"basics": {"name": "Kim Doe"}, "work": work}), None, None, SEEN.date())
    assert "risk" in person.facts
    assert inside(market.con, person, SEEN.date()).not_shown == ["mentoring (50%)"]


def test_elsewhere_are_titles_without_rank_word_that_ask_what_the_own_seniors_are_asked(market):
    market.title("Acme", "senior", 0.5)
    for firm, level in (("High", 0.9), ("Low", -0.5), ("Acme", 0.95)):
        market.title(firm, "plain", level)
    assert elsewhere(market.con, "ACME") == ["High (n = 5)"]


def test_a_title_that_claims_too_much_is_proved_by_its_lowest_lines_and_a_modest_one_by_its_highest(market):
    market.advert("Acme", "plain")
    low, middle, high = "File letters", "Keep plans", "Own budgets"
    market.say("p0000", responsibility=low, required=middle, preferred=high)
    cell = {"firm": "Acme", "title_family": "project_manager", "title_rank": "plain"}
    lines = [
        _proof(market.con, {**cell, "claim": claim}, model_of({low: -1, high: 1})) for claim in ("modest", "inflated")
    ]
    assert lines == [[high, middle], [low, middle]]


def model_of(weights):
    """A model to which the words of these lines alone weigh something."""
    told = np.zeros(FIXED + WORD_PLACES)
    for line, weight in weights.items():
        told[FIXED + hashed([line]).indices] = weight
    scale = Scale(*np.zeros((3, 1)), meaning_spread=1.0, rarity=np.ones(WORD_PLACES))
    return LevelModel(told, scale, centre=0.0, spread=1.0, noise=0.1, usual_demands=5.0)
