"""What an import brought, in figures and in words."""

from dataclasses import dataclass

from analysis.closing import perhaps_closed


@dataclass(frozen=True)
class ImportSummary:
    """What an import brought."""

    new: int
    changed: int
    unchanged: int
    refused: int
    unread: int = 0
    """Fields that could not be read; their adverts came in without them."""
    perhaps_closed: int = 0
    """Adverts that were published long ago; no board tells when they are closed."""
    unknown_columns: tuple[str, ...] = ()
    """Columns nobody understood, each once, as "file: a, b"."""
    failed: tuple[str, ...] = ()
    """Files that could not be read, with the reason."""
    reasons: tuple[str, ...] = ()
    """Why rows were refused and fields kept aside: each reason once, with its count."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong, for people."""
        return self.failed + self.reasons

    @property
    def counts(self) -> str:
        """What came."""
        counts = f"{self.new:,} new, {self.changed:,} changed, {self.unchanged:,} unchanged, {self.refused:,} refused"
        counts += f", {self.unread:,} fields kept aside" if self.unread else ""
        return f"imported: {counts}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over, and what may be closed, for people."""
        unknown = (f"columns not understood in {each}" for each in self.unknown_columns)
        return (*unknown, *filter(None, [perhaps_closed(self.perhaps_closed)]))

    def __str__(self) -> str:
        return "\n".join([self.counts, *self.notes, *self.problems])
