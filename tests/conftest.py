"""Fixtures shared by all tests: one spaCy pipeline and one sample run a session, rows built by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipeline.shipped import shipped_path

# The same examples in every run, and no verdict on a machine's speed.
settings.register_profile("claimline", deadline=None, derandomize=True)
settings.load_profile("claimline")


@pytest.fixture(scope="session")
def nlp() -> Any:
    from pipeline.annotate.config import AnnotateConfig
    from pipeline.annotate.models import find_model, load_model

    return load_model(find_model(AnnotateConfig().models)[0])


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a run over the whole sample corpus, to read; what it printed stands beside it."""
    out = tmp_path_factory.mktemp("sample") / "out"
    root = shipped_path("params.yaml").parent
    command = [sys.executable, "-m", "pipeline.stages.cli", "run", str(root / "corpus" / "articles")]
    done = subprocess.run(
        [*command, "--out", str(out), "--jobs", "2", "--quiet"], cwd=root, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    (out.parent / "said.txt").write_text(done.stdout, encoding="utf-8")
    return out


@pytest.fixture
def document_row() -> Callable[..., dict[str, Any]]:
    """Build a DOCUMENTS row from blocks, each a kind and sentences of space-separated tokens."""

    def build(*blocks: tuple[str, list[str]], article_id: str = "a" * 16) -> dict[str, Any]:
        row: dict[str, Any] = {
            "article_id": article_id,
            "text": "",
            "blocks": [],
            "sentences": [],
            "token_starts": [],
            "token_ends": [],
        }
        for index, (kind, sentences) in enumerate(blocks):
            row["text"] += "\n\n" if row["text"] else ""
            block_start = len(row["text"])
            for number, sentence in enumerate(sentences):
                row["text"] += " " if number else ""
                start, first = len(row["text"]), len(row["token_starts"])
                for word in sentence.split():
                    row["text"] += " " if len(row["text"]) > start else ""
                    row["token_starts"].append(len(row["text"]))
                    row["text"] += word
                    row["token_ends"].append(len(row["text"]))
                row["sentences"].append(
                    {
                        "start_char": start,
                        "end_char": len(row["text"]),
                        "block_index": index,
                        "first_token": first,
                        "n_tokens": len(row["token_starts"]) - first,
                    }
                )
            row["blocks"].append({"start_char": block_start, "end_char": len(row["text"]), "kind": kind})
        return row

    return build
