"""Narrower layers: inner states that matter least are cut, before training goes on (training only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.stance.batches import pad_batch
from pipeline.stance.transformer import attention_bias, embed_pieces, mark_states, run_layers
from pipeline.stance.weights import Shape, Weights
from pipeline.stance.wordpieces import Pieces

_ROWS = 32


def weigh_inner(shape: Shape, weights: Weights, rows: Sequence[Pieces]) -> dict[int, Any]:
    """Give how much each inner state of each layer moves the layer's output, over some texts.

    That is its mean size times the length of what it adds, a vector of inner width a layer.

    Args:
        shape: The network's shape.
        weights: Its weights.
        rows: Texts with marked targets; some hundreds will do.
    """
    import torch

    sizes = {i: torch.zeros(weights[f"{i}.up.bias"].shape[0]) for i in range(shape.layers)}
    with torch.no_grad():
        for start in range(0, len(rows), _ROWS):
            ids, mask, target, rival = pad_batch(rows[start : start + _ROWS])

            def watch(i: int, inner: Any, mask: Any = mask) -> None:
                sizes[i] += (inner.float().abs() * mask[..., None]).sum((0, 1))

            bias = attention_bias(shape, weights, mask)
            x = embed_pieces(shape, weights, ids)
            x = run_layers(shape, weights, x, bias, range(shape.split), watch=watch)
            x = mark_states(weights, x, target, rival)
            run_layers(shape, weights, x, bias, range(shape.split, shape.layers), watch=watch)
    return {i: size * weights[f"{i}.down.weight"].norm(dim=0) for i, size in sizes.items()}


def narrow_layers(weights: Weights, weighed: Mapping[int, Any], widths: Sequence[int]) -> None:
    """Keep of each layer as many inner states as are wanted, those that weigh most.

    Args:
        weights: A network's weights; changed.
        weighed: See :func:`weigh_inner`.
        widths: How many to keep, one number a layer.
    """
    for i, width in enumerate(widths):
        kept = weighed[i].topk(min(width, len(weighed[i]))).indices.sort().values
        weights[f"{i}.up.weight"] = weights[f"{i}.up.weight"][kept].contiguous()
        weights[f"{i}.up.bias"] = weights[f"{i}.up.bias"][kept].contiguous()
        weights[f"{i}.down.weight"] = weights[f"{i}.down.weight"][:, kept].contiguous()
