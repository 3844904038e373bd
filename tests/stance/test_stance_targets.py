from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from pipeline.errors import InputError
from pipeline.schemas import ANNOTATIONS, CLAIMS, DOCUMENTS, MENTIONS, TARGETS
from pipeline.stance.targets import find_targets, make_targets

JOINED = pa.schema(
    list(DOCUMENTS)
    + [f for schema in (ANNOTATIONS, MENTIONS, CLAIMS) for f in schema if f.name != "article_id"]
)
PARSED = pa.schema(list(DOCUMENTS) + [f for f in ANNOTATIONS if f.name != "article_id"])


def tokens_of(text: str, heads: list[int]) -> dict[str, Any]:
    starts, at = [], 0
    words = text.split()
    for word in words:
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
    size = len(words)
    return {
        "text": text,
        "blocks": [],
        "sentences": [],
        "token_starts": starts,
        "token_ends": [start + len(word) for start, word in zip(starts, words, strict=True)],
        "lemmas": [word.lower() for word in words],
        "pos": ["X"] * size,
        "tags": ["XX"] * size,
        "deps": ["dep"] * size,
        "heads": heads,
        "ent_iobs": ["O"] * size,
        "ent_types": [""] * size,
    }


def mention(start: int, end: int, side: str | None, text: str) -> dict[str, Any]:
    return {
        "entity_id": f"{start}",
        "start_char": start,
        "end_char": end,
        "sentence_index": 0,
        "first_token": 0,
        "n_tokens": 1,
        "text": text,
        "label": None,
        "name": text,
        "side": side,
        "side_rule": "name",
    }


def claim(identity: str, start: int, end: int, text: str) -> dict[str, Any]:
    return {
        "claim_id": identity,
        "sentence_index": 0,
        "start_char": start,
        "end_char": end,
        "text": text[start:end],
        "kind": "fact",
        "claim_score": 1.0,
        "claimant_kind": "author",
        "claimant": "author",
        "claimant_start_char": None,
        "claimant_end_char": None,
        "claimant_name": "author",
        "claimant_side": None,
        "claimant_rule": "author",
        "inner_claimant": None,
        "inner_claimant_start_char": None,
        "inner_claimant_end_char": None,
        "inner_claimant_name": None,
        "cue": None,
        "cue_start_char": None,
        "cue_end_char": None,
        "framing": "stated",
        "is_direct": False,
    }


def article() -> dict[str, Any]:
    text = "Cy said Ada beat Bo and Ada won"
    row = tokens_of(text, [1, 1, 3, 1, 3, 3, 7, 3])
    row["article_id"] = "a1"
    row["mentions"] = [
        mention(0, 2, "us", "Cy"),
        mention(8, 11, "us", "Ada"),
        mention(17, 19, "china", "Bo"),
        mention(24, 27, "us", "Ada"),
        mention(28, 31, None, "won"),
    ]
    row["attributions"] = []
    row["speaker_mentions"] = []
    row["claims"] = [claim("c1", 8, 31, text), claim("c2", 28, 31, text)]
    return row


def test_a_claim_and_a_side_are_one_question() -> None:
    found = find_targets(pa.Table.from_pylist([article()], schema=JOINED))
    assert found.schema.equals(TARGETS)
    rows = found.to_pylist()
    # The source outside of the claim is no target; "won" is on no side, so c2 asks nothing.
    assert [row["id"] for row in rows] == ["c1:china", "c1:us"]
    us = rows[1]
    assert us["text"] == "Ada beat Bo and Ada won"
    assert [us["text"][s["start_char"] : s["end_char"]] for s in us["target_spans"]] == ["Ada", "Ada"]
    assert [us["text"][s["start_char"] : s["end_char"]] for s in us["rival_spans"]] == ["Bo"]
    words = [us["text"][s:e] for s, e in zip(us["token_starts"], us["token_ends"], strict=True)]
    assert words == us["text"].split()
    # "beat" hung on "said", outside: it is its own head now.
    assert us["heads"] == [1, 1, 1, 1, 5, 1]


def test_no_articles_no_questions() -> None:
    assert find_targets(JOINED.empty_table()).num_rows == 0


def test_marked_texts_become_questions_in_their_order() -> None:
    texts = ["Ada won", "Bo lost"]
    annotated = pa.Table.from_pylist(
        [{"article_id": text, **tokens_of(text, [1, 1])} for text in texts], schema=PARSED
    )
    asked = [
        {"id": "2", "text": "Bo lost", "target_span": [0, 2], "label": "critical"},
        {"id": "1", "text": "Ada won", "target_spans": [[0, 3]], "side": "us", "rival_spans": [[4, 7]]},
    ]
    rows = make_targets(asked, annotated).to_pylist()
    assert [(row["id"], row["side"]) for row in rows] == [("2", None), ("1", "us")]
    assert rows[1]["rival_spans"] == [{"start_char": 4, "end_char": 7}]
    assert rows[0]["heads"] == [1, 1]


@pytest.mark.parametrize(
    ("item", "match"),
    [
        ({"id": "1", "text": "Unseen", "target_span": [0, 1]}, "target 1: its text was not annotated"),
        ({"id": "1", "text": "Ada won", "target_span": [3, 3]}, r"span \[3, 3\]"),
        ({"id": "1", "text": "Ada won", "target_span": [0, 9]}, "inside 0 to 7"),
        ({"id": "1", "text": "Ada won", "target_span": [0, 3], "rival_spans": [[-1, 3]]}, "inside 0 to 7"),
    ],
)
def test_a_wrong_question_is_refused(item: dict[str, Any], match: str) -> None:
    annotated = pa.Table.from_pylist([{"article_id": "a", **tokens_of("Ada won", [1, 1])}], schema=PARSED)
    with pytest.raises(InputError, match=match):
        make_targets([item], annotated)
