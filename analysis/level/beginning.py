"""Where the weights of a store begin: at the model that ships, or at nothing where it knows these firms."""

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from analysis.level.model import LevelModel, shipped
from analysis.level.orders import is_stated

if TYPE_CHECKING:
    import pandas as pd

SEEN_AT_MOST = 0.1
STATED_AT_LEAST = 300
"""Fewer vacancies that state a grade or pay teach no weights of their own that are worth as much as those that ship."""
APART, TAUGHT = "apart", "taught"
SAID = {
    APART: (
        "The model that ships knows these firms: so that no level vouches for itself it was left out, and weights are "
        "learned from the adverts here alone"
    ),
    TAUGHT: (
        f"These firms taught this scale: the model that ships knows them, and fewer than {STATED_AT_LEAST} vacancies "
        "here state a grade or pay to learn from without it, so levels follow these better than they would elsewhere"
    ),
}
"""What to know of levels by how their weights began; where the model that ships knew no more than a few firms, none."""


def said_of(start: str) -> str:
    """Return what to know of levels whose weights began so, in a sentence, or nothing."""
    return f"{SAID[start]}." if start else ""


class Beginning(NamedTuple):
    """What weights are drawn toward."""

    prior: LevelModel | None
    firms: frozenset[str]
    """Hashes of the firms here."""
    start: str = ""
    """APART, TAUGHT, or empty."""


def beginning(postings: "pd.DataFrame") -> Beginning:
    """Return the model that ships, unless it knows these firms: then their levels would vouch for themselves.

    Where too few vacancies state a grade or pay to do without it, it is used all the same, and that is told.
    """
    prior, firms = shipped(), frozenset(map(_hash_of, set(postings["firm"])))
    if prior is None or len(prior.seen & firms) <= SEEN_AT_MOST * len(firms):
        return Beginning(prior, firms)
    if postings["cluster"][is_stated(postings)].nunique() < STATED_AT_LEAST:
        return Beginning(prior, firms, TAUGHT)
    return Beginning(None, firms, APART)


def _hash_of(firm: str) -> str:
    return blake2b(firm.casefold().encode(), digest_size=4).hexdigest()
