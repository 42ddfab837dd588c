"""What the lines of roles and of the summary tell, and what the profile states of roles."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.claims import claimed_in, sentences_before_wish
from analysis.cv.held import held_in, is_unheld
from analysis.demands import label_of, money_in_words, value_in_words
from analysis.person.proofs import Found, Proof, proofs_of
from analysis.profile import Profile
from analysis.reading.read import read_lines
from analysis.reading.reading import BOOLEAN_FACETS, RISING_FACETS, Reading
from analysis.resume import EXTENSION, NAMED_ANYWHERE, ROLE_FACTS, line_naming, line_proving, read_role, role_lines


class _Role(NamedTuple):
    """What is told of a role: its lines, what is read from them, and where it stands in the profile."""

    proofs: Sequence[Proof]
    reading: Reading
    place: str


def take_roles(found: Found, profile: Profile, readings: Sequence[Reading]) -> None:
    """Take what roles tell and state, by their `readings`, the latest first, then volunteering and projects."""
    told = list(enumerate(zip(profile.resume.get("work") or [], readings, strict=True)))
    for n, (role, reading) in sorted(told, key=lambda one: _last_day(one[1][0]), reverse=True):
        _take_role(found, profile, n, role, reading)
    for part in ("volunteer", "projects"):
        for n, entry in enumerate(profile.resume.get(part) or ()):
            _take_told(found, proofs_of(profile, f"/{part}/{n}", entry), read_role(entry))


def _last_day(role: Mapping[str, Any]) -> tuple[str, str]:
    return role.get("endDate") or "9999", role.get("startDate") or ""


def _take_role(found: Found, profile: Profile, n: int, role: Mapping[str, Any], reading: Reading) -> None:
    """Take what the profile states of a role, which replaces what is read from its lines, and what else these tell."""
    told = _Role(proofs_of(profile, f"/work/{n}", role), reading, profile.place_of(f"/work/{n}"))
    stated, own = _stated_of(profile, n, role), Found()
    _take_told(own, told.proofs, reading, {*stated, "line_management"} if "direct_reports" in stated else stated)
    for facet, value in stated.items():
        if (shown := _shown_by(facet, value)) is not None:
            _take_stated(own, facet, shown, told)
    if (held := own.facts.get("budget")) and "budget_responsibility" not in stated:
        own.take("budget_responsibility", True, held.proof)
    found.join(own)


def _stated_of(profile: Profile, n: int, role: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the profile states of a role; None for what was read from a line it still has, and then deleted."""
    stated = dict(role.get(EXTENSION) or {})
    evidence, lines = profile.extension.get("evidence", {}), [text for _, text in role_lines(role)]
    for facet in (*ROLE_FACTS, *BOOLEAN_FACETS):
        shown = evidence.get(f"/work/{n}/{EXTENSION}/{facet}")
        if shown and any(shown["text"] in line for line in lines):
            stated.setdefault(facet, None)
    if "line_management" in role.get(EXTENSION, {}):
        stated.pop("direct_reports", None)
    return stated


def _shown_by(facet: str, value: Any) -> Any:
    """Return what a stated value shows; None where it takes a misread one away."""
    if facet == "concurrent_projects":
        return value is True or (value or 0) > 1 or None
    return None if facet == "budget" and value and not value["amount"] else value or None


def _take_told(found: Found, proofs: Sequence[Proof], reading: Reading, replaced: Collection[str] = ()) -> None:
    """Take what lines tell, each proved by the one that tells it; nothing of the facets that are `replaced`."""
    found.lines += proofs
    for facet in ("budget", "team_size", *RISING_FACETS, *BOOLEAN_FACETS):
        value = None if facet in replaced else reading.facets[facet]
        if value and (place := line_proving(reading, facet)) is not None:
            proof = proofs[place]
            if facet != "clearance" or not is_unheld(proof.text):
                found.take(facet, value, proof)
    for facet in NAMED_ANYWHERE:
        for name in () if facet in replaced else reading.facets[facet]:
            found.name(facet, name, proofs[line_naming(reading, facet, name)])


def take_basics(found: Found, profile: Profile) -> None:
    """Take what the summary and the headline tell: duties, years and certificates, but for what is wished for."""
    basics = profile.resume.get("basics", {})
    for name in ("summary", "label"):
        told = [text for text in sentences_before_wish(str(basics.get(name) or "")) if text]
        proofs = [Proof(text, profile.place_of(f"/basics/{name}")) for text in told]
        if name == "summary":
            _take_told(found, proofs, read_role({"highlights": told}))
        for proof in proofs:
            claimed = claimed_in(proof.text)
            held, told_of = (read_lines("", [(text, "required")]).facets for text in (held_in(claimed), claimed))
            for one in held["certifications"]:
                if one["need"] == "required":
                    found.name("certifications", one["name"], proof)
            for facet, facets in (("years_experience", told_of), ("years_managing", told_of), ("clearance", held)):
                if facets[facet]:
                    found.take(facet, facets[facet], proof)


def _take_stated(found: Found, facet: str, value: Any, role: _Role) -> None:
    """Take what the extension states of a role; the person wrote it, or it was read from the CV."""
    if facet in NAMED_ANYWHERE:
        for name in value:
            found.name(facet, name, _naming(facet, name, role))
    elif facet == "sector":
        found.name("sector", value, _proving(facet, value, role))
    else:
        is_reports = facet == "direct_reports"
        found.take("line_management" if is_reports else facet, is_reports or value, _proving(facet, value, role))


def _naming(facet: str, name: str, role: _Role) -> Proof:
    if name in role.reading.facets[facet]:
        return role.proofs[line_naming(role.reading, facet, name)]
    return Proof(_stated(facet, [name]), role.place, is_quoted=False)


def _proving(facet: str, value: Any, role: _Role) -> Proof:
    """Return the line that `value` is read from, else that the profile states it."""
    place = line_proving(role.reading, facet) if role.reading.facets.get(facet) == value else None
    return Proof(_stated(facet, value), role.place, is_quoted=False) if place is None else role.proofs[place]


def _stated(facet: str, value: Any) -> str:
    said = label_of(facet)
    if isinstance(value, dict):
        said += f": {money_in_words(value['amount'], value['currency'])}"
    elif value is not True:
        values = value if isinstance(value, list) else [value]
        said += f": {', '.join(map(value_in_words, values))}"
    return f"stated in the profile: {said}"
