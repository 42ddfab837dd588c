"""The report card: how far level, themes and verdicts can be trusted on this store."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analysis.derive.models import scale_said
from analysis.level.model import LevelModel
from analysis.outdated import outdated
from analysis.printable import as_cell, in_html
from analysis.store import ask
from analysis.store.asking import saved_model
from analysis.themes.model import ThemeModel
from analysis.themes.stability import themes_agree
from analysis.validity.held_against import levelled, seen_in, yardsticks
from analysis.validity.of_level import beside, order, transferred
from analysis.validity.planted import planted_ladders
from analysis.validity.trials import Advert, moves
from analysis.validity.warrants import warranted
from analysis.validity.yardsticks import Measured

if TYPE_CHECKING:
    import pandas as pd

TRIALS = 60


@dataclass(frozen=True)
class ReportCard:
    """Measures with intervals and n, and what may and may not be claimed."""

    measures: "pd.DataFrame"
    """measure, among, value, low, high (90 %, firms drawn again), adverts, firms."""
    claims: str
    outdated: str = ""
    """What another version left in the store, and what to do; empty where nothing is."""

    def markdown(self) -> str:
        """Return the card as Markdown."""
        heads = "| " + " | ".join(self.measures.columns) + " |\n|" + " --- |" * len(self.measures.columns)
        rows = ["| " + " | ".join(as_cell(v) for v in row) + " |" for row in self.measures.itertuples(index=False)]
        warned = [f"Beware: {self.outdated}.", ""] if self.outdated else []
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
    import pandas as pd

    frame, rng = levelled(con), np.random.default_rng(seed)
    body = saved_model(con, "themes")
    themes = ThemeModel.from_json(body) if body else None
    seen = seen_in(frame, themes)
    rows = [
        row
        for against, among, own in yardsticks(frame, seen, rng)
        for row in (*order(against, among, own, rng), *beside(against, among, own, rng))
    ]
    rows += [*transferred(frame, seen, rng), *_retest(frame), *_moved(con, themes), *_of_themes(con), *_of_cells(con)]
    rows += planted_ladders(con, rng)
    card = pd.DataFrame(rows, columns=list(Measured._fields))
    claims = [*warranted(card), *filter(None, [scale_said(con)])]
    return ReportCard(card, "\n".join(f"- {claim}" for claim in claims), outdated(con))


def _retest(frame: "pd.DataFrame") -> Iterator[Measured]:
    """Yield how far apart the levels of near-duplicates are."""
    twins = frame[frame.groupby("cluster")["posting_id"].transform("size") > 1]
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
    everywhere = int(found["adverts"]), int(found["firms"])
    lately = int(found["adverts_lately"]), int(found["firms_lately"])
    covered = "demands that are in a theme (share)"
    figures = (
        (covered, "required and preferred", found["coverage"], everywhere),
        (covered, "adverts of the last 30 days that state their date", found["coverage_lately"], lately),
        ("stability of themes (median Jaccard)", "bootstrap", found["stability"], everywhere),
        ("spread of themes over firms (median entropy, 1 is even)", "firms", found["entropy"], everywhere),
    )
    for name, among, value, n in figures:
        yield Measured(name, among, value, None, None, *n)
    assigned = ask(con, "statements", posting_ids=None)
    agreement = themes_agree(assigned[~assigned["is_boilerplate"].astype(bool)])
    name, among = "themes found again (adjusted Rand index)", "bootstrap samples of the same adverts"
    yield Measured(name, among, agreement, None, None, *everywhere)


def _of_cells(con: duckdb.DuckDBPyConnection) -> Iterator[Measured]:
    found = ask(con, "cell_quality").iloc[0]
    yield Measured("titles with adverts enough for a verdict (share)", "titles at firms", found["solid"], None, None,
                   int(found["adverts"]), int(found["firms"]))  # fmt: skip
