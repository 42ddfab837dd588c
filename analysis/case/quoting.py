"""Lines of a CV as a table quotes them: cut around the words that prove something."""

import re
from itertools import accumulate
from typing import Any

from analysis.claims import claimed_in, own_in, with_timetables
from analysis.demands import Demand
from analysis.person.proofs import Proof
from analysis.resume import read_role
from analysis.tellings import HEIGHTS

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
    claimed = claimed_in(line)
    owned = with_timetables(own_in(claimed))
    # A name proves in someone else's work too; a height, like the board, only in the person's own.
    if named := _place_named(value, owned if facet in HEIGHTS else claimed):
        return _words_in(line[:named])
    reading = read_role({"highlights": [line]})
    spans = reading.evidence.get(facet, ())
    told = next((span for span in spans if span.rule == f"{facet}.{value}"), spans[0] if spans else None)
    return _words_in(line[: _place_in(owned, reading.text[: told.end])]) if told else 0


def _place_named(value: Any, text: str) -> int:
    named = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE) if isinstance(value, str) else None
    return named.end() if named else 0


def _words_in(text: str) -> int:
    return len(text.split(" "))


def _place_in(owned: str, told: str) -> int:
    """Return where what is `owned` of a line ends that was read, with its verbs in the present, as `told`."""
    return len(" ".join(owned.split(" ")[: _words_in(told)]))
