import csv
import json
import os
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.derive import analyze
from analysis.firm_names import cell_named, firm_named
from analysis.firms import firms_table, ladder
from analysis.interchange import export, import_files, import_frame
from analysis.interchange.columns import Columns
from analysis.store import StoreError, open_store, query

TEXT = "Lead projects from start to finish.\nYou have PRINCE2."


@pytest.fixture
def bring(store, tmp_path, later):
    """Import a file made of `content`."""

    def _bring(content, name="adverts.jsonl"):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else "".join(json.dumps(row) + "\n" for row in content))
        return import_files(store, [file], now=later)

    return _bring


def one(store, what="from posting"):
    found = query(store, what)
    assert len(found) == 1
    return found.iloc[0]


def test_title_company_and_description_are_enough(bring, store):
    summary = bring([{"title": "Project Manager", "company": "Acme", "description": TEXT}])
    posting = one(store)
    assert summary.new == 1
    assert (posting["source"], posting["board"], posting["firm"]) == ("adverts", "acme", "Acme")
    assert len(posting["source_id"]) == 16
    assert posting["description"] == TEXT


def test_signs_that_a_file_has_spoilt_are_repaired(bring, store):
    bring(
        [
            {
                "title": "Miller \x96 Oats",
                "company": "Miller\x00s",
                "description": "You\x00ll mill 3 \x00 5 sacks for Â£5.",
            }
        ]
    )
    posting = one(store)
    assert (posting["title"], posting["firm"]) == ("Miller – Oats", "Miller’s")
    assert posting["description"] == "You’ll mill 3 – 5 sacks for £5."


def test_an_import_says_which_adverts_were_published_so_long_ago_that_they_may_be_closed(bring):
    told = {"title": "PM", "company": "Acme", "description": TEXT}
    rows = [{**told, "id": n, "date_posted": day} for n, day in enumerate(("2020-05-01", "2026-08-01", None))]
    summary = bring([*rows, {**told, "id": 3, "date_posted": "2020-05-01", "valid_through": "2030-12-31"}])
    assert summary.notes == ("1 imported advert was published more than 60 days ago and may be closed",)


def test_importing_the_same_file_twice_changes_nothing(bring, store):
    rows = [{"title": "Project Manager", "company": "Acme", "description": TEXT}]
    bring(rows)
    again = bring(rows)
    assert (again.new, again.unchanged, len(query(store, "from posting_version"))) == (0, 1, 1)


def test_jobspys_columns_are_recognised(bring, store):
    header = "id,site,job_url,title,company,location,date_posted,job_type,interval,min_amount,max_amount,currency,is_remote,emails,description"  # noqa: E501
    row = '7,indeed,https://jobs.example/7,Project Manager,Acme,"Leeds, England, UK",2026-05-01,fulltime,yearly,45000.0,50000.0,GBP,False,jo@acme.example,"<p>Lead.</p>"'  # noqa: E501
    summary = bring(f"{header}\n{row}\n", "jobs.csv")
    posting = one(store)
    assert summary.unknown_columns == ()
    assert (posting["source"], posting["source_id"], posting["url"]) == ("indeed", "7", "https://jobs.example/7")
    assert (posting["base_salary_min"], posting["base_salary_max"]) == (45000, 50000)
    assert (posting["base_salary_currency"], posting["base_salary_unit"]) == ("GBP", "YEAR")
    assert posting["date_posted"].date() == date(2026, 5, 1)
    assert posting["description"] == "Lead."
    assert "jo@acme" not in query(store, "from posting_version").to_csv()


def test_schema_orgs_names_are_recognised(bring, store):
    bring(json.dumps({
        "@context": "https://schema.org", "@type": "JobPosting", "title": "Project Manager",
        "description": "<p>Lead.</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Acme"}, "datePosted": "2026-05-01",
        "employmentType": ["FULL_TIME"], "jobLocationType": "TELECOMMUTE",
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Leeds", "addressCountry": "GB"}},
        "baseSalary": {"currency": "GBP", "value": {"minValue": 45000, "maxValue": 50000, "unitText": "YEAR"}},
        "qualifications": "PRINCE2",
    }), "posting.json")  # fmt: skip
    posting = one(store)
    assert posting["description"].splitlines()[0] == "Lead."
    assert "PRINCE2" in posting["description"]
    assert (posting["base_salary_min"], posting["base_salary_unit"], posting["workplace"]) == (45000, "YEAR", "remote")


