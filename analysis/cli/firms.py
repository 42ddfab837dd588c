"""`nextrung firms`: what each firm's titles demand."""

from analysis.cli.command import command as named
from analysis.cli.show import show
from analysis.cli.store import reading_store

COLUMNS = {
    "firm": "Firm",
    "title": "Title",
    "adverts": "Adverts",
    "level": "Level",
    "level_low": "low",
    "level_high": "high",
    "reliability": "Reliability",
}


@named("firms", "The level of each firm's titles")
def command() -> None:
    """Firms, adverts by title, and the level each title demands, with 90 % intervals.

    0 is the mean and 1 the standard deviation of the store's adverts for project jobs and product managers; of
    fewer than 20 such adverts, the scale that ships with nextrung places each. A level is computed from what
    adverts ask, never from their titles, pay or grades.

    \b
    Example:
      nextrung firms
      Firm                  Title                   Adverts  Level   low  high  Reliability
      Axholm Rook Advisory  Project Manager               3   0.76  0.38  1.13         0.90
      Axholm Rook Advisory  Senior Project Manager        3   1.08  0.70  1.46         0.90
    """
    from analysis.firms import firms_table

    with reading_store() as con:
        show(firms_table(con), COLUMNS)
