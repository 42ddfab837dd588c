"""What levels are held against: grades and pay that adverts state, and what level and rivals see of those adverts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import numpy as np

from analysis.families import FAMILIES
from analysis.level.orders import grades_of, log_pay_of, market_of
from analysis.level.sight import Numbers, numbers_of
from analysis.level.weights import folds_of
from analysis.measures import RANKS
from analysis.store import ask
from analysis.themes.model import ThemeModel
from analysis.validity import rivals
from analysis.validity.one_title import bare_title
from analysis.validity.yardsticks import read_off

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

    Rng = np.random.Generator

ADVERTS_AT_LEAST, FIRMS_AT_LEAST = 30, 5
ADVERTS_AT_MOST = 6_000
"""More adverts of one yardstick are drawn from: the figure is as good, and the text model takes minutes otherwise."""
_BLIND = ["posting_id", "measures", "asked", "told"]


class Seen(NamedTuple):
    """What level and rivals see of all adverts of the store, made once: row by row as the adverts stand."""

    numbers: Numbers
    counts: "csr_matrix"

    def rows(self, rows: np.ndarray[Any, Any]) -> "Seen":
        """Return what is seen of some `rows`."""
        return Seen(self.numbers.rows(rows), self.counts[rows])


def levelled(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return adverts with level, what the level saw, and what it is held against."""
    known = ask(con, "postings", posting_ids=None).merge(ask(con, "all_levels"), on="posting_id")
    known = known.merge(ask(con, "blind", posting_ids=None), on="posting_id").merge(ask(con, "places"), on="posting_id")
    known = known.assign(
        grade=grades_of(known), pay=log_pay_of(known), rank=known["title_rank"].map(RANKS), market=market_of(known),
        of_family=known["title_family"].isin(FAMILIES),
        length=[sum(map(len, (*asked, *told))) for asked, told in zip(known["asked"], known["told"], strict=True)],
    )  # fmt: skip
    return known.assign(fold=folds_of(known["firm"]), cluster=known["cluster"].fillna(known["posting_id"]))


def seen_in(frame: "pd.DataFrame", themes: ThemeModel | None) -> Seen:
    """Return what level and rivals see of the adverts of `frame`, as `levelled` returns it."""
    texts = ["\n".join([*asked, *told]) for asked, told in zip(frame["asked"], frame["told"], strict=True)]
    return Seen(numbers_of(frame["posting_id"], frame["firm"], frame[_BLIND], themes), rivals.counted(texts))


def yardsticks(frame: "pd.DataFrame", seen: Seen | None, rng: "Rng") -> Iterator[tuple[str, str, "pd.DataFrame"]]:
    """Yield what levels can be held against: each grading scheme and each market's pay, with the adverts that state it.

    Where the rivals `seen` the adverts too, their scores are added, learned from these; near-duplicates count once.
    """
    for against, groups in (("grade", "grade_scheme"), ("pay", "market")):
        once = frame.dropna(subset=[against]).drop_duplicates([groups, "cluster"])
        for group, own in once.groupby(groups):
            if not is_enough(own, against):
                continue
            some = own.sample(min(len(own), ADVERTS_AT_MOST), random_state=int(rng.integers(2**31)))
            scored = _with_rivals(some, against, seen.rows(some.index.to_numpy())) if seen else some
            yield against, f"{group}, all adverts", scored
            family = scored[scored["of_family"]]
            if len(family) < len(scored) and is_enough(family, against):
                yield against, f"{group}, project family", family


def is_enough(own: "pd.DataFrame", against: str) -> bool:
    return len(own) >= ADVERTS_AT_LEAST and own["firm"].nunique() >= FIRMS_AT_LEAST and len(set(own[against])) > 1


def _with_rivals(own: "pd.DataFrame", against: str, seen: Seen) -> "pd.DataFrame":
    """Return `own` with what the rivals say, and the truth as level and rivals would have read it off."""
    folds, truth = own["fold"].to_numpy(), own[against].to_numpy(dtype=float)
    features = seen.numbers.around_zero()
    title = rivals.title_alone([bare_title(title) for title in own["title"]], truth, folds)
    level, rank = own["level"].to_numpy(), own["rank"].to_numpy(dtype=float)
    return own.assign(
        text=rivals.text_alone(seen.counts, truth, folds), title_words=title, trait=rivals.latent_trait(features),
        hedonic=rivals.hedonic(features, own["pay"].to_numpy(dtype=float), folds),
        both=rivals.together([title, level], truth, folds), ranked=rivals.together([rank, level], truth, folds),
        told_by_level=read_off(own["level"], own[against], folds), length_alone=np.log1p(own["length"]),
    )  # fmt: skip
