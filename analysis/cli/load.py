"""`nextrung load`: load spool files again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.errors import NothingToWorkOn
from analysis.cli.options import settings
from analysis.cli.show import detail, note, progress, show_rows, warn
from crawler.exit_codes import DONE_IN_PART


@named("load", "Load again what crawls have left")
@click.argument("spools", nargs=-1, type=click.Path(path_type=Path, file_okay=False), metavar="[SPOOL…]")
def command(spools: tuple[Path, ...]) -> int:
    """Load what crawls left in SPOOL (default: beside the store): after a kill, a mend, a change of schema.

    Loading twice changes nothing. A run that is named itself (`nextrung load SPOOL/*/`) is loaded again as it is read
    now, its texts made anew; `nextrung analyze` then reads what came out otherwise.

    \b
    Example:
      nextrung load
      1 run loaded: 410 new, 0 changed, 0 unchanged, 0 missing, …
    """
    from analysis.store import load_spool

    rows, problems = [], 0
    for spool in spools or (settings().spool,):
        if not spool.is_dir():
            raise NothingToWorkOn(f"no spool at {spool}: run `nextrung crawl` first.")
        detail(f"loading {spool} into {settings().db}")
        with progress(f"loading {spool.name}"):
            loaded = load_spool(settings().db, spool, now=datetime.now(UTC))
        told = {"spool": str(spool), "runs": loaded.runs, **loaded.counts, "flagged": loaded.flagged}
        if settings().format == "table":
            note(str(loaded))
            for flag in loaded.flagged:
                warn(flag)
        if refused := loaded.count("refused"):
            warn(f"{refused:,} records of {spool} refused; why: `nextrung query 'from refused'`")
        problems += refused + len(loaded.flagged)
        rows.append(told)
    if settings().format != "table":
        show_rows(rows, list(rows[0]))
    return DONE_IN_PART if problems else 0
