"""What needs the ``train`` extra: passed over where it is not installed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.stance.batches import answer_examples, forward_features, open_tokenizer, pad_batch
from pipeline.stance.encoder import open_encoder
from pipeline.stance.examples import Example, soften_examples, vary_example
from pipeline.stance.exporting import prune_pieces
from pipeline.stance.finetuning import train_network
from pipeline.stance.narrowing import narrow_layers, weigh_inner
from pipeline.stance.optimizing import TuningConfig
from pipeline.stance.wordpieces import mark_pieces

from .tiny_encoder import SHAPE, WORDS, tiny_tokenizer, tiny_weights, write_tiny_encoder

_BEATEN = [
    Example("Gus beat Hal.", [[0, 3]], [[9, 12]], (1.0, 0.0, 0.0)),
    Example("Gus beat Hal.", [[9, 12]], [[0, 3]], (0.0, 1.0, 0.0)),
    Example("Gus and Hal.", [[0, 3]], [[8, 11]], (0.0, 0.0, 1.0)),
    Example("Hal beat Gus.", [[0, 3]], [], (1.0, 0.0, 0.0)),
]


@pytest.mark.parametrize("relative", [True, False])
def test_exported_graphs_say_what_the_network_says(tmp_path: Path, relative: bool) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    write_tiny_encoder(tmp_path, relative=relative)
    encoder = open_encoder(tmp_path)
    shape = replace(SHAPE, relative=relative)
    weights = {name: torch.from_numpy(value) for name, value in tiny_weights(shape).items()}
    for text in ("Gus beat Hal.", "Hal " * 60 + "beat Gus"):
        at = text.index("Gus")
        rows = [mark_pieces(encoder.tokenizer, text, [(at, at + 3)])]
        expected = forward_features(
            shape, weights, pad_batch(rows), frozen=0, dropout=0.0, low=torch.float32
        ).numpy()
        span = [at, at + 3]
        found = encoder.features([{"text": text, "target_spans": [span], "rival_spans": []}])
        np.testing.assert_allclose(found, expected, atol=0.1)  # 8 bits, and words of 6


def test_a_network_learns_who_beat_whom(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    (tmp_path / "tokenizer.json").write_text(tiny_tokenizer())
    tokenizer = open_tokenizer(tmp_path / "tokenizer.json")
    weights = {name: torch.from_numpy(value) for name, value in tiny_weights(SHAPE).items()}
    before = weights["0.qkv.weight"].clone()
    config = TuningConfig(
        split=1, frozen=1, epochs=60, batch=4, rate=0.02, head_rate=0.02, dropout=0.0, bfloat16=False
    )
    train_network(SHAPE, weights, tokenizer, _BEATEN, config)
    found = answer_examples(SHAPE, weights, tokenizer, _BEATEN, bfloat16=False)
    assert found.argmax(1).tolist() == [0, 1, 2, 0]
    assert torch.equal(weights["0.qkv.weight"], before)  # frozen layers stay


def test_a_pruned_tokenizer_numbers_its_pieces_anew() -> None:
    described, order = prune_pieces(tiny_tokenizer(), [WORDS.index("gus"), WORDS.index("beat")])
    assert [WORDS[old] for old in order] == ["<s>", "<pad>", "</s>", "[UNK]", "gus", "beat"]
    assert json.loads(described)["model"]["vocab"]["beat"] == 5


def test_each_pass_may_hide_marks_but_never_all_of_the_target() -> None:
    example = Example("Gus beat Hal, and Gus knew.", [[0, 3], [18, 21]], [[9, 12]], (1.0, 0.0, 0.0))
    seen = [vary_example(example, 0.0, random.Random(seed)) for seed in range(40)]
    assert {len(one.target_spans) for one in seen} == {1, 2}
    assert {len(one.rival_spans) for one in seen} == {0, 1}
    assert {one.text for one in seen} == {example.text}


def test_narrow_layers_keep_what_moves_the_output(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    (tmp_path / "tokenizer.json").write_text(tiny_tokenizer())
    tokenizer = open_tokenizer(tmp_path / "tokenizer.json")
    weights = {name: torch.from_numpy(value) for name, value in tiny_weights(SHAPE).items()}
    silent = [3, 5, 8, 30]
    weights["0.down.weight"][:, silent] = 0.0  # whatever these say, nobody hears it
    before = answer_examples(SHAPE, dict(weights), tokenizer, _BEATEN, bfloat16=False)
    rows = [mark_pieces(tokenizer, e.text, e.target_spans, e.rival_spans) for e in _BEATEN]
    narrow_layers(weights, weigh_inner(SHAPE, weights, rows), (28, 32))
    assert weights["0.up.weight"].shape == (28, 8) and weights["0.down.weight"].shape == (8, 28)
    assert weights["1.up.bias"].shape == (32,)
    after = answer_examples(SHAPE, weights, tokenizer, _BEATEN, bfloat16=False)
    np.testing.assert_allclose(after, before, atol=1e-5)


def test_a_teacher_softens_a_label() -> None:
    sure, torn = soften_examples(_BEATEN[:2], np.array([[9.0, -9.0, -9.0], [1.0, 1.0, -50.0]]))
    assert sure.aim == pytest.approx((1, 0, 0), abs=1e-6)
    assert torn.aim == pytest.approx((0.25, 0.75, 0))
    assert soften_examples(_BEATEN, np.zeros((4, 3)), share=0.0) == _BEATEN
