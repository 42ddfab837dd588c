"""The judgement at the end of a visit: how whole the answer was, and what of it later runs are to remember."""

from collections.abc import Iterator

from crawler.board_memory import BoardMemory
from crawler.breaks import BELIEVED_FROM, collapse, seen_again, withdrawal
from crawler.run_log import Snapshot, Status
from crawler.spool import stamp
from crawler.tally import Tally


def judge(tally: Tally, past: BoardMemory) -> Snapshot:
    """Judge a visit by its tally, and leave the marks that it makes."""
    status = tally.status or _status(tally, past)
    _leave_marks(status, tally, past)
    return _snapshot(status, tally, past)


def _status(tally: Tally, past: BoardMemory) -> Status:
    if not tally.listed and (tally.reasons or tally.warnings):
        return "failed"
    if tally.unread and not tally.postings:
        tally.trouble(_told_unread(tally))
        return "failed"
    if tally.unread:
        (tally.reasons if _is_most_unread(tally) else tally.warnings).append(_told_unread(tally))
    for doubt in _doubts(tally, past):
        tally.trouble(doubt)
    if not tally.reasons and (broken := _doubt_of_a_break(tally, past)):
        tally.trouble(broken)
    return "partial" if tally.reasons else "complete"


def _is_most_unread(tally: Tally) -> bool:
    """Say whether half of what was asked for could not be read, as where a platform has changed.

    Of a board whose other adverts are known and need not be asked for, one bad advert is not half.
    """
    return tally.unread >= tally.kept and 2 * tally.unread > tally.postings


def _told_unread(tally: Tally) -> str:
    """Say how many adverts could not be read, and the commonest reason."""
    reason, _ = tally.unreadable.most_common(1)[0]
    return f"{tally.unread} of {tally.unread + tally.kept} adverts asked for could not be read ({reason})"


def _doubts(tally: Tally, past: BoardMemory) -> Iterator[str]:
    """Name what makes the answer less than whole."""
    if tally.left_over:
        most = past.wishes.max_details
        yield f"{tally.left_over} adverts' pages left for the next run (at most {most} a run)"
    if short := [one.told(text) for text, one in sorted(tally.lists.items()) if one.is_short]:
        yield f"short list: {', '.join(short)}"
    if tally.unasked:
        yield f"{len(tally.unasked)} lists or sitemaps not read (at most {past.spider.most_lists} a board)"
    if not tally.listed and past.spider.empty_is_unknown:
        yield f"no adverts: {past.spider.empty_tells}"


def _doubt_of_a_break(tally: Tally, past: BoardMemory) -> str | None:
    """Doubt an answer that breaks with the ones before; when several runs have seen it, believe it."""
    before, broken = past.mark("break") or {}, _break(tally, past)
    if broken is None:
        if before.get("times"):
            past.leave("break", times=0)
        return None
    seen = seen_again(broken, before)
    past.leave("break", **seen)
    return f"{broken}: believed when {BELIEVED_FROM} runs have seen it" if seen["times"] < BELIEVED_FROM else None


def _break(tally: Tally, past: BoardMemory) -> str | None:
    """Say what is suddenly not as it was."""
    before = past.mark("shape")
    return (
        collapse(past.open_before(), tally.postings)
        or withdrawal(tally.gone, tally.details)
        or (tally.shape.break_with(before) if before else None)
    )


def _leave_marks(status: Status, tally: Tally, past: BoardMemory) -> None:
    if status != "skipped":
        past.leave("asked", seen_at=stamp(tally.seen_at))
    if status != "complete":
        return
    if tally.shape.postings:
        past.leave("shape", **vars(tally.shape))
    if past.spider.is_conditional and (tally.validators.get("etag") or tally.validators.get("modified")):
        past.leave("board", postings=tally.postings, **tally.validators)


def _snapshot(status: Status, tally: Tally, past: BoardMemory) -> Snapshot:
    is_read = status in {"complete", "partial"}
    return Snapshot(
        source=past.board.source,
        board=past.board.board,
        scope=past.scope,
        status=status,
        seen_at=stamp(tally.seen_at),
        postings=tally.postings if is_read else None,
        listed=tally.listed if is_read else None,
        declared_total=tally.declared_total,
        requests=tally.requests,
        bytes=tally.bytes,
        reason="; ".join(dict.fromkeys((*tally.reasons, *tally.warnings))) or None,
        sightings=tally.sighted,
        refused=tally.unread,
        is_left=tally.is_left,
        tells_all=past.tells_all,
    )
