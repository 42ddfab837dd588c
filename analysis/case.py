"""The case for one opening: one page that a person can take into a talk."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import duckdb

from analysis.cv.words import any_of, cv_knowledge
from analysis.demands import step_in_words
from analysis.gaps import gap_sentences, name_of
from analysis.inside import elsewhere, inside, title_in_words, title_note
from analysis.markdown import cell, link, plain
from analysis.matching import Judged, best, judge, level_of_advert, on_day, person_in
from analysis.matching.coverage import Finding, asks_more
from analysis.matching.trade import is_in_trade
from analysis.matching.wanted import wishes_of
from analysis.person import Person
from analysis.person.proofs import Proof, lines_of
from analysis.plan import TARGETS, door, plan, plan_of
from analysis.printable import counted, without_bullet
from analysis.profile import Profile
from analysis.reading.read import read_lines
from analysis.reading.reading import BOOLEAN_FACETS
from analysis.store.asking import answers, ask
from analysis.stories import Story, stories
from crawler.web_address import of_the_web

__all__ = ["CaseError", "case", "plan"]
_PROOF = 70
_NEAR = 0.3
"""A line of the CV speaks of a statement where it shares so much of its rare words."""
_GAPS = 3
_ROLES = "\0roles"
"""Where it will stand which role is which."""
_NAMED = 3
_STRENGTH = {"satisfied": "shown", "partly": "in part", "not": "not shown", "unknown": "cannot compare"}


class CaseError(Exception):
    """No such advert in the store; the message says what to do."""

    exit_code = 3


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
    opening, *rest = _page(con, person, found[0], targets, today)
    return f"{opening}\n{_with_short_places(person.profile, rest)}"


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
    yield f"# {heading}\n\n{_opening(person, one, today)}"
    yield "\n## Demand by demand\n"
    yield from _demands(one.findings)
    yield _ROLES
    yield from _in_its_own_words(con, person, one)
    if gaps := _ordered_gaps(one, targets):
        yield "\n## Gaps, the most worthwhile first\n"
        yield from _gaps(con, gaps, targets, str(row["firm"]))
    if strengths := _strengths(con, one.findings, today):
        yield f"\n## Key strengths\n\n{plain(strengths)}"
    if told := stories(person, one.findings):
        yield "\n## Stories your record supports\n"
        yield from _stories(told)
    yield from _inside(con, person, today)


def _opening(person: Person, one: Judged, today: date) -> str:
    counts = {verdict: sum(f.verdict == verdict for f in one.findings) for verdict in _STRENGTH}
    silent = sum(f.verdict == "not" and f.shown is None for f in one.findings)
    few = counts["partly"] + counts["not"] - silent
    met = f"Of {len(one.findings)} demands that can be read, your CV shows {counts['satisfied']} in full"
    met += f", {few} in part and {silent} not at all."
    sentences = [_step_sentence(person, one), met]
    if note := title_note(person, one.advert.row, one.step.step):
        sentences.append(note)
    if closed := _closed(one.advert.row, today):
        sentences.append(closed)
    if goals := person.profile.extension.get("goals"):
        sentences.append(f"What you want: {'; '.join(map(str, goals))}.")
    where = f" {link('The advert', address)}." if (address := of_the_web(one.advert.row["url"])) else ""
    return plain(" ".join(sentences)) + where


def _closed(row: Mapping[str, Any], today: date) -> str | None:
    if not row["is_open"]:
        return "This advert is no longer open."
    last = row["valid_through"]
    return f"The last day to apply was {last.day} {last:%B %Y}." if last and last < today else None


def _step_sentence(person: Person, one: Judged) -> str:
    here, there, own = person.present, level_of_advert(one.advert.row), person.level
    if not is_in_trade(person, one.advert.row):
        return "Whether this is a step up cannot be told: it is another line of work than yours."
    if here is None or own is None or there is None:
        return "Whether this is a step up cannot be told: a level is missing."
    numbers = f"level {there.level:.1f} [{there.low:.1f} to {there.high:.1f}]"
    numbers += f" against {own.level:.1f} [{own.low:.1f} to {own.high:.1f}]"
    whose = f"your {'present' if here.end is None else 'last'} role ({here.at})"
    if one.step.step == "cannot tell":
        chances = one.step.probabilities
        up = chances.get("up", 0) + chances.get("far", 0)
        if (more := asks_more(one.findings)) and chances.get("down", 0) > up:
            asked = "; ".join(finding.in_words for finding in more)
            return (
                f"Whether this is a step down from {whose} cannot be told: it reads lower ({numbers}), and yet asks "
                f"more than your record shows: {asked}."
            )
        return f"Whether this is a step up from {whose} cannot be told: {numbers}; up with probability {up:.2f}."
    chance = one.step.probability or 0.0
    return f"By what it asks this is {step_in_words(one.step.step)} from {whose}: {numbers}, probability {chance:.2f}."


def _demands(findings: Sequence[Finding]) -> Iterator[str]:
    yield "| It asks | Need | Your record | Where it says so |"
    yield "| --- | --- | --- | --- |"
    silent: dict[str, list[str]] = {"essential": [], "desirable": []}
    for one in sorted(findings, key=lambda f: (f.demand.need == "nice", -f.strength, -f.demand.weight)):
        need = "essential" if one.demand.need == "must" else "desirable"
        strength = _STRENGTH[one.verdict]
        if one.proof is None and one.verdict == "not":
            silent[need].append(name_of(one))
            continue
        if one.verdict in ("partly", "not") and one.shown:
            strength = f"{'in part' if one.verdict == 'partly' else 'too little'}: {one.shown}"
        yield f"| {cell(name_of(one))} | {need} | {cell(strength)} | {_proof(one)} |"
    for need, names in silent.items():
        if names:
            yield f"| {cell('; '.join(names))} | {need} | not shown | the CV is silent |"


def _proof(one: Finding) -> str:
    return cell(_quoted(one.proof)) if one.proof else "the CV is silent"


def _quoted(proof: Proof) -> str:
    text = _cut(proof.text)
    return f"{f'“{text}”' if proof.is_quoted else text} ({proof.place})"


def _cut(text: str) -> str:
    return text if len(text) <= _PROOF else text[:_PROOF].rsplit(" ", 1)[0] + " …"


def _in_its_own_words(con: duckdb.DuckDBPyConnection, person: Person, one: Judged, most: int = 3) -> Iterator[str]:
    """Yield demanded statements that hold no facet of the table, each with the nearest line of the CV.

    What is near is told by shared words alone; certificates answer a statement that asks for any.
    """
    posting_id = one.advert.posting_id
    facets = {finding.demand.facet for finding in one.findings}
    rows = answers(con, "case_statements", posting_id=posting_id)
    open_ones = (row for row in rows if not row["has_facet"] and not _is_remark(row["text"]))
    free = list(islice((row for row in open_ones if not facets & _facets_in(row["text"])), most))
    if not free:
        return
    held = person.named.get("certifications", {})
    told = [*person.lines, *dict.fromkeys(held.values())]
    near = answers(con, "case_words", posting_id=posting_id, lines=lines_of(told))
    lines = {row["number"]: row["line"] for row in near if row["nearness"] >= _NEAR}
    certified = {row["number"] for row in free if held and any_of("wordings", "certified").search(row["text"])}
    yield "\nAlso asked, in the advert's own words:\n"
    said = {row["number"]: f"“{_cut(without_bullet(row['text']))}”" for row in free}
    answered = [f"{said[n]}: nearest is {_quoted(told[lines[n]])}." for n in said if n in lines]
    answered += [f"{said[n]}: the CV names {', '.join(held)}." for n in said if n in certified - lines.keys()]
    if silent := [said[n] for n in said if n not in certified | lines.keys()]:
        answered.append(f"The CV has no line in like words for {'; '.join(silent)}.")
    yield from (f"- {plain(sentence)}" for sentence in answered)


def _is_remark(statement: str) -> bool:
    """Say whether a statement asks nothing that a line could answer: a number, years of anything, a heading.

    >>> _is_remark("At least 6+ years in a similar role"), _is_remark("Fluent Welsh")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", statement.casefold())
    return set(words) <= set(cv_knowledge("wordings")["remarks"]["words"])


