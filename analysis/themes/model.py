"""Themes as centres over words and directions of meaning, and which of them a statement is nearest to."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from analysis.blind import hashed, hidden_words, said_of_work, unit_rows, without_title
from analysis.reading.alternatives import Alternatives
from analysis.reading.body import fold
from analysis.reading.lexicon import one_pattern
from analysis.reading.section_model import DIRECTIONS, directions
from crawler.knowledge import KnowledgeError, known_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from scipy.sparse import csr_matrix

FEATURES = 2**14
NEAR = 0.105
"""A statement less similar to every centre is in no theme."""
MEANING = 0.3
"""How long the direction that a statement speaks of is, beside its words, whose length is 1."""


@dataclass(frozen=True)
class ThemeModel:
    """Centres of themes over hashed terms."""

    ids: tuple[int, ...]
    names: tuple[str, ...]
    idf: np.ndarray[Any, Any]
    """Shape (features,)."""
    centres: np.ndarray[Any, Any]
    """Shape (themes, features and directions of meaning), rows of length 1, or of their seeds' `weight`."""

    def assign(self, texts: "list[str] | pd.Series[str]") -> np.ndarray[Any, Any]:
        """Return the theme id of each text; 0 is none."""
        if not len(texts):
            return np.zeros(0, dtype=int)
        return self.assign_both(list(texts), told(texts))

    def assign_both(self, texts: list[str], counts: "csr_matrix") -> np.ndarray[Any, Any]:
        """Return what `assign` does, where the `counts` told of the texts are known."""
        return _settled_by_phrases(texts, self.assign_told(counts))

    def assign_told(self, counts: "csr_matrix") -> np.ndarray[Any, Any]:
        """Return the theme id of each text by what is `told` of it, before phrases decide; 0 is none."""
        near, best = nearest(weighed_by(counts, self.idf), self.centres)
        return np.where(near >= NEAR, np.asarray(self.ids)[best], 0)

    def likeness(self, texts: "pd.Series[str]", theme_id: int) -> np.ndarray[Any, Any]:
        """Return how near each text is to the centre of the theme."""
        return np.asarray(weighed_by(told(texts), self.idf) @ self.centres[self.ids.index(theme_id)])

    def to_json(self) -> str:
        """Return the model as JSON; only what is not zero."""
        kept = [[int(i) for i in row.nonzero()[0]] for row in self.centres]
        values = [[round(float(row[i]), 4) for i in which] for row, which in zip(self.centres, kept, strict=True)]
        return json.dumps({
            "ids": self.ids, "names": self.names,
            "idf": [round(float(x), 3) for x in self.idf], "terms": kept, "values": values,
        })  # fmt: skip

    @classmethod
    def from_json(cls, body: str) -> Self:
        """Return the model of `to_json`."""
        said = json.loads(body)
        centres = np.zeros((len(said["ids"]), FEATURES + DIRECTIONS), dtype=np.float32)
        for row, which, values in zip(centres, said["terms"], said["values"], strict=True):
            row[which] = values
        idf = np.asarray(said["idf"], dtype=np.float32)
        return cls(tuple(said["ids"]), tuple(said["names"]), idf, centres)


def told(texts: "Iterable[str]") -> "csr_matrix":
    """Return counts of the hashed terms of each text, then in which direction it leaves what all demands speak of.

    The words of titles tell nothing of either.
    """
    from scipy.sparse import csr_matrix, hstack

    texts = list(texts)
    meant = _apart(_meant(texts), _usual_direction())
    return csr_matrix(hstack([hashed(texts, features=FEATURES), csr_matrix(meant)], format="csr"))


@cache
def _usual_direction() -> np.ndarray[Any, Any]:
    """Return what the seeds' paraphrases speak of in the mean: any two demands have most of it in common."""
    usual: np.ndarray[Any, Any] = _meant([text for seed in seeds().values() for text in seed["says"]]).mean(axis=0)
    return usual


def _meant(texts: "list[str]") -> np.ndarray[Any, Any]:
    return directions([_title_word().sub(" ", fold(text)) for text in texts])


