"""Targets of the files that users write or hand over: packs, parameters, labels, models' own words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib import import_module

from pipeline.errors import ClaimlineError
from pipeline.json_lines import read_objects
from pipeline.labelling.exchange import FORMATS
from pipeline.labelling.exchange.findings import Finding
from pipeline.labelling.exchange.importing import import_answers
from pipeline.labelling.records import current_labels, read_label_rows
from pipeline.labelling.storage import LabelFile
from pipeline.link.name_index import NameIndex
from pipeline.link.packs import read_pack
from pipeline.stance.identity import read_identity
from pipeline.stance.labels import count_reasons, read_labels
from pipeline.stance.promotion import read_register
from pipeline.torture.promises import as_file, hold

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read_side_pack(data: bytes) -> None:
    """Read bytes as a side pack and index its names."""
    with _one_line():
        pack = read_pack(as_file(data, "pack.yaml"))
        hold(len(pack.sides) >= 2 and len(pack.digest) == 16, "a pack that is none")
        NameIndex(pack)
        hold(isinstance(pack.bodies, dict), "no bodies")


def read_parameters(data: bytes) -> None:
    """Read bytes as a parameters file."""
    # By name: the stages stand above this package.
    settings = import_module("pipeline.stages.settings")
    with _one_line():
        found = settings.read_settings(as_file(data, "params.yaml"))
        hold(bool(found.digest_text("ingest")), "no digest of the parameters")


def read_label_file(data: bytes) -> None:
    """Read bytes as labels to train on, as rows to label on, and as a file to append to."""
    path = as_file(data, "labels.jsonl")
    with _one_line():
        for label in read_labels([path]):
            for start, end in (*label.target_spans, *label.rival_spans):
                hold(0 <= start < end <= len(label.text), "a span outside the label's text")
    with _one_line():
        count_reasons([path])
    with _one_line():
        current_labels(read_label_rows(path))
    with _one_line():
        LabelFile(path)


def read_exam(data: bytes) -> None:
    """Read bytes as an exam's lines."""
    with _one_line():
        for place, item in read_objects(as_file(data, "exam.jsonl")):
            hold(isinstance(item, dict) and ", line " in place, "an item without its place")


def read_exchange(data: bytes, form: str) -> None:
    """Read bytes as another tool's export and import its answers."""
    path = as_file(data, f"export.{form}")
    with _one_line():
        answers = list(FORMATS[form].read(path))
        for answer in answers:
            if isinstance(answer, Finding):
                str(answer)
        import_answers(answers, [], place=str(path), labeller="ada", now=_NOW)


def read_model_files(data: bytes) -> None:
    """Read bytes as a model's identity and as the register of promoted models."""
    for name, read in (("identity.json", read_identity), ("promoted.json", read_register)):
        path = as_file(data, name)
        with _one_line():
            read(path.parent)


@contextlib.contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except ClaimlineError as error:
        told = str(error)
        hold(len(told) < 10_000, f"an error of {len(told)} characters")
        told.encode("utf-8", "backslashreplace")


FILE_TARGETS: dict[str, Callable[[bytes], None]] = {
    "side-pack": read_side_pack,
    "parameters": read_parameters,
    "labels": read_label_file,
    "exam": read_exam,
    "model-files": read_model_files,
    **{f"import-{form}": partial(read_exchange, form=form) for form in FORMATS},
}
