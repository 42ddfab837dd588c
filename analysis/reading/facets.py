"""Every facet of an advert, each with the places it was read from."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from analysis.reading.body import Body, Found
from analysis.reading.education import best_education, find_education
from analysis.reading.grades import find_grades, grade_in
from analysis.reading.money import find_budgets
from analysis.reading.named import find_named
from analysis.reading.pay import find_pay, settled_pay
from analysis.reading.people import find_team_sizes
from analysis.reading.reading import BOOLEAN_FACETS, FACETS, SET_FACETS, Evidence, Line
from analysis.reading.rules import find_by_rules
from analysis.reading.scope import find_scope
from analysis.reading.sector import find_sector
from analysis.reading.travel import find_travel
from analysis.reading.years import find_years
from crawler.normal.currencies import per_pound

Stated = tuple[dict[str, Any], dict[str, tuple[Evidence, ...]]]
"""The facets, and where each was read."""

_FINDERS: tuple[tuple[Callable[[Body], Iterable[Found]], tuple[str, ...]], ...] = (
    (partial(find_by_rules, "flags"), BOOLEAN_FACETS),
    (partial(find_by_rules, "stakeholders"), ("stakeholder_level",)),
    (partial(find_by_rules, "reach"), ("geographic_reach",)),
    (partial(find_by_rules, "workplace"), ("workplace",)),
    (partial(find_by_rules, "employment"), ("employment_type",)),
    (find_scope, ("scope",)),
    (find_years, ("years_experience", "years_managing")),
    (find_budgets, ("budget",)),
    (find_team_sizes, ("team_size",)),
    (find_named, ("methods", "tools", "certifications")),
    (find_education, ("education",)),
    (find_travel, ("travel",)),
    (find_pay, ("base_salary",)),
    (find_grades, ("grade",)),
    (find_sector, ("sector",)),
)
"""Each with the facets that it finds."""
_EVIDENCE_SHOWN = 8
_LISTS = (*SET_FACETS, "certifications")
_SILENT: Mapping[str, Any] = {name: False if name in BOOLEAN_FACETS else None for name in FACETS}


def find_facets(title: str, lines: Sequence[Line]) -> Stated:
    """Return the facets that an advert states, and the evidence of each.

    `title` is read for the stated grade only: what an advert demands is never taken from what its title claims.
    """
    return next(find_all_facets([(title, lines)]))


def find_all_facets(adverts: Sequence[tuple[str, Sequence[Line]]], asked: Collection[str] = FACETS) -> Iterator[Stated]:
    """Yield the same of several adverts (title, lines); facets that are not `asked` may be left silent.

    Step by step for all of them: what a step looks words up in stays in the processor's cache from text to text.
    """
    _make_words_known()
    bodies = [Body(lines) for _, lines in adverts]
    for body in bodies:
        body.scan()
    candidates: list[dict[str, list[Found]]] = [defaultdict(list) for _ in bodies]
    wanted = [find for find, facets in _FINDERS if not set(asked).isdisjoint(facets)]
    for find in wanted:
        for body, candidates_here in zip(bodies, candidates, strict=True):
            for found in find(body):
                candidates_here[found.facet].append(found)
    for (title, _), body, candidates_here in zip(adverts, bodies, candidates, strict=True):
        yield _stated(title, body, candidates_here)


@cache
def _make_words_known() -> None:
    """Have all finders say what they look for: with each new word everything must be scanned again."""
    nothing = Body([])
    for find, _ in _FINDERS:
        deque(find(nothing), maxlen=0)


def _stated(title: str, body: Body, candidates: Mapping[str, list[Found]]) -> Stated:
    facets = dict(_SILENT) | {name: [] for name in _LISTS}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for facet, found_here in candidates.items():
        facets[facet], because = _settle(facet, found_here)
        evidence[facet] = _shown(body, because)
    stated = grade_in(title)
    if stated and stated[0] != facets["grade"]:
        facets["grade"] = stated[0]
        evidence.pop("grade", None)
    return facets, evidence


def _shown(body: Body, because: Iterable[Found]) -> tuple[Evidence, ...]:
    """Return the first places of `because`, each once."""
    places: dict[Evidence, None] = {}
    for found in because:
        places[body.evidence(found)] = None
        if len(places) == _EVIDENCE_SHOWN:
            break
    return tuple(places)


def _settle(facet: str, found: list[Found]) -> tuple[Any, list[Found]]:
    if facet in BOOLEAN_FACETS:
        return True, found
    if facet in SET_FACETS:
        return sorted({one.value for one in found}), found
    if facet == "certifications":
        return _certifications(found), found
    if facet == "base_salary":
        return settled_pay(found)
    best = _BEST[facet](found) if facet in _BEST else found[0]
    return best.value, [one for one in found if one.value == best.value] or [best]


def _largest(found: list[Found]) -> Found:
    return max(found, key=lambda one: one.value)


_BEST: Mapping[str, Callable[[list[Found]], Found]] = {
    "years_experience": _largest,
    "years_managing": _largest,
    "team_size": _largest,
    "budget": lambda found: max(found, key=lambda one: one.value["amount"] / per_pound()[one.value["currency"]]),
    "education": best_education,
    "travel": lambda found: max(found, key=lambda one: 0 if one.value is True else one.value),
}


def _certifications(found: Iterable[Found]) -> list[dict[str, str]]:
    """Each certificate once: demanded anywhere is demanded."""
    needs: dict[str, str] = {}
    for one in found:
        name, need = one.value["name"], one.value["need"]
        if needs.get(name) != "required":
            needs[name] = need
    return [{"name": name, "need": need} for name, need in needs.items()]
