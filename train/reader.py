"""Train the reader: `python -m train.reader --data DIR --out DIR [--fold K/N] [--epochs E]`.

The folder of the data holds `polnear.train.jsonl`. Without `--fold` it trains on all articles; with it, it leaves one
fold out and prints the scores there, by which everything in `Settings`, `PLAN` and `DECISIONS` was chosen. Both write
the int8 graph, the vocabulary and `reader.json` to the folder of `--out`. Seeds are fixed; on another processor or
number of threads sums are added up in another order, and the weights differ in their last digits.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.reader import Reader
from onrecord.read.reader.assemble import Decisions
from onrecord.read.reader.weights import VOCABULARY, Loaded, Plan, tables_of
from train.articles import Article, digest, parted, read_articles
from train.environment import prepare
from train.export import link_tables, write
from train.figures import score
from train.fit import Settings, train
from train.lessons import sheet_of
from train.network import Network, base_folder
from train.say import say

DATA = "polnear.train.jsonl"
PLAN = Plan(window=254, context=16)
DECISIONS = Decisions(biases=(0.0, 1.8, 0.2), least=0.55, least_alone=1.0)


class TorchSession:
    """Runs a network in torch where the package runs its graph."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[np.int64]]) -> list[object]:
        """Return the named answers for `ids` and `shapes`."""
        with torch.inference_mode():
            tags, links = self._network(*(torch.from_numpy(input_feed[name]) for name in ("ids", "shapes")))
        answers = {"tags": tags.numpy(), "links": links.numpy()}
        return [answers[name] for name in output_names or answers]


def tokenizer() -> Tokenizer:
    """Return the base's tokenizer, which cuts whole texts."""
    found = Tokenizer.from_file(str(base_folder() / VOCABULARY))
    found.no_truncation()
    found.no_padding()
    return found


def figures(reader: Reader, articles: Sequence[Article]) -> str:
    """Return the scores of a reader on articles, in words."""
    return str(score(articles, reader.read([article.text for article in articles])))


def in_torch(network: Network) -> Reader:
    """Return a reader that runs a network as it was trained."""
    tables = tables_of(link_tables(network))
    return Reader(Loaded(TorchSession(network), tokenizer(), PLAN, tables, DECISIONS, "training"))


def main() -> None:
    """Train, print figures and write the model."""
    options = _options()
    prepare("train.reader", options.threads)
    articles, held = read_articles(options.data / DATA), list[Article]()
    if options.fold:
        articles, held = parted(articles, options.fold)
    settings = Settings(epochs=options.epochs)
    cutter = tokenizer()
    sheets = [sheet_of(article, cutter) for article in articles]
    say(f"{len(sheets)} articles, {sum(len(sheet.pieces) for sheet in sheets)} pieces")
    torch.manual_seed(settings.seed)
    network = Network()
    network.encoder.load_base(base_folder())

    training = {"data": DATA, "sha256": digest(options.data / DATA), "fold": options.fold, **asdict(settings)}

    def after(epoch: int, averaged: Network) -> None:
        write(averaged, options.out, PLAN, DECISIONS, {**training, "epoch": epoch, "threads": options.threads})
        if held:
            say(f"epoch {epoch}: contents / with source {figures(in_torch(averaged), held)}")

    train(sheets, network, settings, after)
    if held:
        say(f"int8: contents / with source {figures(Reader.load(options.out), held)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help=f"folder that holds {DATA}")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--fold", help="leave out fold K of N, as K/N, and print the scores there")
    parser.add_argument("--epochs", type=int, default=Settings().epochs, help="how often to go through the data")
    parser.add_argument("--threads", type=int, default=2, help="threads to train on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
