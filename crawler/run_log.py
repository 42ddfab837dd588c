"""What happened to each board of a run, and the run's summary."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from crawler.exit_codes import DONE, DONE_IN_PART, NOTHING_TO_WORK_ON

Status = Literal["complete", "partial", "unchanged", "failed", "skipped"]
STATUSES: tuple[Status, ...] = ("complete", "partial", "unchanged", "failed", "skipped")


@dataclass(frozen=True)
class Snapshot:
    """How whole one board's answer was. Only a complete one may count as an absence."""

    source: str
    board: str
    scope: str
    status: Status
    seen_at: str
    postings: int | None = None
    """Adverts in scope; None where the board was not read."""
    listed: int | None = None
    declared_total: int | None = None
    requests: int = 0
    bytes: int = 0
    reason: str | None = None
    sightings: int = 0
    refused: int = 0
    tells_all: bool = False
    """A known advert of whatever scope that is not in the answer is absent."""
    is_left: bool = False
    """Not asked because the run came to its end before: left for the next."""


@dataclass
class SourceSummary:
    """One source's part of a run."""

    boards: int = 0
    complete: int = 0
    partial: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    left: int = 0
    """So many of those skipped are left for the next run."""
    postings: int = 0
    sightings: int = 0
    refused: int = 0
    requests: int = 0
    bytes: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    """Why boards were not read whole: reason to number of boards."""
    troubled: list[dict[str, str]] = field(default_factory=list)
    """The boards themselves: board, status, reason."""

    def add(self, snapshot: Snapshot) -> None:
        """Count one board in."""
        self.boards += 1
        setattr(self, snapshot.status, getattr(self, snapshot.status) + 1)
        self.left += snapshot.is_left
        self.postings += snapshot.postings or 0
        for name in ("sightings", "refused", "requests", "bytes"):
            setattr(self, name, getattr(self, name) + getattr(snapshot, name))
        if snapshot.reason:
            self.reasons[snapshot.reason] = self.reasons.get(snapshot.reason, 0) + 1
            line = {"board": snapshot.board, "status": snapshot.status, "reason": snapshot.reason}
            self.troubled.append(line)


@dataclass
class RunSummary:
    """What one crawl did."""

    run_id: str
    folder: str
    """The run's spool folder."""
    exit_code: int = DONE
    sources: dict[str, SourceSummary] = field(default_factory=dict)
    seconds: float = 0.0
    resumed: int = 0
    """Boards that an unfinished run had already read whole, not asked again."""
    stopped: int = 0
    """Boards at which a signal broke the run off: the next goes on there."""

    def add(self, snapshot: Snapshot) -> None:
        """Count one board in."""
        self.sources.setdefault(snapshot.source, SourceSummary()).add(snapshot)

    @property
    def statuses(self) -> Counter[str]:
        """How many boards ended in each status."""
        return Counter({status: sum(getattr(one, status) for one in self.sources.values()) for status in STATUSES})

    def conclude(self) -> None:
        """Settle the exit code: 0 done, 1 done in part, 3 nothing to work on."""
        counts = self.statuses
        if not sum(counts.values()) and not self.resumed:
            self.exit_code = NOTHING_TO_WORK_ON
        elif counts["failed"] or counts["partial"] or any(one.left for one in self.sources.values()):
            self.exit_code = DONE_IN_PART

    def as_dict(self) -> dict[str, Any]:
        """Return the summary as plain data."""
        return asdict(self)

    def card(self, started_at: str, ended_at: str) -> dict[str, Any]:
        """Return what a run's folder says when the run has come to its end."""
        told = {"run_id": self.run_id, "kind": "crawl", "started_at": started_at, "ended_at": ended_at}
        return {**told, "exit_code": self.exit_code, "summary": self.as_dict()}

    @staticmethod
    def of(data: dict[str, Any]) -> "RunSummary":
        """Return the summary that `as_dict` gave."""
        sources = {name: SourceSummary(**one) for name, one in data["sources"].items()}
        return RunSummary(**{**data, "sources": sources})
