from analysis import families
from analysis.reading.lexicon import lexicon


def test_every_family_and_rank_that_a_title_can_be_read_as_has_its_words():
    read = {kind: {rule["label"] for rule in lexicon("titles")[kind]} for kind in ("family", "rank")}
    assert read["family"] - {"other"} == set(families.FAMILIES)
    assert read["rank"] | {"plain"} == set(families.RANK_WORDS)


def test_what_is_held_side_by_side_has_been_asked_of_seniors_and_is_project_work():
    assert set(families.SIDE_BY_SIDE) <= set(families.ASKED) & set(families.OF_PROJECTS)
