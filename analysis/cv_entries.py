"""The smaller parts of a CV: who it is about, education, certificates, skills, languages."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pycountry

from analysis.cv import CvLine
from analysis.cv_dates import dates_in, is_length
from analysis.cv_held import certificates_in, held_in, is_degree, is_school, is_unheld, tells_validity, without_states
from analysis.cv_words import any_of, cv_knowledge, is_title, names_column
from crawler.normal.gazetteer import country_of, meanings

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d\s().-]{7,17}\d(?!\w)")
_DAY = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)?\d\d")
_ZIP = re.compile(r"(?P<city>[^,]+), (?P<state>[A-Z]{2}) \d{5}(?:-\d{4})?$")
_CITY_AND_STATE = re.compile(r"(?P<city>[^,]+), (?P<state>[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)*)")
_POSTCODE = re.compile(r",?(?:^|\s+)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?=$|,)")
"""Of the United Kingdom, where it ends an address or stands before its country."""
_URL = re.compile(r"\b(?:https?://|www\.|linkedin\.com/|github\.com/)[^\s|,;)]+", re.IGNORECASE)
_LABEL = 60
_HEADLINE = 90
_NAME = re.compile(r"^[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}$")


class Entry(NamedTuple):
    """One entry of a part of a JSON Resume, and the line it was read from."""

    value: dict[str, Any]
    line: CvLine


def basics_of(lines: Sequence[CvLine]) -> Iterator[tuple[str, Any, CvLine]]:
    """Yield (field, value, line) for what the lines above the first heading say of the person."""
    lines = _without_papers(lines)
    if lines and (name := _name_in(lines[0].text)):
        yield "name", name, lines[0]
    seen: set[str] = set()
    for line in lines:
        for field, value in _basics_in(line):
            if field not in seen:
                seen.add(field)
                yield field, value, line


def _name_in(text: str) -> str | None:
    """Return the name that the first line of a CV gives, without letters after it.

    >>> _name_in("JANE Q. DOE, PMP | Columbus"), _name_in("Curriculum Vitae - Kim Doe"), _name_in("kim@example.org")
    ('JANE Q. DOE', 'Kim Doe', None)
    """
    first = _without_letters(re.split(r"\s*[|•·,]\s*", _without_paper(text))[0].strip())
    return first if _NAME.match(first) and not re.search(r"\d", first) and not is_title(first) else None


def _without_letters(name: str) -> str:
    """Return a name without the degrees and certificates that stand behind it.

    >>> _without_letters("Kim Doe MSc MAPM"), _without_letters("KIM Q. DOE")
    ('Kim Doe', 'KIM Q. DOE')
    """
    words = name.split()
    letters = cv_knowledge("cv")["letters"]["words"]
    while len(words) > 2 and (is_degree(words[-1]) or words[-1].casefold() in letters):
        words.pop()
    return " ".join(words)


def _without_paper(text: str) -> str:
    paper = any_of("cv", "paper").pattern
    bare = re.sub(rf"(?i)^(?:(?:{paper})(?: of)?(?!\w)[\s:,|–—-]*)+|[\s:,|–—-]+(?:{paper})$", "", text)
    return bare.strip(" -–:,|")


def _without_papers(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in lines if _without_paper(line.text)]


def _basics_in(line: CvLine) -> Iterator[tuple[str, Any]]:
    if email := _EMAIL.search(line.text):
        yield "email", email[0]
    if url := _URL.search(line.text):
        yield "url", url[0] if url[0].lower().startswith("http") else f"https://{url[0]}"
    phone = _PHONE.search(_URL.sub(" ", line.text))
    if phone and not _DAY.fullmatch(phone[0].strip()):
        yield "phone", phone[0].strip()
    bare = _PHONE.sub(" | ", _URL.sub(" | ", _EMAIL.sub(" | ", line.text)))
    for part in filter(None, re.split(r"\s*[|•·\t]\s*", bare.strip())):
        if place := _place(part):
            yield "location", place
        elif len(part) <= _HEADLINE and is_title(part) and not part.endswith("."):
            yield "label", part


def _place(text: str) -> dict[str, str] | None:
    address, postcodes = _POSTCODE.subn("", re.sub(r"^(?:address|location)\s*:\s*", "", text, flags=re.IGNORECASE))
    parts = [part.strip() for part in address.split(",")]
    american = _ZIP.search(text) or _american_town(text)
    if american and (state := _state(american["state"])):
        return {"city": american["city"].strip(), "region": state, "countryCode": "US"}
    country = _country(parts[-1])
    if country is None and postcodes:
        parts, country = [*parts, "UK"], "GB"
    if country is None or len(parts) > 5:
        return None
    if len(parts) > 2 and _is_region_above(parts[-2], parts[-3], country):
        return {"city": parts[-3], "region": parts[-2], "countryCode": country}
    town = parts[-2] if len(parts) > 1 else ""
    is_street = bool(postcodes and re.search(r"\d", town))
    return ({"city": town} if town and not is_street else {}) | {"countryCode": country}


def _american_town(text: str) -> re.Match[str] | None:
    """Return a town with its state; "Kim Doe, MA" is none."""
    found = _CITY_AND_STATE.fullmatch(text)
    is_town = found and any(one.kind == "locality" and one.country == "US" for one in meanings(found["city"]))
    return found if is_town else None


def _is_region_above(name: str, town: str, country: str) -> bool:
    """Say whether a name is that of a region and what stands before it a town's; Leeds, say, is both.

    >>> _is_region_above("West Yorkshire", "Otley", "GB"), _is_region_above("Leeds", "1 High Street", "GB")
    (True, False)
    """
    kinds = {meaning.kind for meaning in meanings(name) if meaning.country == country}
    is_town = any(meaning.kind == "locality" and meaning.country == country for meaning in meanings(town))
    return "region" in kinds and (is_town or "locality" not in kinds)


@cache
def _state(text: str) -> str | None:
    """Return the code of the American state that is called so, by its code or name."""
    states = pycountry.subdivisions.get(country_code="US")  # type: ignore[no-untyped-call]  # theirs
    return next((one.code[3:] for one in states if text in (one.code[3:], one.name)), None)


@cache
def _country(name: str) -> str | None:
    if name.casefold() in cv_knowledge("cv")["nations"]["words"]:
        return "GB"
    if len(name) < 3 and name not in ("US", "UK", "uk"):
        return None
    return country_of(name)


def education_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the degrees and schools that the education part names; a school and dates below its degree belong to it."""
    held: Entry | None = None
    for entry in _without_dates_above([*_studies_in(lines)]):
        if held and held.value.keys().isdisjoint(entry.value) and _are_one(held, entry):
            held = held._replace(value=held.value | entry.value)
        elif not _is_dates(entry):
            if held:
                yield held
            held = entry
    if held:
        yield held


