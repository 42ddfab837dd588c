"""Every entry of the lexicon finds what it says it finds, and skips what it says it skips."""

import json
import re
import sys
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from ahocorasick_rs import AhoCorasick

from analysis.reading import headings, lexicon_files, lexicon_terms, needed
from analysis.reading import lexicon as reading_lexicon
from analysis.reading import rules as reading_rules
from analysis.reading.alternatives import Alternatives, alternatives_of, matches_of
from analysis.reading.body import fold
from analysis.reading.choices import choices_in
from analysis.reading.facets import find_facets
from analysis.reading.grades import grade_in
from analysis.reading.lexicon import expanded, lexicon, pattern_in, pattern_of
from analysis.reading.lexicon_files import LexiconError, as_written, whole_lexicon
from analysis.reading.lexicon_schema import mistakes_in
from analysis.reading.needed import all_needed, key_of, learn
from analysis.reading.read import read
from analysis.reading.reading import BOOLEAN_FACETS, FACETS, Line
from analysis.reading.scope import find_scope
from analysis.reading.softness import is_wish
from analysis.teaching import lexicon_check
from analysis.teaching.lexicon_check import check_lexicon, facets_of
from analysis.teaching.lexicon_proofs import (
    RULES,
    body_of,
    disproved,
    disproved_of,
    named,
    never_cast,
    shared_in,
    unheard_in,
    unknown_in,
)
from analysis.teaching.need import need_of
from crawler.knowledge import knowledge

REAL = sorted(Path(__file__).parents[3].glob("shared/data/*.parquet"))
A_SENTENCE = 8
"""Fewer words are anybody's."""


def entries(files, kind):
    return [
        pytest.param(name, rule.split(".")[1], text, id=f"{rule}: {text}")
        for name in files
        for rule, text in examples(name, kind)
    ]


def examples(name, kind):
    return [(f"{name}.{key}", text) for key, entry in lexicon(name).items() for text in entry.get(kind, ())]


def test_every_name_rule_and_title_finds_and_skips_what_it_says_and_stands_alone():
    assert [*disproved()] == []


def test_a_spelling_that_another_entry_has_is_told_unless_it_means_both():
    entries = {"cissp": {"terms": ["cissp"]}, "zorblat": {"terms": ["zorblat"], "exact": ["CISSP"]}}
    assert [*shared_in("certificates", entries)] == [
        "certificates.toml: [zorblat]: 'cissp' is [cissp] already; where it means both: shares = [\"cissp\"]"
    ]
    entries["zorblat"]["shares"] = ["cissp"]
    assert [*shared_in("certificates", entries)] == []


def test_a_spelling_shared_with_what_is_no_entry_is_told():
    entries = {"cissp": {"terms": ["cissp"], "shares": ["zissp"]}}
    assert [*unknown_in("certificates", entries)] == [
        "certificates.toml: [cissp]: shares 'zissp', which is no entry of certificates.toml"
    ]


def test_a_term_of_any_case_that_counts_in_one_only_is_told():
    entries = {"frob": {"terms": ["frob", "frobs"], "exact": ["Frob"]}}
    [told] = unheard_in("tools", entries)
    assert told.startswith("tools.toml: [frob]: 'frob' is among `exact`")


def test_a_word_that_votes_and_never_votes_is_told():
    sectors = {"retail": {"weak": ["shop", "till"], "never": ["shop floor"]}, "media": {"never": ["shop"]}}
    assert [*never_cast(sectors)] == ["sectors.toml: [retail]: 'shop' is among `never` too"]


def test_an_example_that_is_not_found_or_not_skipped_is_told():
    entry = {"finds": ["Jira", "Zorblat"], "skips": ["Jira or the like", "Zorblat"]}
    tried = named("tools.jira")
    assert [*disproved_of("[jira]", entry, tried)] == [
        "[jira]: does not find 'Zorblat'", "[jira]: does not skip 'Jira or the like'"
    ]  # fmt: skip


