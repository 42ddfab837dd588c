"""The report as a person meets it: in a browser, at two widths, light and dark, by keyboard, and on paper."""

import re
import shutil
from datetime import date

import pandas as pd
import pytest

from analysis.level import Z_90
from analysis.profile import load_profile
from analysis.report import write_report
from analysis.report.headlines import in_short
from analysis.report.page import _script_safe
from analysis.sample import sample_profile, sample_store
from analysis.store import ask, open_store

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium here: install Debian's package `chromium`")
LOOKS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
LOOKED_AT_BY_AXE = [(360, "light"), (1280, "dark")]
FIGURES = "#figures-firms tbody tr"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    store = shutil.copy(sample_store(firms=16, adverts=160), folder / "sample.duckdb")
    with open_store(store) as con:
        person = load_profile(sample_profile())
        return write_report(con, folder / "report.html", today=date(2026, 11, 23), person=person)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def opened(browser, report, width=1280, scheme="light"):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(report.as_uri())
    page.wait_for_selector("#chart-firms[data-rows] svg")
    page.wait_for_selector("#chart-pair[data-rows] svg")
    return page


@pytest.fixture(scope="module")
def one_page(browser, report):
    page = opened(browser, report)
    yield page
    page.close()


@pytest.fixture
def page(one_page):
    one_page.evaluate("for (const form of document.forms) form.reset()")
    one_page.wait_for_function("document.getElementById('title').value === ''")
    yield one_page
    assert not one_page.said


