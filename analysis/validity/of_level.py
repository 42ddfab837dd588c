"""How well levels order grades and pay: alone, beside their rivals, and where they were not learned."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.level import transfer
from analysis.validity import rivals
from analysis.validity.held_against import ADVERTS_AT_LEAST, ADVERTS_AT_MOST, Seen, is_enough
from analysis.validity.one_title import firms_of_pairs, pairs_of_one_title, share_of_pairs
from analysis.validity.warrants import FIRMS_BY_WEIGHT
from analysis.validity.yardsticks import (
    SHUFFLES,
    Figure,
    Measured,
    by_chance,
    gain,
    mean_error,
    measured,
    quadratic_kappa,
    spearman,
    without,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Rng = np.random.Generator

TAUGHT_AT_LEAST = 150


def order(against: str, among: str, own: "pd.DataFrame", rng: "Rng") -> Iterator[Measured]:
    """Yield how well the level orders `against`, and how near it comes when read off."""
    figures: dict[str, Figure] = {f"level against {against} (Spearman)": spearman("level", against)}
    if against == "grade":
        figures["level read as a grade (quadratic kappa)"] = quadratic_kappa("told_by_level", against)
        figures["level read as a grade (mean error, grades)"] = mean_error("told_by_level", against)
    else:
        figures["level read as pay (mean error, log)"] = mean_error("told_by_level", against)
    told = own.dropna(subset=["told_by_level"])
    for name, of in figures.items():
        yield measured(name, among, told if "read as" in name else own, of, rng)
    chance = by_chance(own, "level", against, rng)
    name = f"level against shuffled {against} (Spearman, mean of {SHUFFLES})"
    yield Measured(name, among, *chance, len(own), own["firm"].nunique())
    yield from _under_one_title(against, among, own, rng)


def _under_one_title(against: str, among: str, own: "pd.DataFrame", rng: "Rng") -> Iterator[Measured]:
    """Yield how many pairs the level orders, and as how many firms those of the pairs weigh; n is of the pairs."""
    pairs = pairs_of_one_title(own, against)
    if len(pairs) < ADVERTS_AT_LEAST:
        return
    paired = own.iloc[sorted({*pairs["one"], *pairs["two"]})]
    name = f"level orders the {against} of a pair of one title at two firms (share of {len(pairs):,} pairs)"
    yield measured(name, among, paired, share_of_pairs(against), rng)
    weight, name = firms_of_pairs(own, pairs), f"{FIRMS_BY_WEIGHT} ({against})"
    yield Measured(name, among, weight, None, None, len(paired), paired["firm"].nunique())


def beside(against: str, among: str, own: "pd.DataFrame", rng: "Rng") -> Iterator[Measured]:
    """Yield what others make of the same adverts and folds, and what the level adds to or gains over them."""
    others = {
        "title's rank word": "rank", "title's rank word and level": "ranked", "words of the title": "title_words",
        "words of the title and level": "both",
        "TF-IDF with ridge": "text", "latent trait of facets and themes": "trait", "hedonic regression": "hedonic",
        "length of the text": "length_alone",
    }  # fmt: skip
    for name, column in others.items():
        if len(set(own[column])) > 1:
            some = own.dropna(subset=[column])
            yield measured(f"{name} against {against} (Spearman)", among, some, spearman(column, against), rng)
    gains = (
        ("over TF-IDF", "level", "text"),
        ("over the words of the title", "level", "title_words"),
        ("over the title's rank word", "level", "rank"),
        ("added to the words of the title", "both", "title_words"),
        ("added to the title's rank word", "ranked", "rank"),
    )
    for name, better, base in gains:
        some = own.dropna(subset=[base, better])
        if len(some) >= ADVERTS_AT_LEAST:
            yield measured(f"gain of the level {name} ({against})", among, some, gain(better, base, against), rng)
    controls = {f"level against {against}, length controlled (Spearman)": ["length_band"]}
    if against == "pay":
        controls = {"level against pay, place and industry controlled (Spearman)": ["place", "industry"]} | controls
    banded = own.assign(length_band=(own["length_alone"] * 4).round())
    for name, columns in controls.items():
        left = banded.assign(level=without(banded, "level", columns), truth=without(banded, against, columns))
        yield measured(name, among, left, spearman("level", "truth"), rng)


def transferred(frame: "pd.DataFrame", seen: Seen, rng: "Rng") -> Iterator[Measured]:
    """Yield how well weights learned on one yardstick alone order another, beside TF-IDF that learned from the same."""
    known = frame.drop_duplicates("cluster")
    seen, known = seen.rows(known.index.to_numpy()), known.reset_index(drop=True)
    learned = transfer(known, seen.numbers)
    usable = [
        (f"{group} {against}", against, own.head(ADVERTS_AT_MOST))
        for against, groups in (("grade", "grade_scheme"), ("pay", "market"))
        for group, own in known.dropna(subset=[against]).groupby(groups)
        if is_enough(own, against)
    ]
    for name, by, own in usable:
        if len(own) < TAUGHT_AT_LEAST:
            continue
        scored = known.assign(
            level=learned(own[by], by == "pay"),
            text=rivals.text_learned_from(seen.counts[own.index], own[by].to_numpy(dtype=float), seen.counts),
        )
        for other, truth, theirs in usable:
            some = scored.loc[theirs.index.difference(own.index)]
            some = some[~some["firm"].isin(set(own["firm"]))]
            if other != name and is_enough(some, truth):
                among = f"learned on {name}, held against {other}"
                yield measured("level in transfer (Spearman)", among, some, spearman("level", truth), rng)
                yield measured("TF-IDF with ridge in transfer (Spearman)", among, some, spearman("text", truth), rng)
