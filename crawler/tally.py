"""What one board's visit has counted so far, and what it has to say against its answer."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.breaks import Shape
from crawler.page import Ask, Page
from crawler.run_log import Status


@dataclass
class Listing:
    """What the pages of one list have shown so far: a board's own, or a search's."""

    ids: set[str] = field(default_factory=set)
    listed: int = 0
    declared_total: int | None = None
    """What its first page says: later ones may say 0."""

    def take(self, page: Page) -> bool:
        """Count a page in; say whether it adds anything, as platforms wrap to their first page, or repeat one.

        An id counts again on the same page, where boards list a role once a place, but not on another: there it
        stands in the place of one that slipped through between two questions.
        """
        self.declared_total = page.declared_total if self.declared_total is None else self.declared_total
        ids = {row.source_id for row in page.rows}
        if ids and ids <= self.ids:
            return False
        self.listed += sum(row.source_id not in self.ids for row in page.rows) + len(page.refused)
        self.ids |= ids
        return True

    @property
    def is_short(self) -> bool:
        """Whether it shows fewer adverts than it says it has."""
        return self.declared_total is not None and self.listed < self.declared_total

    def told(self, text: str) -> str:
        """Say how many of its adverts it shows, as the list for `text`."""
        return f"{self.listed} of {self.declared_total} adverts" + (f' for "{text}"' if text else "")


@dataclass
class Tally:
    """The counts of one board while it is asked."""

    seen_at: datetime
    requests: int = 0
    bytes: int = 0
    lists: defaultdict[str, Listing] = field(default_factory=lambda: defaultdict(Listing))
    """By the text searched for; "" is the whole board."""
    seen: set[str] = field(default_factory=set)
    """The ids of the rows and adverts met so far."""
    kept: int = 0
    sighted: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    """Why wanted entries could not be read, and how many of them."""
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
    warnings: list[str] = field(default_factory=list)
    """What is said of an answer, whole or not."""
    asked: set[tuple[str, str | None]] = field(default_factory=set)
    """The lists asked for: address and body."""
    unasked: set[tuple[str, str | None]] = field(default_factory=set)
    """The lists named beyond what a board is asked."""

    @property
    def listed(self) -> int:
        """How many adverts the lists show, readable or not; each search counts its own."""
        return sum(one.listed for one in self.lists.values())

    @property
    def declared_total(self) -> int | None:
        """How many there are by the board's word; None where several searches may have the same ones."""
        told = [one.declared_total for one in self.lists.values() if one.declared_total is not None]
        return told[0] if len(told) == 1 else None

    @property
    def postings(self) -> int:
        """How many adverts in scope are there, with their texts or without."""
        return self.kept + self.sighted

    @property
    def unread(self) -> int:
        """How many wanted entries could not be read."""
        return self.unreadable.total()

    def is_new(self, ask: Ask, most: int) -> bool:
        """Take a question for a list down; say whether it is to be asked: a list may name itself, or any number."""
        named = ask.url, ask.body
        if named in self.asked:
            return False
        (self.asked if len(self.asked) < most else self.unasked).add(named)
        return named in self.asked

    def trouble(self, reason: str) -> None:
        """Take down why the answer is less than whole."""
        self.reasons.append(reason)
