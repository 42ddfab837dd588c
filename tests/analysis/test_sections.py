import json
import sys
import textwrap
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import section_looks
from analysis.reading.heading_lines import with_denials, with_parted_names, with_title_line
from analysis.reading.headings import announced, denies, is_bare_heading
from analysis.reading.lexicon import lexicon, pattern_in
from analysis.reading.lines import lines_of
from analysis.reading.read import read, read_all
from analysis.reading.reading import SECTIONS
from analysis.reading.section_features import see
from analysis.reading.section_model import DIRECTIONS, directions, save, section_model
from analysis.reading.section_wordings import settled_by_wording
from analysis.reading.sections import sections_of
from analysis.reading.short_wishes import wishes_one_thing
from analysis.reading.softness import insists, marked_as, may_be_wish
from analysis.teaching.advert_files import AdvertFileError
from analysis.teaching.need import need_of
from analysis.teaching.need_training import main as estimate_need
from analysis.teaching.section_labels import digest, encoded, save_taught, taught_in, with_labels
from analysis.teaching.section_silver import silver_sections
from analysis.teaching.sections import main as estimate
from crawler.exit_codes import WRONG_USE

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"

ADVERT = """About us
We are a family firm that has built bridges since 1962, with 400 employees in three countries.
What you will do
Lead the delivery of two bridge projects from design to handover.
Manage the project budget and report to the programme board.
What you will bring
At least five years of experience in managing construction projects.
A degree in civil engineering or equivalent experience.
Nice to have
Experience of working on railway bridges.
What we offer
Salary of £50,000 to £58,000 a year, 28 days of annual leave and a pension.
How to apply
Please send your CV to our recruitment team before the closing date, 12 May."""

TRUTH = [
    "heading", "employer", "heading", "responsibility", "responsibility", "heading", "required", "required",
    "heading", "preferred", "heading", "offer", "heading", "process",
]  # fmt: skip


def test_an_advert_with_headings_is_read_line_by_line():
    assert sections_of(lines_of(ADVERT)) == TRUTH


def test_most_lines_are_known_without_their_headings():
    lines = [line for line, section in zip(ADVERT.splitlines(), TRUTH, strict=True) if section != "heading"]
    truth = [section for section in TRUTH if section != "heading"]
    read = sections_of(lines_of("\n".join(lines)))
    assert sum(a == b for a, b in zip(read, truth, strict=True)) >= len(truth) - 2


def test_a_bare_word_over_a_list_is_its_heading():
    assert sections_of(lines_of("Essential\nA degree\nDesirable\nMSP"))[2] == "heading"
    duties = "Key responsibilities\nPlan the work\nSkills, Knowledge and Expertise\nFive years of running projects"
    assert sections_of(lines_of(duties))[2] == "heading"


def test_one_wish_among_demands_makes_no_wish_of_those_below():
    wish = "Qualifications:\nFive years of running bridges\nPMP preferred\nCalm with budgets\nKnowledge of steel"
    assert sections_of(lines_of(wish))[1:] == ["required", "preferred", "required", "required"]


PERSON_SPECIFICATION = """Person specification
Qualifications
Essential
A diploma in puppet making
Desirable
A licence to paint strings
Experience
Essential
Calm when the curtain is late
Able to carry a stage up the stairs of a church tower
Desirable
Time spent in a touring company"""


def test_under_essential_all_that_is_asked_is_demanded_though_wishes_stood_above():
    found = sections_of(lines_of(PERSON_SPECIFICATION))
    assert found[8:10] == ["required", "required"]
    assert (found[5], found[11]) == ("preferred", "preferred")


def test_a_mark_at_the_end_of_a_line_tells_a_must_from_a_wish():
    marked = [
        "| - Carving heads in lime wood | E |",
        "| - Painting faces | D |",
        "Stringing puppets - E (A/I)",
        "Latin - D (A)",
    ]
    lines = lines_of("\n".join(["Skills and experience", *marked]))
    assert sections_of(lines)[1:] == ["required", "preferred", "required", "preferred"]


@pytest.mark.parametrize(("name", "section"), [("demand_mark", "required"), ("wish_mark", "preferred")])
def test_marks_are_told_from_letters_that_are_none(name, section):
    entry = lexicon("softness")[name]
    assert [line for line in entry["finds"] if marked_as(line) != section] == []
    assert [line for line in entry["skips"] if marked_as(line) is not None] == []


