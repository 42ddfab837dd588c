"""What titles claim, over the kinds of titles that boards use."""

import pytest

from analysis.reading.titles import title_of

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
    ("Gerente de Projetos Sênior", "project_manager", "plain"),
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
    ("Customer Delivery Driver", "other", "plain"),
    ("Software Engineer", "other", "plain"),
    ("", "other", "plain"),
]


@pytest.mark.parametrize(("title", "family", "rank"), TITLES)
def test_a_title_claims_a_family_and_a_rank(title, family, rank):
    assert title_of(title) == (family, rank)


def test_curly_quotes_and_odd_spaces_do_not_matter():
    assert title_of("Senior\u00a0Project\u2009Manager") == ("project_manager", "senior")
