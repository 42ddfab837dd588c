"""`nextrung compare FIRM FIRM…`: "senior" side by side."""

import click

from analysis.cli.command import command as named
from analysis.cli.show import show
from analysis.cli.store import reading_store


@named("compare", "What “senior” asks at several firms")
@click.argument("firms", nargs=-1, required=True, metavar="FIRM FIRM…")
def command(firms: tuple[str, ...]) -> None:
    """What "senior" asks at two or more firms, side by side.

    Counted by vacancy, among titles of one family: that in which most of the firms have seniors. Low and high are the
    ends of 90 % intervals. A firm named twice is one firm.

    \b
    Example:
      nextrung compare "Axholm Rook Advisory" "Quillrook Systems"
      measure                            Axholm Rook Advisory       Quillrook Systems
      title                            Senior Project Manager  Senior Project Manager
      senior adverts                                        3                       6
      level of seniors                                   1.08                   -0.38
      level of seniors, low                              0.70                   -0.71
      level of seniors, high                             1.46                   -0.04
    """
    from analysis.firms import compare

    if len({firm.strip().casefold() for firm in firms}) < 2:
        twice = f"'{firms[0].strip()}' is one firm: " if len(firms) > 1 else ""
        told = f"{twice}name two firms or more; `nextrung firms` lists them."
        raise click.UsageError(told, click.get_current_context())
    with reading_store() as con:
        show(compare(con, list(firms)))