def _facets_in(statement: str) -> set[str]:
    """Return what a statement asks by itself: an advert keeps the evidence of the value that won alone.

    >>> "budget" in _facets_in("Experience of managing budgets of €2.5m or more")
    True
    """
    facets = read_lines("", [(statement, "required")]).facets
    return {"education_level" if facet == "education" else facet for facet, value in facets.items() if value}


def _ordered_gaps(one: Judged, targets: Sequence[Judged]) -> list[Finding]:
    """Return the gaps in the order of the plan, those of one facet by how much the match misses for them."""
    order = {(row.facet, row.gap): n for n, row in enumerate(plan_of(list(targets)).itertuples())}
    short = [finding for finding in one.findings if finding.verdict in ("not", "partly")]

    def place(gap: Finding) -> tuple[float, float]:
        near = [n for (facet, _), n in order.items() if facet == gap.demand.facet]
        return min(near, default=len(order)), -gap.demand.weight * (1 - gap.strength)

    return sorted(short, key=place)[:_GAPS]


def _gaps(
    con: duckdb.DuckDBPyConnection, gaps: Sequence[Finding], targets: Sequence[Judged], firm: str
) -> Iterator[str]:
    for gap in gaps:
        asking = sum(any(f.verdict in ("not", "partly") and door(f) == door(gap) for f in t.findings) for t in targets)
        said = " ".join(sentence[0].upper() + sentence[1:] for sentence in gap_sentences(con, gap, firm) if sentence)
        share = f" {asking} of your {len(targets)} best openings ask it." if asking > 1 else ""
        yield f"- **{plain(name_of(gap))}.** {plain(said)}{share}"


