"""Lines of a CV as a table quotes them: cut around the words that prove something."""

import re
from itertools import accumulate
from typing import Any

from analysis.claims import claimed_in, own_in, with_timetables
from analysis.demands import Demand
from analysis.person.proofs import Proof
from analysis.resume import read_role

_PROOF = 70


def quoted(proof: Proof, demand: Demand | None = None) -> str:
    """Return a line that proves `demand` and where it stands, in quotes where it is the CV's own words."""
    is_cut = len(proof.text) > _PROOF
    text = shortened(proof.text, words_until(demand.facet, demand.value, proof.text) if demand and is_cut else 0)
    return f"{f'“{text}”' if proof.is_quoted else text} ({proof.place})"


def shortened(text: str, told: int = 0) -> str:
    """Return `text` as long as a table can hold, cut between words: its beginning, or what ends with word `told`.

    >>> line = "Ran trains, " + "many of them, " * 6 + "all late"
    >>> shortened(line)[-14:], shortened(line, told=22)[:9], shortened(line, told=22)[-8:]
    ('any of them, …', '… them, m', 'all late')
    """
    words = text.split(" ")
    lengths = accumulate(len(word) + 1 for word in reversed(words[:told]))
    first = max(told - max(sum(length <= _PROOF + 1 for length in lengths), 1), 0)
    rest = " ".join(words[first:])
    shown = rest if len(rest) <= _PROOF else f"{rest[: _PROOF + 1].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if first else shown


def words_until(facet: str, value: Any, line: str) -> int:
    """Return how many words of a CV's `line` there are until `facet` is told, or its `value` named; 0 where neither."""
    named = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", line, re.IGNORECASE) if isinstance(value, str) else None
    if named:
        return _words_in(line[: named.end()])
    reading = read_role({"highlights": [line]})
    spans = reading.evidence.get(facet, ())
    return _words_in(line[: _place_in(line, reading.text[: spans[0].end])]) if spans else 0


def _words_in(text: str) -> int:
    return len(text.split(" "))


def _place_in(line: str, told: str) -> int:
    """Return where in a `line` its beginning ends that was read as `told`.

    What is read has a blank for each letter of what is not the person's own, and its verbs in the present: of other
    lengths, but as many words and blanks.
    """
    owned = with_timetables(own_in(claimed_in(line)))
    return len(" ".join(owned.split(" ")[: _words_in(told)]))
