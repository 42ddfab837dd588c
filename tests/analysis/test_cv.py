"""What a CV plainly says is found wherever it stands, and nothing is claimed that it does not say."""

from datetime import date

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from analysis.claims import claimed_in, own_in
from analysis.cv.dates import dates_in
from analysis.cv.held import is_degree
from analysis.cv.limits import CvError
from analysis.cv.lines import cv_lines
from analysis.cv.paper import running_rows, without_running_rows
from analysis.cv.rows import lines_of_text
from analysis.cv.words import any_of, cv_knowledge
from analysis.person import person_of
from analysis.profile import profile_from, profile_from_cv
from analysis.resume import EXTENSION

TODAY = date(2026, 11, 26)


@pytest.fixture
def read_cv(tmp_path):
    """Return the resume that a CV tells: name and address, then the text given."""

    def read(text, suffix=".txt"):
        path = tmp_path / f"cv{suffix}"
        path.write_text(f"Ann Lee\nann@lee.example | London, UK\n\n{text}", encoding="utf-8")
        return profile_from_cv(path)[0]

    return read


@pytest.fixture
def read_pdf(tmp_path):
    """Return the resume that a PDF tells, by its pages and the (x, y, text) of their rows in drawing order."""

    def read(*pages):
        writer = pypdf.PdfWriter()
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Courier", "/Encoding": "/WinAnsiEncoding"}
        for rows in pages:
            page = writer.add_blank_page(595, 842)
            drawn = "".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj " for x, y, text in rows)
            content = StreamObject()
            content.set_data(f"BT /F 9 Tf {drawn}ET".encode("cp1252"))
            page[NameObject("/Contents")] = writer._add_object(content)
            named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
            fonts = DictionaryObject({NameObject("/F"): named})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        writer.write(tmp_path / "cv.pdf")
        return profile_from_cv(tmp_path / "cv.pdf")[0]

    return read


def _person(resume):
    return person_of(profile_from(resume), None, None, TODAY)


def _one_role(*lines, **role):
    return {"basics": {"name": "Kim Doe"}, "work": [{"position": "Project Manager", "highlights": list(lines), **role}]}


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("cv", "unheld"),
        ("cv", "valid"),
        ("cv", "duty"),
        ("cv", "breaks"),
        ("cv", "alone"),
        ("cv", "held_as"),
        ("cv", "sector"),
        ("cv", "progression"),
        ("cv", "grades"),
        ("cv", "abbreviated"),
        ("cv", "voluntary"),
        ("cv", "goes_on"),
        ("support", "wish"),
        ("support", "support"),
        ("support", "schedule"),
        ("support", "untested"),
        ("support", "last_day"),
        ("trades", "managing"),
        ("trades", "not_managing"),
    ],
)
def test_patterns_find_their_examples_and_skip_the_others(file, kind):
    entry = cv_knowledge(file)[kind]
    assert [text for text in entry["finds"] if not any_of(file, kind).search(text)] == []
    assert [text for text in entry["skips"] if any_of(file, kind).search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Boston University, Boston, MA", "Certified Scrum Master, 2023", "MS Project course, 2019", "Edward, MS 39201",
        "Lean Six Sigma Master Black Belt", "IIBA BA", "AWS Certified Solutions Architect - Associate",
    ],
)  # fmt: skip
def test_a_state_a_tool_or_a_certificate_is_no_degree(read_cv, text):
    assert not is_degree(text)
    assert "education_level" not in _person(read_cv(f"EDUCATION\n{text}\n")).facts


@pytest.mark.parametrize("text", ["MA History, SOAS", "M.S., Health, Ohio Example University", "First class BA in Law"])
def test_a_short_degree_is_known_by_where_it_stands(text):
    assert is_degree(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("PhD (not completed), University of Leeds", None), ("MSc Physics, University of Leeds, 2024 – 2027", None),
        ("MSc Physics, University of Leeds, 2024 – present", None), ("MSc Physics (in progress)", None),
        ("MSc Physics, University of Leeds, 2012 – 2013", "master"),
    ],
)  # fmt: skip
def test_a_degree_counts_once_it_is_completed(read_cv, text, level):
    shown = _person(read_cv(f"EDUCATION\n{text}\n")).facts.get("education_level")
    assert (shown and shown.value) == level


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("PgMP (in progress, expected 2027)", []), ("MSP Practitioner (working towards)", []),
        ("Currently studying for APM PMQ", []), ("PMP, June 2027", []), ("MSP Practitioner (expired 2015)", []),
        ("PRINCE2 Practitioner and PMP (in progress)", ["PRINCE2 Practitioner"]), ("ChPP candidate", []),
        ("PMP; PgMP (in progress)", ["PMP"]), ("PMP (valid until March 2028)", ["PMP"]), ("PMP, 2019", ["PMP"]),
        ("PMP, exp. 08/2023", []), ("PRINCE2 Practitioner, valid until March 2024", []), ("CSM exp. 01/2025", []),
        ("PMP (valid until November 2026)", ["PMP"]), ("PMP (expires 2026)", ["PMP"]), ("PMP, valid 2019", []),
        ("APM PMQ, failed first attempt, resit planned", []), ("APM PMQ, failed in 2020, passed in 2021", ["APM PMQ"]),
        ("ITIL course attended", []), ("ITIL Foundation course, exam passed", ["ITIL"]),
        ("CSM, MSP Practitioner, in progress", ["CSM"]), ("AgilePM Practitioner, retake planned", []),
    ],
)  # fmt: skip
def test_a_certificate_counts_while_it_is_held(read_cv, text, held):
    resume = read_cv(f"CERTIFICATIONS\n{text}\n")
    assert list(_person(resume).named["certifications"]) == held
    assert ", )" not in resume["certificates"][-1]["name"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("PRINCE2, ITIL, MSP, Jira", []), ("PRINCE2 | Intermediate | 4", []), ("Methods: PRINCE2, Six Sigma", []),
        ("PRINCE2 Practitioner, ITIL 4 Foundation", ["PRINCE2 Practitioner", "ITIL"]), ("PMP, CSM", ["PMP", "CSM"]),
        ("PRINCE2 certified, MSP", ["PRINCE2"]), ("Certifications: PRINCE2, MSP", ["PRINCE2", "MSP"]),
        ("Six Sigma Green Belt, Excel", ["Six Sigma"]),
    ],
)  # fmt: skip
def test_a_way_of_working_among_skills_is_certified_where_it_says_so(read_cv, text, held):
    named = _person(read_cv(f"SKILLS\n{text}\n")).named
    assert list(named["certifications"]) == held
    assert "prince2" in named["methods"] or "PRINCE2" not in text


def test_a_month_and_two_digits_alone_are_no_date():
    assert dates_in("Met the team on Mar 19") is None
    assert dates_in("Head of Marketing 2019 – 2021").rest == "Head of Marketing"
    assert dates_in("Project Manager (Acme, 2019 – present)").rest == "Project Manager, Acme"


def test_certificates_in_one_line_part_behind_a_date_in_brackets(read_cv):
    found = read_cv("CERTIFICATES\nPRINCE2 Practitioner (2018), IPMA Level C\n")["certificates"]
    assert found == [{"name": "PRINCE2 Practitioner", "date": "2018"}, {"name": "IPMA Level C"}]


def test_denials_find_their_examples_and_skip_the_others():
    entry = cv_knowledge("support")["denial"]
    assert [text for text in entry["finds"] if claimed_in(text) == text] == []
    assert [text for text in entry["skips"] if claimed_in(text) != text] == []


@pytest.mark.parametrize("kind", ["others", "larger", "owner", "clerical"])
def test_work_of_others_is_told_by_its_examples_and_not_by_the_others(kind):
    entry = cv_knowledge("support")[kind]
    assert [text for text in entry["finds"] if own_in(text) == text] == []
    assert [text for text in entry["skips"] if own_in(text) != text] == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Report each month to the scheme board chaired by the Chief Finance Officer; write business cases.",
         {"stakeholder_level": "executive", "business_case": True}),
        ("Managed a £3m refit sponsored and led by the Chief Executive; line managed 5 staff.",
         {"budget": {"amount": 3_000_000, "currency": "GBP"}, "line_management": True}),
        ("Own the £2.4m budget of a refit run by a joint board.", {"budget": {"amount": 2_400_000, "currency": "GBP"}}),
        ("Kept the log for a £6m refit led by the head of estates; line managed 5 staff.",
         {"budget": None, "line_management": True}),
        ("Kept actions and minutes for four schemes; prepared board papers.",
         {"stakeholder_level": None, "concurrent_projects": None}),
        ("Wrote business cases and board papers.", {"stakeholder_level": None, "business_case": True}),
        ("Wrote and presented the board papers.", {"stakeholder_level": "board"}),
        ("Project manager for one of twelve projects in the £80m hospital programme.",
         {"budget": None, "scope": "project"}),
        ("Reported to the chief operating officer, who owned a £8m budget.",
         {"budget": None, "stakeholder_level": "executive"}),
        ("Trained line managers in appraisals and line managed six planners.", {"line_management": True}),
        ("Mentored by example: coached five new team leaders.", {"mentoring": True}),
    ],
)  # fmt: skip
def test_what_a_person_did_counts_whoever_led_or_chaired_it(line, shown):
    facts = _person(_one_role(line)).facts
    assert {facet: facts[facet].value if facet in facts else None for facet in shown} == shown


def test_office_work_proves_nothing_of_what_it_mentions_but_the_tool_and_hides_nothing_beside_it():
    person = _person(
        _one_role(
            "Built a Power BI dashboard for the budget of a change programme.",
            "Arranged flights for the board of trustees.",
            "Booked rooms for the executives and managed a team of nine.",
        )
    )
    assert {facet: shown.value for facet, shown in person.facts.items()} == {
        "team_size": 9, "line_management": True, "stakeholder_level": "team",
    }  # fmt: skip
    assert "Power BI" in person.named["tools"]


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("Responsible for programme, budget and quality on a £9m school.", None),
        ("Accountable for safety, programme and commercial performance on site.", None),
        ("Built the programmes in Primavera P6 and Asta Powerproject.", None),
        ("Developed project programmes and method statements.", None),
        ("Ran a project of three wards, with costs and programme under control.", "project"),
        ("Led a £20m programme of seven school builds, each handed over to programme.", "programme"),
        ("Led the £5m programme, budget and team for a bank.", "programme"),
    ],
)
def test_a_time_plan_is_no_programme_and_hides_none(line, scope):
    shown = _person(_one_role(line)).facts.get("scope")
    assert (shown and shown.value) == scope