def test_what_insists_is_told_from_what_only_names_the_words():
    entry = lexicon("softness")["insists"]
    assert [line for line in entry["finds"] if not insists(line)] == []
    assert [line for line in entry["skips"] if insists(line)] == []


@pytest.mark.parametrize("demand", ["Must have a van", "A carving licence is mandatory", "Oak is a must, lime a plus"])
def test_what_insists_is_demanded_under_a_heading_of_wishes(demand):
    lines = ["Nice to have", "- A love of oak", f"- {demand}", "- A year in a touring company"]
    assert sections_of(lines_of("\n".join(lines))) == ["heading", "preferred", "required", "preferred"]


def test_a_demand_that_is_one_statement_and_a_wish_is_a_wish():
    lines = lines_of("Requirements\nTen years of carving\nIt helps if you can string puppets\nA steady hand")
    assert sections_of(lines)[1:] == ["required", "preferred", "required"]


def test_a_list_under_a_heading_of_wishes_stays_one():
    wishes = "Qualifications:\nFive years of running bridges\nNice to have\nKnowledge of steel\nExperience with cranes"
    assert sections_of(lines_of(wishes))[3:] == ["preferred", "preferred"]


def test_all_that_announces_wishes_may_be_one():
    may, headings = lexicon("softness")["may"], lexicon("headings")["preferred"]["finds"]
    assert [text for text in [*may["finds"], *headings] if not may_be_wish(text)] == []
    assert [text for text in may["skips"] if may_be_wish(text)] == []


def test_a_list_under_a_chatty_heading_of_wishes_is_no_demand():
    wishes = "Requirements:\nFive years of running bridges\nIt helps if you have:\nKnowledge of steel\nUse of cranes"
    assert sections_of(lines_of(wishes))[3:] == ["preferred", "preferred"]


def test_a_bracket_that_softens_what_it_names_softens_no_more_than_that():
    aside = lexicon("softness")["aside"]
    assert [text for text in aside["finds"] if may_be_wish(text)] == []
    found = [bool(pattern_in("softness", "aside").search(text.lower())) for text in aside["skips"]]
    assert not any(found)
    lines = ["Familiarity with glues (bone glue strongly preferred)", "A keen eye (strongly preferred)"]
    assert sections_of(lines_of("\n".join(["Requirements", "A steady hand", *lines])))[2:] == ["required", "preferred"]
    assert sections_of(lines_of("\n".join(["Nice to have", "A steady hand", *lines])))[2:] == ["preferred", "preferred"]


def test_a_short_wish_for_one_thing_is_told_from_a_heading_of_wishes():
    entry = lexicon("softness")["short_wish"]
    assert [line for line in entry["finds"] if not wishes_one_thing(line)] == []
    assert [line for line in entry["skips"] if wishes_one_thing(line)] == []


@pytest.mark.parametrize("wish", ["Preferred MBA", "Bonus: SQL", "Danish desirable", "Theatre background preferred"])
def test_a_short_wish_makes_no_wish_of_the_demands_below_it(wish):
    demands = f"Requirements\nFive years of running bridges\n{wish}\nCalm with budgets\nKnowledge of steel"
    assert sections_of(lines_of(demands))[1:] == ["required", "preferred", "required", "required"]


@pytest.mark.parametrize("heading", ["Preferred experience", "Desirable skills"])
def test_what_heads_a_list_of_wishes_still_does(heading):
    wishes = f"Requirements\nFive years of running bridges\n{heading}\nUse of cranes\nKnowledge of steel"
    assert sections_of(lines_of(wishes))[2:] == ["heading", "preferred", "preferred"]


@pytest.mark.parametrize("heading", ["Useful extras", "It would be lovely if", "Would help"])
def test_words_that_only_announce_wishes_head_the_list_below_them(heading):
    wishes = f"Requirements:\nFive years of running bridges\n{heading}\nKnowledge of steel\nUse of cranes"
    assert sections_of(lines_of(wishes))[2:] == ["heading", "preferred", "preferred"]


def test_what_people_do_is_demanded_under_a_bare_heading_of_demands():
    spec = """Main duties
* Run the works on two bridges
## Person specification
### Working with others
#### Essential
* builds trust with neighbours and craftsmen and keeps them informed
* sets out clear roles for the crew
#### Desirable
* steers crews to timely results"""
    assert sections_of(lines_of(spec))[5:] == ["required", "required", "heading", "preferred"]


