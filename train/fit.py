"""Training: tags and links at once, the links also between stretches that the network itself finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.read.reader.links import RELATIONS, traits
from onrecord.read.reader.pieces import Ints
from onrecord.read.reader.spans import BEGIN, CONTENT, CUE, LABELS, OUT, SOURCE
from train.articles import Bounds
from train.lessons import Lesson, Marked, Sheet, batches, lessons_of, row_length
from train.network import Network
from train.say import say

CLS, SEP = 101, 102
_PAIRS = ((CONTENT, CUE), (CUE, SOURCE))
_UNKNOWN = -100

Trained = TypeVar("Trained", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    `window` and `batch` are in pieces, `rate` is the highest learning rate of the encoder, `head_rate` of the heads.

    `averaged` is the share of the old weights in their moving average, which is what is kept.
    """

    epochs: int = 4
    window: int = 254
    batch: int = 2560
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.1
    link_weight: float = 0.3
    averaged: float = 0.995
    seed: int = 1


class Course(Generic[Trained]):
    """The course of a training: AdamW, a rate that rises and falls, and a moving average of the weights."""

    def __init__(
        self, network: Trained, groups: list[dict[str, object]], steps: int, warm_up: float, averaged: float
    ) -> None:
        self._network = network
        self._optimizer = torch.optim.AdamW(groups)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: _share_of_rate(step, steps, warm_up)
        )
        average = torch.optim.swa_utils.get_ema_multi_avg_fn(averaged)
        self._averaged = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=average)

    def step(self, loss: Tensor) -> None:
        """Learn from one batch."""
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._averaged.update_parameters(self._network)

    def average(self) -> Trained:
        """Return the network with the averaged weights."""
        result: Trained = self._averaged.module.eval()
        return result


def train(
    sheets: Sequence[Sheet], network: Network, settings: Settings, after: Callable[[int, Network], None]
) -> Network:
    """Train, calling `after` with each epoch's number and its averaged network; return the last average."""
    torch.manual_seed(settings.seed)
    random = Random(settings.seed)  # noqa: S311 - shuffling, no secrets
    steps_each = len(batches(_all(sheets, settings, Random(settings.seed)), settings.batch, random))  # noqa: S311
    steps = settings.epochs * steps_each
    heads = [*network.tags.parameters(), *network.links.parameters()]
    groups = [*_groups(network.encoder.parameters(), settings.rate, settings)]
    groups += [*_groups(heads, settings.head_rate, settings)]
    course = Course(network, groups, steps, settings.warm_up, settings.averaged)
    begun, step = time.monotonic(), 0
    for epoch in range(settings.epochs):
        network.train()
        sums = np.zeros(3)
        for batch in batches(_all(sheets, settings, random), settings.batch, random):
            losses = _losses(network, batch, epoch > 0)
            course.step(losses[0] + settings.link_weight * (losses[1] + losses[2]))
            sums += [loss.item() for loss in losses]
            step += 1
            if step % 25 == 0:
                means = " ".join(f"{one:.4f}" for one in sums / (step - epoch * steps_each))
                say(f"epoch {epoch + 1} step {step}/{steps} loss {means} {time.monotonic() - begun:.0f} s")
        after(epoch + 1, course.average())
    return course.average()


def _all(sheets: Sequence[Sheet], settings: Settings, random: Random) -> list[Lesson]:
    return [lesson for sheet in sheets for lesson in lessons_of(sheet, settings.window, random)]


def _groups(
    parameters: Iterator[nn.Parameter] | Sequence[nn.Parameter], rate: float, settings: Settings
) -> list[dict[str, object]]:
    """Matrices decay; what is added does not."""
    found = list(parameters)
    matrices = [one for one in found if one.ndim > 1]
    vectors = [one for one in found if one.ndim <= 1]
    return [
        {"params": matrices, "lr": rate, "weight_decay": settings.decay},
        {"params": vectors, "lr": rate, "weight_decay": 0.0},
    ]


def _share_of_rate(step: int, steps: int, warm_up: float) -> float:
    """Rise to the full rate in a share of the steps, then fall to nothing in a line."""
    rise = warm_up * steps
    return min((step + 1) / rise, max(0.0, (steps - step) / (steps - rise)))


