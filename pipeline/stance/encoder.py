"""The encoder: a text and a marked target as numbers that a small classifier can read.

Nothing that its files say is executed: a tokenizer's table and two ONNX graphs, each opened under
a fixed name and only if its bytes are those that the description beside them names.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.stance.padding import batch_alike, count_kept, pad_targets, pad_texts
from pipeline.stance.wordpieces import Pieces, mark_pieces

ENCODER_FORMAT = "claimline-encoder-2"
ENCODER_FILE, TOKENIZER = "encoder.json", "tokenizer.json"
TEXT_GRAPH, TARGET_GRAPH = "text.onnx.gz", "target.onnx.gz"
BASE_FILE = "base.npz"
# A graph of ours has up to 60 MB; a few bytes can unpack to more than a machine holds.
MOST_GRAPH_BYTES = 1_000_000_000
_CHUNK_BYTES = 1 << 20
_RESTORE = "restore the folder from where it came, or export the encoder again"


class OnnxEncoder:
    """Features of targets in texts, each answer independent of whatever else is asked.

    Texts of like length are read together; see :mod:`pipeline.stance.padding`.

    Args:
        tokenizer: A ``tokenizers.Tokenizer``.
        text_graph: Session that reads texts.
        target_graph: Session that reads a target in each text's states.
        description: What ``encoder.json`` says.
        threads: Batches read at the same time.
        name: What models call the encoder.
    """

    def __init__(
        self,
        tokenizer: Any,
        text_graph: Any,
        target_graph: Any,
        description: Mapping[str, Any],
        threads: int = 1,
        name: str = "",
    ) -> None:
        self.tokenizer = tokenizer
        self.text_graph = text_graph
        self.target_graph = target_graph
        self.description = description
        self.threads = threads
        self.name = name

    @property
    def digest(self) -> str:
        """16 hex digits over the encoder's files."""
        joined = "".join(self.description["sha256"][name] for name in (TEXT_GRAPH, TARGET_GRAPH, TOKENIZER))
        return hashlib.sha256(joined.encode()).hexdigest()[:16]

    @property
    def head(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights (classes, features) and intercepts of the head it was trained with.

        ``features @ coef.T + intercept`` are decisions in the order of ``STANCES``, not calibrated.
        A head for new labels may start from them.
        """
        head = self.description["head"]
        return np.asarray(head["coef"], dtype=float), np.asarray(head["intercept"], dtype=float)

    def features(self, rows: Sequence[Mapping[str, Any]]) -> NDArray[np.float32]:
        """Give the features of questions, one row each, in their order; -1 to 1.

        Args:
            rows: Questions as :func:`~pipeline.stance.targets.target_row` makes them. Reads
                ``text``, ``target_spans`` and ``rival_spans``.

        Returns:
            float32 (rows, features). A text longer than the encoder reads is cropped round the
            target's first mention.
        """
        found = np.zeros((len(rows), int(self.description["features"])), dtype=np.float32)
        pieces = [
            mark_pieces(
                self.tokenizer,
                row["text"],
                row["target_spans"],
                row["rival_spans"],
                longest=int(self.description["longest"]),
            )
            for row in rows
        ]
        asked: dict[tuple[int, ...], dict[Pieces, list[int]]] = {}
        for i, piece in enumerate(pieces):
            asked.setdefault(piece.ids, {}).setdefault(piece, []).append(i)
        texts = list(asked)
        batches = [[texts[i] for i in batch] for batch in batch_alike([len(text) for text in texts])]

        def read(batch: list[tuple[int, ...]]) -> None:
            for piece, vector in self._read_texts(batch, [list(asked[text]) for text in batch]):
                found[asked[piece.ids][piece]] = vector

        if self.threads > 1 and len(batches) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                list(pool.map(read, batches))
        else:
            for batch in batches:
                read(batch)
        return found

    def _read_texts(
        self, texts: Sequence[tuple[int, ...]], targets: Sequence[Sequence[Pieces]]
    ) -> Iterator[tuple[Pieces, NDArray[np.float32]]]:
        padded = pad_texts(texts)
        (states,) = self.text_graph.run(None, padded)
        asked = [(row, piece) for row, pieces in enumerate(targets) for piece in pieces]
        for numbers in batch_alike([count_kept(piece) for _, piece in asked]):
            rows, pieces = zip(*(asked[i] for i in numbers), strict=True)
            marks = pad_targets(pieces, states.shape[1])
            read = {"states": states[list(rows)], "mask": padded["mask"][list(rows)], **marks}
            yield from zip(pieces, self.target_graph.run(None, read)[0], strict=True)


def read_encoder(folder: Path) -> dict[str, Any]:
    """Give what an encoder's ``encoder.json`` says, without opening the encoder.

    Raises:
        ModelError: The file is missing or of another kind.
    """
    path = folder / ENCODER_FILE
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(str(folder), f"no {ENCODER_FILE}", "an encoder", _RESTORE) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(
            str(path), f"cannot be read ({error})", "an encoder's description", _RESTORE
        ) from error
    if not isinstance(description, dict) or description.get("format") != ENCODER_FORMAT:
        raise ModelError(str(path), "another kind of file", f"format {ENCODER_FORMAT}", _RESTORE)
    digests = description.get("sha256")
    if not isinstance(digests, dict) or set(digests) != {TEXT_GRAPH, TARGET_GRAPH, TOKENIZER}:
        raise ModelError(
            str(path), "names other files", f"{TEXT_GRAPH}, {TARGET_GRAPH}, {TOKENIZER}", _RESTORE
        )
    return description


def _checked_bytes(folder: Path, name: str, digest: str) -> bytes:
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error})", "the encoder's file", _RESTORE) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(
            str(path), "its bytes are not those it was saved with", "an unchanged file", _RESTORE
        )
    return content


def _unpacked(folder: Path, name: str, packed: bytes) -> bytes:
    chunks: list[bytes] = []
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            chunks.append(chunk)
            if len(chunks) * _CHUNK_BYTES > MOST_GRAPH_BYTES:
                finding = f"unpacks to more than {MOST_GRAPH_BYTES} bytes"
                raise ModelError(str(folder / name), finding, "an encoder of ours", _RESTORE)
    return b"".join(chunks)


def open_encoder(folder: Path, *, threads: int = 1) -> OnnxEncoder:
    """Give the encoder of a folder, its files checked against its description.

    Args:
        folder: Holds ``encoder.json``, two graphs and a tokenizer.
        threads: Batches read at the same time; changes no answer.

    Raises:
        ModelError: A file is missing, changed, or no encoder's; says what to do.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    description = read_encoder(folder)
    files = {name: _checked_bytes(folder, name, digest) for name, digest in description["sha256"].items()}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_str(files[TOKENIZER].decode("utf-8"))
        graphs = [
            onnxruntime.InferenceSession(
                _unpacked(folder, name, files[name]), options, providers=["CPUExecutionProvider"]
            )
            for name in (TEXT_GRAPH, TARGET_GRAPH)
        ]
    except ModelError:
        raise
    except Exception as error:  # a foreign file may fail anywhere inside the libraries
        raise ModelError(str(folder), f"is no encoder ({error})", "an encoder of ours", _RESTORE) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return OnnxEncoder(tokenizer, graphs[0], graphs[1], description, threads, folder.name)
