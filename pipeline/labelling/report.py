"""What labellers agree on, for a person."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import InputError
from pipeline.labelling.agreement import PairAgreement, answers_in_use, overall_alpha, pair_agreements
from pipeline.labelling.questions import Row
from pipeline.labelling.records import answer_of, labeller_of
from pipeline.labelling.settling import labels_by_question, open_disagreements, settle_labels

_MOST_LISTED = 20
_MOST_CHARS = 90


def agreement_lines(rows: Sequence[Row], place: str) -> list[str]:
    """Give agreement, confusion tables and open disagreements as lines.

    Args:
        rows: Label rows of several labellers.
        place: Where they come from, for the error.

    Raises:
        InputError: No question has answers of two labellers.
    """
    pairs = pair_agreements(rows)
    if not pairs:
        raise InputError(
            place,
            "no question was labelled by two",
            "label rows of two labellers with the same ids",
            "let a second labeller label the same run, under another --labeller",
        )
    lines = []
    for pair in pairs:
        lines += [*_pair_lines(pair), ""]
    alpha = overall_alpha(rows)
    lines.append(f"Krippendorff's alpha over all labellers: {_told(alpha)}")
    disputed, settled = open_disagreements(rows), settle_labels(rows)
    lines.append(
        f"{len(labels_by_question(rows))} questions, {len(settled)} settled, {len(disputed)} in dispute"
        + (" (settle them with --adjudicate)" if disputed else "")
    )
    for answers in disputed[:_MOST_LISTED]:
        said = ", ".join(f"{labeller_of(row) or 'nobody named'}: {answer_of(row)}" for row in answers)
        words = " ".join(answers[0]["text"].split())
        short = words if len(words) <= _MOST_CHARS else f"{words[: _MOST_CHARS - 1]}…"
        lines += ["", f"{answers[0]['id']}  {said}", f"  {short}"]
    if len(disputed) > _MOST_LISTED:
        lines += ["", f"… and {len(disputed) - _MOST_LISTED} more"]
    return lines


def _pair_lines(pair: PairAgreement) -> list[str]:
    first, second = pair.first or "nobody named", pair.second or "nobody named"
    answers = answers_in_use(pair.table)
    width = max(len(answer) for answer in answers)
    columns = "  ".join(f"{answer:>{width}}" for answer in answers)
    return [
        f"{first} and {second}: {pair.raw:.0%} the same of {pair.n}, Cohen's kappa {_told(pair.kappa)}",
        f"  {first} down, {second} across",
        f"  {'':{width}}  {columns}",
        *(
            f"  {own:{width}}  " + "  ".join(f"{pair.table[own, other]:>{width}}" for other in answers)
            for own in answers
        ),
    ]


def _told(value: float | None) -> str:
    return "undefined (one and the same answer throughout)" if value is None else f"{value:.2f}"
