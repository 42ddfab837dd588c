"""Where people's names stand in a text: behind a word after which adverts name whom to ask, or a form of address."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from crawler.normal.contacts.words import contacts_words

_LATIN = "".join(map(chr, (*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x180))))
_CAPITALS = "A-Z" + "".join(filter(str.isupper, _LATIN))
_SMALL = "a-z" + "".join(filter(str.islower, _LATIN))
_BETWEEN = r"(?:[\s:–,(-]|&nbsp;|</?[a-zA-Z][^<>]{0,120}>){1,8}"
_GAP = r"(?:[^\S\n]|&nbsp;)+"
_CAPITALISED = rf"(?:[A-Z]['’])?[{_CAPITALS}][{_SMALL}]+(?:[A-Z][{_SMALL}]+)?"
_WORD = rf"{_CAPITALISED}(?:-{_CAPITALISED})?"
_INITIAL = r"[A-Z]\.?"
# A heading is written in capitals as well: only a number or an address beside it makes it a name.
_IN_CAPITALS = rf"[{_CAPITALS}]{{2,}}(?:[ \xa0][{_CAPITALS}'’-]{{2,}}){{1,2}}(?=[^\n<>]{{1,40}}\[(?:phone|e-mail)\])"


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand: behind a cue in any case, or behind a form of address as it is written."""
    words = _words()
    lower = text.lower()
    # A sign whose small form is longer would shift what follows: then only what is small already counts.
    for said, cues, pattern in (
        (lower if len(lower) == len(text) else text, words.before_names, words.after_cue),
        (text, words.forms_of_address, words.after_form),
    ):
        for _, start, end in cues.find_matches_as_indexes(said, overlapping=True):
            if (start == 0 or not said[start - 1].isalnum()) and (found := pattern.match(text, end)):
                yield from _span(found, start, is_addressed=pattern is words.after_form)


def _span(found: re.Match[str], start: int, *, is_addressed: bool) -> Iterator[tuple[int, int]]:
    if not {word.lower() for word in re.findall(r"\w+", found["name"])} & _words().no_names:
        yield start if is_addressed else found.start("name"), found.end("name")


class _Words(NamedTuple):
    before_names: AhoCorasick
    forms_of_address: AhoCorasick
    no_names: frozenset[str]
    after_cue: re.Pattern[str]
    after_form: re.Pattern[str]


@cache
def _words() -> _Words:
    told = contacts_words()
    forms = tuple(told["forms_of_address"])
    form = rf"(?:{'|'.join(map(re.escape, forms))})\.?{_GAP}"
    further = rf"{_GAP}(?:(?:{'|'.join(told['particles'])}){_GAP}){{0,2}}{_WORD}"
    whole = rf"(?:{form}){{0,2}}{_WORD}(?:{_GAP}{_INITIAL}(?![{_SMALL}]))?(?:{further}){{1,2}}|(?:{form}){{1,2}}{_WORD}"
    return _Words(
        before_names=AhoCorasick(told["before_names"]),
        forms_of_address=AhoCorasick(forms),
        no_names=frozenset(told["no_names"]),
        after_cue=re.compile(rf"{_BETWEEN}(?:[Nn]ame\b{_BETWEEN})?(?P<name>{whole}|{_IN_CAPITALS})(?!\w)"),
        after_form=re.compile(rf"\.?{_GAP}(?:{form})?(?P<name>{_WORD}(?:{further}){{0,2}})(?!\w)"),
    )
