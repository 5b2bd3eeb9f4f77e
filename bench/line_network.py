"""Trains the network of `extract/sequence.py` on NumPy: the likelihood of each page's whole course, by Adam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.course import AFTER, ALLOWED, BEFORE, BODY, FIRST, GAP
from onrecord.extract.sequence import Weights

Array = NDArray[np.float64]
Small = NDArray[np.float32]
Values = dict[str, Small]
STATES = len(ALLOWED)
NETWORKS, UNITS, EPOCHS, PAGES = 8, 16, 30, 16
RATE, SHRINK = 3e-3, 0.3
LEAST_SPREAD = np.float32(0.02)
"""A measurement that is nearly always the same is not blown up to the range of the others."""
UNITS_DROPPED, MEASUREMENTS_DROPPED = 0.5, 0.3
"""Shares left out in each step, so that no prediction rests on a few measurements: the data is 113 pages."""
FASTER = np.float32(10)
"""How much faster the scores of changes are learned: there are few of them, and they begin far from their place."""
_COURSE = ("change", "start")
_SHRUNK = ("direct", "hidden", "out")
_LEAST, _TINY, _HUGE = 1e-30, 1e-45, 1e250


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page to learn from: a row of measurements per line, and which lines are body."""

    rows: Small
    body: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of about one length: their rows, and where each row stands (line, page) in tables padded to the longest."""

    rows: Small
    line: NDArray[np.int64]
    page: NDArray[np.int64]
    real: NDArray[np.bool_]
    gold: NDArray[np.bool_]


def train(lessons: Sequence[Lesson], seed: int = 0) -> Weights:
    """Train several networks at once and join them into one: its scores are the means of theirs."""
    rows = np.concatenate([lesson.rows for lesson in lessons])
    mean, scale = rows.mean(axis=0), 1 / np.maximum(rows.std(axis=0), LEAST_SPREAD)
    ranged = Weights(mean, scale, *([mean] * 7)).ranged
    batches = list(_batches([Lesson(ranged(lesson.rows), lesson.body) for lesson in lessons]))
    values = _fit(batches, seed)
    return Weights(
        mean=mean,
        scale=scale,
        direct=values["direct"].mean(axis=0),
        bias=values["bias"].mean(axis=0),
        hidden=np.hstack([*values["hidden"]]),
        hidden_bias=np.hstack([*values["hidden_bias"]]),
        out=(np.vstack([*values["out"]]) / NETWORKS).astype(np.float32),
        change=values["change"].mean(axis=0),
        start=values["start"].mean(axis=0),
    )


def course_of(body: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the state of each line, given which are body.

    >>> course_of(np.array([False, True, False, True, False])).tolist()
    [0, 1, 2, 1, 3]
    """
    inside = np.flatnonzero(body)
    if not len(inside):
        return np.full(len(body), BEFORE)
    at = np.arange(len(body))
    outside = np.where(at < inside[0], BEFORE, np.where(at > inside[-1], AFTER, GAP))
    return np.where(body, BODY, outside)


def _batches(lessons: Sequence[Lesson]) -> Iterator[Batch]:
    order = sorted(range(len(lessons)), key=lambda i: len(lessons[i].body))
    for start in range(0, len(order), PAGES):
        chosen = [lessons[i] for i in order[start : start + PAGES]]
        sizes = [len(lesson.body) for lesson in chosen]
        real = np.arange(max(sizes))[:, None] < np.array(sizes)
        gold = np.zeros((*real.shape, STATES), bool)
        for page, lesson in enumerate(chosen):
            gold[np.arange(sizes[page]), page, course_of(lesson.body)] = True
        line = np.concatenate([np.arange(size) for size in sizes])
        page_of = np.repeat(np.arange(len(sizes)), sizes)
        yield Batch(np.concatenate([lesson.rows for lesson in chosen]), line, page_of, real, gold)


def _fit(batches: Sequence[Batch], seed: int) -> Values:
    chance = np.random.default_rng(seed)
    values = _first(batches[0].rows.shape[1], chance)
    mean = {name: np.zeros_like(value) for name, value in values.items()}
    spread = {name: np.zeros_like(value) for name, value in values.items()}
    steps = EPOCHS * len(batches)
    order = np.concatenate([chance.permutation(len(batches)) for _ in range(EPOCHS)])
    for step, number in enumerate(order, 1):
        gradient = _gradient(batches[number], values, chance)
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for name, value in values.items():
            mean[name] += 0.1 * (gradient[name] - mean[name])
            spread[name] += 0.01 * (gradient[name] ** 2 - spread[name])
            move = mean[name] / (1 - 0.9**step) / (np.sqrt(spread[name] / (1 - 0.99**step)) + 1e-6)
            move = move * FASTER if name in _COURSE else move
            kept = 1 - rate * SHRINK if name in _SHRUNK else 1.0
            values[name] = ((value - (rate * move).astype(np.float32)) * np.float32(kept)).astype(np.float32)
    return values


def _first(size: int, chance: np.random.Generator) -> Values:
    """Return the values to begin with; the first axis of each is the network."""
    change = np.where(np.eye(STATES) > 0, 2.0, -1.0).astype(np.float32)
    return {
        "hidden": (chance.normal(size=(NETWORKS, size, UNITS)) / np.sqrt(size)).astype(np.float32),
        "hidden_bias": np.zeros((NETWORKS, UNITS), np.float32),
        "out": (chance.normal(size=(NETWORKS, UNITS, STATES)) * 0.3 / np.sqrt(UNITS)).astype(np.float32),
        "direct": np.zeros((NETWORKS, size, STATES), np.float32),
        "bias": np.zeros((NETWORKS, STATES), np.float32),
        "change": np.tile(change, (NETWORKS, 1, 1)),
        "start": np.zeros((NETWORKS, STATES), np.float32),
    }


