"""The quick way to an advert's text gives what the tree gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normal.html import plain_text
from crawler.normal.sections import joined

TREE = "<made-up></made-up>"
"""A tag that the quick way does not know."""

TEXTS = [
    "You lead",
    " a team ",
    "R&amp;D",
    "&nbsp;",
    "2 &lt; 3",
    "\n",
    "\r\n",
    "\t",
    "\u00ad",
    "café",
    "&#8217;s",
    "<br/>",
]
INLINE = ["strong", 'a href="https://acme.example/?a=1&b=2"', "span"]
BLOCKS = ["p", "ul class='a b'", "DIV"]
LINES = ['li style="margin: 0; a:b"', "h3"]
"""Tags that end where the next of their kind begins: a tree knows no such line within another."""


def tagged(tags, inner):
    return st.builds(
        lambda tag, held: f"<{tag}>{''.join(held)}</{tag.split()[0]}>",
        st.sampled_from(tags),
        st.lists(inner, max_size=4),
    )


WORDS = st.recursive(st.sampled_from(TEXTS), lambda inner: tagged(INLINE, inner), max_leaves=6)
ITEMS = tagged(LINES, WORDS | tagged(BLOCKS[1:2], tagged(LINES[:1], WORDS)))
PIECES = st.recursive(WORDS | ITEMS, lambda inner: tagged(INLINE + BLOCKS, inner), max_leaves=8)


@given(PIECES)
def test_the_quick_way_and_the_tree_give_the_same_text(html: str) -> None:
    whole = f"<div>Begin</div>{html}<div>End</div>"
    assert plain_text(whole) == plain_text(whole + TREE)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A</p><table><tr><td>B</td><td>C</td></tr></table>", "A\nB | C"),
        ("<p>A <!-- not seen --> B</p>", "A B"),
        ("<p>Budgets < 5 and > 3</p>", "Budgets < 5 and > 3"),
        ("<p>A</p><script>var p = '<p>x</p>';</script>", "A"),
        ('<p title="a > b">A</p>', "A"),
    ],
)
def test_what_the_quick_way_cannot_read_goes_by_the_tree(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "html", ["<![CDATA[<p>Lead.</p>]]>", "<div><![CDATA[Lead.]]></div>", "<![CDATA[&lt;p&gt;Lead.&lt;/p&gt;]]>"]
)
def test_the_wrapping_of_a_feed_is_no_text(html: str) -> None:
    assert plain_text(html) == "Lead."


def test_parts_of_plain_text_keep_their_lines_when_they_are_joined() -> None:
    parts = [(None, "We mill.\n- Oats"), (None, "Since 1890 & on"), ("You", "<b>Need</b>\n<i\nlang='en'>Rye</i>")]
    lines = ["We mill.", "- Oats", "Since 1890 & on", "You", "Need", "Rye"]
    assert plain_text(joined(parts)).splitlines() == lines


def test_one_part_alone_stays_as_it_is() -> None:
    assert joined([(None, " We mill.\n- Oats "), ("You", " ")]) == "We mill.\n- Oats"


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>Lead\nPlan</code></pre>",
        "<p>Lead<br></p><pre>\n<span><b>Plan</b></span></pre>",
        '<p style="color: red; white-space: pre-line">Lead\nPlan</p>',
        '<div style="white-space:pre-wrap; color: red"><span>Lead\nPlan</span></div>',
        '<div style="white-space: normal"><p style="white-space: break-spaces">Lead\r\nPlan</p></div>',
    ],
)
def test_line_ends_that_a_page_shows_are_kept(html: str) -> None:
    assert plain_text(html) == "Lead\nPlan"


@pytest.mark.parametrize(
    "html",
    [
        '<p style="white-space: nowrap">Lead\nPlan</p>',
        '<div style="white-space: pre"><p style="white-space: normal">Lead\nPlan</p></div>',
        '<p style="white-space: pre-wrap"> </p><p>Lead\nPlan</p>',
        '<pre style="white-space: normal">Lead\nPlan</pre>',
        "<pre> </pre><p>Lead\nPlan</p>",
    ],
)
def test_line_ends_that_a_page_does_not_show_are_spaces(html: str) -> None:
    assert plain_text(html).startswith("Lead Plan")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The <Title> will lead</p><p>Rye</p>", "The will lead\nRye"),
        ("<p>Lead</p><!-- from here <p>Rye</p>", "Lead\nfrom here\nRye"),
        ("<p>Lead</p><STYLE type='a'><p>Rye</p>", "Lead\nRye"),
        ("<p>Lead</p><script src='a.js'><textarea><p>Rye</p>", "Lead\nRye"),
        ("<title>Oats</title><p>Lead</p><iframe src='a'/><p>Rye</p><!-- x -->", "Lead\nRye"),
        ("<title>Oats</title><p>Lead <title></p><p>Rye</p>", "Lead\nRye"),
        ("<p>Lead</p><svg><title>Oats</title></svg><style>p{}</style><!-- <p>x</p> --><p>Rye</p>", "Lead\nRye"),
    ],
)
def test_what_starts_and_never_ends_hides_nothing(html: str, text: str) -> None:
    assert plain_text(html) == text
