"""What reading an advert gives: the shapes that the rest of the analysis relies on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal, NamedTuple

Section = Literal["heading", "summary", "responsibility", "required", "preferred", "employer", "offer", "process"]
SECTIONS: tuple[Section, ...] = (
    "heading", "summary", "responsibility", "required", "preferred", "employer", "offer", "process",
)  # fmt: skip

RISING_FACETS: Mapping[str, tuple[str, ...]] = {
    "scope": ("project", "programme", "portfolio"),
    "stakeholder_level": ("team", "management", "executive", "board"),
    "geographic_reach": ("local", "national", "international"),
}
"""Facets whose values each ask more than the one before."""
BOOLEAN_FACETS = (
    "line_management", "mentoring", "concurrent_projects", "external_clients", "budget_responsibility",
    "business_case", "governance", "risk", "procurement", "change", "regulated", "clearance",
)  # fmt: skip
"""A level model that an older store saved goes by their order; later ones name them."""
SCALAR_FACETS = (
    "years_experience", "years_managing", "team_size", "scope", "stakeholder_level", "geographic_reach", "sector",
    "workplace", "travel",
)  # fmt: skip
SET_FACETS = ("methods", "tools", "employment_type")
RECORD_FACETS = ("budget", "certifications", "education", "base_salary", "grade")
FACETS = BOOLEAN_FACETS + SCALAR_FACETS + SET_FACETS + RECORD_FACETS


class Line(NamedTuple):
    """One paragraph, list item or heading; `start` and `end` are offsets into the advert's plain text."""

    text: str
    start: int
    end: int
    section: Section


class Evidence(NamedTuple):
    """Where a value was read: offsets into the plain text, and the name of the rule that read it."""

    start: int
    end: int
    rule: str


class Statement(NamedTuple):
    """One demand or duty: a line, or the part of a line that asks one thing."""

    position: int
    """The number of its line, from 0."""
    start: int
    end: int
    text: str
    section: Section
    """`responsibility`, `required` or `preferred`: that of its line, but a wish among demands is `preferred`."""


@dataclass(frozen=True)
class Reading:
    """Everything read from one advert. `facets` has every name of FACETS; silent is None, False or []."""

    text: str
    title_family: str
    title_rank: str
    lines: tuple[Line, ...]
    facets: Mapping[str, Any]
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()

    def _repr_html_(self) -> str:
        """Show in Jupyter what the advert says, each value with the words that it was read from."""
        said = [(name, value) for name, value in self.facets.items() if value not in (None, False, [], ())]
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td><td>{escape(self._words_of(name))}</td></tr>"
            for name, value in said
        )
        as_text = "tex2jax_ignore mathjax_ignore"  # between two sums in dollars no mathematics
        head = "<tr><th>facet</th><th>value</th><th>read from</th></tr>"
        return (
            f"<p>{escape(self.title_rank)} {escape(self.title_family)}</p><table class='{as_text}'>{head}{rows}</table>"
        )

    def _words_of(self, facet: str) -> str:
        return " … ".join(self.text[one.start : one.end] for one in self.evidence.get(facet, ()))
