"""Trains the event heads over a trained reader: `python -m train.events --data DIR --reader DIR --folds DIR`.

The folder of the data holds those named in `train.event_data`. The heads first learn what the rules read in articles,
then what people coded in sentences. A reader for each of five folds, trained without it, goes to `--folds`; from what
these find in their folds come the weights of the events' confidence, and `python -m bench.event_folds` measures them.
The heads trained on all sentences go into the folder of the reader, whose own weights stay as they are.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import onnx
import torch

from onrecord.read.agreement import FEATURES
from onrecord.read.reader.event_heads import EVENTS, KINDS, NONE
from onrecord.read.reader.weights import CARD, GRAPH
from train.articles import digest, is_held_out
from train.environment import prepare
from train.event_data import (
    ARTICLES,
    FOLDS,
    QUADS,
    TYPED,
    Sentence,
    quad_sentences,
    ruled_sentences,
    typed_sentences,
    without_loose,
)
from train.event_fit import EventSettings, fit
from train.event_network import EventNetwork, OneSentence
from train.event_states import EventLesson, Studied, expose
from train.event_trust import Guess, fitted, guesses
from train.export import quantized, saved
from train.reader import tokenizer
from train.say import say

LEAST, LEAST_ALONE = 0.4, 0.5
"""The least confidence of an event, and of one that only the heads find, chosen on the folds."""

_UNFITTED = {"heads_weights": [0.0] * FEATURES, "rules_weights": [0.0] * FEATURES, "least": 0.0, "least_alone": 0.0}
"""What stands in a card until the weights are fitted."""

_RULED = (6000, 4000)
"""How many sentences with and without an event of the rules are learned from."""


def main() -> None:
    """Train the event heads, fit their weights and write them."""
    options = _options()
    prepare("train.events", options.threads)
    settings = EventSettings()
    expose(options.reader / GRAPH, settings.below)
    typed, quads = typed_sentences(options.data / TYPED), quad_sentences(options.data / QUADS)
    studied = Studied(options.reader / GRAPH, tokenizer(), options.threads)
    begun = _ruled_network([options.data / name for name in ARTICLES], studied, settings)
    variants = _variants(typed, quads, studied, settings)
    say(f"{len(variants[0])} coded sentences in {len(variants)} companies")
    files = {name: digest(options.data / name) for name in (*ARTICLES, TYPED, QUADS)}
    training = {"data": files, **asdict(settings), "threads": options.threads}
    scored = [*typed, *(one for one in quads if one.kinds == (NONE,))]
    by_fold: list[list[Guess]] = []
    for fold in range(1, FOLDS + 1):
        folder = options.folds / str(fold)
        _copy(options.reader, folder)
        write(_without(fold, begun, variants, settings), folder, _UNFITTED, training)
        by_fold.append(guesses([one for one in scored if is_held_out(one.name, f"{fold}/{FOLDS}")], folder))
        say(f"fold {fold}: {sum(one.right for one in by_fold[-1])} of {len(by_fold[-1])} guesses right")
    for fold in range(1, FOLDS + 1):
        others = by_fold[: fold - 1] + by_fold[fold:]
        _into_card(options.folds / str(fold), _trust(others))
    network = fit(begun, variants, settings.epochs, settings)
    write(network, options.reader, _trust(by_fold), training)


def _without(
    fold: int, begun: EventNetwork, variants: Sequence[Sequence[EventLesson]], settings: EventSettings
) -> EventNetwork:
    """Return a network that was trained without the sentences of a fold."""
    name = f"{fold}/{FOLDS}"
    kept = [[one for one in lessons if not is_held_out(one.sentence.name, name)] for lessons in variants]
    return fit(begun, kept, settings.epochs, settings)


def _ruled_network(paths: Sequence[Path], studied: Studied, settings: EventSettings) -> EventNetwork:
    """Return a network that has learned what the rules read in articles."""
    random = Random(settings.seed)  # noqa: S311 - a sample, no secrets
    found = list(ruled_sentences(paths))
    sides = [number for number, one in enumerate(found) if one.kinds != (NONE,)]
    none = [number for number, one in enumerate(found) if one.kinds == (NONE,)]
    chosen = sorted(
        number
        for numbers, most in zip((sides, none), _RULED, strict=True)
        for number in random.sample(numbers, min(most, len(numbers)))
    )
    say(f"{len(found)} sentences of articles, {len(sides)} with an event; {len(chosen)} are learned from")
    lessons = studied.lessons([found[number] for number in chosen])
    torch.manual_seed(settings.seed)
    return fit(EventNetwork(settings.below), [lessons], settings.ruled_epochs, settings, settings.ruled_none)


def _variants(
    typed: Sequence[Sentence], quads: Sequence[Sentence], studied: Studied, settings: EventSettings
) -> list[list[EventLesson]]:
    """Return the coded sentences in several companies, with and without the spaces that a tokenizer left."""
    loose, tidy = [*typed, *quads], [*typed, *map(without_loose, quads)]
    random = Random(settings.seed)  # noqa: S311 - shuffling, no secrets
    alone = [studied.lessons([one])[0] for one in tidy]
    return [alone, *(studied.lessons(one, random) for one in (tidy, loose, tidy, loose))]


def _trust(found: Sequence[Sequence[Guess]]) -> dict[str, Any]:
    """Return what an event's confidence comes from, fitted on the guesses of some folds."""
    guessed = [guess for fold in found for guess in fold]
    return {
        "heads_weights": fitted(guessed, True),
        "rules_weights": fitted(guessed, False),
        "least": LEAST,
        "least_alone": LEAST_ALONE,
    }


def _copy(reader: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in json.loads((reader / CARD).read_text(encoding="utf-8"))["files"]:
        if name != EVENTS:
            shutil.copyfile(reader / name, folder / name)
    shutil.copyfile(reader / CARD, folder / CARD)


def write(network: EventNetwork, folder: Path, trust: dict[str, Any], training: dict[str, Any]) -> None:
    """Write the heads' graph in 8 bits to the folder of a reader, and what belongs to it to the reader's card."""
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        one = OneSentence(network).eval()
        states = torch.zeros(1, 40, network.tags.in_features)
        saved(one, (states,), ["states"], ["tags", "kinds"], whole)
        quantized(whole, folder / EVENTS)
    onnx.checker.check_model(str(folder / EVENTS))
    _into_card(folder, {"kinds": list(KINDS), **trust, "training": training})


def _into_card(folder: Path, events: dict[str, Any]) -> None:
    """Bring the card of a reader up to its graphs, and to what else is known of its event heads."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["events"] = card.get("events", {}) | events
    card["files"] |= {name: digest(folder / name) for name in (GRAPH, EVENTS)}
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help=f"folder that holds {TYPED} and the other data")
    parser.add_argument("--reader", type=Path, required=True, help="folder of the trained reader, which gets the heads")
    parser.add_argument("--folds", type=Path, required=True, help="folder to write the readers of the folds to")
    parser.add_argument("--threads", type=int, default=2, help="threads to train on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
