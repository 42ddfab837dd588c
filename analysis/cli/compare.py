"""`nextrung compare FIRM FIRM…`: "senior" side by side."""

import click

from analysis.cli.command import command as named
from analysis.cli.show import show
from analysis.cli.store import reading_store


@named("compare", "What “senior” asks at several firms")
@click.argument("firms", nargs=-1, required=True, metavar="FIRM FIRM…")
def command(firms: tuple[str, ...]) -> None:
    """What "senior" asks at two or more firms, side by side.

    \b
    Example:
      nextrung compare "Axholm Rook Advisory" "Quillrook Systems"
      measure                         Axholm Rook Advisory  Quillrook Systems
      level of seniors                                1.26              -0.56
      level without rank word                         0.61              -1.16
      share with line management                      0.33               0.14
    """
    from analysis.firms import compare

    if len({firm.casefold() for firm in firms}) < 2:
        raise click.UsageError("name two firms or more; `nextrung firms` lists them.", click.get_current_context())
    with reading_store() as con:
        show(compare(con, list(firms)))
