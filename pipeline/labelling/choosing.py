"""What to label next: what the model is unsure of, what differs, what counts, and a random share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from pipeline.labelling.likeness import Likeness, word_vectors
from pipeline.labelling.questions import Question
from pipeline.labelling.reasons import FEW_LABELS, Balance, tell_reasons, uncertainty, weight
from pipeline.schemas import content_id

STRATEGIES = ("uncertain", "diverse", "mixed", "random")

RANDOM_EVERY = 10  # one question in so many is a random one, whatever the strategy
RESERVED_SHARE = 0.2  # of all questions: only the random share draws from them

# Most questions that are compared with one another, so that choosing stays quick on any run.
_MOST_COMPARED = 4000


class Choice(NamedTuple):
    """A question chosen, by which strategy, and why, in words that do not give away an answer."""

    question: Question
    strategy: str
    why: str


def choose_questions(
    questions: Sequence[Question],
    labels: Sequence[Mapping[str, Any]],
    labeller: str,
    number: int,
    strategy: str = "mixed",
    seed: int = 0,
) -> list[Choice]:
    """Choose questions that a labeller has not answered, in the order they should be asked.

    A tenth is drawn at random from a fifth of all questions that nothing else draws from, in an
    order that depends on their ids alone: whatever the model learns from the other rows, these
    stay a sample of the whole on which accuracy can be estimated, and labellers share them.
    The rest has the highest product of uncertainty (`diverse`: none), weight in the tables and
    unlikeness to what is labelled or chosen (`uncertain`: none); of a group of equal claims one
    is asked.

    Args:
        questions: All that a run asks.
        labels: Label rows there are; those of other labellers count for unlikeness and balance.
        labeller: Whose answered questions are left out.
        number: Most to choose.
        strategy: One of :data:`STRATEGIES`.
        seed: Decides between equals, and what is compared if there is too much. The random share
            does not depend on it.

    Returns:
        At most ``number`` choices, the random ones spread evenly. The same arguments give the
        same choices, whatever the order of ``questions``.
    """
    answered = {label["id"]: label.get("strategy") for label in labels if label.get("labeller") == labeller}
    left = sorted((q for q in questions if q.id not in answered), key=lambda q: content_id("draw", q.id))
    reserved = [question for question in left if is_reserved(question.id)]
    open_ones = [question for question in left if not is_reserved(question.id)]
    if strategy == "random":
        fair = all(is_reserved(known) or by == "random" for known, by in answered.items())
        rest = open_ones[: max(0, number - len(reserved))]
        return [*map(_drawn, reserved[:number]), *(_drawn(question, fair=fair) for question in rest)]
    said = {(q.group_id, q.row["side"]) for q in questions if q.id in answered}
    open_ones = [q for q in open_ones if (q.group_id, q.row["side"]) not in said]
    n_random = min(len(reserved), -(-number // RANDOM_EVERY))
    ranked = _rank(open_ones, labels, number - n_random, strategy, seed)
    if len(ranked) < number - n_random:
        n_random = min(len(reserved), number - len(ranked))
    return _spread(ranked, [_drawn(question) for question in reserved[:n_random]])


def choose_again(
    questions: Sequence[Question],
    labels: Sequence[Mapping[str, Any]],
    labeller: str,
    first: str,
    number: int,
) -> list[Choice]:
    """Choose questions that another labeller has answered, to see whether two agree.

    Args:
        questions: All that a run asks.
        labels: Label rows there are.
        labeller: Whose answered questions are left out.
        first: Whose answered questions are asked.
        number: Most to choose.

    Returns:
        At most ``number`` choices in an order of their ids alone, each with the strategy by
        which it was chosen first, so that a random sample stays one.
    """
    answered = {label["id"] for label in labels if label.get("labeller") == labeller}
    strategies = {label["id"]: label.get("strategy") for label in labels if label.get("labeller") == first}
    again = [q for q in questions if q.id in strategies and q.id not in answered]
    again.sort(key=lambda question: content_id("draw", question.id))
    why = "somebody has labelled it too, so that agreement can be measured"
    return [Choice(question, strategies[question.id] or "again", why) for question in again[:number]]


def is_reserved(question_id: str) -> bool:
    """Tell whether only the random share draws a question, by its id alone."""
    return int(content_id("reserve", question_id)[:8], 16) < RESERVED_SHARE * 16**8


def _rank(
    pool: Sequence[Question], labels: Sequence[Mapping[str, Any]], number: int, strategy: str, seed: int
) -> list[Choice]:
    balance = Balance(labels, {question.row["side"] for question in pool})
    unsure = np.array([1.0 if strategy == "diverse" else uncertainty(question) for question in pool])
    worth = unsure * np.array([weight(question, balance) for question in pool])
    ties = [content_id(seed, question.id) for question in pool]
    order = sorted(range(len(pool)), key=lambda index: (-worth[index], ties[index]))
    best_of: dict[tuple[str, str], int] = {}
    for index in order:
        best_of.setdefault((pool[index].group_id, pool[index].row["side"]), index)
    order = list(best_of.values())
    known = [str(label["text"]) for label in labels][-_MOST_COMPARED:]
    if strategy == "uncertain":
        return [_chosen(pool[index], strategy, balance, 0.0) for index in order[:number]]
    order = order[: max(_MOST_COMPARED, number)]
    vectors = word_vectors([*known, *(pool[index].row["text"] for index in order)])
    likeness = Likeness(vectors[len(known) :], vectors[: len(known)])
    choices = []
    for _ in range(min(number, len(order))):
        novelty = likeness.novelty()
        best = int(np.argmax(worth[order] * novelty - likeness.taken))
        told = float(novelty[best]) if len(known) >= FEW_LABELS else 0.0
        choices.append(_chosen(pool[order[best]], strategy, balance, told))
        likeness.take(best)
    return choices


def _chosen(question: Question, strategy: str, balance: Balance, novelty: float) -> Choice:
    return Choice(question, strategy, tell_reasons(question, strategy, balance, novelty))


def _drawn(question: Question, *, fair: bool = True) -> Choice:
    if fair:
        return Choice(question, "random", "drawn at random, so that accuracy can be estimated fairly")
    return Choice(question, "leftover", "drawn at random from what other strategies left")


def _spread(ranked: list[Choice], drawn: list[Choice]) -> list[Choice]:
    total = len(ranked) + len(drawn)
    places = {(2 * number + 1) * total // (2 * len(drawn)) for number in range(len(drawn))}
    rest, random = iter(ranked), iter(drawn)
    return [next(random) if place in places else next(rest) for place in range(total)]
