"""The parts of a CV are known by what their headings are called, and what no value came from is told."""

from pathlib import Path

import pytest

from analysis.profile import profile_from_cv

HEAD = "Ann Lee\nann@lee.example | Leeds, UK\n\n"
WORK = f"{HEAD}EXPERIENCE\n\nProject Manager, Acme Ltd    2019 – present\n- Ran projects.\n\n"
STUDIES = "QUALIFICATIONS\nBSc Physics, University of Leeds, 2010\n\n"
LISTED = ["Primavera P6", "MS Project", "Procore"]


def _read(folder: Path, text: str, suffix: str = ".txt"):
    cv = folder / f"cv{suffix}"
    cv.write_text(text, encoding="utf-8")
    return profile_from_cv(cv)


@pytest.mark.parametrize("above", [WORK, WORK + STUDIES], ids=["after work", "after studies"])
@pytest.mark.parametrize("listed", [", ".join(LISTED), "- " + "\n- ".join(LISTED)], ids=["in a line", "as items"])
@pytest.mark.parametrize(
    "heading",
    [
        "IT", "SYSTEMS", "TECHNOLOGY", "TECHNICAL", "TECHNICAL PROFICIENCIES", "APPLICATIONS", "PLATFORMS",
        "PM TOOLKIT", "METHODOLOGIES", "IT PROFICIENCY", "COMPUTER LITERACY", "TOOLS & PLATFORMS", "IT AND SYSTEMS",
        "KEY STRENGTHS",
    ],
)  # fmt: skip
def test_lists_of_tools_are_skills_whatever_their_heading(tmp_path, heading, listed, above):
    resume, _ = _read(tmp_path, f"{above}{heading}\n{listed}\n")
    assert [skill["name"] for skill in resume["skills"]] == LISTED
    assert resume["work"][0]["highlights"] == ["Ran projects."]


def test_a_heading_of_the_depth_of_the_work_is_inside_no_role(tmp_path):
    work = "## Experience\n\n**Project Manager, Acme Ltd** | 2019 – present\n\n- Ran projects.\n\n"
    assert _read(tmp_path, f"# Ann Lee\n\n{work}## SYSTEMS\n\nProcore\n", ".md")[0]["skills"] == [{"name": "Procore"}]


@pytest.mark.parametrize("below", ["Project Officer\n2015 – 2019", "Project Officer, Kestrel    2015 – 2019"])
def test_a_department_above_a_title_opens_no_part(tmp_path, below):
    resume, _ = _read(tmp_path, f"{WORK}IT\n{below}\n- Kept the plan.\n")
    assert "skills" not in resume
    assert [role["position"].split(",")[0] for role in resume["work"]] == ["Project Manager", "Project Officer"]


def test_a_wrapped_line_may_end_in_the_name_of_a_department(tmp_path):
    told = "- Ran the projects of all the wards, of three other hospitals and of the people in\n  IT\n"
    resume, _ = _read(tmp_path, f"{WORK}{told}")
    assert resume["work"][0]["highlights"][-1].endswith("the people in IT")


def test_parts_and_lines_that_no_value_came_from_are_told(tmp_path):
    other = "REFERENCES\nKim Roe, Acme Ltd\nLee Poe, Acme Ltd\n\nADDITIONAL INFORMATION\nFull driving licence\n"
    resume, todo = _read(tmp_path, f"{WORK}{STUDIES}Edited the puppet society's paper.\n\nSKILLS\nProcore\n\n{other}")
    [left] = [line for line in todo if line.startswith("what no value came from: ")]
    assert left.endswith(
        ": 'Edited the puppet society's paper.', 'REFERENCES' (2 lines), 'ADDITIONAL INFORMATION' (1 line)"
    )
    assert resume["work"][0]["highlights"] == ["Ran projects."]


def test_a_cv_that_is_read_whole_leaves_nothing_to_tell(tmp_path):
    summary = "PROFILE\nI am a project manager.\nI run projects in hospitals.\n\n"
    _, todo = _read(tmp_path, WORK.replace("EXPERIENCE", f"{summary}EXPERIENCE") + STUDIES)
    assert not any("no value" in line for line in todo)


def test_no_more_lines_are_told_than_a_person_reads(tmp_path):
    lines = "".join(f"Ran the puppet theatre number {n}.\n" for n in range(100, 130))
    _, todo = _read(tmp_path, f"{WORK}{STUDIES}{lines}")
    assert todo[-1].endswith("and 18 more")
