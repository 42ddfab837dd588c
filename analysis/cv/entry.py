"""One entry of a part of a CV, with the line it was read from."""

from typing import Any, NamedTuple

from analysis.cv.line import CvLine


class Entry(NamedTuple):
    """One entry of a part of a JSON Resume, and the line it was read from."""

    value: dict[str, Any]
    line: CvLine
