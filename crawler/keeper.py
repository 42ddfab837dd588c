"""What of a board's adverts goes into the spool: those wanted, those refused, and sightings of those known."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from crawler.board_memory import BoardMemory
from crawler.board_spider import BoardSpider
from crawler.normal.contacts import without_contacts
from crawler.posting import Posting, Refused
from crawler.tally import Tally

Kept = TypeVar("Kept", Posting, Refused)
_LEAST_KEY = 6
"""A shorter "key" would be found in words."""


@dataclass(frozen=True)
class Keeper:
    """Writes a board's adverts into the spool, with contacts and keys masked, and counts them."""

    past: BoardMemory
    tally: Tally

    def keep(self, found: Posting | Refused | None) -> bool:
        """Write what was read of an advert, where it is wanted or known; say whether it was."""
        if isinstance(found, Refused):
            self.tally.unreadable[found.reason] += 1
            self.refuse(found)
            return False
        if found is None or not (self.past.is_open(found.source_id) or self.past.wishes.want(found)):
            return False
        self.tally.seen.add(found.source_id)
        self.tally.kept += 1
        self.tally.shape.add(found)
        masked = without_keys(without_contacts(found), self.past.spider)
        self.past.spool.posting(masked, self.past.scope, self.tally.seen_at)
        return True

    def refuse(self, refused: Refused) -> None:
        """Write an entry that could not be read."""
        self.past.spool.refused(without_keys(refused, self.past.spider), place=refused.source_id or "list")
        if refused.source_id is None:
            self.tally.trouble("an entry without an id could not be read")
        else:
            # It is there, only not readable: no absence.
            self.sight_if_known(refused.source_id)

    def sight_if_known(self, source_id: str) -> None:
        """Write that an advert is still there, where it is known to be open."""
        if self.past.is_open(source_id):
            self.tally.sighted += 1
            board = self.past.board
            self.past.spool.sighting((board.source, board.board, source_id), self.past.scope, self.tally.seen_at)


def without_keys(record: Kept, spider: BoardSpider) -> Kept:
    """Mask the user's own keys, which some sources write into the addresses they answer with."""
    stated = [spider.keys.get(name) or "" for name in spider.needs_keys]
    keys = [key for key in stated if len(key) >= _LEAST_KEY]
    told = record.model_dump_json() if keys else ""
    masked = told
    for key in keys:
        masked = masked.replace(key, "[key]").replace(quote(key, safe=""), "[key]")
    return record if masked == told else type(record).model_validate_json(masked)
