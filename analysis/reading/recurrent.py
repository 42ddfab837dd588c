"""A small network that carries what it reads from line to line of a text, down and up again.

Each line is looked at by itself; then two chains of gated units pass on what matters, one from the first line to the
last and one back (GRU: Cho et al. 2014; both ways: Schuster and Paliwal 1997). scikit-learn has no recurrent network,
and a library that has one is a thousand times larger than what is needed here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import expit, softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]

LOOKS, UNITS = 96, 48
KEPT_OF_INPUTS, KEPT_OF_LOOKS, KEPT_AT_LAST = 0.8, 0.7, 0.7
"""So much is left to see while learning, drawn anew each time (dropout; Srivastava et al. 2014)."""
TOGETHER = 16
"""So many texts, drawn from all, make a step; those of one length together would let the shortest teach most."""
LARGEST_STEP, WARM_UP, FIRST_STEP = 2e-3, 0.3, 0.04
"""Steps grow for the first third, from a share of the largest, then shrink to nothing (Smith and Topin 2019)."""
DECAY = 1e-2
STEEPEST = 1.0
_SLOW, _SLOWER, _NEXT_TO_NOTHING = 0.9, 0.999, 1e-8


@dataclass
class Network:
    """Weights; `learn` makes them. Where there are two of something, the first is of the chain down."""

    look: "Floats"
    """inputs x looks"""
    look_base: "Floats"
    gates: "Floats"
    """2 x looks x three times the units: what each look says to what is forgotten, what is kept and what is new."""
    gates_base: "Floats"
    back: "Floats"
    """2 x units x three times the units: what the units say to the same, a line later."""
    back_base: "Floats"
    out: "Floats"
    """looks and twice the units x outputs"""
    out_base: "Floats"

    def scores(self, inputs: "Floats", starts: "Numbers") -> "Floats":
        """Return the outputs for each line of several texts, line below line, that begin at `starts`."""
        places = _Places(starts, len(inputs))
        looks = np.maximum(inputs @ self.look + self.look_base, 0)
        told = places.spread(looks @ self.gates + self.gates_base)
        passed = np.empty((2, len(inputs), self.back.shape[1]), dtype=told.dtype)
        for here, _, step in _steps(self, places, told):
            passed[:, here] = step.state
        return np.hstack([looks, *places.gathered(passed)]) @ self.out + self.out_base


class _Step(NamedTuple):
    """What one line does to the units of each text, 2 x texts x units; the gates in one array."""

    state: "Floats"
    gates: "Floats"
    new: "Floats"
    said: "Floats"
    """What the units said to what is new, before it was decided what of it is forgotten."""


def _step(network: Network, told: "Floats", state: "Floats") -> _Step:
    units = state.shape[2]
    own = state @ network.back + network.back_base
    gates = expit(told[..., : 2 * units] + own[..., : 2 * units])
    said = own[..., 2 * units :]
    new = np.tanh(told[..., 2 * units :] + gates[..., :units] * said)
    return _Step(new + gates[..., units:] * (state - new), gates, new, said)


def _steps(network: Network, places: "_Places", told: "Floats") -> "Iterator[tuple[slice, Floats, _Step]]":
    """Yield of each step where its lines stand, what stood in the units before it, and what it did."""
    state = np.zeros((2, places.texts, network.back.shape[1]), dtype=told.dtype)
    for here in places.steps:
        before = state[:, : here.stop - here.start]
        step = _step(network, told[:, here], before)
        yield here, before, step
        state = step.state


class _Places:
    """Where each line stands among 2 x lines that are ordered step by step, as they are passed on.

    A step takes one line of every text that has one left, of the longest text first; the chain up begins at the end.
    """

    def __init__(self, starts: "Numbers", count: int) -> None:
        sizes = np.diff(starts, append=count)
        of_line = np.repeat(np.arange(len(starts)), sizes)
        rank = np.empty(len(starts), dtype=np.int64)
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(starts))
        left = len(starts) - np.searchsorted(np.sort(sizes), np.arange(sizes.max()), side="right")
        ends = np.cumsum(left)
        down = np.arange(count) - starts[of_line]
        self._rows = [(ends - left)[step] + rank[of_line] for step in (down, sizes[of_line] - 1 - down)]
        self.texts = len(starts)
        self.steps = [slice(end - size, end) for end, size in zip(ends.tolist(), left.tolist(), strict=True)]

    def spread(self, values: "Floats") -> "Floats":
        """Return `values`, 2 x lines x numbers, in the order of the steps."""
        spread = np.empty_like(values)
        for way, rows in enumerate(self._rows):
            spread[way, rows] = values[way]
        return spread

    def gathered(self, values: "Floats") -> "Floats":
        """Return what stands at each line, 2 x lines x numbers."""
        return np.stack([values[way, rows] for way, rows in enumerate(self._rows)])


def learn(texts: "Sequence[Floats]", chances: "Sequence[Floats]", *, rounds: int, seed: int) -> Network:
    """Return the network that best gives the lines of `texts` (lines x inputs) their `chances` (lines x outputs)."""
    chance = np.random.default_rng(seed)
    network = _fresh(texts[0].shape[1], chances[0].shape[1], chance)
    learner = _Learner(network, rounds * -(-len(texts) // TOGETHER))
    for _ in range(rounds):
        for some in _batches(len(texts), chance):
            inputs = np.concatenate([texts[number] for number in some])
            wanted = np.concatenate([chances[number] for number in some])
            starts = np.cumsum([0, *(len(texts[number]) for number in some[:-1])])
            learner.step(_slopes(network, inputs, wanted, starts, chance))
    return network


def _fresh(inputs: int, outputs: int, chance: np.random.Generator) -> Network:
    def drawn(rows: int, columns: int) -> "Floats":
        reach = 1 / np.sqrt(rows)
        return chance.uniform(-reach, reach, (rows, columns)).astype(np.float32)

    gates, back = (np.stack([drawn(rows, 3 * UNITS) for _ in range(2)]) for rows in (LOOKS, UNITS))
    weights = (drawn(inputs, LOOKS), gates, back, drawn(LOOKS + 2 * UNITS, outputs))
    return Network(*(part for one in weights for part in (one, np.zeros_like(one[..., :1, :]))))


def _batches(count: int, chance: np.random.Generator) -> Iterator[list[int]]:
    order = chance.permutation(count).tolist()
    yield from (order[first : first + TOGETHER] for first in range(0, count, TOGETHER))


def _slopes(
    network: Network, inputs: "Floats", wanted: "Floats", starts: "Numbers", chance: np.random.Generator
) -> "list[Floats]":
    """Return how fast each weight makes the cross-entropy worse (through time: Werbos 1990), in the order of fields."""
    places = _Places(starts, len(inputs))
    seen = inputs * _left(inputs, KEPT_OF_INPUTS, chance)
    raw = seen @ network.look + network.look_base
    left = (raw > 0) * _left(raw, KEPT_OF_LOOKS, chance)
    looks = raw * left
    chain = _Chain(network, places, looks)
    judged = np.hstack([looks, *places.gathered(chain.passed)])
    left_at_last = _left(judged, KEPT_AT_LAST, chance)
    judged *= left_at_last
    of_scores = (softmax(judged @ network.out + network.out_base, axis=1) - wanted) / len(inputs)
    of_judged = of_scores @ network.out.T * left_at_last
    of_looks, *of_passed = np.split(of_judged, [looks.shape[1], looks.shape[1] + chain.passed.shape[2]], axis=1)
    of_told, of_back, of_back_base = chain.slopes(places.spread(np.stack(of_passed)))
    of_gates = places.gathered(of_told)
    of_raw = (of_looks + (of_gates @ network.gates.transpose(0, 2, 1)).sum(0)) * left
    return [
        seen.T @ of_raw, of_raw.sum(0, keepdims=True), looks.T @ of_gates, of_gates.sum(1, keepdims=True),
        of_back, of_back_base, judged.T @ of_scores, of_scores.sum(0, keepdims=True),
    ]  # fmt: skip


def _left(values: "Floats", kept: float, chance: np.random.Generator) -> "Floats":
    return ((chance.random(values.shape, dtype=np.float32) < kept) / kept).astype(values.dtype)


class _Chain:
    """Everything that was passed on, step by step, so that it can be gone back through."""

    def __init__(self, network: Network, places: _Places, looks: "Floats") -> None:
        self.network, self.steps = network, places.steps
        told = places.spread(looks @ network.gates + network.gates_base)
        self.before = np.empty((2, len(looks), network.back.shape[1]), dtype=told.dtype)
        self.passed = np.empty_like(self.before)
        self.done: list[_Step] = []
        for here, before, step in _steps(network, places, told):
            self.before[:, here], self.passed[:, here] = before, step.state
            self.done.append(step)

    def slopes(self, slopes: "Floats") -> "tuple[Floats, Floats, Floats]":
        """Return of the `slopes` of what was passed those of what the gates were told, of `back` and of its base."""
        units = self.passed.shape[2]
        of_told = np.empty((2, slopes.shape[1], 3 * units), dtype=slopes.dtype)
        of_own = np.empty_like(of_told)
        carried = np.zeros_like(slopes[:, self.steps[0]])
        turned = self.network.back.transpose(0, 2, 1)
        for here, (_, gates, new, said) in zip(reversed(self.steps), reversed(self.done), strict=True):
            texts = here.stop - here.start
            forgotten, kept = gates[..., :units], gates[..., units:]
            slope = carried[:, :texts] + slopes[:, here]
            of_new = slope * (1 - kept) * (1 - new**2)
            of_gates = np.concatenate([of_new * said * forgotten, slope * (self.before[:, here] - new) * kept], 2)
            of_gates *= 1 - gates
            of_told[:, here] = np.concatenate([of_gates, of_new], 2)
            of_own[:, here] = np.concatenate([of_gates, of_new * forgotten], 2)
            carried[:, :texts] = slope * kept + of_own[:, here] @ turned
        return of_told, self.before.transpose(0, 2, 1) @ of_own, of_own.sum(1, keepdims=True)


class _Learner:
    """Takes steps against the slopes (AdamW: Loshchilov and Hutter 2019)."""

    def __init__(self, network: Network, steps: int) -> None:
        self._weights = [getattr(network, field.name) for field in fields(network)]
        self._means = [np.zeros_like(weight) for weight in self._weights]
        self._squares = [np.zeros_like(weight) for weight in self._weights]
        self._steps, self._done = steps, 0

    def step(self, slopes: "Sequence[Floats]") -> None:
        """Move each weight, by a step whose length the slopes before it decide too."""
        rate = self._rate()
        self._done += 1
        steepness = np.sqrt(sum(float((slope**2).sum()) for slope in slopes))
        shorter = min(1.0, STEEPEST / max(steepness, _NEXT_TO_NOTHING))
        moved = zip(self._weights, self._means, self._squares, slopes, strict=True)
        for weight, mean, square, slope in moved:
            mean[...] += (1 - _SLOW) * (shorter * slope - mean)
            square[...] += (1 - _SLOWER) * ((shorter * slope) ** 2 - square)
            fair, spread = mean / (1 - _SLOW**self._done), np.sqrt(square / (1 - _SLOWER**self._done))
            weight[...] *= 1 - rate * DECAY
            weight[...] -= rate * fair / (spread + _NEXT_TO_NOTHING)

    def _rate(self) -> float:
        share = self._done / self._steps
        if share < WARM_UP:
            grown = (1 - np.cos(np.pi * share / WARM_UP)) / 2
            return float(LARGEST_STEP * (FIRST_STEP + (1 - FIRST_STEP) * grown))
        return float(LARGEST_STEP * (1 + np.cos(np.pi * (share - WARM_UP) / (1 - WARM_UP))) / 2)
