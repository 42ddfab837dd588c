"""What is not read as a CV: a file too large, too long or broken, and the error that says so."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

MOST_BYTES = 8_000_000
MOST_CHARACTERS = 200_000
BROKEN = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
    RecursionError, MemoryError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip
"""What the readers of PDF and DOCX raise over a file that is broken, by accident or on purpose."""


class CvError(Exception):
    """A CV cannot be read: which file, why, and what to do."""

    exit_code = 2


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


def refuse_long(path: Path, texts: Sequence[str]) -> None:
    if sum(len(" ".join(text.split())) for text in texts) > MOST_CHARACTERS:
        raise CvError(f"{path}: longer than {MOST_CHARACTERS:,} characters; that is no CV. Give the CV alone")
