"""Pay in fields and sums in prose are read with one table of money, and agree."""

import pytest

from analysis.reading import lexicon_files
from analysis.reading.body import fold
from analysis.reading.facets import find_facets
from analysis.reading.lexicon import cues_of
from analysis.reading.lexicon_files import whole_lexicon
from analysis.reading.lexicon_schema import mistakes_in
from analysis.reading.money import find_sums
from analysis.reading.read import reader_hash
from analysis.reading.reading import Line
from analysis.teaching.lexicon_proofs import body_of
from analysis.tellings import pounds
from crawler import knowledge
from crawler.normal.currencies import signs
from crawler.normal.pay import pay_in


def stated(facet, section, text):
    return find_facets("Project Manager", [Line(text, 0, len(text), section)])[0][facet]


def sums_in(text):
    folded = fold(text)
    return [(one.low, one.high, one.currency) for one in find_sums(folded, 0, len(folded))]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "unit"),
    [
        ("CNY 300,000 - 400,000 per year", 300_000, 400_000, "CNY", "YEAR"),
        ("MX$600,000 - MX$750,000 per year", 600_000, 750_000, "MXN", "YEAR"),
        ("RON 120,000 - 150,000 per year", 120_000, 150_000, "RON", "YEAR"),
        ("₱900,000 per year", 900_000, 900_000, "PHP", "YEAR"),
        ("RM 8,000 per month", 8_000, 8_000, "MYR", "MONTH"),
        ("ILS 25,000 - 30,000 per month", 25_000, 30_000, "ILS", "MONTH"),
        ("45 000 kr per month", 45_000, 45_000, "SEK", "MONTH"),
        ("45 000 kr/månad", 45_000, 45_000, "SEK", "MONTH"),
        ("R600,000 - R750,000 per annum", 600_000, 750_000, "ZAR", "YEAR"),
        ("COP 120,000,000 - 150,000,000 per year", 120_000_000, 150_000_000, "COP", "YEAR"),
        ("Rs. 45,000 per month", 45_000, 45_000, "INR", "MONTH"),
        ("60,000 pounds a year", 60_000, 60_000, "GBP", "YEAR"),
        ("60,000 US dollars per year", 60_000, 60_000, "USD", "YEAR"),
        ("60,000 Canadian dollars per year", 60_000, 60_000, "CAD", "YEAR"),
        ("PKR 250,000 per month", 250_000, 250_000, "PKR", "MONTH"),
        ("KWD 900 per month", 900, 900, "KWD", "MONTH"),
        ("ZAR 85,000 - 110,000 per month", 85_000, 110_000, "ZAR", "MONTH"),
        ("85,000 - 95,000 NOK per month", 85_000, 95_000, "NOK", "MONTH"),
        ("DKK 85,000 per month", 85_000, 85_000, "DKK", "MONTH"),
        ("HK$80,000 - HK$100,000 per month", 80_000, 100_000, "HKD", "MONTH"),
        ("600 SEK per hour", 600, 600, "SEK", "HOUR"),
        ("NOK 700 per hour", 700, 700, "NOK", "HOUR"),
        ("CAD $90,000 - $110,000 per year", 90_000, 110_000, "CAD", "YEAR"),
        ("(AUD) $90,000 - $110,000 per year", 90_000, 110_000, "AUD", "YEAR"),
        ("(NZD): $90,000 per year", 90_000, 90_000, "NZD", "YEAR"),
        ("SGD $9,000 - SGD $11,000 per month", 9_000, 11_000, "SGD", "MONTH"),
        ("Pay in GBP: 45,000 - 50,000 per year", 45_000, 50_000, "GBP", "YEAR"),
        ("(EUR) 45,000 per year", 45_000, 45_000, "EUR", "YEAR"),
        ("(£): 45,000 per year", 45_000, 45_000, "GBP", "YEAR"),
        ("HK $90,000 per month", 90_000, 90_000, "HKD", "MONTH"),
        ("US $90,000 - US $100,000 per year", 90_000, 100_000, "USD", "YEAR"),
        ("$90,000 - $110,000 (CAD) per year", 90_000, 110_000, "CAD", "YEAR"),
        ("Fresno, CA $90,000 per year", 90_000, 90_000, "USD", "YEAR"),
        ("£650-£725 p/d inside IR35", 650, 725, "GBP", "DAY"),
        ("£650 (Inside IR35)", 650, 650, "GBP", "DAY"),
        ("£650pd", 650, 650, "GBP", "DAY"),
        ("£650-£700 pd", 650, 700, "GBP", "DAY"),
        ("£45 p/h", 45, 45, "GBP", "HOUR"),
        ("€450 pro Tag", 450, 450, "EUR", "DAY"),
        ("£14.50 per hour, 30 hours per week", 14.5, 14.5, "GBP", "HOUR"),
        ("€71,000 - €72,500 - €74,000 - €75,500 - €79,000 per year", 71_000, 79_000, "EUR", "YEAR"),
        ("£22,000 (£36,000 FTE) per year", 36_000, 36_000, "GBP", "YEAR"),
        ("£22,000 - £24,000 a year (full-time: £36,000 - £40,000)", 36_000, 40_000, "GBP", "YEAR"),
    ],
)
def test_fields_and_prose_read_the_same_pay(text, low, high, currency, unit):
    field, prose = pay_in(text), stated("base_salary", "offer", f"Salary: {text}")
    assert (field.min, field.max, field.currency, field.unit) == (low, high, currency, unit)
    assert prose == {"min": low, "max": high, "currency": currency, "unit": unit}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Salary: £65,000, report to a MD", "YEAR"),
        ("Ames salary: $90,000", "YEAR"),
        ("Alan Group salary: $60 - $80", "HOUR"),
        ("AMD salary: $95,000", "YEAR"),
        ("Salary: 45 000 kr pr. md.", "MONTH"),
        ("Salary: 3.500 € al mes", "MONTH"),
    ],
)
def test_a_name_or_a_job_beside_pay_is_no_time_that_it_is_paid_for(text, unit):
    assert stated("base_salary", "offer", text)["unit"] == unit


