"""The report card: how far level, themes and verdicts can be trusted on this store."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.measures import RANKS, grade_number, yearly
from analysis.store import ask

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FAMILIES = (
    "project_manager",
    "programme_manager",
    "portfolio_manager",
    "pmo",
    "project_coordinator",
    "delivery_manager",
)
ADVERTS_AT_LEAST, FIRMS_AT_LEAST = 30, 5
BOOTSTRAPS = 200
ORDERED_WELL, ORDERED_SOMEWHAT = 0.6, 0.3


@dataclass(frozen=True)
class ReportCard:
    """Measures with intervals and n, and what may and may not be claimed."""

    measures: "pd.DataFrame"
    """measure, among, value, low, high (90 %, firms drawn again), adverts, firms."""
    claims: str

    def markdown(self) -> str:
        """Return the card as Markdown."""
        heads = "| " + " | ".join(self.measures.columns) + " |\n|" + " --- |" * len(self.measures.columns)
        rows = ["| " + " | ".join(_cell(v) for v in row) + " |" for row in self.measures.itertuples(index=False)]
        return "\n".join(["# Report card", "", heads, *rows, "", "## What may be claimed", "", self.claims, ""])

    def _repr_html_(self) -> str:
        claims = "".join(f"<li>{line.lstrip('- ')}</li>" for line in self.claims.splitlines())
        return f"{self.measures.to_html(index=False)}<ul>{claims}</ul>"


def validate(con: duckdb.DuckDBPyConnection, *, seed: int = 0) -> ReportCard:
    """Return the report card of the store behind `con`.

    Levels in the store are cross-fitted by firm, so each is held against grades and pay that its weights never saw.
    """
    import numpy as np
    import pandas as pd

    frame = _levelled(con)
    rng = np.random.default_rng(seed)
    measures = [row for rows in (_against_grades(frame, rng), _against_pay(frame, rng)) for row in rows]
    measures += [*_same_title(frame, rng), *_retest(frame), *_of_themes(con), *_of_cells(con)]
    names = ["measure", "among", "value", "low", "high", "adverts", "firms"]
    card = pd.DataFrame(measures, columns=names)
    return ReportCard(card, "\n".join(f"- {claim}" for claim in _claims(card)))


def _levelled(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return adverts with level, rank as a number, grade as a number, log pay, and whether they are of the families."""
    import numpy as np
    import pandas as pd

    known = ask(con, "postings", posting_ids=None).merge(ask(con, "all_levels"), on="posting_id")
    grades = [grade_number(s, v) for s, v in zip(known["grade_scheme"], known["grade_value"], strict=True)]
    middle = known[["base_salary_min", "base_salary_max"]].astype(float).mean(axis=1)
    paid = [yearly(m, u) for m, u in zip(middle, known["base_salary_unit"], strict=True)]
    pay = pd.Series(paid, dtype=float)
    return known.assign(
        grade=pd.Series(grades, dtype=float), pay=np.log(pay.where(pay > 0)), rank=known["title_rank"].map(RANKS),
        place=known["base_salary_currency"].astype(str) + " in " + known["country"].astype(str),
        of_family=known["title_family"].isin(FAMILIES),
    )  # fmt: skip


def _against_grades(frame: "pd.DataFrame", rng: "np.random.Generator") -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for scheme, own in frame.dropna(subset=["grade"]).groupby("grade_scheme"):
        for among, some in ((f"{scheme}, all adverts", own), (f"{scheme}, project family", own[own["of_family"]])):
            rows += _order("grade", among, some, rng)
    return rows


def _against_pay(frame: "pd.DataFrame", rng: "np.random.Generator") -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for place, own in frame.dropna(subset=["pay"]).groupby("place"):
        for among, some in ((f"{place}, all adverts", own), (f"{place}, project family", own[own["of_family"]])):
            rows += _order("pay", among, some, rng)
    return rows


def _order(against: str, among: str, some: "pd.DataFrame", rng: "np.random.Generator") -> list[tuple[Any, ...]]:
    """Return rank correlations of level, of title words and of shuffled labels with `against`."""
    if len(some) < ADVERTS_AT_LEAST or some["firm"].nunique() < FIRMS_AT_LEAST or len(set(some[against])) < 2:
        return []
    shuffled = some.assign(**{against: rng.permutation(some[against].to_numpy())})
    both = some.assign(both=some["level"] + 0.5 * some["rank"])
    kinds = (
        (f"level against {against} (Spearman)", some, "level"),
        (f"title's rank word against {against} (Spearman)", some, "rank"),
        (f"level and rank word against {against} (Spearman)", both, "both"),
        (f"level against shuffled {against} (Spearman)", shuffled, "level"),
    )
    return [_row(name, among, frame, _spearman(column, against), rng) for name, frame, column in kinds]


def _row(name: str, among: str, frame: "pd.DataFrame", of: Any, rng: "np.random.Generator") -> tuple[Any, ...]:
    low, high = _interval(frame, of, rng)
    return name, among, of(frame), low, high, len(frame), frame["firm"].nunique()


