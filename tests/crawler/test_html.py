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
        ("<p title='a > b'>A</p>", "A"),
        ("<P class='a'>A<BR>B", "A\nB"),
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


@pytest.mark.parametrize(
    "hiding", ["hidden", 'class="a" hidden=""', "style='color: red; display:none'", 'style="visibility: hidden"']
)
def test_what_a_page_hides_is_not_read(hiding: str) -> None:
    assert (
        plain_text(f"<p>Oats</p><div {hiding}>Barley<p>Wheat</p></div><p>Rye <b {hiding}>husks</b></p>") == "Oats\nRye"
    )


@pytest.mark.parametrize(
    "shown", ["<i aria-hidden='true'>Oats</i>", "<i style='overflow: hidden'>Oats</i>", "hidden Oats"]
)
def test_what_only_speaks_of_hiding_is_read(shown: str) -> None:
    assert plain_text(f"<p>{shown}</p>").endswith("Oats")


def test_a_hidden_row_of_a_table_of_criteria_is_not_read() -> None:
    rows = "<tr><td>Oats<td>Rye<tr hidden><td>Husks<td>Chaff"
    assert plain_text(f"<table><tr><th>Essential<th>Desirable{rows}</table>") == "Essential\nOats\nDesirable\nRye"


def test_angle_brackets_that_are_escaped_in_a_text_without_markup_are_part_of_it() -> None:
    assert plain_text("Write to &lt;Head of Milling&gt;&#x85;\nR&amp;D") == "Write to <Head of Milling>…\nR&D"


@pytest.mark.parametrize(
    "html",
    [
        "<dl>\n<dt>Need\nof</dt>\n<dd>rye</dd></dl>",
        "<article>Need\nof</article>rye",
        "<table><tr><th>Need\nof<tr><th>rye</table>",
        "<blockquote>Need\nof<img src=x></blockquote>rye",
    ],
)
def test_where_blocks_give_the_form_the_line_ends_of_the_source_are_spaces(html: str) -> None:
    assert plain_text(html) == "Need of\nrye"


@pytest.mark.parametrize(
    "html",
    [
        '<p><span style="display: block">Oats</span><span style="display:list-item">Rye</span></p>',
        "<hgroup>Oats</hgroup><search>Rye</search>",
        "<dialog>Oats</dialog>Rye",
        "<p>Oats<video src=x>No film</video></p><canvas>No picture</canvas><audio>No sound</audio>Rye",
        "<p>Oats</p><video src=x><p>Rye</p>",
    ],
)
def test_what_a_page_shows_as_blocks_are_lines_of_their_own(html: str) -> None:
    assert plain_text(html) == "Oats\nRye"


@pytest.mark.parametrize(
    "html",
    [
        '<div style="display:flex"><span>Pay</span><span>5 sacks</span></div>',
        '<p style="display: inline-grid"><b>Pay</b><i>5 sacks</i></p>',
        '<span style="display:table-cell">Pay</span><span style="display:table-cell">5 sacks</span>',
    ],
)
def test_what_a_page_shows_side_by_side_are_cells_of_one_line(html: str) -> None:
    assert plain_text(html) == "Pay | 5 sacks"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>•</p></td><td><p>Mill oats</p><p>Sow rye</p></td></tr></table>",
        "<table><tr><td>•</td><td></td><td><ul><li>Mill oats</li><li>Sow rye</li></ul></td></tr></table>",
        "<div>•</div><div>Mill oats</div><div>Sow rye</div>",
    ],
)
def test_a_bullet_in_a_cell_or_line_of_its_own_goes_before_what_follows(html: str) -> None:
    assert plain_text(html) == "• Mill oats\nSow rye"


def test_a_bullet_that_is_a_tick_stays_with_its_row() -> None:
    html = "<table><tr><td><p>Oats</p></td><td><p>•</p></td></tr><tr><td><p>Rye</p></td><td></td></tr></table>"
    assert plain_text(html) == "Oats\n•\nRye"


def test_signs_that_were_spoilt_on_the_way_are_repaired_before_lines_are_cut() -> None:
    assert (
        plain_text("<p>5\x967 mills\x85 of rye\u2028We&acirc;&euro;&trade;ll mill</p>")
        == "5–7 mills… of rye\nWe’ll mill"
    )


def test_a_comment_before_escaped_tags_does_not_make_text_of_them():
    assert plain_text("<!-- x -->&lt;p&gt;Lead&lt;/p&gt;") == "Lead"