@pytest.mark.parametrize("text", ["Ames, IA: $60,000", "Alan: €60,000", "£65,000, report to a MD"])
def test_a_name_beside_the_pay_of_a_field_is_no_time_that_it_is_paid_for(text):
    assert pay_in(text).unit is None


@pytest.mark.parametrize(
    "text",
    [
        "Manage shows; try 100,000 strings",
        "Deliver the CDN 50,000 puppets project",
        "Deliver the COP 300,000 tonnes project",
        "Manage a project for 120,000 ron puppets",
    ],
)
def test_a_code_of_money_that_is_a_word_is_no_budget_where_nothing_is_spent(text):
    assert stated("budget", "responsibility", text) is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Manage a budget of TRY 900,000", "TRY"),
        ("Manage a RON 5 million project", "RON"),
        ("Projects worth 900,000 CDN", "CAD"),
    ],
)
def test_a_code_of_money_that_is_a_word_is_a_budget_where_it_is_spent(text, currency):
    assert stated("budget", "responsibility", text)["currency"] == currency


@pytest.mark.parametrize("text", ["£45 p/h", "£650pd", "£650 p/d", "£650 (Inside IR35)"])
def test_what_contractors_are_paid_is_read_without_the_word_for_it(text):
    assert stated("base_salary", "offer", text)["currency"] == "GBP"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Salary: 45,000 - 52,000 SEK", "MONTH"),
        ("Salary: 600,000 - 700,000 NOK", "YEAR"),
        ("Salary: R45,000 - R55,000", "MONTH"),
        ("Salary: £80,000 inside IR35", "YEAR"),
    ],
)
def test_pay_that_names_no_unit_has_that_of_its_size(text, unit):
    assert stated("base_salary", "offer", text)["unit"] == unit


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("£30,000 - £32,000 - £35,000", [(30_000, 35_000, "GBP")]),
        ("£30,000-£32,000-£34,000-£35,000", [(30_000, 35_000, "GBP")]),
        ("£30,000 - £32,000 - £5,000 bonus", [(30_000, 32_000, "GBP"), (5_000, 5_000, "GBP")]),
        ("£45-753-£51,668", [(45, 753, "GBP"), (51_668, 51_668, "GBP")]),
        ("£30,000 - £32,000, £35,000", [(30_000, 32_000, "GBP"), (35_000, 35_000, "GBP")]),
    ],
)
def test_a_row_of_rising_sums_is_one_from_its_first_to_its_last(text, sums):
    assert sums_in(text) == sums


