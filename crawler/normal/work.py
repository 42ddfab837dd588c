"""Where the work is done and how the job is held, from a board's own words."""

import re
import tomllib
from functools import cache
from typing import Any, cast

from crawler.knowledge import knowledge
from crawler.normal.told import told
from crawler.posting import EmploymentType, Workplace


def workplace(text: Any) -> Workplace | None:
    """Return the workplace that a board's word names; None where it names none.

    >>> workplace("On-site"), workplace("ORA_HYBRID"), workplace("Remote"), workplace("unspecified")
    ('on_site', 'hybrid', 'remote', None)
    """
    return cast("Workplace | None", _names("workplace").get(_letters(told(text) or "")))


def workplace_in(text: Any) -> Workplace | None:
    """Return the workplace that a free text such as a place names: hybrid before remote before on site.

    >>> workplace_in("Remote - US"), workplace_in("Leeds (hybrid)"), workplace_in("Leeds")
    ('remote', 'hybrid', None)
    """
    text = told(text) or ""
    found = re.search(r"\bhybrid\b", text, re.IGNORECASE) or re.search(
        r"\bremote\b|\bon-?site\b|\bin-office\b", text, re.IGNORECASE
    )
    return workplace(found[0]) if found else None


def employment(text: Any) -> tuple[EmploymentType, ...]:
    """Return the employment types that a board's words mean, each once; unknown words are left out.

    >>> employment("Full-time"), employment(["Permanent", "Part time"]), employment("Full or Part Time / Contract")
    (('FULL_TIME',), ('PART_TIME',), ('FULL_TIME', 'PART_TIME', 'CONTRACTOR'))
    """
    stated = text if isinstance(text, list | tuple) else [text]
    words = [word for one in stated if (word := told(one))]
    exact = [found for word in words for found in _types(word)]
    is_part_time = "PART_TIME" in exact and not any("full" in word.lower() for word in words)
    types = [one for one in exact if not (is_part_time and one == "FULL_TIME")]  # "permanent, part time"
    return tuple(dict.fromkeys(types))


def _types(word: str) -> list[EmploymentType]:
    names = _names("employment")
    if found := names.get(_letters(word)):
        return [cast("EmploymentType", found)]
    parts = re.split(r"[,/|;()+&]|\b(?:or|and)\b|\s[-–]\s|:", word)
    return [cast("EmploymentType", names[key]) for part in parts if (key := _letters(part)) in names]


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", text.lower())


@cache
def _names(kind: str) -> dict[str, str]:
    known = tomllib.loads(knowledge("normal", "work.toml").read_text(encoding="utf-8"))[kind]
    return {word: name for name, words in known.items() for word in words}