def test_short_items_of_a_list_are_no_headings():
    skills = """QUALIFICATIONS AND SKILLS
* Bridge building with outside clients
* Contract negotiation
* Crew organisation
* Steel design
* Bridge strategy"""
    assert "heading" not in sections_of(lines_of(skills))[1:]


@pytest.mark.parametrize("below", ["", "\nExperience of working in a theatre."])
@pytest.mark.parametrize("item", ["PRINCE2", "- ITIL", "MSP"])
def test_a_name_under_a_heading_of_wishes_is_a_wish_and_no_heading(item, below):
    text = f"{ADVERT.partition('Nice to have')[0]}Nice to have\n{item}{below}"
    assert sections_of(lines_of(text))[9] == "preferred"


def test_the_last_line_heads_nothing_unless_it_announces_a_section():
    advert = ADVERT.partition("What we offer")[0]
    assert sections_of(lines_of(f"{advert}Carving"))[-1] == "preferred"
    assert sections_of(lines_of(f"{advert}How to apply"))[-1] == "heading"


def test_kinds_of_demands_that_are_joined_head_a_list():
    entry = lexicon("headings")["bare"]
    assert [line for line in entry["finds"] if not is_bare_heading(line)] == []
    assert [line for line in entry["skips"] if is_bare_heading(line)] == []


SOFT_LIST = """Requirements
- Five years of carving heads
{}
- Limewood
- Two years of painting faces
{}
Benefits
A pension"""


@pytest.mark.parametrize("lead", [
    "- Experience in any of the following woods and crafts is beneficial:",
    "It is not essential, but experience in any of these would be helpful:",
    "While none is a must, some knowledge of these would be an advantage:",
])  # fmt: skip
def test_a_whole_sentence_that_announces_wishes_heads_the_list_below_it_and_no_more(lead):
    sections = sections_of(lines_of(SOFT_LIST.format(lead, "You must hold a licence to carve.")))
    assert sections[1:6] == ["required", "heading", "preferred", "preferred", "required"]


def test_a_long_sentence_that_announces_wishes_is_one_itself():
    lead = "Ideally you also hold a diploma in puppet making or have spent as many years in a workshop with one of:"
    assert sections_of(lines_of(SOFT_LIST.format(lead, "You must hold a licence.")))[2:5] == ["preferred"] * 3


def test_what_is_also_needed_is_no_wish():
    sections = sections_of(lines_of(SOFT_LIST.format("You will also need experience of the following:", "- Glue")))
    assert sections[3:6] == ["required", "required", "required"]


def test_a_wish_announced_higher_up_colours_no_line_below_the_heading_of_something_else():
    spec = """Nice to have
- A diploma in puppet making
Physical demands
- Must be able to carry a stage up the stairs of a church tower"""
    assert "preferred" not in sections_of(lines_of(f"{ADVERT.partition('Nice to have')[0]}{spec}"))[11:]


def test_marks_of_how_each_demand_is_tested_tell_a_must_from_a_wish():
    spec = """Person specification
E = Essential, D = Desirable, A = Application, I = Interview
Qualifications
- Membership of the Guild of Carvers (D, A)
- A diploma in puppet making (E, I)
- PRINCE2 [E]
- MSP [D]"""
    sections = sections_of(lines_of(spec))
    assert sections == ["heading", "heading", "heading", "preferred", "required", "required", "preferred"]


@pytest.mark.parametrize("heading", ["Remuneration", "Campaign reference", "Physical demands", "Purpose of the post"])
def test_a_heading_of_public_bodies_is_one_amid_demands(heading):
    demands = f"Requirements\n- Five years of carving heads\n- A steady hand\n{heading}\n- Told when we meet"
    assert sections_of(lines_of(demands))[3] == "heading"


def test_an_advert_of_nothing_has_no_sections():
    assert sections_of([]) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.text(alphabet="aA:\n •-#£0"))
def test_any_text_has_one_section_a_line(text):
    lines = lines_of(text)
    sections = sections_of(lines)
    assert len(sections) == len(lines)
    assert set(sections) <= set(SECTIONS)


def test_a_saved_model_reads_as_it_did(tmp_path):
    save(section_model(), tmp_path / "model.npz", smallest=0)
    lines = ADVERT.splitlines()
    again = section_model(tmp_path / "model.npz").chances(lines)
    assert np.allclose(again, section_model().chances(lines), atol=0.02)


