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


@named("equate", "Which title elsewhere asks the same")
@click.argument("title")
@click.option("--at", "firm", required=True, metavar="FIRM", help="The firm whose title it is.")
def command(title: str, firm: str) -> None:
    """Which title at each other firm asks what TITLE at FIRM asks.

    Verdicts: above, equal or below what TITLE asks there, or "cannot tell" where adverts are too few. FIRM's own titles
    are left out: `nextrung ladder FIRM` tells how they differ.

    \b
    Example:
      nextrung equate "Senior Project Manager" --at "Quillrook Systems"
      Firm                        Title                 Asks         P(equal)  Level  …
      Wendlemoor Teaching         Project Manager       equal            0.91  -0.32  …
      Hospitals NHS Foundation
      Trust
      Dunmarrow Civil             Project Manager       equal            0.91  -0.36  …
      Engineering
    """
    from analysis.firms import equate

    with reading_store() as con:
        show(equate(con, title, firm), COLUMNS, title=f"What titles elsewhere ask beside {title} at {firm}")
