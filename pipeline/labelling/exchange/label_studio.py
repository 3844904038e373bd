"""Label Studio: tasks as JSON, the labelling interface as XML, several annotators a task.

Source: the task format of labelstud.io/guide/task_format and the tags HyperText and Choices.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.errors import InputError
from pipeline.labelling.exchange.findings import Finding
from pipeline.labelling.exchange.packing import Answered, Item, packed
from pipeline.labelling.questions import Row
from pipeline.labelling.records import REASONS, answer_of, labeller_of
from pipeline.labelling.rendering import KEYS, marked_spans, origin_line, side_name
from pipeline.schemas import STANCES

_CONTROL, _OBJECT = "stance", "claim"
_FORM = "Label Studio's export as JSON (not JSON-MIN or CSV)"


def labelling_config() -> str:
    """Give the labelling interface that the tasks are made for."""
    key_of = {answer: key for key, answer in KEYS.items()}
    hints = {**dict.fromkeys(STANCES, ""), **REASONS}
    choices = "\n".join(
        f'    <Choice value="{answer}" hotkey="{key_of[answer]}"'
        + (f" hint={quoteattr(hint)}" if hint else "")
        + "/>"
        for answer, hint in hints.items()
    )
    return f"""<View>
  <Header value="$question"/>
  <HyperText name="{_OBJECT}" value="$html" inline="true"/>
  <Choices name="{_CONTROL}" toName="{_OBJECT}" choice="single" required="true" showInline="true">
{choices}
  </Choices>
  <Header size="5" value="$origin"/>
  <Header size="5" value="$why"/>
</View>
"""


def write_tasks(items: Sequence[Item]) -> str:
    """Give tasks to import, each with its labels as annotations and the model's answer, if it may be seen.

    A labeller is named in ``completed_by`` if the name is an e-mail address, which is how Label
    Studio knows people; it takes other labels for those of whoever imports them.
    """
    tasks: dict[str, Row] = {}
    for item in items:
        task = tasks.setdefault(packed(item), _task(item))
        if item.label is not None:
            name = labeller_of(item.label)
            annotation = {"result": [_result(answer_of(item.label))], "created_at": item.label["labelled_at"]}
            if "@" in name:
                annotation["completed_by"] = {"email": name}
            task.setdefault("annotations", []).append(annotation)
            task["data"]["labellers"].append(name)
    return json.dumps(list(tasks.values()), ensure_ascii=False, indent=1) + "\n"


def _task(item: Item) -> Row:
    row = item.row
    task: Row = {
        "data": {
            "text": row["text"],
            "html": claim_html(row),
            "question": f"How does this claim show {side_name(row)}?",
            "origin": origin_line(row),
            "why": item.why or "",
            "claimline_id": row["id"],
            "labellers": [],
            "claimline": packed(item),
        }
    }
    if item.model.get("model_stance"):
        task["predictions"] = [
            {
                "model_version": item.model["model_id"],
                "score": max(item.model[f"p_{stance}"] for stance in STANCES),
                "result": [_result(item.model["model_stance"])],
            }
        ]
    return task


def _result(answer: str) -> Row:
    return {
        "id": "stance",
        "from_name": _CONTROL,
        "to_name": _OBJECT,
        "type": "choices",
        "value": {"choices": [answer]},
    }


def claim_html(row: Row) -> str:
    """Give a claim in its context as HTML: the target marked, other sides underlined."""
    text, parts, done = row["text"], [], 0
    for start, end, is_target in marked_spans(row):
        tag = "mark" if is_target else "u"
        parts.append(f"{escape(text[done:start])}<{tag}>{escape(text[start:end])}</{tag}>")
        done = end
    parts.append(escape(text[done:]))
    before, after = (escape(row.get(name) or "") for name in ("context_before", "context_after"))
    grey = '<span style="color:#888">'
    return f'<p style="white-space:pre-line">{grey}{before}</span>{"".join(parts)}{grey}{after}</span></p>'


def read_tasks(path: Path) -> Iterator[Answered | Finding]:
    """Yield the annotations of exported tasks; cancelled and empty ones as skipped."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        yield InputError(str(path), f"cannot be read ({error})", _FORM)
        return
    if not isinstance(tasks, list):
        yield InputError(str(path), f"holds a {type(tasks).__name__}", _FORM)
        return
    for number, task in enumerate(tasks, start=1):
        place = f"{path}, task {number}"
        data = task.get("data") if isinstance(task, dict) else None
        if not isinstance(data, dict):
            yield InputError(place, "has no data", _FORM, "export anew")
            continue
        annotations = task.get("annotations")
        if not isinstance(annotations, list):
            yield InputError(place, "has no list of annotations", _FORM, "export anew")
            continue
        names = data.get("labellers")
        names = names if isinstance(names, list) else []
        for index, annotation in enumerate(annotations):
            before = names[index] if index < len(names) else None
            yield _read_annotation(annotation, data, f"{place}, annotation {index + 1}", before)


def _read_annotation(annotation: Any, data: Mapping[str, Any], place: str, before: Any) -> Answered | Finding:
    results = annotation.get("result") if isinstance(annotation, dict) else None
    if not isinstance(results, list):
        return InputError(place, "has no result", _FORM, "export anew")
    answers: list[Any] = []
    for result in results:
        if isinstance(result, dict) and result.get("from_name") == _CONTROL:
            value = result.get("value")
            chosen = value.get("choices") if isinstance(value, dict) else None
            answers += chosen if isinstance(chosen, list) else [chosen]
    if annotation.get("was_cancelled"):
        answers = []
    at = annotation.get("updated_at") or annotation.get("created_at")
    name = _annotator(annotation.get("completed_by"))
    return Answered(place, data.get("claimline"), data.get("text"), answers, name, at, before or None)


def _annotator(completed_by: Any) -> str | None:
    if isinstance(completed_by, dict):
        completed_by = completed_by.get("email") or completed_by.get("id")
    if completed_by is None:
        return None
    return completed_by if isinstance(completed_by, str) else f"label-studio-{completed_by}"
