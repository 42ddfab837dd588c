"""`nextrung ladder FIRM`: what its seniors are asked beyond its project managers."""

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import say, show
from analysis.cli.store import reading_store, warn_of_another_version

LEVELS = {"title": "Title", "adverts": "Adverts", "level": "Level", "level_low": "low", "level_high": "high"}
ASKED = {
    "title": "Of",
    "name": "Asked for",
    "kind": "Kind",
    "senior_share": "Seniors",
    "plain_share": "Others",
    "market_senior_share": "Market",
    "senior_adverts": "n",
    "plain_adverts": "n others",
    "q": "chance (q)",
}
CLAIMS = {"title": "Title", "claim": "Claims", "probability": "Probability", "adverts": "n", "lines": "Because it asks"}


@named("ladder", "What one firm's seniors are asked")
@click.argument("firm")
@click.option("--part", type=click.Choice(["asked", "levels", "claims", "open"]), default="asked", show_default=True,
              help="Which part, for programs (json, jsonl, csv).")  # fmt: skip
def command(firm: str, part: str) -> None:
    """What FIRM's seniors are asked beyond its plain titles, and which of its senior roles are open.

    A senior title that asks less, by what matters, than other firms' plain ones is called inflated, a plain one that
    asks so much more than their senior ones modest; the lines that say so stand beside it.

    Chance (q) is the share of differences as clear as this one that are expected to be chance.

    \b
    Example:
      nextrung ladder "Wendlemoor Teaching Hospitals NHS Foundation Trust"
      Title                       Adverts  Level    low   high
      Project Manager                   6  -0.32  -0.65   0.01
      Senior Project Manager            3   0.75   0.37   1.13

    \b
      Of               Asked for           Kind   Seniors  Others  Market  n  n others  chance (q)
      Project Manager  international work  facet     0.67    0.00    0.32  3         6        0.99
    """
    from analysis.firms import ladder

    with reading_store() as con:
        warn_of_another_version(con)
        found = ladder(con, firm)
    if settings().format in ("json", "jsonl", "csv"):
        parts = {"asked": found.asked, "levels": found.levels, "claims": found.claims, "open": found.open_roles}
        show(parts[part])
        return
    say(found.sentence)
    show(found.levels, LEVELS, title=f"Levels at {found.firm}")
    if len(found.claims):
        show(found.claims, CLAIMS, title="Titles that claim more (inflated) or less (modest) than they ask")
    show(found.asked, ASKED, title=found.asked_heading)
    show(found.open_roles, title=found.open_heading)
