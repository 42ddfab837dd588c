"""A CV file as lines, each with its place: PDF, DOCX, Markdown and plain text."""

import re
from pathlib import Path

from analysis.cv.docx import lines_of_docx
from analysis.cv.limits import CvError, refuse_long
from analysis.cv.line import CvLine
from analysis.cv.pdf import lines_of_pdf
from analysis.cv.rows import lines_of_text

_STARTS = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx"}
_PICTURE = re.compile(r"(?:!?\[[^\]\n]{0,100}\]:?\s?[(<]?)?data:image/[\w.+-]{1,20};base64,[\w+/=]+[)>]?")
"""A picture as word processors write it into Markdown: a line of a hundred thousand letters."""
_READERS = {".pdf": lines_of_pdf, ".docx": lines_of_docx}


def cv_lines(path: Path, content: bytes) -> list[CvLine]:
    """Return the lines of the CV that `content` is, in reading order; `path` is what errors call it."""
    lines = [line for line in _lines_of(path, content) if line.text or line.kind == "gap"]
    if not any(line.text for line in lines):
        raise CvError(f"{path}: no text in it (is it a scan?); export the CV as text, DOCX or a PDF with text")
    refuse_long(path, [line.text for line in lines])
    return lines


def _lines_of(path: Path, content: bytes) -> list[CvLine]:
    kind = next((ending for start, ending in _STARTS.items() if content.startswith(start)), "")
    if not kind:
        _refuse_other(path, content[:4096])
    if read := _READERS.get(kind or path.suffix.lower()):
        return read(path, content)
    if b"\x00" in content[:4096]:
        raise CvError(f"{path}: neither text, PDF nor DOCX; save the CV as one of these")
    text = _PICTURE.sub("", _decoded(content))
    refuse_long(path, [text])
    return list(lines_of_text(text))


def _refuse_other(path: Path, start: bytes) -> None:
    """Refuse what only looks like text, whatever it is called."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise CvError(f"{path}: an old or protected Word file; save it as .docx without a password, or as PDF")
    if start.startswith(b"{\\rtf"):
        raise CvError(f"{path}: an RTF file; save it as .docx or PDF")
    if re.match(rb"\W*<(?:!doctype|html|head|body)\b", start, re.IGNORECASE):
        raise CvError(f"{path}: a web page; print it as PDF, or save its text")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
