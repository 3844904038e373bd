"""What is a claim, where it begins and ends, and of what kind it is, on sentences one at a time."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims
from pipeline.claims.kind_words import kind_weights
from pipeline.claims.kinds import KINDS

Annotate = Callable[..., pa.Table]


def claims_in(annotate: Annotate, text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0][
        "claims"
    ]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Thank you very much, Helen.",
        "Well, let me respond to that.",
        "Governor, you have two minutes.",
        "I want to talk to you today about bridges.",
        "I have two more points to make.",
        "I'm glad you asked that question.",
        "I love this city with all my heart.",
        "May their names be remembered.",
        "We'll be right back after the news.",
        "And who, one wonders, paid for it.",
        "If you kept one, send it back.",
        "That said, don't make a habit of it.",
        "What the miners still want",
    ],
)
def test_talk_about_the_talk_is_no_claim(annotate: Annotate, text: str) -> None:
    assert claims_in(annotate, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We will start production in May.",
        "We will take back our jobs.",
        "I want to end the war.",
        "Thanks to a new pump, the mine is dry.",
        "I will say one thing: the dam was never inspected by anyone.",
        "I love this city, but its buses are a disgrace to us all.",
        "If you keep one, prices matter less.",
        "What the miners still want is a lift.",
        "Does not the law apply to ministers.",
        "Nor will the loan that the minister promised in June.",
        "Denmark taxes cars at 85 percent.",
    ],
)
def test_what_only_sounds_like_it_is_a_claim(annotate: Annotate, text: str) -> None:
    assert len(claims_in(annotate, text)) == 1


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "While Washington loosens the leash, Beijing ties up its labs.",
            ["While Washington loosens the leash", "Beijing ties up its labs."],
        ),
        (
            "It depends on two buyers; management calls the risk small.",
            ["It depends on two buyers", "the risk small"],
        ),
        (
            "The mine opened in May, closed in June and reopened in July.",
            ["The mine opened in May, closed in June and reopened in July."],
        ),
    ],
)
def test_spans_of_clauses(annotate: Annotate, text: str, spans: list[str]) -> None:
    assert [str(claim["text"]).rstrip(".") for claim in claims_in(annotate, text)] == [
        s.rstrip(".") for s in spans
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The plant opened in 2019 and employs 400 people.", "fact"),
        ("The minutes were published on Friday.", "fact"),
        ("The minister's plan is a disgrace.", "judgement"),
        ("The council should publish the minutes.", "judgement"),
        ("The ban will take effect in July.", "forecast"),
        ("Prices may fall next year.", "forecast"),
        ("The ferry sank because a valve had been fitted backwards.", "cause"),
        ("The ministry denied the accusation.", "report"),
    ],
)
def test_kinds(annotate: Annotate, text: str, kind: str) -> None:
    assert [claim["kind"] for claim in claims_in(annotate, text)] == [kind]


def test_weights_are_of_known_kinds() -> None:
    assert {kind for weights in kind_weights().values() for kind in weights} == set(KINDS)
