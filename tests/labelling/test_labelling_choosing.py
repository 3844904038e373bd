from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.labelling.choosing import STRATEGIES, choose_again, choose_questions, is_reserved
from pipeline.labelling.likeness import word_vectors
from pipeline.labelling.questions import Question
from pipeline.labelling.reasons import uncertainty

Pool = Callable[..., list[Question]]
TOPICS = ("chips", "law", "ports", "cars", "money", "films", "farms", "ships")


def _many(make_pool: Pool, number: int = 200) -> list[Question]:
    return make_pool(
        *(
            (f"{TOPICS[n % 8]} number {n} went up", ("us", "china")[n % 2], 0.3 + (n % 7) / 20, 0.25)
            for n in range(number)
        )
    )


def _label(question: Question, labeller: str, strategy: str = "mixed") -> dict[str, Any]:
    return {**question.row, "label": "neutral", "labeller": labeller, "strategy": strategy}


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_same_arguments_choose_the_same_whatever_the_order(make_pool: Pool, strategy: str) -> None:
    pool = _many(make_pool)
    chosen = choose_questions(pool, [], "ada", 20, strategy)
    assert chosen == choose_questions(pool[::-1], [], "ada", 20, strategy)
    assert len({choice.question.id for choice in chosen}) == 20
    assert all(choice.why for choice in chosen)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_what_a_labeller_answered_is_not_asked_again(make_pool: Pool, strategy: str) -> None:
    pool = _many(make_pool, 40)
    labels = [_label(question, "ada") for question in pool[:30]]
    assert {choice.question.id for choice in choose_questions(pool, labels, "ada", 99, strategy)} == {
        q.id for q in pool[30:]
    }
    assert len(choose_questions(pool, labels, "ben", 99, strategy)) == 40


@pytest.mark.parametrize("strategy", ["uncertain", "diverse", "mixed"])
def test_a_tenth_is_random_spread_evenly_and_from_the_reserve(make_pool: Pool, strategy: str) -> None:
    chosen = choose_questions(_many(make_pool), [], "ada", 20, strategy)
    drawn = [index for index, choice in enumerate(chosen) if choice.strategy == "random"]
    assert drawn == [5, 15]
    assert [is_reserved(choice.question.id) for choice in chosen] == [index in drawn for index in range(20)]


def test_the_random_share_does_not_depend_on_the_model_the_seed_or_the_labeller(make_pool: Pool) -> None:
    pool = _many(make_pool)
    sure = [
        q._replace(model={**q.model, "p_supporting": 1.0, "p_critical": 0.0, "p_neutral": 0.0}) for q in pool
    ]

    def drawn(questions: list[Question], labeller: str, seed: int) -> list[str]:
        chosen = choose_questions(questions, [], labeller, 30, "mixed", seed)
        return [choice.question.id for choice in chosen if choice.strategy == "random"]

    assert drawn(pool, "ada", 0) == drawn(sure, "ada", 0) == drawn(pool, "ben", 7)


def test_random_goes_through_the_reserve_first_and_marks_what_is_no_fair_sample(make_pool: Pool) -> None:
    pool = _many(make_pool, 60)
    fair = choose_questions(pool, [], "ada", 60, "random")
    assert {choice.strategy for choice in fair} == {"random"}
    again = choose_questions(
        pool, [_label(c.question, "ada", "random") for c in fair[:30]], "ada", 60, "random"
    )
    assert [choice.question.id for choice in again] == [choice.question.id for choice in fair[30:]]
    assert {choice.strategy for choice in again} == {"random"}
    touched = next(q for q in pool if not is_reserved(q.id))
    rest = choose_questions(pool, [_label(touched, "ada")], "ada", 60, "random")
    assert {choice.strategy for choice in rest if is_reserved(choice.question.id)} == {"random"}
    assert {choice.strategy for choice in rest if not is_reserved(choice.question.id)} == {"leftover"}


def _open(pool: list[Question]) -> list[Question]:
    return [question for question in pool if not is_reserved(question.id)]


def test_uncertain_asks_what_the_model_is_torn_about_and_says_so(make_pool: Pool) -> None:
    pool = _open(make_pool(*((f"word{n} is here", "us", 0.5 + n / 100, 0.2) for n in range(40))))
    first = choose_questions(pool, [], "ada", 1, "uncertain")[0]
    assert uncertainty(first.question) == max(map(uncertainty, pool))
    assert first.why == "the model is unsure: its two likeliest answers have .50 and .30"


def test_an_abstention_comes_first(make_pool: Pool) -> None:
    pool = _open(_many(make_pool))
    pool[3] = pool[3]._replace(model={**pool[3].model, "model_stance": None})
    first = choose_questions(pool, [], "ada", 1, "uncertain")[0]
    assert first.question.id == pool[3].id
    assert first.why.startswith("the model gave no answer: ")