@needs_browser
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_fits_is_quiet_and_accessible(browser, report, width, scheme):
    page = opened(browser, report, width, scheme)
    assert page.said == []
    assert page.asked == [report.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert all(chart.bounding_box()["width"] <= width for chart in page.locator(".chart svg").all())
    if (width, scheme) in LOOKED_AT_BY_AXE:
        assert violations(page) == []
    page.close()


def violations(page):
    """Return what axe-core finds against WCAG 2.2 A and AA, with everything unfolded."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    # What passes would be listed too, place by place, which takes longer than to look.
    found = axe.Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]


def firms_in(page):
    return {row.split(":")[0] for row in page.locator(f"{FIGURES} th").all_text_contents()}


def firms_where(report, **home):
    with open_store(report.with_name("sample.duckdb")) as con:
        levels = ask(con, "report_firm_levels")
    for name, value in home.items():
        levels = levels[levels[name] == value]
    return set(levels["firm"])


def _tables(report):
    with open_store(report.with_name("sample.duckdb")) as con:
        return [ask(con, name, **told) for name, told in (
            ("report_firm_levels", {}), ("report_market_ladder", {"z_90": Z_90}),
            ("report_asked_more", {"q_at_most": 0.1}),
        )]  # fmt: skip


def test_the_report_begins_in_short_and_says_nothing_that_intervals_do_not_bear(report):
    tables = _tables(report)
    sure = tables[1].assign(level_low=tables[1]["level"] - 0.1, level_high=tables[1]["level"] + 0.1)
    market = dict(in_short(tables[0], sure, tables[2]))["market"]
    assert re.search(r"level \+\d\.\d \(\S+ to \S+\) against −\d\.\d \(\S+ to \S+\)", market)
    wide = tables[1].assign(level_low=-9.0, level_high=9.0)
    assert "cannot tell" in dict(in_short(tables[0], wide, tables[2]))["market"]
    nothing = [table.iloc[:0] for table in tables]
    assert in_short(*nothing) == []


def test_a_facet_and_the_theme_of_its_name_are_said_once_in_short(report):
    levels, market, _ = _tables(report)
    names = ["line management", "Line management (theme)", "risk management"]
    asked = pd.DataFrame({"name": names, "log_odds": 2.0, "senior_share": 0.4, "plain_share": 0.1})
    told = dict(in_short(levels, market, asked))["asked"]
    assert told.count("line management") == told.count("risk management") == 1


@needs_browser
def test_what_stands_in_short_leads_to_what_shows_it(page):
    links = page.locator(".short a")
    assert links.count() >= 2
    assert all(page.locator(link.get_attribute("href")).count() == 1 for link in links.all())


@needs_browser
def test_a_long_chart_comes_in_pieces_on_one_scale_each_with_its_axis(page):
    pieces = page.locator("#chart-firms svg")
    assert pieces.count() > 1
    axes = [
        [*filter(re.compile(r"−?[\d.]+$").match, piece.locator("text").all_text_contents())] for piece in pieces.all()
    ]
    assert axes[0]
    assert all(axis == axes[0] for axis in axes)


@needs_browser
def test_further_openings_unfold_where_a_place_is_chosen(page, report):
    page.locator("#other-matches").evaluate("one => { one.open = false }")
    folded = page.locator(".card:visible").count()
    assert folded < page.locator(".card").count()
    page.select_option("#sector", "healthcare")
    cards = page.locator(".card[data-sector=healthcare]")
    assert page.locator(".card:visible").count() == cards.count()


@needs_browser
@pytest.mark.parametrize("choice", ["sector", "country"])
def test_a_filter_of_place_leaves_only_its_firms(page, report, choice):
    everyone = firms_in(page)
    value = rarest(page, report, choice)
    page.select_option(f"#{choice}", value)
    wanted = firms_where(report, **{choice: value})
    assert firms_in(page) == wanted < everyone
    assert page.locator("#shown").text_content() == f"{len(wanted)} firm{'s' * (len(wanted) != 1)} in this choice."
    rows = page.locator("#exchanged tbody th").all_text_contents()
    assert all(any(row.startswith(firm) for firm in wanted) for row in rows)
    page.click("text=Show all")
    page.wait_for_function(f"document.getElementById('shown').textContent.startsWith('{len(everyone)} ')")
    assert firms_in(page) == everyone


def rarest(page, report, choice):
    """Return the choice that leaves fewest firms, and some."""
    values = [one.get_attribute("value") for one in page.locator(f"#{choice} option").all()][1:]
    return min(values, key=lambda value: len(firms_where(report, **{choice: value})))


@needs_browser
def test_the_filter_of_title_leaves_only_its_rungs(page):
    page.select_option("#title", "project_manager/senior")
    rungs = page.locator(f"{FIGURES} th").all_text_contents()
    assert rungs
    assert {rung.split(": ")[1] for rung in rungs} == {"Senior PM"}
    assert page.locator("#figures-market tbody th").all_text_contents() == ["Project Manager: Senior PM"]


@needs_browser
def test_the_market_s_ladder_follows_the_place(page):
    everywhere = page.locator("#figures-market tbody td").all_text_contents()
    page.select_option("#sector", "healthcare")
    assert page.locator("#figures-market tbody td").all_text_contents() != everywhere


@needs_browser
def test_matches_outside_the_chosen_place_are_hidden(page, report):
    sector = rarest(page, report, "sector")
    page.select_option("#sector", sector)
    shown = page.locator(".card:visible")
    assert page.locator(".card").count() > shown.count()
    assert all(card.get_attribute("data-sector") == sector for card in shown.all())
    assert page.locator("#no-match").is_visible() == (shown.count() == 0)


@needs_browser
def test_firms_are_found_by_name_and_ordered_by_what_they_ask(page, report):
    name = min(firms_where(report))
    page.fill("#firm-name", name[:9].upper())
    assert name in firms_in(page)
    assert all(name[:9].lower() in firm.lower() for firm in firms_in(page))
    page.fill("#firm-name", "")
    page.select_option("#title", "project_manager/plain")
    page.select_option("#firm-order", "level")
    told = page.locator(f"{FIGURES} td:nth-child(2)").all_text_contents()
    levels = [float(re.match(r"[+−]?[\d.]+", cell)[0].replace("−", "-")) for cell in told]
    assert levels == sorted(levels, reverse=True)


@needs_browser
def test_a_name_that_no_firm_has_says_so(page):
    page.fill("#firm-name", "Globex")
    assert page.locator("#chart-firms").text_content() == "Too few adverts in this choice: cannot tell."


@needs_browser
def test_two_firms_stand_side_by_side_with_n(page):
    names = page.locator("#firm-a option").all_text_contents()
    page.select_option("#firm-a", label=names[0])
    page.select_option("#firm-b", label=names[-1])
    heads = page.locator("#compared table").first.locator("thead th").all_text_contents()
    assert heads == ["Measure", names[0], names[-1]]
    shares = page.locator("#compared table").first.locator("tbody tr:nth-child(3) td").all_text_contents()
    assert all(re.fullmatch(r"\d+\s% \(\d+\sof\s\d+\)", share) for share in shares)
    page.wait_for_function(f"document.getElementById('chart-pair').textContent.includes({names[-1]!r})")
    assert firms_of(page, "pair") == {names[0], names[-1]}


def firms_of(page, chart):
    return {row.split(":")[0] for row in page.locator(f"#figures-{chart} tbody th").all_text_contents()}


@needs_browser
def test_the_exchange_table_is_of_the_chosen_title(page):
    options = page.locator("#title-of option").all_text_contents()
    page.select_option("#title-of", label=options[-1])
    title, firm = options[-1].split(" at ", 1)
    assert page.locator("#exchanged caption").text_content().startswith(f"Compared with {title} at {firm}: level ")
    assert set(page.locator("#exchanged td:nth-child(2)").all_text_contents()) <= {
        "equal", "above", "below", "cannot tell",
    }  # fmt: skip


@needs_browser
def test_themes_are_found_by_a_word_of_their_lines(page):
    line = page.locator(".theme li").first.text_content()
    page.fill("#theme-words", line[:25])
    assert 1 <= page.locator(".theme:visible").count() < page.locator(".theme").count()


@needs_browser
def test_hovering_shows_n(page):
    page.locator("#chart-market svg .mark-symbol path").first.hover()
    assert "n (adverts)" in page.wait_for_selector("#vg-tooltip-element.visible").text_content()


@needs_browser
def test_every_control_is_reached_and_named_by_keyboard(page):
    names = page.evaluate("""[...document.querySelectorAll('select, input, button')].map((one) =>
        (one.labels && one.labels.length ? one.labels[0].firstChild.textContent : one.textContent).trim())""")
    assert all(names)
    first = page.evaluate("document.querySelector('a, button, input, select').textContent")
    assert first == "Skip to the content"


@needs_browser
def test_on_paper_there_is_ink_on_white_without_controls(browser, report):
    page = opened(browser, report, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("#filters").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # as a browser says it
    widths = page.evaluate(
        "[...document.querySelectorAll('.chart svg')].map((svg) => Number(svg.getAttribute('width')))"
    )
    assert max(widths) < 700, "letters would be shrunk to the width of a sheet"
    assert page.locator("#choice").is_visible()
    page.close()


def test_the_file_names_no_address_from_which_anything_is_fetched(report):
    text = report.read_text(encoding="utf-8")
    page = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.findall(r"<(?:link|img|iframe|script)\b[^>]*(?:src|href)=", page)
    assert "default-src 'none'" in page
    assert len(text) < 1_500_000


def test_no_words_of_an_advert_can_close_the_script_they_stand_in():
    assert "<" not in str(_script_safe({"title": "</script><script>alert(1)"}))