def test_of_two_sections_as_likely_the_rarer_is_believed():
    even = np.full((1, len(SECTIONS)), 1 / len(SECTIONS), dtype=np.float32)
    assert section_model().believed(even) == [SECTIONS[int(section_model().shares.argmin())]]
    sure = np.eye(len(SECTIONS), dtype=np.float32)
    assert section_model().believed(sure) == list(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS[1:])
def test_headings_announce_what_their_lexicon_says(section):
    entry = lexicon("headings")[section]
    assert [heading for heading in entry["finds"] if announced(heading) != section] == []
    assert [heading for heading in entry["skips"] if announced(heading) == section] == []


def test_lines_under_a_known_heading_are_labelled_by_it():
    labels = silver_sections(ADVERT.splitlines())
    assert {label for label, truth in zip(labels, TRUTH, strict=True) if label not in (None, truth)} == set()
    assert labels.count(None) < 4


def test_a_softener_a_section_or_a_heading_settles_the_need():
    assert need_of("German would be useful", "required") == "preferred"
    assert need_of("A degree", "preferred") == "preferred"
    assert need_of("A degree", heading="Desirable criteria") == "preferred"
    assert need_of("A degree", heading="Minimum qualifications") == "required"


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled adverts are not here")
def test_labelled_adverts_are_read_at_least_as_well_as_when_the_model_was_made():
    adverts = [json.loads(row) for row in GOLD.read_text(encoding="utf-8").splitlines()[:25]]
    pairs = [
        pair
        for advert in adverts
        for pair in zip(section_model().sections(advert["lines"]), advert["sections"], strict=True)
    ]
    assert sum(read == truth for read, truth in pairs) / len(pairs) > 0.88


def test_labels_find_their_adverts_again_by_the_digest_of_the_lines(tmp_path):
    lines = ["You will need", "A degree", "Two years of experience"]
    sections = ["heading", "required", "required"]
    labels = tmp_path / "labels.csv"
    labels.write_text(f"advert,digest,sections\n1,{digest(lines)},{encoded(sections)}\n2,0000,3h\n")
    stored = pd.DataFrame({"company": ["Acme", "Acme"], "description": ["\n".join(lines[:2]), "Other"]})
    stored.assign(requirements=[lines[2], None]).to_parquet(tmp_path / "adverts.parquet")
    [found] = with_labels(labels, [tmp_path / "adverts.parquet"])
    assert (found.firm, list(found.lines), list(found.sections)) == ("Acme", lines, sections)


LINES = ["You will need", "A degree", "Two years of experience"]


@pytest.fixture
def labels(tmp_path):
    file = tmp_path / "labels.csv"
    file.write_text(f"advert,digest,sections\n1,{digest(LINES)},1h2q\n2,0000,3h\n")
    return file


def test_labels_find_their_adverts_in_a_store_and_in_what_it_exports(labels, tmp_path):
    stored = pd.DataFrame({"posting_id": ["1"], "firm": ["Acme"], "title": [None], "description": ["\n".join(LINES)]})
    stored.to_parquet(tmp_path / "posting.parquet")
    with duckdb.connect(tmp_path / "store.duckdb") as con:
        con.execute("create table posting_state as select posting_id, firm, title from stored")
        con.execute("create table posting_text as select posting_id, description as description_text from stored")
    for name in ("posting.parquet", "store.duckdb"):
        [found] = with_labels(labels, [tmp_path / name])
        assert (found.firm, list(found.lines)) == ("Acme", LINES)


