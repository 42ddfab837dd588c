"""Visits without a network: answers are handed in by the test."""

import contextlib
import gzip
import json
import re
import resource
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.boards import Board
from crawler.judgement import _is_most_unread
from crawler.memory import KnownPosting, Memory, remember
from crawler.page import Ask
from crawler.run_log import Snapshot
from crawler.sources import spider_for
from crawler.spool import Spool, read_lines
from crawler.tally import Tally
from crawler.titles import roles
from crawler.visit import Answer, Visit
from crawler.wishes import Wishes

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ADVERT = """<html><main><h1>{title}</h1><h2>Job description</h2><p>You move wards. Write to ann@x.example.</p></main>"""
JOB = {"@type": "JobPosting", "title": "Project Manager", "description": "<p>You mend it.</p>"}


class Silence(NamedTuple):
    """What a visit is told in place of an answer."""

    reason: str = "no answer in time"
    is_ours: bool = False


BUDGET = Silence("no request left", is_ours=True)


class Site:
    """Answers by path and query, or is silent; counts what was asked."""

    def __init__(self, pages: Mapping[str, str | tuple[int, str] | Silence]) -> None:
        self.pages, self.asked, self.urls = dict(pages), list[str](), list[str]()
        self.headers: list[Mapping[str, str]] = []
        self.etag: str | None = None

    def told(self, ask: Ask, to: Visit) -> list[Ask]:
        answer = self.answer(ask)
        return to.failed(ask, **answer._asdict()) if isinstance(answer, Silence) else to.answered(ask, answer)

    def answer(self, ask: Ask) -> Answer | Silence:
        parts = urlsplit(ask.url)
        page = parse_qs(parts.query).get("page", [""])[0]
        self.asked.append(parts.path + page)
        self.urls.append(ask.url)
        self.headers.append(ask.headers)
        found = self.pages.get(parts.path + page, (404, ""))
        if isinstance(found, Silence):
            return found
        status, body = found if isinstance(found, tuple) else (200, found)
        return Answer(status, body.encode(), self.etag, wire_bytes=len(body))


def visit(
    site: Site,
    board: Board,
    folder: Path,
    memory: Memory | None = None,
    searches: tuple[str, ...] = ("project manager",),
    stopped_after: int | None = None,
    **wishes: int,
) -> Snapshot:
    spider = spider_for(board.source, searches)
    assert spider is not None
    folder.mkdir(exist_ok=True)
    spool = Spool(folder)
    one = Visit(spider, board, Wishes(roles("pm"), NOW, **wishes), memory or Memory(), spool, NOW)
    asks = one.begin()
    while asks and len(site.asked) != stopped_after:
        asks += site.told(asks.pop(0), one)
    if asks:
        one.stopped()
    assert one.is_over == (not asks)
    snapshot = one.snapshot()
    spool.close({})
    return snapshot


def marks(folder: Path) -> dict[str, dict[str, object]]:
    return {line.pop("key"): line for line in read_lines(folder / "marks.jsonl.gz")}


def long_ago(seen: dict[str, dict[str, object]], days: int = 20) -> dict[str, dict[str, object]]:
    return {key: {**mark, "seen_at": (NOW - timedelta(days=days)).isoformat()} for key, mark in seen.items()}


def ids(folder: Path, name: str = "postings") -> list[str]:
    lines = read_lines(folder / f"{name}.jsonl.gz")
    return sorted(line["posting"]["source_id"] if name == "postings" else line["source_id"] for line in lines)


def nhs_page(*vacancies: tuple[str, str], pages: int = 1, total: int | None = None) -> str:
    rows = "".join(
        f"<vacancyDetails><employer>Calder NHS Trust</employer><id>{source_id}</id><title>{title}</title>"
        "<postDate>2026-11-20T10:00:00Z</postDate><locations><locations>Halifax</locations></locations></vacancyDetails>"
        for source_id, title in vacancies
    )
    declared = len(vacancies) if total is None else total
    return f"<nhsJobs><totalPages>{pages}</totalPages><totalResults>{declared}</totalResults>{rows}</nhsJobs>"


SEARCH, PAGE = "/api/v1/search_xml", "/candidate/jobadvert/"
NHS = Board("nhs_jobs", "calder", "Calder NHS Trust", "healthcare", "GB")


@pytest.fixture
def nhs() -> Site:
    return Site(
        {
            f"{SEARCH}1": nhs_page(("A1", "Project Manager"), ("A2", "Staff Nurse"), pages=2, total=3),
            f"{SEARCH}2": nhs_page(("A3", "Programme Lead"), pages=2, total=3),
            **{f"{PAGE}A{number}": ADVERT.format(title="x") for number in (1, 2, 3)},
        }
    )