_STUDY = {"institution", "studyType"}
_DATES = {"startDate", "endDate"}


def _are_one(held: Entry, below: Entry) -> bool:
    return len({*held.value, *below.value} & _STUDY) == 2 or _is_dates(below)


def _is_dates(entry: Entry) -> bool:
    return entry.value.keys() <= _DATES


def _without_dates_above(entries: list[Entry]) -> list[Entry]:
    """Return entries without lines of dates alone where these stand above what they date."""
    return [one for one in entries if not _is_dates(one)] if entries and _is_dates(entries[0]) else entries


def _studies_in(lines: Sequence[CvLine]) -> Iterator[Entry]:
    for line in lines:
        dates = dates_in(line.text)
        spans = (("startDate", dates.start), ("endDate", dates.end)) if dates else ()
        dated = {key: date for key, date in spans if date}
        parts = _parts_of_study(without_states(dates.rest if dates else line.text))
        studied = next((part for part in parts if is_degree(part)), None)
        school = next((part for part in parts if is_school(part) and part != studied), None)
        value: dict[str, Any] = {}
        if school:
            value["institution"] = re.sub(r"\s*\([^)]*\)$", "", school)
        if studied:
            value |= _degree(studied, parts[parts.index(studied) + 1 :])
        if value or (dates and not dates.rest):
            yield Entry(value | dated, line)


