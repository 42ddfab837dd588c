"""What an invented advert says, in the names and rules of FACETS: the truth that a reading can be held against."""

from collections.abc import Mapping
from typing import Any

ORDERS: dict[str, tuple[str, ...]] = {
    "scope": ("project", "programme", "portfolio"),
    "stakeholder_level": ("team", "management", "executive", "board"),
    "geographic_reach": ("local", "national", "international"),
}
"""Facets of which an advert has the highest that it states."""
DEGREES = ("secondary", "vocational", "bachelor", "master", "doctorate")
FLAGS = (
    "line_management", "mentoring", "concurrent_projects", "external_clients", "budget_responsibility",
    "business_case", "governance", "risk", "procurement", "change", "regulated", "clearance",
)  # fmt: skip
LISTS = ("methods", "tools", "employment_type", "certifications")
SINGLES = (
    "years_experience", "years_managing", "team_size", "scope", "stakeholder_level", "geographic_reach", "sector",
    "workplace", "travel", "budget", "education", "base_salary", "grade",
)  # fmt: skip


def silent() -> dict[str, Any]:
    """Return the facets of an advert that says nothing.

    >>> silent()["risk"], silent()["budget"], silent()["tools"]
    (False, None, [])
    """
    return {**dict.fromkeys(FLAGS, False), **dict.fromkeys(SINGLES), **{name: [] for name in LISTS}}


def state(facets: dict[str, Any], says: Mapping[str, Any], need: str) -> None:
    """Add what one statement says; `need` is "preferred" for wishes, else "required".

    >>> facets = silent()
    >>> state(facets, {"scope": "programme", "methods": ["agile"], "risk": True}, "required")
    >>> state(facets, {"scope": "project", "certifications": ["PMP"]}, "preferred")
    >>> facets["scope"], facets["methods"], facets["certifications"]
    ('programme', ['agile'], [{'name': 'PMP', 'need': 'preferred'}])
    """
    for name, value in says.items():
        if name == "certifications":
            _add_certificates(facets[name], value, need)
        elif name in LISTS:
            facets[name] = sorted({*facets[name], *value})
        elif name == "education":
            facets[name] = _least(facets[name], {"level": value, "need": need})
        else:
            facets[name] = _higher(name, facets[name], value)


def _add_certificates(stated: list[dict[str, str]], names: list[str], need: str) -> None:
    known = {certificate["name"]: certificate for certificate in stated}
    for name in names:
        if name not in known:
            stated.append({"name": name, "need": need})
        elif need == "required":
            known[name]["need"] = need


def _least(stated: dict[str, str] | None, new: dict[str, str]) -> dict[str, str]:
    if stated and DEGREES.index(stated["level"]) <= DEGREES.index(new["level"]):
        return stated
    return new


def _higher(name: str, stated: Any, new: Any) -> Any:
    if name in ORDERS:
        order = ORDERS[name]
        return new if stated is None or order.index(new) > order.index(stated) else stated
    if name == "budget":
        return new if stated is None or new["amount"] > stated["amount"] else stated
    if name == "travel":
        return new if stated is None or stated is True else stated
    if isinstance(new, int) and not isinstance(new, bool):
        return max(stated or 0, new)
    return new
