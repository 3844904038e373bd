"""An encoder's folder: two graphs, a tokenizer of fewer pieces, and a description with digests."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.stance.encoder import ENCODER_FILE, ENCODER_FORMAT, TARGET_GRAPH, TEXT_GRAPH, TOKENIZER
from pipeline.stance.graphs import build_graphs
from pipeline.stance.weights import Shape, load_weights
from pipeline.stance.wordpieces import LONGEST


def prune_pieces(tokenizer_json: str, kept: Iterable[int]) -> tuple[str, list[int]]:
    """Give a word-piece tokenizer with fewer pieces, and the old ids of its pieces in new order.

    Special pieces stay in any case; a word whose piece went is cut into smaller ones.

    Args:
        tokenizer_json: A ``tokenizer.json`` with a WordPiece model.
        kept: Ids of pieces to keep.
    """
    described = json.loads(tokenizer_json)
    vocabulary = described["model"]["vocab"]
    special = {added["id"] for added in described["added_tokens"]}
    order = sorted((set(kept) | special) & set(vocabulary.values()))
    number = {old: new for new, old in enumerate(order)}
    described["model"]["vocab"] = {piece: number[old] for piece, old in vocabulary.items() if old in number}
    for added in described["added_tokens"]:
        added["id"] = number[added["id"]]
    for piece in (described["post_processor"] or {}).get("special_tokens", {}).values():
        piece["ids"] = [number[old] for old in piece["ids"]]
    for end in ("sep", "cls"):
        if end in (described["post_processor"] or {}):
            piece = described["post_processor"][end]
            piece[1] = number[piece[1]]
    described["padding"] = described["truncation"] = None
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")), order


def _rounded(values: Any) -> Any:
    return np.asarray(values, dtype=float).round(6).tolist()


def export_encoder(
    shape: Shape, weights: Mapping[str, Any], tokenizer_json: str, folder: Path, about: Mapping[str, Any]
) -> dict[str, Any]:
    """Write an encoder that :func:`pipeline.stance.encoder.open_encoder` opens.

    Args:
        shape: The network's shape.
        weights: Its weights as float32 arrays; the rows of ``words`` are the tokenizer's pieces.
        tokenizer_json: Its tokenizer.
        folder: Made if it is missing; files of an earlier encoder in it are replaced.
        about: What else the encoder's description shall hold: sources, settings, scores.

    Returns:
        The description, as written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text, target = build_graphs(shape, weights)
    files = {
        TEXT_GRAPH: gzip.compress(text, 9, mtime=0),
        TARGET_GRAPH: gzip.compress(target, 9, mtime=0),
        TOKENIZER: tokenizer_json.encode("utf-8"),
    }
    description = {
        **about,
        "format": ENCODER_FORMAT,
        "features": shape.features,
        "head": {
            "coef": _rounded(weights["head.classes.weight"]),
            "intercept": _rounded(weights["head.classes.bias"]),
        },
        "longest": LONGEST,
        "network": json.loads(shape.to_json()),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    written = json.dumps(description, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / ENCODER_FILE).write_text(written, encoding="utf-8")
    return description


def export_network(network_folder: Path, folder: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """Write the encoder of a folder that :func:`pipeline.stance.finetuning.fine_tune` wrote.

    Args:
        network_folder: Holds ``network.json``, ``network.safetensors`` and ``tokenizer.json``.
        folder: See :func:`export_encoder`.
        about: The same.

    Returns:
        The description, as written.
    """
    shape, weights = load_weights(network_folder)
    arrays = {name: value.float().numpy() for name, value in weights.items()}
    described = (network_folder / "tokenizer.json").read_text(encoding="utf-8")
    return export_encoder(shape, arrays, described, folder, about)