def test_sums_gained_are_no_budget_and_sums_managed_are():
    gained, managed = cv_knowledge("support")["gain"], cv_knowledge("support")["managed"]
    lost = [*gained["finds"], *managed["skips"]]
    assert [text for text in lost if "budget" in _person(_one_role(text)).facts] == []
    assert [text for text in (*gained["skips"], *managed["finds"]) if claimed_in(text) != text] == []


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("I was not responsible for the budget.", {"budget_responsibility"}),
        ("Managed no budget and had no direct reports.", {"budget_responsibility", "line_management"}),
        ("No line management responsibility.", {"line_management"}),
        ("Cut costs by £4m on the ERP programme.", {"budget"}),
        ("Was not involved in budget management.", {"budget_responsibility"}),
        ("Trained in change management and line management.", {"line_management", "change"}),
        ("Mentored by a senior programme manager.", {"mentoring", "scope"}),
        ("Attended a course on people management and budget control.", {"line_management", "budget_responsibility"}),
        ("Bid for a £5m programme that was not awarded.", {"budget", "scope"}),
        ("Delivered the finance workstream of a £30m ERP programme.", {"budget", "scope"}),
        ("Delivered part of a £90m signalling programme.", {"budget", "scope"}),
        ("Reported to the programme director, who owned the £8m budget.", {"budget", "budget_responsibility"}),
    ],
)
def test_what_a_line_denies_is_not_shown(line, silent):
    assert not silent & _person(_one_role(line)).facts.keys()


@pytest.mark.parametrize(
    ("line", "budget", "team"),
    [
        ("Not responsible for BAU budgets but owned the programme budget of £12m.", 12_000_000, None),
        ("Though not in charge of procurement, led the £4m programme with a team of 10.", 4_000_000, 10),
        ("Worked with teams that have no experience of agile and led a team of 6.", None, 6),
        ("Saved $250K on a $3M capex budget.", 3_000_000, None),
        ("Delivered £3m project £200k under budget.", 3_000_000, None),
        ("Led the data workstream of a £30m ERP programme with a team of 12 and a budget of £3m.", 3_000_000, 12),
        ("Managed a £12m budget as part of a £300m transformation programme.", 12_000_000, None),
        ("Owned the £8m budget and reported to the programme director, who owned the benefits.", 8_000_000, None),
        ("Bid for a £5m programme, won it and delivered it with a team of 9.", 5_000_000, 9),
        ("Was trained in agile, and led a team of nine.", None, 9),
    ],
)
def test_what_a_line_affirms_beside_a_denial_or_a_gain_is_shown(line, budget, team):
    shown = _person(_one_role(line)).facts
    assert ("budget" in shown and shown["budget"].value["amount"]) == (budget or False)
    assert (shown.get("team_size") and shown["team_size"].value) == team


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("Held the budget of €3,5 million for the new mill.", 3_500_000),
        ("Built a €2,3m dye works in Lyon.", 2_300_000),
        ("Completed the trial, budget CHF 1,25 million.", 1_250_000),
        ("Held a budget of £1,250,000.", 1_250_000),
        ("Managed a project budget of £900.", None),
        ("Managed the costs of strings at €3,50 each on a packing project.", None),
    ],
)
def test_a_decimal_comma_is_read_in_a_budget_and_a_small_sum_is_none(line, amount):
    shown = _person(_one_role(line)).facts.get("budget")
    assert (shown and shown.value["amount"]) == amount


def test_a_budget_counts_beside_what_was_saved():
    shown = _person(_one_role("Managed a budget of £3m and saved £400k.", "Led 9 people, without a budget.")).facts
    assert (shown["budget"].value["amount"], shown["team_size"].value) == (3_000_000, 9)


def test_each_tool_and_method_is_shown_by_the_line_that_names_it():
    lines = [
        "Tracked all work in Jira.", "Planned in Microsoft Project and P6.", "Kept PRINCE 2 stage plans.",
        "Ran Scaled Agile release trains.", *(f"Wrote papers in {tool}." for tool in ("Confluence", "Excel", "Visio")),
        *(f"Kept lists in {tool}." for tool in ("Trello", "Asana", "Smartsheet", "SharePoint", "Power BI", "Tableau")),
    ]  # fmt: skip
    named = _person(_one_role(*lines)).named
    assert named["tools"]["MS Project"].text == named["tools"]["Primavera P6"].text == lines[1]
    assert named["tools"]["Tableau"].text == lines[-1]
    assert (named["methods"]["prince2"].text, named["methods"]["safe"].text) == (lines[2], lines[3])


def test_the_resume_of_a_cv_keeps_the_line_of_each_tool(read_cv):
    role = "EXPERIENCE\nProject Manager, Acme    2019 – present\n"
    resume = read_cv(f"{role}- Tracked work in Jira.\n- Planned in Microsoft Project.\n")
    tools = resume["work"][0][EXTENSION]["tools"]
    evidence = resume["meta"][EXTENSION]["evidence"]
    assert evidence[f"/work/0/{EXTENSION}/tools/{tools.index('MS Project')}"]["text"] == "Planned in Microsoft Project."


def _roles(resume):
    return [(role.get("position"), role.get("name"), role.get("startDate")) for role in resume["work"]]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Partners HealthCare, Boston, MA    Jan 2019 – Present\nSenior Project Manager\n- Led a team of 9.\n",
         [("Senior Project Manager", "Partners HealthCare, Boston, MA", "2019-01")]),
        ("Jan 2019 – Present\nSenior Project Manager\nAvon Water plc\n- Led.\n\n2015 – 2018\nClerk\nSevern Ltd\n- Led",
         [("Senior Project Manager", "Avon Water plc", "2019-01"), ("Clerk", "Severn Ltd", "2015")]),
        ("Avon, Bristol    2012 – present\n\nManager    2019 – present\n- Led.\n\nAnalyst    2012 – 2019\n- Wrote.\n",
         [("Manager", "Avon, Bristol", "2019"), ("Analyst", "Avon, Bristol", "2012")]),
        ("Project Manager (Acme, 2019 – present)\n- Led.\nProject Officer (Beta, 2015 – 2019)\n- Kept.\n",
         [("Project Manager", "Acme", "2019"), ("Project Officer", "Beta", "2015")]),
        ("- Project Manager, Acme, Jan 2019 – present: led a team of 9.\n- Project Officer, Beta, 2015 – 2019\n",
         [("Project Manager", "Acme", "2019-01"), ("Project Officer", "Beta", "2015")]),
        ("Project Manager, Acme, 2021\n- Led.\n\nProject Officer, Fir\n2012\n- Kept.\n",
         [("Project Manager", "Acme", "2021"), ("Project Officer", "Fir", "2012")]),
        ("Ward Sister, St Mary's    2012 – 2016\n- Led.\nSenior PM, Atos    Since 2020\n- Led.\n",
         [("Ward Sister", "St Mary's", "2012"), ("Senior PM", "Atos", "2020")]),
        ("Manager, Acme    2019 – present\nLed.\n\nEarlier: Officer at Beta, 2015 – 2019; Clerk at Fir, 2012 – 2015.\n",
         [("Manager", "Acme", "2019"), ("Officer", "Beta", "2015"), ("Clerk", "Fir", "2012")]),
        ("PM    Aug 2019 – Present\nFir Homes, Boise, ID\n- Led.\nBuyer    2015 – 2019\nHeron Roads\n- Built",
         [("PM", "Fir Homes, Boise, ID", "2019-08"), ("Buyer", "Heron Roads", "2015")]),
        ("Project Manager    2019 – Present\nBoise, ID\n- Led.\n\nClerk    2015 – 2019\nKey Achievements\n- Built.\n",
         [("Project Manager", None, "2019"), ("Clerk", None, "2015")]),
    ],
)  # fmt: skip
def test_title_and_employer_are_found_however_they_stand(read_cv, text, roles):
    assert _roles(read_cv(f"EXPERIENCE\n\n{text}")) == roles


def test_an_employer_beside_the_dates_is_not_what_follows_the_title(read_cv):
    work = "## Experience\n\n### Project Manager – Digital Wards\n**Airedale NHS** | *2021 – present*\n\n- Led.\n"
    assert _roles(read_cv(work, ".md")) == [("Project Manager – Digital Wards", "Airedale NHS", "2021")]


@pytest.mark.parametrize(
    ("work", "roles"),
    [
        ("Manager, Acme    2019 – present\n- Led.\n{}\n- Cut delays.\n\nClerk, Beta    2015 – 2019\n- Kept.\n", 2),
        ("Manager, Acme    2019 – present\n- Led.\n\n{}\n- Cut delays.\n", 1),
    ],
)
@pytest.mark.parametrize("heading", ["Key achievements:", "Highlights:", "Projects:", "Training:", "Responsibilities:"])
def test_a_heading_inside_a_role_does_not_end_the_work(read_cv, heading, work, roles):
    found = read_cv(f"EXPERIENCE\n\n{work.format(heading)}\nEDUCATION\nBSc Physics, University of Leeds, 2010\n")
    assert len(found["work"]) == roles
    assert found["work"][0]["highlights"] == ["Led.", "Cut delays."]
    assert found["education"][0]["studyType"] == "BSc"


def test_roles_go_on_below_achievements_that_look_like_a_part(read_cv):
    found = read_cv(
        "EXPERIENCE\nProject Manager, Acme    2019 – present\n- Led.\n\nKEY ACHIEVEMENTS\n- Won a prize.\n\n"
        "Project Officer, Beta    2015 – 2019\n- Kept.\n"
    )
    assert len(found["work"]) == 2


