"""The sectors that a record shows: by employers' names and duties, by titles, and by the summary."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analysis.claims import before_wish, claimed_in, sentences_before_wish
from analysis.cv.words import any_of, is_title
from analysis.person.proofs import Found, Proof, as_written
from analysis.profile import Profile
from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon
from analysis.reading.read import read_lines
from analysis.reading.reading import Section
from analysis.resume import EXTENSION, role_lines


def take_sectors(found: Found, profile: Profile) -> None:
    """Read the sector of the roles whose own the profile does not state, and those that titles and summary name.

    A role shows it by its employer's name, else by its duties.
    """
    for n, role in enumerate(profile.resume.get("work") or ()):
        if "sector" in role.get(EXTENSION, {}):
            continue
        name = str(role.get("name") or "")
        if sector := _sector_of([(name, "employer")])[0]:
            pointer = f"/work/{n}/name"
            found.name("sector", sector, Proof(as_written(profile, pointer, name), profile.place_of(pointer)))
        elif told := _sector_told(role):
            sector, where, text = told
            found.name("sector", sector, Proof(text, profile.place_of(f"/work/{n}/{where}")))
    for pointer, text, words in _namings(profile):
        sector, word = _sector_of([(words, "summary")])
        if sector and (word == sector or not _is_weak(sector, [word])):
            found.name("sector", sector, Proof(text, profile.place_of(pointer)))


def _namings(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Yield titles, and what the summary says of a title or of years, as (pointer, line, words that name a sector)."""
    for n, role in enumerate(profile.resume.get("work") or ()):
        if (title := str(role.get("position") or "")) and "sector" not in role.get(EXTENSION, {}):
            yield f"/work/{n}/position", as_written(profile, f"/work/{n}/position", title), title
    basics = profile.resume.get("basics", {})
    if label := before_wish(str(basics.get("label") or "")):
        yield "/basics/label", label, label
    for told in sentences_before_wish(str(basics.get("summary") or "")):
        for naming in any_of("cv", "sector").finditer(claimed_in(told)):
            if naming["years"] or is_title(naming[0]):
                yield "/basics/summary", told, naming[0]


def _sector_told(role: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return the sector that two different words of the duties show, not both of them weak, and the first such line."""
    sector, _ = _sector_of([(text, "summary") for _, text in role_lines(role)])
    cues: dict[str, tuple[str, str]] = {}
    for where, text in role_lines(role):
        of_line, word = _sector_of([(text, "summary")])
        if sector and of_line == sector:
            cues.setdefault(word, (where, text))
    if sector is None or len(cues) < 2 or _is_weak(sector, cues):
        return None
    return (sector, *next(iter(cues.values())))


def _is_weak(sector: str, words: Iterable[str]) -> bool:
    """Say whether such words alone show no sector."""
    return set(words) <= set(lexicon("sectors")[sector].get("weak", ()))


def _sector_of(lines: list[tuple[str, Section]]) -> tuple[str | None, str]:
    """Return the sector that lines show, and the word that shows it first."""
    reading = read_lines("", lines)
    sector = reading.facets["sector"]
    if not sector or sector == "other":
        return None, ""
    first = reading.evidence["sector"][0]
    return sector, fold(reading.text[first.start : first.end])
