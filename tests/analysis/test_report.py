"""The report as a person meets it: in a browser, at two widths, light and dark, by keyboard, and on paper."""

import itertools
import re
import shutil
from datetime import date
from html import unescape

import duckdb
import pandas as pd
import pytest

from analysis.demands import value_in_words
from analysis.derive import analyze
from analysis.families import OF_PROJECTS
from analysis.matching import openings
from analysis.matching.wanted import wishes_of
from analysis.profile import load_profile
from analysis.report import write_report
from analysis.report.explorable import market_ladder
from analysis.report.grounds import coverage, rule, scale
from analysis.report.headlines import in_short
from analysis.report.openings import matches_of
from analysis.report.page import _places, _script_safe, table_of
from analysis.report.themes import themes
from analysis.sample import sample_profile, sample_store
from analysis.store import ask, load_spool, open_store
from analysis.themes.model import ThemeModel
from analysis.validity.card import validate

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium here: install Debian's package `chromium`")
LOOKS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
LOOKED_AT_BY_AXE = [(360, "light"), (1280, "dark")]
FIGURES = "#figures-firms tbody tr"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    store = shutil.copy(sample_store(firms=16, adverts=200), folder / "sample.duckdb")
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
        asked = ask(con, "report_asked_more", q_at_most=0.1)
        return [ask(con, "report_firm_levels"), market_ladder(con), asked]


def changed(report, folder, *changes):
    """Return a copy of the report's store, changed."""
    copy = shutil.copy(report.with_name("sample.duckdb"), folder / "changed.duckdb")
    with duckdb.connect(str(copy)) as con:
        for change in changes:
            con.execute(change)
    return copy


def test_the_page_says_whose_adverts_make_the_scale_of_levels(report, tmp_path):
    with open_store(report.with_name("sample.duckdb")) as con:
        own, adverts = scale(con)["sentence"], query_one(con, "select count(*) from level")
    assert own.startswith(
        f"0 is the mean of the {adverts} adverts here for project jobs, and 1 their standard deviation;"
    )
    assert own in report.read_text(encoding="utf-8")
    others = "update reading set title_family = 'product_manager' where title_family = 'project_coordinator'"
    with open_store(changed(report, tmp_path, others)) as con:
        told, products = (
            scale(con),
            query_one(con, "select count(*) from reading where title_family = 'product_manager'"),
        )
    assert f"for project jobs and product managers ({products})" in told["sentence"]
    assert told["project_adverts"] == adverts - products
    with open_store(changed(report, tmp_path, "update level set level = level + 0.2")) as con:
        assert "adverts on which the scale was last estimated" in scale(con)["sentence"]
    few = "delete from level where posting_id not in (select posting_id from level order by posting_id limit 19)"
    with open_store(changed(report, tmp_path, few)) as con:
        assert "the scale that ships" in scale(con)["sentence"]


@pytest.mark.parametrize(("start", "said"), [("taught", "These firms taught this scale"), ("apart", "was left out")])
def test_report_card_and_analysis_say_whether_the_model_that_ships_knew_these_firms(report, tmp_path, start, said):
    store = changed(
        report,
        tmp_path,
        f"""update model set body = json_merge_patch(body, '{{"start": "{start}"}}') where name = 'level'""",
    )
    with open_store(report.with_name("sample.duckdb")) as con:
        assert said not in scale(con)["sentence"]
    with open_store(store) as con:
        assert said in scale(con)["sentence"]
        assert said in validate(con).claims
    assert said in str(analyze(store))


def query_one(con, sql):
    return con.execute(sql).fetchone()[0]


