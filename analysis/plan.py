"""The market-wide plan: which one gap, closed, opens most doors."""

from collections import defaultdict
from datetime import date

import duckdb
import pandas as pd

from analysis.cv.words import cv_knowledge
from analysis.demands import Demand, in_words, label_of
from analysis.matching import Judged, Wishes, best, on_day, person_in
from analysis.matching.coverage import Finding, share_met
from analysis.matching.wanted import wishes_of
from analysis.profile import Profile
from analysis.store.table import Table

TARGETS = 20
COLUMNS = ("gap", "facet", "openings", "of", "opens", "gain", "firms")


def plan(
    con: duckdb.DuckDBPyConnection, profile: Profile, wishes: Wishes | None = None, *, today: date | None = None
) -> pd.DataFrame:
    """Return the gaps over the person's best openings: how many ask, how many it alone keeps shut, what it moves.

    Those that keep most shut come first. `opens`: openings where it is the only demanded thing that the record does
    not meet in full.
    """
    wishes = wishes or wishes_of(profile, top=TARGETS)
    return plan_of(best(con, person_in(con, profile, today=today), on_day(wishes, today)))


def plan_of(targets: list[Judged]) -> pd.DataFrame:
    """Return the plan over `targets`."""
    asked: dict[tuple[str, str], list[tuple[Judged, Finding]]] = defaultdict(list)
    for target in targets:
        for gap in (one for one in target.findings if one.verdict in ("not", "partly")):
            for key in doors(gap):
                asked[key].append((target, gap))
    rows = [_row(key, found, len(targets)) for key, found in asked.items()]
    table = Table(rows, columns=list(COLUMNS))
    order = ["opens", "openings", "gain", "gap"]
    return table.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def doors(gap: Finding) -> set[tuple[str, str]]:
    """Return what closes `gap`, any one of it: a number is one gap whatever its size, each name is its own."""
    return {_door(demand) for demand in (gap.demand, *gap.others)}


def _door(demand: Demand) -> tuple[str, str]:
    is_number = isinstance(demand.value, bool | int | float)
    return demand.facet, label_of(demand.facet) if is_number else in_words(demand)


def _row(key: tuple[str, str], found: list[tuple[Judged, Finding]], targets: int) -> dict[str, object]:
    openings = {target.advert.posting_id: target for target, _ in found}
    return {
        "gap": key[1], "facet": key[0], "openings": len(openings), "of": targets,
        "opens": sum(_alone(target, key) for target in openings.values()),
        "gain": round(sum(_gain(target, gap) for target, gap in found) / len(openings), 1),
        "firms": sorted({str(target.advert.row["firm"]) for target in openings.values()}),
    }  # fmt: skip


def _alone(target: Judged, key: tuple[str, str]) -> bool:
    short = [one for one in target.findings if one.verdict in ("not", "partly") and one.demand.need == "must"]
    return bool(short) and all(key in doors(one) for one in short)


def _gain(target: Judged, gap: Finding) -> float:
    """Return what the score would gain if `gap` were closed."""
    kind = [one for one in target.findings if one.demand.need == gap.demand.need]
    closed = [one._replace(strength=1.0, verdict="satisfied") if one is gap else one for one in kind]
    return float(cv_knowledge("weights")["part"][gap.demand.need] * (share_met(closed) - share_met(kind)))
