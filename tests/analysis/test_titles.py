"""What titles claim, over the kinds of titles that boards use."""

import pytest

from analysis.reading.lexicon import lexicon
from analysis.reading.titles import title_of
from crawler.titles import role_words, roles

TITLES = [
    ("Sr. TPM III, Platform", "programme_manager", "senior"),
    ("Programme Manager - NHSX", "programme_manager", "plain"),
    ("BANK Senior Project Manager (Band 7)", "project_manager", "senior"),
    ("Projektleiter (m/w/d)", "project_manager", "plain"),
    ("Projektleiterin Bau (w/m/d)", "project_manager", "plain"),
    ("Senior Projektmanager:in", "project_manager", "senior"),
    ("Chef de projet informatique H/F", "project_manager", "plain"),
    ("Cheffe de projet junior", "project_manager", "assistant"),
    ("Jefe de Proyectos", "project_manager", "plain"),
    ("Gerente de Projetos Sênior", "project_manager", "senior"),
    ("Responsabile di progetto", "project_manager", "plain"),
    ("Projectleider Civiel", "project_manager", "plain"),
    ("Projektledare", "project_manager", "plain"),
    ("Projektkoordinator (m/w/d)", "project_coordinator", "plain"),
    ("Project Manager", "project_manager", "plain"),
    ("PROJECT MANAGER II", "project_manager", "senior"),
    ("Project Manager I", "project_manager", "assistant"),
    ("Assistant Project Manager", "project_manager", "assistant"),
    ("Associate Director, Project Management", "project_manager", "head"),
    ("Senior Manager, Project Management", "project_manager", "senior"),
    ("Head of Projects", "project_manager", "head"),
    ("Project Director - Rail", "project_manager", "head"),
    ("Technical Programme Manager | Optics", "programme_manager", "plain"),
    ("Lead Programme Manager", "programme_manager", "lead"),
    ("Staff Technical Program Manager", "programme_manager", "lead"),
    ("Program Manager/Senior Program Manager", "programme_manager", "senior"),
    ("Programme Director", "programme_manager", "head"),
    ("PMO Analyst", "pmo", "plain"),
    ("Head of PMO", "pmo", "head"),
    ("Junior PMO Officer", "pmo", "assistant"),
    ("Project Support Officer", "project_coordinator", "plain"),
    ("Programme Administrator", "project_coordinator", "plain"),
    ("Agile Delivery Manager", "delivery_manager", "plain"),
    ("Scrum Master", "delivery_manager", "plain"),
    ("Principal Delivery Manager", "delivery_manager", "lead"),
    ("IT Portfolio Manager", "portfolio_manager", "plain"),
    ("Equity Portfolio Manager", "other", "plain"),
    ("Senior Product Manager, Payments", "product_manager", "senior"),
    ("VP of Product", "product_manager", "head"),
    ("Product Owner", "product_manager", "plain"),
    ("Project Engineer", "other", "plain"),
    ("IN_Senior_Project_Manager_VM", "project_manager", "senior"),
    ("Gesamtprojektleiter (m/w/d)", "project_manager", "plain"),
    ("Leiter:in Projektmanagement", "project_manager", "head"),
    ("Chef·fe de projet SI", "project_manager", "plain"),
    ("Chargé·e·s de projets", "project_manager", "plain"),
    ("Directeur / Directrice de projet", "project_manager", "head"),
    ("Director/a de Proyectos", "project_manager", "head"),
    ("Coordinador/a de proyectos", "project_coordinator", "plain"),
    ("Diretor de Projetos", "project_manager", "head"),
    ("高级项目经理_SH", "project_manager", "senior"),
    ("アシスタントプロジェクトマネージャー", "project_manager", "assistant"),
    ("수석 프로덕트 매니저", "product_manager", "lead"),
    ("VP, Project Management", "project_manager", "head"),
    ("Portfolio Office Manager", "pmo", "plain"),
    ("Product Learning Manager", "other", "plain"),
    ("Computer Scientist - I", "other", "assistant"),
    ("Account Manager - UK&I", "other", "plain"),
    ("Executive Assistant to the Chief Executive", "other", "plain"),
    ("Project Manager, Executive Director's Office", "project_manager", "plain"),
    ("Customer Delivery Driver", "other", "plain"),
    ("Software Engineer", "other", "plain"),
    ("Talent Sourcer, Product Management", "other", "plain"),
    ("Recruiter - Program Management", "other", "plain"),
    ("Executive Assistant, Project Management Office", "other", "assistant"),
    ("Personal Assistant to the Programme Director", "other", "plain"),
    ("Data Engineer, Product Management Tools", "other", "plain"),
    ("Cloud Engineer - Product Owner", "product_manager", "plain"),
    ("Recruiting Program Manager", "programme_manager", "plain"),
    ("Program Manager - Data Engineer Community", "programme_manager", "plain"),
    ("Training Programme Director - Cardiology", "other", "head"),
    ("Foundation Programme Director", "other", "head"),
    ("Training Program Manager", "programme_manager", "plain"),
    ("Programme Director, Training Estate", "programme_manager", "head"),
    ("", "other", "plain"),
]

TITLES_GATHERED = [title for words in role_words()["pm"]["titles"].values() for title in words["finds"]]
FAMILIES_NOT_GATHERED = ("other", "product_manager")
TITLES_READ = [
    title
    for rule in lexicon("titles")["family"]
    if rule["label"] not in FAMILIES_NOT_GATHERED
    for title in rule["finds"]
]


@pytest.mark.parametrize("title", TITLES_GATHERED)
def test_what_a_crawl_gathers_has_a_family(title):
    assert title_of(title)[0] != "other"


@pytest.mark.parametrize("title", TITLES_READ)
def test_what_has_a_family_of_projects_is_gathered(title):
    assert roles("pm").want(title)


@pytest.mark.parametrize("title", role_words()["pm"]["neighbours"]["finds"])
def test_the_neighbours_of_the_trade_are_gathered_and_have_no_family(title):
    assert roles("pm").want(title)
    assert title_of(title)[0] == "other"


@pytest.mark.parametrize(("title", "family", "rank"), TITLES)
def test_a_title_claims_a_family_and_a_rank(title, family, rank):
    assert title_of(title) == (family, rank)


def test_curly_quotes_and_odd_spaces_do_not_matter():
    assert title_of("Senior\u00a0Project\u2009Manager") == ("project_manager", "senior")