@cache
def _title_word() -> re.Pattern[str]:
    """Return what finds the words of titles; one that is said of the work, too, only before a rank of its title."""
    anywhere, said = (_any_of(words) for words in (hidden_words() - said_of_work(), said_of_work()))
    return re.compile(rf"\b(?:{anywhere}|{said}(?= (?:[\w&-]+ ){{0,2}}{anywhere}\b))\b")


def _any_of(words: "Iterable[str]") -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _apart(found: np.ndarray[Any, Any], usual: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return where each direction lies as seen from the `usual` one, at distance 1; nothing that was not found."""
    apart = np.where(found.any(axis=1, keepdims=True), found - usual, 0.0)
    return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def weighed_by(counts: "csr_matrix", idf: np.ndarray[Any, Any]) -> "csr_matrix":
    """Return what is `told` of texts with rare words weighing more, and words and meaning each at their length."""
    from scipy.sparse import csr_matrix, hstack

    said = unit_rows(counts[:, :FEATURES].multiply(idf).tocsr())
    return csr_matrix(hstack([said, MEANING * counts[:, FEATURES:]], format="csr"))


def nearest(weighed: "csr_matrix", centres: np.ndarray[Any, Any]) -> "tuple[Any, Any]":
    """Return how near each text is to its nearest centre, and which that is."""
    likeness = weighed @ centres.T
    return likeness.max(axis=1), likeness.argmax(axis=1)


def _settled_by_phrases(texts: list[str], found: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the theme ids `found`, but those that phrases decide: of no theme by `never` and `only`, then `always`."""
    settled, folded = found.copy(), list(map(fold, texts))
    for kind, is_kept in (("never", False), ("only", True)):
        for theme_id, phrases in _phrases(kind).items():
            members = np.flatnonzero(found == theme_id)
            settled[[at for at in members if phrases.stand_in(folded[at]) is not is_kept]] = 0
    telling = [at for at, text in enumerate(folded) if _any_phrase("always").stand_in(text)]
    for theme_id, phrases in _phrases("always").items():
        settled[[at for at in telling if phrases.stand_in(folded[at])]] = theme_id
    return settled


@cache
def _phrases(kind: str) -> dict[int, Alternatives]:
    """Return by theme id what finds the phrases of this kind."""
    numbered = enumerate(seeds().values(), 1)
    return {theme_id: Alternatives(seed[kind]) for theme_id, seed in numbered if kind in seed}


@cache
def _any_phrase(kind: str) -> Alternatives:
    """Return what finds the phrases of this kind of any theme: few lines have one, and are looked at theme by theme."""
    return Alternatives("|".join(seed[kind] for seed in seeds().values() if kind in seed))


@cache
def seeds() -> dict[str, dict[str, Any]]:
    """Return the seed themes by key, in the file's order; ids count from 1. Raises KnowledgeError."""
    from analysis.reading.lexicon_schema import mistakes_in

    found = known_words("themes.toml")
    if mistakes := mistakes_in({"themes": found}):
        raise KnowledgeError(f"data/{mistakes[0]}. Mend the file, or take back what was changed.")
    return {key: seed | _phrases_of(key, seed) for key, seed in found.items()}


def _phrases_of(key: str, seed: "Mapping[str, Any]") -> dict[str, str]:
    kinds = (kind for kind in ("always", "never", "only") if kind in seed)
    return {kind: one_pattern(f"themes.{key}.{kind}", seed[kind]) for kind in kinds}


def seed_names() -> list[str]:
    """Return the seeds' names, in order of their ids."""
    return [seed["name"] for seed in seeds().values()]


def untitled(statements: "pd.DataFrame") -> list[str]:
    """Return what `statements` (title, text) say without the title that is advertised."""
    return list(map(without_title, statements["text"], statements["title"]))


def sorted_by(model: ThemeModel, statements: "pd.DataFrame") -> "pd.DataFrame":
    """Return posting_id, number, theme_id (missing: in none) of `statements` (these, title, text, is_boilerplate)."""
    import pandas as pd

    own = ~statements["is_boilerplate"].to_numpy(dtype=bool)
    theme_ids = np.zeros(len(statements), dtype=int)
    theme_ids[own] = model.assign(untitled(statements[own]))
    found = pd.Series(theme_ids, index=statements.index, dtype="Int64")
    return statements[["posting_id", "number"]].assign(theme_id=found.mask(found == 0))