@pytest.mark.parametrize(("name", "content", "told"), [
    ("none.jsonl", None, "none.jsonl"),
    ("mine.jsonl", "\n{", "mine.jsonl: line 2: no JSON object of company, lines and sections"),
    ("mine.jsonl", '{"company": "Acme", "lines": ["A degree"]}', "mine.jsonl: line 1: no JSON object"),
    ("mine.jsonl", '{"company": "A", "lines": ["A degree"], "sections": ["demanded"]}', "line 1: no section is called"),
    ("mine.jsonl", '{"company": "A", "lines": ["A degree"], "sections": []}', "line 1: 1 lines and 0 sections"),
    ("labels.csv", "digest\n1", "labels.csv: no column sections"),
    ("labels.csv", f"digest,sections\n{digest(LINES)},1h", "3 lines and 1 sections"),
    ("labels.csv", f"digest,sections\n{digest(LINES)},3z", "no section is called z"),
    ("labels.csv", "digest,sections\n0000,1h", "0 of 1 labels found in your adverts"),
])  # fmt: skip
def test_what_no_section_model_can_be_learned_from_is_told(name, content, told, tmp_path, capsys, monkeypatch):
    adverts, out = tmp_path / "adverts.parquet", tmp_path / "model.npz"
    pd.DataFrame({"company": ["Acme"], "description": ["\n".join(LINES)]}).to_parquet(adverts)
    if content:
        (tmp_path / name).write_text(content)
    given = [adverts, "--labelled", tmp_path / name, "--out", out]
    monkeypatch.setattr(sys, "argv", ["section_model", *map(str, given)])
    with pytest.raises(SystemExit) as left:
        estimate()
    assert left.value.code == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_the_model_that_ships_is_not_written_over_unless_it_is_named(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["section_model", "adverts.parquet", "--labelled", "labels.csv"])
    with pytest.raises(SystemExit):
        estimate()
    assert "required: --out" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "told"), [
    ("none.parquet", "neither a store nor a Parquet file"),
    ("none.duckdb", "neither a store nor a Parquet file"),
    ("bare.parquet", "no column firm or company; it has title"),
])  # fmt: skip
def test_a_file_that_holds_no_adverts_is_told_by_its_name(name, told, labels, tmp_path):
    pd.DataFrame({"title": ["Carver"]}).to_parquet(tmp_path / "bare.parquet")
    with pytest.raises(AdvertFileError, match=rf"{name}: {told}"):
        list(with_labels(labels, [tmp_path / name]))


def test_a_sentence_that_a_hard_wrap_broke_has_one_section():
    wrapped = [
        "Essential criteria",
        "You have led projects of some size and you can show that you have",
        "kept them within their budgets, whatever the weather.",
    ]
    sections = sections_of(lines_of("\n".join(wrapped)))
    assert sections[1] == sections[2]


WRAPPED = """Person specification
You have planned the building of bridges or of tunnels for at least five
years and have seen one of them opened to those who paid for it
{}
You are at ease with people of every trade and with their many questions
You keep a calm head when the river is high and the board wants to know
You hold a degree in engineering or have worked as an engineer for years"""


@pytest.mark.parametrize(("broken", "section"), [
    ("Experience in the theatres of a county and knowledge of the\nKite Studio would be beneficial", "preferred"),
    ("You have made sure that all that was built was in line with the law and\nTheatre Design", "required"),
    ("You have led the planning of all that was to be built by the Royal Puppet\nTheatre", "required"),
])  # fmt: skip
def test_a_sentence_that_a_hard_wrap_broke_before_a_name_has_one_section_and_no_heading(broken, section):
    assert sections_of(lines_of(WRAPPED.format(broken)))[3:5] == [section, section]


def test_a_heading_stays_one_below_a_line_that_no_hard_wrap_broke():
    line = "We would like to hear from you if all of the above applies to you, so read on"
    assert sections_of(lines_of(f"About us\n{line}\nWhat we are looking for\nA steady hand"))[2] == "heading"


@pytest.mark.parametrize("heading", ["Desirable", "Nice to have", "Desirable skills"])
def test_a_heading_stays_one_below_the_longest_line_of_a_list_that_ends_in_a_name(heading):
    lines = [
        "Project Manager", "About the role", "You will plan and deliver several digital projects",
        "You will report progress to the board each month", "Essential", "A degree or equal experience of project work",
        "Experience of leading projects across wards with Jira and Microsoft Project", heading, "Experience of SAP",
        "Knowledge of the NHS", "Knowledge of carving",
    ]  # fmt: skip
    assert sections_of(lines_of("\n".join(lines)))[7:] == ["heading", "preferred", "preferred", "preferred"]


def test_a_heading_in_so_many_words_stays_one_in_a_wrapped_text():
    lines = [
        "About the role", "You will plan the projects of the wards and you will report about them",
        "to the board.", "Essential", "Experience of leading projects across several wards, with Microsoft Project",
        "Desirable", "Experience of SAP",
    ]  # fmt: skip
    assert sections_of(lines_of("\n".join(lines)))[5:] == ["heading", "preferred"]


