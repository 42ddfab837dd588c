from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.lines import lines_of
from crawler.normal.html import plain_text


@given(st.text())
def test_every_line_with_something_in_it_is_a_line_in_order(text):
    assert [line.text for line in lines_of(text)] == [line.strip() for line in text.split("\n") if line.strip()]


@given(st.text())
def test_offsets_lead_back_to_the_text(text):
    assert all(text[line.start : line.end] == line.text for line in lines_of(text))


def test_only_a_line_end_ends_a_line():
    assert [line.text for line in lines_of("one\u2028still one\r\ntwo\x0bstill two")] == [
        "one\u2028still one",
        "two\x0bstill two",
    ]


def test_blocks_breaks_and_items_are_lines_and_inline_marks_are_not():
    html = "<div><b>You</b> need<br>SQL<ul><li>One <i>two</i></li><li><p>Three</p></li></ul></div>"
    assert plain_text(html).splitlines() == ["You need", "SQL", "One two", "Three"]


def test_a_cell_stands_below_the_heading_of_its_column():
    html = (
        "<table><tr><td>Criteria</td><td>Essential</td><td>Desirable</td></tr>"
        "<tr><td>Training</td><td><ul><li>PRINCE2</li><li>A degree</li></ul></td><td>MSP</td></tr></table>"
    )
    assert plain_text(html).splitlines() == ["Training", "Essential", "PRINCE2", "A degree", "Desirable", "MSP"]


def test_cells_of_another_table_share_a_line():
    assert plain_text("<table><tr><td>Hours</td><td></td><td>37</td></tr></table>") == "Hours | 37"


def test_escaped_html_is_read_as_html_and_visible_entities_as_text():
    assert plain_text("&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;") == "Twice"
    assert plain_text("<p>less is &lt;p&gt;</p>") == "less is <p>"


def test_scripts_styles_and_comments_say_nothing():
    assert plain_text("<style>p{}</style><p>Seen<!-- not --></p><script>alert(1)</script>") == "Seen"


def test_odd_spaces_are_spaces_and_invisible_letters_nothing():
    assert plain_text("<p>a&nbsp;b\u200bc\u00add</p>") == "a bcd"


def test_text_with_a_few_marks_keeps_its_own_lines():
    assert plain_text("<b>One</b>\nTwo\n\nThree") == "One\nTwo\nThree"


def test_a_page_of_nothing_but_tags_is_read_in_time():
    assert plain_text("<div>" * 200_000 + "deep") == "deep"


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "<", "&lt;", "&#0;", "Essential", "x", "\n"]))
)
def test_broken_html_is_read_without_complaint(pieces):
    assert "\n\n" not in plain_text("".join(pieces))
