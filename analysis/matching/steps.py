"""Is an opening a step up? From two levels and their errors."""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import duckdb

from analysis.level.told import Z_90
from analysis.matching.trade import families_beside, trade_of_person
from analysis.measures import RANKS
from analysis.own_firm import firm_called
from analysis.person import Guess, Person, RoleHeld
from analysis.store.asking import answers
from analysis.terms import APART

Step = Literal["down", "same", "up", "far", "cannot tell", "another line of work"]
_USUAL_RUNG = 0.8
_FEWEST = 5
_SURE = 0.5
_SURER = 0.65
"""Needed of up and down where "same" can never be likelier than not: two in three equals would else be one of them."""
_FAR = 2.5
"""More rungs than so many are no next step."""
_CV = 0.34
"""How far a CV misses what its person does beyond what adverts without their words do, in SDs (0.47 in all)."""
_CV_TELLS = 0.75
"""A CV tells so much of what an advert asks. Both are fitted to people made whole from adverts of the sample market."""
_PERSON = 0.6
"""How far people of one title lie apart beyond what its adverts do."""


class StepFound(NamedTuple):
    """The verdict, and the probability of each step."""

    step: Step
    probabilities: dict[str, float]
    """By the levels."""
    grades: tuple[str, str] | None = None
    """The public grades here and there, where both are stated: then the step is theirs."""

    @property
    def probability(self) -> float | None:
        """How sure the verdict is: that the step is so large at least, for up and down. None where grades give it."""
        if self.grades:
            return None
        chances = self.probabilities
        if self.step == "up":
            return round(chances["up"] + chances["far"], 3)
        return chances.get(self.step)


ELSEWHERE = StepFound("another line of work", {})
"""What another trade asks is no step from this one."""


def rung_of(con: duckdb.DuckDBPyConnection) -> float:
    """Return how far project managers and their seniors lie apart in this market, in its standard deviations."""
    return min(max(_seniors_above(con), 0.5), 1.5)


def _seniors_above(con: duckdb.DuckDBPyConnection) -> float:
    row = answers(con, "match_rung")[0]
    return float(row["rung"]) if min(row["seniors"], row["plains"]) >= _FEWEST else _USUAL_RUNG


def level_of_person(con: duckdb.DuckDBPyConnection, person: Person) -> Guess | None:
    """Return the level that the person works at, from what all roles of the record tell and from the present title.

    What the record tells is measured by its facets and themes: a CV's words are not those of adverts.
    """
    guesses = [guess for guess in (_told(con, person), _usual(con, person.present)) if guess]
    return pooled(guesses) if guesses else None


def _told(con: duckdb.DuckDBPyConnection, person: Person) -> Guess | None:
    own = person.record
    if own is None:
        return None
    found = answers(con, "match_told", line=trade_of_person(person))
    if not found:
        return Guess(own.level, math.hypot((own.high - own.low) / (2 * Z_90), _CV))
    how = found[0]
    told = (own.level - own.parts.get("words", 0.0)) / _CV_TELLS
    return Guess(how["start"] + how["slope"] * _within(told, how["least"], how["most"]), math.hypot(how["error"], _CV))


def _within(told: float, least: float | None, most: float | None) -> float:
    """Return what a CV tells, at most what an advert asks: it tells of many roles, and an advert is of one.

    >>> _within(0.9, -0.1, 0.4), _within(0.2, None, None)
    (0.4, 0.2)
    """
    return told if least is None or most is None else min(max(told, least), most)


def _usual(con: duckdb.DuckDBPyConnection, role: RoleHeld | None) -> Guess | None:
    if role is None:
        return None
    family, rank = role.reading.title_family, role.reading.title_rank
    found = answers(
        con, "match_usual_level", firm=firm_called(con, role.firm), family=family, rank=rank, apart=APART, z_90=Z_90
    )
    if found and found[0]["error"]:
        return Guess(found[0]["level"], math.hypot(found[0]["error"], _PERSON))
    near = (_near(con, families, rank) for families in ([family], families_beside(family)))
    return next((guess for guess in near if guess), None)


def _near(con: duckdb.DuckDBPyConnection, families: Sequence[str], rank: str) -> Guess | None:
    """Return where a rank that too few titles have lies by the other ranks of `families`, less surely the farther."""
    rung = min(max(_seniors_above(con), 0.0), 1.5)
    found = answers(
        con, "match_near_level", families=list(families), height=RANKS[rank], ranks=list(RANKS),
        heights=list(RANKS.values()), rung=rung,
    )[0]  # fmt: skip
    if found["titles"] < _FEWEST:
        return None
    return Guess(found["level"], math.hypot(found["spread"], APART, found["moved"] / 2, _PERSON))


def pooled(guesses: Sequence[Guess]) -> Guess:
    """Return the mean of independent guesses, weighed by their precision.

    >>> pooled([Guess(0.0, 1.0), Guess(1.0, 1.0)]).level
    0.5
    """
    weights = [1 / max(guess.error, 0.01) ** 2 for guess in guesses]
    level = sum(guess.level * weight for guess, weight in zip(guesses, weights, strict=True)) / sum(weights)
    return Guess(level, math.sqrt(1 / sum(weights)))


def step_of(here: Guess | None, there: Guess | None, rung: float) -> StepFound:
    """Return the step from `here` to `there`.

    >>> step_of(Guess(0, 0.1), Guess(1.0, 0.1), 0.8).step
    'up'
    """
    if here is None or there is None:
        return StepFound("cannot tell", {})
    distance, error = there.level - here.level, max(math.hypot(here.error, there.error), 1e-6)

    def below(limit: float) -> float:
        return 0.5 * math.erfc((distance - limit) / error / math.sqrt(2))

    down, same, up = below(-rung / 2), below(rung / 2), below(_FAR * rung)
    chances = {"down": down, "same": same - down, "up": up - same, "far": 1 - up}
    sure = _SURE if surest_same(here, rung) >= _SURE else _SURER
    return StepFound(_verdict(chances, sure), {step: round(chance, 3) for step, chance in chances.items()})


def surest_same(here: Guess, rung: float) -> float:
    """Return the probability of "same" for an opening right on a person's level that is known without any error.

    >>> round(surest_same(Guess(0.4, 0.6), 0.5), 2), round(surest_same(Guess(0.4, 0.2), 0.8), 2)
    (0.32, 0.95)
    """
    return math.erf(rung / 2 / max(here.error, 1e-6) / math.sqrt(2))


def _verdict(chances: dict[str, float], sure: float) -> Step:
    """Return the step that is likelier than not, up and down if they are `sure`; of up and far the likelier."""
    if chances["up"] + chances["far"] >= sure:
        return "up" if chances["up"] >= chances["far"] else "far"
    if chances["same"] >= _SURE:
        return "same"
    return "down" if chances["down"] >= sure else "cannot tell"
