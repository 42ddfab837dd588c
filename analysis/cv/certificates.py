"""The certificates that a part of a CV lists, with when they were gained and who issued them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.cv.dates import dates_in
from analysis.cv.entry import Entry
from analysis.cv.held import is_unheld, tells_validity
from analysis.cv.line import CvLine
from analysis.cv.words import cv_knowledge

_LETTERS = re.compile(r"\([A-Z][\w® -]*\)")


def certificates_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the certificates, one a line or a list in one line."""
    for line in _with_letters(lines):
        if row := _certificate_in_row(line.text.split(" | ")):
            yield Entry(row, line)
            continue
        for text in _listed(line.text):
            dates = None if is_unheld(text) or tells_validity(text) else dates_in(text)
            name = _gained().sub("", dates.rest) if dates else text
            if name:
                dated = {"date": dates.start or dates.end} if dates else {}
                yield Entry({"name": name, **dated}, line)


def _with_letters(lines: Sequence[CvLine]) -> list[CvLine]:
    """Return lines, each with what stands in brackets alone below it: the letters of a name that was wrapped."""
    whole: list[CvLine] = []
    for line in lines:
        if whole and _LETTERS.fullmatch(line.text):
            whole[-1] = whole[-1]._replace(text=f"{whole[-1].text} {line.text}")
        else:
            whole.append(line)
    return whole


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


def _listed(text: str) -> list[str]:
    """Several certificates may stand in one line; a comma before a date or inside brackets parts nothing."""
    parts = [
        part.strip(" .")
        for part in re.split(r";\s*|\s+[|•·]\s+|(?<=\w{3})\.\s+(?=[A-Z])|(?<=\d)\.\s+(?=[A-Z])|(?<=\d\)),\s+", text)
    ]
    if len(parts) == 1 and not dates_in(text) and "(" not in text and text.count(",") >= 1 and len(text) < 120:
        return [part.strip(" .") for part in text.split(",") if part.strip()]
    return [part for part in parts if part]
