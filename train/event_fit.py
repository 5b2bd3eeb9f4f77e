"""Training of the event heads on lessons: tags and kinds at once."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.read.reader.event_heads import NONE, SIDES
from train.event_data import numbers_of
from train.event_network import EventNetwork
from train.event_states import UNKNOWN, EventLesson
from train.fit import Course
from train.network import HIDDEN
from train.say import say

_STEP = 16
_SORTED = 8
"""So many batches are sorted by length together, so that little is padded."""


@dataclass(frozen=True, slots=True)
class EventSettings:
    """How to train: `rate` is the highest learning rate of the layers, `head_rate` of the heads.

    `averaged` is the share of the old weights in their moving average, which is what is kept; `smoothing` the share of
    a kind that goes to all others; `ruled_none` the weight of a sentence in which the rules find nothing.
    """

    below: int = 4
    ruled_epochs: int = 4
    epochs: int = 7
    batch: int = 24
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.1
    averaged: float = 0.99
    smoothing: float = 0.05
    ruled_none: float = 0.5
    seed: int = 1


def fit(
    begun: EventNetwork,
    variants: Sequence[Sequence[EventLesson]],
    epochs: int,
    settings: EventSettings,
    none_weight: float = 1.0,
) -> EventNetwork:
    """Train a copy of a network and return its moving average; `variants` hold the same sentences in other company."""
    torch.manual_seed(settings.seed)
    random = Random(settings.seed)  # noqa: S311 - shuffling, no secrets
    network = copy.deepcopy(begun)
    heads = [*network.tags.parameters(), *network.look.parameters(), *network.kinds.parameters()]
    groups: list[dict[str, object]] = [
        {"params": network.layers.parameters(), "lr": settings.rate, "weight_decay": settings.decay},
        {"params": heads, "lr": settings.head_rate, "weight_decay": settings.decay},
    ]
    steps = epochs * len(_batches(variants[0], settings, random))
    course = Course(network, groups, steps, settings.warm_up, settings.averaged)
    start = time.monotonic()
    for epoch in range(epochs):
        network.train()
        total = 0.0
        batches = _batches(variants[0], settings, random)
        for numbers in batches:
            lessons = [random.choice(variants)[number] for number in numbers]
            loss = _loss(network, lessons, settings, none_weight)
            course.step(loss)
            total += loss.item()
        say(f"epoch {epoch + 1}/{epochs} loss {total / len(batches):.3f} {time.monotonic() - start:.0f} s")
    return course.average()


def _batches(lessons: Sequence[EventLesson], settings: EventSettings, random: Random) -> list[list[int]]:
    order = list(range(len(lessons)))
    random.shuffle(order)
    found: list[list[int]] = []
    wide = settings.batch * _SORTED
    for at in range(0, len(order), wide):
        group = sorted(order[at : at + wide], key=lambda number: len(lessons[number].tags))
        found += [group[start : start + settings.batch] for start in range(0, len(group), settings.batch)]
    random.shuffle(found)
    return found


def _loss(network: EventNetwork, lessons: Sequence[EventLesson], settings: EventSettings, none_weight: float) -> Tensor:
    states, mask, tags = padded(lessons)
    with torch.autocast("cpu", torch.bfloat16):
        scores, kinds = network(states, mask)
    scores, chances = scores.float(), kinds.float().log_softmax(-1)
    known = bool((tags != UNKNOWN).any())
    tag_loss = functional.cross_entropy(scores.view(-1, 3), tags.view(-1), ignore_index=UNKNOWN) if known else 0.0
    by_kind = [
        _kind_loss(chances[row], lesson.sentence.kinds, settings.smoothing)
        * (none_weight if lesson.sentence.kinds == (NONE,) else 1.0)
        for row, lesson in enumerate(lessons)
        if lesson.sentence.kinds
    ]
    kind_loss = torch.stack(by_kind).mean() if by_kind else scores.sum() * 0
    return tag_loss * len(SIDES) + kind_loss


def _kind_loss(chances: Tensor, kinds: Sequence[str], smoothing: float) -> Tensor:
    """Return how unlikely all kinds together are that the event may be of."""
    allowed = chances[numbers_of(kinds)].logsumexp(0)
    return -(1 - smoothing) * allowed - smoothing * chances.mean() if len(kinds) == 1 else -allowed


def padded(lessons: Sequence[EventLesson]) -> tuple[Tensor, Tensor, Tensor]:
    """Return states, mask and tags of lessons in rows of one length."""
    length = -(-max(len(lesson.tags) for lesson in lessons) // _STEP) * _STEP
    states = torch.zeros(len(lessons), length, HIDDEN)
    mask = torch.zeros(len(lessons), length)
    tags = torch.full((len(lessons), length, len(SIDES)), UNKNOWN)
    for row, lesson in enumerate(lessons):
        count = len(lesson.tags)
        states[row, :count] = torch.from_numpy(lesson.states).float()
        mask[row, :count] = 1
        tags[row, :count] = torch.from_numpy(lesson.tags)
    return states, mask, tags
