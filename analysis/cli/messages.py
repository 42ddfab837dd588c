"""What is said of names that strangers chose: files, columns, boards, firms."""

from analysis.printable import printable


def one_line(message: str) -> str:
    r"""Return a message as a terminal may show it: in one line, so that no name in it passes for a message of ours.

    >>> one_line("jobs\nnextrung: all is well.csv: no such file\x1b[2J")
    'jobs nextrung: all is well.csv: no such file[2J'
    """
    return printable(" ".join(message.split()))
