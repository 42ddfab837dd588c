"""What is said of names that strangers chose: files, columns, boards, firms."""

from collections.abc import Iterable

from analysis.printable import printable


def one_line(message: str) -> str:
    r"""Return a message as a terminal may show it: in one line, so that no name in it passes for a message of ours.

    >>> one_line("jobs\nnextrung: all is well.csv: no such file\x1b[2J")
    'jobs nextrung: all is well.csv: no such file[2J'
    """
    return printable(" ".join(message.split()))


def nearest(said: str, known: Iterable[str]) -> str | None:
    """Return which of the `known` names was probably meant; None where none is near.

    >>> nearest("lader", ["ladder", "match"]), nearest("x", ["ladder"])
    ('ladder', None)
    """
    from rapidfuzz.process import extractOne

    found = extractOne(said, list(known), score_cutoff=60)
    return found[0] if found else None
