"""What stands above the first heading of a CV: who it is about, and the certificates behind the name."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.cv.entry import Entry
from analysis.cv.held import certificates_in, held_in, is_degree
from analysis.cv.line import CvLine
from analysis.cv.paper import without_paper
from analysis.cv.place import place_in
from analysis.cv.words import cv_knowledge, is_title

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d\s().-]{7,17}\d(?!\w)")
_DAY = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)?\d\d")
URL = re.compile(r"\b(?:https?://|www\.|linkedin\.com/|github\.com/)[^\s|,;)]+", re.IGNORECASE)
_HEADLINE = 90
_NAME = re.compile(r"^[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}$")
_LETTERS = re.compile(r"[A-Z][\w®-]{1,11}(?: [A-Z][\w®-]*)?")


def basics_of(lines: Sequence[CvLine]) -> Iterator[tuple[str, Any, CvLine]]:
    """Yield (field, value, line) for what the lines above the first heading say of the person."""
    lines = _without_papers(lines)
    if lines and (name := name_in(lines[0].text)):
        yield "name", name, lines[0]
    seen: set[str] = set()
    for line in lines:
        for field, value in _basics_in(line):
            if field not in seen:
                seen.add(field)
                yield field, value, line


def name_in(text: str) -> str | None:
    """Return the name that the first line of a CV gives, without letters after it.

    >>> name_in("JANE Q. DOE, PMP | Columbus"), name_in("Curriculum Vitae - Kim Doe"), name_in("kim@example.org")
    ('JANE Q. DOE', 'Kim Doe', None)
    """
    first = _without_letters(re.split(r"\s*[|•·,]\s*", without_paper(text))[0].strip())
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


def _without_papers(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in lines if without_paper(line.text)]


def _basics_in(line: CvLine) -> Iterator[tuple[str, Any]]:
    if email := EMAIL.search(line.text):
        yield "email", email[0]
    if url := URL.search(line.text):
        yield "url", url[0] if url[0].lower().startswith("http") else f"https://{url[0]}"
    phone = _PHONE.search(URL.sub(" ", line.text))
    if phone and not _DAY.fullmatch(phone[0].strip()):
        yield "phone", phone[0].strip()
    bare = _PHONE.sub(" | ", URL.sub(" | ", EMAIL.sub(" | ", line.text)))
    for part in filter(None, re.split(r"\s*[|•·\t]\s*", bare.strip())):
        if place := place_in(part):
            yield "location", place
        elif len(part) <= _HEADLINE and is_title(part) and not part.endswith("."):
            yield "label", part


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