@pytest.mark.parametrize(
    "heading", ["EDUCATION & CERTIFICATIONS", "Education / Certifications", "CREDENTIALS AND EDUCATION"]
)
def test_education_and_certificates_under_one_heading_are_told_apart(read_cv, heading):
    found = read_cv(
        "EXPERIENCE\nProject Manager, Acme    2019 – present\n- Led.\n\n"
        f"{heading}\nPMP, 2019\nQSIR Practitioner, 2018\nBSc Physics, University of Leeds, 2010\n"
    )
    assert [one["name"] for one in found["certificates"]] == ["PMP", "QSIR Practitioner"]
    assert found["education"][0]["area"] == "Physics"


def test_referees_are_no_part_of_a_role(read_cv):
    role = "EXPERIENCE\nProject Manager, Acme    2019 – present\n- Led.\n\n"
    found = read_cv(f"{role}OUR REFEREES\nDr Jill Smith, Head of Delivery, jill@hmrc.example, 020 7946 0000\n")
    assert "jill" not in str(found).casefold()


def test_sentences_with_dates_and_career_breaks_are_no_roles(read_cv):
    found = read_cv(
        "EXPERIENCE\n\nProject Manager, Acme    2020 – present\n- Led.\nDuring 2021 – 2022 I also ran the £2m move.\n\n"
        "Career break\nJan 2018 – Dec 2019\n- Full-time carer.\n\nOfficer, Beta    2012 – 2018\n- Kept.\n"
    )
    assert [name for _, name, _ in _roles(found)] == ["Acme", "Beta"]


def test_a_duty_about_a_school_is_no_study_in_a_cv_without_headings(read_cv):
    found = read_cv(
        "2020 - 2024 Project Manager at Kier Group\nManaged a £12m school build with 40 subcontractors.\n\n"
        "HND Building Studies, Salford College, 2014\n"
    )
    assert found["work"][0][EXTENSION]["budget"]["amount"] == 12_000_000
    assert [one["institution"] for one in found["education"]] == ["Salford College"]


def _work(*spans):
    return {"basics": {"name": "Kim Doe"}, "work": [
        {"position": "Project Manager", "startDate": start} | ({"endDate": end} if end else {}) for start, end in spans
    ]}  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "years"),
    [
        ([("2024-12", "2030-12")], 1), ([("2020", "2024")], 4), ([("2010", "2010"), ("2011", "2011")], 1),
        ([("2016-11", None)], 10), ([("2015", "2020"), ("2020", "2025")], 10), ([("2028-01", None)], 0),
    ],
)  # fmt: skip
def test_years_count_until_today_and_between_bare_years(spans, years):
    assert _person(_work(*spans)).facts["years_experience"].value == years


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Data Analyst -> Associate Project Manager", None), ("Clerk, then Project Manager", None),
        ("Project Manager → Senior Project Manager", 4), ("Project Manager - Wards", 4),
        ("PMO Analyst", None), ("PMO Support Officer", None), ("Assistant Project Manager", None), ("Head of PMO", 4),
        ("Deputy Programme Manager", 4), ("Associate Programme Director", 4), ("Clinical Trial Manager", 4),
        ("Senior Site Manager", 4), ("Change Manager - Digital", 4), ("Assistant Site Manager", None),
        ("Web Site Manager", None), ("Clinical Research Associate", None),
    ],
)  # fmt: skip
def test_a_role_counts_as_managing_where_each_title_it_went_through_is(title, years):
    work = [{"position": title, "startDate": "2014-01", "endDate": "2017-12"}]
    shown = _person({"basics": {"name": "Kim Doe"}, "work": work}).facts.get("years_managing")
    assert (shown and shown.value) == years


def test_a_contract_that_runs_on_is_the_present_role_and_one_to_come_is_none():
    person = _person(_work(("2015", "2023"), ("2023-01", "2027-12"), ("2027-01", None)))
    assert (person.present.start, person.present.end) == ("2023-01", None)


def test_a_career_break_in_a_resume_is_no_role():
    resume = _work(("2012-01", "2014-12"), ("2015-01", "2016-12"))
    resume["work"][1]["position"] = "Career break"
    person = _person(resume)
    assert (person.facts["years_experience"].value, len(person.roles)) == (3, 1)


@pytest.mark.parametrize(
    ("name", "lines", "sector"),
    [
        ("Avon Water plc", ["Led a team of 15 engineers.", "Rolled out SAP to 2,500 users."], None),
        ("Acme", ["Ran Scaled Agile release trains."], None), ("Acme", ["Managed vendors: Accenture."], None),
        ("Siemens Energy", ["Led a team of 15 engineers."], "energy"),
        ("Acme", ["Built wards in a hospital.", "Worked with nurses and patients."], "healthcare"),
    ],
)  # fmt: skip
def test_a_sector_is_shown_by_the_employers_name_or_by_two_words_of_the_duties(name, lines, sector):
    shown = _person(_one_role(*lines, name=name)).named["sector"]
    assert list(shown) == ([sector] if sector else [])
    assert all(proof.text in (name, *lines) for proof in shown.values())


def test_the_summary_tells_certificates_years_and_facts_but_not_what_is_wished_for(read_cv):
    person = _person(read_cv(
        "SUMMARY\nPMP-certified manager with 10 years of project management experience, budgets of $5M and teams "
        "of 20. Looking for a programme of £90m. Working towards PgMP.\n"
    ))  # fmt: skip
    assert person.facts["years_managing"].value == 10
    assert person.facts["budget"].value == {"amount": 5_000_000, "currency": "USD"}
    assert list(person.named["certifications"]) == ["PMP"]
    assert person.facts["team_size"].proof.text.startswith("PMP-certified manager")
    assert person.facts["team_size"].proof.place == "CV line 5"


def test_letters_behind_the_name_and_sentences_below_it_are_read(tmp_path):
    cv = tmp_path / "cv.txt"
    told = "JANE Q. DOE, PMP, CSM\njane@doe.example | Leeds, UK\n\nI hold PRINCE2 Practitioner.\n\n"
    cv.write_text(f"{told}CERTIFICATES\nPMP, 2015\n")
    resume = profile_from_cv(cv)[0]
    assert [one["name"] for one in resume["certificates"]] == ["PMP", "CSM"]
    assert list(_person(resume).named["certifications"]) == ["PMP", "CSM", "PRINCE2 Practitioner"]


def test_achievements_projects_and_volunteering_prove_what_they_tell(read_cv):
    resume = read_cv(
        "KEY ACHIEVEMENTS\n- Led the £2m theatre refurbishment.\n\nEXPERIENCE\nPM, Acme    2020-01 – present\n"
        "- Planned.\n\nVOLUNTEERING\nTrustee, Leeds Food Bank, 2010 – present\n- Line managed 14 volunteers.\n"
    )
    person = _person(resume)
    assert person.facts["budget"].proof == ("Led the £2m theatre refurbishment.", "CV line 5", True)
    assert person.facts["line_management"].proof.place == "CV line 13"
    assert resume["volunteer"][0]["organization"] == "Leeds Food Bank"
    assert person.facts["years_experience"].value == 6


def test_every_paragraph_of_a_word_file_is_read(tmp_path):
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Maria Lopez | maria@lopez.example"
    document.add_heading("Experience", 1)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Senior Project Manager, Avon Water plc"
    cell.add_table(rows=1, cols=1).rows[0].cells[0].text = "2020 – present"
    document.add_paragraph("Led a team of 15 engineers", style="List Bullet")
    control = "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>Reported to the board.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(4, parse_xml(control.format(nsdecls("w"))))
    added = document.add_paragraph("Held a budget of ", style="List Bullet")
    added._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>£3m.</w:t></w:r></w:ins>'))
    path = tmp_path / "cv.docx"
    document.save(path)
    resume = profile_from_cv(path)[0]
    role = resume["work"][0]
    assert (resume["basics"]["name"], role["name"], role["startDate"]) == ("Maria Lopez", "Avon Water plc", "2020")
    assert {"Led a team of 15 engineers", "Held a budget of £3m."} <= set(role["highlights"])
    assert "Reported to the board." in str(role)


