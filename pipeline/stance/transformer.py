"""The encoder's network in torch, for training only: functions of a shape and its weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pipeline.stance.weights import Shape, Weights

Tensor = Any


def relative_buckets(length: int) -> Any:
    """Give the bucket of each (query, key) pair of positions, an int64 array of length x length.

    Source:
        The bidirectional buckets of T5 (Raffel et al. 2020), as MPNet uses them: 32 of them, half
        for either direction, of which 8 are exact and 8 grow to a distance of 128.
    """
    import numpy as np

    distance = np.arange(length)[:, None] - np.arange(length)[None, :]
    far = np.maximum(np.abs(distance), 1)
    grown = 8 + (np.log(far / 8) / math.log(16) * 8).astype(np.int64)
    return np.where(np.abs(distance) < 8, np.abs(distance), np.minimum(grown, 15)) + 16 * (distance < 0)


def _norm(weights: Weights, name: str, x: Tensor, epsilon: float) -> Tensor:
    import torch

    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return torch.nn.functional.layer_norm(x, (x.shape[-1],), weight.to(x.dtype), bias.to(x.dtype), epsilon)


def _linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    import torch

    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return torch.nn.functional.linear(x, weight.to(x.dtype), bias.to(x.dtype))


def embed_pieces(shape: Shape, weights: Weights, ids: Tensor) -> Tensor:
    """Give the input of the first layer, (rows, pieces, width), for piece ids (rows, pieces)."""
    import torch

    x = torch.nn.functional.embedding(ids, weights["words"]) + weights["positions"][: ids.shape[1]]
    return _norm(weights, "norm0", x, shape.epsilon)


def attention_bias(shape: Shape, weights: Weights, mask: Tensor) -> Tensor:
    """Give what is added to attention scores, (rows, 1 or heads, 1 or pieces, pieces)."""
    import torch

    bias = (1.0 - mask[:, None, None, :].float()) * -1e4
    if shape.relative:
        buckets = torch.from_numpy(relative_buckets(mask.shape[1]))
        bias = bias + weights["relative"].detach()[buckets].permute(2, 0, 1)
    return bias


def run_layers(
    shape: Shape,
    weights: Weights,
    x: Tensor,
    bias: Tensor,
    layers: range,
    dropout: float = 0.0,
    watch: Callable[[int, Tensor], None] | None = None,
) -> Tensor:
    """Give the states after some layers.

    Args:
        shape: The network's shape.
        weights: Its weights.
        x: States before the first of the layers, (rows, pieces, width); its type is that in which
            all is reckoned.
        bias: See :func:`attention_bias`.
        layers: Which layers.
        dropout: Share of states dropped, 0 in use.
        watch: Called with each layer's number and its inner states, (rows, pieces, inner width).
    """
    import torch

    functional = torch.nn.functional
    rows, pieces, width = x.shape
    depth = width // shape.heads
    bias = bias.to(x.dtype)
    for i in layers:
        qkv = _linear(weights, f"{i}.qkv", x).view(rows, pieces, 3, shape.heads, depth).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) * depth**-0.5 + bias
        mixed = functional.dropout(scores.softmax(-1), dropout) if dropout else scores.softmax(-1)
        mixed = (mixed @ qkv[2]).transpose(1, 2).reshape(rows, pieces, width)
        found = _linear(weights, f"{i}.out", mixed)
        found = functional.dropout(found, dropout) if dropout else found
        x = _norm(weights, f"{i}.norm1", x + found, shape.epsilon)
        inner = functional.gelu(_linear(weights, f"{i}.up", x))
        if watch is not None:
            watch(i, inner)
        found = _linear(weights, f"{i}.down", inner)
        found = functional.dropout(found, dropout) if dropout else found
        x = _norm(weights, f"{i}.norm2", x + found, shape.epsilon)
    return x


def mark_states(weights: Weights, x: Tensor, target: Tensor, rival: Tensor) -> Tensor:
    """Add the target's and the rivals' vectors to the states of their pieces."""
    marked = target[..., None] * weights["target"] + rival[..., None] * weights["rival"]
    return x + marked.to(x.dtype)


def pool_states(x: Tensor, target: Tensor) -> Tensor:
    """Give the mean state of the target's pieces beside the first piece's state, float32."""
    import torch

    x = x.float()
    share = target / target.sum(1, keepdim=True)
    return torch.cat([(x * share[..., None]).sum(1), x[:, 0]], dim=1)


def head_features(weights: Weights, pooled: Tensor) -> Tensor:
    """Give the features, each -1 to 1, of pooled states."""
    return _linear(weights, "head.features", pooled).tanh()


def head_classes(weights: Weights, features: Tensor) -> Tensor:
    """Give the decisions, one a class, of features."""
    return _linear(weights, "head.classes", features)
