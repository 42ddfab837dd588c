"""What a match scans of adverts that were read: what each asks, its words, and the level that it is drawn to."""

from math import log, sqrt

import pytest

from analysis import terms
from analysis.families import WORK
from analysis.measures import pay_of_a_year
from analysis.store.asking import answers, run
from analysis.terms import APART, build_terms

Z_90 = 1.645


def _read(market, *lines, **facets):
    """Add an advert of these `lines` (section, text, what it proves by facet); return its id."""
    posting_id = market.advert("Acme", "plain", **facets)
    text, start = "\n".join(line for _, line, _ in lines), 0
    market.con.execute("update posting_text set description_text = ? where posting_id = ?", [text, posting_id])
    for number, (section, line, proofs) in enumerate(lines):
        places = {"start_char": start, "end_char": start + len(line)}
        market.insert("line_read", posting_id=posting_id, position=number, section=section, **places)
        for facet, words in proofs.items():
            for word in words.split(" & "):
                at = start + line.index(word)
                proof = {"facet": facet, "start_char": at, "end_char": at + len(word), "rule": "by hand"}
                market.insert("evidence", posting_id=posting_id, **proof)
        start += len(line) + 1
    return posting_id


def _asked(market, *columns):
    build_terms(market.con)
    found = market.con.sql(f"select facet, value, {', '.join(columns)} from demand order by all").fetchall()
    assert len({(facet, value) for facet, value, *_ in found}) == len(found)
    return {value or facet: told[0] if len(told) == 1 else told for facet, value, *told in found}


def test_what_any_line_requires_is_no_wish_and_stands_where_it_is_first_named(market):
    lines = [
        ("preferred", "Risk work would help.", {"risk": "Risk work"}),
        ("required", "Own risks.", {"risk": "risks"}),
    ]
    _read(market, ("about", "We build.", {}), *lines, risk=True)
    assert _asked(market, "is_wish", "start_char") == {"risk": [False, 10]}


def test_what_only_lines_of_wishes_name_is_a_wish(market):
    wish = ("preferred", "Risk work would help.", {"risk": "Risk work"})
    _read(market, ("required", "Plan.", {}), wish, risk=True, change=True)
    assert _asked(market, "is_wish") == {"risk": True, "change": False}


def test_what_everyone_meets_what_is_denied_and_none_of_a_thing_is_no_demand(market):
    nothing = {"scope": "project", "stakeholder_level": "team", "geographic_reach": "local", "sector": "other"}
    _read(market, **nothing, risk=False, years_experience=0, team_size=0, budget_amount=0)
    much = {"scope": "programme", "stakeholder_level": "board", "geographic_reach": "national", "sector": "retail"}
    _read(market, **much, risk=True, years_experience=5, team_size=3, budget_amount=2e6, budget_currency="GBP")
    assert _asked(market, "amount", "currency", "is_wish") == {
        "programme": [None, None, False], "board": [None, None, False], "national": [None, None, False],
        "retail": [None, None, True], "risk": [None, None, False], "years_experience": [5.0, None, False],
        "team_size": [3.0, None, False], "budget": [2e6, "GBP", False],
    }  # fmt: skip


def test_certificates_and_education_are_wished_for_by_their_own_word_and_stand_in_the_text(market):
    held = [{"name": "PMP", "need": "required"}, {"name": "CSM", "need": "preferred"}]
    line = ("required", "A degree, PMP; CSM helps.", {"education": "degree", "certifications": "PMP & CSM"})
    _read(market, line, certifications=held, education_level="bachelor", education_need="preferred")
    assert _asked(market, "is_wish", "start_char") == {"PMP": [False, 10], "CSM": [True, 10], "bachelor": [True, 2]}


def test_each_tool_and_method_is_wished_for_by_the_lines_that_name_itself(market):
    _read(
        market,
        ("preferred", "Lean.", {"methods": "Lean"}),
        ("preferred", "Jira and Primavera help.", {"tools": "Jira & Primavera"}),
        ("required", "Six Sigma, Primavera.", {"methods": "Six Sigma", "tools": "Primavera"}),
        tools=["jira", "primavera", "unnamed"], methods=["six_sigma", "lean"],
    )  # fmt: skip
    assert _asked(market, "is_wish", "start_char") == {
        "lean": [True, 0], "jira": [True, 6], "primavera": [False, 15], "unnamed": [False, 6], "six_sigma": [False, 31],
    }  # fmt: skip


