"""A small network that carries what it reads from line to line of a text, down and up again.

Each line is looked at by itself; then two chains of gated units pass on what matters, one from the first line to the
last and one back (GRU: Cho et al. 2014; both ways: Schuster and Paliwal 1997). scikit-learn has no recurrent network,
and a library that has one is a thousand times larger than what is needed here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import expit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]


@dataclass
class Network:
    """Weights, which are learned elsewhere. Where there are two of something, the first is of the chain down."""

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
        places = Places(starts, len(inputs))
        looks = np.maximum(inputs @ self.look + self.look_base, 0)
        told = places.spread(looks @ self.gates + self.gates_base)
        passed = np.empty((2, len(inputs), self.back.shape[1]), dtype=told.dtype)
        for here, _, step in passed_on(self, places, told):
            passed[:, here] = step.state
        return np.hstack([looks, *places.gathered(passed)]) @ self.out + self.out_base


class Step(NamedTuple):
    """What one line does to the units of each text, 2 x texts x units; the gates in one array."""

    state: "Floats"
    gates: "Floats"
    new: "Floats"
    said: "Floats"
    """What the units said to what is new, before it was decided what of it is forgotten."""


def _step(network: Network, told: "Floats", state: "Floats") -> Step:
    units = state.shape[2]
    own = state @ network.back + network.back_base
    gates = expit(told[..., : 2 * units] + own[..., : 2 * units])
    said = own[..., 2 * units :]
    new = np.tanh(told[..., 2 * units :] + gates[..., :units] * said)
    return Step(new + gates[..., units:] * (state - new), gates, new, said)


def passed_on(network: Network, places: "Places", told: "Floats") -> "Iterator[tuple[slice, Floats, Step]]":
    """Yield of each step where its lines stand, what stood in the units before it, and what it did."""
    state = np.zeros((2, places.texts, network.back.shape[1]), dtype=told.dtype)
    for here in places.steps:
        before = state[:, : here.stop - here.start]
        step = _step(network, told[:, here], before)
        yield here, before, step
        state = step.state


class Places:
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
