"""What a run may spend: requests and seconds."""

from dataclasses import dataclass, field
from time import monotonic

from scrapy.exceptions import IgnoreRequest


class BudgetError(IgnoreRequest):
    """A request that the run's budget left no room for."""


@dataclass
class Budget:
    """How many requests and seconds a run may spend."""

    max_requests: int | None = None
    max_seconds: float | None = None
    started: float = field(default_factory=monotonic)
    requests: int = 0

    def spend(self) -> None:
        """Count one request, or raise where nothing is left."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            raise BudgetError(f"left for the next run: the budget of {self.max_requests} requests is spent")
        if self.max_seconds is not None and monotonic() - self.started > self.max_seconds:
            raise BudgetError(f"left for the next run: the budget of {self.max_seconds:g} seconds is spent")
        self.requests += 1