@pytest.mark.parametrize("name", lexicon("section_wordings"))
def test_a_wording_settles_the_section_of_its_examples_alone(name):
    wording = lexicon("section_wordings")[name]
    assert {settled_by_wording(text, wording["not"][0]) for text in wording["finds"]} == {wording["section"]}
    assert {settled_by_wording(text, wording["not"][0]) for text in wording["skips"]} == {None}
    others = set(SECTIONS) - {*wording["not"], wording["section"]}
    assert {settled_by_wording(wording["finds"][0], section) for section in others} == {None}


def test_a_question_asks_for_what_it_names_on_all_its_lines():
    lines = [
        "We make puppets for theatres in three countries and for television.",
        "Are you an experienced carver of heads and hands who works to dates and",
        "keeps to drawings?",
    ]
    assert sections_of(lines_of("\n".join(lines)))[1:] == ["required", "required"]


def test_a_wording_settles_no_more_than_its_own_sentence_of_a_wrapped_paragraph():
    lines = [
        "The post demands deep knowledge of limewood and a very steady hand, and",
        "good humour. You will lead the workshop and plan the work of the carvers in",
        "three theatres, and you will run the stores",
    ]
    sections = sections_of(lines_of("\n".join(["Main duties", *lines])))
    assert sections == ["heading", "required", "required", "responsibility"]


def test_a_demand_outranks_the_opening_or_the_duty_that_its_paragraph_begins_with():
    opening = "We have a rare opportunity for a stage manager to join our troupe in Exham."
    asked = "The ideal candidate is calm and has a steady hand."
    lines = lines_of(f"{ADVERT}\nThe role\n{opening} {asked}\nYou will lead the carvers of our workshop. {asked}")
    assert sections_of(lines)[-2:] == ["required", "required"]


def test_a_duty_outranks_the_opening_that_its_paragraph_begins_with():
    opening = "An exciting opportunity has arisen for a stage manager to join our troupe."
    duty = "The post holder will be responsible for the ropes and the lights."
    assert sections_of(lines_of(f"{opening}\n{ADVERT}"))[0] == "summary"
    assert sections_of(lines_of(f"{opening} {duty}\n{ADVERT}"))[0] == "responsibility"


@pytest.mark.parametrize("line", ["#LI-XY1", "____", "- #LI-Hybrid", "Req ID: P-1234"])
def test_tags_of_a_job_and_lines_of_signs_are_neither_headings_nor_demands(line):
    assert sections_of(lines_of(f"{ADVERT}\n{line}\nA steady hand with the strings"))[-2] == "process"


@pytest.mark.parametrize("label", ["**Travel requirement:**", "**Work schedule:**", "**Benefits:**"])
def test_a_label_in_bold_is_read_as_if_it_were_plain(label):
    plain = sections_of(lines_of(f"{ADVERT}\n{label.strip('*')}\nFull time"))
    assert sections_of(lines_of(f"{ADVERT}\n{label}\nFull time")) == plain
    assert plain[-2] == "heading"


def test_a_firms_name_broken_off_its_sentence_is_no_heading():
    lines = ["PUPPET HOUSE", "is a troupe of carvers."]
    assert sections_of(lines_of("\n".join([*lines, ADVERT])))[:2] == ["employer", "employer"]
    assert with_parted_names(lines, ["heading", "employer"]) == ["employer", "employer"]
    assert with_parted_names(["The troupe:", "is a calm one"], ["heading", "employer"]) == ["heading", "employer"]


DENIED = """What you need
A steady hand and five years on stage
{heading}
- You want to line manage a team of carvers
- You have never held a puppet
Benefits
A van"""


@pytest.mark.parametrize(
    "heading", ["You may not be a match if", "NOT A GREAT FIT IF…", "Not for you if:", "This isn't the right job if"]
)
def test_what_a_job_denies_is_not_demanded_but_what_is_denied_twice(heading):
    reading = read("Stage Manager", DENIED.format(heading=heading))
    assert [line.section for line in reading.lines[2:5]] == ["heading", "employer", "required"]
    assert not reading.facets["line_management"]


@pytest.mark.parametrize("section", ["required", "preferred", "responsibility", "summary", "offer"])
def test_nothing_is_asked_below_a_heading_that_denies_and_all_is_below_the_next_one(section):
    texts = ["Not for you if:", "You want to carve alone", "What we do", "You carve alone"]
    told = "offer" if section == "offer" else "employer"
    assert with_denials(texts, ["heading", section] * 2) == ["heading", told, "heading", section]


def test_a_heading_of_whom_the_job_suits_denies_nothing():
    hopeful = ["You're a great fit if", "Not sure if you're a fit?", "Don't meet every wish? Apply if you are a fit"]
    assert [heading for heading in hopeful if denies(heading)] == []


