"""The lines of a CV in DOCX: its paragraphs, and the rows of its tables that stand in one line."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.cv_dates import dates_in
from analysis.cv_limits import BROKEN, CvError
from analysis.cv_line import CvLine, line_of
from analysis.cv_words import names_column, names_work_column

MOST_UNPACKED = 60_000_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an older Word is shown instead; it says the same again."""
_LABEL = 40
"""The first cell of a row that is longer names nothing."""
_SHORT = 60


def lines_of_docx(path: Path) -> list[CvLine]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check_archive(path)
        paragraphs = list(_paragraphs(docx.Document(str(path))))
    except (*BROKEN, zipfile.BadZipFile, OpcError, SyntaxError) as error:
        raise CvError(f"{path}: a DOCX that cannot be read ({error}); save it again, or as PDF or text") from error
    return [line for number, (style, text) in enumerate(paragraphs, 1) for line in _styled(style, text, number)]


def _check_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    if sum(sizes) > MOST_UNPACKED or len(sizes) > 2_000:
        raise CvError(f"{path}: unpacks to far more than a CV holds; it is not opened. Save it without pictures")


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Yield style and text of every paragraph, those of headers first: in tables, boxes and content controls too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    headers = [section.header for section in document.sections if not section.header.is_linked_to_previous]
    for part in (*headers, document):
        rows = dict(_told_in_rows(part._element, qn))  # noqa: SLF001 no other way in
        for element in part._element.iter(qn("w:p")):  # noqa: SLF001
            if next(element.iterancestors(_FALLBACK), None) is not None:
                continue
            if element in rows:
                yield "", rows[element]
                continue
            is_list = element.pPr is not None and element.pPr.numPr is not None
            style = Paragraph(element, part).style
            yield "List" if is_list else ((style.name or "") if style else ""), _text_of(element, qn)


def _told_in_rows(part: Any, qn: Callable[[str], str]) -> Iterator[tuple[Any, str]]:
    """Yield the paragraphs of table rows that stand in one line: the first with the whole row, the others with nothing.

    Dates stand in rows too, beside all that a role tells: such a row is no line. What only names columns is left out.
    """
    for row in part.iter(qn("w:tr")):
        cells = [list(cell.iter(qn("w:p"))) for cell in row.iterchildren(qn("w:tc"))]
        if len(cells) < 2 or any(len(paragraphs) != 1 for paragraphs in cells):
            continue
        told = [_text_of(paragraph, qn).strip() for (paragraph,) in cells]
        if _is_one_line(told):
            names_columns = all(names_column(text) or names_work_column(text) for text in told)
            yield cells[0][0], "" if names_columns else "\t".join(told)
            yield from ((paragraph, "") for (paragraph,) in cells[1:])


def _is_one_line(cells: Sequence[str]) -> bool:
    """Say whether a row stands in one line: a label and its values, or with dates three cells as short as a label."""
    if not all(cells) or len(cells[0]) > _LABEL or any("\n" in text for text in cells):
        return False
    has_dates = any(map(dates_in, cells))
    return not has_dates or (len(cells) > 2 and all(len(text) <= _SHORT for text in cells))


def _text_of(paragraph: Any, qn: Callable[[str], str]) -> str:
    """Return the text of a paragraph with what was put in under revision, without that of boxes anchored in it."""
    breaks = {
        qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"
    }  # fmt: skip
    return "".join(
        breaks.get(element.tag) or element.text or ""
        for element in paragraph.iter(qn("w:t"), *breaks)
        if next(element.iterancestors(qn("w:p"))) is paragraph and element.getparent().tag == qn("w:r")
    )


def _styled(style: str, text: str, number: int) -> Iterator[CvLine]:
    for part in text.split("\n"):
        line = line_of(part, f"paragraph {number}")
        if line.text and style.startswith("List"):
            yield line._replace(kind="item")
        elif line.text and (style.startswith("Heading") or style == "Title"):
            depth = int(style[-1]) if style[-1].isdigit() else 1
            yield line._replace(kind="heading", depth=depth)
        else:
            yield line
