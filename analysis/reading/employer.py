"""Sentences in which an employer tells of itself, among those that tell of the job."""

from analysis.reading.lexicon import pattern_in

_STOPS = (". ", "! ", "? ")


def tells_of_employer(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence of the folded `text` from `start` to `end` tells of the employer, and asks for nothing.

    >>> told, asked = "for two decades, we have carved puppets.", "we need two decades of carving."
    >>> tells_of_employer(told, 0, len(told)), tells_of_employer(asked, 0, len(asked))
    (True, False)
    """
    return pattern_in("employers", "tells").match(text, start, end) is not None


def is_told_of_employer(text: str, place: int, start: int, end: int) -> bool:
    """Tell whether what stands at `place` is told of the employer, in one of several sentences from `start` to `end`.

    A passage of one sentence has its section, and that tells who is spoken of.

    >>> text = "our trust saves £9m a year. you will run a budget of £2m."
    >>> [is_told_of_employer(text, text.index(sum), 0, len(text)) for sum in ("£9m", "£2m")]
    [True, False]
    """
    before = [text.rfind(stop, start, place) for stop in _STOPS]
    after = [found for stop in _STOPS if (found := text.find(stop, place, end)) >= 0]
    first, last = max(*before, start - 1) + 1, min(after, default=end - 1) + 1
    return (first, last) != (start, end) and tells_of_employer(text, first, last)
