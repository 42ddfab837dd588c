"""One invented advert: a job is drawn from its firm's ladder, then written, and the truth of it written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from crawler.market.bank import KINDS, BankStatement, words
from crawler.market.chance import chance
from crawler.market.firms import planted_level
from crawler.market.shapes import MarketAdvert, MarketFirm
from crawler.market.slots import Asked, fill
from crawler.market.terms import draw_terms
from crawler.market.text import american, page
from crawler.market.truth import silent, state
from crawler.market.voice import Voice, choose

NOISE = 0.25
"""How far adverts of one firm and title lie apart."""
OTHERS = 0.12
"""The share of jobs that are none of ours."""
SCOPES = ((-0.95, "none"), (0.65, "project"), (1.45, "programme"), (99.0, "portfolio"))
"""Up to which level which scope is usual."""


@dataclass(frozen=True)
class Job:
    """What is to be advertised."""

    title: str
    plain_title: str
    """Without the subject that follows it."""
    family: str
    rank: str
    level: float | None


def make_advert(voice: Voice, seed: int, number: int, today: date) -> MarketAdvert:
    """Return the advert `number` of a firm; it depends on nothing but the seed, the firm and the number."""
    rng = chance(seed, voice.firm.board, number)
    if rng.random() < OTHERS:
        return _other_advert(voice, rng, number, today)
    return write_job(voice, draw_job(rng, voice.firm), rng, number, today)


def draw_job(rng: Random, firm: MarketFirm) -> Job:
    """Draw a family, a rank and the level that the firm's ladder gives them."""
    jobs = words("jobs")
    family = _drawn(rng, jobs["families"])
    rank = _drawn(rng, jobs["ranks"])
    if family == "project_coordinator" and rank in {"head", "lead"}:
        rank = "plain"
    level = planted_level(firm, family, rank) + rng.gauss(0, NOISE)
    plain = _title(rng, family, rank)
    title = american(_with_subject(rng, firm, plain)) if firm.country == "US" else _with_subject(rng, firm, plain)
    return Job(title, plain, family, rank, round(level, 3))


def _drawn(rng: Random, table: Mapping[str, Mapping[str, Any]]) -> str:
    return rng.choices(tuple(table), [entry["share"] for entry in table.values()])[0]


def _title(rng: Random, family: str, rank: str) -> str:
    entry = words("jobs")["families"][family]
    if rank == "head":
        return str(rng.choice(entry["head"]))
    word: str = rng.choice(words("jobs")["ranks"][rank]["words"])
    return f"{word} {rng.choice(entry['titles'])}".strip()


def _with_subject(rng: Random, firm: MarketFirm, title: str) -> str:
    if rng.random() < 0.55:
        return title
    subject: str = rng.choice(words("jobs")["subjects"][firm.sector])
    return title + rng.choice((" - ", " – ", ", ")) + subject


def write_job(voice: Voice, job: Job, rng: Random, number: int, today: date) -> MarketAdvert:
    """Write the advert of `job`; everything it asks comes from the level, nothing from the title."""
    level = job.level or 0.0
    place = rng.choice(voice.firm.places)
    facets = silent() | {"sector": voice.firm.sector}
    summary = _summary(voice, job, level, facets, rng)
    terms = draw_terms(rng, voice.firm, level, place)
    facets |= terms.states
    chosen = {kind: choose(voice, kind, level, rng.randint(*voice.style[kind]), rng) for kind in KINDS}
    asked = Asked(rng, voice.firm, level, place)
    said = {kind: [(one.theme, _say(one, asked, facets)) for one in chosen[kind]] for kind in KINDS}
    themes = sorted({one.theme for statements in chosen.values() for one in statements})
    truth = {"level": job.level, "rank": job.rank, "family": job.family, "facets": facets, "themes": tuple(themes)}
    html = page(voice, summary, terms.lines, said, rng)
    return _published(voice, rng, number, today, _Draft(job.title, html, place, terms.fields, truth))