@pytest.mark.parametrize(("address", "country", "locality"), [
    ({"addressLocality": "Paris", "addressCountry": "CA"}, "CA", "Paris"),
    ({"addressLocality": "Springfield", "addressCountry": "DE"}, "DE", "Springfield"),
    ({"addressLocality": "Tbilisi", "addressCountry": {"@type": "Country", "name": "GA"}}, "GA", "Tbilisi"),
    ({"addressLocality": "Remote", "addressCountry": "CA"}, "CA", None),
    ({"addressCountry": "IN"}, "IN", None),
    ({"addressLocality": "Austin", "addressRegion": "TX"}, "US", "Austin"),
    ("3 Mill Lane, Leeds", "GB", "Leeds"),
])  # fmt: skip
@pytest.mark.parametrize("wrap", [lambda place: place, lambda place: [place], json.dumps])
def test_a_job_lies_in_the_country_that_its_address_states(bring, store, address, country, locality, wrap):
    bring([{**ADVERT, "jobLocation": wrap({"@type": "Place", "address": address})}])
    state = one(store, "select country, job_location[1].locality as locality from posting_state")
    assert (state["country"], state["locality"] or None) == (country, locality)


def test_pay_tells_in_which_country_an_address_without_one_lies(bring, store):
    pay = {"currency": "GBP", "value": {"value": 50_000, "unitText": "YEAR"}}
    bring([{**ADVERT, "jobLocation": {"address": {"addressLocality": "Wallingford"}}, "baseSalary": pay}])
    assert one(store, "from posting_state")["country"] == "GB"


def test_pay_written_as_text_is_read(bring, store):
    bring([{"title": "PM", "company": "Acme", "description": TEXT, "salary_text": "£45,000 - £50,000 per annum"}])
    posting = one(store, "from posting_state")
    assert (posting["base_salary_min"], posting["base_salary_max"], posting["base_salary_origin"]) == (
        45000,
        50000,
        "text",
    )


_A_YEAR = {"minValue": 40_000, "maxValue": 50_000, "unitText": "YEAR"}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"currency": "GBP", "value": {"value": "40,000 - 50,000", "unitText": "YEAR"}}, (40_000, 50_000, "YEAR")),
        ({"currency": "GBP", "value": {"value": "£25 an hour", "unitText": "YEAR"}}, (25, 25, "HOUR")),
        ({"currency": "GBP", "value": [_A_YEAR]}, (40_000, 50_000, "YEAR")),
        ([{"currency": "GBP", "value": _A_YEAR}], (40_000, 50_000, "YEAR")),
    ],
    ids=["a range in prose", "prose with another unit", "a list of values", "a list of one"],
)
def test_pay_in_schema_orgs_shapes_is_read_as_a_crawl_reads_it(bring, store, stated, expected):
    bring([{"title": "PM", "company": "Acme", "description": TEXT, "baseSalary": stated}])
    posting = one(store, "from posting_state")
    assert tuple(posting[f"base_salary_{name}"] for name in ("min", "max", "unit")) == expected
    assert posting["base_salary_currency"] == "GBP"


def test_an_advert_with_pay_keeps_its_hash_from_release_to_release():
    stated = {"currency": "GBP", "value": {"minValue": 40_000.0, "maxValue": 50_000.0, "unitText": "YEAR"}}
    row = {"title": "PM", "company": "Acme", "description": TEXT, "baseSalary": stated}
    pay = Columns("jobs").posting_of(row).base_salary
    assert pay is not None
    assert (pay.raw, str(pay.min), str(pay.max)) == (json.dumps(stated), "40000", "50000")


def test_a_grade_counts_only_within_a_public_scheme(bring, store):
    told = {"title": "PM", "company": "Acme", "description": TEXT}
    bring([
        {**told, "id": "1", "seniority_label": "Band 7", "seniority_scheme": "AfC"},
        {**told, "id": "2", "seniority_label": "Senior", "seniority_scheme": None},
    ])  # fmt: skip
    grades = query(store, "select grade from posting_state order by source_id")["grade"]
    assert grades.iloc[0] == "Band 7"
    assert pd.isna(grades.iloc[1])


def test_description_and_requirements_are_joined(bring, store):
    bring([{"requirements": "PRINCE2.", "title": "PM", "company": "Acme", "description": "Lead."}])
    assert one(store)["description"] == "Lead.\n\nPRINCE2."


def test_titles_and_firms_stand_in_one_line(bring, store):
    bring([{"title": "Project\n  Manager", "company": "Acme\r\nLooms\u00a0 Ltd", "description": TEXT}])
    assert (one(store)["title"], one(store)["firm"]) == ("Project Manager", "Acme Looms Ltd")