def test_a_search_is_paged_and_only_wanted_adverts_are_fetched_whole(nhs: Site, tmp_path: Path) -> None:
    snapshot = visit(nhs, NHS, tmp_path)
    assert nhs.asked == [f"{SEARCH}1", f"{PAGE}A1", f"{SEARCH}2", f"{PAGE}A3"]
    assert (snapshot.status, snapshot.postings, snapshot.listed, snapshot.declared_total) == ("complete", 2, 3, 3)
    texts = [line["posting"]["description"] for line in read_lines(tmp_path / "postings.jsonl.gz")]
    assert all("[e-mail]" in text and "@" not in text for text in texts)


def test_the_next_run_fetches_only_what_is_new_or_changed(nhs: Site, tmp_path: Path) -> None:
    visit(nhs, NHS, tmp_path / "one")
    known = {source_id: KnownPosting("x", "Project Manager", True, "roles=pm") for source_id in ("A1", "A3")}
    memory = Memory({("nhs_jobs", "calder"): known}, marks(tmp_path / "one"))
    nhs.pages[f"{SEARCH}2"] = nhs_page(("A3", "Senior Programme Lead"), pages=2, total=3)
    nhs.asked.clear()
    snapshot = visit(nhs, NHS, tmp_path / "two", memory)
    assert nhs.asked == [f"{SEARCH}1", f"{SEARCH}2", f"{PAGE}A3"]
    assert (snapshot.status, snapshot.postings) == ("complete", 2)
    assert ids(tmp_path / "two", "sightings") == ["A1"]


def test_a_budget_for_details_leaves_the_rest_and_says_so(nhs: Site, tmp_path: Path) -> None:
    snapshot = visit(nhs, NHS, tmp_path, max_details=1)
    assert (snapshot.status, ids(tmp_path)) == ("partial", ["A1"])
    assert snapshot.reason == "1 adverts' pages left for the next run (at most 1 a run)"


def test_a_budget_for_details_goes_first_to_pages_never_read_then_to_those_read_longest_ago(
    nhs: Site, tmp_path: Path
) -> None:
    visit(nhs, NHS, tmp_path / "one")
    open_now = {("nhs_jobs", "calder"): known(A1="Project Manager", A3="Programme Lead")}
    seen = long_ago(marks(tmp_path / "one"))
    seen["nhs_jobs|calder|roles=pm|A3"]["seen_at"] = "2026-10-01T06:00:00+00:00"
    rows = ("A1", "Project Manager"), ("A3", "Programme Lead"), ("A4", "PMO")
    nhs.pages |= {f"{SEARCH}1": nhs_page(*rows), f"{PAGE}A4": ADVERT.format(title="x")}
    for most, fetched in ((1, ["A4"]), (2, ["A4", "A3"])):
        nhs.asked.clear()
        snapshot = visit(nhs, NHS, tmp_path / str(most), Memory(open_now, seen), max_details=most)
        assert [path.removeprefix(PAGE) for path in nhs.asked if path.startswith(PAGE)] == fetched
        assert (snapshot.status, snapshot.postings) == ("complete", 3)


def test_a_known_advert_whose_page_fails_is_seen_and_the_board_partial(nhs: Site, tmp_path: Path) -> None:
    nhs.pages[f"{PAGE}A1"] = (500, "")
    known = {"A1": KnownPosting("x", "Project Manager", True, "roles=pm")}
    snapshot = visit(nhs, NHS, tmp_path, Memory({("nhs_jobs", "calder"): known}))
    assert snapshot.status == "partial"
    assert ids(tmp_path, "sightings") == ["A1"]


def test_a_question_without_an_answer_costs_no_advert_that_is_known_and_no_other_page(
    nhs: Site, tmp_path: Path
) -> None:
    visit(nhs, NHS, tmp_path / "one")
    both = {("nhs_jobs", "calder"): known(A1="Project Manager", A3="Programme Lead")}
    nhs.pages[f"{PAGE}A1"] = Silence()
    snapshot = visit(nhs, NHS, tmp_path / "page", Memory(both, {}))
    assert (snapshot.status, snapshot.postings, ids(tmp_path / "page", "sightings")) == ("partial", 2, ["A1"])
    seen = long_ago(marks(tmp_path / "one"))
    for name, silence, looked_at_again in (("list", Silence(), [f"{PAGE}A1"]), ("budget", BUDGET, [])):
        nhs.asked.clear()
        nhs.pages[f"{SEARCH}2"] = silence
        snapshot = visit(nhs, NHS, tmp_path / name, Memory(both, seen))
        assert (snapshot.status, snapshot.is_left, snapshot.listed) == ("partial", False, 2)
        assert nhs.asked == [f"{SEARCH}1", f"{SEARCH}2", *looked_at_again]
        assert ids(tmp_path / name, "sightings") == ["A1"]


def test_a_board_that_was_not_asked_or_not_heard_is_left_for_the_next_run_and_one_partly_read_is_not(
    nhs: Site, tmp_path: Path
) -> None:
    nhs.pages[f"{SEARCH}2"] = Silence()
    stopped = [visit(nhs, NHS, tmp_path / str(asked), stopped_after=asked) for asked in (0, 1)]
    assert [(one.status, one.is_left) for one in stopped] == [("skipped", True), ("partial", False)]
    nhs.pages[f"{SEARCH}1"] = BUDGET
    unasked = visit(nhs, NHS, tmp_path / "unasked")
    assert (unasked.status, unasked.is_left) == ("skipped", True)
    assert [list(marks(tmp_path / run)) for run in ("0", "unasked")] == [[], []], "nor is it told to have been asked"


