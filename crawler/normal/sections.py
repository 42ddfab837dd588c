"""The parts into which some platforms split an advert, joined to one text as their pages show them."""

import html
import re
from collections.abc import Iterable

from crawler.normal.markup import has_blocks, is_html

Part = tuple[str | None, str | None]
_TAG_OR_LINE_END = re.compile(r"(<[^<>]*>)|\r?\n")


def joined(parts: Iterable[Part]) -> str:
    r"""Return headings and HTML of an advert's parts as one HTML; parts without text are left out.

    >>> joined([(None, "<p>We build.</p>"), ("You & us", "<ul><li>SQL</li></ul>"), ("Benefits", " ")])
    '<p>We build.</p>\n<h3>You &amp; us</h3>\n<ul><li>SQL</li></ul>'
    """
    stated = [((heading or "").strip(), body.strip()) for heading, body in parts if body and body.strip()]
    if len(stated) == 1 and not stated[0][0]:
        return stated[0][1]
    return "\n".join(_part(heading, as_html(body)) for heading, body in stated)


def _part(heading: str, body: str) -> str:
    return f"<h3>{html.escape(heading, quote=False)}</h3>\n{body}" if heading else body


def as_html(text: str) -> str:
    r"""Return a text as HTML: one without blocks becomes a paragraph, broken where its lines end.

    >>> as_html("We need:\n- R&D in <Leeds>"), as_html("<b>We need</b>\nSQL"), as_html("<p>We\nneed</p>")
    ('<p>We need:<br>- R&amp;D in &lt;Leeds&gt;</p>', '<p><b>We need</b><br>SQL</p>', '<p>We\nneed</p>')
    """
    if has_blocks(text) or not text.strip():
        return text
    marked = text if is_html(text) else html.escape(html.unescape(text), quote=False)
    return f"<p>{_TAG_OR_LINE_END.sub(lambda found: found[1] or '<br>', marked)}</p>"
