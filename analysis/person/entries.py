"""What certificates, education and lists of skills name, where it is held."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from analysis.claims import is_untested
from analysis.cv.dates import dates_in
from analysis.cv.held import certificates_in, education_level, held_in, is_unheld
from analysis.cv.words import any_of, cv_knowledge
from analysis.person.dates import is_future
from analysis.person.proofs import Found, Proof, as_written
from analysis.profile import Profile
from analysis.reading.lexicon import lexicon
from analysis.reading.read import read_lines
from analysis.reading.reading import Section


def take_entries(found: Found, profile: Profile, today: date) -> None:
    """Take certificates, education and skills: what they name counts where it is held, duties they do not tell."""
    for pointer, text, section in _entries(profile.resume, today):
        proof = Proof(as_written(profile, pointer, text), profile.place_of(pointer))
        if proof not in found.lines and not pointer.startswith("/certificates"):  # demands of their own, no words
            found.lines.append(proof)
        reading = read_lines("", [(held_in(text), section)])
        for one in reading.facets["certifications"]:
            if one["need"] == "required" and _is_proved(one["name"], text, pointer):
                found.name("certifications", one["name"], proof)
        for facet in ("methods", "tools"):
            for name in reading.facets[facet]:
                found.name(facet, name, proof)
        if reading.facets["clearance"]:
            found.take("clearance", True, proof)
    _take_education(found, profile, today)
    _take_tools(found, profile)


def _entries(resume: Mapping[str, Any], today: date) -> Iterator[tuple[str, str, Section]]:
    certificates = resume.get("certificates") or ()
    for n, entry in enumerate(certificates):
        # Said to be one: "MSP" alone could be many things.
        told = ", ".join([f"{entry.get('name', '')} certification", *_said_behind(certificates[n + 1 :])])
        if not (is_future(entry.get("date"), today) or is_untested(told) or _is_over(told, today)):
            yield f"/certificates/{n}", told, "required"
    for n, entry in enumerate(resume.get("education") or ()):
        yield f"/education/{n}", _studied(entry), "required"
    for n, entry in enumerate(resume.get("skills") or ()):
        told = ", ".join([str(entry.get("name", "")), *map(str, entry.get("keywords") or ())])
        yield f"/skills/{n}", told, "required"


def _said_behind(certificates: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what a list, parted at its commas, says of the certificate before these."""
    names = [str(entry.get("name", "")) for entry in certificates]
    return list(takewhile(any_of("support", "untested", "said_behind").search, names))


def _is_over(name: str, today: date) -> bool:
    """Say whether the last day of a certificate, where its name tells one, is before today."""
    told = any_of("support", "last_day").search(name)
    dates = dates_in(name[told.end() :]) if told else None
    return bool(dates and dates.end and dates.end < today.isoformat()[: len(dates.end)])


def _is_proved(certificate: str, text: str, pointer: str) -> bool:
    """Say whether what names a certificate outside the list of them says that it is held."""
    if pointer.startswith("/certificates"):
        return True
    return not is_untested(text) and (not pointer.startswith("/skills") or _is_certified(certificate, text))


def _is_certified(certificate: str, skills: str) -> bool:
    """Say whether a list of skills names a certificate, not a way of working that one is called after."""
    if certificate not in cv_knowledge("support")["known"]["names"]:
        return True
    certified = any_of("support", "known", "certified")
    head, *rest = skills.split(", ")
    told = (head, *(f"{head} {one}" for one in rest))
    return any(certificate in certificates_in(one) for one in told if certified.search(one))


def _take_education(found: Found, profile: Profile, today: date) -> None:
    for n, entry in enumerate(profile.resume.get("education") or ()):
        pointer = f"/education/{n}"
        told = as_written(profile, pointer, _studied(entry))
        if is_unheld(f"{told} {_studied(entry)}") or _is_unfinished(entry, today):
            continue
        if level := education_level(f"{entry.get('studyType', '')} {entry.get('area', '')}"):
            found.take("education_level", level, Proof(told, profile.place_of(pointer)))


def _is_unfinished(entry: Mapping[str, Any], today: date) -> bool:
    return is_future(entry.get("endDate"), today) or bool(entry.get("startDate") and not entry.get("endDate"))


def _studied(entry: Mapping[str, Any]) -> str:
    return ", ".join(str(entry[key]) for key in ("studyType", "area", "institution") if entry.get(key))


def _take_tools(found: Found, profile: Profile) -> None:
    """Take tools from lists of skills, where a bare "Word" is the program."""
    names = [str(entry.get("label", key)) for key, entry in lexicon("tools").items()]
    labels = {name.casefold(): name for name in names}
    for n, entry in enumerate(profile.resume.get("skills") or ()):
        for name in (entry.get("name", ""), *(entry.get("keywords") or ())):
            if label := labels.get(str(name).strip().casefold()):
                pointer = f"/skills/{n}"
                told = as_written(profile, pointer, str(name))
                found.name("tools", label, Proof(told, profile.place_of(pointer)))
