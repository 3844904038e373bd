"""Files that would run something if they were believed: refused, and nothing has run."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import skops.io

from pipeline.errors import ConfigError, InputError, ModelError
from pipeline.ingest import IngestConfig, list_sources, read_source
from pipeline.link.packs import read_pack
from pipeline.report.drawing import clean_svg
from pipeline.shipped import shipped_path
from pipeline.stages.constructions import read_claim_passages
from pipeline.stages.models import load_named_model
from pipeline.stages.settings import read_settings
from pipeline.stance.encoder import ENCODER_FILE, TEXT_GRAPH, TOKENIZER, open_encoder
from pipeline.stance.identity import CLASSIFIER_FILE, IDENTITY_FILE
from pipeline.stance.training import read_base

FAST = shipped_path("models") / "stance" / "fast"


class Hostile:
    """Makes a file as soon as somebody builds it from its bytes."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.canary,)


@pytest.fixture
def canary(tmp_path: Path) -> Any:
    """Give a path where no file may be when the test is over."""
    path = tmp_path / "canary"
    yield path
    assert not path.exists(), "what a file said was executed"


def _yaml_tags(canary: Path) -> list[str]:
    return [
        f"!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.PosixPath [{canary}]]",
        f"!!python/object/apply:os.system ['touch {canary}']",
        f"!!python/object/new:os.system ['touch {canary}']",
    ]


def test_the_canary_sings(tmp_path: Path) -> None:
    Hostile(tmp_path / "canary").__reduce__()[0](tmp_path / "canary")
    assert (tmp_path / "canary").exists()
    assert b"touch" in pickle.dumps(Hostile(tmp_path / "canary"))


def _model_with(folder: Path, packed: bytes) -> Path:
    folder.mkdir()
    identity = json.loads((FAST / IDENTITY_FILE).read_text(encoding="utf-8"))
    identity["sha256"] = hashlib.sha256(packed).hexdigest()
    (folder / IDENTITY_FILE).write_text(json.dumps(identity), encoding="utf-8")
    (folder / CLASSIFIER_FILE).write_bytes(packed)
    return folder


@pytest.mark.parametrize("pack", [pickle.dumps, skops.io.dumps], ids=["a pickle", "an untrusted type"])
def test_a_classifier_is_no_way_in(pack: Any, canary: Path, tmp_path: Path) -> None:
    folder = _model_with(tmp_path / "model", pack(Hostile(canary)))
    with pytest.raises(ModelError, match="is no model of ours"):
        load_named_model(str(folder))


def test_an_identity_is_no_way_in(canary: Path, tmp_path: Path) -> None:
    folder = _model_with(tmp_path / "model", b"")
    (folder / IDENTITY_FILE).write_bytes(pickle.dumps(Hostile(canary)))
    with pytest.raises(ModelError, match="cannot be read"):
        load_named_model(str(folder))


@pytest.mark.parametrize("name", [TOKENIZER, TEXT_GRAPH])
def test_an_encoder_is_no_way_in(name: str, canary: Path, tmp_path: Path) -> None:
    described = json.loads((FAST / ENCODER_FILE).read_text(encoding="utf-8"))
    packed = pickle.dumps(Hostile(canary))
    for other in described["sha256"]:
        (tmp_path / other).symlink_to(FAST / other)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(gzip.compress(packed) if name == TEXT_GRAPH else packed)
    described["sha256"][name] = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    (tmp_path / ENCODER_FILE).write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(ModelError, match="is no encoder"):
        open_encoder(tmp_path)


@pytest.mark.parametrize("column", ["features", "labels", "groups"])
def test_arrays_of_objects_are_no_way_in(column: str, canary: Path, tmp_path: Path) -> None:
    arrays = {name: np.zeros(1, dtype=np.int8) for name in ("features", "labels", "groups")}
    objects = np.array([Hostile(canary)], dtype=object)
    np.savez(tmp_path / "base.npz", **{**arrays, column: objects})
    with pytest.raises(InputError, match="Object arrays cannot be loaded"):
        read_base(tmp_path / "base.npz")


def test_a_pickle_named_npz_is_no_way_in(canary: Path, tmp_path: Path) -> None:
    (tmp_path / "base.npz").write_bytes(pickle.dumps(Hostile(canary)))
    with pytest.raises(InputError, match="cannot be read"):
        read_base(tmp_path / "base.npz")


@pytest.mark.parametrize("tag", range(3))
def test_yaml_is_no_way_in(tag: int, canary: Path, tmp_path: Path) -> None:
    told = _yaml_tags(canary)[tag]
    path = tmp_path / "told.yaml"
    path.write_text(f"sides: {told}\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        read_pack(path)
    path.write_text(f"stance: {told}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be read as YAML"):
        read_settings(path)
    path.write_text(f"- {told}\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_claim_passages(path)


@pytest.mark.parametrize("tag", range(3))
def test_front_matter_is_no_way_in(tag: int, canary: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    told = f"---\ntitle: {_yaml_tags(canary)[tag]}\n---\n"
    path.write_text(f"{told}The rule would be withdrawn, the ministry said.\n", encoding="utf-8")
    (source,) = list_sources([path])
    articles, _ = read_source(source, config=IngestConfig())
    assert articles.column("title").to_pylist() == [None]


def test_a_table_of_articles_is_no_way_in(canary: Path, tmp_path: Path) -> None:
    hostile = {
        b"ARROW:extension:name": b"arrow.py_extension_type",
        b"ARROW:extension:metadata": pickle.dumps(Hostile(canary)),
    }
    schema = pa.schema([pa.field("text", pa.string(), metadata=hostile)])
    told = "The ministry said on Tuesday that the rule would be withdrawn before the summer."
    sink = io.BytesIO()
    pq.write_table(pa.table([[told]], schema=schema), sink)
    (tmp_path / "a.parquet").write_bytes(sink.getvalue())
    (source,) = list_sources([tmp_path / "a.parquet"])
    articles, _ = read_source(source, config=IngestConfig())
    assert articles.column("text").to_pylist() == [told]


def test_a_drawing_brings_in_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret", encoding="utf-8")
    address = (tmp_path / "secret").as_uri()
    drawn = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{address}">]><svg width="1" height="1"><text>&x;</text></svg>'
    assert "a secret" not in clean_svg(drawn)
