"""doccano: examples of a text classification project, one JSON object a line.

Source: the import and export pipelines of doccano 1.8: columns beside ``text`` and ``label``
are kept as the example's metadata and written out again; ``id`` is doccano's own number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.labelling.exchange.findings import Finding, read_each
from pipeline.labelling.exchange.packing import Answered, Item, packed
from pipeline.labelling.questions import Row
from pipeline.labelling.records import answer_of, labeller_of
from pipeline.labelling.rendering import origin_line, side_name


def write_examples(items: Sequence[Item]) -> str:
    """Give examples to import, a line an item, with its label if it has one."""
    return "".join(json.dumps(_example(item), ensure_ascii=False) + "\n" for item in items)


def _example(item: Item) -> Row:
    row = item.row
    example: Row = {
        "text": row["text"],
        "label": [],
        "about": side_name(row),
        "target": row.get("target") or "",
        "before": row.get("context_before") or "",
        "after": row.get("context_after") or "",
        "from": origin_line(row),
        "why": item.why or "",
        "claimline_id": row["id"],
        "claimline": packed(item),
    }
    if item.model:
        example["model"] = item.model.get("model_stance") or "no answer"
    if item.label is not None:
        example["label"] = [answer_of(item.label)]
        example["labeller"] = labeller_of(item.label)
        example["labelled_at"] = item.label.get("labelled_at")
    return example


def read_examples(path: Path) -> Iterator[Answered | Finding]:
    """Yield the examples of an export; those without a label count as skipped.

    doccano writes a file for each annotator and does not name them inside.
    """
    for place, example in read_each(path):
        if isinstance(example, Finding):
            yield example
            continue
        given = example.get("label", example.get("labels"))
        if given is None or given == "":
            given = []
        yield Answered(
            place,
            example.get("claimline"),
            example.get("text"),
            given if isinstance(given, list) else [given],
            None,
            example.get("labelled_at"),
            example.get("labeller"),
        )
