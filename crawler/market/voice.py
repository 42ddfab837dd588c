"""How one invented firm writes: the boilerplate and headings that it repeats, and the statements that are its habit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from math import exp
from random import Random
from typing import Any

from crawler.market.bank import KINDS, BankStatement, statement_bank, words
from crawler.market.chance import chance
from crawler.market.shapes import MarketFirm

NEARNESS = 0.55
"""How far from an advert's level its statements speak, in standard deviations."""
HABIT = 0.72
"""The share of the bank that a firm ever uses."""
THEME_MOST = 3


@dataclass(frozen=True)
class Voice:
    """A firm's own way of writing, drawn once."""

    firm: MarketFirm
    style: Mapping[str, Any]
    headings: Mapping[str, str]
    boilerplate: Mapping[str, tuple[str, ...]]
    """blurb, benefits, process, equal: the same lines in each advert."""
    has_table: bool
    """Its person specification is a table."""
    pools: Mapping[str, tuple[int, ...]]
    """Numbers in the bank of the statements it uses, by kind."""
    weights: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    """Cumulated weights of a pool at a quarter of a level, made when first needed."""


def voice_of(firm: MarketFirm, seed: int) -> Voice:
    """Draw how `firm` writes."""
    rng = chance("voice", seed, firm.board)
    style = words("styles")[firm.style]
    boilerplate = _boilerplate(rng, firm)
    headings = {part: rng.choice(names).format(firm=firm.name) for part, names in style["headings"].items()}
    pools = {kind: tuple(n for n in _asked_in(firm.sector, kind) if rng.random() < HABIT) for kind in KINDS}
    return Voice(firm, style, headings, boilerplate, rng.random() < 0.4, pools)


def _boilerplate(rng: Random, firm: MarketFirm) -> dict[str, tuple[str, ...]]:
    bank = words("boilerplate")
    facts = {
        "firm": firm.name, "place": firm.places[0], "staff": f"{rng.choice((120, 480, 900, 2400, 5200, 11000)):,}",
        "founded": rng.randint(1871, 2014), "founded2": rng.randint(2019, 2025),
        "turnover": f"{words('names')['countries'][firm.country]['sign']}{rng.choice((85, 140, 320, 900))}m",
    }  # fmt: skip
    says_what, *more = bank["blurbs"][firm.sector]
    own = [says_what, rng.choice(more), *rng.sample(bank["blurbs"]["any"], 2)]
    chosen = {
        "blurb": own,
        "benefits": rng.sample(bank["benefits"]["any"], rng.randint(4, 7)),
        "process": rng.sample(bank["process"]["any"], rng.randint(2, 4)),
        "equal": [rng.choice(bank["process"]["equal"])],
    }
    return {part: tuple(line.format(**facts) for line in lines) for part, lines in chosen.items()}


@cache
def _asked_in(sector: str, kind: str) -> tuple[int, ...]:
    return tuple(
        number
        for number, statement in enumerate(statement_bank())
        if statement.kind == kind and (not statement.sectors or sector in statement.sectors)
    )


def choose(voice: Voice, kind: str, level: float, count: int, rng: Random) -> list[BankStatement]:
    """Draw `count` statements that speak for about `level`: no slot twice, few of one theme."""
    bank, chosen = statement_bank(), []
    seen: set[int] = set()
    slots: set[str] = set()
    themes: dict[str, int] = {}
    for number in rng.choices(voice.pools[kind], cum_weights=_weights(voice, kind, level), k=3 * count):
        statement = bank[number]
        if number in seen or slots.intersection(statement.slots) or themes.get(statement.theme, 0) >= THEME_MOST:
            continue
        seen.add(number)
        slots.update(statement.slots)
        themes[statement.theme] = themes.get(statement.theme, 0) + 1
        chosen.append(statement)
        if len(chosen) == count:
            break
    return chosen


def _weights(voice: Voice, kind: str, level: float) -> list[float]:
    quarter = max(-10, min(10, round(level * 4)))
    key = (kind, quarter)
    if key not in voice.weights:
        nearness = _nearness(quarter)
        voice.weights[key] = list(accumulate(nearness[number] for number in voice.pools[kind]))
    return voice.weights[key]


@cache
def _nearness(quarter: int) -> tuple[float, ...]:
    level = max(-1.7, min(2.0, quarter / 4))  # the bank speaks for no more than that
    likelier = words("jobs")["likelier"]
    return tuple(
        likelier.get(one.theme, 1) * exp(-((one.demand - level) ** 2) / (2 * NEARNESS**2)) for one in statement_bank()
    )
