"""The report card: how far level, themes and verdicts can be trusted on this store."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from analysis import rivals
from analysis.ladders import FAMILIES
from analysis.level import transfer
from analysis.level_model import LevelModel
from analysis.measures import RANKS
from analysis.orders import grades_of, log_pay_of, market_of
from analysis.planted import planted_ladders
from analysis.printable import as_cell, in_html
from analysis.reading.read import reader_hash
from analysis.sight import Numbers, numbers_of
from analysis.store import ask
from analysis.store.asking import saved_model
from analysis.theme_model import ThemeModel
from analysis.theme_stability import themes_agree
from analysis.trials import Advert, moves
from analysis.warrants import warranted
from analysis.weights import folds_of
from analysis.yardsticks import (
    SHUFFLES,
    Figure,
    Measured,
    bare_title,
    by_chance,
    gain,
    mean_error,
    mean_of,
    measured,
    pairs_of_one_title,
    quadratic_kappa,
    read_off,
    spearman,
    without,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

    Rng = np.random.Generator

ADVERTS_AT_LEAST, FIRMS_AT_LEAST = 30, 5
ADVERTS_AT_MOST = 6_000
"""More adverts of one yardstick are drawn from: the figure is as good, and the text model takes minutes otherwise."""
TRIALS = 60
TAUGHT_AT_LEAST = 150
_BLIND = ["posting_id", "measures", "asked", "told"]


class Seen(NamedTuple):
    """What level and rivals see of all adverts of the store, made once: row by row as the adverts stand."""

    numbers: Numbers
    counts: "csr_matrix"

    def rows(self, rows: "np.ndarray[Any, Any]") -> "Seen":
        """Return what is seen of some `rows`."""
        return Seen(self.numbers.rows(rows), self.counts[rows])


@dataclass(frozen=True)
class ReportCard:
    """Measures with intervals and n, and what may and may not be claimed."""

    measures: "pd.DataFrame"
    """measure, among, value, low, high (90 %, firms drawn again), adverts, firms."""
    claims: str
    left_out: str = ""
    """What another version's analysis left out of the card, and what to do; empty where nothing is."""

    def markdown(self) -> str:
        """Return the card as Markdown."""
        heads = "| " + " | ".join(self.measures.columns) + " |\n|" + " --- |" * len(self.measures.columns)
        rows = ["| " + " | ".join(as_cell(v) for v in row) + " |" for row in self.measures.itertuples(index=False)]
        warned = [f"Beware: {self.left_out}.", ""] if self.left_out else []
        return "\n".join(
            ["# Report card", "", *warned, heads, *rows, "", "## What may be claimed", "", self.claims, ""]
        )

    def _repr_html_(self) -> str:
        claims = "".join(f"<li>{escape(line.lstrip('- '))}</li>" for line in self.claims.splitlines())
        return f"<ul>{claims}</ul>{in_html(self.measures)}"


def validate(con: duckdb.DuckDBPyConnection, *, seed: int = 0) -> ReportCard:
    """Return the report card of the store behind `con`.

    Levels in the store are cross-fitted by firm, so each is held against grades and pay that its weights never saw;
    what it is compared with learns from the same adverts, split into the same folds of whole firms.
    """
    import numpy as np
    import pandas as pd

    frame, rng = levelled(con), np.random.default_rng(seed)
    body = saved_model(con, "themes")
    themes = ThemeModel.from_json(body) if body else None
    seen = seen_in(frame, themes)
    rows = [
        row
        for against, among, own in yardsticks(frame, seen, rng)
        for row in (*_order(against, among, own, rng), *_beside(against, among, own, rng))
    ]
    rows += [*_transfer(frame, seen, rng), *_retest(frame), *_moved(con, themes), *_of_themes(con), *_of_cells(con)]
    rows += planted_ladders(con, rng)
    card = pd.DataFrame(rows, columns=list(Measured._fields))
    return ReportCard(card, "\n".join(f"- {claim}" for claim in warranted(card)), left_out(con))


def left_out(con: duckdb.DuckDBPyConnection) -> str:
    """Return one line where another version analysed the store, so that rows are missing or old; else nothing."""
    unread = len(ask(con, "to_read", reader=reader_hash(), full=False))
    body = saved_model(con, "level")
    if body and LevelModel.from_json(body) and not unread:
        return ""
    model = "stands" if body and LevelModel.from_json(body) else "cannot be used, so that its trials are left out"
    return (
        f"this store was analysed in part or by another version: {unread:,} adverts are to be read (again), and the "
        f"level model {model}; run `nextrung analyze --full`, then validate again"
    )


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
            if not _is_enough(own, against):
                continue
            some = own.sample(min(len(own), ADVERTS_AT_MOST), random_state=int(rng.integers(2**31)))
            scored = _with_rivals(some, against, seen.rows(some.index.to_numpy())) if seen else some
            yield against, f"{group}, all adverts", scored
            family = scored[scored["of_family"]]
            if len(family) < len(scored) and _is_enough(family, against):
                yield against, f"{group}, project family", family


