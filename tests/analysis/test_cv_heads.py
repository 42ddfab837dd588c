"""A role's title, employer, dates and place are found in whatever order and form a CV has them."""

from itertools import product

import docx
import pytest

from analysis.profile import profile_from_cv

TITLES = (
    "Project Manager, Puppet Applications", "Senior Project Manager, Digital", "Programme Manager – Stage Works",
    "Head of PMO, EMEA", "Charge Nurse, Critical Care", "Projektleiter, IT-Infrastruktur", "Project Manager",
)  # fmt: skip
EMPLOYERS = (
    "Maple Regional Medical Center", "Quillon", "HSE", "Kestrel Permanente", "Firth & Forth", "Avon Teaching NHS Trust",
    "Health Service Executive", "Nordwind Klinikum GmbH",
)  # fmt: skip
PLACES = ("Dayton, OH", "Leeds", "Dublin, Ireland", "Köln")
DATES = "02/2016 – 05/2019"
LAYOUTS = {
    "a heading, employer and dates in one line": (".md", "### {title}\n**{employer}**, {place} | {dates}\n"),
    "a heading, employer, place and dates apart": (".md", "### {title}\n**{employer}** | {place} | {dates}\n"),
    "a heading, each in a line": (".md", "### {title}\n\n{employer}, {place}\n\n*{dates}*\n"),
    "the employer as heading": (".md", "### {employer}, {place}\n\n**{title}** | {dates}\n"),
    "the title in bold with its dates": (".md", "**{title}** | {dates}\n\n{employer}, {place}\n"),
    "dates beside the title": (".txt", "{title}    {dates}\n{employer}, {place}\n"),
    "dates beside the title below": (".txt", "{employer}, {place}\n{title}    {dates}\n"),
    "dates beside the employer": (".txt", "{employer}, {place}    {dates}\n{title}\n"),
    "dates beside the employer below": (".txt", "{title}\n{employer}, {place}    {dates}\n"),
    "dates last": (".txt", "{title}\n{employer}, {place}\n{dates}\n"),
    "dates first": (".txt", "{dates}\n{title}\n{employer}, {place}\n"),
    "dates first, the employer before the title": (".txt", "{dates}\n{employer}\n{title}\n"),
    "dates in brackets": (".txt", "{title} ({dates})\n{employer}, {place}\n"),
    "all in one line": (".txt", "{title} | {employer} | {place} | {dates}\n"),
    "all in one line, the employer first": (".txt", "{employer} | {title} | {place} | {dates}\n"),
    "the place beside the employer": (".txt", "{employer}    {place}\n{title}    {dates}\n"),
    "the place beside the title": (".txt", "{title}    {place}\n{employer}    {dates}\n"),
    "two columns": (".txt", "{employer}                  {title}\n{place}                  {dates}\n"),
}


def _named(role):
    return role.get("position"), str(role.get("name")).partition(",")[0], role["startDate"], role.get("highlights")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_title_with_its_field_and_employer_are_found_in_every_layout(tmp_path, layout):
    suffix, form = LAYOUTS[layout]
    wrong = []
    for title, employer, place in product(TITLES, EMPLOYERS, PLACES):
        head = form.format(title=title, employer=employer, place=place, dates=DATES)
        cv = tmp_path / f"cv{suffix}"
        mark = "## " if suffix == ".md" else ""
        cv.write_text(f"Ann Lee\n\n{mark}Experience\n\n{head}\n- Ran projects.\n", encoding="utf-8")
        found = [_named(role) for role in profile_from_cv(cv)[0]["work"]]
        if found != [(title, employer, "2016-02", ["Ran projects."])]:
            wrong.append((head, found))
    assert wrong == []


def _work_in(folder, told):
    """Return the roles read from a CV in plain text that tells this of work."""
    cv = folder / "cv.txt"
    cv.write_text(f"Ann Lee\n\nEXPERIENCE\n\n{told}", encoding="utf-8")
    return profile_from_cv(cv)[0]["work"]


@pytest.fixture
def rows():
    """Return the rows of a CV of two roles, the first with a field in its title."""
    return [
        "Ann Lee", "EXPERIENCE", "Project Manager, Puppet Applications", f"Maple Medical Center, Dayton, OH  {DATES}",
        "• Ran projects.", "Analyst, Pharmacy  01/2012 – 01/2016", "Kestrel Permanente", "• Kept lists.",
    ]  # fmt: skip


ROLES = [
    ("Project Manager, Puppet Applications", "Maple Medical Center", "2016-02", ["Ran projects."]),
    ("Analyst, Pharmacy", "Kestrel Permanente", "2012-01", ["Kept lists."]),
]


def test_an_employer_below_a_title_with_its_field_is_found_in_word(tmp_path, rows):
    document = docx.Document()
    for row in rows:
        document.add_paragraph(row.replace("  ", "\t"))
    document.save(tmp_path / "cv.docx")
    assert [_named(role) for role in profile_from_cv(tmp_path / "cv.docx")[0]["work"]] == ROLES


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("Project Manager, Acme Ltd\nPuppet Services\n2019 – 2021", ("Project Manager", "Acme Ltd")),
        ("Project Manager at Acme\nNorthern Division\n2019 – 2021", ("Project Manager", "Acme")),
        ("Project Manager, Acme\nLeeds\n2019 – 2021", ("Project Manager", "Acme")),
        ("Project Manager, Puppets, Maple Medical Center, Dayton, OH    2019 – 2021",
         ("Project Manager, Puppets", "Maple Medical Center, Dayton, OH")),
        ("Project Manager, Acme Teaching Hospitals of the Upper Valley NHS\nFoundation Trust\n2019 – 2021",
         ("Project Manager", "Acme Teaching Hospitals of the Upper Valley NHS Foundation Trust")),
        ("Project Manager, Acme    2019 – 2021\nClient: Kestrel Permanente", ("Project Manager", "Acme")),
        ("Acme\nProject Manager\nLeeds    2019 – 2021", ("Project Manager", "Acme")),
        ("Project Manager for Europe\nAcme    2019 – 2021", ("Project Manager for Europe", "Acme")),
        ("Health Service Executive    2019 – 2021\nStaff Nurse", ("Staff Nurse", "Health Service Executive")),
    ],
)  # fmt: skip
def test_an_employer_that_the_title_line_names_stays_it(tmp_path, head, named):
    [role] = _work_in(tmp_path, f"{head}\n- Ran projects.\n")
    assert (role.get("position"), role.get("name")) == named


def test_roles_in_the_years_of_one_employer_keep_the_fields_of_their_titles(tmp_path):
    work = _work_in(
        tmp_path,
        "Kestrel Permanente    2012 – 2020\n\nProject Manager, Puppets    2016 – 2020\n"
        "- Ran it.\n\nAnalyst, Stages    2012 – 2016\n- Kept lists.\n",
    )
    assert [(role["position"], role["name"]) for role in work] == [
        ("Project Manager, Puppets", "Kestrel Permanente"), ("Analyst, Stages", "Kestrel Permanente"),
    ]  # fmt: skip


def test_a_place_beside_or_below_the_employer_is_the_roles(tmp_path):
    work = _work_in(
        tmp_path,
        "Project Manager, Puppets    Leeds\nQuillon    2019 – 2021\n- Ran it.\n"
        "\nProject Manager    2012 – 2019\nDayton, OH\n- Kept lists.\n",
    )
    assert [role.get("location") for role in work] == ["Leeds", "Dayton, OH"]
