"""`nextrung demo`: the whole job on the invented sample market."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.command import command as named
from analysis.cli.options import ROWS, Settings, settings
from analysis.cli.show import note, progress, show, show_rows

if TYPE_CHECKING:
    import pandas as pd

TITLES = ("Project Manager", "Senior Project Manager")
FIGURES = {"level": "", "level_low": "low", "level_high": "high", "adverts": "n"}


@named("demo", "The whole job on an invented market")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("nextrung-demo"),
    show_default=True,
    metavar="DIR",
    help="Where the store and the report go.",
)
def command(out: Path) -> int:
    """The whole job on an invented market: serve boards on loopback, crawl, read, compare, match, report.

    \b
    Example:
      nextrung demo --out demo
      34 boards asked; 1 run loaded: 410 new, 0 changed, …
      410 adverts read; 410 adverts with 5,711 statements in 35 themes, …
      …
      /home/you/nextrung/demo/report.html
    """
    from analysis.derive import analyze
    from analysis.firms import firms_table
    from analysis.matching import Wishes, match
    from analysis.profile import load_profile
    from analysis.report import write_report
    from analysis.store import open_store
    from crawler.knowledge import knowledge

    store, now = out / "demo.duckdb", datetime.now(UTC)
    out.mkdir(parents=True, exist_ok=True)
    code = gather(store, now)
    with progress("reading") as update:
        note(str(analyze(store, progress=update)))
    cv = knowledge("sample", "profiles", "healthcare.json")
    person = load_profile(cv)
    with open_store(store) as con:
        found = match(con, person, Wishes(top=5))
        if settings().format not in ROWS:
            _show_firms(firms_table(con))
            show(found, {"score": "Fit", "step": "Step", "firm": "Firm", "title": "Title", "missing": "Missing"},
                 title=f"Openings that are, or may be, a step up for {person.name}")  # fmt: skip
        report = write_report(con, out / "report.html", today=now.date(), person=person)
    _what_next(report, store, cv, str(found["posting_id"].iloc[0]) if len(found) else "POSTING")
    return code


def gather(store: Path, now: datetime) -> int:
    """Crawl the sample market from a server on loopback with the real spiders, and load it."""
    from analysis.gathering import crawl_and_load
    from analysis.sample import mark_invented
    from crawler.market import SEED, make_market
    from crawler.replay import serve
    from crawler.run import crawl

    spool = Settings(store).spool
    with serve(make_market(SEED, today=now.date())) as replay:
        gathered = crawl_and_load(
            lambda known: crawl(replay.boards, spool, now=now, known=known, delay=0, concurrency=8),
            store,
            spool,
            now=now,
        )
    mark_invented(store, SEED)
    note(f"{sum(gathered.run.statuses.values())} boards asked; {gathered.loaded}")
    return gathered.exit_code


def _show_firms(table: "pd.DataFrame") -> None:
    solid = table[table["adverts"] >= 3].set_index("firm")
    plain, senior = (solid[solid["title"] == title][list(FIGURES)] for title in TITLES)
    both = plain.add_suffix("_plain").join(senior.add_suffix("_senior"), how="inner").sort_values("level_senior")
    heads = {f"{name}_{rank}": head or title for rank, title in zip(("plain", "senior"), TITLES, strict=True)
             for name, head in FIGURES.items()}  # fmt: skip
    show(both.reset_index(), {"firm": "Firm"} | heads,
         title="Level of two titles, firm by firm (standard deviations of the market, 90 % intervals)")  # fmt: skip


def _what_next(report: Path, store: Path, cv: Path, posting: str) -> None:
    click.echo(f"\nThe market and the person are invented. The store: {store.resolve()}", err=True)
    click.echo("Try next:", err=True)
    db, own = shlex.quote(str(store)), shlex.quote(str(cv))
    click.echo(f"  nextrung --db {db} ladder FIRM              one firm's ladder (firms are listed above)", err=True)
    click.echo(f"  nextrung --db {db} case {own} {posting}", err=True)
    click.echo("  nextrung crawl && nextrung analyze        the same on real boards", err=True)
    click.echo(f"The report: {report.resolve().as_uri()}", err=True)
    if settings().format in ROWS:
        show_rows([{"file": str(report.resolve())}], ["file"])
    else:
        click.echo(report.resolve())
