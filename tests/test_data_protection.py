"""People named in adverts are not stored; a person's own traces go with one command; adverts go when they are due."""

import base64
import gzip
import json
import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from time import process_time
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from click.testing import CliRunner

from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.derive import analyze
from analysis.derive.retention import keep_days
from analysis.interchange import import_files
from analysis.sample import sample_profile
from analysis.store import load_spool, open_store, query, writing
from crawler.boards import Board, source_names
from crawler.market import Market
from crawler.normal.contacts import mask_contacts, without_contacts
from crawler.normal.contacts.words import contacts_words
from crawler.page import refusal
from crawler.posting import Money, Place, Posting
from crawler.replay import serve
from crawler.replay.faults import Fault
from crawler.replay.small import small_market
from crawler.run import crawl
from crawler.sources import spider_for
from crawler.web_address import of_the_web
from tests.crawler.site import running_site

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
ADVERT = (
    "<p>Lead projects with a budget of £2,500,000 since 2019-2020.</p><p>For an informal chat please contact "
    "<b>Ottilie Fernsby</b>, Head of Projects, at ottilie.fernsby@acme.example or on 0113 496 0000. Recruiter: "
    "Mr T. O'Quill-Brand (+44 113 496 0123, <a href='tel:+441134960123'>call</a>, quill&#64;acme.example). "
    "Contact Human Resources with questions.</p>"
)
PLAIN = {"source": "s", "board": "b", "source_id": "1", "title": "PM", "hiring_organization": "Acme",
         "description": "Lead."}  # fmt: skip
PEOPLE = ("Ottilie", "Fernsby", "Quill", "496 0", "113496", "@acme", "&#64;acme")


def told(store):
    with open_store(store) as con:
        tables = con.sql("from information_schema.tables").filter("table_type = 'BASE TABLE'").project("table_name")
        return " ".join(con.table(name).df().to_csv() for (name,) in tables.fetchall())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Contact: Jane Poe", "Contact: [name]"),
        ("Contact:\n\nName: Jane Poe\nJob title Assistant", "Contact:\n\nName: [name]\nJob title Assistant"),
        ("speak to Dr Poe on (020) 7946 0000.", "speak to [name] on [phone]."),
        ("ask for Jean-Luc O'Poe", "ask for [name]"),
        ("call (555) 010-4477 now", "call [phone] now"),
        ("jane.poe [at] acme.example", "[e-mail]"),
        ("Ms Poe will lead", "[name] will lead"),
        ("Contact Centre Manager", "Contact Centre Manager"),
        ("Hiring Manager: Senior Project Manager", "Hiring Manager: Senior Project Manager"),
        ("a budget of 10 000 000 to 12 000 000", "a budget of 10 000 000 to 12 000 000"),
        ("between 2019-2020 and 2024", "between 2019-2020 and 2024"),
        ("£45,000 - £52,000, ref 0123/4567", "£45,000 - £52,000, ref 0123/4567"),
        ("MS Project and Dr. Watson", "MS Project and [name]"),
    ],
)
def test_people_are_masked_and_sums_roles_and_offices_are_not(text, masked):
    assert mask_contacts(text) == masked


@pytest.mark.parametrize("shape", contacts_words()["numbers"]["shapes"], ids=lambda shape: shape["finds"][0])
def test_a_number_is_known_by_its_shape_and_what_only_looks_like_one_stays(shape):
    for number in shape["finds"]:
        assert re.fullmatch(shape["pattern"], number)
        assert mask_contacts(f"Ask on {number}.") == "Ask on [phone]."
    for other in shape["skips"]:
        assert mask_contacts(f"As in {other}.") == f"As in {other}."


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Tel. 912 345 678, fax 912 345 679", "Tel. [phone], fax [phone]"),
        ("<b>Tlf.</b>: <span>22 12 34 56</span>", "<b>Tlf.</b>: <span>[phone]</span>"),
        ("Tel. 0761 88 99 0", "Tel. [phone]"),
        ("Osoba kontaktowa: Anna Lis, tel. 501 234 567", "Osoba kontaktowa: [name], tel. [phone]"),
        ("Persona de contacto: Ana Mora, 912 345 678", "Persona de contacto: [name], [phone]"),
        ("Ward ManagerTelephone number0113 496 0000Apply", "Ward ManagerTelephone number[phone]Apply"),
        ("number0113 496 0000 / 07700900123Apply", "number[phone] / [phone]Apply"),
        ("on 0113 496 0000 ext. 1234/5678", "on [phone]"),
        ("on 0113 496 0000ext 1234", "on [phone]"),
        ("call 0113&nbsp;496&nbsp;0000", "call [phone]"),
        ("Call us on 9.00 - 17.00 or by 01.02.2026", "Call us on 9.00 - 17.00 or by 01.02.2026"),
        ("Tel: 2026-2027", "Tel: 2026-2027"),
        ("Mobile: 1 234 567 users", "Mobile: 1 234 567 users"),
        ("1 234 567 users of mobile phones", "1 234 567 users of mobile phones"),
        ("Announcement number: 21110018", "Announcement number: 21110018"),
        ("call 0113 496 0000, 01.02.2026", "call [phone], 01.02.2026"),
    ],
)
def test_behind_a_word_that_announces_a_number_any_is_one_but_no_day_hour_or_sum(text, masked):
    assert mask_contacts(text) == masked