def _losses(network: Network, batch: Sequence[Lesson], own: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Return the losses of the tags and of the two relations for a batch."""
    ids, shapes, tags = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores, answers = network(ids, shapes)
    scores, answers = scores.float(), answers.float()
    states = scores.view(*scores.shape[:2], len(LABELS), 3)
    tag_loss = functional.cross_entropy(states.reshape(-1, 3), tags.reshape(-1), ignore_index=_UNKNOWN) * len(LABELS)
    best: Ints = states.detach().argmax(-1).numpy()
    sums = [torch.zeros(()) for _ in RELATIONS]
    counts = [0] * len(RELATIONS)
    for row, lesson in enumerate(batch):
        found = [_found(best[row, 1 : len(lesson.ids) + 1, label]) if own else [] for label in range(len(LABELS))]
        for relation, (seeking, offering) in enumerate(_PAIRS):
            seekers = _with_own(lesson.marked[seeking], found[seeking])
            sought = _with_own(lesson.marked[offering], found[offering])
            if seekers:
                answer = answers[row, 1 : len(lesson.ids) + 1]
                sums[relation] = sums[relation] + _link_loss(network, relation, answer, (seekers, sought), lesson)
                counts[relation] += len(seekers)
    return tag_loss, sums[0] / max(1, counts[0]), sums[1] / max(1, counts[1])


def _link_loss(network: Network, relation: int, answer: Tensor, sides: tuple[Marked, Marked], lesson: Lesson) -> Tensor:
    """Sum over the seekers of how unlikely all right answers together are; the last answer is none of them."""
    first, second = (np.array(list(side), np.int64).reshape(-1, 2) for side in sides)
    described = torch.from_numpy(traits(first, second, lesson.places))
    ends = torch.from_numpy(first), torch.from_numpy(second)
    chances = network.links.scores(relation, answer, ends, described).log_softmax(-1)
    right = np.zeros(chances.shape, np.bool_)
    for row, mine in enumerate(sides[0].values()):
        right[row, :-1] = [bool(mine & theirs) for theirs in sides[1].values()]
    right[:, -1] = ~right.any(axis=1)
    return -chances.masked_fill(torch.from_numpy(~right), -torch.inf).logsumexp(-1).sum()


def _with_own(marked: Marked, found: Sequence[Bounds]) -> Marked:
    """Add what the network finds itself: it belongs where what it overlaps by half belongs, or else nowhere."""
    result = dict(marked)
    for first, last in found:
        if (first, last) in result:
            continue
        owners: frozenset[int] = frozenset()
        for (other_first, other_last), theirs in marked.items():
            shared = min(last, other_last) - max(first, other_first) + 1
            if 2 * shared >= max(last, other_last) - min(first, other_first) + 1:
                owners = theirs
        result[first, last] = owners
    return result


def _found(states: Ints) -> list[Bounds]:
    """Return the stretches in a row of states; inside after outside begins one too."""
    before = np.concatenate(([OUT], states[:-1]))
    begun = np.flatnonzero((states == BEGIN) | ((states != OUT) & (before == OUT)))
    limits = np.append(begun[1:], len(states)) if len(begun) else begun
    found = []
    for first, limit in zip(begun.tolist(), limits.tolist(), strict=True):
        outside = np.flatnonzero(states[first:limit] == OUT)
        found.append((first, first + int(outside[0]) - 1 if len(outside) else limit - 1))
    return found


def padded(batch: Sequence[Lesson]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the pieces, shapes and tags of a batch in rows of one length, with a first and a last piece in each."""
    length = max(map(row_length, batch))
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    shapes = torch.zeros(len(batch), length, dtype=torch.long)
    tags = torch.full((len(batch), length, len(LABELS)), _UNKNOWN)
    for row, lesson in enumerate(batch):
        count = len(lesson.ids)
        ids[row, 0], ids[row, count + 1] = CLS, SEP
        ids[row, 1 : count + 1] = torch.from_numpy(lesson.ids)
        shapes[row, 1 : count + 1] = torch.from_numpy(lesson.shapes)
        tags[row, 1 : count + 1] = torch.from_numpy(lesson.tags)
    return ids, shapes, tags