def test_refused_rows_are_kept_aside_with_file_row_and_reason(bring, store):
    summary = bring([{"title": "PM", "company": "Acme", "description": TEXT}, {"title": "", "company": "Acme"}])
    refused = one(store, "from refused")
    assert (summary.new, summary.refused) == (1, 1)
    assert (refused["place"], refused["reason"]) == ("adverts.jsonl: line 2", "title: missing")
    assert json.loads(refused["raw"]) == {"title": "", "company": "Acme"}


def test_a_broken_line_is_refused_and_the_rest_is_read(bring, store):
    good = json.dumps({"title": "PM", "company": "Acme", "description": TEXT})
    summary = bring(f'{good}\n{{"title": \n')
    assert (summary.new, summary.refused) == (1, 1)


def test_columns_nobody_understands_are_named_once(bring):
    told = {"title": "PM", "company": "Acme", "description": TEXT, "vibe": "good"}
    assert bring([{**told, "id": 1}, {**told, "id": 2}]).unknown_columns == ("adverts.jsonl: vibe",)


@pytest.mark.parametrize(("content", "name", "says"), [
    (b"", "empty.csv", "the file is empty"),
    (b"title,company,description\n", "header.csv", "holds no posting"),
    (b"{broken", "broken.json", "cannot be read as json"),
    (b"[]", "none.json", "holds no posting"),
    (b"PAR1 no parquet", "bad.parquet", "cannot be read as parquet"),
    (b"x", "advert.docx", "Give .csv"),
    (b"[" * 100_000, "deep.json", "cannot be read as json"),
    (b"null", "null.json", "neither a list nor an object"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(bring, content, name, says):
    with pytest.raises(StoreError, match=says) as error:
        bring(content, name)
    assert name in str(error.value)


@pytest.mark.parametrize("text", [
    "\n".join(f"Lead {number}." for number in range(5_000)),
    "".join(f"<li>Lead {number}.</li>" for number in range(5_000)),
    "Lead a team. " * 20_000,
], ids=["lines", "items", "letters"])  # fmt: skip
def test_an_advert_longer_than_any_is_read_as_far_as_one_goes_and_kept_whole(bring, store, text):
    summary = bring([{**ADVERT, "description": text}])
    assert (summary.new, summary.unread) == (1, 1)
    assert "kept aside: description: read as far as 200,000 letters and 3,000 lines" in summary.problems[0]
    read = one(store)["description"]
    assert read.startswith("Lead ")
    assert len(read) <= 200_000
    assert read.count("\n") < 3_000
    assert one(store, "from posting_version")["description"] == text.strip()


@pytest.fixture
def closed(tmp_path):
    """A file in a folder that may not be entered."""
    (folder := tmp_path / "closed").mkdir()
    folder.chmod(0)
    yield folder / "adverts.csv"
    folder.chmod(0o700)


def test_a_file_that_may_not_be_asked_for_does_not_stop_the_others(bring, store, tmp_path, later, closed):
    good, pipe = tmp_path / "good.jsonl", tmp_path / "pipe.csv"
    good.write_text(json.dumps({"title": "PM", "company": "Acme", "description": TEXT}))
    os.mkfifo(pipe)
    summary = import_files(store, [closed, tmp_path / f"{'x' * 300}.csv", pipe, good], now=later)
    assert summary.new == 1
    told = ["no such file" if os.geteuid() == 0 else "Permission denied", "File name too long", "a pipe or a device"]
    assert all(word in problem for word, problem in zip(told, summary.failed, strict=True)), summary.failed


def test_a_bad_file_does_not_stop_the_others(store, tmp_path, later):
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps({"title": "PM", "company": "Acme", "description": TEXT}))
    summary = import_files(store, [tmp_path / "missing.csv", good], now=later)
    assert summary.new == 1
    assert "no such file" in summary.problems[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_of_any_encoding_are_read(bring, store, encoding):
    bring("title;company;description\nChef de projet;Société Générale;Mener.\n".encode(encoding), "export.csv")
    assert one(store)["firm"] == "Société Générale"


HEAD = "title,company,location,description\n"


def _csv_of(*rows):
    return HEAD + "".join(f"{row}\n" for row in rows)


def firms(store):
    return query(store, "select firm from posting order by firm")["firm"].tolist()


def test_a_wrong_byte_costs_a_file_in_utf_8_only_its_own_row(bring, store):
    spoilt = _csv_of("Chef,Müller,Zürich,Führen.", "Chef,Café,Nîmes,Mener §.").encode().replace("§".encode(), b"\xff")
    summary = bring(spoilt, "adverts.csv")
    assert (firms(store), summary.refused) == (["Müller"], 1)
    assert "not of UTF-8" in summary.problems[0]


def test_lines_of_json_may_each_be_of_another_encoding(bring, store):
    told = '{"title": "Chef", "company": "%s", "description": "Führen und planen für Zürich."}\n'
    whole, windows = (told % "Bär").encode(), (told % "Ärzte").encode("cp1252")
    summary = bring(whole + windows + (told % "Öl§").encode().replace("§".encode(), b"\xff") + whole, "adverts.jsonl")
    assert (firms(store), summary.refused) == (["Bär", "Ärzte"], 1)


def test_a_wrong_byte_costs_a_list_in_json_only_its_own_entry(bring, store):
    adverts = [{"title": "PM", "company": firm, "description": "Führen."} for firm in ("Bär", "Öl§")]
    summary = bring(json.dumps(adverts, ensure_ascii=False).encode().replace("§".encode(), b"\xff"), "adverts.json")
    assert (firms(store), summary.refused) == (["Bär"], 1)


@pytest.mark.parametrize("spoilt", [
    ['PM,B,"Leeds,Lead teams', 'PM,C,York,"Plan, and lead."'],
    ['PM,B,"Leeds,Lead teams', "PM,C,York,Plan."],
    ['PM,B,Hull,"You', 'run the "Go" list', "No, you, plan, it", 'Also this."', "PM,C,York,Plan."],
], ids=["to the next", "to the end", "within several lines"])  # fmt: skip
def test_a_quote_left_open_swallows_no_other_row(bring, store, spoilt):
    summary = bring(_csv_of("PM,A,Leeds,Lead.", *spoilt, 'PM,D,Hull,"Lead\nand plan."'), "adverts.csv")
    assert (firms(store), summary.refused) == (["A", "C", "D"], 1)
    assert "a quote that never closes (first: adverts.csv: row 3)" in summary.problems[0]


def test_of_columns_of_one_name_the_first_that_is_filled_counts(store, tmp_path, later):
    names = ["title", "company", "description", "location", "location"]
    rows = [["PM", "A", TEXT, "Leeds", ""], ["PM", "B", TEXT, "", "York"]]
    (tmp_path / "a.csv").write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in [names, *rows]))
    pq.write_table(pa.Table.from_arrays([pa.array(column) for column in zip(*rows, strict=True)], names=names),
                   tmp_path / "b.parquet")  # fmt: skip
    assert import_files(store, [tmp_path / "a.csv", tmp_path / "b.parquet"], now=later).new == 4
    import_frame(store, pd.DataFrame(rows, columns=names), source="c", now=later)
    told = query(store, "select source, job_location[1].locality as town from posting order by source, firm")
    assert told.to_numpy().tolist() == [[source, town] for source in "abc" for town in ("Leeds", "York")]


@pytest.mark.parametrize("content", [
    HEAD + "PM,Acme,Leeds,Lead.,\nPM,Globex,York,Plan.,, \n",
    HEAD.strip() + ",,\nPM,Acme,Leeds,Lead.,,\nPM,Globex,York,Plan.,,\n",
    "\n,,,\r\n" + HEAD + "PM,Acme,Leeds,Lead.\nPM,Globex,York,Plan.\n",
], ids=["delimiters too many", "in the head, too", "blank lines first"])  # fmt: skip
def test_what_is_blank_in_a_csv_says_nothing(bring, store, content):
    summary = bring(content, "adverts.csv")
    assert (firms(store), summary.refused, summary.unknown_columns) == (["Acme", "Globex"], 0, ())


def test_texts_of_bytes_in_parquet_are_texts(store, tmp_path, later):
    told = {"title": b"PM", "company": "Bär".encode(), "description": TEXT.encode(), "location": [b"Leeds", b"York"]}
    pq.write_table(pa.table({name: pa.array([value]) for name, value in told.items()}), tmp_path / "a.parquet")
    import_files(store, [tmp_path / "a.parquet"], now=later)
    posting = one(store)
    assert (posting["title"], posting["firm"], posting["description"]) == ("PM", "Bär", TEXT)
    assert [place["locality"] for place in posting["job_location"]] == ["Leeds", "York"]


@pytest.mark.parametrize(("days", "unread"), [
    (pa.array([2**31 - 1, 20_500], pa.date32()), 1),
    (pa.array([10**13, 20_500 * 86_400], pa.timestamp("s")), 1),
    (pa.array([None, 20_500 * 86_400], pa.timestamp("s", tz="Foo/Bar")), 0),
], ids=["day", "moment", "zone"])  # fmt: skip
def test_an_odd_day_in_parquet_costs_no_other(store, tmp_path, later, days, unread):
    told = {"title": ["PM", "PM"], "company": ["A", "B"], "description": [TEXT, TEXT], "date_posted": days}
    pq.write_table(pa.table(told), tmp_path / "a.parquet")
    summary = import_files(store, [tmp_path / "a.parquet"], now=later)
    assert (summary.new, summary.unread) == (2, unread)
    posted = query(store, "select date_posted from posting order by firm")["date_posted"]
    assert (pd.isna(posted[0]), posted[1].date()) == (True, date(2026, 2, 16))


def test_lines_and_quotes_inside_cells_survive(bring, store, tmp_path):
    with (tmp_path / "made.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["title", "company", "description"], ['The "PM"', "Acme, Inc.", TEXT]])
    bring((tmp_path / "made.csv").read_bytes(), "made.csv")
    posting = one(store)
    assert (posting["title"], posting["firm"], posting["description"]) == ('The "PM"', "Acme, Inc.", TEXT)


def test_a_data_frame_written_as_parquet_comes_in(store, tmp_path, later):
    frame = pd.DataFrame({
        "title": ["PM", "PM"], "company": ["Acme", "Globex"], "description": [TEXT, TEXT],
        "date_posted": [date(2026, 5, 1), None], "min_amount": [50000.0, float("nan")],
    })  # fmt: skip
    frame.to_parquet(tmp_path / "jobs.parquet")
    assert import_files(store, [tmp_path / "jobs.parquet"], now=later).new == 2
    assert one(store, "select count(date_posted) d, count(base_salary_min) s from posting").tolist() == [1, 1]


def test_the_dataframe_of_jobspy_comes_in_as_it_is(store, later):
    jobs = pd.DataFrame([
        {"id": "in-1", "site": "indeed", "title": "Project Manager", "company": "Acme", "location": "Leeds, GB",
         "date_posted": date(2026, 5, 1), "interval": "yearly", "min_amount": 45000.0, "max_amount": float("nan"),
         "currency": "GBP", "is_remote": False, "emails": None, "skills": ["PRINCE2"], "description": TEXT},
        {"id": "in-2", "site": "indeed", "title": "Project Manager", "company": None, "description": TEXT},
    ])  # fmt: skip
    summary = import_frame(store, jobs, source="jobspy", now=later)
    posting = one(store)
    assert (summary.new, summary.refused, summary.unknown_columns) == (1, 1, ())
    assert (posting["source"], posting["source_id"], posting["base_salary_min"]) == ("indeed", "in-1", 45000)
    assert pd.isna(posting["base_salary_max"])
    assert query(store, "from refused")["place"].item() == "jobspy: row 1"


def test_adverts_that_all_tell_the_same_are_analysed(store, later, bring):
    """One text seven times over: no line can be drawn through one point."""
    rows = [f"Project Manager,Acme {number},You lead a team of 8 people and a budget of £2m." for number in range(7)]
    bring("\n".join(["title,company,description", *rows]), "adverts.csv")
    assert analyze(store, now=later).levels == 7


def test_an_analysis_says_how_many_firms_have_titles_of_projects_and_how_many_there_are(store, later, bring):
    bring([{**ADVERT, "company": "Acme", "title": "Project Manager"}, {**ADVERT, "company": "Beta", "title": "Baker"}])
    assert "1 of 2 firms with titles of projects or products" in str(analyze(store, now=later))


def test_pay_of_the_board_and_pay_in_the_text_are_not_mixed(store, later, bring):
    text = "You lead projects. Salary £60000 per year."
    bring(
        f"title,company,description,min_amount,interval,currency\nProject Manager,Acme,{text},30,hourly,GBP",
        "adverts.csv",
    )
    analyze(store, now=later)
    assert query(store, "select salary_year from matchable")["salary_year"].tolist() == [30 * 1950]


def test_the_text_tells_the_unit_of_the_boards_pay_only_where_it_tells_of_that_pay(store, later, bring):
    adverts = [
        ("yearly", 60_000, 70_000, "Salary £60,000 to £70,000 per annum.", "YEAR", "GBP", 70_000),
        ("hourly", 25, 30, "Salary: £28 per hour.", "HOUR", "GBP", 30 * 1950),
        ("overtime", 60_000, 70_000, "Overtime is paid at £25 per hour.", None, None, 70_000),
        ("part", 500, 600, "Salary £55,000 per annum pro rata.", None, None, None),
        ("elsewhere", 60_000, 70_000, "Salary $90,000 to $100,000 per year.", None, None, 70_000),
    ]
    bring([
        {"title": "PM", "company": firm, "description": f"Lead.\n{said}", "min_amount": low, "max_amount": high}
        for firm, low, high, said, *_ in adverts
    ])  # fmt: skip
    analyze(store, now=later)
    told = query(store, "select firm, base_salary_unit, base_salary_currency, currency, salary_year from posting "
        "join matchable using (firm)")  # fmt: skip
    found = {row[0]: [None if pd.isna(value) else value for value in row[1:]] for row in told.itertuples(index=False)}
    assert found == {firm: [unit, sign, sign, year] for firm, *_, unit, sign, year in adverts}


def test_pay_without_a_unit_is_a_years_where_it_is_large_enough(store, later, bring):
    rows = [f"Project Manager,Acme {amount},You lead.,{amount},GBP" for amount in (28_090, 450)]
    bring("\n".join(["title,company,description,min_amount,currency", *rows]), "adverts.csv")
    analyze(store, now=later)
    pay = query(store, "select firm, salary_year from matchable").set_index("firm")["salary_year"]
    assert pay["Acme 28090"] == 28_090
    assert pd.isna(pay["Acme 450"])


def _duties(number):
    """Duties that share no four words running with those of another number."""
    return "\n".join(f"You {verb} {number} {what}." for verb, what in (("lead", "teams"), ("own", "budgets")))


def test_demands_that_all_say_the_same_make_no_themes_of_their_own_and_no_noise(store, later, bring):
    same = "\n".join(["Requirements", *["You juggle flaming torches daily."] * 700])
    bring([{"title": "PM", "company": firm, "description": same} for firm in ("A", "B", "C")])
    analyze(store, now=later)  # where sklearn warns, the test fails


def test_two_spellings_of_one_employer_are_one_firm_to_every_question(store, later, bring):
    told = [(n, "rampart" if n < 3 else "Rampart", "Project Manager") for n in range(1, 6)]
    adverts = [
        {"id": n, "company": firm, "title": title, "description": _duties(n)}
        for n, firm, title in [*told, (6, "RAMPART", "Senior Project Manager")]
    ]
    for name, some in {"first.jsonl": adverts[:2], "second.jsonl": adverts[2:]}.items():
        bring(some, name)
        analyze(store, now=later)
    for table in ("posting_state", "matchable", "title_level"):
        assert query(store, f"select distinct firm from {table}")["firm"].tolist() == ["Rampart"], table
    with open_store(store) as con:
        assert ladder(con, "RAMPART").levels["adverts"].tolist() == [5, 1]
        assert cell_named(firms_table(con), firm_named(con, "rampart"), "Project Manager")["adverts"] == 5


ADVERT = {"title": "PM", "company": "Acme", "description": TEXT}


def test_signs_that_markdown_escapes_are_read_without_its_stroke(bring, store):
    bring([{**ADVERT, "description": r"5\+ years of project management experience\. PMI\-ACP preferred"}])
    assert one(store)["description"] == "5+ years of project management experience. PMI-ACP preferred"


@pytest.mark.parametrize("text", ["Reports to <Head of Delivery>.", "See <https://acme.example/jobs> for more"])
def test_words_in_angle_brackets_are_kept(bring, store, text):
    bring([{**ADVERT, "description": text}])
    assert one(store)["description"] == text


@pytest.mark.parametrize(("low", "high", "expected"), [
    ("50.000,00", "60.000,00", (50000, 60000, None)),
    ("52000,50", None, (52000.5, None, None)),
    ("50,000", "60,000.00", (50000, 60000, None)),
    ("£50,000", "£60k", (50000, 60000, "GBP")),
    (60000, 50000, (50000, 60000, None)),
    (float("inf"), "x", (None, None, None)),
])  # fmt: skip
def test_figures_of_pay_are_read_as_they_are_written_in_europe_and_with_their_currency(
    bring, store, low, high, expected
):
    bring([{**ADVERT, "min_amount": low, "max_amount": high}])
    found = one(store, "select base_salary_min, base_salary_max, base_salary_currency from posting_state")
    assert tuple(None if pd.isna(value) else value for value in found) == expected


@pytest.mark.parametrize(("field", "value", "raw"), [
    ("base_salary", "abc", "abc"),
    ("base_salary", "1e300", "1e300"),
    ("base_salary", {"currency": "GBP", "value": {"minValue": "lots"}}, None),
    ("min_amount", 1e300, None),
    ("max_amount", "much", None),
    ("date_posted", "notadate", "notadate"),
    ("valid_through", "99999-01-01", "99999-01-01"),
])  # fmt: skip
def test_a_field_that_cannot_be_read_is_kept_aside_and_its_advert_comes_in(bring, store, field, value, raw):
    summary = bring([{**ADVERT, field: value}])
    assert (summary.new, summary.refused, summary.unread) == (1, 0, 1)
    assert "1 fields kept aside" in summary.counts
    aside = one(store, "from refused")
    assert aside["reason"].endswith("cannot be read")
    assert raw in (None, aside["raw"])
    pay = one(store, "select base_salary_raw as raw, base_salary_min as low from posting_state")
    assert pd.isna(pay["low"])
    assert bool(pay["raw"]) is ("salary" in field or "amount" in field)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("salary_currency", {"currency": "Quatloo", "interval": "yearly"}),
        ("salary_unit", {"currency": "GBP", "interval": "lunar"}),
    ],
)
def test_a_currency_or_a_unit_that_nobody_knows_is_kept_aside_and_the_figures_come_in(bring, store, field, told):
    summary = bring([{**ADVERT, "min_amount": 50_000, "max_amount": 60_000, **told}])
    assert (summary.new, summary.unread) == (1, 1)
    assert one(store, "from refused")["reason"] == f"{field}: cannot be read"
    assert one(store, "select base_salary_min as low from posting_state")["low"] == 50_000