def test_a_method_that_a_certificate_names_is_asked_by_the_certificate_alone(market):
    held = [{"name": "PRINCE2 Practitioner", "need": "required"}]
    _read(market, methods=["prince2", "lean"], certifications=held)
    _read(market, methods=["agile"])
    assert set(_asked(market, "is_wish")) == {"PRINCE2 Practitioner", "lean", "agile"}


def test_a_demand_is_rarer_the_fewer_ask_it_and_the_length_counts_demands_without_a_value_too(market):
    _read(market, risk=True)
    _read(market, risk=True, tools=["jira"])
    build_terms(market.con)
    rarity = dict(market.con.sql("select facet, rarity from demand_rarity").fetchall())
    assert rarity == pytest.approx({"risk": log(2), "tools": log(3)})
    lengths = [length for (length,) in market.con.sql("select demand_length from matchable order by 1").fetchall()]
    assert lengths == pytest.approx([log(2), sqrt(log(2) ** 2 + log(3) ** 2)])


def _weights(market):
    build_terms(market.con)
    return {(term, number): weight for term, number, weight in market.con.sql("from term").fetchall()}


def test_words_are_of_the_title_and_of_statements_that_do_not_repeat_or_of_the_whole_text_where_there_are_none(market):
    market.say(market.advert("Acme", "plain", title="Welder"), required="Plan ponds.", preferred="Live kindly.")
    market.con.execute("update statement set is_boilerplate = true where section = 'preferred'")
    market.advert("Acme", "plain", title="Buyer")
    market.con.execute("update posting_text set description_text = 'Haggle.' where posting_id = 'p0001'")
    assert {*_weights(market)} == {("weld", 1), ("plan", 1), ("pond", 1), ("buyer", 2), ("haggl", 2)}
    ((words,),) = market.con.sql("select value::double from meta where key = 'advert_words'").fetchall()
    assert words == pytest.approx((len("Plan ponds.") + len("Haggle.")) / 2 / 8)


def test_a_word_said_again_weighs_more_but_not_twice_as_much_and_less_in_a_long_advert(market):
    for said in ("Plan. Plan. Build.", "Build. " + "Paint doors. " * 30):
        market.say(market.advert("Acme", "plain", title="A"), required=said)
    found = _weights(market)
    assert found["build", 1] < found["plan", 1] < 2 * found["build", 1]
    assert found["build", 2] < found["build", 1] / 2


def test_a_word_that_all_say_weighs_little_and_the_length_of_an_advert_is_of_rare_words(market):
    for said in ("Plan ponds.", "Plan canals.", "Plan tunnels."):
        market.say(market.advert("Acme", "plain", title="A"), required=said)
    weights = _weights(market)
    rarity = dict(market.con.sql("select term, rarity from term_rarity").fetchall())
    assert 0 < rarity["plan"] < rarity["pond"] == rarity["canal"]
    ((length,),) = market.con.sql("select word_length from matchable where posting_number = 1").fetchall()
    own = [weights[word, 1] * rarity[word] for word in ("plan", "pond")]
    assert length == pytest.approx(sqrt(sum(one**2 for one in own)))


def _settled(market):
    build_terms(market.con)
    found = market.con.sql("select settled_level, settled_error from matchable order by posting_id limit 1").fetchall()
    return found[0]


def _certain(market, error):
    """Let each level be known to so many standard errors."""
    reach = Z_90 * error
    market.con.execute("update level set level_low = level - $reach, level_high = level + $reach", {"reach": reach})


def test_a_level_is_drawn_to_what_its_own_firm_asks_of_its_own_title(market):
    market.advert("Acme", "plain", 0.0)
    _certain(market, 1.0)
    for told in ({"firm": "Beta"}, {"rank": "senior"}, {"family": "delivery_manager"}):
        market.title(**{"firm": "Acme", "rank": "plain", "level": -9.0, **told})
    assert _settled(market)[0] == pytest.approx(0.0)
    market.title("Acme", "plain", 2.0, error=0.4)
    usual = 0.4**2 + APART**2
    assert _settled(market) == pytest.approx((2 / usual / (1 + 1 / usual), sqrt(1 / (1 + 1 / usual))))


