"""What can be wrong with the store, in words for the person who runs it."""

from crawler.exit_codes import LOCKED, NOTHING_TO_WORK_ON, WRONG_USE


class StoreError(Exception):
    """The store cannot be read or written; says where and what to do."""

    exit_code = WRONG_USE


class StoreMissing(StoreError):  # noqa: N818 - names a state, reads as a sentence
    """There is no store yet."""

    exit_code = NOTHING_TO_WORK_ON


class StoreLocked(StoreError):  # noqa: N818 - the same
    """Another process is writing."""

    exit_code = LOCKED


class StoreDamaged(StoreError):  # noqa: N818 - the same
    """The file is no store, or is broken."""


class QueryError(StoreError):
    """A question that the store cannot answer: wrong SQL, no such question, or one that would change something."""
