"""Label rows: who answered which question how and when, in a form that needs no run to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.errors import InputError
from pipeline.json_lines import read_objects
from pipeline.labelling.questions import Question, Row
from pipeline.schemas import STANCES

# Why a row can have no stance; training skips such rows.
REASONS = {
    "no_claim": "it asserts nothing",
    "wrong_side": "it does not concern this side",
}
ANSWERS = (*STANCES, *REASONS)

ADJUDICATED = "adjudicated"  # the labeller of decisions on disagreements

# Fields that an answer adds to a question's row, in the order they are written.
_ANSWER_FIELDS = ("label", "reason", "labeller", "labelled_at", "strategy", "why", "saw_model")
MODEL_FIELDS = ("model_id", "model_stance", *(f"p_{stance}" for stance in STANCES))


def make_label(
    row: Row,
    answer: str,
    labeller: str,
    at: datetime,
    *,
    strategy: str | None = None,
    why: str | None = None,
    saw_model: bool = False,
    model: Mapping[str, Any] = MappingProxyType({}),
) -> Row:
    """Give the label row of an answer.

    Args:
        row: The question's row.
        answer: One of :data:`ANSWERS`; a reason makes the label null.
        labeller: Who answered.
        at: When, with its time zone.
        strategy: What chose the question; ``random`` rows are the sample for fair estimates.
        why: Why it was chosen, in words.
        saw_model: Whether the labeller knew what the model says.
        model: What the model said then; empty if that is not known.

    Example:
        >>> from datetime import UTC
        >>> at = datetime(2026, 1, 2, tzinfo=UTC)
        >>> row = make_label({"id": "1"}, "no_claim", "ada", at)
        >>> row["label"], row["reason"], row["labelled_at"]
        (None, 'no_claim', '2026-01-02T00:00:00+00:00')
    """
    label, reason = (answer, None) if answer in STANCES else (None, answer)
    moment = at.isoformat(timespec="seconds")
    values = (label, reason, labeller, moment, strategy, why, saw_model)
    return {
        **row,
        **dict(zip(_ANSWER_FIELDS, values, strict=True)),
        **{name: model.get(name) for name in MODEL_FIELDS},
    }


def question_row(question: Question | Row) -> Row:
    """Give the part of a question or label row that no answer changes."""
    row = question.row if isinstance(question, Question) else question
    return {name: value for name, value in row.items() if name not in (*_ANSWER_FIELDS, *MODEL_FIELDS)}


def answer_of(row: Mapping[str, Any]) -> str:
    """Give a label row's answer: its label, or the reason why it has none."""
    return str(row["label"] if row.get("label") is not None else row["reason"])


def labeller_of(row: Mapping[str, Any]) -> str:
    """Give who labelled a row; empty for rows that do not say."""
    return str(row.get("labeller") or "")


def current_labels(rows: Iterable[Row]) -> list[Row]:
    """Give each labeller's last answer to each question, in the order of the first answers."""
    last: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        last[(row["id"], row["text"], labeller_of(row))] = row
    return list(last.values())


def read_label_rows(path: Path) -> list[Row]:
    """Read a label file with all the fields of its rows.

    Raises:
        InputError: The file cannot be read, or a line is no label row; names file and line.
    """
    rows = []
    for place, row in read_objects(path):
        _check_row(row, place)
        rows.append(row)
    return rows


def _check_row(row: Row, place: str) -> None:
    for name in ("id", "text"):
        if not isinstance(row.get(name), str) or not row[name]:
            raise InputError(place, f"{name} is {row.get(name)!r}", "a string", "mend or remove the line")
    if row.get("label") not in STANCES and not (row.get("label") is None and row.get("reason") in REASONS):
        raise InputError(
            place,
            f"label is {row.get('label')!r} and reason {row.get('reason')!r}",
            f"a label of {', '.join(STANCES)}, or null with a reason of {', '.join(REASONS)}",
            "relabel or remove the line",
        )
