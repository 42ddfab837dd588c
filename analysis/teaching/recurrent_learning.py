"""Teaches the network that carries what it reads from line to line, by steps against its slopes."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import softmax

from analysis.reading.recurrent import Network, Places, Step, passed_on

if TYPE_CHECKING:
    from analysis.reading.recurrent import Floats, Numbers

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
    places = Places(starts, len(inputs))
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

    def __init__(self, network: Network, places: Places, looks: "Floats") -> None:
        self.network, self.steps = network, places.steps
        told = places.spread(looks @ network.gates + network.gates_base)
        self.before = np.empty((2, len(looks), network.back.shape[1]), dtype=told.dtype)
        self.passed = np.empty_like(self.before)
        self.done: list[Step] = []
        for here, before, step in passed_on(network, places, told):
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
