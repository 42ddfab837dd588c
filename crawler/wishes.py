"""What a run wants of every board: which roles, how young, and how many of its adverts' pages."""

from dataclasses import dataclass
from datetime import date, datetime

from crawler.posting import Posting
from crawler.titles import Roles

DETAILS_A_BOARD = 500
"""So many advert pages of one board a run; the rest come with the next runs."""


@dataclass(frozen=True)
class Wishes:
    """What a run wants of every board."""

    roles: Roles
    now: datetime
    max_age_days: int | None = None
    max_details: int = DETAILS_A_BOARD

    def want(self, posting: Posting) -> bool:
        """Say whether an advert is of the wanted roles and young enough."""
        return self.roles.want(posting.title) and not self._is_old(posting.date_posted)

    def _is_old(self, posted: date | None) -> bool:
        return bool(self.max_age_days is not None and posted and (self.now.date() - posted).days > self.max_age_days)
