"""What the figures of a report card allow to be said of a store, and what they do not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.verdicts import SURE, VACANCIES_AT_LEAST

if TYPE_CHECKING:
    import pandas as pd

    Row = dict[str, Any]

ORDERED_WELL, ORDERED_SOMEWHAT = 0.6, 0.3
MANY_FIRMS = 30
"""Of fewer firms intervals come out too narrow: five to thirty clusters are few (Cameron, Gelbach & Miller 2008)."""
TITLES = ("words of the title", "title's rank word")
MOVED = 0.05
"""A level that moves by less, in SDs, is shown as the same: a colleague of the new title is hidden from it, too."""
COIN = 0.5
FIRMS_BY_WEIGHT = "firms of these pairs as they weigh (effective number)"


def warranted(card: "pd.DataFrame") -> list[str]:
    """Return what the rows of a card, columns as in `Measured`, allow to be said, a sentence each."""
    rows: list[Row] = [{str(name): value for name, value in row.items()} for row in card.to_dict("records")]
    held = [row for row in rows if row["measure"] in {f"level against {what} (Spearman)" for what in ("grade", "pay")}]
    few = "May not be claimed: that levels follow grades or pay here; too few adverts state either."
    return [
        *([_order(row) for row in held] or [few]),
        *(said for row in held for said in _beside_the_title(rows, row)),
        *(_under_one_title(row, rows) for row in rows if row["measure"].startswith("level orders the ")),
        *_warnings(card),
        (
            f"May not be claimed: a verdict on a title with fewer than {VACANCIES_AT_LEAST} vacancies, or that two "
            f"titles ask the same, more or less where `equate` cannot tell: its probability ({SURE}) decides, not "
            "whether two intervals overlap."
        ),
        "May not be claimed: that a level is what a job pays, or what its holder does once there.",
    ]


def _order(row: "Row") -> str:
    against = row["measure"].split(" ")[2]
    about = f"({row['among']}: {row['value']:.2f} {_interval(row)}, {_counted(row)})"
    if row["low"] >= ORDERED_WELL and row["firms"] >= MANY_FIRMS:
        return f"May be claimed: adverts of a higher level have higher {against} {about}."
    if row["low"] >= ORDERED_SOMEWHAT:
        return (
            f"May be claimed of many adverts together, not of one: a higher level goes with higher {against} {about}."
        )
    return f"Cannot tell whether level follows {against} {about}."


def _beside_the_title(rows: "list[Row]", held: "Row") -> Iterator[str]:
    """Yield what level adds to the words or the rank word of the title, whichever is stronger, and is without it."""
    against = held["measure"].split(" ")[2]
    found = {row["measure"]: row for row in rows if row["among"] == held["among"]}
    alone = {title: row for title in TITLES if (row := found.get(f"{title} against {against} (Spearman)"))}
    if not alone:
        return
    title = max(alone, key=lambda one: alone[one]["value"])
    the = f"the {title}"
    if added := found.get(f"gain of the level added to {the} ({against})"):
        about = f"({held['among']}: {added['value']:+.2f} {_interval(added, '+')}, {_counted(added)})"
        sure = "May be claimed: level adds" if _is_gain(added) else "Cannot tell whether level adds"
        yield f"{sure} to {the}, in the order of {against} {about}."
    if gained := found.get(f"gain of the level over {the} ({against})"):
        yield _instead(held, alone[title], gained, the, against)


def _instead(held: "Row", title: "Row", gained: "Row", the: str, against: str) -> str:
    about = (
        f"({held['among']}: {held['value']:.2f} for {title['value']:.2f}, {gained['value']:+.2f} "
        f"{_interval(gained, '+')}, {_counted(gained)})"
    )
    if _is_gain(gained):
        return f"May be claimed: level alone orders {against} better than {the} alone {about}."
    if gained["high"] < 0:
        return f"May not be claimed: that level alone tells as much of {against} as {the} alone {about}."
    return f"Cannot tell whether level alone orders {against} better than {the} alone {about}."


def _is_gain(row: "Row") -> bool:
    return bool(row["low"] > 0 and row["firms"] >= MANY_FIRMS)


def _under_one_title(row: "Row", rows: "list[Row]") -> str:
    against = row["measure"].split(" ")[3]
    behind = (f"{FIRMS_BY_WEIGHT} ({against})", row["among"])
    weight = next(other["value"] for other in rows if (other["measure"], other["among"]) == behind)
    few = "" if weight >= MANY_FIRMS else f" that weigh as {int(weight)}, so few that the interval is too narrow"
    counted = f"{row['adverts']:,} adverts of {row['firms']:,} firms{few}"
    about = f"({row['among']}: right for {row['value']:.2f} of the pairs {_interval(row)}, {counted})"
    asks = f"which of two firms asks more under one title, as their {against} tells"
    if weight >= MANY_FIRMS and row["low"] > COIN:
        return f"May be claimed of many pairs together, not of one: {asks} {about}."
    if weight >= MANY_FIRMS and row["high"] < COIN:
        return f"May not be claimed: {asks}; level is wrong more often than a coin {about}."
    return f"Cannot tell {asks} {about}."


def _interval(row: "Row", sign: str = "") -> str:
    return f"[{row['low']:{sign}.2f}, {row['high']:{sign}.2f}]"


def _counted(row: "Row") -> str:
    few = "" if row["firms"] >= MANY_FIRMS else ", so few that the interval is too narrow"
    return f"{row['adverts']:,} adverts of {row['firms']:,} firms{few}"


def _warnings(card: "pd.DataFrame") -> Iterator[str]:
    """Yield what speaks against trusting these figures at all."""
    swap = card[card["measure"].str.startswith("title swapped")]
    if not swap.empty and swap["value"].iloc[0] >= MOVED:
        yield f"Beware: a title that is swapped moves the level (by {swap['value'].iloc[0]:.2f} SD at most)."