@pytest.mark.parametrize(
    "address",
    [
        "ann (at) acme (dot) example", "ann[at]acme[dot]example", "ANN (AT) ACME.EXAMPLE", "ann @ acme.example",
        "ann.lee @acme.example", "ann@ acme.example", "ann%40acme.example", "ann&#64;acme&#46;example",
        "ann＠acme.example", "ann@<wbr>acme.example", "ann<span>@</span>acme.example",
    ],
)  # fmt: skip
def test_an_address_is_masked_however_it_is_hidden(address):
    assert mask_contacts(f"Write to {address}, please") == "Write to [e-mail], please"


@pytest.mark.parametrize("text", ["ask the @acme.example team", "5 @ 3.50", "package@1.2.3", "meet (at) noon"])
def test_what_holds_such_a_sign_and_no_address_stays(text):
    assert mask_contacts(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kontakta Anna Ek eller rekryterande chef Bo Ek", "Kontakta [name] eller rekryterande chef [name]"),
        ("Bitte wende dich an Frau Dr. Julia Poe.", "Bitte wende dich an [name]."),
        ("Madame Dupont, dhr. Jansen, mw. De Boer", "[name], [name], [name]"),
        ("contact Jane van der Poe", "contact [name]"),
        ("contact Łukasz Żak or Šárka Nová", "contact [name] or Šárka Nová"),
        ("contact JANE POE on 0113 496 0000", "contact [name] on [phone]"),
        ("CONTACT: MAIN DUTIES", "CONTACT: MAIN DUTIES"),
        ("Kontakt: Universität von Lund", "Kontakt: Universität von Lund"),
        ("contactez Direction de Projet", "contactez Direction de Projet"),
        ("wende dich an Ihre Personalabteilung", "wende dich an Ihre Personalabteilung"),
        ("a 50 mw Solar Park", "a 50 mw Solar Park"),
    ],
)
def test_names_are_known_in_other_languages_in_capitals_and_with_small_words_in_them(text, masked):
    assert mask_contacts(text) == masked


@pytest.mark.parametrize("piece", ["tel 1234567x ", "1 ", "0", "a@a.", "(at)a(dot)", "contact Aa de la ", "+1234567 "])
def test_a_long_hostile_line_costs_little(piece):
    line = (piece * 100_000)[:100_000]
    started = process_time()
    mask_contacts(line)
    assert process_time() - started < 3


ASK = "call Ottilie Fernsby on 0113 496 0000 or ask ottilie@acme.example"


