"""The event heads in torch: layers of their own over the encoder's states, tags of the sides, the kind."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.read.reader.event_heads import KINDS, SIDES
from onrecord.read.reader.spans import OUT
from train.network import DROPOUT, HIDDEN, LAYERS, Encoder, Layer, base_folder

_VIEWS = 4
"""How a sentence is looked at for its kind: all of it, where the network looks itself, its actor, its recipient."""

_TINY = 1e-4


class EventNetwork(nn.Module):
    """The layers above the encoder's first `below`, beginning as the base has them, and the heads."""

    def __init__(self, below: int) -> None:
        super().__init__()
        base = Encoder()
        base.load_base(base_folder())
        self.layers = nn.ModuleList(base.layers[at] for at in range(below, LAYERS))
        self.drop = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(HIDDEN, 3 * len(SIDES))
        self.look = nn.Linear(HIDDEN, 1)
        self.kinds = nn.Linear(HIDDEN, _VIEWS * len(KINDS))

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Map (B, L, HIDDEN) states, `mask` (B, L) 1 where there is a piece, to tags (B, L, 6) and kinds (B, KINDS)."""
        hidden = (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            assert isinstance(layer, Layer)  # noqa: S101 - a list of modules has no type of its own
            states = layer(states, hidden)
        states = self.drop(states)
        tags = self.tags(states)
        kinds = self.kinds(states).view(states.shape[0], states.shape[1], _VIEWS, len(KINDS))
        chances = tags.view(states.shape[0], states.shape[1], len(SIDES), 3).softmax(-1)
        sides = (1 - chances[..., OUT]) * mask[..., None]
        look = (self.look(states)[..., 0] + (mask - 1) * 1e4).softmax(-1)
        weights = torch.stack([_shares(mask), look, _shares(sides[..., 0]), _shares(sides[..., 1])], dim=-1)
        return tags, (weights[..., None] * kinds).sum((1, 2))


def _shares(weights: Tensor) -> Tensor:
    shares: Tensor = weights / (weights.sum(1, keepdim=True) + _TINY)
    return shares


class OneSentence(nn.Module):
    """The event heads for a single sentence, as the package runs them."""

    def __init__(self, network: EventNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Map (1, L, HIDDEN) states to tags (1, L, 6) and kinds (1, KINDS)."""
        tags, kinds = self.network(states, torch.ones_like(states[..., 0]))
        return tags, kinds
