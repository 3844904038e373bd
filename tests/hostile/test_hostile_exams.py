"""Exams, annotations and models that are not what they should be: one line each, and no traceback."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.stages.cli import main
from pipeline.stance import encoder
from pipeline.stance.encoder import ENCODER_FILE, TEXT_GRAPH, open_encoder

ENCODER = Path(__file__).parents[1] / "stance" / "tiny_encoder"
CLAIM = {
    "text": "Chips rose.",
    "kind": "fact",
    "claimant_kind": "named",
    "claimant": "Bo",
    "claimant_name": "Bo",
}
MARKED: dict[str, Any] = {
    "article": "a.txt",
    "claims": [{**CLAIM, "sides": {}}],
    "mentions": [],
    "look_alikes": [],
    "not_claims": [],
}


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object) -> str:
    monkeypatch.setattr(sys, "argv", ["claimline", "score", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main()
    told = capsys.readouterr().err
    assert stopped.value.code == 2, told
    assert "Traceback" not in told
    return told


ATTRIBUTIONS: list[tuple[Any, str]] = [
    (None, "line 1: has attributions of type NoneType; expected a list of objects"),
    ({"source": []}, "line 1: has attributions of type dict"),
    (["said"], "line 1: has an attribution of type str; expected objects with source"),
    ([None], "an attribution of type NoneType"),
    ([[]], "an attribution of type list"),
    ([{"source": 1, "content": []}], "a source of type int; expected a list of spans"),
    ([{"source": None, "content": []}], "a source of type NoneType"),
    ([{"source": [1], "content": []}], "the span 1"),
    ([{"source": [[False, True]], "content": []}], "the span [False, True]"),
    ([{"source": [[0, 10**30]], "content": []}], "the span [0, 1000"),
    ([{"cue": []}], "an attribution with no source, content"),
]


@pytest.mark.parametrize(("attributions", "message"), ATTRIBUTIONS)
def test_an_attribution_that_is_none_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    attributions: Any,
    message: str,
) -> None:
    path = tmp_path / "exam.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "It is.", "attributions": attributions}))
    assert message in refused(monkeypatch, capsys, "attribution", path)


def claims(**changed: Any) -> dict[str, Any]:
    return {**MARKED, "claims": [{**CLAIM, "sides": {}, **changed}]}


MARKS: dict[str, tuple[Any, str]] = {
    "nested": ("[" * 100_000, "cannot be read"),
    "no JSON": ("{", "cannot be read"),
    "null": (None, "holds a NoneType; expected an annotation"),
    "a list": ([], "holds a list"),
    "no article": ({**MARKED, "article": None}, "has no article"),
    "an article that is a list": ({**MARKED, "article": ["a.txt"]}, "has no article"),
    "an article with NUL": ({**MARKED, "article": "a\0"}, "its article cannot be read"),
    "an article that is a folder": ({**MARKED, "article": "."}, "its article cannot be read"),
    "no claims": ({"article": "a.txt"}, "has no list of claims"),
    "claims that are an object": ({**MARKED, "claims": {}}, "has no list of claims"),
    "a claim that is null": ({**MARKED, "claims": [None]}, "claims 1: is a NoneType"),
    "a claim with no text": (claims(text=None), "claims 1: has text None; expected words"),
    "a claim of no words": (claims(text=""), "claims 1: has text ''"),
    "a claim with no kind": (claims(kind=3), "claims 1: has kind 3"),
    "a claim of nobody": (claims(claimant=None), "claims 1: has claimant None"),
    "sides that are a list": (claims(sides=["us"]), "claims 1: has sides ['us']; expected a stance"),
    "a stance that is an object": (claims(sides={"us": {}}), "claims 1: has sides"),
    "a mention with no place": ({**MARKED, "mentions": [{"text": "a"}]}, "mentions 1: has in None"),
    "a mention elsewhere": (
        {**MARKED, "mentions": [{"text": "Ann", "in": "Chips", "side": "us"}]},
        "'Ann' is not in 'Chips'; expected words copied exactly",
    ),
    "a look-alike that is a word": ({**MARKED, "look_alikes": ["China"]}, "look_alikes 1: is a str"),
    "words left out for no reason": ({**MARKED, "not_claims": [{"text": "Chips"}]}, "not_claims 1: has why"),
}


@pytest.mark.parametrize("name", MARKS)
def test_what_is_no_annotation_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    marked, message = MARKS[name]
    (tmp_path / "a.txt").write_text("Chips rose.")
    path = tmp_path / "a.json"
    path.write_text(marked if isinstance(marked, str) else json.dumps(marked))
    told = refused(monkeypatch, capsys, "gold", path, "--articles", tmp_path)
    assert re.search(f"a.json.*{re.escape(message)}", told)


def test_a_graph_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(ENCODER, folder)
    packed = gzip.compress(bytes(8 << 20))
    (folder / TEXT_GRAPH).write_bytes(packed)
    description = json.loads((folder / ENCODER_FILE).read_text())
    description["sha256"][TEXT_GRAPH] = hashlib.sha256(packed).hexdigest()
    (folder / ENCODER_FILE).write_text(json.dumps(description))
    monkeypatch.setattr(encoder, "MOST_GRAPH_BYTES", 3 << 20)
    with pytest.raises(ModelError, match=r"text\.onnx\.gz: unpacks to more than 3145728 bytes"):
        open_encoder(folder)
