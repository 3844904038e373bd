"""Answers from other tools made into label rows: all of a file's, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pipeline.errors import InputError
from pipeline.labelling.exchange.findings import BadRowsError, Finding
from pipeline.labelling.exchange.packing import Answered, moment, unpacked
from pipeline.labelling.questions import Row
from pipeline.labelling.records import ANSWERS, answer_of, current_labels, labeller_of, make_label

_MAX_NAME = 100


class Imported(NamedTuple):
    """What an import adds.

    Attributes:
        rows: New label rows, in the file's order.
        known: Answers that were there already.
        skipped: Rows without an answer.
    """

    rows: list[Row]
    known: int
    skipped: int


def import_answers(
    answers: Iterable[Answered | Finding],
    held: Sequence[Row],
    *,
    place: str,
    labeller: str | None,
    now: datetime,
    models: Mapping[str, Row] | None = None,
) -> Imported:
    """Give the label rows that a tool's answers add to those there are.

    Args:
        answers: What a format's ``read`` yields.
        held: Label rows there are; the same answer of the same labeller is not added again.
        place: The file, for errors.
        labeller: Who labelled rows for which the tool names nobody; null if nobody is named.
        now: Time of labels for which the tool tells none.
        models: What the model says to questions by id, for files that do not carry it.

    Raises:
        BadRowsError: Something is wrong with one row or more; it names each.
    """
    findings: list[Finding] = []
    rows: list[Row] = []
    given: dict[tuple[str, str], tuple[str, str]] = {}
    current = {(row["id"], labeller_of(row)): row for row in current_labels(held)}
    known = skipped = 0
    for answered in answers:
        if isinstance(answered, InputError):
            findings.append(answered)
            continue
        try:
            row = _label_row(answered, labeller, now, models or {})
            if row is None:
                skipped += 1
                continue
            key, answer = (row["id"], row["labeller"]), answer_of(row)
            if given.setdefault(key, (answer, answered.place))[0] != answer:
                raise InputError(
                    answered.place,
                    f"{row['labeller']} labels {row['id']} {answer}, but {given[key][0]} in {given[key][1]}",
                    "one answer of a labeller to a question",
                )
        except InputError as error:
            findings.append(error)
            continue
        if key in current and answer_of(current[key]) == answer and current[key]["text"] == row["text"]:
            known += 1
        else:
            rows.append(row)
            current[key] = row
    if findings:
        raise BadRowsError(place, findings)
    return Imported(rows, known, skipped)


def checked_name(name: object, place: str) -> str:
    """Give a labeller's name without white space around it.

    Raises:
        InputError: It is empty, too long, or holds what cannot be printed on one line.
    """
    if not isinstance(name, str) or not name.strip() or not name.isprintable() or len(name) > _MAX_NAME:
        raise InputError(place, f"the labeller is {name!r}", f"a name of up to {_MAX_NAME} characters")
    return name.strip()


def _label_row(
    answered: Answered, labeller: str | None, now: datetime, models: Mapping[str, Row]
) -> Row | None:
    item = unpacked(answered)
    if not answered.answers:
        return None
    place = answered.place
    if len(answered.answers) > 1:
        raise InputError(place, f"has {len(answered.answers)} labels, {answered.answers}", "one label")
    answer = answered.answers[0]
    if isinstance(answer, str):
        answer = "_".join(answer.lower().split())
    if answer not in ANSWERS:
        raise InputError(place, f"its label is {answered.answers[0]!r}", f"one of {', '.join(ANSWERS)}")
    name = answered.labeller or labeller or answered.fallback_labeller
    if name is None:
        raise InputError(place, "does not say who labelled it", "a labeller", "name one with --labeller")
    return make_label(
        item.row,
        answer,
        checked_name(name, place),
        moment(answered.at, place) or now,
        strategy=item.strategy,
        why=item.why,
        saw_model=item.saw_model,
        model=item.model or models.get(item.row["id"], {}),
    )