def test_a_market_of_few_firms_is_no_surer_than_student_and_its_firms_allow(report, tmp_path):
    alike = "update level set level = 0.01 * (hash(posting_id) % 3)"
    for store in (report.with_name("sample.duckdb"), changed(report, tmp_path, alike)):
        with open_store(store) as con:
            asked, told = (
                one.set_index(["sector", "country", "title_family", "title_rank"]).sort_index()
                for one in (ask(con, "report_market_ladder", families=OF_PROJECTS), market_ladder(con))
            )
        reach = told["level_high"] - told["level"]
        student = {3: 2.92, 4: 2.353, 5: 2.132}
        few = told["firms"].isin(student)
        at_least = told["firms"].map(student) * asked["spread"] / told["firms"] ** 0.5
        assert few.any()
        assert (reach[few] >= at_least[few] - 1e-3).all()
        assert (reach >= asked["own_reach"] - 1e-9).all()
    assert reach.min() > 0.1, "firms whose adverts tell little cannot tell more together than those allow"


def test_a_verdict_about_two_titles_needs_the_adverts_that_equate_needs(report):
    levels, market, asked = _tables(report)
    pair = levels[levels["title_family"] == "project_manager"].iloc[:2].assign(
        firm=["Alder", "Birch"], title_rank=["plain", "senior"], adverts=[4, 3], reliability=0.9,
        level=[1.0, -1.0], level_low=[0.5, -1.5], level_high=[1.5, -0.5],
    )  # fmt: skip
    told = dict(in_short(pair, market, asked))["firms"]
    assert "Project Manager at Alder (n 4) is asked more than a Senior Project Manager at Birch (n 3)" in told
    for short in ({"adverts": [1, 3]}, {"adverts": [4, 2]}, {"reliability": 0.4}, {"level": [0.0, -0.2]}):
        assert "firms" not in dict(in_short(pair.assign(**short), market, asked)), short


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


def test_the_table_of_what_seniors_are_asked_is_in_words_with_shares_in_percent():
    asked = pd.DataFrame({
        "kind": "facet", "name": ["Mentoring", "Coordination (theme)"], "senior_share": [0.4, 0.05],
        "plain_share": [0.125, 0.3], "senior_adverts": 59, "plain_adverts": 1096, "log_odds": [1.39, -1.62],
        "z": [3.5, -3.06], "q": [0.017, 0.0228],
    })  # fmt: skip
    told = table_of(asked)
    assert "59 adverts for Senior Project Managers and of 1,096 for Project Managers" in told["caption"]
    assert told["rows"] == [
        ["Mentoring", "40\u00a0%", "12\u00a0%", "+1.4", "+3.5", "2\u00a0%"],
        ["Coordination (theme)", "5\u00a0%", "30\u00a0%", "−1.6", "−3.1", "2\u00a0%"],
    ]
    assert len(told["names"]) == len(told["rows"][0])


def test_the_report_of_the_sample_market_says_at_both_ends_that_it_is_invented(report, tmp_path):
    told = "The firms, adverts and person of this report are invented"
    text = report.read_text(encoding="utf-8")
    assert told in text.split("<nav")[0]
    assert told in text.split("<footer")[1]
    with open_store(changed(report, tmp_path, "delete from meta where key = 'market'")) as con:
        real = write_report(con, tmp_path / "report.html", today=date(2026, 11, 23)).read_text(encoding="utf-8")
    assert "invented" not in re.sub("<script.*?</script>", "", real, flags=re.DOTALL)
    assert "from public adverts" in real