def test_an_advert_withdrawn_between_list_and_page_is_absent(nhs: Site, tmp_path: Path) -> None:
    nhs.pages[f"{PAGE}A1"] = (404, "")
    assert visit(nhs, NHS, tmp_path).status == "complete"
    assert ids(tmp_path) == ["A3"]


def test_a_platform_that_wraps_to_its_first_page_does_not_run_for_ever(nhs: Site, tmp_path: Path) -> None:
    first = nhs_page(("A1", "Project Manager"), pages=9, total=900)
    nhs.pages |= {f"{SEARCH}{number}": first for number in range(1, 10)}
    snapshot = visit(nhs, NHS, tmp_path)
    assert nhs.asked.count(f"{SEARCH}2") == 1
    assert f"{SEARCH}3" not in nhs.asked
    assert (snapshot.status, snapshot.reason) == ("partial", "short list: 1 of 900 adverts")


def jsonld_site() -> Site:
    page = f'<script type="application/ld+json">{json.dumps(JOB)}</script>'
    urls = "".join(
        f"<url><loc>https://careers.acme.example{path}</loc><lastmod>2026-11-0{number}</lastmod></url>"
        for number, path in enumerate(("/jobs/baker-1", "/jobs/project-manager-2", "/about"), 1)
    )
    return Site(
        {
            "/robots.txt": "User-agent: *\nSitemap: https://careers.acme.example/index.xml\n",
            "/index.xml": "<sitemapindex><sitemap><loc>https://careers.acme.example/a.xml</loc></sitemap></sitemapindex>",
            "/a.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>',
            "/jobs/baker-1": page.replace("Project Manager", "Baker"),
            "/jobs/project-manager-2": page,
        }
    )


SITE = Board("jsonld", "careers.acme.example", "Acme")


def test_a_careers_site_is_found_by_its_sitemaps_likely_pages_first(tmp_path: Path) -> None:
    site = jsonld_site()
    snapshot = visit(site, SITE, tmp_path)
    assert site.asked[-2:] == ["/jobs/project-manager-2", "/jobs/baker-1"]
    assert (snapshot.status, ids(tmp_path)) == ("complete", ["/jobs/project-manager-2"])


def test_pages_whose_lastmod_is_as_before_are_not_fetched_again(tmp_path: Path) -> None:
    site = jsonld_site()
    visit(site, SITE, tmp_path / "one")
    known = {"/jobs/project-manager-2": KnownPosting("x", "Project Manager", True, "roles=pm")}
    memory = Memory({("jsonld", "careers.acme.example"): known}, marks(tmp_path / "one"))
    site.asked.clear()
    visit(site, SITE, tmp_path / "two", memory)
    assert site.asked == ["/robots.txt", "/index.xml", "/a.xml"]
    assert ids(tmp_path / "two", "sightings") == ["/jobs/project-manager-2"]


