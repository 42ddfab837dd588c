"""Signs that were spoilt on the way are put right, and no others."""

import pytest

from crawler.normal.signs import repaired


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("The mill\x00s miller", "The mill’s miller"),
        ("oats \x00 and rye\n\x00 barley", "oats – and rye\n– barley"),
        ("a \x00fine sieve\x00, 5 years\x00 old", "a ‘fine sieve’, 5 years’ old"),
        ("5\x007 sacks", "5 7 sacks"),
    ],
)
def test_a_nul_is_what_it_most_probably_was(spoilt: str, meant: str) -> None:
    assert repaired(spoilt) == meant


def test_control_signs_of_windows_are_its_signs() -> None:
    assert repaired("\x93Rye\x94 \x96 \x8020\x85") == "“Rye” – €20…"


def as_windows(text: str) -> str:
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in text.encode())


@pytest.mark.parametrize("meant", ["the miller’s “rye” – £5, 20°…", "• café, Müller\xa0& Söhne™", "5 ≥ 4 ✓"])
def test_a_text_that_was_read_in_the_wrong_code_is_reread(meant: str) -> None:
    assert repaired(as_windows(meant)) == repaired(meant.encode().decode("latin-1")) == meant


def test_a_text_that_was_twice_read_in_the_wrong_code_is_reread() -> None:
    assert repaired(as_windows(as_windows("the miller’s café – £5"))) == "the miller’s café – £5"


@pytest.mark.parametrize("text", ["«AMANHû, MANHÃ…", "Grâce à l’équipe – 5 € ½", "ROMÂNIA, Âge, pâté", "R&D • 5%"])
def test_other_signs_stay_as_they_are(text: str) -> None:
    assert repaired(text) == text