def test_lines_that_were_never_wrapped_are_not_joined(read_cv):
    found = read_cv(
        "EXPERIENCE\n\nSenior Project Manager, Infrastructure Delivery Group, Maple Transit Authority, Toronto\n"
        "Jan 2019 – Present\nLed the renewal.\n\nEDUCATION\n10/2010 – 04/2015   M.Sc. Engineering, Technical "
        "University of Munich\n09/2001 – 06/2010   Abitur, Gymnasium Academy\n"
    )
    assert found["work"][0]["position"] == "Senior Project Manager"
    assert len(found["education"]) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Curriculum Vitae\n\nAnna Müller\nBorn 12.05.1985\n", {"name": "Anna Müller"}),
        ("Anna Müller\nanna@mueller.example   07700 900789   Reading, United Kingdom\n",
         {"name": "Anna Müller", "email": "anna@mueller.example", "phone": "07700 900789",
          "location": {"city": "Reading", "countryCode": "GB"}}),
        ("Lebenslauf\n\nAnna Müller\nDate of birth: 12.05.1985\n", {"name": "Anna Müller"}),
        ("Anna Müller\n1200 Elm Street, Boston, MA 02115 | (617) 555-0142\n",
         {"name": "Anna Müller", "phone": "(617) 555-0142",
          "location": {"city": "Boston", "region": "MA", "countryCode": "US"}}),
    ],
)  # fmt: skip
def test_name_phone_and_place_are_what_they_are(tmp_path, text, told):
    path = tmp_path / "cv.txt"
    path.write_text(text, encoding="utf-8")
    assert profile_from_cv(path)[0]["basics"] == told


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("Great Britain", "GB"), ("Wales", "GB"), ("U.S.A.", "US"), ("Deutschland", "DE"), ("Holland", "NL"),
        ("Russia", "RU"), ("Österreich", "AT"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_everyday_names(tmp_path, country, code):
    path = tmp_path / "cv.txt"
    path.write_text(f"Anna Müller\nanna@mueller.example | Newtown, {country}\n", encoding="utf-8")
    assert profile_from_cv(path)[0]["basics"]["location"] == {"city": "Newtown", "countryCode": code}


def test_how_well_a_skill_is_known_is_no_skill(read_cv):
    assert read_cv("SKILLS\nJira\nExpert\n")["skills"] == [{"name": "Jira"}]


def test_a_wrapped_sentence_with_a_span_is_one_line_and_no_role(read_cv):
    told = (
        "Responsible for the digital programme, from April 2020 to March 2022 with a budget of\n"
        "£9m and a team of 18, and for the estates programme since then; reporting to the chief\n"
        "executive and to the board of the council each month without fail and in good time now.\n"
    )
    (role,) = read_cv(f"EXPERIENCE\n\nSenior Project Manager, Leeds City Council, April 2020 – present\n{told}")["work"]
    assert role["summary"] == " ".join(told.split())
    assert (role[EXTENSION]["budget"]["amount"], role[EXTENSION]["team_size"]) == (9_000_000, 18)


def test_a_long_text_is_refused_before_its_rows_are_joined(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.cv.rows.joined", lambda *_: pytest.fail("joined"))
    cv = tmp_path / "cv.txt"
    cv.write_text("wrapped at the edge of the page and so on\n" * 6_000)
    with pytest.raises(CvError, match="longer than"):
        cv_lines(cv, cv.read_bytes())


def test_each_row_of_a_wrapped_text_is_read_for_dates_once_or_twice(monkeypatch):
    read = []
    monkeypatch.setattr("analysis.cv.rows.dates_in", lambda text: read.append(len(text)))
    text = "and the work of the office went on from one year to the next without an end\n" * 500
    assert len(list(lines_of_text(text.strip()))) == 1
    assert sum(read) <= 2 * len(text)


def test_an_item_with_a_title_and_dates_in_the_years_of_its_role_is_no_role(read_cv):
    found = read_cv(
        "EXPERIENCE\n\nSenior Project Manager, Acme Ltd, 2019 – present\n"
        "- Project Manager for the ERP rollout, 2020 – 2022, budget of £4m\n"
        "- Scrum Master of two teams from 2019 to 2021\n\nEarlier:\n- Project Officer, Beta, 2015 – 2018\n"
    )
    assert [role["position"] for role in found["work"]] == ["Senior Project Manager", "Project Officer"]
    assert found["work"][0][EXTENSION]["budget"]["amount"] == 4_000_000


@pytest.mark.parametrize("heading", ["OBJECTIVE", "Career Objective:"])
def test_an_objective_proves_nothing(read_cv, heading):
    person = _person(read_cv(f"{heading}\nA Program Manager position overseeing $20M budgets and teams of 50.\n"))
    assert not person.facts


@pytest.mark.parametrize(
    ("summary", "years", "held"),
    [
        ("PMP-certified project manager with 12 years of experience seeking a senior role in Leeds.", 12, ["PMP"]),
        ("PRINCE2 Practitioner with 12 years of experience in planned maintenance.", 12, ["PRINCE2 Practitioner"]),
        ("PRINCE2 Practitioner and PMP (in progress) with 12 years of experience.", 12, ["PRINCE2 Practitioner"]),
        ("Project manager without PMP.", None, []), ("No PMP yet, but 12 years of experience.", 12, []),
    ],
)  # fmt: skip
def test_a_summary_tells_years_and_certificates_beside_what_is_wished_for_or_missing(summary, years, held):
    person = _person({"basics": {"name": "Kim Doe", "summary": summary}})
    assert (person.facts.get("years_experience") and person.facts["years_experience"].value) == years
    assert list(person.named["certifications"]) == held


@pytest.mark.parametrize("told", ["Willing to undergo {}.", "Eligible for {}.", "{} expired 2020."])
def test_a_clearance_counts_while_it_is_held(told):
    def facts(summary):
        return _person({"basics": {"name": "Kim Doe", "summary": summary}}).facts

    assert "clearance" in facts("Holds SC clearance.")
    assert "clearance" not in facts(told.format("SC clearance"))


def test_a_degree_whose_subject_is_a_word_of_hope_counts(read_cv):
    person = _person(read_cv("EDUCATION\nBSc Planning and Scheduled Transport, University of Leeds, 2010\n"))
    assert person.facts["education_level"].value == "bachelor"


@pytest.mark.parametrize(
    "header", ["Page 1 of 2", "Curriculum Vitae – Page 1", "CONFIDENTIAL", "Jane Doe – Page 1 of 2"]
)
def test_what_stands_at_the_top_of_a_page_is_no_name(tmp_path, header):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for text in ("Jane Doe", "jane@example.com", "Experience", "Project Manager, Acme Ltd, 2019 – present"):
        document.add_paragraph(text)
    document.save(tmp_path / "cv.docx")
    assert profile_from_cv(tmp_path / "cv.docx")[0]["basics"]["name"] == "Jane Doe"


def test_a_hyphen_that_does_not_break_and_a_tab_to_the_margin_are_read(tmp_path):
    docx = pytest.importorskip("docx")
    from docx.oxml import OxmlElement

    document = docx.Document()
    document.add_paragraph("Experience")
    row = document.add_paragraph("Project Manager, Acme Ltd")
    for tag, text in (("w:ptab", "2019"), ("w:noBreakHyphen", "2021")):
        run = row.add_run()
        run._r.append(OxmlElement(tag))
        run.add_text(text)
    document.save(tmp_path / "cv.docx")
    (role,) = profile_from_cv(tmp_path / "cv.docx")[0]["work"]
    assert (role["name"], role["startDate"], role["endDate"]) == ("Acme Ltd", "2019", "2021")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("University of Edinburgh, MA (Hons) Economics, 2:1, 2010", "Economics"),
        ("University of Leeds, MA, 2012", None), ("University of York, MS, Distinction", None),
    ],
)  # fmt: skip
def test_a_degree_behind_its_school_is_no_state(read_cv, text, area):
    resume = read_cv(f"EDUCATION\n{text}\n")
    (entry,) = resume["education"]
    assert entry["institution"] == text.split(",")[0]
    assert entry.get("area") == area
    assert _person(resume).facts["education_level"].value == "master"


@pytest.mark.parametrize(
    "text",
    [
        "Project Manager (maternity leave cover), Gamma plc, 2013 – 2015\n- Led.\n",
        "Project Manager, Travelling Exhibitions Ltd, 2013 – 2015\n- Led.\n",
        "Sabbatical Homes\nProject Manager\n2013 – 2015\n- Led.\n",
    ],
)
def test_a_role_that_covers_a_leave_or_an_employer_called_like_one_is_no_break(read_cv, text):
    person = _person(read_cv(f"EXPERIENCE\n\n{text}"))
    assert len(person.roles) == 1
    assert person.facts["years_experience"].value == 2


def test_a_prize_below_awards_is_no_role(read_cv):
    found = read_cv(
        "EXPERIENCE\nProject Manager, Acme    2019 – present\n- Led.\n\n"
        "AWARDS\nProject Manager of the Year, 2018 – 2019\n"
    )
    assert len(found["work"]) == 1


def test_an_employer_of_several_roles_stands_above_a_length_of_time(read_cv):
    found = read_cv(
        "EXPERIENCE\n\nAcme Ltd\n7 years 11 months\nSenior Project Manager\n"
        "January 2021 - Present (5 years 11 months)\n- Led.\n\n"
        "Project Manager\nJanuary 2019 - January 2021\nLeeds\n- Kept.\n"
    )
    assert _roles(found) == [
        ("Senior Project Manager", "Acme Ltd", "2021-01"), ("Project Manager", "Acme Ltd", "2019-01"),
    ]  # fmt: skip
    assert found["work"][1]["location"] == "Leeds"


def test_from_a_year_alone_is_not_until_today():
    found = dates_in("From 1999 up to 2001")
    assert not found.is_open


SKILLS = [("Methods", ["PRINCE2", "Kanban"]), ("Tools", ["Jira"]), ("Trello", None)]
PLAIN = "Area         Level\nMethods      PRINCE2, Kanban\nTools        Jira\nTrello       expert\n"
MARKED = "| Area | In use |\n| :--- | ---: |\n| Methods | PRINCE2, Kanban |\n| Tools | Jira |\n| Trello | good |\n"
DRAWN = (
    "| Area    | In use |\n+---------+---+\n| Methods | PRINCE2, Kanban |\n| Tools   | Jira |\n| Trello  | 5 years |\n"
)


@pytest.mark.parametrize("table", [PLAIN, MARKED, DRAWN])
def test_a_table_of_skills_is_read_by_its_rows(read_cv, table):
    resume = read_cv(f"SKILLS\n\n{table}")
    assert [(one["name"], one.get("keywords")) for one in resume["skills"]] == SKILLS
    evidence = resume["meta"][EXTENSION]["evidence"]
    assert [evidence[f"/skills/{n}"]["text"] for n in range(2)] == ["Methods: PRINCE2, Kanban", "Tools: Jira"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Dates | Role | Employer", "2019 – present | Project Manager | Avon Homes Ltd"),
        ("Job title | Organisation | Period", "Project Manager | Avon Homes Ltd | 2019 – present"),
        ("Company | Position | From – to", "Avon Homes Ltd | Project Manager | 2019 – present"),
    ],
)
def test_the_head_of_a_table_of_work_is_no_employer(read_cv, head, row):
    table = f"| {head} |\n|:---|---|---|\n| {row} |\n"
    assert _roles(read_cv(f"## Experience\n\n{table}", ".md")) == [("Project Manager", "Avon Homes Ltd", "2019")]


def test_a_first_row_with_a_label_and_its_value_is_no_head_of_a_table(tmp_path):
    (tmp_path / "cv.md").write_text("# Kim Doe\n\n| Location | Leeds, UK |\n|---|---|\n| Email | kim@doe.example |\n")
    assert profile_from_cv(tmp_path / "cv.md")[0]["basics"]["location"]["city"] == "Leeds"


