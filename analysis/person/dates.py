"""What the dates of a record tell: years of work and of managing, and what has begun."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.cv.words import any_of, cv_knowledge, is_break
from analysis.person.proofs import Found, Proof
from analysis.profile import Profile
from analysis.reading.titles import title_of


def take_years(found: Found, profile: Profile, today: date) -> None:
    """Count the months that the roles' dates cover until today, overlaps once; time between roles is none."""
    work = profile.resume.get("work") or []
    dated = [(n, role) for n, role in enumerate(work) if role.get("startDate") and not _is_break(role)]
    spans = [(n, role, *_months(role, today)) for n, role in dated]
    managing = [one for one in spans if _is_managing(str(one[1].get("position") or ""))]
    for facet, counted in (("years_experience", spans), ("years_managing", managing)):
        if counted:
            years = len({month for _, _, start, end in counted for month in range(start, end)}) // 12
            first = min(counted, key=lambda one: one[2])
            roles = "1 role" if len(counted) == 1 else f"{len(counted)} roles"
            told = f"{years} {'year' if years == 1 else 'years'} by the dates of {roles}, since {first[1]['startDate']}"
            place = profile.place_of(f"/work/{first[0]}/startDate")
            found.take(facet, years, Proof(told, f"the first: {place}" if len(counted) > 1 else place, is_quoted=False))


def _is_managing(title: str) -> bool:
    """Say whether a title is one of managing; where a role went through several, each of them has to be."""
    return all(_manages(one) for one in any_of("cv", "progression").split(title))


def _manages(title: str) -> bool:
    if any_of("trades", "not_managing").search(title):
        return False
    families = cv_knowledge("trades")["managing"]["families"]
    return title_of(title)[0] in families or bool(any_of("trades", "managing").search(title))


def is_held(role: Mapping[str, Any], today: date) -> bool:
    """Say whether a role is work, not a break from it, and has begun."""
    return not _is_break(role) and not is_future(role.get("startDate"), today)


def _is_break(role: Mapping[str, Any]) -> bool:
    return is_break(str(role.get("position") or role.get("name") or ""))


def is_future(day: str | None, today: date) -> bool:
    return day is not None and day > today.isoformat()


def _months(role: Mapping[str, Any], today: date) -> tuple[int, int]:
    """Return the first month and the one after the last; a bare year stands for its middle, one year for half of it."""
    end, now = role.get("endDate"), today.year * 12 + today.month
    start = _month(role["startDate"], 7)
    if not end:
        return start, now
    least = start + 6 if len(end) == 4 and end == role["startDate"] else start
    return start, min(max(_month(end, 6) + 1, least), now)


def _month(day: str, unknown: int) -> int:
    year, _, rest = day.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else unknown)
