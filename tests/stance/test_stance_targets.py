from __future__ import annotations

from typing import Any

from pipeline.stance.targets import claim_sides, target_row

TEXT = "Cy said Ada beat Bo and Ada won"


def mention(start: int, end: int, side: str | None) -> dict[str, Any]:
    return {"start_char": start, "end_char": end, "text": TEXT[start:end], "side": side}


def article(**changed: Any) -> dict[str, Any]:
    mentions = [(0, 2, "us"), (8, 11, "us"), (17, 19, "china"), (24, 27, "us"), (28, 31, None)]
    return {
        "article_id": "a1",
        "text": TEXT,
        "mentions": [mention(*place) for place in mentions],
        "speaker_mentions": [],
        "claims": [
            {"claim_id": "c1", "start_char": 8, "end_char": 31},
            {"claim_id": "c2", "start_char": 28, "end_char": 31},
        ],
        **changed,
    }


def test_a_claim_and_a_side_are_one_question() -> None:
    row = article()
    asked = [target_row(row, question) for question in claim_sides(row)]
    # The source outside of the claim is no target; "won" is on no side, so c2 asks nothing.
    assert [question["id"] for question in asked] == ["c1:china", "c1:us"]
    us = asked[1]
    assert us["text"] == "Ada beat Bo and Ada won"
    assert [us["text"][a:b] for a, b in us["target_spans"]] == ["Ada", "Ada"]
    assert [us["text"][a:b] for a, b in us["rival_spans"]] == ["Bo"]


def test_a_speakers_word_for_herself_is_a_mention_in_its_place() -> None:
    row = article(mentions=[mention(17, 19, "china")], speaker_mentions=[mention(8, 11, "china")])
    (question,) = claim_sides(row)
    assert [found["text"] for found in question.mentions] == ["Ada", "Bo"]


def test_a_mention_that_sticks_out_of_the_claim_is_not_in_it() -> None:
    row = article(claims=[{"claim_id": "c", "start_char": 8, "end_char": 18}])
    assert [question.side for question in claim_sides(row)] == ["us"]
    assert not list(claim_sides(article(claims=[])))
