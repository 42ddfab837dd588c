"""Pay is read as it is written, in the grammars of many countries."""

from decimal import Decimal

import pytest

from bench.pay import RIGHT, WRITTEN, kind_of, run
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import money
from crawler.normal.pay.units import unit_in

DIFFERENCES = [
    ("£30,000 - £35,000", 30_000, 35_000),
    ("up to £30,000", 30_000, 30_000),
    ("£30,000.75", 30_000, 30_000),
    ("£10.00 an hour", 16_810, 16_810),
    ("£30,000", 5_000, 30_000),
    ("Band 6", 10_086, 10_086),
]

CASES: list[tuple[str, float | None, float | None, str | None, object]] = [
    ("$120k–$150k • Offers Equity", 120_000, 150_000, "USD", None),
    ("$70-85K", 70_000, 85_000, "USD", None),
    ("45-55 k€", 45_000, 55_000, "EUR", None),
    ("€65.000 - €80.000 brutto/Jahr", 65_000, 80_000, "EUR", "YEAR"),
    ("60 000 € - 70 000 € brut annuel", 60_000, 70_000, "EUR", "YEAR"),
    ("CHF 110'000 – 130'000", 110_000, 130_000, "CHF", None),
    ("Annuel de 35000.0 Euros à 42000.0 Euros", 35_000, 42_000, "EUR", "YEAR"),
    ("Mensuel de 2 500,00 Euros", 2_500, 2_500, "EUR", "MONTH"),
    ("45 000 kr/mån", 45_000, 45_000, "SEK", "MONTH"),
    ("€ 3500,- tot € 4200,- per maand", 3_500, 4_200, "EUR", "MONTH"),
    ("Entre 35.000 € y 45.000 € brutos anuales", 35_000, 45_000, "EUR", "YEAR"),
    ("18 000–24 000 PLN netto / mies.", 18_000, 24_000, "PLN", "MONTH"),
    ("R$ 12.000,00 por mês", 12_000, 12_000, "BRL", "MONTH"),
    ("₹25,00,000 - ₹35,00,000 per annum", 2_500_000, 3_500_000, "INR", "YEAR"),
    ("₹12-18 LPA", 1_200_000, 1_800_000, "INR", "YEAR"),
    ("¥8M - ¥12M", 8_000_000, 12_000_000, "JPY", None),
    ("25,50 €/h", 25.5, 25.5, "EUR", "HOUR"),
    ("£450-£550/day outside IR35", 450, 550, "GBP", "DAY"),
    ("$19.35+ / hour", 19.35, None, "USD", "HOUR"),
    ("£40,000+", 40_000, None, "GBP", None),
    ("£40,000 + bonus", 40_000, 40_000, "GBP", None),
    ("ab 60.000 € Jahresgehalt", 60_000, None, "EUR", "YEAR"),
    ("bis zu 75.000 €", None, 75_000, "EUR", None),
    ("$110,000 CAD - $135,000 CAD", 110_000, 135_000, "CAD", None),
    ("8a (£45,753 - £51,668)", 45_753, 51_668, "GBP", None),
    ("Tier 3: £31,634 - £34,001 - £36,368", 31_634, 36_368, "GBP", None),
    ("£40,000 - £50,000 - £5,000 welcome bonus", 40_000, 50_000, "GBP", None),
    ("£18 a hour", 18, 18, "GBP", "HOUR"),
    ("£17.40 p/h weekdays, £21.15 p/h Sundays", 17.4, 21.15, "GBP", "HOUR"),
    ("£30,100, £32,200, £34,300, £36,400", 30_100, 36_400, "GBP", None),
    ("£12,500 per annum (FTE £25,000 per annum)", 25_000, 25_000, "GBP", "YEAR"),
    ("£12,500 (£25,000FTE)", 25_000, 25_000, "GBP", None),
    ("Up to £12,500 (£25,000 FTE) p.a.", None, 25_000, "GBP", "YEAR"),
    ("£12,500 - £14,000 (£25,000 - £28,000 full-time)", 25_000, 28_000, "GBP", None),
    ("£25,000 FTE (£12,500 actual)", 25_000, 25_000, "GBP", None),
    ("£25,000 (0.5 FTE)", 25_000, 25_000, "GBP", None),
    ("£12.50 an hour (£24,000 FTE)", 12.5, 12.5, "GBP", "HOUR"),
    ("£32-500 - £38,000 (Band 7)", 32_500, 38_000, "GBP", None),
    ("£20-00 - £25,000", 20, None, "GBP", None),
    ("£41,000 (£21.05 per hour)", 41_000, 41_000, "GBP", None),
    ("£30,000 - £34,000 £28,500 - £33,000 pa", 30_000, 34_000, "GBP", "YEAR"),
    ("£48k basic, £65k OTE", 48_000, 48_000, "GBP", None),
    ("OTE £90,000 (base £60,000)", 60_000, 60_000, "GBP", None),
    ("£37,890 - £44,503 pa, pro rata, plus 20% HCAS (min £4,400 max £6,700)", 37_890, 44_503, "GBP", "YEAR"),
    ("Salary 50-60k", 50_000, 60_000, None, None),
    ("entre 40 et 50 k€", 40_000, 50_000, "EUR", None),
    ("Tagessatz 900-1000 EUR", 900, 1_000, "EUR", "DAY"),
    ("Clerk E 11 (3.600 - 5.200 EUR)", 3_600, 5_200, "EUR", None),
    ("CAD$90,000 - CAD$110,000", 90_000, 110_000, "CAD", None),
    ("AUD $120,000", 120_000, 120_000, "AUD", None),
    ("NZD$100k-$110k", 100_000, 110_000, "NZD", None),
    ("Salary$60k", 60_000, 60_000, "USD", None),
    ("XX$60,000", 60_000, 60_000, None, None),
    ("JMD$60,000", 60_000, 60_000, None, None),
    ("R 45,000", 45_000, 45_000, "ZAR", None),
    ("Band R 45,000", 45_000, 45_000, None, None),
    ("£45,000 Minimum 3 days in office", 45_000, 45_000, "GBP", None),
    ("£45,000 max 40 hours", 45_000, 45_000, "GBP", None),
    ("$60/hr ($124,800/yr)", 60, 60, "USD", "HOUR"),
    ("£2,500 per month (£30,000 per annum)", 2_500, 2_500, "GBP", "MONTH"),
    ("£50,000 (€58,000)", 50_000, 50_000, "GBP", None),
    ("$90k-$110k / €80k-€95k", 90_000, 110_000, "USD", None),
    ("$120,000 - $150,000 USD / $140,000 - $180,000 CAD", 120_000, 150_000, "USD", None),
    ("£5,000 welcome bonus, £40,000 salary", 40_000, 40_000, "GBP", None),
    ("£5,000 sign-on bonus + £40,000", 40_000, 40_000, "GBP", None),
    ("£70k OTE - £45k base", 45_000, 45_000, "GBP", None),
    ("£40,000 bonus: £5,000", 40_000, 40_000, "GBP", None),
    ("INR 1,50,000 per month", 150_000, 150_000, "INR", "MONTH"),
    ("NOK 6 000 per day", 6_000, 6_000, "NOK", "DAY"),
    ("$1,800 bi-weekly", 1_800, 1_800, "USD", None),
    ("max. €5.500 bruto p/m", None, 5_500, "EUR", "MONTH"),
    ("TJM 500 €", 500, 500, "EUR", "DAY"),
    ("kr. 55.000 pr. md.", 55_000, 55_000, "SEK", "MONTH"),
    ("GBP40000 - GBP45000 per annum", 40_000, 45_000, "GBP", "YEAR"),
    ("R45,000 - R55,000 per month", 45_000, 55_000, "ZAR", "MONTH"),
    ("£45kpa - £50kpa", 45_000, 50_000, "GBP", "YEAR"),
    ("NT$1,200,000", 1_200_000, 1_200_000, "TWD", None),
    ("XY$1,200,000", 1_200_000, 1_200_000, None, None),
    ("$90,000 CDN", 90_000, 90_000, "CAD", None),
    ("c£55k", 55_000, 55_000, "GBP", None),
    ("60-80 T€", 60_000, 80_000, "EUR", None),
    ("15-20 tys. PLN", 15_000, 20_000, "PLN", None),
    ("To £60k", None, 60_000, "GBP", None),
    ("£60k max", None, 60_000, "GBP", None),
    ("£28,000 minimum", 28_000, None, "GBP", None),
    ("£28,000 min - £34,000 max", 28_000, 34_000, "GBP", None),
    ("$90,000 - $120,000 CAD", 90_000, 120_000, "CAD", None),
    ("$70k-$95k (AUD)", 70_000, 95_000, "AUD", None),
    ("$80,000 (NZD)", 80_000, 80_000, "NZD", None),
    ("$35 - $45 CAD per hour", 35, 45, "CAD", "HOUR"),
    ("$90,000 - $120,000 per year (CAD)", 90_000, 120_000, "CAD", "YEAR"),
    ("$90,000 - C$120,000", 90_000, 120_000, "CAD", None),
    ("50 000 - 60 000 kr (NOK)", 50_000, 60_000, "NOK", None),
    ("$30 per hour CAD drafting", 30, 30, "USD", "HOUR"),
    ("$60,000 (€55,000)", 60_000, 60_000, "USD", None),
    ("600万円", 6_000_000, 6_000_000, "JPY", None),
    ("年収600万円〜800万円", 6_000_000, 8_000_000, "JPY", "YEAR"),
    ("月給30万円", 300_000, 300_000, "JPY", "MONTH"),
    ("¥600万", 6_000_000, 6_000_000, "JPY", None),
    ("Rp 9.000.000 - Rp 12.000.000 per month", 9_000_000, 12_000_000, "IDR", "MONTH"),
    ("฿45,000 per month", 45_000, 45_000, "THB", "MONTH"),
    ("Cachet de 150 Euros", 150, 150, "EUR", None),
    ("£100 to £150 a session", 100, 150, "GBP", None),
    ("£12.60 to £15, depending on shift", 12.6, 15, "GBP", "HOUR"),
    ("$0.5-1% equity, $140k", 140_000, 140_000, "USD", None),
    ("£45,000 - 10% bonus", 45_000, 45_000, "GBP", None),
    ("$0 – $95K • Offers Equity", None, 95_000, "USD", None),
    ("£0 - £28,000 pa", None, 28_000, "GBP", "YEAR"),
    ("£28,000.00 - £0.00 per annum", 28_000, None, "GBP", "YEAR"),
    ("0-28k EUR", None, 28_000, "EUR", None),
    ("£0 to join, £28,000 pa", 28_000, 28_000, "GBP", "YEAR"),
    ("£40,000 plus OTE", 40_000, 40_000, "GBP", None),
    ("£50,000 - £60,000 plus OTE", 50_000, 60_000, "GBP", None),
    ("$120,000 base with on-target bonus", 120_000, 120_000, "USD", None),
    ("£30,000 plus bonus, OTE £45,000", 30_000, 30_000, "GBP", None),
    ("On Target Earnings of $210K – $230K • Offers Commission • Base $110k-$120k", 110_000, 120_000, "USD", None),
]
NO_PAY = [
    "OTE £90,000",
    "£90,000 OTE",
    "£70k-£90k on-target earnings",
    "up to £60k (OTE)",
    "£5k bonus, £90k OTE",
    "Series B, $40M raised",
    "Call 01632 960 001",
    "25 days' holiday",
    "Band 6/7",
    "£5 million budget",
    "Job ref 123456",
    "$0.25 - 0.5% of the firm",
    "300万人",
    "£0 - £0",
    "$0 • Offers Equity",
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "unit"), CASES)
def test_pay_is_read_as_written(
    text: str, low: float | None, high: float | None, currency: str | None, unit: object
) -> None:
    found = pay_in(text)
    assert found is not None
    read = (found.min and float(found.min), found.max and float(found.max), found.currency, found.unit)
    assert read == (low, high, currency, unit)


