import pytest

from crawler.titles import role_words, roles

LANGUAGES = [(name, entry) for roles_ in role_words().values() for name, entry in roles_["titles"].items()]


@pytest.mark.parametrize(("language", "entry"), LANGUAGES, ids=[name for name, _ in LANGUAGES])
def test_the_words_of_a_language_find_and_skip_what_they_say(language: str, entry: dict[str, list[str]]) -> None:
    wanted = roles("pm").want
    assert [title for title in entry["finds"] if not wanted(title)] == []
    assert [title for title in entry["skips"] if wanted(title)] == []


def test_other_trades_under_the_same_words_are_skipped() -> None:
    assert [title for title in role_words()["pm"]["never"]["skips"] if roles("pm").want(title)] == []


def test_all_roles_want_every_title() -> None:
    assert roles(None).want("Baker")
    assert roles("all").scope == "all"


def test_unknown_roles_are_named_with_a_remedy() -> None:
    with pytest.raises(ValueError, match="choose one of pm, or all"):
        roles("chef")