@pytest.mark.parametrize(
    "said",
    [
        {"title": f"Project Manager ({ASK})"},
        {"hiring_organization": f"Acme, {ASK}"},
        {"department": ASK, "industry": ASK, "occupational_category": ASK, "grade": ASK},
        {"job_location": [Place(raw=f"Leeds, {ASK}", locality=f"Leeds, {ASK}")]},
        {"applicant_location_requirements": [Place(raw=ASK, region=ASK)]},
        {"base_salary": Money(raw=f"£40,000, {ASK}", currency="GBP")},
        {"url": "https://acme.example/apply?to=ottilie@acme.example&Tel=01134960000&id=7"},
        {"identifier": "R-7 ottilie@acme.example"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_people_are_masked_wherever_an_advert_names_them(said):
    advert = Posting.model_validate({**PLAIN, **said})
    shown = without_contacts(advert).model_dump_json()
    assert not [name for name in (*PEOPLE, "0113") if name in shown]
    assert "[e-mail]" in shown


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Contact Tracing Lead, Call Handling", "department": "Recruiter Enablement"},
        {"title": "Assistant to Dr Poe", "hiring_organization": "Dr. Martens"},
        {"identifier": "0113 496 0000"},
        {"url": "https://acme.example/jobs/01134960000?id=0113496000"},
        {"base_salary": Money(raw="30 000 - 40 000", currency="EUR")},
    ],
)
def test_short_fields_without_contacts_stay_as_they_are(said):
    advert = Posting.model_validate({**PLAIN, **said})
    assert without_contacts(advert) == advert


def test_a_link_stays_one_when_an_address_in_it_is_masked():
    url = "https://ann@acme.example/apply?to=ann@acme.example"
    masked = without_contacts(Posting.model_validate({**PLAIN, "url": url})).url
    assert (of_the_web(masked), urlsplit(masked).hostname) == (masked, "acme.example")


def test_a_crawl_and_an_import_store_nobody_who_is_named_in_an_advert(tmp_path):
    store = tmp_path / "store.duckdb"
    with running_site() as site:
        jobs = [
            {"id": 1, "title": "Project Manager (ottilie.fernsby@acme.example)",
             "absolute_url": "https://x.example/1", "location": {"name": "Leeds"},
             "content": ADVERT, "first_published": "2026-10-01T08:00:00Z"},
            {"id": 2, "content": ADVERT},
        ]  # fmt: skip
        site.serve("/v1/boards/acme/jobs", {"jobs": jobs, "meta": {"total": 2}})
        crawl([Board("greenhouse", "acme", "Acme", base_url=site.url)], tmp_path / "spool", now=NOW, delay=0)
    load_spool(store, tmp_path / "spool", now=NOW)
    rows = [
        {"title": "Project Manager, call Ottilie Fernsby on 0113 496 0000", "company": "Acme", "description": ADVERT},
        {"title": "", "description": ADVERT},
    ]
    (tmp_path / "adverts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    import_files(store, [tmp_path / "adverts.jsonl"], now=NOW)
    assert len(query(store, "from posting")) == 2
    assert len(query(store, "from refused")) >= 1
    spooled = " ".join(gzip.decompress(file.read_bytes()).decode() for file in tmp_path.rglob("*.jsonl.gz"))
    for place in (told(store), spooled):
        assert "budget of £2,500,000" in place
        assert "Human Resources" in place
        assert not [name for name in PEOPLE if name in place]


NOTE = "A team of 12.\nContact:\nOttilie Fernsby\n0113 496 0000"
UNREAD = [
    {"id": 2, "note": NOTE},
    {"id": 2, "note": "No note.", "recruiter": {"name": "Ottilie", "phone": "0113 496 0000"}},
    {"id": 2, "note": [{"application_contacts": [{"name": "Ottilie Fernsby", "title": "Head"}]}]},
    {"id": 2, "hiringManager": "Fernsby", "contact-phone": 1134960000, "creator": "Ottilie Fernsby"},
    {"id": 2, "metadata": [{"name": "Hiring Manager", "value": {"name": "Ottilie"}}, {"name": "Grade", "value": 7}]},
    {"id": 2, "note": "\ud800" + NOTE},
]


@pytest.mark.parametrize("entry", UNREAD)
def test_an_entry_that_cannot_be_read_is_kept_aside_without_the_people_in_it(entry):
    aside = refusal(Board("lever", "acme", "Acme"), KeyError("title"), entry)
    assert not [name for name in PEOPLE if name in aside.raw]
    kept = json.loads(aside.raw)
    assert kept.keys() == entry.keys()
    assert kept["id"] == 2


def test_what_names_no_person_is_kept_aside_as_it_came():
    entry = {"id": 7, "contractor": "Acme", "has_contact": True, "recruiter": None, "team": {"name": "User research"}}
    aside = refusal(Board("lever", "acme", "Acme"), KeyError("title"), entry)
    assert json.loads(aside.raw) == entry


def test_a_long_entry_is_masked_before_it_is_cut():
    entry = {"id": 2, "note": "x" * 19_970 + " Contact: Ottilie Fernsby"}
    assert "Ott" not in refusal(Board("lever", "acme", "Acme"), KeyError("title"), entry).raw


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl", "\n".join(map(json.dumps, UNREAD))),
        ("rows.jsonl", json.dumps({"recruiter": {"name": "Ottilie"}, "note": NOTE})[:-2]),
        ("rows.jsonl", json.dumps([NOTE, UNREAD])),
        ("rows.json", json.dumps([[NOTE], UNREAD[1]])),
        ("rows.csv", f'title,recruiter,description\nPM,Ottilie,"{NOTE}",and,more\nPM,Ottilie,"{NOTE}"\n'),
        ("rows.csv", f'title,company,description\nPM,Acme,"{NOTE}\n'),
    ],
    ids=["objects", "a line cut short", "a list", "a list among objects", "more cells", "an open quote"],
)
def test_rows_that_cannot_be_imported_are_kept_aside_without_the_people_in_them(tmp_path, name, content):
    good = {"title": "Project Manager", "company": "Acme", "description": "Lead."}
    (tmp_path / "good.jsonl").write_text(json.dumps(good))
    (tmp_path / name).write_text(content)
    summary = import_files(tmp_path / "store.duckdb", [tmp_path / "good.jsonl", tmp_path / name], now=NOW)
    assert (summary.new, bool(summary.refused)) == (1, True)
    assert not [person for person in PEOPLE if person in told(tmp_path / "store.duckdb")]


