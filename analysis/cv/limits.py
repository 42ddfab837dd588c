"""What is not read as a CV: a file too large, too long or broken, and the error that says so."""

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

from crawler.exit_codes import WRONG_USE

MOST_BYTES = 8_000_000
MOST_CHARACTERS = 200_000
MOST_LINES = 5_000
MOST_IN_A_LINE = 3_000
BROKEN = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
    RecursionError, MemoryError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip
"""What the readers of PDF and DOCX raise over a file that is broken, by accident or on purpose."""


class CvError(Exception):
    """A CV cannot be read: which file, why, and what to do."""

    exit_code = WRONG_USE


def content_of(path: Path) -> bytes:
    """Return what stands at `path`, read once: it may be a pipe."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CvError(f"{path}: {error.strerror or error}") from error
    if len(content) > MOST_BYTES:
        raise CvError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; save it without pictures and try again")
    return content


def refuse_long(path: Path, texts: Iterable[str]) -> None:
    """Refuse what no CV is as long as, before it is looked at more closely, which can take the square of its length."""
    lines = [" ".join(line.split()) for text in texts for line in text.splitlines()]
    if sum(map(len, lines)) > MOST_CHARACTERS:
        raise CvError(f"{path}: longer than {MOST_CHARACTERS:,} characters; that is no CV. Give the CV alone")
    if sum(map(bool, lines)) > MOST_LINES:
        raise CvError(f"{path}: more than {MOST_LINES:,} lines; that is no CV. Give the CV alone")
    if max(map(len, lines), default=0) > MOST_IN_A_LINE:
        raise CvError(
            f"{path}: a line of more than {MOST_IN_A_LINE:,} characters; give each role and point its own line"
        )
