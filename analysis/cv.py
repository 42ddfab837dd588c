"""A CV file as lines, each with its place: PDF, DOCX, Markdown and plain text."""

import logging
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from analysis.cv_dates import dates_in, is_span
from analysis.cv_words import cv_knowledge, is_title, names_column, names_work_column, opens_with_verb, part_named

MOST_BYTES = 8_000_000
MOST_UNPACKED = 60_000_000
MOST_PAGES = 40
MOST_CHARACTERS = 200_000
_ITEM = re.compile(r"^\s*(?:[-*+–—•·▪●◦‣∙►▶➢➤✓✔→»⁃❖◆◇■□○§\uf0b7\uf0a7]|o(?=\s)|\(?\d{1,2}[.)](?=\s+[A-Z]))\s+")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)|^ {12,}(?=\S)")
_APART = re.compile(r"(?<=\S)(?:\t+| {4,})(?=\S)")
"""What stands apart in a row is two things: an employer and its town, a title and its dates."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an older Word is shown instead; it says the same again."""
_RULE = re.compile(r"[ \t|:+=_*–—-]*")
"""A line drawn between parts, or below the head of a table."""
_LINK = re.compile(r"\[([^\]]+)\]\((?:mailto:)?([^)]*)\)")

_BROKEN = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
    RecursionError, MemoryError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip
"""What the readers of PDF and DOCX raise over a file that is broken, by accident or on purpose."""

_LABEL = 40
"""The first cell of a row that is longer names nothing."""
_SHORT = 60
_NEAR = 0.85
_WRAPPED = 3
"""So many rows come near the edge in a text that is wrapped there."""
Kind = Literal["heading", "item", "text", "gap"]


if TYPE_CHECKING:
    import pypdf


class CvError(Exception):
    """A CV cannot be read: which file, why, and what to do."""

    exit_code = 2


class CvLine(NamedTuple):
    """One paragraph, list item or heading of a CV."""

    text: str
    place: str
    """Where a person finds it: "page 1, line 12"."""
    kind: Kind = "text"
    depth: int = 0
    """Of a heading: 1 is the highest; 0 where the file does not say."""


def cv_lines(path: Path) -> list[CvLine]:
    """Return the lines of the CV at `path`, in reading order."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CvError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; save it without pictures and try again")
        content = path.read_bytes()
    except OSError as error:
        raise CvError(f"{path}: {error.strerror or error}") from error
    lines = [line for line in _lines_of(path, content) if line.text or line.kind == "gap"]
    if not any(line.text for line in lines):
        raise CvError(f"{path}: no text in it (is it a scan?); export the CV as text, DOCX or a PDF with text")
    _refuse_long(path, [line.text for line in lines])
    return lines


def _refuse_long(path: Path, texts: Sequence[str]) -> None:
    if sum(len(" ".join(text.split())) for text in texts) > MOST_CHARACTERS:
        raise CvError(f"{path}: longer than {MOST_CHARACTERS:,} characters; that is no CV. Give the CV alone")


def _lines_of(path: Path, content: bytes) -> list[CvLine]:
    if content.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        return _of_pdf(path)
    if content.startswith(b"PK\x03\x04") or path.suffix.lower() == ".docx":
        return _of_docx(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CvError(f"{path}: an old or protected Word file; save it as .docx without a password, or as PDF")
    if b"\x00" in content[:4096]:
        raise CvError(f"{path}: neither text, PDF nor DOCX; save the CV as one of these")
    text = _decoded(content)
    _refuse_long(path, [text])
    return list(lines_of_text(text))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def lines_of_text(text: str) -> Iterator[CvLine]:
    r"""Yield the lines of a CV in Markdown or plain text; hard-wrapped lines are joined.

    >>> [(line.text, line.kind) for line in lines_of_text("# Kim Doe\n\n- Led a team\n  of nine.")]
    [('Kim Doe', 'heading'), ('', 'gap'), ('Led a team of nine.', 'item')]
    """
    rows = _in_one_column(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n"))
    rows = _without_table_heads(rows)
    yield from _joined(((row, f"line {number}") for number, row in enumerate(rows, 1)), _width(rows))


def _without_table_heads(rows: list[str]) -> list[str]:
    """Return rows with a blank for each that names the columns of the table below it."""
    return ["" if _is_table_head(*pair) else pair[0] for pair in zip(rows, [*rows[1:], ""], strict=True)]


def _is_table_head(row: str, below: str) -> bool:
    is_ruled = "|" in row and {*"|+"} & {*below} and "-" in below and _RULE.fullmatch(below)
    cells = row.split("|")
    return bool(is_ruled) and (any(map(names_column, cells)) or sum(map(names_work_column, cells)) > 1)


def _width(rows: list[str]) -> int:
    """Return the width that rows were wrapped at; 0 where too few come near it to be wrapped at all."""
    widest = max((len(row) for row in rows), default=0)
    return widest if sum(len(row.rstrip()) > widest * _NEAR for row in rows) >= _WRAPPED else 0


def _in_one_column(rows: list[str]) -> list[str]:
    """Return rows of two columns one column after the other; rows of one column as they are.

    Two columns stand side by side where most rows leave the same gutter free, and a part of a CV opens on either side.
    """
    for start in sorted({found.end() for row in rows for found in _GUTTER.finditer(row)}):
        left = [row[:start].rstrip() for row in rows]
        right = [row[start:].rstrip() for row in rows]
        is_free = all(row[start - 2 : start].strip() == "" for row in rows)
        beside = sum(bool(one and two) for one, two in zip(left, right, strict=True))
        if is_free and beside >= 4 and all(any(part_named(row) for row in side) for side in (left, right)):
            return [*left, "", *right]
    return rows


def _joined(rows: Iterator[tuple[str, str]], widest: int) -> Iterator[CvLine]:
    """Put together what was wrapped at the page's edge."""
    held: list[CvLine] = []
    last = ""
    for row, place in rows:
        line = _line(row, place)
        if held and line.kind == "text" and _continues(held, last, line.text, row, widest):
            held.append(line)
        else:
            yield from _one(held)
            held = [line]
        last = row
    yield from _one(held)