@pytest.mark.parametrize("entry", [
    {"term": ["frob"], "label": "Frob"}, {"terms": [""], "label": "Frob"}, {"terms": "frob", "label": "Frob"},
    {"terms": [5], "label": "Frob"}, {"terms": ["frob"]},
])  # fmt: skip
def test_a_name_that_cannot_be_meant_so_stops_the_reading_by_its_file_and_entry(entry, monkeypatch):
    monkeypatch.setattr(lexicon_terms, "lexicon", {"tools": {"frob": entry}}.get)
    with pytest.raises(LexiconError, match=r"tools\.toml: \[frob\]: needs a label, and terms"):
        lexicon_terms.Terms({"tools": "tools"})


def test_a_rule_without_its_facet_stops_the_reading_by_its_file_and_entry(monkeypatch):
    monkeypatch.setattr(reading_rules, "lexicon", {"flags": {"frob": {"pattern": "frob"}}}.get)
    with pytest.raises(LexiconError, match=r"flags\.toml: \[frob\]: no facet"):
        reading_rules.rules.__wrapped__("flags")


mistakes = cache(lexicon_check._mistakes)
"""The lexicon stays as it is while these tests run, and to look through it all takes seconds."""


def check(monkeypatch, *words):
    monkeypatch.setattr(lexicon_check, "_mistakes", mistakes)
    monkeypatch.setattr(sys, "argv", ["lexicon_check", *map(str, words)])
    lexicon_check.main()


def test_an_edit_is_checked_on_what_a_store_exports(tmp_path, monkeypatch, capsys):
    advert = {"posting_id": ["7"], "title": ["Project Manager"], "description": ["You know Jira."]}
    pd.DataFrame(advert).to_parquet(tmp_path / "posting.parquet")
    for _ in range(2):
        check(monkeypatch, tmp_path / "facets.json", tmp_path / "posting.parquet")
    assert capsys.readouterr().out == "0 changes in 1 adverts\n"


@pytest.mark.parametrize("kept", ["{", "[]", '{"7": 1}'])
def test_what_a_first_run_did_not_write_is_told_in_a_line(kept, tmp_path, monkeypatch, capsys):
    (tmp_path / "facets.json").write_text(kept)
    with pytest.raises(SystemExit) as left:
        check(monkeypatch, tmp_path / "facets.json")
    assert left.value.code == 2
    assert "facets.json: not what a first run writes" in capsys.readouterr().err


def test_adverts_that_are_not_there_are_told_in_a_line(tmp_path, monkeypatch, capsys):
    with pytest.raises(SystemExit) as left:
        check(monkeypatch, tmp_path / "facets.json", tmp_path / "none.parquet")
    assert left.value.code == 2
    assert "none.parquet: neither a store nor a Parquet file" in capsys.readouterr().err
    assert not (tmp_path / "facets.json").exists()


TRIED_BY_CUES = {
    "education": ["secondary", "vocational", "master", "doctorate"],
    "grades": ["afc", "civil_service", "gs"],
    "people": [
        "team_of",
        "team_with",
        "people_led",
        "reports",
        "reports_listed",
        "report_to_you",
        "team_in_brackets",
        "in_all",
        "your_team_of",
        "size",
        "strong",
        "bands",
    ],
    "travel": ["percent", "some"],
}


@pytest.mark.parametrize(
    ("name", "alternative"),
    [
        pytest.param(name, one, id=f"{name}.{key}: {one[:40]}")
        for name, keys in TRIED_BY_CUES.items()
        for key in keys
        for one in alternatives_of(expanded(lexicon(name)[key]["pattern"]))
    ],
)
def test_what_a_pattern_needs_is_among_the_cues_of_its_file(name, alternative):
    cues = [cue.removeprefix("=") for cue in lexicon("cues")[name]["words"]]
    assert any(all(any(cue in text for cue in cues) for text in texts) for texts in all_needed(alternative))


