"""The adverts' own pages: which of them a visit asks for within its budget, and what their answers tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.board_memory import BoardMemory
from crawler.keeper import Keeper
from crawler.page import Ask, Row, UnreadableError, try_read
from crawler.posting import Posting
from crawler.spool import stamp
from crawler.tally import Tally


@dataclass
class AdvertPages:
    """The pages of one board's adverts: those never read go first, those read before get what is left."""

    past: BoardMemory
    keeper: Keeper
    tally: Tally
    put_off: list[Row] = field(default_factory=list)
    """Rows whose pages were read before: looked at again with what the others leave of the budget."""

    def first_look(self, row: Row) -> list[Ask]:
        """Return the question for a row's page, where it is asked for now."""
        if (mark := self.past.mark_of(row)) is not None:
            if self.past.is_as_before(row, mark, self.tally.seen_at):
                self.keeper.sight_if_known(row.source_id)
            else:
                self.put_off.append(row)
            return []
        if self.tally.details >= self.past.wishes.max_details:
            self.tally.left_over += 1
            self.keeper.sight_if_known(row.source_id)
            return []
        return self._ask([row])

    def second_look(self) -> list[Ask]:
        """Return the questions for the rows put off: those in doubt first, then those not looked at for longest."""
        room = self.past.wishes.max_details - self.tally.details
        rows = sorted(self.put_off, key=self._looked_at)
        self.put_off = rows[room:]
        return self._ask(rows[:room])

    def _ask(self, rows: Sequence[Row]) -> list[Ask]:
        asks = [replace(row.detail, row=row) for row in rows if row.detail]
        self.tally.details += len(asks)
        return asks

    def _looked_at(self, row: Row) -> tuple[bool, str]:
        mark = self.past.mark_of(row) or {}
        return mark.get("is_advert", True), mark.get("seen_at", "")

    def sight_put_off(self) -> None:
        """Take the adverts whose pages had no second look for still there."""
        for row in self.put_off:
            self.keeper.sight_if_known(row.source_id)

    # --- answers --------------------------------------------------------------------------------------------------

    def answered(self, row: Row, status: int, body: bytes) -> None:
        """Take in the answer to the question for a row's page."""
        if status in {404, 410}:
            self._is_missing(row)
        elif status != 200:
            self._doubt(row, f"an advert's page answered HTTP {status}")
        else:
            self._read(row, body)

    def _is_missing(self, row: Row) -> None:
        known = self.past.known.get(row.source_id)
        self.tally.gone += known is None or known.is_open  # withdrawn between the list and its page
        if known:
            self._remember(row, is_advert=False)

    def _doubt(self, row: Row, reason: str) -> None:
        self.keeper.sight_if_known(row.source_id)
        self.tally.trouble(reason)

    def _read(self, row: Row, body: bytes) -> None:
        board = self.past.board
        try:
            found = try_read(lambda: self.past.spider.read_detail(body, row, board), board, row)
        except UnreadableError as error:
            self._doubt(row, f"an advert's page: {error}")
            return
        is_kept = self.keeper.keep(found)
        if found is None:
            self.tally.gone += self.past.is_open(row.source_id)
            self._remember(row, is_advert=False)
        elif isinstance(found, Posting):
            self._remember(row, is_advert=True, is_kept=is_kept and found.source_id == row.source_id)

    def _remember(self, row: Row, **told: bool) -> None:
        if row.mark:
            self.past.leave(row.source_id, mark=row.mark, seen_at=stamp(self.tally.seen_at), **told)
