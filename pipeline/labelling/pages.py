"""The pages of a session: of chosen questions, and of disagreements to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from pipeline.labelling.choosing import Choice
from pipeline.labelling.questions import Row
from pipeline.labelling.records import (
    ADJUDICATED,
    MODEL_FIELDS,
    answer_of,
    labeller_of,
    make_label,
    question_row,
)
from pipeline.labelling.rendering import model_line, render_question
from pipeline.labelling.session import Page


def choice_pages(
    choices: Sequence[Choice],
    labeller: str,
    *,
    show_model: bool = False,
    styled: bool = True,
) -> list[Page]:
    """Give a page for each chosen question.

    Args:
        choices: What to ask.
        labeller: Who is asked.
        show_model: Whether the model's answer stands beside the question; else it is told after.
        styled: Whether styles can be seen.
    """
    return [
        _choice_page(choice, f"{number} of {len(choices)}", labeller, show_model, styled)
        for number, choice in enumerate(choices, start=1)
    ]


def _choice_page(choice: Choice, heading: str, labeller: str, show_model: bool, styled: bool) -> Page:
    question = choice.question
    told = model_line(question.model)
    why = f"{choice.why}; {told}" if show_model else choice.why
    text = render_question(question.row, heading=heading, why=why, styled=styled)

    seen = [show_model]

    def label(answer: str, at: datetime) -> Row:
        row = make_label(
            question.row,
            answer,
            labeller,
            at,
            strategy=choice.strategy,
            why=choice.why,
            saw_model=seen[0],
            model=question.model,
        )
        seen[0] = True  # it is told after the first answer, which may be undone
        return row

    return Page(text, label, "" if show_model else told)


def dispute_pages(
    disputes: Sequence[Sequence[Row]],
    *,
    show_names: bool = False,
    styled: bool = True,
) -> list[Page]:
    """Give a page for each question on which labellers differ; its label is the adjudicator's.

    Args:
        disputes: The labels of each question.
        show_names: Whether it is told who gave which answer; else only how many.
        styled: Whether styles can be seen.
    """
    return [
        _dispute_page(labels, f"{number} of {len(disputes)}", show_names, styled)
        for number, labels in enumerate(disputes, start=1)
    ]


def _dispute_page(labels: Sequence[Row], heading: str, show_names: bool, styled: bool) -> Page:
    first = labels[0]
    if show_names:
        said = ", ".join(f"{labeller_of(row)}: {answer_of(row)}" for row in labels)
    else:
        counts = sorted(Counter(answer_of(row) for row in labels).items())
        said = ", ".join(f"{answer} ({count})" for answer, count in counts)
    text = render_question(first, heading=heading, why=f"the labels are {said}", styled=styled)

    def label(answer: str, at: datetime) -> Row:
        return make_label(
            question_row(first),
            answer,
            ADJUDICATED,
            at,
            strategy=first.get("strategy"),
            why=first.get("why"),
            model={name: first.get(name) for name in MODEL_FIELDS},
        )

    return Page(text, label, "")
