"""One answer from several labellers, for training and scoring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.labelling.questions import Row
from pipeline.labelling.records import ADJUDICATED, answer_of, current_labels, labeller_of


def settle_labels(rows: Iterable[Row]) -> list[Row]:
    """Give one row for each question that its labellers settled, in the order of first answers.

    The decision of an adjudicator counts; without one, the answer that more than half of the
    labellers gave. Only a question that has neither is left out. Of several answers of one
    labeller the last counts. A question is an ``id`` and its ``text``, so that files with
    ids of their own may be put together.

    Args:
        rows: Label rows of any labellers. Reads ``id``, ``text``, ``label``, ``reason`` and
            ``labeller``; rows without a labeller count as one labeller's.

    Returns:
        The winning answer's first row with three fields more: ``settled_by`` (``adjudicated``,
        ``majority`` or ``only label``), ``votes`` (labellers with that answer) and ``voters``
        (all of them, adjudicators not counted). The label is null where a reason won.

    Example:
        >>> rows = [
        ...     {"id": "1", "text": "a", "label": label, "labeller": name}
        ...     for name, label in (("ada", "neutral"), ("ben", "critical"), ("eve", "critical"))
        ... ]
        >>> [(row["label"], row["settled_by"], row["votes"]) for row in settle_labels(rows)]
        [('critical', 'majority', 2)]
        >>> settle_labels(rows[:2])
        []
    """
    settled = []
    for answers in labels_by_question(rows):
        votes = [row for row in answers if labeller_of(row) != ADJUDICATED]
        decided = [row for row in answers if labeller_of(row) == ADJUDICATED]
        counts = Counter(answer_of(row) for row in votes)
        if decided:
            winner, settled_by = decided[-1], ADJUDICATED
        else:
            answer, most = counts.most_common(1)[0]
            if 2 * most <= len(votes):
                continue
            winner = next(row for row in votes if answer_of(row) == answer)
            settled_by = "majority" if len(votes) > 1 else "only label"
        tally = {"settled_by": settled_by, "votes": counts[answer_of(winner)], "voters": len(votes)}
        settled.append({**winner, **tally})
    return settled


def labels_by_question(rows: Iterable[Row]) -> list[list[Row]]:
    """Give the current labels of each question, in the order of first answers."""
    by_question: dict[tuple[str, str], list[Row]] = {}
    for row in current_labels(rows):
        by_question.setdefault((row["id"], row["text"]), []).append(row)
    return list(by_question.values())


def open_disagreements(rows: Iterable[Row]) -> list[list[Row]]:
    """Give the questions on which labellers differ and no adjudicator has decided."""
    return [
        answers
        for answers in labels_by_question(rows)
        if len({answer_of(row) for row in answers}) > 1
        and all(labeller_of(row) != ADJUDICATED for row in answers)
    ]
