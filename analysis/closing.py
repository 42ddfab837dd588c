"""Adverts that were imported: no board tells when they are closed."""

from datetime import date, timedelta

from analysis.printable import counted

MOST_DAYS_OPEN = 60
"""An imported advert that was published longer ago may well be closed."""


def long_ago(today: date) -> date:
    """Return the day before which an advert was published that may be closed by now."""
    return today - timedelta(days=MOST_DAYS_OPEN)


def perhaps_closed(adverts: int) -> str:
    """Say of so many imported adverts that they may be closed; nothing where there is none.

    >>> perhaps_closed(2), perhaps_closed(0)
    ('2 imported adverts were published more than 60 days ago and may be closed', '')
    """
    verb = "was" if adverts == 1 else "were"
    told = (
        f"{counted(adverts, 'imported advert')} {verb} published more than {MOST_DAYS_OPEN} days ago and may be closed"
    )
    return told if adverts else ""
