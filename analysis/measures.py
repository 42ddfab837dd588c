"""Facets as numbers for the level; what an advert does not say is missing, not zero."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

STAKEHOLDERS = {"team": 0, "management": 1, "executive": 2, "board": 3}
REACH = {"local": 0, "national": 1, "international": 2}
DEGREES = {"secondary": 0, "vocational": 1, "bachelor": 2, "master": 3, "doctorate": 4}
FLAGS = (
    "line_management", "mentoring", "concurrent_projects", "external_clients", "budget_responsibility",
    "business_case", "governance", "risk", "procurement", "change", "regulated", "clearance",
)  # fmt: skip
MEASURES = (
    "years_experience", "years_managing", "budget", "team_size", "stakeholder_level", "geographic_reach", "education",
    "certifications", "methods", *FLAGS,
)  # fmt: skip
AFC = {"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8a": 8, "8b": 9, "8c": 10, "8d": 11, "9": 12}
CIVIL = {"AA": 1, "AO": 2, "EO": 3, "HEO": 4, "SEO": 5, "GRADE 7": 6, "GRADE 6": 7, "SCS": 8}
HOURS_A_YEAR = {"HOUR": 1950.0, "DAY": 225.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}
RANKS = {"assistant": -1.0, "plain": 0.0, "senior": 1.0, "lead": 1.5, "head": 2.5}


def measures_of(facets: "pd.DataFrame") -> "pd.DataFrame":
    """Return one column a measure of MEASURES, in `facets`' order; NaN where the advert is silent.

    `facets`: the columns of the store's table `facet`. Sums of money and counts are on a log scale.
    """
    import numpy as np
    import pandas as pd

    def amount(name: str) -> Any:
        return np.log1p(pd.to_numeric(facets[name]).astype(float))

    made: dict[str, Any] = {
        "years_experience": amount("years_experience"),
        "years_managing": amount("years_managing"),
        "budget": amount("budget_amount"),
        "team_size": amount("team_size"),
        "stakeholder_level": facets["stakeholder_level"].map(STAKEHOLDERS),
        "geographic_reach": facets["geographic_reach"].map(REACH),
        "education": facets["education_level"].map(DEGREES),
        "certifications": facets["certifications"].map(_count),
        "methods": facets["methods"].map(_count),
    }
    made |= {name: facets[name].fillna(value=False).astype(float) for name in FLAGS}
    return pd.DataFrame({name: pd.Series(made[name], index=facets.index).astype(float) for name in MEASURES})


def row_of(facets: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of the table `facet` that `measures_of` asks for, from a Reading's facets."""
    budget, education = facets.get("budget") or {}, facets.get("education") or {}
    row = {name: facets.get(name) for name in (*MEASURES,) if name not in {"budget", "education"}}
    return row | {"budget_amount": budget.get("amount"), "education_level": education.get("level")}


def grade_number(scheme: str | None, value: str | None) -> float | None:
    """Return the place of a public grade on its own scheme's scale.

    >>> grade_number("afc", "8a"), grade_number("gs", "13"), grade_number(None, None)
    (8.0, 13.0, None)
    """
    if not isinstance(scheme, str) or not isinstance(value, str):
        return None
    bare = value.lower().replace("band", "").replace("gs-", "").replace("gs", "").strip()
    if scheme == "afc":
        return _float(AFC.get(bare, AFC.get(bare.rstrip("abcd"))))
    if scheme == "civil_service":
        return _float(CIVIL.get(value.upper()))
    return _float(bare) if bare.isdigit() else None


def yearly(amount: float | None, unit: str | None) -> float | None:
    """Return pay as if for a full year, for comparing only; None where the unit is unknown."""
    if amount is None or amount != amount or unit not in HOURS_A_YEAR:  # noqa: PLR0124 nan
        return None
    return float(amount) * HOURS_A_YEAR[unit]


def _count(values: Any) -> float:
    return float(min(len(values), 4)) if values is not None and hasattr(values, "__len__") else 0.0


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
