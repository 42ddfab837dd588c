"""What one board's visit has counted so far, and what it has to say against its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.breaks import Shape
from crawler.run_log import Status


@dataclass
class Tally:
    """The counts of one board while it is asked."""

    seen_at: datetime
    requests: int = 0
    bytes: int = 0
    listed: int = 0
    declared_total: int | None = None
    seen: set[str] = field(default_factory=set)
    """The ids of the rows and adverts met so far."""
    kept: int = 0
    sighted: int = 0
    unread: int = 0
    """Wanted entries that could not be read."""
    shape: Shape = field(default_factory=Shape)
    details: int = 0
    """How many adverts' pages were asked for."""
    left_over: int = 0
    """How many the budget left for the next run."""
    gone: int = 0
    validators: Mapping[str, str | None] = field(default_factory=dict)
    """With which the first list can be asked for again."""
    status: Status | None = None
    """Set where it is clear before the end."""
    is_left: bool = False
    reasons: list[str] = field(default_factory=list)

    @property
    def postings(self) -> int:
        """How many adverts in scope are there, with their texts or without."""
        return self.kept + self.sighted

    def trouble(self, reason: str) -> None:
        """Take down why the answer is less than whole."""
        self.reasons.append(reason)
