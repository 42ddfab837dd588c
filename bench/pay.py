"""How is pay read from text, against what a site itself published beside it?

The site cut pence off, gave a single or open end twice, and made a year's pay of an hour's; the reader keeps what is
written. So the strict share tells what both say to the letter, the lenient one what the reader got right.
"""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

from crawler.normal.pay import pay_in
from crawler.posting import Money

WRITTEN = Path(__file__).parents[2] / "shared" / "data" / "salary_text_dev.csv"
HOURS_A_YEAR = 1681
"""By which that site made a year's pay of an hour's."""
RIGHT = ("to the letter", "an open end, published twice", "pence cut off", "an hour's pay, published for a year")


def run() -> dict[str, float | int | str]:
    """Return how many strings were read in each way, and the shares."""
    if not WRITTEN.exists():
        return {"skipped": f"there is no {WRITTEN.name}"}
    with WRITTEN.open(encoding="utf-8") as file:
        told = [(row["salary_text"], row["salary_min"], row["salary_max"]) for row in csv.DictReader(file)]
    stated = [(text, Decimal(low), Decimal(high)) for text, low, high in told if low and any(map(str.isdigit, text))]
    kinds = Counter(kind_of(pay_in(text), low, high) for text, low, high in stated)
    right, figures = sum(kinds[kind] for kind in RIGHT), len(stated) - kinds["no pay read"]
    return {
        "strings with a digit and published pay": len(stated),
        **dict(kinds.most_common()),
        "strict, of all": kinds["to the letter"] / len(stated),
        "lenient, of all": right / len(stated),
        "lenient, of those where pay was read": right / figures,
    }


def kind_of(found: Money | None, low: Decimal, high: Decimal) -> str:
    """Say how the reading `found` differs from the published `low` and `high`."""
    if found is None:
        return "no pay read"
    if (found.min, found.max) == (low, high):
        return "to the letter"
    least, most = found.min or found.max or Decimal(0), found.max or found.min or Decimal(0)
    if (least, most) == (low, high):
        return "an open end, published twice"
    if (int(least), int(most)) == (low, high):
        return "pence cut off"
    if max(abs(least * HOURS_A_YEAR - low), abs(most * HOURS_A_YEAR - high)) <= 2:
        return "an hour's pay, published for a year"
    return "another figure"
