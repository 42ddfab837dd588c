"""The lines of a CV in DOCX: its paragraphs, and the rows of its tables that stand in one line."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from analysis.cv.dates import dates_in, is_span
from analysis.cv.limits import BROKEN, CvError, refuse_long
from analysis.cv.line import CvLine, line_of
from analysis.cv.words import names_column, names_what_follows, names_work_column, part_named

MOST_UNPACKED = 60_000_000
MOST_PARAGRAPHS = 5_000
"""Those that say nothing count, too."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an older Word is shown instead; it says the same again."""
_LABEL = 40
"""The first cell of a row that is longer names nothing."""
_SHORT = 60


def lines_of_docx(path: Path, content: bytes) -> list[CvLine]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check_archive(path, content)
        document = docx.Document(BytesIO(content))
        _refuse_large(path, document)
        paragraphs = list(_paragraphs(document))
    except (*BROKEN, zipfile.BadZipFile, OpcError, SyntaxError) as error:
        raise CvError(f"{path}: a DOCX that cannot be read ({error}); save it again, or as PDF or text") from error
    return [line for number, (style, text) in enumerate(paragraphs, 1) for line in _styled(style, text, number)]


def _check_archive(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    if sum(sizes) > MOST_UNPACKED or len(sizes) > 2_000:
        raise CvError(f"{path}: unpacks to far more than a CV holds; it is not opened. Save it without pictures")


def _refuse_large(path: Path, document: Any) -> None:
    from docx.oxml.ns import qn

    found = (paragraph for part in _parts(document) for paragraph in part._element.iter(qn("w:p")))  # noqa: SLF001
    paragraphs = list(islice(found, MOST_PARAGRAPHS + 1))
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise CvError(f"{path}: more than {MOST_PARAGRAPHS:,} paragraphs; that is no CV. Give the CV alone")
    refuse_long(path, [_text_of(paragraph, qn) for paragraph in paragraphs])


def _parts(document: Any) -> list[Any]:
    """Return what holds paragraphs, headers first."""
    return [*(each.header for each in document.sections if not each.header.is_linked_to_previous), document]


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Yield style and text of every paragraph, those of headers first: in tables, boxes and content controls too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for part in _parts(document):
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

    Where cells tell duties, too, these are items below it. What only names columns is left out.
    """
    for row in part.iter(qn("w:tr")):
        cells = [list(cell.iter(qn("w:p"))) for cell in row.iterchildren(qn("w:tc"))]
        told = [[_text_of(paragraph, qn).strip() for paragraph in cell] for cell in cells]
        if len(cells) > 1 and all(cells):
            yield from zip(chain.from_iterable(cells), _told_in_cells(told), strict=False)


def _told_in_cells(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what stands for each paragraph of a row; nothing where they are to be read as they stand."""
    lines = [[paragraph.split("\n") for paragraph in cell] for cell in cells]
    firsts = [cell[0][0] for cell in lines]
    if all(len(cell) == len(cell[0]) == 1 for cell in lines):
        if _is_one_line(firsts):
            yield from ("" if _names_columns(firsts) else "\t".join(firsts), *[""] * (len(cells) - 1))
    elif _opens_role(firsts):
        yield from _as_items("\t".join(firsts), [[cell[0][1:], *cell[1:]] for cell in lines])
    elif len(cells) == 2 and names_what_follows(firsts[0]) and not part_named(firsts[0]):
        yield from _as_items("", [[lines[0][0][1:], *lines[0][1:]], lines[1]])


def _names_columns(cells: Sequence[str]) -> bool:
    return all(names_column(text) or names_work_column(text) or names_what_follows(text) for text in cells)


def _opens_role(cells: Sequence[str]) -> bool:
    """Say whether the first lines of cells are the head of a role: one is its dates, and all are short."""
    return len(cells) > 2 and sum(map(_is_span_alone, cells)) == 1 and all(0 < len(text) <= _SHORT for text in cells)


def _as_items(head: str, cells: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Yield the paragraphs of cells with each line as an item, below a head."""
    first, *others = ("\n".join(map(_item, filter(str.strip, paragraph))) for cell in cells for paragraph in cell)
    yield f"{head}\n{first}"
    yield from others


def _item(line: str) -> str:
    return line if line_of(line, "").kind == "item" else f"• {line}"


def _is_span_alone(text: str) -> bool:
    dates = dates_in(text)
    return dates is not None and is_span(dates) and not dates.rest


def _is_one_line(cells: Sequence[str]) -> bool:
    """Say whether a row stands in one line: a label and its values, or with dates three cells as short as a label."""
    if not all(cells) or len(cells[0]) > _LABEL:
        return False
    if not any(map(dates_in, cells)) or (len(cells) == 2 and names_work_column(cells[0])):
        return True
    return len(cells) > 2 and all(len(text) <= _SHORT for text in cells)


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
