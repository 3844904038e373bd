"""A question inside another tool's file: whole, with a digest that shows whether it came back whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pipeline.errors import InputError
from pipeline.labelling.choosing import Choice
from pipeline.labelling.questions import Row
from pipeline.labelling.records import MODEL_FIELDS, question_row
from pipeline.schemas import content_id

_INTACT = "the value that `claimline label --export` wrote"
_MEND = "take it from the exported file, or remove the row"


class Item(NamedTuple):
    """A question to export.

    Attributes:
        row: The question's row.
        strategy: What chose it; null for questions from label files without one.
        why: Why it was chosen.
        model: What the model said; empty where the labeller should not see it.
        saw_model: Whether who answers knows what the model says.
        label: A label row of it; null for a question still to be answered.
    """

    row: Row
    strategy: str | None
    why: str | None
    model: Row
    saw_model: bool
    label: Row | None = None


class Answered(NamedTuple):
    """What one labeller made of one row, as a tool tells it.

    Attributes:
        place: Where it stands in the tool's file.
        packed: The packed question.
        text: The claim's words as the tool has them.
        answers: The labels given; empty for a row that was skipped.
        labeller: Who gave them; null if the tool does not say.
        at: When; null if the tool does not say.
        fallback_labeller: Who labelled the row before it was exported.
    """

    place: str
    packed: Any
    text: Any
    answers: list[Any]
    labeller: str | None
    at: Any
    fallback_labeller: str | None = None


def choice_item(choice: Choice, *, show_model: bool) -> Item:
    """Give the item of a chosen question."""
    question = choice.question
    model = question.model if show_model else {}
    return Item(question.row, choice.strategy, choice.why, model, show_model)


def label_item(label: Row, *, show_model: bool) -> Item:
    """Give the item of a label row."""
    model = {name: label.get(name) for name in MODEL_FIELDS}
    whole = show_model and all(value is not None for name, value in model.items() if name != "model_stance")
    saw_model = bool(label.get("saw_model"))
    told = (label.get("strategy"), label.get("why"), model if whole else {}, saw_model)
    return Item(question_row(label), *told, label)


def packed(item: Item) -> str:
    """Give an item's question as a string, which every tool hands through as it is.

    Not as an object: a tool in a browser writes 1.0 as 1.
    """
    body = {name: value for name, value in item._asdict().items() if name != "label"}
    return json.dumps({**body, "check": _digest(body)})


def unpacked(answered: Answered) -> Item:
    """Give back the question that an answer belongs to.

    Raises:
        InputError: There is none, it was changed, or its text was.
    """
    if not answered.packed:
        raise InputError(answered.place, "has no field claimline", _INTACT, _MEND)
    try:
        body = json.loads(answered.packed)
        check = body.pop("check")
        item = Item(**body)
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError) as error:
        raise InputError(answered.place, "its field claimline is damaged", _INTACT, _MEND) from error
    if check != _digest(body):
        raise InputError(answered.place, "its field claimline was changed", _INTACT, _MEND)
    if _lines(answered.text) != _lines(item.row["text"]):
        raise InputError(
            answered.place,
            f"the text of {item.row['id']} was changed to {_short(answered.text)}",
            _short(item.row["text"]),
            "restore the text: a label is for the words that were claimed",
        )
    return item


def moment(value: Any, place: str) -> datetime | None:
    """Give a time that a tool wrote, in seconds since 1970 or ISO 8601; without a zone it is UTC.

    Raises:
        InputError: It is no time.
    """
    if value is None or value == "":
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(int(value), UTC)
        at = datetime.fromisoformat(value)
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise InputError(place, f"its time is {value!r}", "ISO 8601, such as 2026-01-31T12:00:00Z") from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _digest(body: Row) -> str:
    return content_id(json.dumps(body, sort_keys=True))


def _lines(text: Any) -> Any:
    # Spreadsheets write their own line ends.
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def _short(text: Any) -> str:
    told = repr(text)
    return told if len(told) <= 80 else f"{told[:79]}…"