def _gradient(batch: Batch, values: Values, chance: np.random.Generator) -> Values:
    """Return the gradient of the mean negative log-likelihood of the pages of a batch, for every network by itself.

    Leaving out a measurement is done on its weights: they are far fewer than the rows.
    """
    size = batch.rows.shape[1]
    kept = _kept(MEASUREMENTS_DROPPED, (NETWORKS, size, 1), chance)
    both = np.concatenate([values["hidden"] * kept, values["direct"] * kept], axis=2)
    wide = batch.rows @ both.transpose(1, 0, 2).reshape(size, -1)
    given = wide.reshape(len(wide), NETWORKS, -1).transpose(1, 0, 2)
    open_units = _kept(UNITS_DROPPED, (NETWORKS, len(wide), UNITS), chance)
    units = np.maximum(given[..., :UNITS] + values["hidden_bias"][:, None], 0) * open_units
    scores = given[..., UNITS:] + units @ values["out"] + values["bias"][:, None]
    error, change, start = _surplus(scores, values, batch)
    back = (error @ values["out"].transpose(0, 2, 1)) * open_units * (units > 0)
    all_back = np.concatenate([back, error], axis=2).transpose(1, 0, 2).reshape(len(wide), -1)
    weights = (batch.rows.T @ all_back).reshape(size, NETWORKS, -1).transpose(1, 0, 2) * kept
    return {
        "hidden": weights[..., :UNITS],
        "hidden_bias": back.sum(axis=1),
        "out": units.transpose(0, 2, 1) @ error,
        "direct": weights[..., UNITS:],
        "bias": error.sum(axis=1),
        "change": change,
        "start": start,
    }


def _kept(dropped: float, shape: tuple[int, ...], chance: np.random.Generator) -> Small:
    return (chance.random(shape, np.float32) >= dropped).astype(np.float32) / np.float32(1 - dropped)


def _surplus(scores: Small, values: Values, batch: Batch) -> tuple[Small, Small, Small]:
    """Return expected less true counts, a page: of states (network, row, state), of changes, of first states."""
    length, pages = batch.real.shape
    table = np.zeros((length, NETWORKS, 2, pages, STATES))
    table[batch.line, :, :, batch.page] = scores.transpose(1, 0, 2)[:, :, None]
    allowed = np.broadcast_to(np.stack([np.ones_like(batch.gold), batch.gold], axis=1)[:, None], table.shape)
    real = np.broadcast_to(batch.real[:, None, None], table.shape[:-1])
    change = np.where(ALLOWED, np.exp(values["change"].astype(float)), 0.0)
    start = np.where(FIRST, np.exp(values["start"].astype(float)), 0.0)
    states, changes = _expected(
        table.reshape(length, NETWORKS, -1, STATES),
        allowed.reshape(length, NETWORKS, -1, STATES),
        real.reshape(length, NETWORKS, -1),
        change,
        start,
    )
    state = _less(states.reshape(table.shape), 2) / pages
    error = state[batch.line, :, batch.page].transpose(1, 0, 2)
    changed = _less(changes.reshape(NETWORKS, 2, pages, STATES, STATES), 1).sum(axis=1) / pages
    return error.astype(np.float32), changed.astype(np.float32), state[0].sum(axis=1).astype(np.float32)


def _less(both: Array, axis: int) -> Array:
    """Return the first of two tables less the second."""
    first, second = np.moveaxis(both, axis, 0)
    return np.asarray(first - second)


def _expected(
    table: Array, allowed: NDArray[np.bool_], real: NDArray[np.bool_], change: Array, start: Array
) -> tuple[Array, Array]:
    """Return the chances of states (line, network, page, state) and expected changes (network, page, state, state)."""
    highest = np.where(allowed, table, -1e9).max(axis=-1, keepdims=True)
    odds = np.where(allowed, np.exp(np.minimum(table - highest, 0)), 0.0) + _LEAST * allowed
    forward, sums = _forward(odds, real, change, start)
    backward = np.ones_like(odds)
    ahead = np.zeros_like(odds)
    back = change.transpose(0, 2, 1)
    for t in range(len(odds) - 2, -1, -1):
        on = real[t + 1][..., None]
        ahead[t] = np.minimum(odds[t + 1] * backward[t + 1] / sums[t + 1], _HUGE) * on
        backward[t] = np.where(on, np.minimum(ahead[t] @ back, _HUGE), backward[t + 1])
    changes = np.einsum("tnpa,tnpb->npab", forward, ahead, optimize=True)
    return forward * backward * real[..., None], changes * change[:, None]


def _forward(odds: Array, real: NDArray[np.bool_], change: Array, start: Array) -> tuple[Array, Array]:
    """Return the chances of states given the lines so far, and the sums that they were scaled by."""
    found, sums = np.empty_like(odds), np.ones((*odds.shape[:3], 1))
    come = odds[0] * start[:, None]
    for t in range(len(odds)):
        on = real[t][..., None]
        sums[t] = np.where(on, np.maximum(come.sum(axis=-1, keepdims=True), _TINY), 1.0)
        found[t] = np.where(on, come / sums[t], found[t - 1])
        come = (found[t] @ change) * odds[t + 1] if t + 1 < len(odds) else come
    return found, sums
