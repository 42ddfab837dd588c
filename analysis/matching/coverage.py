"""How far a person's record meets a demand, and the line that proves it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from analysis.cv.words import cv_knowledge
from analysis.demands import Demand, in_words, money_in_words, value_in_words
from analysis.person import Person
from analysis.person.proofs import Proof, Shown
from analysis.tellings import HEIGHTS, pounds

Verdict = Literal["satisfied", "partly", "not", "unknown"]
ENOUGH, HALF = 1.0, 0.5
_OF_A_ROLE = ("budget", "team_size", "years_experience", "years_managing", "scope", "stakeholder_level")
"""Demands that have degrees, and of which a higher job asks more."""


class Finding(NamedTuple):
    """A demand, and what the record says to it."""

    demand: Demand
    verdict: Verdict
    strength: float
    """0 nothing, 1 all; of no meaning where the verdict is unknown."""
    shown: str | None = None
    """What the record shows instead, or of it."""
    proof: Proof | None = None
    used: float = 1.0
    """How much of what the record shows the demand asks, 1 all: a budget of 1m asks a quarter of one of 4m."""
    others: tuple[Demand, ...] = ()
    """What would have done in its place."""
    is_itself: bool = True
    """False: what is shown is not what is asked, and stands for it."""

    @property
    def asked(self) -> str:
        """The demand, and what would do in its place."""
        others = ", ".join(map(in_words, self.others))
        return f"{in_words(self.demand)} (or {others})" if others else in_words(self.demand)

    @property
    def in_words(self) -> str:
        """The demand and, where it falls short or is met by something else, what is shown."""
        is_told = self.verdict in ("partly", "not") or not self.is_itself
        return f"{self.asked} (shown: {self.shown})" if is_told and self.shown else self.asked


def finding(person: Person, demand: Demand) -> Finding:
    """Return how far `person` meets `demand`."""
    if demand.facet in ("certifications", "methods", "tools", "sector"):
        return _named(person, demand)
    shown = person.facts.get(demand.facet)
    if shown is None:
        return Finding(demand, "not", 0.0)
    if demand.facet in HEIGHTS:
        return _height(demand, shown, person.proofs.get((demand.facet, demand.value)))
    if demand.facet == "budget":
        return _budget(demand, shown.value, shown.proof)
    if demand.value is True:
        return Finding(demand, "satisfied", 1.0, proof=shown.proof)
    return _ratio(demand, float(shown.value) / float(demand.value), str(shown.value), shown.proof)


def _ratio(demand: Demand, ratio: float, shown: str, proof: Proof) -> Finding:
    verdict: Verdict = "satisfied" if ratio >= ENOUGH else "partly" if ratio >= HALF else "not"
    return Finding(demand, verdict, min(ratio, 1.0), shown, proof, min(1 / ratio, 1.0) if ratio else 0.0)


def _budget(demand: Demand, held: Mapping[str, Any], proof: Proof) -> Finding:
    asked, own = pounds(demand.value, demand.currency), pounds(held["amount"], held["currency"])
    shown = money_in_words(held["amount"], held["currency"])
    if asked is None or own is None:
        return Finding(demand, "unknown", 0.0, shown, proof)
    return _ratio(demand, own / asked, shown, proof)


def _height(demand: Demand, held: Shown, exact: Proof | None) -> Finding:
    """Return how far a height is reached; the line of the very height that is asked proves it better than one above."""
    heights = HEIGHTS[demand.facet]
    short = heights.index(demand.value) - heights.index(held.value)
    shown = value_in_words(demand.value if exact else held.value)
    if short <= 0:
        return Finding(demand, "satisfied", 1.0, shown, exact or held.proof, 1.0 if short == 0 else HALF)
    return Finding(demand, "partly" if short == 1 else "not", HALF if short == 1 else 0.0, shown, held.proof)


def asks_more(findings: Iterable[Finding]) -> list[Finding]:
    """Return the musts of which the record shows something, and less than is asked."""
    musts = (one for one in findings if one.demand.need == "must" and one.demand.facet in _OF_A_ROLE)
    return [one for one in musts if one.shown is not None and one.verdict in ("partly", "not")]


def _named(person: Person, demand: Demand) -> Finding:
    held = person.named.get(demand.facet, {})
    others = cv_knowledge("stands_for").get(demand.facet, {}).get(demand.value, {})
    itself = (demand.value, *others.get("is", ()))
    for name in (*itself, *others.get("full", ())):
        if name in held:
            is_itself = name in itself
            return Finding(demand, "satisfied", 1.0, value_in_words(name), held[name], is_itself=is_itself)
    for name in others.get("part", ()):
        if name in held:
            return Finding(demand, "partly", HALF, value_in_words(name), held[name])
    return Finding(demand, "not", 0.0)


def share_used(person: Person, findings: Iterable[Finding]) -> float:
    """Return how much of what the record shows is asked here, numbers by their ratio.

    A job that asks little is met by everyone; one that also asks what this person can do is the better for both.
    """
    asked = [one for one in findings if one.proof is not None and one.verdict in ("satisfied", "partly")]
    used = sum(one.demand.weight * one.used for one in asked)
    weight = sum(Demand(facet, None, "must").weight for facet in person.facts)
    # What is only named, a certificate or a tool, counts where it is asked: one more of them never lowers a score.
    weight += sum(one.demand.weight for one in asked if one.demand.facet not in person.facts)
    return float(used / (weight + cv_knowledge("weights")["doubt"]["weight"]))


def share_met(findings: Iterable[Finding]) -> float:
    """Return the weighted share of the demands that is met; few demands are drawn toward the middle."""
    doubt = cv_knowledge("weights")["doubt"]
    known = [one for one in findings if one.verdict != "unknown"]
    weight = sum(one.demand.weight for one in known)
    met = sum(one.demand.weight * one.strength for one in known)
    return float((met + doubt["weight"] * doubt["share"]) / (weight + doubt["weight"]))