@pytest.mark.parametrize(("bad", "good"), [("minValue", "maxValue"), ("maxValue", "minValue")])
@pytest.mark.parametrize("stands", ["n/a", "-5"])
def test_the_end_of_a_range_that_cannot_be_read_is_kept_aside_and_the_other_stays(bring, store, bad, good, stands):
    summary = bring([{**ADVERT, "baseSalary": {"currency": "GBP", "value": {bad: stands, good: 50_000}}}])
    assert (summary.new, summary.unread) == (1, 1)
    aside, names = one(store, "from refused"), {"minValue": "base_salary_min", "maxValue": "base_salary_max"}
    assert (aside["reason"], aside["raw"]) == (f"base_salary.{bad}: cannot be read", stands)
    posting = one(store, "from posting_state")
    assert (posting[names[good]], pd.isna(posting[names[bad]])) == (50_000, True)


@pytest.mark.parametrize(("told", "field"), [
    ({"min_amount": 50_000, "max_amount": 1e300, "currency": "GBP"}, "salary_max"),
    ({"baseSalary": {"currency": "GBP", "value": {"minValue": 50_000, "maxValue": 1e300}}}, "base_salary"),
], ids=["columns", "an object"])  # fmt: skip
def test_pay_beside_an_end_that_nobody_is_paid_stays(bring, store, told, field):
    summary = bring([{**ADVERT, **told}])
    assert (summary.new, summary.unread) == (1, 1)
    assert one(store, "from refused")["reason"] == f"{field}: cannot be read"
    posting = one(store, "from posting_state")
    assert (posting["base_salary_min"], pd.isna(posting["base_salary_max"])) == (50_000, True)