def test_a_site_whose_sitemaps_name_no_advert_is_not_read_as_one_without_adverts(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/a.xml"] = "<urlset><url><loc>https://careers.acme.example/about</loc></url></urlset>"
    snapshot = visit(site, SITE, tmp_path)
    assert (snapshot.status, snapshot.reason) == (
        "partial",
        "no adverts: no address in its sitemaps looks like an advert's",
    )


def test_a_jobvite_page_in_which_no_advert_is_found_closes_nothing(tmp_path: Path) -> None:
    board = Board("jobvite", "calder", "Calder Mills")
    snapshot = visit(Site({"/calder/search": '<div class="jv-wrapper">Our cards:</div>'}), board, tmp_path)
    assert (snapshot.status, snapshot.listed) == ("partial", 0)
    assert "no adverts" in str(snapshot.reason)


def index(*paths: str) -> str:
    urls = "".join(f"<sitemap><loc>https://careers.acme.example{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{urls}</sitemapindex>"


@pytest.mark.parametrize("named", [("/index.xml", "/a.xml"), ("/other.xml", "/a.xml")])
def test_sitemaps_that_name_themselves_or_each_other_are_read_once(named: tuple[str, ...], tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages |= {"/index.xml": index(*named), "/other.xml": index("/index.xml")}
    snapshot = visit(site, SITE, tmp_path)
    assert (snapshot.status, site.asked.count("/index.xml"), site.asked.count("/a.xml")) == ("complete", 1, 1)


def test_of_any_number_of_sitemaps_only_so_many_are_read_and_the_rest_is_told(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/index.xml"] = index("/a.xml", *(f"/in{number}.xml" for number in range(40)))
    site.pages["/in39.xml"] = index(*(f"/deep{number}.xml" for number in range(40)))
    site.pages |= {f"/{name}{number}.xml": index() for name in ("in", "deep") for number in range(39)}
    snapshot = visit(site, SITE, tmp_path)
    assert len([path for path in site.asked if path.endswith(".xml")]) == 50
    assert (snapshot.status, snapshot.reason) == ("partial", "32 lists or sitemaps not read (at most 51 a board)")


def test_a_stale_sitemap_among_others_is_named_and_costs_nothing(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/robots.txt"] = f"{site.pages['/robots.txt']}Sitemap: https://careers.acme.example/old.xml\n"
    told = "HTTP {} for the sitemap https://careers.acme.example/old.xml"
    for status, judged in ((404, "complete"), (500, "partial")):
        site.pages["/old.xml"] = (status, "")
        snapshot = visit(site, SITE, tmp_path / str(status))
        assert (snapshot.status, snapshot.reason) == (judged, told.format(status))
    site.pages |= {"/old.xml": (404, ""), "/index.xml": (404, "")}
    assert visit(site, SITE, tmp_path / "none").status == "failed"


@pytest.mark.parametrize(
    ("broken_at", "adverts"),
    [("</urlset>", 2), ("<url><loc>https://careers.acme.example/about", 2), ("</loc><lastmod>2026-11-01", 1)],
)
def test_a_sitemap_that_breaks_off_is_not_the_whole(broken_at: str, adverts: int, tmp_path: Path) -> None:
    site = jsonld_site()
    whole = str(site.pages["/a.xml"])
    site.pages["/a.xml"] = whole[: whole.index(broken_at)]
    snapshot = visit(site, SITE, tmp_path)
    assert (snapshot.status, snapshot.listed) == ("partial", adverts)
    assert snapshot.reason == "a sitemap that breaks off or is malformed: read as far as it goes"


def test_what_stands_behind_the_end_of_a_sitemap_is_not_read_and_missed(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/a.xml"] = 2 * str(site.pages["/a.xml"])
    assert visit(site, SITE, tmp_path).status == "partial"


@pytest.mark.parametrize("odd", ["<image:loc>/logo.png</image:loc>", "<title>R&D &nbsp; \x01</title>", "<a>1</b>"])
def test_a_malformed_sitemap_whose_entries_are_all_there_is_whole(odd: str, tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/a.xml"] = str(site.pages["/a.xml"]).replace("<lastmod>", f"{odd}<lastmod>")
    snapshot = visit(site, SITE, tmp_path)
    assert (snapshot.status, snapshot.reason, snapshot.listed) == ("complete", None, 2)


def test_addresses_in_a_sitemap_may_be_relative_and_have_bare_ampersands(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/index.xml"] = "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    urls = ("/jobs/one?a=1&b=2", "<![CDATA[/jobs/two?a=1&b=2]]>", "/jobs/three?a=1&amp;b=2")
    site.pages["/a.xml"] = f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    site.pages |= {f"/jobs/{name}": site.pages["/jobs/project-manager-2"] for name in ("one", "two", "three")}
    assert visit(site, SITE, tmp_path).status == "complete"
    assert site.urls[-3:] == [f"https://careers.acme.example/jobs/{one}?a=1&b=2" for one in ("one", "two", "three")]


def test_a_page_that_lost_its_advert_is_looked_at_twice_and_seen_neither_time(tmp_path: Path) -> None:
    site, page = jsonld_site(), "/jobs/project-manager-2"
    visit(site, SITE, tmp_path / "one")
    seen = long_ago(marks(tmp_path / "one"))
    site.pages[page] = "<p>This job is closed.</p>"
    for run, is_open, times in (("two", True, 1), ("three", True, 1), ("four", False, 0)):
        site.asked.clear()
        known = {page: KnownPosting("x", "Project Manager", is_open, "roles=pm")}
        snapshot = visit(site, SITE, tmp_path / run, Memory({("jsonld", "careers.acme.example"): known}, seen))
        assert (snapshot.status, snapshot.postings, site.asked.count(page)) == ("complete", 0, times)
        seen |= marks(tmp_path / run)


def test_pages_without_a_lastmod_are_not_fetched_every_day(tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/a.xml"] = re.sub("<lastmod>.*?</lastmod>", "", str(site.pages["/a.xml"]))
    visit(site, SITE, tmp_path / "one")
    seen = marks(tmp_path / "one")
    stored = {"/jobs/project-manager-2": KnownPosting("x", "Project Manager", True, "roles=pm")}
    for run, before, pages in (("two", seen, 0), ("three", long_ago(seen, days=4), 2)):
        site.asked.clear()
        visit(site, SITE, tmp_path / run, Memory({("jsonld", "careers.acme.example"): stored}, before))
        assert len([path for path in site.asked if path.startswith("/jobs/")]) == pages


def test_an_advert_whose_address_ends_in_a_space_is_seen_again(tmp_path: Path) -> None:
    site, address = jsonld_site(), "/jobs/project-manager-2"
    site.pages["/a.xml"] = str(site.pages["/a.xml"]).replace(address, f"{address}%20")
    site.pages[f"{address}%20"] = site.pages[address]
    visit(site, SITE, tmp_path / "one")
    (kept,) = ids(tmp_path / "one")
    memory = Memory({("jsonld", SITE.board): known(**{kept: "Project Manager"})}, marks(tmp_path / "one"))
    assert visit(site, SITE, tmp_path / "two", memory).postings == 1
    assert ids(tmp_path / "two", "sightings") == [kept]


@pytest.mark.parametrize("odd", ["https://[your-site]/jobs/9", "//[your-site]/jobs/9"])
def test_an_address_that_is_none_costs_a_sitemap_no_other(odd: str, tmp_path: Path) -> None:
    site = jsonld_site()
    site.pages["/a.xml"] = str(site.pages["/a.xml"]).replace("</urlset>", f"<url><loc>{odd}</loc></url></urlset>")
    snapshot = visit(site, SITE, tmp_path)
    assert (snapshot.status, ids(tmp_path)) == ("partial", ["/jobs/project-manager-2"])
    assert snapshot.reason == "an entry without an id could not be read"


def test_a_feed_whose_items_name_an_address_that_is_none_is_read(tmp_path: Path) -> None:
    site = jsonld_site()
    links = ("https://[your-site]/jobs/9", "https://careers.acme.example/jobs/project-manager-2")
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    site.pages["/a.xml"] = f"<rss><channel>{items}</channel></rss>"
    assert (visit(site, SITE, tmp_path).status, ids(tmp_path)) == ("partial", ["/jobs/project-manager-2"])


def test_without_a_robots_txt_the_usual_sitemap_is_tried_and_its_absence_is_a_failure(tmp_path: Path) -> None:
    snapshot = visit(site := Site({}), SITE, tmp_path)
    assert site.asked == ["/robots.txt", "/sitemap.xml"]
    assert snapshot.status == "failed"


FEED = Board("teamtailor", "acme.teamtailor.com", "Acme")


def feed(number: int, following: str | None = None) -> str:
    item = {"id": f"t{number}", "title": "Project Manager", "content_html": "<p>You mend it.</p>"}
    return json.dumps({"items": [item], "next_url": following})


def test_a_list_of_several_pages_is_never_asked_for_by_the_validators_of_its_first(tmp_path: Path) -> None:
    site = Site({"/jobs.json": feed(1, f"https://{FEED.board}/jobs.json?page=2"), "/jobs.json2": feed(2)})
    site.etag = "v1"
    assert visit(site, FEED, tmp_path / "one").postings == 2
    both = {("teamtailor", FEED.board): known(t1="Project Manager", t2="Project Manager")}
    visit(site, FEED, tmp_path / "two", Memory(both, marks(tmp_path / "one")))
    assert not any("If-None-Match" in headers for headers in site.headers)


def test_a_later_page_that_is_not_found_is_no_unknown_board(tmp_path: Path) -> None:
    site = Site({"/jobs.json": feed(1, f"https://{FEED.board}/jobs.json?page=2")})
    snapshot = visit(site, FEED, tmp_path)
    assert (snapshot.status, snapshot.reason) == ("partial", "HTTP 404 on a later page")


def greenhouse(count: int, **fields: object) -> Site:
    entry = {"title": "PMO", "absolute_url": "u", "location": {"name": "Leeds"}, "content": "You run it. " * 9} | fields
    jobs = [{"id": number, **entry} for number in range(count)]
    return Site({"/v1/boards/acme/jobs": json.dumps({"jobs": jobs})})


def test_a_field_that_goes_missing_everywhere_fails_the_board_by_name(tmp_path: Path) -> None:
    board = Board("greenhouse", "acme", "Acme")
    visit(greenhouse(6, first_published="2026-10-01"), board, tmp_path / "one")
    memory = Memory(marks=marks(tmp_path / "one"))
    lost = visit(greenhouse(6), board, tmp_path / "two", memory)
    assert (lost.status, str(lost.reason).split(":")[0]) == ("partial", "date_posted is missing in all 6 adverts")
    cut = visit(greenhouse(6, first_published="2026-10-01", content="You …"), board, tmp_path / "three", memory)
    assert str(cut.reason).startswith("the adverts' texts are cut short")
    visit(greenhouse(4, first_published="2026-10-01"), board, tmp_path / "few")
    assert visit(greenhouse(6), board, tmp_path / "more", Memory(marks=marks(tmp_path / "few"))).status == "complete"


def test_what_was_too_old_for_one_run_is_asked_for_by_another(tmp_path: Path) -> None:
    site = greenhouse(3, first_published=(NOW - timedelta(days=90)).date().isoformat())
    site.etag = "v1"
    visit(site, ACME, tmp_path / "one", max_age_days=30)
    visit(site, ACME, tmp_path / "two", Memory(marks=marks(tmp_path / "one")))
    assert (site.headers[-1].get("If-None-Match"), len(ids(tmp_path / "two"))) == (None, 3)


def test_old_adverts_are_left_out_unless_they_are_known(tmp_path: Path) -> None:
    board, old = Board("greenhouse", "acme", "Acme"), (NOW - timedelta(days=90)).date().isoformat()
    known = {"1": KnownPosting("x", "PMO", True, "roles=pm")}
    visit(greenhouse(3, first_published=old), board, tmp_path, Memory({("greenhouse", "acme"): known}), max_age_days=30)
    assert ids(tmp_path) == ["1"]


@pytest.mark.parametrize(("days", "kept"), [(30, ["0"]), (31, [])])
def test_an_advert_is_too_old_from_the_day_after_the_last_wanted(days: int, kept: list[str], tmp_path: Path) -> None:
    site = greenhouse(1, first_published=(NOW - timedelta(days=days)).date().isoformat())
    visit(site, ACME, tmp_path, max_age_days=30)
    assert ids(tmp_path) == kept


def test_a_source_without_its_key_is_skipped_with_one_clear_line(tmp_path: Path) -> None:
    spider = spider_for("greenhouse")
    assert spider is not None
    type(spider).needs_keys = ("NEXTRUNG_X_KEY",)
    try:
        snapshot = visit(Site({}), Board("greenhouse", "acme", "Acme"), tmp_path)
    finally:
        type(spider).needs_keys = ()
    assert (snapshot.status, snapshot.reason) == ("skipped", "needs a key: set NEXTRUNG_X_KEY")


def known(**titles: str) -> dict[str, KnownPosting]:
    return {source_id.strip("_"): KnownPosting("x", title, True, "roles=pm") for source_id, title in titles.items()}


ACME = Board("greenhouse", "acme", "Acme")


def test_a_known_advert_whose_title_left_the_roles_is_still_reported(tmp_path: Path) -> None:
    visit(greenhouse(1, title="Baker"), ACME, tmp_path, Memory({("greenhouse", "acme"): known(_0="PMO")}))
    assert ids(tmp_path) == ["0"]


def test_a_board_that_collapses_is_not_believed_until_three_runs_have_seen_it(tmp_path: Path) -> None:
    open_before = {("greenhouse", "acme"): known(**{f"_{number}": "PMO" for number in range(12)})}
    told, seen = [], dict[str, dict[str, object]]()
    for run in ("one", "two", "three"):
        snapshot = visit(greenhouse(1), ACME, tmp_path / run, Memory(open_before, seen))
        told.append((snapshot.status, snapshot.reason))
        seen = marks(tmp_path / run)
    assert told == [("partial", "fell from 12 adverts to 1: believed when 3 runs have seen it")] * 2 + [
        ("complete", None)
    ]


def test_an_answer_that_is_not_whole_is_no_sight_of_a_collapse(tmp_path: Path) -> None:
    open_before = {("greenhouse", "acme"): known(**{f"_{number}": "PMO" for number in range(12)})}
    site = greenhouse(1)
    (path,) = site.pages
    site.pages[path] = json.dumps({**json.loads(str(site.pages[path])), "meta": {"total": 12}})
    snapshot = visit(site, ACME, tmp_path, Memory(open_before))
    assert (snapshot.status, snapshot.reason) == ("partial", "short list: 1 of 12 adverts")
    assert not [key for key in marks(tmp_path) if key.endswith("|break")]


def test_a_search_for_some_roles_is_no_collapse_of_a_board_read_whole_before(tmp_path: Path) -> None:
    board = Board("workday", "acme.wd1.myworkdayjobs.com/acme/ext", "Acme")
    row = {"title": "Project Manager", "externalPath": "/job/Leeds/PM_R1"}
    page = {"title": "Project Manager", "jobDescription": "<p>You run it.</p>", "location": "Leeds"}
    site = Site(
        {
            "/wday/cxs/acme/ext/jobs": json.dumps({"total": 1, "jobPostings": [row]}),
            "/wday/cxs/acme/ext/job/Leeds/PM_R1": json.dumps({"jobPostingInfo": page}),
        }
    )
    every = {f"/job/B{number}": KnownPosting("x", "Staff Nurse", True, "all") for number in range(20)}
    snapshot = visit(site, board, tmp_path, Memory({("workday", board.board): every}))
    assert (snapshot.status, snapshot.postings, snapshot.tells_all) == ("complete", 1, False)


def test_a_list_that_has_every_advert_tells_of_known_ones_of_every_scope(tmp_path: Path) -> None:
    site = greenhouse(2)
    site.etag = "v1"
    assert visit(site, ACME, tmp_path / "one").tells_all
    gone = {**known(_0="PMO", _1="PMO"), "7": KnownPosting("x", "Baker", True, "all")}
    visit(site, ACME, tmp_path / "two", Memory({("greenhouse", "acme"): gone}, marks(tmp_path / "one")))
    assert site.headers[-1].get("If-None-Match") is None


def test_adverts_pages_that_are_gone_one_and_all_are_no_withdrawals(nhs: Site, tmp_path: Path) -> None:
    nhs.pages |= {f"{SEARCH}1": nhs_page(*((f"B{number}", "PMO") for number in range(4)))}
    told, seen = [], dict[str, dict[str, object]]()
    for run in ("one", "two", "three"):
        snapshot = visit(nhs, NHS, tmp_path / run, Memory(marks=seen))
        told.append((snapshot.status, str(snapshot.reason).split(":")[0]))
        seen = marks(tmp_path / run)
    gone = "4 of 4 adverts' pages are gone though the list has them"
    assert told == [("partial", gone)] * 2 + [("complete", "None")]


def test_pages_that_had_no_advert_before_are_not_gone(nhs: Site, tmp_path: Path) -> None:
    nhs.pages[f"{SEARCH}1"] = nhs_page(*((f"B{number}", "PMO") for number in range(4)))
    closed = {f"B{number}": KnownPosting("x", "PMO", False, "roles=pm") for number in range(4)}
    assert visit(nhs, NHS, tmp_path / "closed", Memory({("nhs_jobs", "calder"): closed})).status == "complete"
    site, pages = jsonld_site(), [f"/jobs/advice-{number}" for number in range(4)]
    site.pages["/a.xml"] = f"<urlset>{''.join(f'<url><loc>{page}</loc></url>' for page in pages)}</urlset>"
    site.pages |= dict.fromkeys(pages, "<p>How to apply.</p>")
    assert (visit(site, SITE, tmp_path / "none").status, site.asked[-4:]) == ("complete", pages)


def test_a_break_that_ended_is_doubted_anew_when_it_returns_and_so_is_one_of_another_kind(tmp_path: Path) -> None:
    day = "2026-10-01"
    good, bad, short, none = (
        greenhouse(6, first_published=day),
        greenhouse(6),
        greenhouse(6, first_published=day, content="…"),
        greenhouse(0),
    )
    told, seen = [], dict[str, dict[str, object]]()
    for number, site in enumerate((good, bad, bad, good, none, bad, short, bad)):
        told.append(visit(site, ACME, tmp_path / str(number), Memory(marks=seen)).status)
        seen |= marks(tmp_path / str(number))
    assert told == ["complete", "partial", "partial", "complete", "complete", "partial", "partial", "partial"]


def test_marks_are_believed_only_of_runs_that_were_loaded(tmp_path: Path) -> None:
    known_file = tmp_path / "known.jsonl.gz"
    known_file.write_bytes(gzip.compress(b""))
    for run, tag in (("1", "old"), ("2", "new")):
        (tmp_path / run).mkdir()
        spool = Spool(tmp_path / run)
        spool.mark("x|board", etag=tag)
        spool.close({})
    (tmp_path / "1" / "loaded").touch()
    assert remember(tmp_path, known_file, NOW).marks["x|board"]["etag"] == "old"
    (tmp_path / "2" / "loaded").touch()
    assert remember(tmp_path, known_file, NOW).marks["x|board"]["etag"] == "new"
    assert remember(tmp_path, tmp_path / "no-store", NOW).marks == {}


def test_marks_of_two_months_ago_are_forgotten_unless_an_open_advert_is_theirs(tmp_path: Path) -> None:
    known_file, old = tmp_path / "known.jsonl.gz", (NOW - timedelta(days=61)).isoformat()
    states = {"1": True, "2": False}
    lines = [
        {
            "source": "s",
            "board": "b",
            "source_id": of,
            "scope": "all",
            "content_hash": "x",
            "title": "PM",
            "is_open": is_open,
        }
        for of, is_open in states.items()
    ]
    known_file.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    spool = Spool(tmp_path / "run")
    spool.folder.mkdir()
    for of in ("1", "2", "3", "asked"):
        spool.mark(f"s|b|all|{of}", mark="m", seen_at=old)
    spool.mark("s|b|all|4", mark="m", seen_at=(NOW - timedelta(days=59)).isoformat())
    spool.mark("s|b|all|shape", postings=3)
    spool.close({})
    (tmp_path / "run" / "loaded").touch()
    kept = remember(tmp_path, known_file, NOW).marks
    assert {key.rpartition("|")[2] for key in kept} == {"1", "4", "shape"}
    assert remember(tmp_path, known_file, NOW + timedelta(days=90)).marks == kept, "folded once"


def test_nothing_is_written_behind_a_write_that_failed(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.sighting(("s", "b", "0"), "all", NOW)
    spool.flush()
    with a_disk_with_room_for((tmp_path / "sightings.jsonl.gz").stat().st_size + 20):
        spool.sighting(("s", "b", "1"), "all", NOW)
        with pytest.raises(OSError, match="large"):
            spool.flush()
    spool.sighting(("s", "b", "2"), "all", NOW)
    spool.snapshot({"board": "b"})
    with pytest.raises(OSError, match="large"):
        spool.close({})
    assert ids(tmp_path, "sightings") == ["0"]
    assert not (tmp_path / "snapshots.jsonl").exists()


def test_a_snapshot_is_written_behind_the_adverts_it_speaks_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.spool.monotonic", lambda: 0.0)
    spool = Spool(tmp_path)
    spool.sighting(("s", "b", "0"), "all", NOW)
    spool.snapshot({"board": "b"})
    (tmp_path / "sightings.jsonl.gz").mkdir()
    with pytest.raises(OSError, match="directory"):
        spool.flush()
    assert not (tmp_path / "snapshots.jsonl").exists()


@contextlib.contextmanager
def a_disk_with_room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond `size`."""
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)


def test_a_spool_file_cut_in_the_middle_is_read_up_to_the_cut(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for number in range(3):
        spool.sighting(("s", "b", str(number)), "all", NOW)
        spool.flush()
    spool.close({})
    path = tmp_path / "sightings.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-30])
    assert ids(tmp_path, "sightings") == ["0", "1"]


def test_a_validator_is_not_sent_while_an_advert_waits_for_its_second_absence(tmp_path: Path) -> None:
    site = greenhouse(2)
    site.etag = "v1"
    visit(site, ACME, tmp_path / "one")
    mark = marks(tmp_path / "one")
    both, third = known(_0="PMO", _1="PMO"), known(_7="PMO")
    closed = {"7": replace(third["7"], is_open=False)}
    for stored, expected in ((both, "v1"), (both | third, None), (both | closed, "v1")):
        visit(site, ACME, tmp_path / "two", Memory({("greenhouse", "acme"): stored}, mark))
        assert site.headers[-1].get("If-None-Match") == expected
    moved = replace(ACME, base_url="https://boards.acme.example")
    visit(site, moved, tmp_path / "moved", Memory({("greenhouse", "acme"): both}, mark))
    assert site.headers[-1].get("If-None-Match") is None, "of another address"


def test_an_advert_that_was_kept_but_never_reached_the_store_is_asked_for_again(tmp_path: Path) -> None:
    site = jsonld_site()
    visit(site, SITE, tmp_path / "one")
    site.asked.clear()
    visit(site, SITE, tmp_path / "two", Memory(marks=marks(tmp_path / "one")))
    assert [path for path in site.asked if path.startswith("/jobs/")] == ["/jobs/project-manager-2"], "not the baker"
    assert ids(tmp_path / "two") == ["/jobs/project-manager-2"]


def remembered(folder: Path, *marks_left: bytes, known_lines: bytes = b"") -> Memory:
    (folder / "known.jsonl.gz").write_bytes(gzip.compress(known_lines))
    (folder / "run").mkdir()
    (folder / "run" / "marks.jsonl.gz").write_bytes(gzip.compress(b"".join(marks_left)))
    (folder / "run" / "loaded").touch()
    return remember(folder, folder / "known.jsonl.gz", NOW)


def test_a_mark_of_a_day_to_come_hides_nothing_until_then(tmp_path: Path) -> None:
    dated = {"ahead": timedelta(days=300), "another clock": timedelta(hours=3), "past": timedelta(days=-2)}
    lines = [{"key": f"s|b|all|{of}", "mark": "m", "seen_at": (NOW + away).isoformat()} for of, away in dated.items()]
    memory = remembered(tmp_path, *(json.dumps(line).encode() + b"\n" for line in lines))
    assert {key.rpartition("|")[2] for key in memory.marks} == {"another clock", "past"}


def test_lines_of_another_shape_in_what_is_remembered_cost_no_other_line(tmp_path: Path) -> None:
    odd = (b"\x00\xff junk\n", b"[7]\n", b'{"key": 7}\n', b"[" * 100_000 + b"\n")
    one = dict.fromkeys(("source", "board", "source_id", "scope", "content_hash", "title"), "x") | {"is_open": True}
    soon = b'{"key": "s|b|all|2", "seen_at": "soon"}\n'
    good = b'{"key": "s|b|all|1"}\n'
    memory = remembered(tmp_path, *odd, soon, good, known_lines=b"".join(odd) + json.dumps(one).encode() + b"\n")
    assert list(memory.marks) == ["s|b|all|1"]
    assert memory.of("x", "x")["x"].is_open


@pytest.mark.parametrize("told", ["[]", '{"runs": 7, "marks": []}', '{"runs": [[]], "marks": {}}', "junk"])
def test_marks_kept_in_another_shape_are_made_anew(tmp_path: Path, told: str) -> None:
    (tmp_path / "validators.json").write_text(told)
    assert list(remembered(tmp_path, b'{"key": "s|b|all|1"}\n').marks) == ["s|b|all|1"]


def test_one_advert_that_never_can_be_read_leaves_a_board_of_known_ones_whole():
    tally = Tally(NOW, sighted=9)
    tally.unreadable["description: empty"] += 1
    assert not _is_most_unread(tally)
    tally.unreadable["description: empty"] += 9
    assert _is_most_unread(tally)
