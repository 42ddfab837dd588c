"""The invented employers: those of `firms.toml`, then as many more as are wanted, each with a ladder of its own."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from crawler.market.bank import words
from crawler.market.chance import chance
from crawler.market.shapes import MarketFirm

SOURCES = ("greenhouse", "lever", "ashby", "jsonld")
STYLES = {
    "healthcare": "nhs", "software": "tech", "construction": "construction", "consulting": "consultancy",
    "finance": "tech", "public": "charity", "non_profit": "charity", "education": "charity",
}  # fmt: skip
HABITS: dict[str | None, dict[str, float]] = {
    None: {},
    "inflated": {"assistant": -0.1, "plain": -0.5, "senior": -1.15, "lead": -1.0, "head": -0.8},
    "modest": {"assistant": 0.6, "plain": 1.05, "senior": 0.6, "lead": 0.4},
}
"""How titles that claim too much or too little bend the ladder."""
LEAST_STEP = 0.15
"""A rung is at least so much above the one below it: titles mean something inside a firm."""


def make_firms(seed: int, count: int) -> tuple[MarketFirm, ...]:
    """Return `count` firms: the curated ones first, further ones with generated names."""
    listed = words("firms")["firm"][:count]
    names = further_names(seed, {entry["name"] for entry in listed})
    further = [_further(seed, number, names) for number in range(count - len(listed))]
    return tuple(_firm(seed, entry) for entry in [*listed, *further])


def further_names(seed: int, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sector and invented name, for ever, none twice."""
    rng, parts = chance("names", seed), words("names")
    sectors, shares = tuple(parts["forms"]), [3] + [1] * (len(parts["forms"]) - 1)
    while True:
        sector = rng.choices(sectors, shares)[0]
        place = rng.choice(parts["stems"]) + rng.choice(parts["ends"])
        if rng.random() < 0.5:  # else thousands of firms would run out of names
            place += f" {rng.choice(parts['stems'])}{rng.choice(parts['ends'])}"
        name = rng.choice(parts["forms"][sector]).format(name=place)
        if name not in taken:
            taken.add(name)
            yield sector, name


def _further(seed: int, number: int, names: Iterator[tuple[str, str]]) -> dict[str, Any]:
    sector, name = next(names)
    rng = chance("further", seed, number)
    is_nhs = "NHS" in name
    country = "GB" if is_nhs or sector in {"public", "education"} else rng.choice(("GB", "GB", "US", "IE"))
    towns = [place for place, _ in words("names")["places"][country]]
    return {
        "name": name, "sector": sector, "country": country, "size": rng.lognormvariate(2.3, 0.6),
        "source": "nhs_jobs" if is_nhs else rng.choice(SOURCES), "grades": "afc" if is_nhs else None,
        "style": STYLES[sector] if is_nhs or sector != "healthcare" else "tech",
        "places": rng.sample(towns, rng.choice((1, 1, 2))),
        "habit": rng.choices((None, "inflated", "modest"), (88, 6, 6))[0],
    }  # fmt: skip


def _firm(seed: int, entry: Mapping[str, Any]) -> MarketFirm:
    rng = chance("firm", seed, entry["name"])
    return MarketFirm(
        name=entry["name"],
        sector=entry["sector"],
        country=entry["country"],
        source=entry["source"],
        board=board_of(entry["name"], entry["source"]),
        style=entry["style"],
        ladder=_ladder(rng, entry.get("habit"), entry.get("lift")),
        places=tuple(entry["places"]),
        size=entry["size"],
        grades=entry.get("grades"),
        habit=entry.get("habit"),
        pay=rng.gauss(0, 0.07),
    )


def _ladder(rng: Random, habit: str | None, lift: float | None) -> dict[str, float]:
    """Draw the firm's own levels: a common lift, a twist of each rung, and its habit."""
    drawn_lift = rng.gauss(0, 0.4 if habit is None else 0.1)
    lift, below = drawn_lift if lift is None else lift, -9.0
    ladder = {}
    for rank, market in words("jobs")["ranks"].items():
        drawn = market["level"] + lift + rng.gauss(0, 0.15) + HABITS[habit].get(rank, 0.0)
        below = max(drawn, below + LEAST_STEP)
        ladder[rank] = round(below, 3)
    return ladder


def planted_level(firm: MarketFirm, family: str, rank: str) -> float:
    """Return the level around which the adverts of a title at `firm` are written: what an analysis should find.

    >>> firm = make_firms(7, 1)[0]
    >>> planted_level(firm, "programme_manager", "senior") > planted_level(firm, "project_manager", "senior")
    True
    """
    return float(firm.ladder[rank] + words("jobs")["families"][family]["level"])


def board_of(name: str, source: str) -> str:
    """Return the token under which `name` has its board; JSON-LD sites are known by their host.

    >>> board_of("Halcyrène Labs", "ashby"), board_of("Hearth & Harbour", "jsonld")
    ('halcyrene-labs', 'careers.hearth-harbour.example')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    token = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return f"careers.{token}.example" if source == "jsonld" else token