@pytest.mark.parametrize("told", [
    {"base_salary": {"currency": "GBP", "value": {"minValue": "0.00", "maxValue": 50_000}}},
    {"base_salary": {"currency": "GBP", "value": {"minValue": None, "maxValue": "50k"}}},
    {"base_salary": {"currency": "GBP", "value": {"minValue": 0}}}, {"min_amount": 0.0}, {"salary": "Competitive"},
    {"date_posted": "0001-01-01T00:00:00"}, {"base_salary": "£50,000", "date_posted": "2026-05-01"},
])  # fmt: skip
def test_what_says_nothing_or_can_be_read_is_not_kept_aside(bring, told):
    summary = bring([{**ADVERT, **told}])
    assert (summary.new, summary.unread, summary.problems) == (1, 0, ())


@pytest.mark.parametrize(("country", "sector", "expected"), [
    ("United Kingdom", "Healthcare", ("GB", "healthcare")),
    ("gb", "Life Sciences", ("GB", "life_sciences")),
    ("USA", "Health Care", ("US", None)),
    ("ZZ", "fishing", (None, None)),
])  # fmt: skip
def test_countries_come_in_as_codes_and_sectors_by_their_names(bring, store, country, sector, expected):
    bring([{**ADVERT, "country": country, "sector": sector}])
    found = one(store, "select country, sector from posting_state")
    assert tuple(None if pd.isna(value) else value for value in found) == expected