def test_a_table_of_skills_in_word_is_read_by_its_rows(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Kim Doe")
    document.add_heading("Skills")
    rows = [("Area", "Level"), ("Methods", "PRINCE2, Kanban"), ("Tools", "Jira"), ("Trello", "good")]
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(tmp_path / "cv.docx")
    skills = profile_from_cv(tmp_path / "cv.docx")[0]["skills"]
    assert [(one["name"], one.get("keywords")) for one in skills] == SKILLS


@pytest.mark.parametrize(
    ("basics", "position", "sector"),
    [
        ({"summary": "Delivery person with 8 years building SaaS tools. Liked by engineers."}, "Manager", "software"),
        ({"summary": "Construction project manager with a love of timber."}, "Project Manager", "construction"),
        ({"summary": "Manager with nine years' experience in banking and insurance."}, "Manager", "finance"),
        ({"label": "Healthcare Project Manager"}, "Project Manager", "healthcare"),
        ({}, "Software Engineer", "software"),
        ({"summary": "Project manager who rolled out software for 2,000 staff."}, "Project Manager", None),
        ({"summary": "Project manager seeking nine years in healthcare."}, "Health and Safety Manager", None),
    ],
)  # fmt: skip
def test_a_sector_is_read_where_titles_and_summary_name_it(basics, position, sector):
    resume = {"basics": {"name": "Kim Doe", **basics}, "work": [{"position": position, "name": "Acme"}]}
    shown = _person(resume).named["sector"]
    assert list(shown) == ([sector] if sector else [])
    assert all(proof.text in str(resume) for proof in shown.values())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Otley, West Yorkshire, UK", {"city": "Otley", "region": "West Yorkshire", "countryCode": "GB"}),
        ("1 High Street, Leeds, UK", {"city": "Leeds", "countryCode": "GB"}),
        ("Munich, Bavaria, Germany", {"city": "Munich", "region": "Bavaria", "countryCode": "DE"}),
        ("Leeds, UK", {"city": "Leeds", "countryCode": "GB"}),
        ("Leeds LS6 3ZZ", {"city": "Leeds", "countryCode": "GB"}),
        ("1 High Street, Leeds, LS6 3ZZ", {"city": "Leeds", "countryCode": "GB"}),
        ("Otley, West Yorkshire LS21 3ZZ", {"city": "Otley", "region": "West Yorkshire", "countryCode": "GB"}),
        ("Leeds LS6 3ZZ, UK", {"city": "Leeds", "countryCode": "GB"}),
        ("1 High Street EC1A 1ZZ", {"countryCode": "GB"}),
        ("EC1A 1ZZ", {"countryCode": "GB"}),
        ("Leeds, West Yorkshire", {"city": "Leeds", "region": "West Yorkshire", "countryCode": "GB"}),
        ("Birmingham, West Midlands", {"city": "Birmingham", "region": "West Midlands", "countryCode": "GB"}),
        ("Cardiff CF14", {"city": "Cardiff", "countryCode": "GB"}),
        ("1 Heol Fawr, Cardiff CF14", {"city": "Cardiff", "countryCode": "GB"}),
        ("London SE1", {"city": "London", "countryCode": "GB"}),
        ("London, SW1A", {"city": "London", "countryCode": "GB"}),
        ("Guildford, Surrey GU1", {"city": "Guildford", "region": "Surrey", "countryCode": "GB"}),
        ("Dublin 4", {"city": "Dublin", "countryCode": "IE"}),
        ("Dublin 6W", {"city": "Dublin", "countryCode": "IE"}),
        ("Tralee, Co. Kerry", {"city": "Tralee", "region": "Kerry", "countryCode": "IE"}),
        ("Toronto, ON", {"city": "Toronto", "region": "ON", "countryCode": "CA"}),
        ("Puppets B7", None),
        ("Puppets, Surrey", None),
    ],
)
def test_a_region_is_no_town_and_a_postcode_tells_the_country(tmp_path, text, place):
    cv = tmp_path / "cv.md"
    cv.write_text(
        f"# Ann Lee\n\n{text} | [LinkedIn](https://www.linkedin.com/in/ann) | [E-mail](mailto:ann@lee.example)\n"
    )
    basics = profile_from_cv(cv)[0]["basics"]
    assert basics.get("location") == place
    assert (basics["url"], basics["email"]) == ("https://www.linkedin.com/in/ann", "ann@lee.example")


@pytest.mark.parametrize(
    ("head", "title", "employer"),
    [
        ("Project Manager, Wards — Avon Hospitals NHS Trust", "Project Manager, Wards", "Avon Hospitals NHS Trust"),
        ("Project Manager, Fir Homes Ltd — Leeds", "Project Manager", "Fir Homes Ltd — Leeds"),
        ("Project Manager, Acme — Leeds", "Project Manager", "Acme — Leeds"),
    ],
)
def test_a_title_with_its_field_ends_where_a_firm_begins(read_cv, head, title, employer):
    assert _roles(read_cv(f"EXPERIENCE\n\n{head}    2019 – present\n- Led.\n")) == [(title, employer, "2019")]


@pytest.mark.parametrize(
    ("text", "title", "employer"),
    [
        ("Programme Manager, Planned Care    2019 – present\nAvon & Severn Integrated Care Board, Bath\n",
         "Programme Manager, Planned Care", "Avon & Severn Integrated Care Board, Bath"),
        ("Ward Sister, Day Surgery    2019 – present\nFirth Royal Infirmary\n",
         "Ward Sister, Day Surgery", "Firth Royal Infirmary"),
        ("Project Manager – Electronic Records    2019 – present\nUpper Avon Teaching Hospitals NHS Foundation Trust\n",
         "Project Manager – Electronic Records", "Upper Avon Teaching Hospitals NHS Foundation Trust"),
        ("Project Manager, Data Platforms\nSevern Bank\n2019 – present\n",
         "Project Manager, Data Platforms", "Severn Bank"),
        ("Project Manager, Fir Homes Ltd    2019 – present\nHousing Services\n", "Project Manager", "Fir Homes Ltd"),
        ("Project Manager, Acme    2019 – present\nServed the board and two hospitals\n", "Project Manager", "Acme"),
    ],
)  # fmt: skip
def test_the_firm_below_a_title_with_its_field_is_the_employer(read_cv, text, title, employer):
    assert _roles(read_cv(f"EXPERIENCE\n\n{text}- Led.\n")) == [(title, employer, "2019")]


BARE = {"studyType": "B.S.", "area": "Industrial Engineering", "institution": "Firth University"}


@pytest.mark.parametrize(
    ("text", "studies"),
    [
        ("B.S., Industrial Engineering\nFirth University\n2010-2014\n",
         [BARE | {"startDate": "2010", "endDate": "2014"}]),
        ("B.S., Industrial Engineering, Firth University\n2010-2014\nMBA, Avon College\n2015-2016\n",
         [BARE | {"startDate": "2010", "endDate": "2014"},
          {"studyType": "MBA", "institution": "Avon College", "startDate": "2015", "endDate": "2016"}]),
        ("2010-2014\nB.S., Industrial Engineering, Firth University\n2015-2016\nMBA, Avon College\n",
         [BARE, {"studyType": "MBA", "institution": "Avon College"}]),
        ("BSc Physics, 2014\nFirth University\n2010-2014\n",
         [{"studyType": "BSc", "area": "Physics", "institution": "Firth University", "endDate": "2014"}]),
        ("MBA, Distinction, Avon College\n", [{"studyType": "MBA", "institution": "Avon College"}]),
        ("MBA, Leeds\n", [{"studyType": "MBA"}]),
    ],
)  # fmt: skip
def test_the_area_behind_a_degree_and_the_years_below_it_are_read(read_cv, text, studies):
    assert read_cv(f"EDUCATION\n\n{text}")["education"] == studies


def test_a_long_headline_is_a_label(tmp_path):
    headline = "Technical Delivery Manager / Senior Project Manager (Platforms & Records)"
    (tmp_path / "cv.txt").write_text(f"Kim Doe\n{headline}\nkim@doe.example\n")
    assert profile_from_cv(tmp_path / "cv.txt")[0]["basics"]["label"] == headline


_TABLE = (
    "| Title | Employer | Dates |\n|---|---|---|\n| Senior Project Manager | Avon NHS Trust | Mar 2020 – Present |\n"
    "| Project Manager | Severn Ltd | 2016 – 2020 |\n| Project Manager | Bath City Council, Bath | 2012 – 2015 |\n\n"
)


@pytest.mark.parametrize(
    "heads",
    [
        ("Senior Project Manager, Avon NHS Trust", "Project Manager at Severn Ltd", "Bath City Council"),
        ("Avon NHS Trust", "Severn Ltd", "Bath City Council"),
        ("Senior Project Manager", "Project Manager", "Project Manager"),
        ("Avon NHS Trust\nSenior Project Manager", "Severn Ltd\n**Project Manager**", "Bath City Council"),
        ("Senior Project Manager – Avon NHS Trust (March 2020 to date)", "Severn Ltd, 2016 – 2020", "Project Manager"),
    ],
)  # fmt: skip
def test_duties_below_a_heading_that_names_a_role_of_a_table_are_that_roles(read_cv, heads):
    told = "\n".join(f"### {head}\n- Led {n}.\n- Cut {n}.\n" for n, head in enumerate(heads))
    resume = read_cv(f"## Employment\n\n{_TABLE}{told}", ".md")
    assert _roles(resume) == [
        ("Senior Project Manager", "Avon NHS Trust", "2020-03"), ("Project Manager", "Severn Ltd", "2016"),
        ("Project Manager", "Bath City Council, Bath", "2012"),
    ]  # fmt: skip
    assert [role["highlights"] for role in resume["work"]] == [[f"Led {n}.", f"Cut {n}."] for n in range(3)]
    assert not any("summary" in role for role in resume["work"])


