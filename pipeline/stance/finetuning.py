"""Training of the encoder on labelled targets; needs the ``train`` extra (torch, safetensors)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.stance.batches import batch_rows, drop_some, forward_features, open_tokenizer, pad_batch
from pipeline.stance.examples import Example, vary_example
from pipeline.stance.exporting import prune_pieces
from pipeline.stance.narrowing import narrow_layers, weigh_inner
from pipeline.stance.optimizing import TuningConfig, make_optimizer, warmed_rate
from pipeline.stance.transformer import head_classes
from pipeline.stance.weights import Shape, Weights, add_head, load_weights, read_weights, save_weights
from pipeline.stance.wordpieces import mark_pieces

Report = Callable[[str], None]
_LOOKED_AT = 512  # texts on which a layer's inner states are weighed


def train_network(
    shape: Shape,
    weights: Weights,
    tokenizer: Any,
    examples: Sequence[Example],
    config: TuningConfig,
    *,
    report: Report = print,
) -> None:
    """Train a network's upper layers and head in place.

    Args:
        shape: The network's shape.
        weights: Its weights, with a head; changed.
        tokenizer: Its tokenizer, without padding and truncation.
        examples: What to learn, at least one.
        config: See :class:`TuningConfig`.
        report: Called with a line of progress every 50 steps.
    """
    import torch

    torch.manual_seed(config.seed)
    chance = random.Random(config.seed)
    low = torch.bfloat16 if config.bfloat16 else torch.float32
    optimizer = make_optimizer(shape, weights, config)
    trained = [group["params"][0] for group in optimizer.param_groups]
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = config.epochs * -(-len(examples) // config.batch)
    known: dict[bytes, Any] = {}
    step, began, loss_sum = 0, time.monotonic(), 0.0
    for _ in range(config.epochs):
        varied = [vary_example(example, config.renamed, chance) for example in examples]
        rows = [
            mark_pieces(tokenizer, e.text, e.target_spans, e.rival_spans, longest=config.longest)
            for e in varied
        ]
        for numbers in batch_rows([len(row.ids) for row in rows], config.batch, chance):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warmed_rate(step, steps)
            batch = pad_batch([rows[i] for i in numbers])
            features = forward_features(
                shape, weights, batch, frozen=config.frozen, dropout=config.dropout, low=low, known=known
            )
            loss = _loss(weights, features, [varied[i] for i in numbers], config)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            loss_sum += float(loss.detach())
            step += 1
            if step % 50 == 0:
                elapsed = time.monotonic() - began
                report(f"step {step} of {steps}, loss {loss_sum / 50:.3f}, {elapsed:.0f} s")
                loss_sum = 0.0
    for value in trained:
        value.requires_grad_(False)


def _loss(weights: Weights, features: Any, examples: Sequence[Example], config: TuningConfig) -> Any:
    import torch

    aim = torch.tensor([example.aim for example in examples])
    aim = aim * (1 - config.smoothing) + config.smoothing / aim.shape[1]
    weight = torch.tensor([example.weight for example in examples])
    decisions = head_classes(weights, drop_some(features, config.dropout))
    return (-(aim * decisions.log_softmax(1)).sum(1) * weight).sum() / weight.sum()


def fine_tune(
    examples: Iterable[Example],
    base_folder: Path,
    out_folder: Path,
    config: TuningConfig,
    *,
    pieces: Iterable[int] | None = None,
    report: Report = print,
) -> tuple[Shape, Weights]:
    """Train an encoder from a base model's weights and write it.

    Args:
        examples: What to learn, at least one.
        base_folder: ``config.json``, ``model.safetensors`` and ``tokenizer.json`` of a BERT or MPNet.
        out_folder: Gets ``network.json``, ``network.safetensors`` and ``tokenizer.json``.
        config: See :class:`TuningConfig`.
        pieces: Ids of the word pieces to keep; null keeps all.
        report: Called with lines of progress.

    Returns:
        The network's shape and weights.
    """
    shape, weights = read_weights(base_folder, config.kept, config.split)
    add_head(shape, weights, config.seed)
    out_folder.mkdir(parents=True, exist_ok=True)
    described = (base_folder / "tokenizer.json").read_text(encoding="utf-8")
    if pieces is not None:
        described, order = prune_pieces(described, pieces)
        weights["words"] = weights["words"][order].contiguous()
    (out_folder / "tokenizer.json").write_text(described, encoding="utf-8")
    tokenizer = open_tokenizer(out_folder / "tokenizer.json")
    tune_network(shape, weights, tokenizer, list(examples), config, report=report)
    save_weights(out_folder, shape, weights)
    return shape, weights


def tune_further(
    examples: Iterable[Example], folder: Path, config: TuningConfig, *, report: Report = print
) -> tuple[Shape, Weights]:
    """Train a network that :func:`fine_tune` wrote once more, and write it again.

    Args:
        examples: What to learn, at least one.
        folder: The network's.
        config: See :class:`TuningConfig`; ``kept`` and ``split`` stay what they were.
        report: Called with lines of progress.

    Returns:
        The network's shape and weights.
    """
    shape, weights = load_weights(folder)
    tokenizer = open_tokenizer(folder / "tokenizer.json")
    tune_network(shape, weights, tokenizer, list(examples), config, report=report)
    save_weights(folder, shape, weights)
    return shape, weights


def tune_network(
    shape: Shape,
    weights: Weights,
    tokenizer: Any,
    examples: Sequence[Example],
    config: TuningConfig,
    *,
    report: Report = print,
) -> None:
    """Narrow a network's layers as the configuration asks, then train it, both in place.

    See :func:`train_network` for the arguments.
    """
    if config.inner is not None:
        looked_at = random.Random(config.seed).sample(examples, min(_LOOKED_AT, len(examples)))
        rows = [
            mark_pieces(tokenizer, e.text, e.target_spans, e.rival_spans, longest=config.longest)
            for e in looked_at
        ]
        narrow_layers(weights, weigh_inner(shape, weights, rows), config.inner)
    train_network(shape, weights, tokenizer, examples, config, report=report)