@pytest.mark.parametrize("text", NO_PAY)
def test_a_text_without_pay_states_none(text: str) -> None:
    assert pay_in(text) is None


def test_the_lower_of_two_published_ends_is_the_least_and_nonsense_is_none() -> None:
    found = money("", 50_000, "45000", "USD", "jährlich")
    assert found is not None
    assert (found.min, found.max, found.unit) == (Decimal(45_000), Decimal(50_000), "YEAR")
    assert money("", "NaN", "Infinity", "USD") is None


@pytest.mark.parametrize(
    ("figure", "currency", "unit"),
    [
        (24.04, "USD", None),
        (400, "GBP", None),
        (26_000, "GBP", "YEAR"),
        (180_000, "INR", "YEAR"),
        (25_000, "INR", None),
        (1_200, "JPY", None),
        (4_200, None, "YEAR"),
    ],
)
def test_a_figure_too_small_for_a_year_is_of_no_known_unit(
    figure: float, currency: str | None, unit: str | None
) -> None:
    found = money("", figure, figure, currency, "1 YEAR")
    assert found is not None
    assert (found.min, found.unit) == (Decimal(str(figure)), unit)


@pytest.mark.parametrize(
    ("interval", "unit"),
    [
        ("1 MONTH", "MONTH"),
        ("1_MONTH", "MONTH"),
        ("6 MONTH", None),
        ("2 WEEK", None),
        ("0.5 YEAR", None),
        ("Tier 2 annual", "YEAR"),
    ],
)
def test_several_weeks_or_months_are_no_week_or_month(interval: str, unit: str | None) -> None:
    found = money("", 30_000, 40_000, "USD", interval)
    assert found is not None
    assert found.unit == unit


