"""How a case begins: how big a step it is, and how much of what is asked the CV shows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.case.demands import STRENGTH
from analysis.demands import step_in_words
from analysis.inside import title_note
from analysis.markdown import link, plain
from analysis.matching import Judged, level_of_advert
from analysis.matching.coverage import asks_more
from analysis.matching.trade import is_in_trade
from analysis.person import Guess, Person, RoleHeld
from crawler.web_address import of_the_web


def opening(person: Person, one: Judged, today: date) -> str:
    """Return the first paragraph as Markdown: the step, what the CV shows of the demands, and what else to know."""
    counts = {verdict: sum(f.verdict == verdict for f in one.findings) for verdict in STRENGTH}
    silent = sum(f.verdict == "not" and f.shown is None for f in one.findings)
    few = counts["partly"] + counts["not"] - silent
    met = f"Of {len(one.findings)} demands that can be read, your CV shows {counts['satisfied']} in full"
    met += f", {few} in part and {silent} not at all."
    sentences = [_step_sentence(person, one), met]
    if not one.step.grades and (note := title_note(person, one.advert.row, one.step.step)):
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
    if here is not None and one.step.grades:
        beside = f" By what it asks it reads at {_numbers(own, there)}." if own and there else ""
        return _by_grades(one, here) + beside
    if here is None or own is None or there is None:
        return "Whether this is a step up cannot be told: a level is missing."
    numbers, whose = _numbers(own, there), _whose(here)
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


def _by_grades(one: Judged, here: RoleHeld) -> str:
    grades = " → ".join(one.step.grades or ())
    return f"By the grades that both state ({grades}) this is {step_in_words(one.step.step)} from {_whose(here)}."


def _numbers(own: Guess, there: Guess) -> str:
    numbers = f"level {there.level:.1f} [{there.low:.1f} to {there.high:.1f}]"
    return f"{numbers} against {own.level:.1f} [{own.low:.1f} to {own.high:.1f}]"


def _whose(here: RoleHeld) -> str:
    return f"your {'present' if here.end is None else 'last'} role ({here.at})"
