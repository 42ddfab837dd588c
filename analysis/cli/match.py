"""`nextrung match PROFILE`: openings that are a step up, best first."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from analysis.cli.command import command as named
from analysis.cli.options import FiniteRange, settings
from analysis.cli.person import person_at
from analysis.cli.show import note, progress, show_rows
from analysis.cli.store import reading_store, warn_of_another_version

COLUMNS = {
    "score": "Score",
    "step": "Step",
    "step_probability": "P(step)",
    "firm": "Firm",
    "title": "Title",
    "terms": "Terms",
    "level": "Level",
    "strong": "Strong",
    "missing": "Missing",
    "unknown": "Not stated",
    "posting_id": "Posting",
}
_SHOWN = 6
_AGO = {"h": "hours", "d": "days", "w": "weeks"}


class When(click.ParamType[Any]):
    """A day, a time, or how long ago: 2026-11-20, 2026-11-20T06:30, 7d, 12h, 2w, today, yesterday."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time in UTC, as the store keeps it."""
        if isinstance(value, datetime):
            return value
        said, now = str(value).strip().lower(), datetime.now(UTC).replace(tzinfo=None)
        if found := re.fullmatch(r"(\d{1,4}) ?(h|d|w)(?:ours?|ays?|eeks?)?(?: ago)?", said):
            return now - timedelta(**{_AGO[found[2]]: int(found[1])})
        if said in ("today", "yesterday"):
            return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=said == "yesterday")
        try:
            told = datetime.fromisoformat(said)
        except ValueError:
            self.fail(f"{value!r} is no time such as 2026-11-20, 2026-11-20T06:30, 7d or yesterday", param, ctx)
        return told.astimezone(UTC).replace(tzinfo=None) if told.tzinfo else told


@named("match", "Openings that are a step up for you")
@click.argument("profile", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--top", type=click.IntRange(1), help="How many openings [default: 20].")
@click.option(
    "--step",
    type=click.Choice(["up", "far", "same", "down", "any"]),
    help="Which step, judged by what the advert demands, not by its title [default: the profile's, else up].",
)
@click.option("--country", metavar="CC", help="ISO 3166 code, such as GB.")
@click.option("--workplace", type=click.Choice(["on_site", "hybrid", "remote"]), help="Where one works.")
@click.option("--min-salary", type=FiniteRange(0), metavar="N", help="A year, in the advert's currency.")
@click.option("--sector", metavar="SECTOR", help="healthcare, construction, software, finance, public, …")
@click.option("--scope", type=click.Choice(["project", "programme", "portfolio"]), help="What one leads.")
@click.option("--firm", metavar="FIRM", help="Only this firm's openings.")
@click.option("--new-since", type=When(), metavar="WHEN", help="First seen since then: 2026-11-20, 7d, yesterday.")
def command(profile: Path, **wished: Any) -> None:
    """Openings for PROFILE (JSON Resume or CV), best first: is it a step up, what is strong, what is missing.

    The step is same within half a rung either way, up from there to two and a half rungs, far beyond (--step up leaves
    those out), down below; or "cannot tell", where none is likelier than not, or what reads lower asks a larger must
    than you show: it is shown under each step that it may well be. Where a CV tells your level so roughly that same is
    never so likely, up and down need a probability of 0.65. --step any shows all, other lines of work last.

    Where your present title and the advert state grades of one public scheme (NHS bands, Civil Service grades, the US
    General Schedule), these tell the step: one above is up, two far (three of the General Schedule).

    Limits leave out only adverts that say otherwise; what an advert does not state is named. Adverts whose last day
    to apply is over are left out. An option goes before what the profile says under `constraints` and
    `looking_for.step`.

    \b
    Example:
      nextrung match me.json --country GB --top 1
      Score    54.90
      Step     up
      P(step)  Band 7 → Band 8a
      Firm     Wendlemoor Teaching Hospitals NHS Foundation Trust
      Title    Senior Delivery Manager, Estates
      Terms    Leeds; £55,690 to £62,682 a year; Band 8a; apply by 27 December 2026
      Level    0.62
      Strong   seniority of stakeholders: senior managers, team of 7, budget responsibility, …
      Missing  budget of £2.5m (shown: £1.4m), 6 years of managing projects (shown: 4), …
      Posting  5ecf5710a20e4825
    """
    from analysis.matching import COLUMNS as NAMES
    from analysis.matching import none_found, openings
    from analysis.matching.wanted import check_wishes, wishes_of

    person = person_at(profile)
    with reading_store() as con, progress("weighing openings"):
        warn_of_another_version(con)
        if wished["firm"]:
            from analysis.firm_names import firm_named  # pandas comes with it

            wished["firm"] = firm_named(con, wished["firm"])
        wishes = wishes_of(person, **wished)
        check_wishes(wishes)
        found = openings(con, person, wishes)
        said = "" if found else none_found(con, person, wishes)
    if not found and settings().format == "table":
        note(said)
        return
    if settings().format in ("table", "markdown"):
        found = [_in_short(row) for row in found]
    show_rows(found, NAMES, COLUMNS if any(row.get("unknown") for row in found) else _without_unknown())


def _without_unknown() -> dict[str, str]:
    return {name: heading for name, heading in COLUMNS.items() if name != "unknown"}


def _in_short(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for people: the heaviest of long lists, its terms, and which limits it does not speak of."""
    from analysis.matching import terms_in_words

    unknown = [name.replace("_", " ") for name, verdict in row["limits"].items() if verdict == "unknown"]
    return {
        **row, "strong": _first(row["strong"]), "missing": _first(row["missing"]), "unknown": unknown,
        "terms": terms_in_words(row) or None, "step_probability": _sure(row),
    }  # fmt: skip


def _sure(row: dict[str, Any]) -> Any:
    """Return the probability of a step, or the grades that tell it."""
    return " → ".join(row["grades"]) if row["grades"] else row["step_probability"]


def _first(said: list[str]) -> list[str]:
    return [*said[:_SHOWN], f"and {len(said) - _SHOWN} more"] if len(said) > _SHOWN else said
