"""Years of experience that an advert demands, and those tied to managing projects."""

import re
from collections.abc import Iterator
from functools import partial

from analysis.reading.body import Body, Found
from analysis.reading.employer import tells_of_employer
from analysis.reading.lexicon import cues_of, pattern_in
from analysis.reading.numbers import number_of

_SECTIONS = ("required", "summary", "responsibility")
_BEFORE = 120
"""So far ahead of a number stands what its years are tied to, in letters."""
_pattern = partial(pattern_in, "years")


def find_years(body: Body) -> Iterator[Found]:
    """Yield each demand of years of experience, and again as `years_managing` where it is tied to managing."""
    for number in body.numbers_with(cues_of("years"), _SECTIONS):
        if _is_alternative(body, number):
            continue
        start, end = body.bounds(number)
        for first, last in _sentences(body.folded, start, end):
            if (first, last) != (start, end) and tells_of_employer(body.folded, first, last):
                continue
            yield from _in_sentence(body.folded, first, last)
            yield from _of_those_years(body.folded, first, last)
            yield from _labelled(body.folded, first, last)
            yield from _bracketed(body.folded, first, last)


def _is_alternative(body: Body, number: int) -> bool:
    """Tell whether the passage before names years and ends with "or": of alternatives the first named holds."""
    before = body.texts[number - 1].rstrip() if number else ""
    return before.endswith((" or", ";or")) and bool(_pattern("phrase").search(before))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _pattern("sentence_end").finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _in_sentence(text: str, start: int, end: int) -> Iterator[Found]:
    matches = list(_pattern("phrase").finditer(text, start, end))
    if not matches or not _pattern("experience").search(text, start, end):
        return
    previous = None
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        between = text[previous.end() : match.start()] if previous else ""
        previous = match
        if _is_demand(text, match, start, end) and not re.search(r"\bor\b(?! more)(?: [\w.'/-]+){0,6} ?$", between):
            tail = text[match.end() : following.start() if following else end]
            part = _pattern("part").match(text, match.end(), end)
            tail = text[match.end() : part.start("part")] if part else tail
            yield from _founds(match, text[max(start, match.start() - _BEFORE) : match.start()], tail)
            if part:
                yield from _part_of(match, part, text[part.end() : end])


def _is_demand(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before, after = text[max(start, match.start() - 40) : match.start()], text[match.end() : end]
    if _pattern("not_experience", "before").search(before) and not _pattern("not_experience", "allowed").search(before):
        return False
    if _pattern("not_experience", "after").search(after):
        return False
    return not (_pattern("softened", "before").search(before) or _pattern("softened", "after").search(after))


def _founds(match: re.Match[str], before: str, tail: str) -> Iterator[Found]:
    years = number_of(match["least"] or match["plus"])
    if not 0 < years <= 40:
        return
    yield Found("years_experience", years, match.start(), match.end(), "years.phrase")
    if is_tied(tail):
        yield Found("years_managing", years, match.start(), match.end() + min(len(tail), 80), "years.tie")
    elif tied := _tied_before(before, tail):
        yield Found("years_managing", years, match.start() - len(before) + tied.start(), match.end(), "years.tie")


def _part_of(match: re.Match[str], part: re.Match[str], tail: str) -> Iterator[Found]:
    """Yield the years of managing that are told as a part of more years: "nine years, six of them as manager"."""
    if 0 < number_of(part["least"]) <= number_of(match["least"]) and is_tied(tail):
        yield Found("years_managing", number_of(part["least"]), match.start(), part.end(), "years.part")


def _of_those_years(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the years of managing that are told as a part of years named in a sentence before."""
    for part in _pattern("part_of_those").finditer(text, start, end):
        if number_of(part["least"]) > 0 and _is_demand(text, part, start, end) and is_tied(text[part.end() : end]):
            yield Found("years_managing", number_of(part["least"]), part.start(), part.end(), "years.part")


def _tied_before(before: str, tail: str) -> re.Match[str] | None:
    if named := _pattern("tie_before").search(before):
        return named
    return _pattern("tie_role", "before").search(before) if _pattern("tie_role", "after").match(tail) else None


def _labelled(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _pattern("labelled").finditer(text, start, end):
        if _is_demand(text, match, start, end):
            yield from _founds(match, text[match.start() : match.start("least")], "")


def _bracketed(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _pattern("bracketed").finditer(text, start, end):
        if _is_demand(text, match, start, end):
            yield from _founds(
                match, text[max(start, match.start() - _BEFORE) : match.start()], text[match.end() : end]
            )


def is_tied(tail: str) -> bool:
    """Tell whether what follows a number of years ties them to managing projects.

    >>> is_tied(" of project management experience"), is_tied(" in project management or operations")
    (True, False)
    >>> is_tied(" managing rail, road or bridge projects"), is_tied(" managing rail projects or depots")
    (True, False)
    """
    tail = _pattern("inserted").sub("", tail)
    head = tail[: cut.start()] if (cut := _pattern("tail").search(tail, 12)) else tail
    tied = _pattern("tie").search(head)
    if not tied or _pattern("other_portfolios").search(tail):
        return False
    head = head[: tied.end()] + _pattern("field").split(head[tied.end() :])[0]
    head = _pattern("kinds").sub(" managing projects ", head)
    if not _pattern("loosening").search(head):
        return True
    return all(
        _pattern("alternative").search(part) for part in re.split(r",? (?:and/)?or |, ", head) if len(part.strip()) > 2
    )
