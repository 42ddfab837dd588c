"""The lines of a CV in PDF."""

import logging
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cv.limits import BROKEN, CvError, refuse_long
from analysis.cv.line import CvLine
from analysis.cv.paper import running_rows, without_running_rows
from analysis.cv.rows import in_one_column, joined, width

if TYPE_CHECKING:
    import pypdf

MOST_PAGES = 40
MOST_DRAWN = 3_000_000
"""So many bytes of instructions draw all pages together; a page of text alone takes a few thousand."""


def lines_of_pdf(path: Path, content: bytes) -> list[CvLine]:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pypdf warns about what it mends, in two ways
            logging.getLogger("pypdf").setLevel(logging.CRITICAL)
            reader = pypdf.PdfReader(BytesIO(content))
            _refuse_unreadable(reader, path)
            pages = _texts_of_pages(reader)
    except CvError:
        raise
    except (*BROKEN, PyPdfError, DependencyError) as error:
        raise CvError(f"{path}: a PDF that cannot be read ({error}); export it again, or save it as text") from error
    refuse_long(path, pages)
    return list(_of_pages(pages))


def _refuse_unreadable(reader: "pypdf.PdfReader", path: Path) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise CvError(f"{path}: protected by a password; save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise CvError(f"{path}: more than {MOST_PAGES} pages; give the CV alone")
    drawn = (len(drawing.get_data()) for page in reader.pages if (drawing := page.get_contents()) is not None)
    if any(total > MOST_DRAWN for total in accumulate(drawn)):
        raise CvError(f"{path}: drawn in more strokes than a CV; save it without pictures, or as text")


def _texts_of_pages(reader: "pypdf.PdfReader") -> list[str]:
    """Return the text of each page; where two columns stand side by side, one after the other."""
    layouts = [page.extract_text(extraction_mode="layout").splitlines() for page in reader.pages]
    running = running_rows(layouts)
    texts = []
    for number, (page, layout) in enumerate(zip(reader.pages, layouts, strict=True), 1):
        rows = without_running_rows(layout, number, running)
        columns = in_one_column(rows)
        if columns is rows:
            columns = without_running_rows(page.extract_text().splitlines(), number, running)
        texts.append("\n".join(columns))
    return texts


def _of_pages(pages: list[str]) -> Iterator[CvLine]:
    # A page break is no gap: a sentence may run over it.
    rows = [(row, f"page {page}, line {n}") for page, text in enumerate(pages, 1) for n, row in _rows(text)]
    yield from joined(iter(rows), width([row for row, _ in rows]))


def _rows(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate((row for row in text.splitlines() if row.strip()), 1)