def run(store, *words, stdin=None):
    return CliRunner().invoke(cli, ["--db", str(store), *words], obj=Settings(), input=stdin, standalone_mode=False)


@pytest.fixture
def remembered(tmp_path):
    """A store whose digest remembers a person."""
    from analysis.digest import digest
    from analysis.profile import load_profile
    from analysis.sample import sample_store

    me = tmp_path / "me.json"
    me.write_bytes(sample_profile().read_bytes())
    store = shutil.copy(sample_store(firms=8, adverts=80), tmp_path / "store.duckdb")
    assert digest(store, load_profile(me), now=NOW)
    return store, me


def test_a_person_is_forgotten_with_one_command(remembered):
    store, me = remembered
    assert len(query(store, "from digest_state"))
    assert run(store, "forget", str(me), stdin="n\n").exception
    assert me.exists()
    assert run(store, "forget", str(me), "--yes").exception is None
    assert not me.exists()
    assert len(query(store, "from digest_state")) == 0


def test_closed_adverts_go_when_they_are_due_and_open_ones_stay(spool_days, tmp_path):
    store, spool = spool_days
    before = len(query(store, "from posting"))
    closed = query(store, "select count(*) as n from posting where not is_open")["n"].iloc[0]
    assert closed
    assert keep_days(store, spool, 365, now=NOW + timedelta(days=30)) == (0, 0)
    for mark in spool.glob("*/loaded"):
        os.utime(mark, (NOW.timestamp(), NOW.timestamp()))
    for name, files in (("killed", ["job.json"]), ("waiting", ["job.json", "postings.jsonl.gz"])):
        (spool / name).mkdir()
        for file in files:
            (spool / name / file).touch()
            os.utime(spool / name / file, (NOW.timestamp(), NOW.timestamp()))
    adverts, runs = keep_days(store, spool, 10, now=NOW + timedelta(days=30))
    assert adverts == closed
    assert runs == 3, "the newest run stays, and what was never loaded"
    assert ((spool / "killed").exists(), (spool / "waiting").exists()) == (False, True)
    assert len(query(store, "from posting")) == before - closed
    ids = query(store, "select posting_id from posting_state")["posting_id"].tolist()
    for table in ("posting_text", "posting_version", "event"):
        assert set(query(store, f"select posting_id from {table}")["posting_id"]) <= set(ids)


def told_of_adverts(store, which):
    """Return how many rows each table holds of the adverts `which`."""
    columns = "information_schema.columns join information_schema.tables using (table_name)"
    of_adverts = f"from {columns} where column_name = 'posting_id' and table_type = 'BASE TABLE'"
    tables = query(store, f"select table_name as t {of_adverts}")["t"]
    rows = [f"select '{table}' as t, count(*) as n from {table} where posting_id {which}" for table in tables]
    return query(store, " union all ".join(rows)).set_index("t")["n"]


def still_open(store):
    return query(store, "select count(*) as n from posting_state where is_open")["n"].iloc[0]