def test_the_name_of_another_employer_inside_a_role_that_has_duties_of_its_own_opens_nothing(read_cv):
    resume = read_cv(
        "EXPERIENCE\nManager, Acme Ltd    2019 – present\n- Led.\n\nOfficer, Beta Ltd    2015 – 2019\n"
        "- Kept.\n\nAcme Ltd\n- Sold to it.\n"
    )
    assert [role["highlights"] for role in resume["work"]] == [["Led."], ["Kept.", "Sold to it."]]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("### Avon NHS Trust\n\n**Manager, Wards** (2021 – to date)\n- Led.\n\n**Analyst** (2018 – 2020)\n- Wrote.\n",
         [("Manager, Wards", "Avon NHS Trust", "2021"), ("Analyst", "Avon NHS Trust", "2018")]),
        ("Mayo Clinic\nRochester, MN\nSenior Manager: Jan. 2020 - Present\nManager: Apr. 2016 - Dec. 2019\n- Led.\n",
         [("Senior Manager", "Mayo Clinic", "2020-01"), ("Manager", "Mayo Clinic", "2016-04")]),
        ("### Avon NHS Trust\n\n**Manager** (2021 – present)\n- Led.\n\n**Analyst** (2012 – 2015)\n- Wrote.\n",
         [("Manager", "Avon NHS Trust", "2021"), ("Analyst", None, "2012")]),
        ("### Avon NHS Trust\n\n**Manager** (2021 – present)\n- Led.\n\n**Freelance Analyst** (2015 – 2021)\n- Wrote.",
         [("Manager", "Avon NHS Trust", "2021"), ("Freelance Analyst", None, "2015")]),
    ],
)  # fmt: skip
def test_the_steps_with_one_employer_share_the_name_above_the_first(read_cv, text, roles):
    assert _roles(read_cv(f"## Experience\n\n{text}", ".md")) == roles


def test_american_dates_are_known_by_a_day_that_is_no_month(read_cv):
    work = read_cv("EXPERIENCE\nManager, Acme, 8/1/2010 to 3/31/2016\n- Led.\n")["work"]
    assert [(role["startDate"], role["endDate"]) for role in work] == [("2010-08", "2016-03")]
    assert dates_in("Manager, 01/03/2019 – 30/04/2021")[:2] == ("2019-03", "2021-04")


def test_accomplishments_inside_a_role_end_nothing(read_cv):
    resume = read_cv(
        "EXPERIENCE\nManager, Acme    2019 – present\nResponsibilities:\n- Led.\nAccomplishments:\n- Cut delays.\n"
    )
    assert [role["highlights"] for role in resume["work"]] == [["Led.", "Cut delays."]]
    assert "summary" not in resume["work"][0]


@pytest.mark.parametrize(
    ("row", "certificate"),
    [
        ("PRINCE2 Practitioner | AXELOS | 2018", {"name": "PRINCE2 Practitioner", "date": "2018", "issuer": "AXELOS"}),
        ("PMP | Issued Aug 2017", {"name": "PMP", "date": "2017-08"}),
        ("PMP, Acme, Issued Aug 2017", {"name": "PMP, Acme", "date": "2017-08"}),
        ("PgMP | PMI | expected 2027", {"name": "PgMP (expected 2027)", "issuer": "PMI"}),
        ("MSP Practitioner | valid until 2028", {"name": "MSP Practitioner (valid until 2028)"}),
        ("2018 | MSP Practitioner | AXELOS", {"name": "MSP Practitioner", "date": "2018", "issuer": "AXELOS"}),
        ("PMP | PMI | Earned 03/2018 | Expires 03/2027",
         {"name": "PMP (Expires 03/2027)", "date": "2018-03", "issuer": "PMI"}),
    ],
)  # fmt: skip
def test_a_row_with_issuer_and_date_is_one_certificate(read_cv, row, certificate):
    assert read_cv(f"CERTIFICATES\n{row}\n")["certificates"] == [certificate]


@pytest.mark.parametrize(
    ("line", "certificate"),
    [
        ("PMP, PMI, 2019", {"name": "PMP", "date": "2019", "issuer": "PMI"}),
        ("PMP – Project Management Institute, 2019",
         {"name": "PMP", "date": "2019", "issuer": "Project Management Institute"}),
        ("PMP (PMI, 2019)", {"name": "PMP", "date": "2019", "issuer": "PMI"}),
        ("PMP (PMI)", {"name": "PMP", "issuer": "PMI"}), ("PMP, PMI", {"name": "PMP", "issuer": "PMI"}),
        ("2019 – PMP, PMI", {"name": "PMP", "date": "2019", "issuer": "PMI"}),
        ("PMP • PMI • 2019", {"name": "PMP", "date": "2019", "issuer": "PMI"}),
        ("PMP from the PMI, 2019", {"name": "PMP", "date": "2019", "issuer": "PMI"}),
        ("Change Practitioner: Prosci, 2020", {"name": "Change Practitioner", "date": "2020", "issuer": "Prosci"}),
        ("PMP®, PMI, 2018 (exp. 2027)", {"name": "PMP® (exp. 2027)", "date": "2018", "issuer": "PMI"}),
        ("PRINCE2, MSP, 2019", {"name": "PRINCE2, MSP", "date": "2019"}),
        ("Puppeteer, Leeds, 2019", {"name": "Puppeteer, Leeds", "date": "2019"}),
    ],
)  # fmt: skip
def test_who_issued_a_certificate_and_when_is_no_part_of_its_name(read_cv, line, certificate):
    assert read_cv(f"CERTIFICATIONS\n{line}\n")["certificates"] == [certificate]


def test_certificates_in_a_row_without_dates_are_one_each(read_cv):
    assert [one["name"] for one in read_cv("CERTIFICATES\nPMP | CSM | ITIL\n")["certificates"]] == [
        "PMP",
        "CSM",
        "ITIL",
    ]


def test_tables_with_dates_in_word_are_read_by_their_rows(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Ann Lee")
    for heading, *rows in (
        ("Employment", ("Title", "Employer", "Dates"), ("Project Manager", "Avon NHS Trust", "Mar 2020 – Present")),
        ("Certificates", ("Certificate", "Issuer", "Date"), ("ChPP", "APM", "June 2020")),
    ):
        document.add_heading(heading, 1)
        table = document.add_table(rows=0, cols=3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(tmp_path / "cv.docx")
    resume = profile_from_cv(tmp_path / "cv.docx")[0]
    assert _roles(resume) == [("Project Manager", "Avon NHS Trust", "2020-03")]
    assert resume["certificates"] == [{"name": "ChPP", "date": "2020-06", "issuer": "APM"}]


def test_how_many_years_a_skill_was_used_is_no_skill(read_cv):
    table = "## Skills\n\n| Skill | Level | Years |\n|---|---|---|\n| Jira | Expert | 10 |\n| Excel | Advanced | 5+ |\n"
    assert [skill["name"] for skill in read_cv(table, ".md")["skills"]] == ["Jira", "Excel"]


def test_degrees_and_certificates_behind_a_name_are_no_part_of_it(tmp_path):
    (tmp_path / "cv.txt").write_text("Aisha Rahman MSc MAPM\nMinneapolis, MN | a@example.org\n", encoding="utf-8")
    basics = profile_from_cv(tmp_path / "cv.txt")[0]["basics"]
    assert basics["name"] == "Aisha Rahman"
    assert basics["location"] == {"city": "Minneapolis", "region": "MN", "countryCode": "US"}


def test_a_master_behind_a_name_is_no_state(tmp_path):
    (tmp_path / "cv.txt").write_text("Kim Doe, MA | kim@example.org\n", encoding="utf-8")
    assert "location" not in profile_from_cv(tmp_path / "cv.txt")[0]["basics"]


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("University of Texas at Austin, MBA, 2013", ("University of Texas at Austin", "MBA")),
        ("MSc at University of Leeds, 2013", ("University of Leeds", "MSc")),
        ("M.H.A., University of Minnesota, 2010", ("University of Minnesota", "M.H.A.")),
    ],
)
def test_a_school_keeps_its_campus_and_a_degree_of_health_is_one(read_cv, text, study):
    [found] = read_cv(f"EDUCATION\n{text}\n")["education"]
    assert (found["institution"], found["studyType"]) == study
    assert _person({"education": [found]} | _work()).facts["education_level"].value == "master"


def test_a_governor_among_the_volunteering_is_a_role(read_cv):
    [role] = read_cv("VOLUNTARY WORK\n- 2019–2023: School governor, Leith Academy\n")["volunteer"]
    assert (role["position"], role["organization"], role["startDate"]) == ("School governor", "Leith Academy", "2019")


def test_a_form_is_read_by_its_values(tmp_path):
    roles = (
        "Job title: Programme Manager\nEmployer: Avon NHS Trust\nDates: 03/2020 - Present\nDuties:\n- Led.\n\n"
        "Job title: Project Manager\nEmployer: Bath Council\nDates: 2016 - 2020\nDuties:\n- Kept.\n"
    )
    (tmp_path / "cv.txt").write_text(
        f"Name: Ann Lee\nEmail: a@example.org\n\nWork history\n\n{roles}", encoding="utf-8"
    )
    resume = profile_from_cv(tmp_path / "cv.txt")[0]
    assert resume["basics"]["name"] == "Ann Lee"
    assert _roles(resume) == [
        ("Programme Manager", "Avon NHS Trust", "2020-03"), ("Project Manager", "Bath Council", "2016")
    ]  # fmt: skip


def test_a_client_named_inside_a_role_stays_named_so(read_cv):
    [role] = read_cv("EXPERIENCE\nManager, Acme Ltd    2019 – present\nClient: Beta Ltd\n- Led.\n")["work"]
    assert role["summary"] == "Client: Beta Ltd"


def test_how_a_role_was_held_is_no_place(read_cv):
    text = "## Employment\n\n### Director, Welsh Government\n*Jan 2024 – present ({})*\n\n- Led.\n"
    assert "location" not in read_cv(text.format("part-time"), ".md")["work"][0]
    assert read_cv(text.format("Cardiff"), ".md")["work"][0]["location"] == "(Cardiff)"


def test_a_hospital_named_after_a_college_is_no_school_in_a_cv_without_headings(read_cv):
    resume = read_cv(
        "Project Manager    2019 – present\n- Led.\n\nKing's College Hospital\nClerk    2015 – 2019\n- Kept.\n"
    )
    assert "education" not in resume


def test_a_state_is_known_by_its_name_too(tmp_path):
    (tmp_path / "cv.txt").write_text("Laura Bianchi\nChicago, Illinois | l@example.org\n", encoding="utf-8")
    assert profile_from_cv(tmp_path / "cv.txt")[0]["basics"]["location"] == {
        "city": "Chicago", "region": "IL", "countryCode": "US"
    }  # fmt: skip


