"""HTML of an advert to plain text: one line a block, list item or table row, in reading order."""

import html as entities
import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.normal.bullets import GLUE, joined_to_bullets
from crawler.normal.criteria import CELL, LEFT_OUT, criteria_marks
from crawler.normal.html_shown import (
    BLOCKS,
    CELLS,
    KEPT,
    RESTYLED,
    UNSEEN,
    WHITE_SPACE,
    keeps_lines,
    mark_of_style,
    mark_of_tag,
)
from crawler.normal.markup import unescaped
from crawler.normal.signs import bullets, repaired, reread

_SWALLOWING = "audio|canvas|iframe|noscript|object|script|style|svg|template|textarea|title|video"
# To look at the letter first is three times as fast.
_START = re.compile(rf"<(?=[!acinostv])(?:({_SWALLOWING})\b[^<>]*>|!--)", re.IGNORECASE)
_END = re.compile(rf"</({_SWALLOWING})\b|-->", re.IGNORECASE)
_ODD_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space that ends no line and divides no cells."""
_SPACES = re.compile("  +")
_TAG = re.compile(r"<[a-zA-Z!/]")
_ODD = {"\u00ad": "", "\u200b": "", "\ufeff": "", "\r": "\n"}
_FORM = BLOCKS - {"body", "html"} | CELLS
"""What gives a text its form; the two parts that every tree has give none."""
_GLUED = re.compile(rf"{GLUE}[\s{CELL}]*")
_ANY_TAG = re.compile(r"<[^<>]*>")
_MOST_TAGS = 20_000
"""No advert has more; the parser takes time that grows with the square of the depth."""
_ENDING = r"""(?:>|/>|\s[^<>"']*+(?:(?:"[^<>"]*+"|'[^<>']*+')[^<>"']*+)*+>)"""
# In small letters, as most write them: to heed either kind takes a quarter longer.
_PLAIN_BLOCK = re.compile(rf"</?(?:li|p|br|div|ul|ol|h[1-6]|section|blockquote){_ENDING}")
_PLAIN_INLINE = re.compile(rf"</?(?:strong|a|span|em|b|i|u|font|small|sup|sub){_ENDING}")
"""What most adverts are made of: their text is the same whether a parser makes a tree of them or not."""


def plain_text(html: str) -> str:
    r"""Return the visible text of `html`, one line a block.

    >>> plain_text("<h3>You need</h3><ul><li>SQL &amp; Python</li><li> </li></ul>")
    'You need\nSQL & Python'
    >>> plain_text("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;")
    'One\nTwo'
    >>> plain_text("<table><tr><th>Essential</th><th>Desirable</th></tr><tr><td>PRINCE2</td><td>MSP</td></tr></table>")
    'Essential\nPRINCE2\nDesirable\nMSP'
    """
    source = unescaped(_without_cdata(_cleared(repaired(html))))
    if not _TAG.search(source):
        return _tidy(entities.unescape(source))
    if (plain := _without_tree(source)) is not None:
        return _tidy(plain)
    if source.count("<") > _MOST_TAGS:
        return _tidy(_ANY_TAG.sub("\n", source))
    return _tidy("".join(_pieces(source)))


def _without_tree(source: str) -> str | None:
    """Return the text of an advert of paragraphs, lists and emphasis, ten times as fast as by a tree; else None."""
    if "\n" in source and "white-space" in source and not KEPT.isdisjoint(WHITE_SPACE.findall(source)):
        return None
    if ("hidden" in source or "display" in source) and RESTYLED.search(source):
        return None
    text, blocks = _PLAIN_BLOCK.subn("\n", source.replace("\n", " "))
    if not blocks:
        return None  # the line ends are all the form there is
    if "<" in text:
        text = _PLAIN_INLINE.sub("", text)
    return None if "<" in text else entities.unescape(text)


def _without_cdata(source: str) -> str:
    # Some feeds wrap their HTML twice; a parser takes the opening for a comment and the end for text.
    return source.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in source else source


def _without_unclosed(source: str) -> str:
    """Drop the starts of what never ends: a parser would take all that follows for a part that nobody sees.

    Some are a word that was typed in angle brackets: "The <Title> will lead".
    """
    if not _START.search(source):
        return source
    last = {(found[1] or "").lower(): found.start() for found in _END.finditer(source)}
    return _START.sub(lambda found: found[0] if last.get((found[1] or "").lower(), -1) > found.start() else "", source)


def _is_text_with_tags(root: LexborNode) -> bool:
    # With a few <b> and no block, the line ends are all the form there is.
    return all(node.tag not in _FORM for node in root.traverse())


def _cleared(text: str) -> str:
    """Return a text without signs that nobody sees; ten times as fast as `str.translate` where there are none."""
    for sign, instead in _ODD.items():
        if sign in text:
            text = text.replace(sign, instead)
    return text


def _tidy(text: str) -> str:
    text = _cleared(reread(text))
    # Sign by sign in C: five times as fast as expressions, and adverts have few of them.
    for sign in "\t" if text.isascii() else _ODD_SPACES:
        if sign in text:
            text = text.replace(sign, " ")
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if CELL in text:
        return "\n".join(filter(None, map(_cells, _GLUED.sub(" ", text).splitlines())))
    lines = list(filter(None, map(str.strip, text.splitlines())))
    return "\n".join(lines if bullets().isdisjoint(lines) else joined_to_bullets(lines))


def _cells(line: str) -> str:
    return " | ".join(tidied for cell in line.split(CELL) if (tidied := cell.strip()))


def _pieces(source: str) -> Iterator[str]:
    """Yield the text of `source` with a line end wherever a block starts or ends.

    A stack of our own, because adverts from word processors nest deeper than Python recurses.
    """
    root = LexborHTMLParser(_without_unclosed(source)).root
    stack: list[LexborNode | str | None] = [root]
    marks = criteria_marks(root) if root else {}
    is_styled = any(word in source for word in ("white-space", "display", "hidden"))
    keeping = [root is not None and _is_text_with_tags(root)]
    """For each element around that decides it, whether line ends are kept."""
    while stack:
        node = stack.pop()
        if node is None:
            keeping.pop()
        elif isinstance(node, str):
            yield node
        elif (tag := node.tag) == "-text":
            text = node.text(deep=False) or ""
            yield text if keeping[-1] else text.replace("\n", " ")
        elif tag not in UNSEEN:
            mark = _mark(node, marks, is_styled)
            if mark == LEFT_OUT:
                continue
            yield mark
            stack.append("\n" if mark.endswith("\n") else "")
            if (tag == "pre" or is_styled) and (keeps := keeps_lines(node)) is not None:
                keeping.append(keeps or keeping[0])
                stack.append(None)
            stack.extend(reversed(list(node.iter(include_text=True))))


def _mark(node: LexborNode, marks: Mapping[int, str], is_styled: bool) -> str:
    styled = mark_of_style(node) if is_styled else None
    if marks and styled != LEFT_OUT and node.mem_id in marks:
        return marks[node.mem_id]
    return mark_of_tag(node.tag) if styled is None else styled
