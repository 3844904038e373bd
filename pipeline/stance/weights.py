"""Weights of an encoder's network: read from a base model, cut, written and read again.

A network is a :class:`Shape` and a dict of tensors. BERT and MPNet differ in how their files name
weights, in where positions start, and in MPNet's relative position bias. Needs the ``train`` extra
(torch, safetensors), but for :class:`Shape`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Weights = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """How large a network is, and from where on it knows its target.

    Attributes:
        layers: Number of layers.
        width: Length of a piece's vector.
        heads: Attention heads a layer.
        epsilon: What layer norms add to the variance.
        relative: Whether attention has a relative position bias (MPNet).
        split: First layer whose input holds the target's and the rivals' vectors; layers below
            see the text alone, so that one pass serves every target of a text.
        features: Length of the vector that a head reads.
    """

    layers: int
    width: int
    heads: int
    epsilon: float
    relative: bool
    split: int
    features: int = 256

    def to_json(self) -> str:
        """Give the shape as one JSON object."""
        return json.dumps(asdict(self), sort_keys=True)


def _names(mpnet: bool) -> dict[str, tuple[str, ...]]:
    attention = "attention.attn" if mpnet else "attention.self"
    out = "attention.attn.o" if mpnet else "attention.output.dense"
    norm = "attention.LayerNorm" if mpnet else "attention.output.LayerNorm"
    heads = ("q", "k", "v") if mpnet else ("query", "key", "value")
    return {
        "qkv": tuple(f"{attention}.{head}" for head in heads),
        "out": (out,),
        "norm1": (norm,),
        "up": ("intermediate.dense",),
        "down": ("output.dense",),
        "norm2": ("output.LayerNorm",),
    }


def read_weights(folder: Path, kept: Sequence[int] | None = None, split: int = 0) -> tuple[Shape, Weights]:
    """Give the network of a folder with ``config.json`` and ``model.safetensors``.

    Args:
        folder: Weights of a BERT or an MPNet as the transformers library saves them.
        kept: Layers to keep, in order; null keeps all.
        split: See :class:`Shape`.

    Returns:
        Its shape and its weights, float32. Vectors of target and rival start at zero.
    """
    import torch
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    mpnet = config["model_type"] == "mpnet"
    raw = load_file(str(folder / "model.safetensors"))
    raw = {name.removeprefix("mpnet.").removeprefix("bert."): value.float() for name, value in raw.items()}
    order = list(range(config["num_hidden_layers"])) if kept is None else list(kept)
    shape = Shape(
        len(order),
        config["hidden_size"],
        config["num_attention_heads"],
        config["layer_norm_eps"],
        mpnet,
        split,
    )
    positions = raw["embeddings.position_embeddings.weight"]
    weights: Weights = {
        "words": raw["embeddings.word_embeddings.weight"],
        # MPNet counts positions from one past its padding piece; BERT's first type is every text's.
        "positions": positions[2:]
        if mpnet
        else positions + raw["embeddings.token_type_embeddings.weight"][0],
        "norm0.weight": raw["embeddings.LayerNorm.weight"],
        "norm0.bias": raw["embeddings.LayerNorm.bias"],
        "target": torch.zeros(shape.width),
        "rival": torch.zeros(shape.width),
    }
    if mpnet:
        weights["relative"] = raw["encoder.relative_attention_bias.weight"]
    for i, layer in enumerate(order):
        for name, parts in _names(mpnet).items():
            for kind in ("weight", "bias"):
                joined = [raw[f"encoder.layer.{layer}.{part}.{kind}"] for part in parts]
                weights[f"{i}.{name}.{kind}"] = torch.cat(joined).clone()
    return shape, weights


def add_head(shape: Shape, weights: Weights, seed: int, classes: int = 3) -> None:
    """Add a fresh head to the weights: pooled vectors to features, and features to classes."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    for name, rows, columns in (
        ("head.features", shape.features, 2 * shape.width),
        ("head.classes", classes, shape.features),
    ):
        weights[f"{name}.weight"] = torch.randn(rows, columns, generator=generator) * columns**-0.5
        weights[f"{name}.bias"] = torch.zeros(rows)


def save_weights(folder: Path, shape: Shape, weights: Mapping[str, Any]) -> None:
    """Write a trained network as ``network.json`` and ``network.safetensors``."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: value.detach().contiguous() for name, value in weights.items()},
        str(folder / "network.safetensors"),
    )
    (folder / "network.json").write_text(shape.to_json() + "\n", encoding="utf-8")


def load_weights(folder: Path) -> tuple[Shape, Weights]:
    """Give a network that :func:`save_weights` wrote."""
    from safetensors.torch import load_file

    shape = Shape(**json.loads((folder / "network.json").read_text(encoding="utf-8")))
    return shape, load_file(str(folder / "network.safetensors"))
