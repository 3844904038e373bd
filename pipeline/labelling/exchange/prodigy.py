"""Prodigy: tasks for its choice interface, one JSON object a line.

Source: the choice interface of prodi.gy/docs/api-interfaces: ``options``, ``accept``, ``answer``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.labelling.exchange.findings import Finding, read_each
from pipeline.labelling.exchange.packing import Answered, Item, packed
from pipeline.labelling.questions import Row
from pipeline.labelling.records import ANSWERS, answer_of, labeller_of
from pipeline.labelling.rendering import marked_spans, origin_line, side_name


def write_tasks(items: Sequence[Item]) -> str:
    """Give tasks to mark, a line an item; those with a label are accepted with it."""
    return "".join(json.dumps(_task(item), ensure_ascii=False) + "\n" for item in items)


def _task(item: Item) -> Row:
    row = item.row
    task: Row = {
        "text": row["text"],
        "spans": [
            {"start": start, "end": end, "label": "TARGET" if is_target else "OTHER_SIDE"}
            for start, end, is_target in marked_spans(row)
        ],
        "options": [{"id": answer, "text": answer.replace("_", " ")} for answer in ANSWERS],
        "meta": {"about": side_name(row), "from": origin_line(row), "why": item.why or ""},
        "claimline_id": row["id"],
        "claimline": packed(item),
    }
    if item.model:
        task["meta"]["model"] = item.model.get("model_stance") or "no answer"
    if item.label is not None:
        task["accept"] = [answer_of(item.label)]
        task["answer"] = "accept"
        task["_annotator_id"] = labeller_of(item.label)
        task["labelled_at"] = item.label.get("labelled_at")
    return task


def read_tasks(path: Path) -> Iterator[Answered | Finding]:
    """Yield the answers of a database dump; what was ignored or rejected counts as skipped."""
    for place, task in read_each(path):
        if isinstance(task, Finding):
            yield task
            continue
        accepted = task.get("accept") or []
        if task.get("answer") != "accept":
            accepted = []
        yield Answered(
            place,
            task.get("claimline"),
            task.get("text"),
            accepted if isinstance(accepted, list) else [accepted],
            task.get("_annotator_id") or task.get("_session_id"),
            task.get("labelled_at") or task.get("_timestamp"),
        )