@pytest.mark.parametrize(
    ("above", "below", "section"),
    [
        ("Back to all jobs", "This job is closed.", "heading"),
        ("Puppet House is seeking a", "Strings have been our craft since 1962.", None),
        ("Project role:", "Strings have been our craft since 1962.", None),
        ("Back to all jobs", "with strings attached", None),
    ],
)
def test_the_title_of_an_advert_among_its_first_lines_heads_it_unless_a_sentence_goes_on(above, below, section):
    title = "Puppet Fund - Stage Strategist (Oak Specialist)"
    text = f"{above}\n{title}\n{below}\n{ADVERT}"
    found = read(title, text).lines[1].section
    assert found == (section or sections_of(lines_of(text))[1])


def test_only_the_first_lines_of_an_advert_are_held_against_its_title():
    texts = [*"PIERS"[:4], "Stage Strategist", "Oak"]
    assert with_title_line("Stage Strategist", texts[1:], ["summary"] * 5)[3] == "heading"
    assert with_title_line("Stage Strategist", texts, ["summary"] * 6) == ["summary"] * 6


def test_a_line_of_signs_is_not_the_title_of_an_advert_that_has_none():
    text = f"***\n{ADVERT}"
    assert read("", text).lines[0].section == sections_of(lines_of(text))[0] != "heading"


def test_signs_around_a_title_are_not_compared():
    text = f"Back to all jobs\nPuppet Strategist in C#\nThis job is closed.\n{ADVERT}"
    titles = ("Puppet Strategist in C#", "Puppet Strategist in C# **")
    assert [read(title, text).lines[1].section for title in titles] == ["heading", "heading"]


def test_a_duty_told_under_a_person_specification_stays_one_and_so_does_what_follows_it():
    spec = """Person specification
This role will support the Head of Carving in planning the new stages.
Run the weekly meeting of the carvers
Essential criteria
A steady hand"""
    found = sections_of(lines_of(spec))
    assert found == ["heading", "responsibility", "responsibility", "heading", "required"]


@pytest.mark.parametrize("tail", ["required", "Europe?"])
def test_the_last_word_of_a_sentence_that_broke_off_is_no_heading(tail):
    line = "Do you have experience of the carving and painting of puppets, as is"
    assert sections_of(lines_of(f"About the job\n{line}\n{tail}"))[2] != "heading"


LONG_WRAPPED = """Requirements
- You have planned the building of bridges or of tunnels for at least five
years and have seen one of them opened
- Ten years of carving the heads of puppets, some of them of oak or of lime, would
be an advantage
- Strong written and spoken communication, together with excellent listening
{}
- A calm head when the river is high and when the board wants to know
everything at once"""


LONG_LINES = """\
About us
We carve puppets for theatres in three countries, and our workshop by the river has stood for ninety years. \
Families come from far to see the stage, which seats two hundred and is open in the evenings from May to \
October.
What you will do
You run the workshop from the first drawing to the last night. You meet the directors of the theatres each month \
and tell them what is late, what it costs and what you will do about it, and you keep the plans of all of the \
stages in one place.
- Plan the carving, painting and stringing of forty heads a year with the masters of each craft and with those \
who learn from them
- Keep the budget of the workshop, and tell the Guild of Puppet Houses and its treasurer each quarter what was \
spent on wood and paint
What you will bring
- Ten years of work in a theatre or a workshop, of which at least three as the one who answered to those who \
paid for all of it
- A diploma in puppet making, or an apprenticeship with one of the Houses of the Guild and the years of practice \
that follow from it
- Knowledge of limewood, oak and the glues that hold them, and of the rules for all who work with dust and with \
sharp tools, would be a plus
How to apply
Write to us by the third of May, and tell us which of our stages you have seen and what you thought of the \
strings."""


@pytest.mark.parametrize("width", [64, 66, 79])
def test_an_evenly_wrapped_advert_is_read_as_if_it_had_not_been(width):
    lines = LONG_LINES.splitlines()
    wrapped = [textwrap.wrap(line, width, break_on_hyphens=False) for line in lines]
    broken = sections_of(lines_of("\n".join(line for parts in wrapped for line in parts)))
    whole = sections_of(lines_of(LONG_LINES))
    assert broken == [section for section, parts in zip(whole, wrapped, strict=True) for _ in parts]


