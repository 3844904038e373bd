"""Examples in padded batches, and the network's answers to them (training only)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.stance.examples import Example
from pipeline.stance.transformer import (
    attention_bias,
    embed_pieces,
    head_classes,
    head_features,
    mark_states,
    pool_states,
    run_layers,
)
from pipeline.stance.weights import Shape, Weights
from pipeline.stance.wordpieces import Pieces, mark_pieces

# Texts whose lower states are kept: about 60 kilobytes each at 768 values in 16 bits.
_MOST_KNOWN = 30000


def open_tokenizer(path: Path) -> Any:
    """Give the tokenizer of a ``tokenizer.json``, set neither to pad nor to truncate."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def batch_rows(lengths: Sequence[int], size: int, chance: random.Random) -> list[list[int]]:
    """Give the rows' numbers in batches of like length, the batches in random order."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + chance.randint(0, 3), chance.random()))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


def pad_batch(rows: Sequence[Pieces]) -> tuple[Any, Any, Any, Any]:
    """Give ids, mask, target and rival marks of rows as tensors, padded to the longest."""
    import torch

    longest = max(len(row.ids) for row in rows)
    ids = np.ones((len(rows), longest), dtype=np.int64)
    marks = np.zeros((3, len(rows), longest), dtype=np.float32)
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, :n] = row.ids
        marks[0, i, :n] = 1
        marks[1, i, :n] = row.target
        marks[2, i, :n] = row.rival
    return torch.from_numpy(ids), *(torch.from_numpy(mark) for mark in marks)


def _lower_states(
    shape: Shape, weights: Weights, ids: Any, mask: Any, low: Any, top: int, known: dict[bytes, Any] | None
) -> tuple[Any, Any]:
    # States after the frozen layers; those of texts that come again are kept in ``known``.
    import torch

    with torch.no_grad():
        bias = attention_bias(shape, weights, mask)
        lengths = mask.sum(1).int().tolist()
        keys = [row[:n].numpy().tobytes() for row, n in zip(ids, lengths, strict=True)]
        if known is not None and all(key in known for key in keys):
            padding = torch.nn.utils.rnn.pad_sequence
            return padding([known[key] for key in keys], batch_first=True), bias
        x = run_layers(shape, weights, embed_pieces(shape, weights, ids).to(low), bias, range(top))
        if known is not None and len(known) < _MOST_KNOWN:
            known.update((key, row[:n].clone()) for key, row, n in zip(keys, x, lengths, strict=True))
        return x, bias


def forward_features(
    shape: Shape,
    weights: Weights,
    batch: tuple[Any, Any, Any, Any],
    *,
    frozen: int,
    dropout: float,
    low: Any,
    known: dict[bytes, Any] | None = None,
) -> Any:
    """Give the features of a padded batch; gradients reach layers from ``frozen`` on."""
    ids, mask, target, rival = batch
    x, bias = _lower_states(shape, weights, ids, mask, low, frozen, known)
    x = run_layers(shape, weights, x, bias, range(frozen, shape.split), dropout)
    x = mark_states(weights, x, target, rival)
    x = run_layers(shape, weights, x, bias, range(shape.split, shape.layers), dropout)
    return head_features(weights, drop_some(pool_states(x, target), dropout))


def drop_some(x: Any, share: float) -> Any:
    """Set a share of values to 0 and raise the others to make up for it."""
    import torch

    return torch.nn.functional.dropout(x, share) if share else x


def answer_examples(
    shape: Shape,
    weights: Weights,
    tokenizer: Any,
    examples: Sequence[Example],
    *,
    longest: int = 128,
    size: int = 48,
    bfloat16: bool = True,
) -> Any:
    """Give a network's decisions before softmax, float32, one row an example."""
    import torch

    rows = [mark_pieces(tokenizer, e.text, e.target_spans, e.rival_spans, longest=longest) for e in examples]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    found = np.zeros((len(rows), weights["head.classes.bias"].shape[0]), dtype=np.float32)
    low = torch.bfloat16 if bfloat16 else torch.float32
    with torch.no_grad():
        for numbers in (order[i : i + size] for i in range(0, len(order), size)):
            batch = pad_batch([rows[i] for i in numbers])
            features = forward_features(shape, weights, batch, frozen=0, dropout=0.0, low=low)
            found[numbers] = head_classes(weights, features).numpy()
    return found
