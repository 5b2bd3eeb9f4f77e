"""Writes a trained network as the int8 graph and the files that the package reads."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.read.reader.assemble import Decisions
from onrecord.read.reader.links import TRAITS
from onrecord.read.reader.spans import LABELS
from onrecord.read.reader.weights import CARD, FORM, GRAPH, VOCABULARY, Plan
from train.articles import digest
from train.network import Network, base_folder

_OPSET = 20


def write(network: Network, folder: Path, plan: Plan, decisions: Decisions, training: dict[str, Any]) -> None:
    """Write the graph, the vocabulary and `reader.json` to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        write_graph(network, whole)
        quantized(whole, folder / GRAPH)
    shutil.copyfile(base_folder() / VOCABULARY, folder / VOCABULARY)
    (folder / VOCABULARY).chmod(0o644)
    card = {
        "form": FORM,
        "labels": list(LABELS),
        "window": plan.window,
        "context": plan.context,
        **asdict(decisions),
        "training": training,
        "files": {name: digest(folder / name) for name in (GRAPH, VOCABULARY)},
        "links": link_tables(network),
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def link_tables(network: Network) -> list[list[list[float]]]:
    """Return the tables of the links, for each relation and trait."""
    rows = [[round(value, 5) for value in table.tolist()] for table in network.links.tables]
    return [rows[at : at + len(TRAITS)] for at in range(0, len(rows), len(TRAITS))]


def write_graph(network: Network, path: Path) -> None:
    """Write the network in floats: `ids` and `shapes` (1, L) to `tags` (1, L, 9) and `links` (1, L, OUTPUTS)."""
    ids = torch.arange(101, 141)[None, :]
    saved(network.eval(), (ids, torch.zeros_like(ids)), ["ids", "shapes"], ["tags", "links"], path)


def saved(network: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str], path: Path) -> None:
    """Write a network in floats; the inputs are examples of one row each, whose second axis may have any length."""
    length = torch.export.Dim("length", min=3, max=512)
    program = torch.onnx.export(
        network,
        inputs,
        dynamo=True,
        input_names=names,
        output_names=outputs,
        dynamic_shapes=tuple({1: length} for _ in inputs),
        opset_version=_OPSET,
        verbose=False,
    )
    if program is None:
        raise RuntimeError("torch wrote no graph")
    program.save(path)


def quantized(whole: Path, path: Path) -> None:
    """Write a graph with the matrices and embeddings of its layers in 8 bits, the heads left as they are."""
    nodes = onnx.load(whole).graph.node
    last = max(at for at, node in enumerate(nodes) if node.op_type == "LayerNormalization")
    heads = [node.name for node in nodes[last + 1 :]]
    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        nodes_to_exclude=heads,
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