@pytest.mark.parametrize(
    "text", ["Band R 45,000", "R2 and R3 storage", "Lift 50 pounds", "Series R 12", "Korkr 10,000"]
)
def test_what_only_looks_like_money_is_no_sum(text):
    assert sums_in(text) == []


def test_a_weight_is_no_pay_of_a_field():
    assert pay_in("Able to lift 50 pounds") is None


@pytest.mark.parametrize(
    "form", ["{} 90,000", "{}90,000", "90,000 {}", "90,000{}", "90k {}", "90,000 {}/year", "({}) 90,000"]
)
def test_every_line_with_a_sum_is_looked_at(form):
    texts = [form.format(sign) for sign in signs() if len(sign) > 2 or not sign.isalpha()]
    read = [text for text in texts if sums_in(text)]
    assert len(read) > len(texts) / 2
    assert [text for text in read if not body_of(text, "offer").numbers_with(cues_of("pay"), ("offer",))] == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Manage a budget of SEK 40 million and a UK budget of £5 million", 5_000_000, "GBP"),
        ("Manage a budget of CAD $5m", 5_000_000, "CAD"),
        ("Own a budget of (NZD) $5 million", 5_000_000, "NZD"),
        ("Run a workstream in the £28m programme. Budget holder for £3.5m", 3_500_000, "GBP"),
        ("Lead one of the workstreams of our £28m puppet programme, with a budget of £2m", 2_000_000, "GBP"),
        ("Deliver a work package within the £28m scheme on a budget of £2m", 2_000_000, "GBP"),
        ("Lead all workstreams of the £28m puppet programme", 28_000_000, "GBP"),
    ],
)
def test_the_budget_is_the_largest_in_worth_of_what_is_managed(text, amount, currency):
    assert stated("budget", "responsibility", text) == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(("currency", "amount"), [("CNY", 9_000_000), ("KRW", 1_800_000_000), ("PHP", 75_000_000)])
def test_what_is_read_in_any_currency_can_be_compared(currency, amount):
    assert pounds(amount, currency) == pytest.approx(1_000_000, rel=0.1)


def test_a_misspelt_key_in_the_table_of_money_is_told():
    mistakes = mistakes_in({"money": whole_lexicon()["money"] | {"currencies": {"GBP": {"pond": 1.0, "signs": []}}}})
    assert any("money.toml: [currencies.GBP]" in mistake for mistake in mistakes)


def test_a_table_of_money_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    (tmp_path / "money.toml").write_text("[")
    monkeypatch.setattr(knowledge, "knowledge", tmp_path.joinpath)
    monkeypatch.setattr(lexicon_files, "known_words", knowledge.known_words.__wrapped__)
    with pytest.raises(knowledge.KnowledgeError, match=r"data/money\.toml"):
        whole_lexicon()


def test_another_table_of_money_is_another_reader(monkeypatch, tmp_path):
    before, there = reader_hash.__wrapped__(), reader_hash.__wrapped__.__globals__["knowledge"]
    (tmp_path / "money.toml").write_text("")
    monkeypatch.setitem(
        reader_hash.__wrapped__.__globals__,
        "knowledge",
        lambda *parts: tmp_path / "money.toml" if parts == ("money.toml",) else there(*parts),
    )
    assert reader_hash.__wrapped__() != before