@pytest.mark.parametrize(("alike", "is_market"), [(5, True), (4, False)])
def test_a_level_is_drawn_to_the_market_of_its_title_where_that_has_five_adverts_else_to_all(market, alike, is_market):
    for number in range(alike):
        market.advert(f"firm {number}", "plain", 2.0)
        market.advert(f"firm {number}", "senior", 0.0)
        market.advert(f"firm {number}", "plain", 0.0, family="delivery_manager")
    _certain(market, 1.0)
    level, error = _settled(market)
    assert (level == pytest.approx(2.0)) == is_market
    if is_market:
        assert error == pytest.approx(sqrt(1 / (1 + 1 / APART**2)))


def test_a_level_that_is_known_for_sure_stays(market):
    market.advert("Acme", "plain", 0.0)
    _certain(market, 0.0)
    market.title("Acme", "plain", 2.0)
    assert _settled(market)[0] == pytest.approx(0.0, abs=0.01)


def _lines_told(market, question):
    run(market.con, "term_take_adverts", posting_ids=None, **pay_of_a_year())
    return [tuple(row.values()) for row in answers(market.con, question)]


def test_lines_of_certificates_are_looked_through_where_one_names_several_and_a_single_wish_is_left_out(market):
    proofs = [{"certifications": words} for words in ("PMP & CSM", "PRINCE2", "ITIL", "PMP", "PMP & PMP")]
    _read(
        market,
        ("preferred", "PMP or CSM.", proofs[0]), ("required", "Hold PRINCE2.", proofs[1]),
        ("preferred", "ITIL helps.", proofs[2]), ("required", "Plan.", {}),
    )  # fmt: skip
    _read(market, ("required", "A PMP.", proofs[3]))
    _read(market, ("required", "A PMP is one name, though two rules read it.", proofs[4]))
    assert _lines_told(market, "term_lines_of_certificates") == [
        (1, "PMP or CSM.", False),
        (1, "Hold PRINCE2.", True),
    ]


def test_education_is_looked_through_from_where_it_stands_if_experience_or_what_is_equivalent_follows_soon(market):
    for line in (
        "Equivalent pay. A degree is needed.", "Years: a degree or Experience.", "A degree, or work in lieu.",
        "A degree or an equivalent.", f"A degree{' of note' * 35}, or experience.",
    ):  # fmt: skip
        _read(market, ("about", "Experience tells.", {}), ("required", line, {"education": "degree"}))
    assert _lines_told(market, "term_lines_of_education") == [
        (2, "degree or Experience."),
        (3, "degree, or work in lieu."),
        (4, "degree or an equivalent."),
    ]


def test_a_level_follows_from_facets_alone_in_each_line_of_work_and_in_all_that_are_known_together(market, monkeypatch):
    monkeypatch.setattr(terms, "_OWN_LINE", 11)
    told = [number / 10 for number in range(11)]
    for family, times in (("project_manager", 2.0), ("product_manager", 1.0), ("other", 9.0)):
        for facets in told:
            posting_id = market.advert("Acme", "plain", family=family)
            for part, contribution in (("risk", facets), ("words", (times - 1) * facets + 1)):
                market.insert("level_part", posting_id=posting_id, part=part, contribution=contribution)
    build_terms(market.con)
    kept = market.con.sql("select key, value::double from meta where starts_with(key, 'told_')").fetchall()
    found = {key.removeprefix("told_"): value for key, value in kept}
    for family, slope in (("project_manager", 2.0), ("product_manager", 1.0)):
        own = {name.removesuffix(f"_{WORK[family]}"): value for name, value in found.items() if WORK[family] in name}
        assert own == pytest.approx({"slope": slope, "start": 1.0, "error": 0.0, "least": 0.05, "most": 0.95}, abs=1e-6)
    assert (found["slope"], found["start"]) == pytest.approx((1.5, 1.0))
    assert found["error"] == pytest.approx(sqrt(0.0875 * 22 / 21)), "what the one line of all leaves"