def test_the_identifier_of_a_page_is_its_value_and_keeps_the_advert_when_the_text_changes(bring, store):
    page = {**ADVERT, "identifier": {"@type": "PropertyValue", "name": "Acme", "value": 1234567}}
    bring([page])
    assert bring([{**page, "description": "Lead more."}]).new == 0
    assert one(store, "from posting_state")["identifier"] == "1234567"


@pytest.mark.parametrize(("content", "name"), [
    ('title,company,description\nPM 27" screens,Acme,"Lead\nprojects."\n', "inch.csv"),
    ("sep=;\ntitle;company;description\nPM;Acme;Lead.\n", "sep.csv"),
    (json.dumps({"job_title": "PM", "company": "Acme", "description": TEXT, "skills": ["a", "b"]}), "one.json"),
    (json.dumps({"jobs": {"total": 1, "data": [ADVERT]}}), "deep.json"),
])  # fmt: skip
def test_tables_as_they_really_come_are_read(bring, content, name):
    summary = bring(content, name)
    assert (summary.new, summary.refused) == (1, 0)


def test_the_earlier_of_two_rows_of_one_id_is_refused_where_they_differ(bring, store):
    summary = bring([{**ADVERT, "id": 1}, {**ADVERT, "id": 1}, {**ADVERT, "id": 1, "description": "Lead more."}])
    assert (summary.new, summary.refused) == (1, 1)
    refused = one(store, "from refused")
    assert (refused["place"], refused["reason"]) == (
        "adverts.jsonl: line 2",
        "same source, board and id as line 3",
    )
    assert json.loads(refused["raw"]) == {"source": "adverts", "board": "acme", "source_id": "1"}
    assert one(store)["description"] == "Lead more."


