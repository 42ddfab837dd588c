"""The reader: text of an advert in, everything it says out. Pure, so that it can be cached by the text's hash."""

import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from analysis.reading.facets import find_all_facets
from analysis.reading.heading_lines import with_title_line
from analysis.reading.lines import TextLine, lines_of
from analysis.reading.reading import Line, Reading, Section
from analysis.reading.sections import sections_of_all
from analysis.reading.statements import statements_of
from analysis.reading.titles import title_of
from crawler.knowledge import knowledge
from crawler.normal import currencies
from crawler.normal.html import plain_text

_AT_ONCE = 300_000
"""So many letters are read at once."""
_Advert = TypeVar("_Advert", bound=tuple[Any, str])


def read(title: str, text: str) -> Reading:
    r"""Read the advert `text`, whose lines are one paragraph, list item or heading each.

    >>> reading = read("Senior Project Manager", "You will bring\nAt least five years of experience in delivery.")
    >>> reading.title_rank, reading.facets["years_experience"]
    ('senior', 5)
    """
    return next(read_all([(title, text)]))


def read_all(adverts: Iterable[tuple[str, str]]) -> Iterator[Reading]:
    """Yield what `read` returns of each title and text of `adverts`, in order and in half the time."""
    for some in _batches(adverts):
        with uncollected():
            plain = [lines_of(text) for _, text in some]
            titled = zip((title for title, _ in some), plain, sections_of_all(plain), strict=True)
            lines = [_placed(each, _with_title(title, each, sections)) for title, each, sections in titled]
            readings = _readings(some, lines)
        yield from readings


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the search for reference cycles wait: reading makes none, and many objects to look through again and again.

    It is a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Left(NamedTuple):
    """What is read of an advert without some of its lines."""

    lines: tuple[Line, ...]
    facets: Mapping[str, Any]


def read_without(
    section: Section, adverts: Iterable[tuple[Reading | None, str]], asked: Collection[str]
) -> Iterator[Left]:
    """Yield what is left of each reading, or text not read yet, as if no line of `section` stood in it.

    Lines colour their neighbours: those that are left are judged again, until none of them is of `section`. Facets,
    of which those `asked` are right, are found again where that changes what they were read from.
    """
    for some in _batches(adverts):
        with uncollected():
            left = _left_of(some, section)
            anew = [n for n, (reading, _) in enumerate(some) if not reading or not _stands(reading, left[n], asked)]
            found = dict(zip(anew, find_all_facets([("", left[n]) for n in anew], asked), strict=True))
        for n, (reading, _) in enumerate(some):
            yield Left(left[n], reading.facets if reading and n not in found else found[n][0])


def _stands(reading: Reading, left: Sequence[Line], asked: Collection[str]) -> bool:
    """Return whether the facets that are asked for were read from lines that are left as they were."""
    gone = set(reading.lines) - set(left)
    if len(gone) + len(left) != len(reading.lines):
        return False
    places = [place for facet in asked for place in reading.evidence.get(facet, ())]
    return not any(line.start <= place.start < line.end for line in gone for place in places)


def _left_of(adverts: Sequence[tuple[Reading | None, str]], section: Section) -> list[tuple[Line, ...]]:
    plain = {n: lines_of(text) for n, (reading, text) in enumerate(adverts) if not reading}
    sections = sections_of_all(list(plain.values()))
    judged = {n: _placed(*pair) for n, pair in zip(plain, zip(plain.values(), sections, strict=True), strict=True)}
    left = [reading.lines if reading else judged[n] for n, (reading, _) in enumerate(adverts)]
    while told := [n for n, lines in enumerate(left) if any(line.section == section for line in lines)]:
        others = [[TextLine(*line[:3]) for line in left[n] if line.section != section] for n in told]
        for n, pair in zip(told, zip(others, sections_of_all(others), strict=True), strict=True):
            left[n] = _placed(*pair)
    return left


def _placed(lines: Sequence[TextLine], sections: Sequence[Section]) -> tuple[Line, ...]:
    return tuple(Line(*line, section) for line, section in zip(lines, sections, strict=True))


def _with_title(title: str, lines: Sequence[TextLine], sections: list[Section]) -> list[Section]:
    return with_title_line(title, [line.text for line in lines], sections)


def _batches(adverts: Iterable[_Advert]) -> Iterator[list[_Advert]]:
    """Yield `adverts` in lists that are not much longer than `_AT_ONCE` letters, so that memory stays small."""
    some: list[_Advert] = []
    letters = 0
    for advert in adverts:
        some.append(advert)
        letters += len(advert[1])
        if letters >= _AT_ONCE:
            yield some
            some, letters = [], 0
    if some:
        yield some


def read_lines(title: str, lines: Sequence[tuple[str, Section]]) -> Reading:
    """Read lines whose sections are known, as those of a CV are; the text is these lines, one a row."""
    text = "\n".join(line for line, _ in lines)
    placed: list[Line] = []
    start = 0
    for line, section in lines:
        placed.append(Line(line, start, start + len(line), section))
        start += len(line) + 1
    return _readings([(title, text)], [tuple(placed)])[0]


def _readings(adverts: Sequence[tuple[str, str]], lines: Sequence[tuple[Line, ...]]) -> list[Reading]:
    stated = find_all_facets([(title, here) for (title, _), here in zip(adverts, lines, strict=True)])
    return [
        Reading(text, *title_of(title), here, *facets, statements_of(here))
        for (title, text), here, facets in zip(adverts, lines, stated, strict=True)
    ]


def read_as_record(posting_id: Any, title: str, *, text: str | None = None, html: str | None = None) -> dict[str, Any]:
    """Return a reading as the `read` command prints it; give `text` or `html`."""
    reading = read(title, plain_text(html or "") if text is None else text)
    return {
        "id": posting_id,
        "title_family": reading.title_family,
        "title_rank": reading.title_rank,
        "lines": [line._asdict() for line in reading.lines],
        "facets": {name: _as_json(value) for name, value in reading.facets.items()},
        "evidence": {name: [[found.start, found.end] for found in places] for name, places in reading.evidence.items()},
    }


def _as_json(value: Any) -> Any:
    return sorted(value) if isinstance(value, (set, frozenset)) else value


@cache
def reader_hash() -> str:
    """Return a hash of all that a reading depends on besides its text: code, lexicon, money and section model."""
    files = [
        *sorted(Path(__file__).parent.glob("*.py")),
        *sorted(knowledge("lexicon").glob("*.toml")),
        knowledge("money.toml"),
        Path(currencies.__file__),
        *(knowledge("sections", model) for model in ("meanings.npz", "model.npz")),
    ]
    state = hashlib.blake2b(digest_size=8)
    for file in files:
        state.update(file.name.encode() + file.read_bytes())
    return state.hexdigest()