RULE_PATTERNS = [
    one for name in RULES for entry in lexicon(name).values() for one in alternatives_of(expanded(entry["pattern"]))
]


def test_what_is_kept_of_a_patterns_needs_is_what_it_tells():
    assert [one for one in RULE_PATTERNS[::3] if all_needed(one) != learn(one)] == []


def test_the_needs_of_nearly_all_patterns_are_kept():
    kept = json.loads(knowledge("lexicon", "needed.json").read_text(encoding="utf-8"))
    new = [one for one in RULE_PATTERNS if key_of(one) not in kept]
    assert len(new) <= 0.1 * len(RULE_PATTERNS), "start sooner again: make needed"


@pytest.mark.parametrize("kept", ["{", None])
def test_where_what_is_kept_cannot_be_read_it_is_learned_anew(monkeypatch, tmp_path, kept):
    file = tmp_path / "needed.json"
    if kept:
        file.write_text(kept)
    monkeypatch.setattr(needed, "knowledge", lambda *_: file)
    assert needed._learned.__wrapped__() == {}


def test_a_pattern_of_which_nothing_is_kept_is_learned():
    assert all_needed(r"frob(?:nik|elia) of \w+") == [{"frobnik of ", "frobelia of "}]


@pytest.mark.parametrize(("name", "key", "text"), entries(["employers"], "finds"))
def test_how_an_employer_speaks_is_found(name, key, text):
    assert pattern_in(name, key).search(fold(text))


@pytest.mark.parametrize(("name", "key", "text"), entries(["employers"], "skips"))
def test_how_others_speak_is_skipped(name, key, text):
    assert not pattern_in(name, key).search(fold(text))


@pytest.mark.parametrize("text", lexicon("scope")["portfolio"]["finds"])
def test_a_portfolio_is_found(text):
    assert {one.value for one in find_scope(body_of(text, "required"))} == {"portfolio"}


@pytest.mark.parametrize("text", lexicon("scope")["portfolio"]["skips"])
def test_what_is_no_portfolio_is_skipped(text):
    assert "portfolio" not in {one.value for one in find_scope(body_of(text, "required"))}


@pytest.mark.parametrize(("name", "key", "text"), entries(["grades"], "finds"))
def test_a_grade_is_found(name, key, text):
    assert grade_in(text)[0]["scheme"] == key


def test_a_wish_among_demands_is_none_of_them():
    assert [text for text in lexicon("softness")["wish"]["finds"] if need_of(text, "required") != "preferred"] == []


def test_wishes_are_found_and_demands_skipped():
    wish = lexicon("softness")["wish"]
    assert [text for text in wish["finds"] if not is_wish(text)] == []
    assert [text for text in wish["skips"] if is_wish(text)] == []


@pytest.mark.parametrize(("name", "key", "text"), entries(["grades"], "skips"))
def test_what_is_no_grade_is_skipped(name, key, text):
    assert grade_in(text) is None


def test_a_broken_pattern_names_itself_and_the_remedy():
    with pytest.raises(LexiconError, match=r"missing \), .*: '\('. Mend it in data/lexicon"):
        pattern_of("(")


def test_a_broken_alternative_names_itself_and_the_remedy():
    with pytest.raises(LexiconError, match="Mend it in data/lexicon"):
        Alternatives("fine|broken(")


@pytest.fixture
def flags_of(monkeypatch, tmp_path):
    """Makes a lexicon of macros and one rule."""

    def write(pattern, mark="", macros="people = 'staff'"):
        written = {"lexicon/macros.toml": macros, "lexicon/flags.toml": f"{mark}[frob]\nfacet = 'risk'\n{pattern}"}
        (tmp_path / "lexicon").mkdir(exist_ok=True)
        for name, text in {**written, "money.toml": "", "themes.toml": ""}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return reading_rules.rules.__wrapped__("flags")

    monkeypatch.setattr(lexicon_files, "knowledge", tmp_path.joinpath)
    for cached in (lexicon, reading_lexicon._macros):
        cached.cache_clear()
    yield write
    for cached in (lexicon, reading_lexicon._macros):
        cached.cache_clear()


