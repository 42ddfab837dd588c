"""What one crawl is asked to do, as it is handed to the process that does it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

JOB = "job.json"
CANNOT_GO_ON = "cannot_go_on"
"""The key under which that process says why it ends before its time."""


@dataclass(frozen=True)
class Job:
    """All that the child process must know; the keys are in its environment."""

    run_id: str
    spool_dir: str
    boards: list[dict[str, Any]]
    roles: str | None
    now: str
    known: str | None
    delay: float
    concurrency: int
    max_requests: int | None
    max_seconds: float | None
    max_age_days: int | None
    max_details: int
    timeout: float
    asked_by_name: list[str]
    """Sources named on the command line: these are asked although they are off by default."""
    contact: str | None
    is_quiet: bool
    tells_boards: bool
    """Whether each board's snapshot is printed as it ends."""

    def write(self, folder: Path) -> Path:
        """Write the job into its run's folder; return the file."""
        path = folder / JOB
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return path

    @staticmethod
    def read(path: Path) -> "Job":
        """Return the job that `write` wrote."""
        return Job(**json.loads(path.read_text(encoding="utf-8")))