def _one(rows: list[CvLine]) -> Iterator[CvLine]:
    if rows:
        yield rows[0]._replace(text=" ".join(row.text for row in rows))


def _line(row: str, place: str) -> CvLine:
    text = _plain(row)
    if _RULE.fullmatch(text):
        return CvLine("", place, "gap")
    if heading := _HEADING.match(text):
        return CvLine(heading[2], place, "heading", len(heading[1]))
    if item := _ITEM.match(row.replace("\u00a0", " ")):
        return CvLine(_plain(row[item.end() :]), place, "item")
    return CvLine(text, place)


def _plain(row: str) -> str:
    text = _LINK.sub(_shown_link, row.replace("\u00a0", " ").replace("\u200b", "")).strip()
    if text.startswith("|"):  # a row of a table
        text = " | ".join(filter(None, map(str.strip, text.split("|"))))
    text = _APART.sub(" | ", text)
    return re.sub(r"\s+", " ", _EMPHASIS.sub(r"\2", text))


def _shown_link(link: re.Match[str]) -> str:
    """Return the words of a link; its address where they only name the place it leads to."""
    return link[2] if link[1].casefold() in cv_knowledge("cv")["links"]["words"] else link[1]


def _continues(held: Sequence[CvLine], last: str, text: str, row: str, widest: int) -> bool:
    kind, above = held[0].kind, held[-1].text
    if kind in ("gap", "heading") or text.startswith(("http", "www.")) or part_named(text):
        return False
    if kind == "item" and row.startswith("  "):
        return True
    first_word = len(text.split(" ", 1)[0])
    is_full = widest >= 60 and len(last.rstrip()) + first_word + 1 > widest * 0.93
    goes_on, ends = (len(last) > 40, (".",)) if text[0].islower() else (is_full, (".", ":", "!"))
    if not goes_on or above.endswith(ends):
        return False
    return kind == "item" or above.endswith("|") or not (_is_row(above) or _is_row(text))


def _is_row(text: str) -> bool:
    """Say whether a row stands for itself: an address, or the head of a role with its dates, and no told sentence."""
    dates = dates_in(text)
    if dates is None or not is_span(dates) or opens_with_verb(text):
        return "@" in text
    return len(dates.rest) <= 60 or is_title(dates.rest) or "@" in text


def _refuse_unreadable(reader: "pypdf.PdfReader", path: Path) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise CvError(f"{path}: protected by a password; save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise CvError(f"{path}: more than {MOST_PAGES} pages; give the CV alone")


def _of_pdf(path: Path) -> list[CvLine]:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pypdf warns about what it mends, in two ways
            logging.getLogger("pypdf").setLevel(logging.CRITICAL)
            reader = pypdf.PdfReader(path)
            _refuse_unreadable(reader, path)
            pages = [_text_of_page(page) for page in reader.pages]
    except CvError:
        raise
    except (*_BROKEN, PyPdfError, DependencyError) as error:
        raise CvError(f"{path}: a PDF that cannot be read ({error}); export it again, or save it as text") from error
    _refuse_long(path, pages)
    return list(_of_pages(pages))


def _text_of_page(page: "pypdf.PageObject") -> str:
    """Return the text of a page; where two columns stand side by side, one after the other."""
    rows = page.extract_text(extraction_mode="layout").splitlines()
    columns = _in_one_column(rows)
    return page.extract_text() if columns is rows else "\n".join(columns)


def _of_pages(pages: list[str]) -> Iterator[CvLine]:
    # A page break is no gap: a sentence may run over it.
    rows = [(row, f"page {page}, line {n}") for page, text in enumerate(pages, 1) for n, row in _rows(text)]
    yield from _joined(iter(rows), _width([row for row, _ in rows]))


def _rows(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate((row for row in text.splitlines() if row.strip()), 1)


def _of_docx(path: Path) -> list[CvLine]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check_archive(path)
        paragraphs = list(_paragraphs(docx.Document(str(path))))
    except (*_BROKEN, zipfile.BadZipFile, OpcError, SyntaxError) as error:
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
        line = _line(part, f"paragraph {number}")
        if line.text and style.startswith("List"):
            yield line._replace(kind="item")
        elif line.text and (style.startswith("Heading") or style == "Title"):
            depth = int(style[-1]) if style[-1].isdigit() else 1
            yield line._replace(kind="heading", depth=depth)
        else:
            yield line
