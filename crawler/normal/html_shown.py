"""How a page shows the elements of HTML: as blocks, as cells, within a line or not at all."""

import re

from selectolax.lexbor import LexborNode

from crawler.normal.criteria import CELL, LEFT_OUT

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905 - reads better
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section select "
    "summary table tbody tfoot thead tr ul".split()
)
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset(
    "audio canvas head iframe noscript object script style svg template textarea title video -comment".split()  # noqa: SIM905
)
RESTYLED = re.compile(
    r"<[^<>]*(?:[\s\"']hidden[\s=/>]|visibility\s*:\s*hidden"
    r"|display\s*:\s*(?:none|block|flow|list|table|(?:inline-)?(?:flex|grid)))"
)
"""A tag that may be shown otherwise than others of its name."""
_HIDDEN = re.compile(r"visibility\s*:\s*hidden")
_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([a-z-]+)")
_BESIDE = frozenset({"flex", "grid", "inline-flex", "inline-grid"})
"""The styles of what shows its parts side by side."""
_MARKS = {
    **dict.fromkeys("block flex flow-root grid list-item table table-caption table-row".split(), "\n"),  # noqa: SIM905
    "none": LEFT_OUT,
    "table-cell": CELL,
}
WHITE_SPACE = re.compile(r"white-space\s*:\s*(?!inherit)([a-z-]+)")
KEPT = frozenset({"pre", "pre-line", "pre-wrap", "break-spaces"})
"""The styles under which a page shows the line ends of its source."""


def keeps_lines(node: LexborNode) -> bool | None:
    """Say whether an element shows the line ends of its source; None where it shows them as those around it do."""
    style = WHITE_SPACE.search(_style(node))
    return style[1] in KEPT if style else True if node.tag == "pre" else None


def mark_of_tag(tag: str | None) -> str:
    """Return what to write before an element of a name."""
    return CELL if tag in CELLS else "\n" if tag in BLOCKS else ""


def mark_of_style(node: LexborNode) -> str | None:
    """Return what to write before an element that its style shows in a way of its own, or hides; None for others."""
    style = _style(node)
    if "hidden" in node.attributes or _HIDDEN.search(style):
        return LEFT_OUT
    if (display := _DISPLAY.search(style)) and display[1] in _MARKS:
        return _MARKS[display[1]]
    around = _DISPLAY.search(_style(node.parent)) if node.parent else None
    return CELL if around and around[1] in _BESIDE and not mark_of_tag(node.tag) else None


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""
