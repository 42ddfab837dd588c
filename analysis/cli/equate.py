"""`nextrung equate TITLE --at FIRM`: which title elsewhere asks the same."""

import click

from analysis.cli.command import command as named
from analysis.cli.show import show
from analysis.cli.store import reading_store

COLUMNS = {
    "firm": "Firm",
    "title": "Title",
    "verdict": "Asks",
    "probability_equal": "P(equal)",
    "level": "Level",
    "level_low": "low",
    "level_high": "high",
    "adverts": "Adverts",
}


@named("equate")
@click.argument("title")
@click.option("--at", "firm", required=True, metavar="FIRM", help="The firm whose title it is.")
def command(title: str, firm: str) -> None:
    """Which title at each other firm asks what TITLE at FIRM asks.

    \b
    Verdicts: above, equal or below what TITLE asks there, or "cannot tell" where adverts are too few.
    \b
    Example:
      nextrung equate "Senior Project Manager" --at "Axholm Rook Advisory"
      Firm                           Title                 Asks         P(equal)  Level   low  high  Adverts
      Harrowmere and Tarn Valley …   Head Project Manager  equal            0.80   0.97  0.51  1.43        3
      Tarrowshire County Council     Lead Project Manager  cannot tell      0.78   0.90  0.42  1.39        2
    """
    from analysis.firms import equate

    with reading_store() as con:
        show(equate(con, title, firm), COLUMNS, title=f"{title} at {firm} equals …")
