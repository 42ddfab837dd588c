"""HTML of an advert to plain text: one line a block, list item or table row, in reading order."""

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.normal.criteria import CELL, LEFT_OUT, criteria_marks

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer "  # noqa: SIM905 - reads better
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary table tbody tfoot "
    "thead tr ul".split()
)
_INLINE = frozenset("a b code em font i img s script small span strong style sub sup u".split())  # noqa: SIM905
_UNSEEN = frozenset("head iframe noscript object script style svg template title textarea -comment".split())  # noqa: SIM905
_SWALLOWING = "iframe|noscript|object|script|style|svg|template|textarea|title"
# To look at the letter first is three times as fast.
_START = re.compile(rf"<(?=[!inost])(?:({_SWALLOWING})\b[^<>]*>|!--)", re.IGNORECASE)
_END = re.compile(rf"</({_SWALLOWING})\b|-->", re.IGNORECASE)
_ODD_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space that ends no line and divides no cells."""
_TAG = re.compile(r"<[a-zA-Z!/]")
_MARKED = r"(?:<|&lt;)/?(?:{})(?:\s*/?\s*(?:>|&gt;)|\s[^<>]*?=)"
_ELEMENT = re.compile(_MARKED.format("|".join(sorted(_BLOCKS | _INLINE))), re.IGNORECASE)
_BLOCK = re.compile(_MARKED.format("|".join(sorted(_BLOCKS | {"td", "th"}))), re.IGNORECASE)
_WHITE_SPACE = re.compile(r"white-space\s*:\s*(?!inherit)([a-z-]+)")
_KEPT = frozenset({"pre", "pre-line", "pre-wrap", "break-spaces"})
"""The styles under which a page shows the line ends of its source."""
_ODD = {"\x00": "", "\u00ad": "", "\u200b": "", "\ufeff": "", "\r": "\n"}
_ANY_TAG = re.compile(r"<[^<>]*>")
_MOST_TAGS = 20_000
"""No advert has more; the parser takes time that grows with the square of the depth."""
_PLAIN_BLOCK = re.compile(
    r"</?(?:br|p|div|ul|ol|li|h[1-6]|section|blockquote)(?:\s[^<>\"]*(?:\"[^<>\"]*\"[^<>\"]*)*)?/?>", re.IGNORECASE
)
_PLAIN_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|span|a|font|small|sup|sub)(?:\s[^<>\"]*(?:\"[^<>\"]*\"[^<>\"]*)*)?/?>", re.IGNORECASE
)
"""What most adverts are made of: their text is the same whether a parser makes a tree of them or not."""


def is_html(text: str) -> bool:
    """Say whether a text is marked up; a name or an address in angle brackets is none.

    >>> is_html("&lt;p&gt;Lead.&lt;/p&gt;"), is_html("Reports to <Head of Delivery>."), is_html("<https://acme.example/jobs>")
    (True, False, False)
    """
    return _ELEMENT.search(text) is not None


def has_blocks(text: str) -> bool:
    """Say whether a text is marked up as lines: paragraphs, lists, tables."""
    return _BLOCK.search(text) is not None


def plain_text(html: str) -> str:
    r"""Return the visible text of `html`, one line a block.

    >>> plain_text("<h3>You need</h3><ul><li>SQL &amp; Python</li><li> </li></ul>")
    'You need\nSQL & Python'
    >>> plain_text("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;")
    'One\nTwo'
    >>> plain_text("<table><tr><th>Essential</th><th>Desirable</th></tr><tr><td>PRINCE2</td><td>MSP</td></tr></table>")
    'Essential\nPRINCE2\nDesirable\nMSP'
    """
    source = _unescaped(_without_cdata(_cleared(html)))
    if not _TAG.search(source):
        return _tidy(entities.unescape(source))
    if (plain := _without_tree(source)) is not None:
        return _tidy(plain)
    if source.count("<") > _MOST_TAGS:
        return _tidy(_ANY_TAG.sub("\n", source))
    return _tidy("".join(_pieces(source)))


def _without_tree(source: str) -> str | None:
    """Return the text of an advert of paragraphs, lists and emphasis, ten times as fast as by a tree; else None."""
    if "white-space" in source and "\n" in source and not _KEPT.isdisjoint(_WHITE_SPACE.findall(source)):
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


def _unescaped(source: str) -> str:
    # Some boards escape the whole advert once or twice; where tags are visible, an entity is text.
    for _ in range(2):
        if _TAG.search(source) or not ("&lt;" in source or "&amp;lt;" in source):
            break
        source = entities.unescape(source)
    return source


def _is_text_with_tags(root: LexborNode) -> bool:
    # With a few <b> and no block, the line ends are all the form there is.
    return root.css_first("p, br, li, div, td, h1, h2, h3, h4, pre, section") is None


def _cleared(text: str) -> str:
    """Return a text without signs that nobody sees; ten times as fast as `str.translate` where there are none."""
    for sign, instead in _ODD.items():
        if sign in text:
            text = text.replace(sign, instead)
    return text


def _tidy(text: str) -> str:
    text = _cleared(text)
    # Sign by sign in C: five times as fast as expressions, and adverts have few of them.
    for sign in "\t" if text.isascii() else _ODD_SPACES:
        if sign in text:
            text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    lines: Iterable[str] = map(str.strip, text.splitlines())
    if CELL in text:
        lines = (_cells(line) for line in lines)
    return "\n".join(filter(None, lines))


def _cells(line: str) -> str:
    return " | ".join(tidied for cell in line.split(CELL) if (tidied := cell.strip()))


def _pieces(source: str) -> Iterator[str]:
    """Yield the text of `source` with a line end wherever a block starts or ends.

    A stack of our own, because adverts from word processors nest deeper than Python recurses.
    """
    root = LexborHTMLParser(_without_unclosed(source)).root
    stack: list[LexborNode | str | None] = [root]
    marks, is_styled = criteria_marks(root) if root else {}, "white-space" in source
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
        elif tag not in _UNSEEN:
            mark = _mark(node, tag, marks)
            if mark == LEFT_OUT:
                continue
            yield mark
            stack.append("\n" if mark.endswith("\n") else "")
            if (tag == "pre" or is_styled) and (keeps := _keeps_lines(node)) is not None:
                keeping.append(keeps or keeping[0])
                stack.append(None)
            stack.extend(reversed(list(node.iter(include_text=True))))


def _keeps_lines(node: LexborNode) -> bool | None:
    """Say whether an element shows the line ends of its source; None where it shows them as those around it do."""
    style = _WHITE_SPACE.search(node.attributes.get("style") or "")
    return style[1] in _KEPT if style else True if node.tag == "pre" else None


def _mark(node: LexborNode, tag: str | None, marks: Mapping[int, str]) -> str:
    if marks and node.mem_id in marks:
        return marks[node.mem_id]
    if tag in ("td", "th"):
        return CELL
    return "\n" if tag in _BLOCKS else ""