def _summary(voice: Voice, job: Job, level: float, facets: dict[str, Any], rng: Random) -> str:
    drawn = level + rng.gauss(0, 0.25)
    scope = next(scope for upto, scope in SCOPES if drawn <= upto)
    if scope != "none":
        state(facets, {"scope": scope}, "required")
    lines = words("boilerplate")["summary"][scope]
    fitting = [line for line in lines if "{title}" not in line or _names_scope(job, scope)]
    line: str = rng.choice(fitting)
    return line.format(firm=voice.firm.name, place=voice.firm.places[0], title=job.plain_title)


def _names_scope(job: Job, scope: str) -> bool:
    """Tell whether a title may stand in the text without saying more about scope than the level does."""
    return job.rank != "head" and job.family == f"{scope}_manager"


def _say(statement: BankStatement, asked: Asked, facets: dict[str, Any]) -> str:
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for slot in statement.slots:
        texts[slot], more = fill(slot, asked)
        values |= more
    need = "preferred" if statement.kind == "preferred" else "required"
    state(facets, {name: _value(value, values) for name, value in statement.states.items()}, need)
    if methods := values.get("methods"):
        state(facets, {"methods": methods}, need)
    text = statement.says.format(**texts) if texts else statement.says
    return text[0].upper() + text[1:]


def _value(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_value(one, values) for one in value]
    is_slot = isinstance(value, str) and value.startswith("{")
    return values[value[1:-1]] if is_slot else value


def _other_advert(voice: Voice, rng: Random, number: int, today: date) -> MarketAdvert:
    """Write an advert of a job that the role filter has to leave out."""
    bank, firm = words("boilerplate"), voice.firm
    kind = next(kind for kind in words("jobs")["others"] if firm.sector in kind["sectors"])
    place = rng.choice(firm.places)
    summary = rng.choice(bank["other"]["summary"]).format(firm=firm.name, place=place)
    said: dict[str, Sequence[tuple[str, str]]] = {
        "duty": [("other", text) for text in kind["duties"]],
        "required": [("other", text) for text in rng.sample(bank["other"]["required"], 3)],
        "preferred": [],
    }
    title = rng.choice(kind["titles"])
    rank = "senior" if title.startswith("Senior") else "assistant" if "Assistant" in title else "plain"
    truth = {"level": None, "rank": rank, "family": "other", "facets": silent() | {"sector": firm.sector}, "themes": ()}
    html = page(voice, summary, (), said, rng)
    return _published(voice, rng, number, today, _Draft(title, html, place, {}, truth))


@dataclass(frozen=True)
class _Draft:
    """An advert as written, before it is posted."""

    title: str
    html: str
    place: str
    fields: Mapping[str, Any]
    truth: Mapping[str, Any]


def _published(voice: Voice, rng: Random, number: int, today: date, draft: _Draft) -> MarketAdvert:
    firm = voice.firm
    posted_on = today - timedelta(days=rng.randint(0, 60))
    closes = rng.random() < (0.95 if firm.source == "nhs_jobs" else 0.25)
    country = rng.choice(words("names")["countries"][firm.country]["forms"])
    return MarketAdvert(
        firm=firm,
        source_id=source_id_of(firm.source, number, rng),
        title=draft.title,
        html=draft.html,
        location=f"{draft.place}, {country}",
        country=firm.country,
        posted_on=posted_on,
        closes_on=today + timedelta(days=rng.randint(3, 30)) if closes else None,
        department=rng.choice(words("jobs")["subjects"][firm.sector]) if rng.random() < 0.7 else None,
        requisition_id=f"R-{1000 + number}" if rng.random() < 0.6 else None,
        truth=draft.truth,
        **draft.fields,
    )


def source_id_of(source: str, number: int, rng: Random) -> str:
    """Return an id as the platform would give it, unique on its board.

    >>> source_id_of("greenhouse", 12, Random(1))
    '4000012002'
    """
    if source == "greenhouse":
        return f"4{number:06}002"
    if source == "nhs_jobs":
        return f"C9{rng.randint(100, 999)}-26-{number:04}"
    if source == "jsonld":
        return f"{100000 + number}"
    mark = f"{number & 0xFFFF:04x}-4{number >> 16:03x}"  # a UUID that no other number of the board can have
    return f"{rng.getrandbits(32):08x}-{mark}-a{rng.getrandbits(12):03x}-{rng.getrandbits(48):012x}"