def test_no_reason_gives_the_answer_away(make_pool: Pool) -> None:
    whys = {
        choice.why
        for strategy in STRATEGIES
        for choice in choose_questions(_many(make_pool), [], "ada", 40, strategy)
    }
    assert not any(word in why for why in whys for word in ("supporting", "critical", "neutral"))


def test_diverse_takes_other_words_first(make_pool: Pool) -> None:
    told = [("chips went up in price", "us", 0.4, 0.3)] * 12 + [
        ("farmers protest near Lyon", "us", 0.4, 0.3)
    ] * 3
    pool = _open(make_pool(*told))
    texts = [choice.question.row["text"] for choice in choose_questions(pool, [], "ada", 2, "diverse")]
    assert set(texts) == {"chips went up in price", "farmers protest near Lyon"}


def test_unlike_means_unlike_what_anybody_labelled(make_pool: Pool) -> None:
    pool = _open(make_pool(*[("chips went up", "us", 0.4, 0.3), ("farmers protest", "us", 0.4, 0.3)] * 8))
    known = [_label(question, "ben") for question in pool if question.row["text"] == "chips went up"][:1] * 10
    first = choose_questions(pool, known, "ada", 1, "mixed")[0]
    assert first.question.row["text"] == "farmers protest"
    assert "it shares hardly a word with what is labelled" in first.why


def test_equal_claims_are_asked_once(make_pool: Pool) -> None:
    pool = [q._replace(group_id="same") for q in _open(make_pool(*[("chips went up", "us", 0.4, 0.3)] * 12))]
    chosen = choose_questions(pool, [], "ada", 5, "uncertain")
    assert len(chosen) == 1
    assert choose_questions(pool, [_label(chosen[0].question, "ada")], "ada", 5, "mixed") == []


def test_of_equal_claims_the_one_most_worth_asking_is_asked_in_its_place(make_pool: Pool) -> None:
    pool = _open(make_pool(*((f"{TOPICS[n % 8]} {n} went up", "us", 0.9 - n / 200, 0.05) for n in range(60))))
    last, first = pool[-1], pool[0]  # the model is least sure of the last and surest of the first
    twins = [
        question._replace(group_id="same") if question in (last, first) else question for question in pool
    ]
    chosen = choose_questions(twins, [], "ada", len(twins), "uncertain")  # no reserve, no random share
    assert chosen[0].question.id == last.id
    assert first.id not in {choice.question.id for choice in chosen}


def test_claims_in_many_articles_and_of_named_claimants_weigh_more(make_pool: Pool) -> None:
    told = [(f"{topic} went up", "us", 0.4, 0.3) for topic in TOPICS * 2]
    plain = _open(make_pool(*told))
    weighty = [
        q._replace(row={**q.row, "claimant_kind": "named"}, group_articles=4) if n == 2 else q
        for n, q in enumerate(plain)
    ]
    first = choose_questions(weighty, [], "ada", 1, "mixed")[0]
    assert first.question.id == plain[2].id
    assert first.why.endswith("its claim stands in 4 articles; it counts in the shares of a named claimant")


def test_a_side_with_few_labels_weighs_more(make_pool: Pool) -> None:
    pool = _open(make_pool(*((f"{TOPICS[n % 8]} {n}", ("us", "china")[n % 2], 0.4, 0.3) for n in range(40))))
    labels = [{**q.row, "label": "neutral", "labeller": "ben"} for q in pool if q.row["side"] == "us"]
    chosen = choose_questions(pool, labels, "ada", 3, "uncertain")
    assert {choice.question.row["side"] for choice in chosen} == {"china"}
    assert f"only 0 of {len(labels)} labels are on its side" in chosen[0].why


def test_again_asks_what_another_answered_and_keeps_its_strategy(make_pool: Pool) -> None:
    pool = _many(make_pool, 30)
    labels = [
        _label(pool[1], "ada", "random"),
        _label(pool[2], "ada"),
        _label(pool[3], "ada"),
        _label(pool[3], "ben"),
    ]
    again = choose_again(pool, labels, "ben", "ada", 9)
    assert {(choice.question.id, choice.strategy) for choice in again} == {
        (pool[1].id, "random"),
        (pool[2].id, "mixed"),
    }


def test_no_questions_no_choices() -> None:
    assert all(choose_questions([], [], "ada", 5, strategy) == [] for strategy in STRATEGIES)


def test_texts_without_words_have_no_likeness() -> None:
    assert word_vectors(["…", "—"]).tolist() == [[0.0] * 512] * 2
    assert word_vectors([]).shape == (0, 512)