_COUNTED = tuple(facet for facet in BOOLEAN_FACETS if facet != "clearance")


def _strengths(con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], today: date, most: int = 3) -> str | None:
    """Return which of the demands met are seldom asked together."""
    met = [f for f in findings if f.verdict == "satisfied" and _countable(f)]
    if not met:
        return None
    rare = sorted(met, key=lambda f: (_asking(con, [f], today)[0], -f.demand.weight))[:most]
    together, adverts = _asking(con, rare, today)
    names = [name_of(f) for f in rare]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    ask_for = "asks for" if together == 1 else "ask for"
    what = "this" if len(names) == 1 else "these together"
    return f"You show {listed}. Of {counted(adverts, 'open advert')} {together:,} {ask_for} {what}: say so early."


def _countable(one: Finding) -> bool:
    return one.demand.facet in (*_COUNTED, "scope", "stakeholder_level", "methods", "certifications")


def _asking(con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], today: date) -> tuple[int, int]:
    values = {
        facet: [str(f.demand.value) for f in findings if f.demand.facet == facet]
        for facet in ("scope", "stakeholder_level", "methods", "certifications")
    }
    flags = {facet: any(f.demand.facet == facet for f in findings) for facet in _COUNTED}
    row = ask(
        con, "case_together", open_on=today, methods=values["methods"], certifications=values["certifications"],
        scope=values["scope"] or None, stakeholder_level=values["stakeholder_level"] or None, **flags,
    ).iloc[0]  # fmt: skip
    return int(row["together"]), int(row["adverts"])


def _stories(told: Sequence[Story]) -> Iterator[str]:
    """Yield the stories; where one plays in the role of the one before, that is not told again."""
    for before, story in zip((None, *told), told, strict=False):
        is_same = before is not None and before.situation == story.situation
        yield _story(story, {} if is_same else {"Situation": story.situation})


def _story(story: Story, situation: dict[str, str | None]) -> str:
    """Return what the CV says of each part; what it leaves blank stands in one line, to be filled in."""
    parts = {**situation, "Task": story.task, "Action": story.action, "Result": story.result}
    blank = [name for name, said in parts.items() if said is None]
    told = [f"*{name}:* {plain(said.rstrip('.'))}." for name, said in parts.items() if said is not None]
    told += [f"*{' and '.join(blank).capitalize()}:* the CV does not say."] if blank else []
    return f"- **{plain(', '.join(story.proves[:4]))}** ({plain(story.place)}). {' '.join(told)}"


def _inside(con: duckdb.DuckDBPyConnection, person: Person, today: date) -> Iterator[str]:
    own = inside(con, person, today)
    here = person.present
    if here is None or not here.firm:
        return
    yield "\n## Inside or outside\n"
    if own is None:
        yield f"The store has no adverts of {plain(here.firm)}, so the way inside cannot be judged from here."
        return
    above = own.open_above[own.open_above["title_rank"] != "assistant"]
    names = "; ".join(f"{plain(str(row.title))} (`{row.posting_id}`)" for row in above.head(_NAMED).itertuples())
    roles = "1 open role that asks" if len(above) == 1 else f"{len(above) or 'no'} open roles that ask"
    named = f"{', among them' if len(above) > _NAMED else ''}: {names}" if names else ""
    yield f"{plain(own.firm)} has {roles} more than your present one{named}."
    if own.not_shown:
        roles = f"Its senior, lead and head roles ({own.senior_adverts} adverts)"
        yield f"{roles} are often asked for what your CV does not show yet: {', '.join(own.not_shown[:5])}."
    if firms := elsewhere(con, here.firm):
        senior = title_in_words("project_manager", "senior")
        yield plain(f"Project managers already do at least what a {senior} does at {own.firm}: {', '.join(firms)}.")