def test_what_was_read_of_forgotten_adverts_goes_with_them_and_the_rest_is_compared_anew(spool_days):
    store, spool = spool_days
    with writing(store) as con:  # a word, a title and a tool that only a closed advert has
        gone = con.execute("select min(posting_id) from posting_state where not is_open").fetchone()[0]
        text = "You juggle. You must have zorblekraft and Jira."
        con.execute("update posting_text set description_text = ? where posting_id = ?", [text, gone])
        for table in ("posting_state", "posting_version"):
            con.execute(f"update {table} set title = 'Zorblekraft Project Manager' where posting_id = ?", [gone])
    analyze(store, now=NOW)
    with writing(store) as con:
        con.execute("insert into digest_state select 'me', 'html', ?, 'h', now(), 50", [gone])
    assert query(store, "select sum(adverts) as n from title_level")["n"].iloc[0] > still_open(store)
    assert "zorble" in told(store)
    assert told_of_adverts(store, f"= '{gone}'").all()
    keep_days(store, spool, 10, now=NOW + timedelta(days=30))
    left = still_open(store)
    assert "zorble" not in told(store).lower()
    assert not told_of_adverts(store, "not in (select posting_id from posting_state)").any()
    assert query(store, "select count(*) as n from term anti join matchable using (posting_number)")["n"].iloc[0] == 0
    assert query(store, "select sum(adverts) as n from title_level")["n"].iloc[0] <= left
    assert query(store, "select max(postings) as n from term_rarity")["n"].iloc[0] <= left
    carried = "select count(distinct posting_id) from statement s where s.theme_id = t.theme_id and not is_boilerplate"
    assert query(store, f"select theme_id from theme t where adverts <> ({carried})").empty


def test_records_kept_aside_go_when_they_are_due_though_no_advert_is(tmp_path):
    good = {"title": "Project Manager", "company": "Acme", "description": "Lead."}
    (tmp_path / "rows.jsonl").write_text(json.dumps(good) + "\n" + json.dumps({"id": 2}) + "\n")
    store = tmp_path / "store.duckdb"
    assert import_files(store, [tmp_path / "rows.jsonl"], now=NOW).refused
    for days, aside in ((9, 1), (11, 0)):
        assert keep_days(store, tmp_path / "spool", 10, now=NOW + timedelta(days=days)) == (0, 0)
        assert len(query(store, "from refused")) == aside
    assert len(query(store, "from posting")) == 1


@pytest.fixture
def spool_days(tmp_path):
    """Three days; half of the adverts are missing on the last two."""
    from crawler.market.spool import spool_market
    from crawler.replay.small import small_market

    adverts = small_market("greenhouse").adverts
    for day in range(3):
        shown = adverts if day == 0 else [one for n, one in enumerate(adverts) if n % 3]
        spool_market(shown, tmp_path / "spool", NOW + timedelta(days=day), role=None)
    load_spool(tmp_path / "store.duckdb", tmp_path / "spool", now=NOW)
    return tmp_path / "store.duckdb", tmp_path / "spool"


KEYS = {key: f"s3cret+{key.lower()}@zq.example" for name in source_names() for key in spider_for(name).needs_keys}


@pytest.mark.parametrize("fault", [None, "server_error", "cut_json"])
def test_keys_are_in_neither_store_nor_spool_nor_summary_nor_log(tmp_path, monkeypatch, capfd, fault):
    keyed = sorted(name for name in source_names() if spider_for(name).needs_keys)
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    markets = [small_market(name) for name in keyed]
    market = Market(
        tuple(firm for one in markets for firm in one.firms), tuple(advert for one in markets for advert in one.adverts)
    )
    faults = {} if fault is None else {(name, "brackenfell"): Fault(fault) for name in keyed}
    with serve(market, faults) as server:
        run = crawl(server.boards, tmp_path / "spool", now=NOW, delay=0, concurrency=8, quiet=False)
    load_spool(tmp_path / "s.duckdb", tmp_path / "spool", now=NOW)
    texts = [told(tmp_path / "s.duckdb"), json.dumps(run.as_dict()), *capfd.readouterr()]
    spooled = [file for file in (tmp_path / "spool").rglob("*") if file.is_file()]
    whole = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in spooled]
    texts += [text.decode() for text in whole]
    assert not [one.reasons for one in run.sources.values() if fault is None and one.reasons]
    assert len(keyed) == 5
    assert len({json.loads(line)["posting"]["source"] for text in texts for line in text.splitlines()
                if line.startswith('{"posting"')}) == 5  # fmt: skip
    for key in KEYS.values():
        forms = (key, quote(key, safe=""), quote_plus(key), base64.b64encode(f"{key}:".encode()).decode())
        assert not [text for text in texts for form in forms if form in text]
