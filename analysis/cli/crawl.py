"""`nextrung crawl`: gather from the boards, then load."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis import printable as safe
from analysis.cli.boards import boards_in
from analysis.cli.command import command as named
from analysis.cli.options import FiniteRange, settings, spread_options
from analysis.cli.show import detail, note, progress, show_rows, warn
from crawler.exit_codes import DONE, DONE_IN_PART, NOTHING_TO_WORK_ON

if TYPE_CHECKING:
    from analysis.gathering import Gathered
    from analysis.store import LoadSummary
    from crawler.boards import Board
    from crawler.run_log import RunSummary, SourceSummary

STATUSES = ("complete", "unchanged", "partial", "failed", "skipped")
LIVES = {"new": "new", "changed": "changed", "same": "unchanged", "closed": "closed"}
"""What became of postings, and how the store counts it; boards are called unchanged, too."""
COLUMNS = {name: name for name in ("source", "boards", *STATUSES, *LIVES, "requests", "bytes")}
PATIENCE_SECONDS = 30


@named("crawl", "Gather adverts from employers' boards")
@click.option(
    "--boards",
    "boards_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="CSV of source,board,company,sector,country,base_url [default: the bundled list].",
)
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only this source (repeatable).")
@click.option("--board", "slugs", multiple=True, metavar="SLUG", help="Only this board (repeatable).")
@click.option("--roles", default="pm", show_default=True, metavar="NAME", help="Which titles to keep.")
@click.option("--all-roles", is_flag=True, help="Keep every title.")
@click.option("--max-age", type=click.IntRange(0), metavar="DAYS", help="Leave out adverts published earlier.")
@click.option("--max-requests", type=click.IntRange(1), metavar="N", help="Stop after N requests; say what was left.")
@click.option("--max-minutes", type=FiniteRange(0, min_open=True), metavar="N", help="Stop after N minutes.")
@click.option("--retry-failed", is_flag=True, help="Only the boards that the last run did not read whole.")
@click.option(
    "--delay",
    default=1.0,
    show_default=True,
    type=FiniteRange(0),
    metavar="SECONDS",
    help="Pace on this machine's own servers; all others are asked once a second or slower.",
)
@click.option(
    "--keep-days",
    type=click.IntRange(1),
    metavar="DAYS",
    envvar="NEXTRUNG_KEEP_DAYS",
    help="Forget adverts so long after they were closed [default: $NEXTRUNG_KEEP_DAYS, else never].",
)
@spread_options
@click.option("--json", "as_json", is_flag=True, help="Print the run's summary as JSON.")
def command(
    boards_file: Path | None,
    sources: tuple[str, ...],
    slugs: tuple[str, ...],
    roles: str,
    all_roles: bool,
    max_age: int | None,
    max_requests: int | None,
    max_minutes: float | None,
    retry_failed: bool,
    delay: float,
    keep_days: int | None,
    workers: int,
    cluster: str | None,
    as_json: bool,
) -> int:
    """Gather adverts from the boards, politely, then load them into the store.

    robots.txt is obeyed, one request at a time and one second a host, Retry-After honoured. A second run at the same
    time leaves with exit code 4; a killed one is continued by the next. Exit code 1: some boards were not read whole.

    \b
    Example, for one employer's board:
      nextrung boards add https://jobs.lever.co/acme --to my-boards.csv
      nextrung crawl --boards my-boards.csv
      source  boards  complete  unchanged  partial  failed  skipped  new  …
      lever        1         1          0        0       0        0   10  …

    \b
    Every morning, in a crontab:
      15 5 * * *  nextrung crawl --quiet
    """
    from analysis.cluster import spread_over
    from analysis.gathering import crawl_and_load
    from crawler.run import crawl

    boards, refused = chosen_boards(boards_file, sources, slugs)
    now, spool = datetime.now(UTC), settings().spool
    detail(f"asking {len(boards)} boards; what comes is kept in {spool}, then loaded into {settings().db}")

    def ask_boards(known: Path | None) -> "RunSummary":
        done = count(1)
        with spread_over(workers, cluster) as spread, progress("asking boards", "boards") as update:
            return crawl(
                boards, spool, now=now, roles=None if all_roles else roles, known=known,
                sources=sources, delay=delay, concurrency=8 if delay == 0 else 1, max_requests=max_requests,
                max_seconds=max_minutes * 60 if max_minutes else None, max_age_days=max_age, retry_failed=retry_failed,
                progress=lambda _: update(next(done), len(boards)), parts=spread.workers, spread=spread.map,
            )  # fmt: skip

    gathered = crawl_and_load(ask_boards, settings().db, spool, now=now, patience=PATIENCE_SECONDS, keep_days=keep_days)
    note_beside(gathered)
    if retry_failed and not gathered.run.sources and not gathered.run.exit_code:
        note("nothing had failed")
    tell(gathered, as_json=as_json)
    return gathered.exit_code or (DONE_IN_PART if refused else DONE)


class NothingToAskError(click.ClickException):
    """No board answers the wishes."""

    exit_code = NOTHING_TO_WORK_ON


def chosen_boards(file: Path | None, sources: tuple[str, ...], slugs: tuple[str, ...]) -> tuple[list["Board"], int]:
    """Return the boards asked for, and how many rows of the file are none; no board is nothing to work on."""
    from crawler.knowledge import knowledge

    path = file or knowledge("boards.csv")
    boards, refused = boards_in(path)
    wanted = [b for b in boards if (not sources or b.source in sources) and (not slugs or b.board in slugs)]
    if not wanted:
        raise NothingToAskError(
            f"{path}: no such board to ask; `nextrung boards list` shows those of the bundled list. For another: "
            "`nextrung boards add URL --to FILE`, then `nextrung crawl --boards FILE`."
        )
    return wanted, refused


def note_beside(gathered: "Gathered") -> None:
    """Say what the summary does not: what was not asked again, not loaded, or forgotten."""
    if gathered.run.resumed:
        boards_read = safe.counted(gathered.run.resumed, "board")
        note(f"{boards_read} not asked again: a run that was broken off had read them whole")
    if gathered.locked:
        warn(f"{gathered.locked}. What was gathered is kept: `nextrung load`, or the next crawl, loads it.")
    if gone := gathered.forgotten:
        what = f"{gone.adverts:,} closed adverts, {gone.runs:,} runs of the spool"
        (warn if gone.doubt else note)(f"forgotten after {gone.days} days: {what}{gone.doubt and f' ({gone.doubt})'}")


def tell(gathered: "Gathered", *, as_json: bool) -> None:
    """Print the summary: per source what was asked and what came (if it is loaded), each trouble with its reason."""
    run, loaded = gathered.run, gathered.loaded
    told = run.as_dict() | {"loaded": loaded.counts if loaded else None}
    told["sources"] = {name: source | _lives(name, loaded) for name, source in told["sources"].items()}
    if as_json or settings().format in ("json", "jsonl"):
        click.echo(safe.as_json([told] if settings().format == "json" and not as_json else told))
        return
    if settings().format != "table" or (run.sources and not settings().quiet):
        show_rows(summary_rows(run, loaded), list(COLUMNS), COLUMNS)
    for name, source in run.sources.items():
        for reason, boards in source.reasons.items():
            warn(f"{name}: {safe.counted(boards, 'board')}: {reason}")
    for flag in loaded.flagged if loaded else ():
        warn(flag)


def summary_rows(run: "RunSummary", loaded: "LoadSummary | None") -> list[dict[str, Any]]:
    """Return one row a source: boards by status, postings by what became of them, requests and bytes."""
    return [_summary_row(name, source, loaded) for name, source in sorted(run.sources.items())]


def _summary_row(name: str, source: "SourceSummary", loaded: "LoadSummary | None") -> dict[str, Any]:
    asked = {what: getattr(source, what) for what in ("boards", *STATUSES, "requests", "bytes")}
    return {"source": name, **asked, **_lives(name, loaded)}


def _lives(source: str, loaded: "LoadSummary | None") -> dict[str, int | None]:
    """Return how many postings of a source are new, changed, the same and closed; None where nothing was loaded."""
    if not loaded:
        return dict.fromkeys(LIVES)
    boards = [board for board in loaded.boards if board["source"] == source]
    return {name: sum(board[counted] for board in boards) for name, counted in LIVES.items()}
