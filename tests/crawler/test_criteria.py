"""In a table of criteria each stands below the need that its row ticks, whichever way the table is laid out."""

import pytest

from crawler.normal.html import plain_text

BELOW = ["Essential", "Lathe licence", "Desirable", "Kiln course", "Glue course"]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)


@pytest.mark.parametrize("mark", ["X", "✓", "✔", "•", "*", "Y", "Yes", "E", "<img src=tick.png>", "<img alt='Tick'>"])
def test_a_criterion_stands_below_the_heading_of_the_column_that_is_ticked(mark: str) -> None:
    rows = [f"Lathe licence|{mark}|", f"Kiln course| |{mark}", f"Glue course||{mark}"]
    assert plain_text(table("Criteria|Essential|Desirable", *rows)).splitlines() == BELOW


TWO_HEADERS = (
    "<table><thead><tr><th rowspan=2></th><th colspan=2></th></tr><tr><th>Essential</th><th>Desirable</th></tr></thead>"
)
LAYOUTS = {
    "criteria last": table("Essential|Desirable|Criteria", "X||Lathe licence", "|X|Kiln course", "|X|Glue course"),
    "bold headings": table("|<b>Essential (E)|<b>Desirable (D)", "Lathe licence|E", "Kiln course||D", "Glue course||D"),
    "no is no tick": table("|Essential|Desirable", "Lathe licence|yes|no", "Kiln course|n/a|yes", "Glue course|-|yes"),
    "other ticks": table("|Essential|Desirable|Seen", "Lathe licence|X||X", "Kiln course||X|", "Glue course||X|X"),
    "words": table("|Essential/Desirable", "Lathe licence|Essential", "Kiln course|Desirable", "Glue course|Desirable"),
    "letters": table("E/D|Criteria", "E|Lathe licence", "D|Kiln course", "D|Glue course"),
    "two headers": TWO_HEADERS + table("Lathe licence|X|", "<ul><li>Kiln course<li>Glue course</ul>||X")[7:],
}


@pytest.mark.parametrize("html", LAYOUTS.values(), ids=LAYOUTS)
def test_the_ticks_may_stand_anywhere_and_be_words(html: str) -> None:
    assert plain_text(html).splitlines() == BELOW


def test_how_a_criterion_is_assessed_stays_beside_it_or_below_it_in_words() -> None:
    html = table(
        "Criteria|Essential|Desirable|How assessed", "<p>Lathe licence</p>|<p>X</p>||<p>A/I</p>", "Kiln||X|At work"
    )
    assert plain_text(html).splitlines() == ["Essential", "Lathe licence | A/I", "Desirable", "Kiln", "At work"]
    html = table("Criteria|Essential|Desirable", "Lathe licence|A/I|", "Kiln||I")
    assert plain_text(html).splitlines() == ["Essential", "Lathe licence | A/I", "Desirable", "Kiln | I"]


def test_a_group_of_criteria_keeps_its_name_and_its_needs() -> None:
    html = table("Area|Criteria|Essential|Desirable", "AREA|Lathe licence|X|", "Kiln course||X", "BELOW", "|Oak|X|")
    html = html.replace("<td>AREA", "<td rowspan=2>Wood").replace("<td>BELOW", "<td colspan=4>Other")
    lines = ["Wood", "Essential", "Lathe licence", "Desirable", "Kiln course", "Other", "Essential", "Oak"]
    assert plain_text(html).splitlines() == lines


def test_a_table_that_heads_no_needs_keeps_its_signs() -> None:
    assert plain_text(table("Day|Early|Late", "Monday|X|")) == "Day | Early | Late\nMonday | X"
    assert plain_text(table("Criteria|Essential|Desirable", "A|X|") + "</table>" + table("Sunday|X|")) == (
        "Essential\nA\nSunday | X"
    )


def test_cells_that_claim_to_reach_far_are_read_in_time() -> None:
    rows = ("<tr>" + "<td rowspan=9999 colspan=9999>oak" * 40) * 200
    assert plain_text(f"<table><tr><th>Essential<th>Desirable</tr>{rows}</table>").count("oak") == 8_000
