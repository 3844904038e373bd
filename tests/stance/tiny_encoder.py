"""Writes the folder beside it: an encoder of two small layers that was never trained."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import RobertaProcessing

from pipeline.stance.exporting import export_encoder
from pipeline.stance.weights import Shape

WORDS = ["<s>", "<pad>", "</s>", "[UNK]", "gus", "hal", "beat", "and", "."]
SHAPE = Shape(layers=2, width=8, heads=2, epsilon=1e-5, relative=True, split=1, features=4)


def tiny_weights(shape: Shape, seed: int = 0) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    wide = 4 * shape.width
    sizes: dict[str, tuple[int, ...]] = {
        "words": (len(WORDS), shape.width),
        "positions": (200, shape.width),
        "relative": (32, shape.heads),
        "target": (shape.width,),
        "rival": (shape.width,),
        "head.features.weight": (shape.features, 2 * shape.width),
        "head.features.bias": (shape.features,),
        "head.classes.weight": (3, shape.features),
        "head.classes.bias": (3,),
    }
    norms = ["norm0"]
    for i in range(shape.layers):
        norms += [f"{i}.norm1", f"{i}.norm2"]
        for name, rows, columns in (
            ("qkv", 3 * shape.width, shape.width),
            ("out", shape.width, shape.width),
            ("up", wide, shape.width),
            ("down", shape.width, wide),
        ):
            sizes |= {f"{i}.{name}.weight": (rows, columns), f"{i}.{name}.bias": (rows,)}
    weights = {name: chance.normal(0, 0.4, size).astype(np.float32) for name, size in sizes.items()}
    for name in norms:
        weights[f"{name}.weight"] = np.ones(shape.width, dtype=np.float32)
        weights[f"{name}.bias"] = np.zeros(shape.width, dtype=np.float32)
    if not shape.relative:
        del weights["relative"]
    return weights


def tiny_tokenizer() -> str:
    made = Tokenizer(WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = Lowercase(), BertPreTokenizer()
    made.post_processor = RobertaProcessing(("</s>", 2), ("<s>", 0))
    made.add_special_tokens(["<s>", "<pad>", "</s>", "[UNK]"])
    return str(made.to_str())


def write_tiny_encoder(folder: Path, **changes: object) -> None:
    shape = replace(SHAPE, **changes)  # type: ignore[arg-type]
    export_encoder(shape, tiny_weights(shape), tiny_tokenizer(), folder, {"about": "never trained"})


if __name__ == "__main__":
    write_tiny_encoder(Path(__file__).parent / "tiny_encoder")