def test_what_went_out_as_csv_comes_in_as_it_was(bring, store, tmp_path, later):
    bring([{"title": "-PM", "company": "-Acme", "description": "- lead\n- plan", "id": "-2"}])
    (file,) = [file for file in export(store, tmp_path / "out", "csv") if file.stem == "posting"]
    told = "select posting_id, source, board, source_id, firm, title, description from posting"
    again = tmp_path / "again.duckdb"
    assert import_files(again, [file], now=later).refused == 0
    assert query(again, told).equals(query(store, told))


def test_an_id_that_adverts_of_a_page_share_is_no_id_of_theirs(bring, store):
    adverts = [
        {"@id": "#job", "title": title, "company": "Acme", "description": TEXT} for title in ("PM", "PMO", "PgM")
    ]
    summary = bring(json.dumps(adverts), "adverts.jsonld")
    assert (summary.new, len(query(store, "from posting")), summary.unknown_columns) == (3, 3, ())


@pytest.mark.parametrize(
    "around", [{"facets": {"countries": ["a", "b", "c"]}}, {"position": 0}, {"tags": ["a", "b", "c"]}]
)
def test_the_postings_of_a_file_are_its_list_of_objects(bring, around):
    adverts = [{"title": title, "company": "Acme", "description": TEXT} for title in ("PM", "PMO")]
    summary = bring(json.dumps(around | {"jobs": adverts}), "adverts.json")
    assert (summary.new, summary.failed) == (2, ())


