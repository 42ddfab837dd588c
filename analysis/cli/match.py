"""`nextrung match PROFILE`: openings that are a step up, best first."""

from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import note, progress, show
from analysis.cli.store import reading_store

COLUMNS = {
    "score": "Score",
    "step": "Step",
    "firm": "Firm",
    "title": "Title",
    "level": "Level",
    "strong": "Strong",
    "missing": "Missing",
    "posting_id": "Posting",
}


@named("match")
@click.argument("profile", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="How many openings.")
@click.option(
    "--step",
    type=click.Choice(["up", "same", "down", "any"]),
    default="up",
    show_default=True,
    help="Which step, judged by what the advert demands, not by its title.",
)
@click.option("--country", metavar="CC", help="ISO 3166 code, such as GB.")
@click.option("--workplace", type=click.Choice(["on_site", "hybrid", "remote"]))
@click.option("--min-salary", type=click.FloatRange(0), metavar="N", help="A year, in the advert's currency.")
@click.option("--sector", metavar="SECTOR", help="healthcare, construction, software, finance, public, …")
@click.option("--scope", type=click.Choice(["project", "programme", "portfolio"]))
@click.option("--firm", metavar="FIRM")
@click.option("--new-since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First seen on or after DATE.")
def command(profile: Path, **wished: object) -> None:
    """Openings for PROFILE (JSON Resume or CV), best first: is it a step up, what is strong, what is missing.

    \b
    Example:
      nextrung match me.json --country GB --top 1
      Score    61.40
      Step     up
      Firm     Skelderford Mental Health Partnership NHS Trust
      Title    Senior Project Manager - Estates
      Level    0.89
      Strong   7 years of experience, mentoring, several projects at once, …
      Missing  scope: a programme (shown: a project), team of 12 (shown: 9), …
      Posting  1273d0b5fea3dda7
    """
    from analysis.match import Wishes, match
    from analysis.profile import load_profile

    person = load_profile(profile)
    with reading_store() as con, progress("weighing openings"):
        found = match(con, person, Wishes(**wished))  # type: ignore[arg-type]  # click has checked them
    if found.empty and settings().format == "table":
        note("no opening fits these wishes; try `--step any`, or fewer limits.")
        return
    show(found, COLUMNS)