LONG = r"\b(?:direct|line reports\b"
FLAW = f"missing ), unterminated subpattern at position 2: {LONG!r}"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (f"pattern = ['fine', '{LONG}', 'fine too']", f"[frob.pattern.1]: {FLAW}"),
        ("pattern = '('", "[frob.pattern]: missing ), unterminated subpattern at position 0: '('"),
        ("pattern = 'fine|@people (a'", "[frob.pattern]: missing ), unterminated subpattern: 'fine|@people (a'"),
        ("pattern = ['fine', '@nobody']", "[frob.pattern.1]: no macro 'nobody': '@nobody'"),
        ("pattern = ['fine', '(?<=a+)b']", "[frob.pattern.1]: look-behind requires fixed-width pattern: '(?<=a+)b'"),
        ("pattern = ['fine', 5]", "[frob.pattern]: not of texts alone: ['fine', 5]"),
    ],
)  # fmt: skip
def test_a_broken_pattern_stops_the_reading_by_its_file_entry_and_alternative(flags_of, pattern, told):
    with pytest.raises(LexiconError) as caught:
        flags_of(pattern)[0].pattern.in_text("ab")
    assert str(caught.value).startswith(f"data/lexicon/flags.toml: {told}. Mend it")


def test_a_broken_macro_is_told_before_what_is_made_of_it(flags_of):
    with pytest.raises(LexiconError, match=r"^data/lexicon/macros\.toml: \[people\]: missing \)"):
        flags_of("pattern = ['@people', 'led @people']", macros="people = '(staff'")
    broken = {"macros": {"people": "("}, "flags": {"frob": {**RULE, "pattern": ")"}}}
    assert mistakes_in(broken) == ["macros.toml: [people]: missing ), unterminated subpattern at position 0: '('"]


def test_what_editors_write_before_a_file_of_the_lexicon_is_no_fault(flags_of):
    assert flags_of("pattern = 'fine'", mark="\ufeff")[0].facet == "risk"


