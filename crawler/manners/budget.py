"""What a run may spend: requests and seconds."""

from dataclasses import dataclass, field
from math import inf
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

    @property
    def seconds_left(self) -> float:
        """How long requests may still leave."""
        return inf if self.max_seconds is None else self.max_seconds - (monotonic() - self.started)

    def spend(self) -> None:
        """Count one request, or raise where nothing is left."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            raise BudgetError(f"left for the next run: the budget of {self.max_requests} requests is spent")
        if self.seconds_left <= 0:
            raise self.out_of_time()
        self.requests += 1

    def out_of_time(self) -> BudgetError:
        """Return what is said to a request whose turn does not come in time."""
        return BudgetError(f"left for the next run: the budget of {self.max_seconds:g} seconds is spent")