def _parts_of_study(text: str) -> list[str]:
    """Return what the separators of a line part; some schools hold one: "University of Texas at Austin"."""
    parts = [part.strip(" ,") for part in re.split(r",\s+|\s+[|–—-]\s+", text)]
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if is_school(part.partition(" at ")[0]) else re.split(r"\s+at\s+", part))
    ]


_DEGREE_OF = re.compile(r"(?:Bachelor|Master)(?:'s|’s)? of \w+")
_DEGREE = re.compile(
    r"^(?P<type>(?:[A-Z][A-Za-z]{1,6}|HNC|HND|[Bb]achelor(?:'s|’s)?(?: of \w+)?|"
    r"[Mm]aster(?:'s|’s)?(?: of \w+)?|[Dd]iploma|[Dd]egree)"
    r"(?: ?\((?:Hons?|Honours)\)| Hons)?)(?: (?:degree|diploma))?(?: in| of|:)? (?P<area>.+)$"
)


def _degree(text: str, behind: Sequence[str]) -> dict[str, str]:
    """Return what a degree is called and its area, which may stand behind a comma: "B.S., Industrial Engineering"."""
    if behind and _DEGREE_OF.fullmatch(text) and _is_area(behind[0]):
        return {"studyType": text, "area": behind[0]}
    found = _DEGREE.match(text)
    if found and is_degree(found["type"]):
        return {"studyType": found["type"], "area": found["area"]}
    return {"studyType": text} | ({"area": behind[0]} if behind and _is_bare(text) and _is_area(behind[0]) else {})


