"""A CV file as lines, each with its place: PDF, DOCX, Markdown and plain text."""

from pathlib import Path

from analysis.cv_docx import lines_of_docx
from analysis.cv_limits import MOST_BYTES, CvError, refuse_long
from analysis.cv_line import CvLine
from analysis.cv_pdf import lines_of_pdf
from analysis.cv_rows import lines_of_text


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
    refuse_long(path, [line.text for line in lines])
    return lines


def _lines_of(path: Path, content: bytes) -> list[CvLine]:
    if content.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        return lines_of_pdf(path)
    if content.startswith(b"PK\x03\x04") or path.suffix.lower() == ".docx":
        return lines_of_docx(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CvError(f"{path}: an old or protected Word file; save it as .docx without a password, or as PDF")
    if b"\x00" in content[:4096]:
        raise CvError(f"{path}: neither text, PDF nor DOCX; save the CV as one of these")
    text = _decoded(content)
    refuse_long(path, [text])
    return list(lines_of_text(text))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
