from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.stance.encoder import ENCODER_FILE, TEXT_GRAPH, TOKENIZER, OnnxEncoder, open_encoder
from pipeline.stance.joined import join_encoders

# Two layers of eight numbers, never trained: exported by tests/stance/tiny_encoder.py.
_FOLDER = Path(__file__).parent / "tiny_encoder"


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return open_encoder(_FOLDER)


def _row(text: str, target: str, *rivals: str) -> dict[str, Any]:
    def span(word: str) -> dict[str, int]:
        return [text.index(word), text.index(word) + len(word)]

    return {"text": text, "target_spans": [span(target)], "rival_spans": [span(word) for word in rivals]}


_ROWS = [
    _row("Gus beat Hal.", "Gus"),
    _row("Gus beat Hal.", "Gus", "Hal"),
    _row("Gus beat Hal.", "Hal", "Gus"),
    _row("Hal and Gus beat and beat and beat.", "Hal"),
    _row("Hal " * 500 + "beat Gus.", "Gus"),
]


def test_one_vector_a_row_that_knows_its_target(encoder: OnnxEncoder) -> None:
    found = encoder.features(_ROWS)
    assert found.shape == (len(_ROWS), 4) and found.dtype == np.float32
    assert np.abs(found).max() <= 1
    assert len(np.unique(found.round(5), axis=0)) == len(_ROWS)
    assert encoder.features([]).shape == (0, 4)
    coef, intercept = encoder.head
    assert (found @ coef.T + intercept).shape == (len(_ROWS), 3)


@pytest.mark.parametrize("threads", [1, 2])
def test_an_answer_depends_on_its_row_alone(encoder: OnnxEncoder, threads: int) -> None:
    together = open_encoder(_FOLDER, threads=threads).features([*_ROWS, *_ROWS[::-1]])
    alone = np.concatenate([encoder.features([row]) for row in _ROWS])
    np.testing.assert_array_equal(together, np.concatenate([alone, alone[::-1]]))


def _break_graph(folder: Path) -> None:
    path = folder / TEXT_GRAPH
    path.write_bytes(path.read_bytes()[:-1] + b"x")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_break_graph, "text.onnx.gz: its bytes are not those"),
        (lambda folder: (folder / TOKENIZER).unlink(), "tokenizer.json: cannot be read"),
        (lambda folder: (folder / ENCODER_FILE).unlink(), "no encoder.json"),
        (lambda folder: (folder / ENCODER_FILE).write_text("[]"), "another kind of file"),
        (lambda folder: (folder / ENCODER_FILE).write_text("{"), "cannot be read"),
        (
            lambda folder: (folder / ENCODER_FILE).write_text('{"format": "claimline-encoder-2"}'),
            "names other files",
        ),
    ],
)
def test_a_damaged_folder_is_refused(tmp_path: Path, harm: Any, message: str) -> None:
    shutil.copytree(_FOLDER, tmp_path / "copy")
    harm(tmp_path / "copy")
    with pytest.raises(ModelError, match=message):
        open_encoder(tmp_path / "copy")


def test_its_id_names_its_files(encoder: OnnxEncoder) -> None:
    assert len(encoder.digest) == 16
    assert encoder.digest == open_encoder(_FOLDER).digest


def test_two_encoders_side_by_side_decide_together(encoder: OnnxEncoder) -> None:
    beside = {"name": "tiny", "digest": encoder.digest}
    first = OnnxEncoder(
        encoder.tokenizer, encoder.text_graph, encoder.target_graph, {**encoder.description, "beside": beside}
    )
    joined = join_encoders(first, encoder)
    found = joined.features(_ROWS)
    assert found.shape == (len(_ROWS), 8)
    coef, intercept = joined.head
    alone = encoder.features(_ROWS) @ encoder.head[0].T + encoder.head[1]
    np.testing.assert_allclose(found @ coef.T + intercept, alone, rtol=1e-6)
    assert joined.digest != encoder.digest
    beside["digest"] = "another"
    with pytest.raises(ModelError, match="beside it has changed"):
        join_encoders(first, encoder)