def test_one_advert_of_one_firm_is_told_in_the_singular_and_no_opening_without_a_count(spool, store, advert, later):
    text = "<ul><li>You must have led a team of five.</li><li>Experience of budgets of £2m is essential.</li></ul>"
    spool.run([advert(description=text)])
    load_spool(store, spool.folder, now=later)
    summary, person = str(analyze(store, now=later)), load_profile(sample_profile())
    with open_store(store) as con:
        page = write_report(con, store.with_suffix(".html"), today=later.date(), person=person).read_text("utf-8")
        assert matches_of(con, person)["sentence"] == ""
    told = re.sub("<script.*?</script>|<style.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)
    assert "1 advert of 1 firm, 1 open" in told
    for text in (summary, told):
        assert not re.search(r"\b1 (?:adverts|boards|firms|openings|levels|themes)\b", text)


def test_every_row_of_a_table_has_a_heading(report):
    body = "".join(re.findall(r"<tbody>.*?</tbody>", report.read_text(encoding="utf-8"), re.DOTALL))
    assert body.count("<tr") == body.count('<tr><th scope="row">') > 0


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


def test_filters_name_countries_and_sectors_in_words_and_the_unknown_last(report):
    assert '<option value="GB">United Kingdom</option>' in report.read_text(encoding="utf-8")
    sectors = _places(pd.Series(["unknown", "public", "non_profit", "software"]), value_in_words)
    assert [name for _, name in sectors] == ["non-profit", "software", "the public sector", "unknown"]


def test_a_store_of_imports_has_no_columns_of_boards(report, tmp_path):
    assert ">last asked</th>" in report.read_text(encoding="utf-8")
    with open_store(changed(report, tmp_path, "delete from snapshot")) as con:
        told = write_report(con, tmp_path / "report.html", today=date(2026, 11, 23)).read_text(encoding="utf-8")
    assert "Adverts by source" in told
    assert ">last asked</th>" not in told


@needs_browser
def test_without_javascript_nothing_is_shown_that_would_do_nothing(browser, report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    dead = page.locator("select, input, button, .chart, #firms, #compare, #exchange, a[href='#firms']")
    assert not any(one.is_visible() for one in dead.all())
    page.click("#figures-market summary")
    titles = page.locator("#figures-market tbody th:visible").all_text_contents()
    assert {"Project Manager", "Senior Project Manager"} <= set(titles)
    assert page.locator("#themes summary").first.is_visible()
    context.close()


@needs_browser
def test_where_no_two_firms_or_titles_can_be_compared_the_page_says_why(browser, report, tmp_path):
    few = "update title_level set adverts = 1"
    none = "update reading set title_family = 'pmo'"
    with open_store(changed(report, tmp_path, few, none)) as con:
        told = write_report(con, tmp_path / "report.html", today=date(2026, 11, 23))
    page = browser.new_page()
    page.goto(told.as_uri())
    page.wait_for_selector("#chart-firms[data-rows] svg")
    assert page.locator("#compared").text_content() == "No firm in this store has three such adverts or more."
    assert page.locator("#exchanged").text_content() == "No title in this store has three adverts or more."
    assert not any(page.locator(one).is_visible() for one in ("#pair", "#chart-pair", "#title-of"))
    page.close()


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
def test_matches_outside_the_chosen_place_are_hidden_and_the_command_that_looks_further_is_told(page, report):
    everything, counts = page.locator(".card").count(), []
    for option in page.locator("#sector option").all()[1:]:
        sector = option.get_attribute("value")
        page.select_option("#sector", sector)
        shown = page.locator(".card:visible")
        assert all(card.get_attribute("data-sector") == sector for card in shown.all())
        counts.append(shown.count())
        told = page.locator("#matches-shown").text_content()
        assert told.startswith(f"{shown.count() or 'None'} of the best {everything} ")
        assert (f"nextrung match PROFILE --sector {sector} looks further" in told) == (sector != "unknown")
        folded = page.locator("#other-matches .card:visible").count()
        assert page.locator("#other-matches").is_visible() == (folded > 0)
        if folded:
            assert page.locator("#other-matches summary").text_content().startswith(f"{folded} more opening")
    assert min(counts) < everything


def test_all_openings_that_are_a_step_up_are_counted_and_the_best_are_shown(report):
    with open_store(report.with_name("sample.duckdb")) as con:
        person = load_profile(sample_profile())
        steps = [row["step"] for row in openings(con, person, wishes_of(person, top=10_000))]
    text = report.read_text(encoding="utf-8")
    shown = text.count('class="card"')
    assert shown < len(steps)
    assert f"{steps.count('up') + steps.count('far')} are judged a step up" in text
    assert f"The best {shown} of these {len(steps)} stand here" in text
    assert f"Of the best {shown} openings:" in text


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
    assert page.locator("#chart-firms").text_content() == "No firm on this page has “Globex” in its name."


@needs_browser
def test_a_name_with_a_slip_is_answered_with_the_firms_that_were_probably_meant(page, report):
    name = max(firms_where(report), key=len)
    for slip in (name[:3] + name[4:], name[:4] + name[3:]):
        page.fill("#firm-name", slip)
        told = page.locator("#chart-firms").text_content()
        assert told.startswith(f"No firm on this page has “{slip}” in its name; did you mean “{name}”")


@needs_browser
def test_a_firm_outside_the_choice_is_said_to_be_there(page, report):
    sector = rarest(page, report, "sector")
    name = min(firms_where(report) - firms_where(report, sector=sector))
    page.select_option("#sector", sector)
    page.fill("#firm-name", name)
    told = page.locator("#chart-firms").text_content()
    assert told == f"No firm in this choice has “{name}” in its name; outside it: “{name}”."


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


@needs_browser
def test_the_chart_of_two_firms_and_their_table_are_of_the_same_adverts(page):
    for firm in page.locator("#firm-a option").all_text_contents():
        page.select_option("#firm-a", label=firm)
        page.select_option("#firm-b", label=firm)
        told = page.locator("#compared table").first.locator("tbody tr:nth-child(1) td").first.text_content()
        assert sum(map(int, page.locator("#figures-pair tbody td:nth-child(3)").all_text_contents())) == int(told), firm


@needs_browser
def test_more_firms_leave_the_reader_and_the_keyboard_where_they_are(browser, report, tmp_path):
    short = tmp_path / "report.html"
    short.write_text(report.read_text("utf-8").replace("FIRMS_AT_ONCE = 20", "FIRMS_AT_ONCE = 6"), "utf-8")
    page = opened(browser, short)
    page.emulate_media(reduced_motion="reduce")
    for shown in (12, 16):
        page.focus("#more")
        before = page.evaluate("scrollY")
        page.press("#more", "Enter")
        page.wait_for_function(f"document.getElementById('more-firms').textContent.startsWith('{shown} of 16 ')")
        page.wait_for_timeout(300)
        assert abs(page.evaluate("scrollY") - before) < 19, "more than a line of the chart"
        assert page.evaluate("document.activeElement.closest('#more-firms') !== null")
    page.close()


@needs_browser
def test_show_all_also_forgets_the_name_and_the_count_follows_it(page):
    everyone = len(firms_in(page))
    page.fill("#firm-name", "Globex")
    assert page.locator("#shown").text_content() == "0 firms in this choice."
    page.click("text=Show all")
    page.wait_for_function("document.getElementById('firm-name').value === ''")
    assert page.locator("#shown").text_content() == f"{everyone} firms in this choice."


@pytest.fixture(scope="module")
def exchange(report, tmp_path_factory):
    """A report in which four firms have one title each, of product managers, and where each firm is at home."""
    levels, folder = _tables(report)[0], tmp_path_factory.mktemp("exchange")
    plain = levels[(levels["title_family"] == "project_manager") & (levels["title_rank"] == "plain")]
    few = f"firm in {tuple(plain.nsmallest(4, 'adverts')['firm'])}"
    alone = f"delete from title_level where {few} and not (title_family = 'project_manager' and title_rank = 'plain')"
    others = f"update title_level set title_family = 'product_manager' where {few}"
    with open_store(changed(report, folder, alone, others)) as con:
        told = write_report(con, folder / "report.html", today=date(2026, 11, 23))
        return told, ask(con, "report_firm_levels").groupby("firm")[["sector", "country"]].first()


@needs_browser
@pytest.mark.parametrize("choice", ["sector", "country"])
def test_the_exchange_table_too_holds_only_the_chosen_place(browser, exchange, choice):
    told, homes = exchange[0], exchange[1][choice]
    page = opened(browser, told)
    page.select_option(
        "#title-of",
        page.evaluate("""String(JSON.parse(document.getElementById('facts').textContent)
        .exchange.findIndex((one) => one.rows.some((row) => row[1] === 'Product Manager')))"""),
    )
    assert any("Product Manager" in row for row in page.locator("#exchanged tbody th").all_text_contents())
    for value in homes.unique():
        if page.locator(f"#{choice} option[value='{value}']").count():
            page.select_option(f"#{choice}", value)
            firms = {row.split(": ")[0] for row in page.locator("#exchanged tbody th").all_text_contents()}
            assert {homes[firm] for firm in firms} <= {value}
    page.close()


def firms_of(page, chart):
    return {row.split(":")[0] for row in page.locator(f"#figures-{chart} tbody th").all_text_contents()}


@needs_browser
def test_the_exchange_table_is_of_the_chosen_title(page):
    options = page.locator("#title-of option").all_text_contents()
    page.select_option("#title-of", label=options[-1])
    title, firm = options[-1].split(" at ", 1)
    told = page.locator("#exchanged caption").text_content()
    assert re.fullmatch(rf"Compared with {title} at {firm}: level \S+ \(\S+\sto \S+\), n \d+", told)
    assert set(page.locator("#exchanged td:nth-child(2)").all_text_contents()) <= {
        "equal", "above", "below", "cannot tell",
    }  # fmt: skip


def test_one_rule_says_everywhere_when_two_titles_can_be_told_apart(report):
    told = unescape(report.read_text("utf-8").split('id="firms"')[1].split("<script")[0])
    assert told.count(rule()) == told.count("overlap") == 3


@needs_browser
def test_themes_are_found_by_a_word_of_their_lines(page):
    line = page.locator(".theme li").first.text_content()
    page.fill("#theme-words", line[:25])
    assert 1 <= page.locator(".theme:visible").count() < page.locator(".theme").count()


def test_themes_show_what_is_typical_of_them_in_lines_that_differ(report):
    with open_store(report.with_name("sample.duckdb")) as con:
        lines = ask(con, "report_theme_lines", at_most=200)
        shown = {theme["theme_id"]: theme["lines"] for theme in themes(con)}
        model = ThemeModel.from_json(ask(con, "saved_model", name="themes")["body"].iloc[0])
    for theme_id, own in lines.groupby("theme_id"):
        told = shown[theme_id]
        assert len({line["firm"] for line in told}) == len(told) > 0
        assert len({re.sub(r"\W", "", line["text"].casefold()) for line in told}) == len(told)
        usual = model.likeness(own["text"], theme_id).mean()
        assert model.likeness(pd.Series([told[0]["text"]]), theme_id)[0] > usual


def luminance(colour):
    """Return the relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@needs_browser
def test_every_bar_stands_out_from_the_paper(browser, report, scheme):
    page = opened(browser, report, scheme=scheme)
    page.select_option("#title", "")
    page.wait_for_function("document.querySelectorAll('#chart-firms .mark-rule line').length > 20")
    paper = luminance({"light": "#ffffff", "dark": "#14181f"}[scheme])
    bars = page.evaluate("""[...document.querySelectorAll('.chart .mark-rule line')].map((line) =>
        [line.getAttribute('stroke'), line.getAttribute('opacity') ?? line.getAttribute('stroke-opacity') ?? '1'])""")
    assert {opacity for _, opacity in bars} == {"1"}
    for colour in {colour for colour, _ in bars}:
        low, high = sorted((luminance(colour), paper))
        assert (high + 0.05) / (low + 0.05) >= 3, colour
    page.close()


@needs_browser
def test_no_letter_of_a_chart_is_too_small_on_a_phone(browser, report, tmp_path):
    firm = _tables(report)[0].nlargest(1, "adverts")["firm"].iloc[0]
    long = (
        f"set firm = 'The Amalgamated Royal Hospitals and Community Services Trust of the North' where firm = '{firm}'"
    )
    with open_store(changed(report, tmp_path, f"update title_level {long}", f"update posting_state {long}")) as con:
        told = write_report(con, tmp_path / "report.html", today=date(2026, 11, 23))
    page = opened(browser, told, width=320)
    sizes = page.evaluate("""[...document.querySelectorAll('.chart text')].map((text) =>
        parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getBoundingClientRect().width
        / text.ownerSVGElement.getAttribute('width'))""")
    assert min(sizes) >= 10
    page.close()


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
    ticks = page.evaluate("""[...document.querySelectorAll('.chart svg')].map((svg) =>
        [...svg.querySelectorAll('.mark-text.role-axis-label text')]
        .filter((text) => /^−?[\\d.]+%?$/.test(text.textContent) && getComputedStyle(text).opacity !== '0')
        .map((text) => text.getBoundingClientRect()).map((box) => [box.left, box.right]))""")
    apart = [right[0] - left[1] for row in ticks for left, right in itertools.pairwise(sorted(row))]
    assert min(apart) >= 6, "figures of an axis run together"
    assert page.locator("#choice").is_visible()
    heads = page.locator("section > h2, section > h2 + p")
    breaks = heads.evaluate_all("all => all.map((one) => getComputedStyle(one).breakAfter)")
    assert set(breaks) == {"avoid"}, "no heading nor the sentence below it stands alone on a page"
    page.close()


@needs_browser
def test_paper_says_how_more_firms_are_printed(browser, report, tmp_path):
    short = tmp_path / "report.html"
    short.write_text(report.read_text("utf-8").replace("FIRMS_AT_ONCE = 20", "FIRMS_AT_ONCE = 6"), "utf-8")
    page = opened(browser, short)
    told = page.locator("#more-firms .on-paper")
    assert not told.is_visible()
    page.emulate_media(media="print")
    assert told.is_visible()
    assert not page.locator("#more").is_visible()
    page.close()


def test_the_file_names_no_address_from_which_anything_is_fetched(report):
    text = report.read_text(encoding="utf-8")
    page = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.findall(r"<(?:link|img|iframe|script)\b[^>]*(?:src|href)=", page)
    assert "default-src 'none'" in page
    assert len(text) < 1_500_000


def test_no_words_of_an_advert_can_close_the_script_they_stand_in():
    assert "<" not in str(_script_safe({"title": "</script><script>alert(1)"}))


def test_an_advert_is_counted_as_open_until_its_last_day_to_apply_is_over(report, tmp_path):
    store = changed(report, tmp_path, "update posting_state set is_open = true, valid_through = date '2026-11-23'")
    counted = []
    with open_store(store) as con:
        for today in (date(2026, 11, 23), date(2026, 11, 24)):
            by_source = sum(row["open_adverts"] for row in coverage(con, today)["sources"])
            counted.append(
                (int(ask(con, "report_counts", open_on=today, long_ago=today)["open_adverts"].iloc[0]), by_source)
            )
        adverts = len(con.table("posting_state"))
    assert counted == [(adverts, adverts), (0, 0)]


@pytest.mark.parametrize(("last", "unsure"), [("null", True), ("date '2026-12-31'", False)])
def test_an_imported_advert_may_be_closed_where_it_states_no_last_day_to_apply(report, tmp_path, last, unsure):
    told = f"is_open = true, scope = 'import', date_posted = date '2026-08-20', valid_through = {last}"
    store, today = changed(report, tmp_path, f"update posting_state set {told}"), date(2026, 11, 24)
    with open_store(store) as con:
        counts = ask(con, "report_counts", open_on=today, long_ago=date(2026, 9, 25)).iloc[0]
    assert (counts["perhaps_closed"], counts["open_adverts"] > 0) == (counts["open_adverts"] * unsure, True)
