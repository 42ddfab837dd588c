"""The network that reads lines in order."""

from dataclasses import fields

import numpy as np
import pytest
from scipy.special import log_softmax

from analysis.reading.recurrent import Network
from analysis.teaching import recurrent_learning
from analysis.teaching.recurrent_learning import learn

STARTS = np.array([0, 2, 7])


def texts_of(count, seed):
    """Texts whose first line says what all their lines are; the last line says it too, of every other text."""
    chance = np.random.default_rng(seed)
    texts, wanted = [], []
    for number in range(count):
        told, size = number % 2, int(chance.integers(3, 12))
        lines = chance.normal(size=(size, 4)).astype(np.float32) / 4
        lines[0 if chance.random() < 0.5 else -1, told] += 3
        texts.append(lines)
        wanted.append(np.eye(2, dtype=np.float32)[np.full(size, told)])
    return texts, wanted


@pytest.fixture(scope="module")
def network():
    return learn(*texts_of(200, 0), rounds=20, seed=0)


def test_what_one_line_says_is_carried_to_all_others_down_and_up(network):
    texts, wanted = texts_of(100, 1)
    right = [
        network.scores(lines, np.array([0])).argmax(1) == chances.argmax(1)
        for lines, chances in zip(texts, wanted, strict=True)
    ]
    assert np.concatenate(right).mean() > 0.97


def test_texts_are_read_together_as_alone(network):
    texts, _ = texts_of(9, 2)
    starts = np.cumsum([0, *(len(lines) for lines in texts[:-1])])
    alone = np.concatenate([network.scores(lines, np.array([0])) for lines in texts])
    assert np.allclose(network.scores(np.concatenate(texts), starts), alone, atol=1e-5)


def test_the_same_seed_learns_the_same():
    one, other = (learn(*texts_of(20, 0), rounds=2, seed=0) for _ in range(2))
    for field in fields(Network):
        assert np.array_equal(getattr(one, field.name), getattr(other, field.name))


def test_slopes_are_those_of_the_loss(monkeypatch):
    for kept in ("KEPT_OF_INPUTS", "KEPT_OF_LOOKS", "KEPT_AT_LAST"):
        monkeypatch.setattr(recurrent_learning, kept, 1.0)
    monkeypatch.setattr(recurrent_learning, "LOOKS", 9)
    monkeypatch.setattr(recurrent_learning, "UNITS", 5)
    chance = np.random.default_rng(0)
    network = recurrent_learning._fresh(7, 3, chance)
    for field in fields(Network):
        weights = getattr(network, field.name)
        setattr(network, field.name, weights + 0.1 * chance.normal(size=weights.shape))
    inputs, wanted = chance.normal(size=(12, 7)), chance.dirichlet(np.ones(3), 12)

    def loss():
        return -(wanted * log_softmax(network.scores(inputs, STARTS), axis=1)).sum() / len(inputs)

    slopes = recurrent_learning._slopes(network, inputs, wanted, STARTS, chance)
    for field, slope in zip(fields(Network), slopes, strict=True):
        weights = getattr(network, field.name)
        for at in (tuple(chance.integers(0, size) for size in weights.shape) for _ in range(8)):
            kept = weights[at]
            weights[at] = kept + 1e-6
            above = loss()
            weights[at] = kept - 1e-6
            below = loss()
            weights[at] = kept
            assert slope[at] == pytest.approx((above - below) / 2e-6, abs=1e-7)