@pytest.mark.parametrize("tail", ["skills", "education or experience", "knowledge and skills.", "the role."])
def test_the_end_of_a_sentence_of_a_wrapped_text_is_no_heading(tail):
    sections = sections_of(lines_of(LONG_WRAPPED.format(tail)))
    assert [section for section in sections if section != "preferred"] == ["heading", *["required"] * 6]


def test_a_wish_that_a_hard_wrap_broke_is_one_on_all_its_lines():
    assert sections_of(lines_of(LONG_WRAPPED.format("skills")))[3:5] == ["preferred", "preferred"]


@pytest.mark.parametrize("heading", ["requirements", "preferred", "benefits", "desirable", "Interested?"])
def test_a_heading_in_small_letters_or_a_question_heads_what_follows_a_list(heading):
    line = "- Carving and painting of heads and hands for three theatres"
    assert sections_of(lines_of(f"About the job\n{line}\n{heading}\nA steady hand"))[2] == "heading"


def test_what_a_teacher_made_of_an_advert_is_found_again_by_its_lines(tmp_path):
    known, unknown = ["Lead two projects.", "A degree."], ["Lead one project."]
    chances = np.array([[0, 0, 0.75, 0.25, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0]])
    save_taught([(known, chances)], tmp_path / "taught.npz")
    [(lines, found)] = taught_in(tmp_path / "taught.npz", [unknown, known])
    assert lines == known
    assert np.allclose(found, chances, atol=1 / 255)


def test_adverts_read_together_read_as_they_do_alone():
    adverts = [("Project Manager", ADVERT), ("PM", ""), ("Senior PM", "Own a budget of £2m."), ("PM", ADVERT.upper())]
    assert list(read_all(adverts)) == [read(*advert) for advert in adverts]


def test_a_closing_softener_is_seen_though_no_word_is_sure_to_stand_in_it(monkeypatch):
    lines = ["Puppetry is a plus", "Nothing of the kind", "Joinery would be a bonus", "x"]
    known = see(lines).around
    monkeypatch.setattr(section_looks, "needed", lambda _: frozenset())
    monkeypatch.setattr(section_looks, "_LOOKS", {})
    monkeypatch.setattr(section_looks, "_cue_scanner", cache(section_looks._cue_scanner.__wrapped__))
    assert (see(lines).around == known).all()


def test_lines_that_share_no_word_point_the_same_way_where_they_mean_the_same():
    told = directions(["Control the budget", "manages expenditure and costs", "Dress wounds on wards"])
    assert told[0] @ told[1] > told[0] @ told[2] + 0.1
    assert (told**2).sum(1) == pytest.approx(1)


def test_a_line_without_a_word_points_nowhere():
    assert not directions(["", "  "]).any()
    assert directions([]).shape == (0, DIRECTIONS)


ONE_NEED = "posting_id,label,sentence\n" + "".join(
    f"{number},must,You have led joiners {number}\n" for number in range(9)
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, "No such file"),
        (b"\xff\xfe\x00", "codec can't decode"),
        (b"posting_id,sentence\n1,Oak\n", "no column label"),
        (b"posting_id,label,sentence\n1,maybe,Oak\n", "label 'maybe' is neither must nor nice"),
        (ONE_NEED.encode(), "both labels, each from 5 postings"),
    ],
)
def test_sentences_that_teach_no_need_are_told_in_a_line(tmp_path, monkeypatch, capsys, written, told):
    file = tmp_path / "needs.csv"
    if written is not None:
        file.write_bytes(written)
    monkeypatch.setattr("sys.argv", ["need", str(file), "--out", str(tmp_path / "need.npz")])
    with pytest.raises(SystemExit) as left:
        estimate_need()
    assert left.value.code == WRONG_USE
    error = capsys.readouterr().err
    assert error.startswith(f"{file}: ")
    assert told in error
    assert not (tmp_path / "need.npz").exists()


def test_what_sentences_say_of_their_need_is_estimated_from_labels(tmp_path, monkeypatch, capsys):
    file, out = tmp_path / "needs.csv", tmp_path / "need.npz"
    wishes = "".join(f"{number},nice,Carving would please us {number}\n" for number in range(9))
    file.write_text(ONE_NEED + wishes, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["need", str(file), "--out", str(out)])
    estimate_need()
    assert capsys.readouterr().out == "18 sentences: accuracy 1.000, majority 0.500\n"
    assert out.exists()
