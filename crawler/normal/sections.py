"""The parts into which some platforms split an advert, joined to one text as their pages show them."""

import html
import re
from collections.abc import Iterable

TAG = re.compile("<[a-zA-Z]")
Part = tuple[str | None, str | None]


def joined(parts: Iterable[Part]) -> str:
    r"""Return headings and HTML of an advert's parts as one HTML; parts without text are left out.

    >>> joined([(None, "<p>We build.</p>"), ("You & us", "<ul><li>SQL</li></ul>"), ("Benefits", " ")])
    '<p>We build.</p>\n<h3>You &amp; us</h3>\n<ul><li>SQL</li></ul>'
    """
    shown = [_part(heading, body.strip()) for heading, body in parts if body and body.strip()]
    return "\n".join(shown)


def _part(heading: str | None, body: str) -> str:
    return f"<h3>{html.escape(heading.strip(), quote=False)}</h3>\n{body}" if heading and heading.strip() else body


def unescaped(text: str) -> str:
    """Return HTML whose tags are visible: unescaped while there are none, at most twice.

    >>> unescaped("&lt;p&gt;R&amp;amp;D&lt;/p&gt;"), unescaped("<p>2 &lt; 3</p>")
    ('<p>R&amp;D</p>', '<p>2 &lt; 3</p>')
    >>> unescaped("&amp;lt;p&amp;gt;A &amp;amp;amp; B&amp;lt;/p&amp;gt;")
    '<p>A &amp; B</p>'
    """
    for _ in range(2):
        if TAG.search(text) or ("&lt;" not in text and "&amp;lt;" not in text):
            break
        text = html.unescape(text)
    return text
