"""`nextrung validate`: how far the numbers can be trusted on this store."""

from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import note, progress, show, warn
from analysis.cli.store import reading_store


@named("validate", "How far these figures can be trusted")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the card as Markdown.")
def command(out: Path | None) -> None:
    """The report card: how far level, themes and verdicts can be trusted on this store.

    \b
    Example:
      nextrung validate --out card.md
      measure                         among             value   low  high  adverts  firms
      level against grade (Spearman)  afc, all adverts   0.92  0.85  0.94      129      8
    """
    from analysis.validity import validate

    with reading_store() as con, progress("drawing firms again"):
        card = validate(con)
    if card.outdated:
        warn(card.outdated)
    show(card.measures)
    if settings().format == "table":
        click.echo("\n" + card.claims)
    if out:
        out.write_text(card.markdown(), encoding="utf-8")
        note(f"written: {out}")