def _spearman(one: str, two: str) -> Any:
    def of(frame: "pd.DataFrame") -> float:
        return float(frame[one].rank().corr(frame[two].rank())) if len(set(frame[one])) > 1 else float("nan")

    return of


def _interval(frame: "pd.DataFrame", of: Any, rng: "np.random.Generator") -> tuple[float, float]:
    """Return the 90 % interval of a figure when whole firms are drawn again (cluster bootstrap)."""
    import numpy as np

    places = list(frame.reset_index(drop=True).groupby("firm").indices.values())
    drawn = (np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))]) for _ in range(BOOTSTRAPS))
    found = np.asarray([of(frame.iloc[rows]) for rows in drawn])
    low, high = np.nanquantile(found, [0.05, 0.95]) if np.isfinite(found).any() else (np.nan, np.nan)
    return float(low), float(high)


def _same_title(frame: "pd.DataFrame", rng: "np.random.Generator") -> list[tuple[Any, ...]]:
    """Return how often, of two adverts with one title at two firms, the higher level has the higher grade."""
    import numpy as np

    graded = frame.dropna(subset=["grade"])
    title = graded["title"].str.casefold().str.replace(r"[^a-z ]", "", regex=True).str.strip()
    key = graded["grade_scheme"] + "/" + title
    pairs = [_pairs(own) for _, own in graded.groupby(key) if len(set(own["firm"])) > 1]
    right = np.concatenate(pairs) if pairs else np.zeros(0)
    if len(right) < ADVERTS_AT_LEAST:
        return []
    drawn = [rng.choice(right, len(right)).mean() for _ in range(BOOTSTRAPS)]
    low, high = np.quantile(drawn, [0.05, 0.95])
    among = f"{len(right):,} pairs of one title at two firms"
    return [("level orders the grades of a pair (share)", among, float(right.mean()), float(low), float(high),
             len(graded), graded["firm"].nunique())]  # fmt: skip


def _pairs(own: "pd.DataFrame", most: int = 60) -> "np.ndarray[Any, Any]":
    import numpy as np

    some = own.head(most)
    level, grade, firm = (some[name].to_numpy() for name in ("level", "grade", "firm"))
    first, second = np.triu_indices(len(some), 1)
    unlike = (firm[first] != firm[second]) & (grade[first] != grade[second])
    first, second = first[unlike], second[unlike]
    right: np.ndarray[Any, Any] = (level[first] - level[second]) * (grade[first] - grade[second]) > 0
    return right.astype(float)


def _retest(frame: "pd.DataFrame") -> list[tuple[Any, ...]]:
    """Return how far apart the levels of near-duplicates are."""
    twins = frame.dropna(subset=["cluster"])
    twins = twins[twins.groupby("cluster")["posting_id"].transform("size") > 1]
    if len(twins) < 10:
        return []
    apart = (twins["level"] - twins.groupby("cluster")["level"].transform("mean")).abs()
    return [("reposts: usual distance from their mean (SD)", "near-duplicates", float(apart.median()), None, None,
             len(twins), twins["firm"].nunique())]  # fmt: skip


def _of_themes(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    found = ask(con, "theme_quality").iloc[0]
    adverts, firms = int(found["adverts"]), int(found["firms"])
    return [
        (
            "demands that are in a theme (share)",
            "required and preferred",
            found["coverage"],
            None,
            None,
            adverts,
            firms,
        ),
        ("stability of themes (median Jaccard)", "bootstrap", found["stability"], None, None, adverts, firms),
    ]


def _of_cells(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    found = ask(con, "cell_quality").iloc[0]
    return [("titles with adverts enough for a verdict (share)", "titles at firms", found["solid"], None, None,
             int(found["adverts"]), int(found["firms"]))]  # fmt: skip


def _claims(card: "pd.DataFrame") -> list[str]:
    """Return what this store's figures allow to be said."""
    level = card[card["measure"].str.startswith("level against") & ~card["measure"].str.contains("shuffled")]
    claims = [_claim({str(k): v for k, v in row.items()}) for row in level.to_dict("records")]
    if not claims:
        claims = ["May not be claimed: that levels follow grades or pay here; too few adverts state either."]
    return [
        *claims,
        "May not be claimed: anything of a title with fewer than three vacancies, or where two intervals overlap.",
        "May not be claimed: that a level is what a job pays, or what its holder does once there.",
    ]


def _claim(row: dict[str, Any]) -> str:
    against, value, low = row["measure"].split(" ")[2], row["value"], row["low"]
    about = f"({row['among']}: {value:.2f} [{low:.2f}, {row['high']:.2f}], {row['adverts']} adverts)"
    if low >= ORDERED_WELL:
        return f"May be claimed: adverts of a higher level have higher {against} {about}."
    if low >= ORDERED_SOMEWHAT:
        return (
            f"May be claimed of many adverts together, not of one: a higher level goes with higher {against} {about}."
        )
    return f"Cannot tell whether level follows {against} {about}."


def _cell(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 nan
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
