"""The certificates that a part of a CV lists, with when they were gained and who issued them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from analysis.cv.dates import dates_in
from analysis.cv.entry import Entry
from analysis.cv.held import is_unheld, tells_validity
from analysis.cv.line import CvLine
from analysis.cv.words import cv_knowledge

_BARS = re.compile(r"\s+[|•·]\s+")
_STATE = re.compile(r"\s*\((?P<state>[^()]*)\)$")
_LETTERS = re.compile(r"\([A-Z][\w® -]*\)")


def certificates_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the certificates, one a line or a list in one line."""
    for line in _with_letters(lines):
        row = _certificate_in_row(_BARS.split(line.text))
        yield from (Entry(one, line) for one in ([row] if row else _certificates_in(line.text)))


def _certificates_in(text: str) -> list[dict[str, Any]]:
    """Return the certificates of a line, with who issued each, where that stands behind it.

    >>> _certificates_in("PMP, PMI, 2019"), _certificates_in("PMP (PMI), 2018 (exp. 2027)")
    ([{'name': 'PMP', 'date': '2019', 'issuer': 'PMI'}], [{'name': 'PMP (exp. 2027)', 'date': '2018', 'issuer': 'PMI'}])
    """
    found: list[dict[str, Any]] = []
    for part in _listed(text):
        if found and part.casefold() in cv_knowledge("cv")["issuers"]["words"]:
            found[-1].setdefault("issuer", part)
        elif one := _certificate(part):
            found.append(one)
    return found


def _certificate(text: str) -> dict[str, Any] | None:
    told, state = text, ""
    if (apart := _STATE.search(text)) and _tells_state(apart["state"]) and not _tells_state(text[: apart.start()]):
        told, state = text[: apart.start()], f" ({apart['state']})"
    dates = None if _tells_state(told) else dates_in(told)
    name = _gained().sub("", dates.rest) if dates else told
    dated = {"date": dates.start or dates.end} if dates else {}
    issued = _issued().fullmatch(name)
    name, issuer = (issued["name"], {"issuer": issued["issuer"]}) if issued else (name, {})
    return {"name": f"{name}{state}", **dated, **issuer} if name else None


def _tells_state(text: str) -> bool:
    return is_unheld(text) or tells_validity(text)


@cache
def _issued() -> re.Pattern[str]:
    """Return what parts the name of a certificate from who issued it."""
    issuers = "|".join(re.escape(word) for word in cv_knowledge("cv")["issuers"]["words"])
    parts = r",\s+|:\s+|\s+[–—-]\s+|\s+\(|\s+(?:by|from)\s+(?:the\s+)?"
    return re.compile(rf"(?P<name>\S.*?)(?:{parts})(?P<issuer>{issuers})\)?", re.IGNORECASE)


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
    states = [cell for cell in cells if _tells_state(cell)]
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