def _is_enough(own: "pd.DataFrame", against: str) -> bool:
    return len(own) >= ADVERTS_AT_LEAST and own["firm"].nunique() >= FIRMS_AT_LEAST and len(set(own[against])) > 1


def _with_rivals(own: "pd.DataFrame", against: str, seen: Seen) -> "pd.DataFrame":
    """Return `own` with what the rivals say, and the truth as level and rivals would have read it off."""
    import numpy as np

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


def _order(against: str, among: str, own: "pd.DataFrame", rng: "Rng") -> Iterator[Measured]:
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
    pairs = pairs_of_one_title(own, against)
    if len(pairs) >= ADVERTS_AT_LEAST:
        name = f"level orders the {against} of a pair of one title at two firms (share of {len(pairs):,} pairs)"
        right = measured(name, among, pairs, mean_of("right"), rng)
        yield right._replace(adverts=len(own), firms=own["firm"].nunique())


def _beside(against: str, among: str, own: "pd.DataFrame", rng: "Rng") -> Iterator[Measured]:
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


def _transfer(frame: "pd.DataFrame", seen: Seen, rng: "Rng") -> Iterator[Measured]:
    """Yield how well weights learned on one yardstick alone order another, beside TF-IDF that learned from the same."""
    known = frame.drop_duplicates("cluster")
    seen, known = seen.rows(known.index.to_numpy()), known.reset_index(drop=True)
    learned = transfer(known, seen.numbers)
    usable = [
        (f"{group} {against}", against, own.head(ADVERTS_AT_MOST))
        for against, groups in (("grade", "grade_scheme"), ("pay", "market"))
        for group, own in known.dropna(subset=[against]).groupby(groups)
        if _is_enough(own, against)
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
            if other != name and _is_enough(some, truth):
                among = f"learned on {name}, held against {other}"
                yield measured("level in transfer (Spearman)", among, some, spearman("level", truth), rng)
                yield measured("TF-IDF with ridge in transfer (Spearman)", among, some, spearman("text", truth), rng)


def _retest(frame: "pd.DataFrame") -> Iterator[Measured]:
    """Yield how far apart the levels of near-duplicates are."""
    twins = frame.dropna(subset=["cluster"])
    twins = twins[twins.groupby("cluster")["posting_id"].transform("size") > 1]
    if len(twins) < 10:
        return
    apart = (twins["level"] - twins.groupby("cluster")["level"].transform("mean")).abs()
    name = "reposts: usual distance from their mean (SD)"
    yield Measured(name, "near-duplicates", float(apart.median()), None, None, len(twins), twins["firm"].nunique())


def _moved(con: duckdb.DuckDBPyConnection, themes: ThemeModel | None) -> Iterator[Measured]:
    """Yield how far levels move when what must not move them is changed."""
    body = saved_model(con, "level")
    model = LevelModel.from_json(body) if body else None
    if model is None:
        return
    told = ask(con, "some_texts", most=TRIALS)
    texts = zip(told["firm"].astype(str), told["title"].astype(str), told["text"].astype(str), strict=True)
    moved = moves([Advert(*one) for one in texts], model, themes)
    if moved.empty:
        return
    trials = {
        "title swapped in title and text: level moves (SD, most)": moved["title_swapped"].max(),
        "firm's name and benefits masked: level moves (SD, 95th percentile)": moved["masked"].quantile(0.95),
        "every line said twice: level moves (SD, 95th percentile)": moved["doubled"].quantile(0.95),
    }
    for name, value in trials.items():
        yield Measured(
            name, "adverts changed on purpose", float(value), None, None, len(moved), moved["firm"].nunique()
        )


def _of_themes(con: duckdb.DuckDBPyConnection) -> Iterator[Measured]:
    found = ask(con, "theme_quality").iloc[0]
    adverts, firms = int(found["adverts"]), int(found["firms"])
    figures = {
        ("demands that are in a theme (share)", "required and preferred"): found["coverage"],
        ("demands that are in a theme (share)", "adverts of the last 30 days"): found["coverage_lately"],
        ("stability of themes (median Jaccard)", "bootstrap"): found["stability"],
        ("spread of themes over firms (median entropy, 1 is even)", "firms"): found["entropy"],
    }
    for (name, among), value in figures.items():
        yield Measured(name, among, value, None, None, adverts, firms)
    assigned = ask(con, "statements", posting_ids=None)
    agreement = themes_agree(assigned[~assigned["is_boilerplate"].astype(bool)])
    name, among = "themes found again (adjusted Rand index)", "bootstrap samples of the same adverts"
    yield Measured(name, among, agreement, None, None, adverts, firms)


def _of_cells(con: duckdb.DuckDBPyConnection) -> Iterator[Measured]:
    found = ask(con, "cell_quality").iloc[0]
    yield Measured("titles with adverts enough for a verdict (share)", "titles at firms", found["solid"], None, None,
                   int(found["adverts"]), int(found["firms"]))  # fmt: skip
