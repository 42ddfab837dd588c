"""What the level sees of adverts, as numbers: fetched part by part, and counted by many workers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from analysis.blind import Blind, hashed, without_firm, words
from analysis.cluster import Spread
from analysis.measures import MEASURES
from analysis.reading.section_model import directions
from analysis.themes.model import ThemeModel, seed_names

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

Blinds = Callable[[list[str]], "pd.DataFrame"]
"""Tells of the adverts of some ids what the level may know of them: posting_id, measures, asked, told."""
PART = 10_000
"""So many adverts are seen at once."""


class Numbers(NamedTuple):
    """What the level sees of adverts, as numbers; each row one advert."""

    measures: np.ndarray[Any, Any]
    """NaN where the advert is silent."""
    themes: "csr_matrix"
    """Which seed themes it asks, 1 or 0."""
    meanings: np.ndarray[Any, Any]
    """What its demands and duties speak of: a point at distance 1; NaN where it asks nothing."""
    words: "csr_matrix"
    """Counts of hashed words on a log scale: of the whole advert, then of its demands and duties."""
    demands: np.ndarray[Any, Any]

    def rows(self, rows: np.ndarray[Any, Any]) -> "Numbers":
        """Return what is seen of some of the adverts."""
        return Numbers(
            self.measures[rows], self.themes[rows], self.meanings[rows], self.words[rows], self.demands[rows]
        )

    def around_zero(self) -> np.ndarray[Any, Any]:
        """Return measures and themes, scaled among these adverts; what is not said is 0."""
        from sklearn.preprocessing import scale

        told = self.measures.copy()
        said = ~np.isnan(told).all(axis=0)
        told[:, said] = scale(told[:, said])
        return np.hstack([np.nan_to_num(told), scale(self.themes.toarray())])


def numbers_of(
    posting_ids: "Iterable[str]", firms: "Iterable[str]", blind: "pd.DataFrame", themes: ThemeModel | None
) -> Numbers:
    """Return what the level sees of the adverts `posting_ids`; nothing of one that was not read yet."""
    return numbers_seen(_in_order(blind, posting_ids), list(firms), themes)


def numbers_seen(seen: list[Blind], firms: list[str], themes: ThemeModel | None) -> Numbers:
    """Return the same of adverts that are at hand."""
    from scipy.sparse import hstack

    texts = [without_firm("\n".join(row.asked), firm) for row, firm in zip(seen, firms, strict=True)]
    asked = hashed(texts)
    told = hashed(without_firm("\n".join(row.told), firm) for row, firm in zip(seen, firms, strict=True))
    counts = hstack([(asked.expm1() + told.expm1()).log1p(), asked], dtype=np.float32).tocsr()
    demands = np.asarray([len(row.asked) for row in seen])
    return Numbers(_measures(seen), _themes_asked(seen, themes), _meanings(texts), counts, demands)


def _in_order(blind: "pd.DataFrame", posting_ids: "Iterable[str]") -> list[Blind]:
    """Return what the level sees of each advert; nothing of one that was not read yet."""
    rows = zip(blind["posting_id"], blind["measures"], blind["asked"], blind["told"], strict=True)
    known = {posting_id: Blind(list(m), list(asked), list(told)) for posting_id, m, asked, told in rows}
    nothing = Blind([None] * len(MEASURES), [], [])
    return [known.get(posting_id, nothing) for posting_id in posting_ids]


def _measures(seen: list[Blind]) -> np.ndarray[Any, Any]:
    return np.asarray([[np.nan if m is None else m for m in row.measures] for row in seen], dtype=float)


def _meanings(texts: list[str]) -> np.ndarray[Any, Any]:
    """Return what each of `texts` speaks of without the words of titles, shape (texts, directions); NaN for nothing."""
    found = directions([" ".join(words(text)) for text in texts])
    return np.where(found.any(axis=1, keepdims=True), found, np.nan)


def _themes_asked(seen: list[Blind], themes: ThemeModel | None) -> "csr_matrix":
    """Return which seed themes each advert asks, 1 or 0."""
    from scipy.sparse import csr_matrix

    shape = (len(seen), len(seed_names()))
    if themes is None:
        return csr_matrix(shape)
    rows = np.repeat(np.arange(len(seen)), [len(row.asked) for row in seen])
    found = np.asarray(themes.assign([line for row in seen for line in row.asked]), dtype=int)
    known = (found >= 1) & (found <= len(seed_names()))
    asked = csr_matrix((np.ones(known.sum()), (rows[known], found[known] - 1)), shape=shape)
    asked.data = np.ones_like(asked.data)
    return asked


class _Part(NamedTuple):
    """Some adverts, by their rows, before anything is counted."""

    rows: np.ndarray[Any, Any]
    seen: list[Blind]
    firms: list[str]


@dataclass(frozen=True)
class Sight:
    """Adverts, and how what the level sees of them is come by."""

    postings: "pd.DataFrame"
    """At least posting_id and firm; the index counts the rows."""
    blinds: Blinds
    themes: ThemeModel | None
    spread: Spread

    @classmethod
    def of(
        cls, postings: "pd.DataFrame", blind: "Blinds | pd.DataFrame", themes: ThemeModel | None, spread: Spread
    ) -> Self:
        """Return the sight of `postings`, of which everything is at hand in `blind`, or is told by it when asked."""
        return cls(postings, blind if callable(blind) else partial(_at_hand, blind), themes, spread)

    def of_rows(self, rows: np.ndarray[Any, Any]) -> Numbers:
        """Return what is seen of the adverts of some rows, together."""
        return _stacked([numbers for _, numbers in self.parts(rows)])

    def parts(self, rows: np.ndarray[Any, Any] | None = None) -> "Iterator[tuple[np.ndarray[Any, Any], Numbers]]":
        """Yield rows, of some or all adverts in order, and what is seen of them."""
        every = np.arange(len(self.postings)) if rows is None else rows
        firsts = range(0, len(every), PART)
        asked = (self._fetched(every[first : first + PART]) for first in firsts)
        return self.spread.map(partial(_counted, themes=self.themes), asked)

    def _fetched(self, rows: np.ndarray[Any, Any]) -> _Part:
        own = self.postings.iloc[rows]
        posting_ids = own["posting_id"].tolist()
        return _Part(rows, _in_order(self.blinds(posting_ids), posting_ids), own["firm"].tolist())


def _at_hand(blind: "pd.DataFrame", posting_ids: list[str]) -> "pd.DataFrame":
    return blind[blind["posting_id"].isin(posting_ids)]


def _counted(part: _Part, themes: ThemeModel | None) -> "tuple[np.ndarray[Any, Any], Numbers]":
    return part.rows, numbers_seen(part.seen, part.firms, themes)


def _stacked(parts: list[Numbers]) -> Numbers:
    from scipy.sparse import vstack

    if len(parts) == 1:
        return parts[0]
    measures, themes, meanings, counts, demands = zip(*parts, strict=True)
    return Numbers(
        np.vstack(measures), vstack(themes).tocsr(), np.vstack(meanings), vstack(counts).tocsr(),
        np.concatenate(demands),
    )  # fmt: skip