def test_the_area_behind_a_bachelor_of_arts_is_its_own(read_cv):
    [study] = read_cv("EDUCATION\nBachelor of Arts, Biology, Loyola University Chicago, 2012\n")["education"]
    assert (study["studyType"], study["area"]) == ("Bachelor of Arts", "Biology")


@pytest.mark.parametrize(
    "duty", ["Line manage five project managers", "Supervise 12 analysts", "Coach the project leads"]
)
def test_a_duty_without_a_bullet_is_no_title_of_the_role_below(read_cv, duty):
    first = f"Avon NHS Trust    2021 – Present\nManager\nLed on plans\n{duty}\n"
    resume = read_cv(f"EXPERIENCE\n{first}Bath Council    2017 – 2021\nProject Manager\nKept.\n")
    assert _roles(resume) == [("Manager", "Avon NHS Trust", "2021"), ("Project Manager", "Bath Council", "2017")]
    assert resume["work"][0]["highlights"] == [duty]


def test_a_school_at_the_end_of_a_wrapped_line_keeps_no_comma(read_cv):
    [study] = read_cv("EDUCATION\nBS Nursing, Arizona State University,\n2010\n")["education"]
    assert (study["institution"], study["endDate"]) == ("Arizona State University", "2010")


@pytest.mark.parametrize(
    "dates",
    [
        "March 2021 to present", "Mar 21 to date", "Sept 2016 until February 2021", "From 2019 to 2021",
        "May 2019 to now", "Spring 2019 to present",
    ],
)  # fmt: skip
def test_dates_with_a_word_between_them_open_a_role_and_tell_no_duty(read_cv, dates):
    below = read_cv(f"EMPLOYMENT\n\nProject Manager, Acme Ltd\n{dates}\n- Led.\n")
    beside = read_cv(f"EMPLOYMENT\n\n{dates}    Project Manager, Acme Ltd\n- Led.\n")
    assert [role[:2] for role in _roles(below) + _roles(beside)] == [("Project Manager", "Acme Ltd")] * 2


def test_an_employer_before_its_years_tells_no_duty(read_cv):
    assert _roles(read_cv("EMPLOYMENT\n\nAcme 2019 to 2021\nProject Manager\n- Led.\n")) == [
        ("Project Manager", "Acme", "2019")
    ]


def test_a_sentence_that_opens_with_its_dates_is_no_role(read_cv):
    [role] = read_cv(
        "EMPLOYMENT\n\nProject Manager, Acme Ltd, 2018 – present\n- Led.\nFrom 2019 to 2021 led the move of a depot\n"
    )["work"]
    assert role["position"] == "Project Manager"


@pytest.mark.parametrize("firm", ["Acme Inc.", "Globex Ltd.", "Firth & Co.", "Wisla Sp. z o.o.", "Lekar B.V."])
def test_an_employer_may_end_in_the_full_stop_of_its_legal_form(read_cv, firm):
    for role in (
        f"{firm}\nProject Manager\n2019 - Present", f"Project Manager\n{firm}\n2019 - Present",
        f"Project Manager    2019 - Present\n{firm}", f"2019 - Present\nProject Manager\n{firm}",
        f"{firm}\nProject Manager    2019 - Present", f"2019 - Present    {firm}\nProject Manager",
    ):  # fmt: skip
        assert _roles(read_cv(f"EXPERIENCE\n\n{role}\n- Led.\n")) == [("Project Manager", firm, "2019")]


@pytest.mark.parametrize("word", ["education.", "training.", "skills.", "projects.", "experience.", "  skills"])
def test_the_last_word_of_a_wrapped_line_is_no_heading_of_a_part(read_cv, word):
    told = "- Led the crews of both depots through the winter and put on record what we learned about"
    [role] = read_cv(f"EXPERIENCE\n\nProject Manager, Acme Ltd, 2019 – present\n{told}\n{word}\n- Kept.\n")["work"]
    assert role["highlights"] == [f"{told[2:]} {word.strip()}", "Kept."]


def test_a_wrapped_line_goes_on_below_a_short_row(read_cv):
    told = ("- Led the crews of both depots through the winter and put on record all of", "what", "we learned.")
    [role] = read_cv("EXPERIENCE\n\nProject Manager, Acme Ltd, 2019 – present\n" + "\n".join(told))["work"]
    assert role["highlights"] == [" ".join(told)[2:]]


def test_an_employer_below_a_title_with_its_field_is_found_in_a_pdf(read_pdf):
    rows = ("Ann Lee", "EXPERIENCE", "Project Manager, Puppets", "Kestrel Permanente, Dayton, OH   02/2016 - 05/2019",
            "- Ran projects.")  # fmt: skip
    [role] = read_pdf([(50, 780 - 20 * n, row) for n, row in enumerate(rows)])["work"]
    assert (role["position"], role["name"]) == ("Project Manager, Puppets", "Kestrel Permanente, Dayton, OH")


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "Page {} of 2"), ("", "{}/2"), ("", "- {} -"), ("", "Ann Lee - CV - Page {} of 2"),
        ("", "ann@lee.example"), ("Page {}", ""), ("Seite {} von 2", ""),
        ("CV – Ann Lee – June 2026 – {}/2", "Strictly confidential"),
    ],
)  # fmt: skip
def test_the_head_and_foot_of_pages_tell_nothing(read_pdf, head, foot):
    pages = [
        ["Ann Lee", "ann@lee.example", "EXPERIENCE", "Project Manager", "Acme Ltd", "2019 – present", "- Led."],
        ["Project Officer", "Beta Ltd", "2015 – 2019", "- Kept."],
    ]
    drawn = [
        [(40, 800 - 20 * n, text) for n, text in enumerate([head.format(page), *rows, foot.format(page)])]
        for page, rows in enumerate(pages, 1)
    ]
    resume = read_pdf(*drawn)
    assert resume["basics"] == {"name": "Ann Lee", "email": "ann@lee.example"}
    assert _roles(resume) == [("Project Manager", "Acme Ltd", "2019"), ("Project Officer", "Beta Ltd", "2015")]
    assert [role["highlights"] for role in resume["work"]] == [["Led."], ["Kept."]]
    assert not any("summary" in role for role in resume["work"])


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([["Ann Lee, page 1 of 2", "- Led."], ["Ann Lee, page 2 of 2", "- Kept."]],
         [["Ann Lee, page 1 of 2", "- Led."], ["- Kept."]]),
        ([["Ann Lee", "Led 9", "BSc, 10/2015"], ["Ann Lee", "Led 2", "BA, 10/2012"]],
         [["Ann Lee", "Led 9", "BSc, 10/2015"], ["Led 2", "BA, 10/2012"]]),
        ([["Ann Lee", "MSc, Firth College", "10/2015"]], [["Ann Lee", "MSc, Firth College", "10/2015"]]),
        ([["Ann Lee", "- Led.", "CV            1 of 2"], ["- Kept.", "CV            2 of 2"]],
         [["Ann Lee", "- Led."], ["- Kept."]]),
        ([["Lee", "- Led."], ["- Kept."], ["- Led.", "- Cut."], ["- Won."], ["- Ran."]],
         [["Lee", "- Led."], ["- Kept."], ["- Led.", "- Cut."], ["- Won."], ["- Ran."]]),
    ],
)  # fmt: skip
def test_a_row_runs_along_pages_where_it_repeats_or_numbers_its_page(pages, told):
    pages = [[*rows] for rows in pages]
    running = running_rows(pages)
    assert [without_running_rows(rows, number, running) for number, rows in enumerate(pages, 1)] == told


@pytest.mark.parametrize("mark", [*"•\uf0b7\uf0d8\uf076\uf0fc\x7f▸➔−★"])
def test_the_marks_of_symbol_fonts_open_items(read_cv, mark):
    beside = f"{mark} Led a team of nine.\n{mark} Kept plans.\n"
    above = f"{mark}\nLed a team of nine.\n{mark}\nKept plans.\n{mark}\n"
    for told in (beside, above):
        resume = read_cv(f"EXPERIENCE\n\nProject Manager, Acme Ltd    2019 – present\n{told}EDUCATION\nBSc Physics\n")
        [role] = resume["work"]
        assert role["highlights"] == ["Led a team of nine.", "Kept plans."]
        assert "summary" not in role
        assert "education" in resume


