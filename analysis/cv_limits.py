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


def refuse_long(path: Path, texts: Sequence[str]) -> None:
    if sum(len(" ".join(text.split())) for text in texts) > MOST_CHARACTERS:
        raise CvError(f"{path}: longer than {MOST_CHARACTERS:,} characters; that is no CV. Give the CV alone")