def test_a_posting_with_several_places_is_one_posting(bring):
    places = [{"address": {"addressLocality": town}} for town in ("Leeds", "York")]
    posting = {"title": "PM", "company": "Acme", "description": TEXT, "jobLocation": places}
    assert bring(json.dumps(posting), "advert.json").new == 1


@pytest.mark.parametrize(
    ("other", "country", "expected"),
    [
        ("08/13/2026", "GB", date(2026, 8, 5)),
        ("13/08/2026", "US", date(2026, 5, 8)),
        ("2026-08-13", "US", date(2026, 8, 5)),
        ("2026-08-13", "GB", date(2026, 5, 8)),
    ],
)
def test_the_dates_of_a_file_are_all_written_in_one_order(bring, store, other, country, expected):
    told = {"title": "PM", "company": "Acme", "description": TEXT}
    bring([
        {**told, "id": "1", "datePosted": "08/05/2026", "country": country},
        {**told, "id": "2", "datePosted": other},
    ])  # fmt: skip
    assert one(store, "from posting_state where source_id = '1'")["date_posted"].date() == expected


def test_a_date_that_could_be_another_day_is_kept_aside_where_nothing_tells(bring, store):
    summary = bring([{"title": "PM", "company": "Acme", "description": TEXT, "datePosted": "08/05/2026"}])
    assert "1 fields kept aside" in summary.counts
    assert pd.isna(one(store, "from posting_state")["date_posted"])


def test_the_dates_of_a_frame_are_all_written_in_one_order(store, later):
    told = {"title": "PM", "company": "Acme", "description": TEXT}
    rows = [{**told, "id": "1", "date_posted": "08/05/2026"}, {**told, "id": "2", "date_posted": "08/13/2026"}]
    import_frame(store, pd.DataFrame(rows), source="ours", now=later)
    posted = query(store, "select date_posted from posting_state order by source_id")["date_posted"]
    assert [day.date() for day in posted] == [date(2026, 8, 5), date(2026, 8, 13)]
