"""What the lines of roles and of the summary tell, and what the profile states of roles."""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.claims import claimed_in, sentences_before_wish
from analysis.cv.held import held_in, is_unheld
from analysis.demands import label_of, money_in_words, value_in_words
from analysis.person.proofs import Found, Proof, proofs_of
from analysis.profile import Profile
from analysis.reading.read import read_lines
from analysis.reading.reading import BOOLEAN_FACETS, RISING_FACETS, Reading
from analysis.resume import EXTENSION, line_naming, line_proving, read_role


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
    _take_told(found, proofs_of(profile, f"/work/{n}", role), reading)
    _take_stated(found, profile, n, role)
    if held := found.facts.get("budget"):
        found.take("budget_responsibility", True, held.proof)


def _take_told(found: Found, proofs: Sequence[Proof], reading: Reading) -> None:
    """Take what lines tell, each proved by the one that tells it."""
    found.lines += proofs
    for facet in ("budget", "team_size", *RISING_FACETS, *BOOLEAN_FACETS):
        if (value := reading.facets[facet]) and (place := line_proving(reading, facet)) is not None:
            proof = proofs[place]
            if facet != "clearance" or not is_unheld(proof.text):
                found.take(facet, value, proof)
    for facet in ("methods", "tools"):
        for name in reading.facets[facet]:
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


def _take_stated(found: Found, profile: Profile, n: int, role: Mapping[str, Any]) -> None:
    """Take what the extension states; the person wrote it, or it was read from the CV."""
    for facet, value in role.get(EXTENSION, {}).items():
        shown = profile.extension.get("evidence", {}).get(f"/work/{n}/{EXTENSION}/{facet}")
        place = profile.place_of(f"/work/{n}/{EXTENSION}/{facet}")
        proof = Proof(shown["text"], place) if shown else Proof(_stated(facet, value), place, is_quoted=False)
        if facet in ("methods", "tools"):
            for name in value:  # one that the role's lines name has its proof already
                found.name(facet, name, Proof(_stated(facet, [name]), place, is_quoted=False))
        elif facet == "sector":
            found.name("sector", value, proof)
        elif facet == "direct_reports":
            if value:
                found.take("line_management", True, proof)
        elif facet == "concurrent_projects":
            if value is True or value > 1:
                found.take(facet, True, proof)
        elif value:
            found.take(facet, value, proof)


def _stated(facet: str, value: Any) -> str:
    said = label_of(facet)
    if isinstance(value, dict):
        said += f": {money_in_words(value['amount'], value['currency'])}"
    elif value is not True:
        values = value if isinstance(value, list) else [value]
        said += f": {', '.join(map(value_in_words, values))}"
    return f"stated in the profile: {said}"