def _is_bare(text: str) -> bool:
    """Say whether a degree is named by its letters alone.

    >>> _is_bare("B.S."), _is_bare("BSc (Hons)"), _is_bare("Bachelor of Science in Physics")
    (True, True, False)
    """
    return bool(re.fullmatch(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}(?: \(?Hon(?:ou)?rs?\)?| \(?Hons\)?)?", text))


def _is_area(text: str) -> bool:
    """Say whether what stands behind a degree is its area: no school, place, grade or number."""
    is_other = is_school(text) or is_degree(text) or text.isupper() or bool(re.search(r"\d", text)) or meanings(text)
    return bool(text) and not is_other and not any_of("cv", "grades").search(text)


def certificates_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the certificates, one a line or a list in one line."""
    for line in lines:
        if row := _certificate_in_row(line.text.split(" | ")):
            yield Entry(row, line)
            continue
        for text in _listed(line.text):
            dates = None if is_unheld(text) or tells_validity(text) else dates_in(text)
            name = _gained().sub("", dates.rest) if dates else text
            if name:
                dated = {"date": dates.start or dates.end} if dates else {}
                yield Entry({"name": name, **dated}, line)


def _certificate_in_row(cells: Sequence[str]) -> dict[str, str] | None:
    """Return the certificate of a row that also tells who issued it, and when or whether it is held.

    >>> _certificate_in_row(["MSP Practitioner", "PeopleCert", "May 2021"])
    {'name': 'MSP Practitioner', 'date': '2021-05', 'issuer': 'PeopleCert'}
    >>> _certificate_in_row(["PgMP", "PMI", "expected 2027"]), _certificate_in_row(["PMP", "CSM"])
    ({'name': 'PgMP (expected 2027)', 'issuer': 'PMI'}, None)
    """
    states = [cell for cell in cells if is_unheld(cell) or tells_validity(cell)]
    dates = [cell for cell in cells if cell not in states and _is_date(cell)]
    name, *issuers = [cell for cell in cells if cell not in (*states, *dates)] or [""]
    if len(dates) > 1 or not (states or dates) or cells[0] in states or not name or dates_in(name):
        return None
    gained = dates_in(dates[0]) if dates else None
    told = " ".join((name, *(f"({state})" for state in states)))
    dated = {"date": gained.start or gained.end or ""} if gained else {}
    return {"name": told} | dated | ({"issuer": ", ".join(issuers)} if issuers else {})


def _is_date(text: str) -> bool:
    dates = dates_in(text)
    return dates is not None and not _gained().sub("", dates.rest)


@cache
def _gained() -> re.Pattern[str]:
    """Return what before the date of a certificate tells that it was gained."""
    words = "|".join(cv_knowledge("cv")["gained"]["words"])
    return re.compile(rf"(?:^|[\s,;:(–—-]+)(?:{words})[\s:]*$", re.IGNORECASE)


_LETTERS = re.compile(r"[A-Z][\w®-]{1,11}(?: [A-Z][\w®-]*)?")


def credentials_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the certificates that stand behind the name and in the headline."""
    found: set[str] = set()
    lines = _without_papers(lines)
    for line in lines:
        for n, part in enumerate(re.split(r"\s*[,|•·]\s*", line.text)):
            is_letters = line is lines[0] and n > 0 and _LETTERS.fullmatch(part)
            told = held_in(f"{part} certification" if is_letters else part)
            for name in [] if told.endswith(".") else certificates_in(told):
                if name not in found:
                    found.add(name)
                    yield Entry({"name": name}, line)


def _listed(text: str) -> list[str]:
    """Several certificates may stand in one line; a comma before a date or inside brackets parts nothing."""
    parts = [
        part.strip(" .")
        for part in re.split(r";\s*|\s+[|•·]\s+|(?<=\w{3})\.\s+(?=[A-Z])|(?<=\d)\.\s+(?=[A-Z])|(?<=\d\)),\s+", text)
    ]
    if len(parts) == 1 and not dates_in(text) and "(" not in text and text.count(",") >= 1 and len(text) < 120:
        return [part.strip(" .") for part in text.split(",") if part.strip()]
    return [part for part in parts if part]


def skills_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield skills: "Tools: Jira, Excel" is one with keywords, as is such a row of a table; a bare list is one each."""
    for line in lines:
        name, listed = _labelled(line.text)
        if name and listed:
            told = line.text.replace(" | ", ": ", 1)
            yield Entry({"name": name, "keywords": listed}, line._replace(text=_without_bars(told)))
        elif not name:
            told = _without_bars(line.text)
            yield from (Entry({"name": skill}, line._replace(text=told)) for skill in listed)


def _without_bars(text: str) -> str:
    return text.replace(" | ", ", ")


def _labelled(text: str) -> tuple[str, list[str]]:
    """Return what a line of skills calls itself, if anything, and what it lists.

    >>> _labelled("Tools | Jira, Excel"), _labelled("Jira | good | 5 years"), _labelled("Area | Level")
    (('Tools', ['Jira', 'Excel']), ('', ['Jira']), ('', []))
    """
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and len(label) <= _LABEL:
        return label.strip(), [part.strip(" .") for part in re.split(r"[,;|•·]\s*", rest) if part.strip(" .")]
    label, bar, rest = text.partition(" | ")
    if bar and len(label) <= _LABEL and "," not in label and ("," in rest or names_column(label)):
        return ("", []) if all(map(names_column, rest.split(" | "))) else (label, _skills_in(rest))
    return "", [] if all(map(names_column, text.split(" | "))) else _skills_in(text)


def _skills_in(text: str) -> list[str]:
    parts = [part.strip(" .") for part in re.split(r"[,;|•·]\s+", text)]
    fluency = cv_knowledge("cv")["fluency"]["words"]
    skills = [part for part in parts if re.search(r"[^\W\d_]", part) and part.casefold() not in fluency]
    return [skill for skill in skills if not is_length(skill)]


def languages_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield languages with the fluency stated."""
    for line in lines:
        for part in re.split(r"[,;|]\s*", line.text):
            found = re.match(r"^([^\W\d_]+)(?:\s*[(:–-]\s*([^)]+)\)?)?$", part.strip())
            if found:
                yield Entry({"language": found[1]} | ({"fluency": found[2].strip()} if found[2] else {}), line)