def test_a_file_of_the_lexicon_that_is_no_text_is_named(monkeypatch, tmp_path):
    (tmp_path / "tools.toml").write_bytes(b"\xff\xfe[")
    monkeypatch.setattr(lexicon_files, "knowledge", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(LexiconError, match=r"^tools\.toml: .*utf-8"):
        as_written("tools")


def test_an_entry_that_reading_needs_is_missed_by_name(monkeypatch):
    kept = {name: entry for name, entry in lexicon("headings").items() if name != "offer"}
    monkeypatch.setattr(reading_lexicon, "lexicon", {"headings": kept, "people": {}}.get)
    monkeypatch.setattr(reading_lexicon, "_all_cues", dict)
    with pytest.raises(LexiconError, match=r"^data/lexicon/headings\.toml: \[\]: no offer"):
        headings._patterns.__wrapped__()
    with pytest.raises(LexiconError, match=r"^data/lexicon/people\.toml: \[\]: no size"):
        pattern_in.__wrapped__("people", "size")
    with pytest.raises(LexiconError, match=r"^data/lexicon/cues\.toml: \[\]: no wages"):
        reading_lexicon.cues_of("wages")


@pytest.mark.parametrize("name", RULES)
def test_alternatives_find_what_their_whole_pattern_finds(name):
    for entry in lexicon(name).values():
        whole, alternatives = pattern_of(entry["pattern"]), Alternatives(entry["pattern"])
        text = fold(". ".join([*entry.get("finds", ()), *entry.get("skips", ()), *entry.get("finds", ())]))
        found = [match.span() for match in matches_of(alternatives.in_text(text), text, 0, len(text))]
        assert found == [match.span() for match in whole.finditer(text)]


def test_an_edit_is_shown_by_what_it_changed():
    text = "You know Jira and Frobnik."
    line = [Line(text, 0, len(text), "required")]
    before = {"7": find_facets("", line)[0]}
    after = {"7": before["7"] | {"tools": ["Frobnik", "Jira"]}}
    [change] = check_lexicon(before, after)
    assert (change.facet, change.before, change.after) == ("tools", [], ["Frobnik"])


def test_a_titles_and_a_lines_new_label_are_shown_too():
    before = facets_of([("7", "Project Manager", "You lead a team of 8.")], read)
    after = {"7": before["7"] | {"title_family": "pmo", "section of line 0": "offer"}}
    assert {change.facet for change in check_lexicon(before, after)} == {"title_family", "section of line 0"}


def test_the_lexicon_holds_nothing_that_cannot_be_meant_so():
    assert mistakes_in(whole_lexicon()) == []


def test_a_rule_may_give_whatever_facet_the_reading_has():
    rule = json.loads(knowledge("lexicon", "schema.json").read_text("utf-8"))["$defs"]["rules"]["additionalProperties"]
    with_values = {one["if"]["properties"]["facet"]["const"] for one in rule["allOf"]}
    assert {*rule["properties"]["facet"]["enum"]} == {*BOOLEAN_FACETS} | with_values
    assert with_values <= {*FACETS}


NAME = {"label": "Frob", "terms": ["frob"], "finds": ["Frob"]}
RULE = {"facet": "risk", "pattern": "frob", "finds": ["Frob"], "skips": []}
TITLE = {"label": "senior", "pattern": "sr", "finds": ["Sr"], "skips": []}


@pytest.mark.parametrize(("name", "content", "told"), [
    ("tools", {"frob": {**NAME, "term": ["frob"]}}, "tools.toml: [frob]: Additional properties"),
    ("tools", {"frob": {**NAME, "terms": "frob a"}}, "tools.toml: [frob.terms]: 'frob a' is not of type 'array'"),
    ("tools", {"frob": {**NAME, "terms": [""]}}, "tools.toml: [frob.terms.0]: '' should be non-empty"),
    ("tools", {"frob": {**NAME, "terms": [5]}}, "tools.toml: [frob.terms.0]: 5 is not of type 'string'"),
    ("tools", {"frob": {**NAME, "excludes": "("}}, "tools.toml: [frob.excludes]: missing ), unterminated"),
    ("certificates", {"frob": {**NAME, "implies": ["agil"]}}, "certificates.toml: [frob.implies.0]: 'agil' is not one"),
    ("flags", {"frob": {**RULE, "facet": "rsik"}}, "flags.toml: [frob.facet]: 'rsik' is not one of"),
    ("flags", {"frob": {**RULE, "pattern": "@nope"}}, "flags.toml: [frob.pattern]: no macro 'nope'"),
    ("flags", {"frob": {**RULE, "pattern": ["frob", 5]}}, "flags.toml: [frob.pattern.1]: 5 is not of type 'string'"),
    ("flags", {"frob": {**RULE, "pattern": ["frob", LONG]}}, f"[frob.pattern.1]: {FLAW}"),
    ("flags", {"frob": {**RULE, "pattern": ["(?P<a>b)", "(?P<a>c)"]}}, "[frob.pattern]: redefinition of group name"),
    ("flags", {"frob": {**RULE, "cues": ["frob"]}}, "flags.toml: [frob]: Additional properties"),
    ("flags", {"frob": {**RULE, "finds": ["frob", "frob"]}}, "[frob.finds]: has non-unique elements: 'frob'"),
    ("sectors", {"retail": {"weak": ["till", "shop" * 99, "till"]}}, "[retail.weak]: has non-unique elements: 'till'"),
    ("sectors", {"retail": "shop" * 200}, "[retail]: is not of type 'object': 'shopshop"),
    ("tools", {"frob": {"label": "Frob", "finds": ["Frob"]}}, "'terms' is a required property; or 'exact' is"),
    ("certificates", {}, "certificates.toml: []: {} should be non-empty"),
    ("cues", {"pay": {"words": ["$"]}}, "cues.toml: []: 'years' is a required property"),
    ("headings", {"offers": {}}, "headings.toml: []: 'offer' is a required property"),
    ("headings", {"offer": {"pattern": ["perks"]}}, "headings.toml: [offer]: 'patterns' is a required property"),
    ("zorblats", {"frob": NAME}, "data/lexicon: Additional properties are not allowed ('zorblats' was unexpected)"),
    ("flags", {"frob": {"facet": "risk"}}, "flags.toml: [frob]: 'pattern' is a required property"),
    ("reach", {"frob": {**RULE, "facet": "geographic_reach", "value": "lunar"}}, "[frob.value]: 'lunar' is not one of"),
    ("titles", {"family": [], "rank": [{**TITLE, "label": "senoir"}]}, "[rank.0.label]: 'senoir' is not one of"),
    ("sectors", {"fishing": {}}, "sectors.toml: []: 'fishing' is not one of"),
    ("sectors", {"retail": {"strnog": ["shop"]}}, "[retail]: Additional properties are not allowed ('strnog'"),
])  # fmt: skip
def test_a_mistake_in_the_lexicon_is_told_with_file_and_entry(name, content, told):
    assert any(told in mistake for mistake in mistakes_in({name: content}))


def words_of(text):
    return " ".join(re.findall(r"[\w£$%]+", text.lower()))


@pytest.mark.skipif(not REAL, reason="the real adverts lie beside the project only where it is made")
def test_no_example_is_a_sentence_of_a_real_advert():
    described = [file for file in map(str, REAL) if "description" in duckdb.from_parquet(file).columns]
    asked = "concat_ws(' ', description, requirements)"
    texts = (text for file in described for (text,) in duckdb.from_parquet(file).project(asked).fetchall())
    real = "\n".join(words_of(text) for text in texts)
    told = {words_of(text) for file in whole_lexicon().values() for text in told_in(file)}
    sentences = AhoCorasick(text for text in told if len(text.split()) >= A_SENTENCE)
    assert set(sentences.find_matches_as_strings(real)) == set()


def told_in(entry, key=""):
    """Yield the examples and counterexamples that stand anywhere in `entry`."""
    if isinstance(entry, dict):
        for name, below in entry.items():
            yield from told_in(below, name)
    elif isinstance(entry, list):
        for below in entry:
            yield from told_in(below, key)
    elif key in {"finds", "skips"}:
        yield entry


@pytest.mark.parametrize("key", lexicon("choices"))
def test_what_leaves_a_choice_finds_its_examples_and_skips_the_others(key):
    entry, pattern = lexicon("choices")[key], pattern_in("choices", key)
    assert [text for text in entry["finds"] if not pattern.search(fold(text))] == []
    assert [text for text in entry["skips"] if pattern.search(fold(text))] == []


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("PMP or PRINCE2 required", [{"PMP", "PRINCE2"}]), ("PMP and PRINCE2 required", []),
        ("Certificates such as PMP, PRINCE2", [{"PMP", "PRINCE2"}]), ("PMP, PRINCE2", []),
        ("A certificate (e.g. PMP, PRINCE2)", [{"PMP", "PRINCE2"}]),
        ("PMP/PRINCE2 or equivalent; CAPM and ITIL", [{"PMP", "PRINCE2"}]),
        ("PMP, PRINCE2 or equivalent", [{"PMP", "PRINCE2"}]),
        ("PMP or a degree. PRINCE2 or a diploma.", []),
    ],
)  # fmt: skip
def test_a_line_tells_which_certificates_will_do_for_one_another(line, choices):
    assert [set(names) for names in choices_in(line)] == choices