def test_a_text_of_countless_figures_is_read_to_the_first_of_them_in_no_time() -> None:
    found = pay_in("£5 - " * 3_000)
    assert found is not None
    assert found.max == Decimal(5)


@pytest.mark.skipif(not WRITTEN.exists(), reason="the strings are not at hand")
def test_both_ends_of_real_pay_are_read_in_97_of_a_hundred() -> None:
    figures = run()
    assert int(figures["strings with a digit and published pay"]) > 2_400
    assert float(figures["lenient, of those where pay was read"]) >= 0.97


def test_a_reading_of_pay_is_told_apart_by_how_it_differs() -> None:
    kinds = [kind_of(pay_in(text), Decimal(low), Decimal(high)) for text, low, high in DIFFERENCES]
    assert kinds == [*RIGHT, "another figure", "no pay read"]


@pytest.mark.parametrize(
    ("blurb", "unit"),
    [
        ("The pay range for a Senior PM in Austin", None),
        ("plus a monthly wellness stipend", None),
        ("Our hours are 9am-5 pm", None),
        ("The monthly salary depends on what you bring", "MONTH"),
        ("An annual range", "YEAR"),
    ],
)
def test_a_blurb_says_what_pay_is_for_only_where_it_speaks_of_the_pay(blurb: str, unit: str | None) -> None:
    assert unit_in(blurb, Decimal(80_000)) == unit
