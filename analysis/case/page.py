"""The page as a whole: what stands on it, in what order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

import duckdb

from analysis.case.demands import demand_table
from analysis.case.gaps import gap_points, ordered_gaps
from analysis.case.opening import opening
from analysis.case.own_words import in_its_own_words
from analysis.case.strengths import strengths
from analysis.case.told import inside_told, stories_told
from analysis.markdown import cell, plain
from analysis.matching import Judged, best, judge, on_day, person_in, terms_in_words, terms_of
from analysis.matching.wanted import wishes_of
from analysis.person import Person
from analysis.plan import TARGETS
from analysis.profile import Profile
from analysis.stories import stories
from crawler.exit_codes import NOTHING_TO_WORK_ON

_ROLES = "\0roles"
"""Where it will stand which role is which."""


class CaseError(Exception):
    """No such advert in the store; the message says what to do."""

    exit_code = NOTHING_TO_WORK_ON


def case(con: duckdb.DuckDBPyConnection, profile: Profile, posting_id: str, *, today: date | None = None) -> str:
    """Return the case of `profile` for the advert `posting_id`, as Markdown; CaseError where it was not read."""
    today = today or datetime.now(UTC).date()
    person = person_in(con, profile, today=today)
    found = judge(con, person, [posting_id])
    if not found:
        raise CaseError(
            f"no advert {posting_id!r} that was read; `nextrung match PROFILE` shows the ids, "
            "and `nextrung analyze` reads what is new"
        )
    targets = best(con, person, on_day(wishes_of(profile, top=TARGETS), today))
    beginning, *rest = _page(con, person, found[0], targets, today)
    return f"{beginning}\n{_with_short_places(person.profile, rest)}"


def _with_short_places(profile: Profile, page: Iterable[str]) -> str:
    """Return the page with its many "(title, firm, point 3)" as "(role 1, point 3)", and which role is which."""
    text = "\n".join(page)
    places = [profile.place_of(f"/work/{n}") for n in range(len(profile.resume.get("work") or ()))]
    told = []
    for number, place in enumerate(places, 1):
        written = "|".join(re.escape(mark(place)) for mark in (plain, cell))
        short = re.sub(rf"\((the first: )?(?:{written})(?=[,)])", rf"(\1role {number}", text)
        if short != text and places.count(place) == 1:
            text = short
            told.append(f"role {number}, {plain(place)}")
    return text.replace(f"\n{_ROLES}", f"\n\nRoles: {'; '.join(told)}." if told else "")


def _page(
    con: duckdb.DuckDBPyConnection, person: Person, one: Judged, targets: Sequence[Judged], today: date
) -> Iterator[str]:
    row = one.advert.row
    heading = plain(f"{row['title']}, {row['firm']}: the case of {person.profile.name}")
    terms = f"\n\n{plain(terms)}." if (terms := terms_in_words(terms_of(row))) else ""
    yield f"# {heading}{terms}\n\n{opening(person, one, today)}"
    yield "\n## Demand by demand\n"
    yield from demand_table(one.findings)
    yield _ROLES
    yield from in_its_own_words(con, person, one)
    if gaps := ordered_gaps(one, targets):
        yield "\n## Gaps, the most worthwhile first\n"
        yield from gap_points(con, gaps, targets, str(row["firm"]))
    if strong := strengths(con, one.findings, today):
        yield f"\n## Key strengths\n\n{plain(strong)}"
    if told := stories(person, one.findings):
        yield "\n## Stories your record supports\n"
        yield from stories_told(told)
    yield from inside_told(con, person, today)
