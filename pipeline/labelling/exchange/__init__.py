"""Label rows to and from the tools that people label with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.labelling.exchange import doccano, label_studio, prodigy, sheets
from pipeline.labelling.exchange.findings import Finding
from pipeline.labelling.exchange.packing import Answered, Item


class Format(NamedTuple):
    """A tool's file format.

    Attributes:
        write: Gives the content of a file the tool imports.
        read: Yields the answers in a file the tool exports, or what is wrong in their place.
        hint: How the tool is told to read the file.
        config: Gives a second file that the tool needs, and its suffix; null if it needs none.
    """

    write: Callable[[Sequence[Item]], str]
    read: Callable[[Path], Iterator[Answered | Finding]]
    hint: str
    config: tuple[Callable[[], str], str] | None = None


FORMATS = {
    "label-studio": Format(
        label_studio.write_tasks,
        label_studio.read_tasks,
        "in Label Studio, paste the .xml under Settings > Labeling Interface, import the .json, and "
        "export as JSON",
        (label_studio.labelling_config, ".xml"),
    ),
    "prodigy": Format(
        prodigy.write_tasks,
        prodigy.read_tasks,
        "prodigy mark DATASET FILE --view-id choice, then prodigy db-out DATASET > answers.jsonl",
    ),
    "doccano": Format(
        doccano.write_examples,
        doccano.read_examples,
        "in doccano, import as JSONL into a text classification project with single labels, and "
        "export as JSONL",
    ),
    "csv": Format(
        sheets.write_sheet,
        sheets.read_sheet,
        "fill the column label; leave the column claimline as it is",
    ),
}
