"""How an encoder is trained: settings, learning rates, and the optimizer (training only)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.stance.weights import Shape, Weights


@dataclass(frozen=True)
class TuningConfig:
    """How an encoder is trained.

    Attributes:
        kept: Layers of the base to keep, in order; null keeps all.
        inner: How many inner states each layer keeps, before training begins; null keeps all.
        split: First layer that sees the target; see :class:`Shape`.
        frozen: Layers below this one are left as they are, with the embeddings; at most ``split``.
        epochs: Passes over the labels.
        batch: Rows a step.
        rate: Learning rate of the top layer.
        decay: What the rate is multiplied with, a layer down.
        head_rate: Learning rate of head and marks.
        smoothing: Share of each label spread over all classes.
        dropout: Share of states dropped in trained layers.
        renamed: Share of rows of the contests shown under other names.
        longest: Most word pieces of a text.
        bfloat16: Whether to reckon in 16 bits, which newer processors do twice as fast.
        seed: Seed of all that is drawn.
    """

    kept: tuple[int, ...] | None = None
    inner: tuple[int, ...] | None = None
    split: int = 6
    frozen: int = 6
    epochs: int = 3
    batch: int = 32
    rate: float = 6e-5
    decay: float = 0.9
    head_rate: float = 5e-4
    smoothing: float = 0.05
    dropout: float = 0.1
    renamed: float = 0.5
    longest: int = 128
    bfloat16: bool = True
    seed: int = 0


def make_optimizer(shape: Shape, weights: Weights, config: TuningConfig) -> Any:
    """Give an AdamW with a rate for each trained weight, which wants a gradient from here on."""
    import torch

    groups = []
    for name, value in weights.items():
        place = name.split(".")[0]
        if place.isdigit() and int(place) >= config.frozen:
            rate = config.rate * config.decay ** (shape.layers - 1 - int(place))
        elif place in {"head", "target", "rival"}:
            rate = config.head_rate
        else:
            continue
        value.requires_grad_(True)
        plain = value.ndim < 2 or place == "head"
        groups.append({"params": [value], "lr": rate, "weight_decay": 0.0 if plain else 0.01})
    return torch.optim.AdamW(groups, fused=True)


def warmed_rate(step: int, steps: int) -> float:
    """Give the share of the full learning rate at a step: a tenth of all rises, the rest falls to 0.

    Example:
        >>> [round(warmed_rate(step, 20), 2) for step in (0, 1, 2, 11, 19)]
        [0.5, 1.0, 1.0, 0.5, 0.06]
    """
    warm = max(1, steps // 10)
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))
