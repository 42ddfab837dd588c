"""One line of a CV, and how a row of text becomes one."""

import re
from typing import Literal, NamedTuple

from analysis.cv.words import cv_knowledge, part_named

_ITEM = re.compile(
    r"^\s*(?:[-−*+‒–—•·▪▫●◦‣∙►▶▸➢➣➤➔➜✓✔☑→»⁃❖◆◇♦■□◾○⦁§★✦\uf000-\uf0ff\x7f]|o(?=\s)|\(?\d{1,2}[.)](?=\s+[A-Z]))(?:\s+|$)"
)
"""What marks an item; the last signs are those of Word's symbol fonts, and what a PDF that does not know them has."""
_PICTURE = re.compile(r"^\s*[\ue000-\uf8ff]\s*")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_APART = re.compile(r"(?<=\S)(?:\t+| {4,})(?=\S)")
"""What stands apart in a row is two things: an employer and its town, a title and its dates."""
_LINK = re.compile(r"\[([^\]]+)\]\((?:mailto:)?([^)]*)\)")
RULE = re.compile(r"[ \t|:+=_*–—-]*")
"""A line drawn between parts, or below the head of a table."""
Kind = Literal["heading", "item", "text", "gap"]


class CvLine(NamedTuple):
    """One paragraph, list item or heading of a CV."""

    text: str
    place: str
    """Where a person finds it: "page 1, line 12"."""
    kind: Kind = "text"
    depth: int = 0
    """Of a heading: 1 is the highest; 0 where the file does not say."""


def line_of(row: str, place: str) -> CvLine:
    row = _without_picture(row)
    text = _plain(row)
    if RULE.fullmatch(text):
        return CvLine("", place, "gap")
    if heading := _HEADING.match(text):
        return CvLine(heading[2], place, "heading", len(heading[1]))
    if item := _ITEM.match(row.replace("\u00a0", " ")):
        return CvLine(_plain(row[item.end() :]), place, "item")
    return CvLine(text, place)


def _without_picture(row: str) -> str:
    """Return the heading of a part without the picture before it, which looks like the mark of an item."""
    bare = _PICTURE.sub("", row)
    return bare if bare != row and part_named(bare) else row


def _plain(row: str) -> str:
    text = _LINK.sub(_shown_link, row.replace("\u00a0", " ").replace("\u200b", "")).strip()
    if text.startswith("|"):  # a row of a table
        text = " | ".join(filter(None, map(str.strip, text.split("|"))))
    text = _APART.sub(" | ", text)
    return re.sub(r"\s+", " ", _EMPHASIS.sub(r"\2", text))


def _shown_link(link: re.Match[str]) -> str:
    """Return the words of a link; its address where they only name the place it leads to."""
    return link[2] if link[1].casefold() in cv_knowledge("cv")["links"]["words"] else link[1]