@pytest.mark.parametrize("heading", ["\uf0b1 Work Experience", "\uf0b1 EXPERIENCE", "\ue0af  Career history"])
def test_a_picture_before_a_heading_makes_it_no_item(read_cv, heading):
    assert len(read_cv(f"{heading}\nProject Manager, Acme Ltd    2019 – present\n- Led.\n")["work"]) == 1
    education = f"\n{heading[0]} Education\nBSc Physics, Firth College, 2010\n"
    found = read_cv(f"EXPERIENCE\nProject Manager, Acme Ltd    2019 – present\n- Led.\n{education}")
    assert found["education"][0]["studyType"] == "BSc"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cv.rtf", b"{\\rtf1\\ansi Ann Lee\\par}", "an RTF file"), ("cv.doc", b"{\\rtf1 Ann Lee}", "an RTF file"),
        ("cv.html", b"\n<!DOCTYPE html><p>Ann Lee</p>", "a web page"), ("cv.txt", b"<html>Ann Lee", "a web page"),
        ("cv.htm", b"\xef\xbb\xbf<HTML lang=en>", "a web page"), ("cv.docx", b"\xd0\xcf\x11\xe0", "protected Word"),
        ("cv.pdf", b"\xd0\xcf\x11\xe0 Ann", "protected Word file"), ("cv.pdf", b"Ann Lee", "PDF that cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_cv_by_its_first_bytes_is_refused_whatever_its_name(tmp_path, name, content, told):
    with pytest.raises(CvError, match=told):
        cv_lines(tmp_path / name, content)


def test_a_word_file_called_pdf_is_read(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Kim Doe")
    document.save(str(tmp_path / "cv.pdf"))
    assert [line.text for line in cv_lines(tmp_path / "cv.pdf", (tmp_path / "cv.pdf").read_bytes())] == ["Kim Doe"]


BESIDE = (
    "CONTACT\nkim@doe.example\n{}\nCERTIFICATIONS\nLean Alliance\nPRINCE2 Practitioner\n\nKim van Doe\n{}\n"
    "SUMMARY\nPlans depots.\n\nEXPERIENCE\nPlanner, Acme Ltd    2019 – present\n- Led.\n"
)


@pytest.mark.parametrize(
    "title", ["Senior Project Manager", "Ward Sister", "Project Manager at Acme | PMP | Agile\nLeeds, UK"]
)
def test_a_head_behind_the_column_beside_it_names_the_person(tmp_path, title):
    (tmp_path / "cv.txt").write_text(BESIDE.format("SKILLS\nJira", title), encoding="utf-8")
    resume = profile_from_cv(tmp_path / "cv.txt")[0]
    basics = resume["basics"]
    assert (basics["name"], basics["email"], basics["summary"]) == ("Kim van Doe", "kim@doe.example", "Plans depots.")
    assert basics["label"] == title.split(" | ")[0].split("\n")[0]
    assert [one["name"] for one in resume["certificates"]][:2] == ["Lean Alliance", "PRINCE2 Practitioner"]
    assert resume["skills"] == [{"name": "Jira"}]


def test_a_head_behind_the_column_beside_it_is_known_without_an_address_by_its_title(tmp_path):
    text = BESIDE.format("SKILLS\nJira", "Delivery Manager").replace("kim@doe.example", "020 7946 0000")
    (tmp_path / "cv.txt").write_text(text, encoding="utf-8")
    assert profile_from_cv(tmp_path / "cv.txt")[0]["basics"]["name"] == "Kim van Doe"


@pytest.mark.parametrize(
    "beside",
    ["REFEREES\nJo Low\nProject Manager", "SKILLS\nCosts Control\nTeam Lead", "TRAINING\nLean Firm\nScrum Master"],
)
def test_a_column_with_no_name_of_the_person_stays_where_it_is(tmp_path, beside):
    (tmp_path / "cv.txt").write_text(
        f"CONTACT\nkim@doe.example\n{beside}\nEXPERIENCE\nPlanner, Acme Ltd    2019 – present\n- Led.\n"
    )
    assert "name" not in profile_from_cv(tmp_path / "cv.txt")[0]["basics"]


def test_the_letters_of_a_certificate_below_its_name_are_part_of_it(read_cv):
    found = read_cv("CERTIFICATIONS\nProject Management Professional\n(PMP)\nCSM\n")["certificates"]
    assert [one["name"] for one in found] == ["Project Management Professional (PMP)", "CSM"]


@pytest.mark.parametrize(
    ("text", "degree", "area"),
    [
        ("Bachelor's degree, Computer Science, Firth College", "Bachelor's degree", "Computer Science"),
        ("Associate degree, Nursing, Firth College", "Associate degree", "Nursing"),
        ("Bachelor's degree, Firth College", "Bachelor's degree", None),
        ("Bachelor's degree in Physics, Firth College", "Bachelor's", "Physics"),
    ],
)
def test_a_degree_called_one_has_its_area_behind_the_comma(read_cv, text, degree, area):
    [study] = read_cv(f"EDUCATION\n{text}\n")["education"]
    assert (study["studyType"], study.get("area"), study["institution"]) == (degree, area, "Firth College")


def _table(path, heading, *rows):
    """Write a Word file with a table, of whose cells each holds a paragraph for each line."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Ann Lee")
    document.add_heading(heading, 1)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].add_run(first.replace("/n", "\n"))
            for other in others:
                cell.add_paragraph(other)
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("head", "order"),
    [
        (("Dates", "Employer", "Position and duties"), (0, 1, 2)), (("From – To", "Job title", "Employer"), (0, 2, 1)),
        (("Role / Key responsibilities", "Organisation", "Period"), (2, 1, 0)), (None, (0, 1, 2)),
    ],
)  # fmt: skip
def test_a_row_of_a_table_whose_cells_tell_duties_is_one_role(tmp_path, head, order):
    rows = [
        ("Jan 2022 – present", "Acme Ltd", "Project Manager\nLed a team of nine.\nKept plans."),
        ("2017 – 2021", "Beta Ltd", "Project Officer/nOrdered steel."), ("2015 – 2017", "Firth Homes", "Clerk"),
    ]  # fmt: skip
    path = _table(
        tmp_path / "cv.docx", "Employment", *filter(None, [head]), *(tuple(row[n] for n in order) for row in rows)
    )
    work = profile_from_cv(path)[0]["work"]
    assert [(role["position"], role["name"], role["startDate"]) for role in work] == [
        ("Project Manager", "Acme Ltd", "2022-01"), ("Project Officer", "Beta Ltd", "2017"),
        ("Clerk", "Firth Homes", "2015"),
    ]  # fmt: skip
    told = [["Led a team of nine.", "Kept plans."], ["Ordered steel."], None]
    assert [role.get("highlights") for role in work] == told


def test_columns_beside_each_other_are_no_row_of_a_table(tmp_path):
    columns = ("2019 – present\nProject Manager\nAcme Ltd\nLed.", "Skills\nJira", "Languages\nFrench")
    resume = profile_from_cv(_table(tmp_path / "cv.docx", "Employment", columns[:2], ("Education", "BSc")))[0]
    assert _roles(resume) == [("Project Manager", "Acme Ltd", "2019")]


def test_a_form_in_a_table_is_read_by_its_labels_though_the_employer_stands_last(tmp_path):
    def role(*values):
        labels = ("Dates", "Occupation or position held", "Main activities and responsibilities",
                  "Name and address of employer", "Type of business or sector")  # fmt: skip
        return zip(labels, values, strict=True)

    path = _table(
        tmp_path / "cv.docx", "Work experience",
        *role("01/03/2020 – Present", "Project Manager", "Led a team of nine.\nKept plans.", "Acme Ltd", "Steel"),
        *role("2015 – 2020", "Project Officer", "Ordered steel.", "Beta Ltd, Bath", "Timber"),
    )  # fmt: skip
    work = profile_from_cv(path)[0]["work"]
    assert [(role["position"], role["name"], role["startDate"]) for role in work] == [
        ("Project Manager", "Acme Ltd", "2020-03"), ("Project Officer", "Beta Ltd, Bath", "2015"),
    ]  # fmt: skip
    assert [role["highlights"] for role in work] == [
        ["Led a team of nine.", "Kept plans.", "Steel"], ["Ordered steel.", "Timber"],
    ]  # fmt: skip
    assert "activities" not in str(work)


def test_the_label_of_a_form_before_the_name_is_no_part_of_it(tmp_path):
    (tmp_path / "cv.txt").write_text("Europass\nCurriculum Vitae\nFirst name(s) / Surname(s)    Ann Lee\n")
    assert profile_from_cv(tmp_path / "cv.txt")[0]["basics"]["name"] == "Ann Lee"


def test_long_rows_that_open_with_their_years_are_studies_of_their_own(read_cv):
    studies = read_cv(
        "EDUCATION\n2010 – 2014    PhD in the Mechanics of Timber Bridges and their Repair, University of Upper Avon\n"
        "10/2004 – 12/2009    Diplom-Ingenieurin Maschinenbau mit Betriebswirtschaft, Technische Universität Neudorf\n"
        "2003 – 2004    Foundation degree, Engineering and Physical Science for Beginners, Firth College of Avon\n"
    )["education"]
    assert [(one["startDate"], one["endDate"]) for one in studies] == [
        ("2010", "2014"), ("2004-10", "2009-12"), ("2003", "2004")
    ]  # fmt: skip
    assert _person({"education": studies[1:2]} | _work()).facts["education_level"].value == "master"


def test_a_wrapped_sentence_that_goes_on_with_its_years_is_one_line(read_cv):
    told = (
        "Responsible for the repair of all of the old timber bridges of the county, and in the years\n"
        "2019 – 2021 for the building of the new ones beside them as well, with the same small team of nine;\n"
        "reported to the chief executive and to the board of the council each month without fail, too.\n"
    )
    [role] = read_cv(f"EXPERIENCE\n\nProject Manager, Leeds City Council, April 2018 – present\n{told}")["work"]
    assert role["summary"] == " ".join(told.split())


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Manager (3/2019-11/2022)", "2019-03", "2022-11"), ("Manager, 03.2019-11.2022", "2019-03", "2022-11"),
        ("Manager, Mar 2019-11/2022", "2019-03", "2022-11"), ("2019-03 – 2022-11", "2019-03", "2022-11"),
        ("2019-03-01 to 2022-11-30", "2019-03", "2022-11"), ("2018/19 – 2021/22", "2018", "2021"),
    ],
)  # fmt: skip
def test_a_month_that_a_hyphen_parts_from_a_year_is_of_the_next_date(text, start, end):
    assert dates_in(text)[:2] == (start, end)


def test_a_course_among_education_and_training_is_a_certificate(read_cv):
    found = read_cv(
        "EDUCATION & TRAINING\nBSc Physics, University of Leeds\n2008 – 2011\nGrade: 2:1\nLeeds, 2011\n"
        "Forklift Driving, 2024\nSMSTS\n"
    )
    assert found["certificates"] == [{"name": "Forklift Driving", "date": "2024"}, {"name": "SMSTS"}]
    assert [(one["studyType"], one["endDate"]) for one in found["education"]] == [("BSc", "2011")]


def test_a_voluntary_role_among_the_work_is_no_work(read_cv):
    resume = read_cv(
        "EXPERIENCE\nProject Manager, Acme Ltd    2019 – 2021\n- Led.\n\n"
        "Trustee (voluntary), Avon Food Bank    2010 – present\n- Line managed 14 volunteers.\n"
    )
    assert [role["name"] for role in resume["work"]] == ["Acme Ltd"]
    assert [role["organization"] for role in resume["volunteer"]] == ["Avon Food Bank"]
    person = _person(resume)
    assert person.facts["years_experience"].value == 2
    assert person.facts["line_management"].proof.place == "CV line 9"
