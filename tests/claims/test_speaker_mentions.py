"""First and second person in speech: which words mean the speaker's side."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims

CASES = [
    ('"We will appeal, and our lawyers are ready," said DeepSeek.', [("We", "china"), ("our", "china")]),
    ("Beijing said the rule “puts us at risk” and called it unfair.", [("us", "china")]),
    ('"We have no choice," said Ada Moreno, an economist in Oslo.', []),
    ("DeepSeek said it would not change our plans.", []),
    ("We tested DeepSeek for a week and our readers liked it.", []),
    ('"The US can wait for us," China said.', [("us", "china")]),
    ('"We all lose from this," said Beijing.', []),
    ('"World War I was worse," Washington said.', []),
]
INTERVIEW = (
    "Lin Mei runs DeepSeek in Hangzhou.\n\n"
    "Q: How do the controls affect you and your staff?\n\n"
    "DEEPSEEK: They hurt us. We have old chips.\n\n"
    "Q: Are you tired of it?\n\n"
    "DEEPSEEK: I am not. A banker told me, “I want a refund.”"
)


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_the_speakers_side(
    annotate: Callable[..., pa.Table], text: str, wanted: list[tuple[str, str]]
) -> None:
    row = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]
    assert [(m["text"], m["side"]) for m in row["speaker_mentions"]] == wanted


def test_turns_of_an_interview(annotate: Callable[..., pa.Table]) -> None:
    row = extract_claims(annotate(INTERVIEW), config=ClaimsConfig()).to_pylist()[0]
    told = [m["text"] for m in row["speaker_mentions"]]
    assert told == ["you", "your", "us", "We", "you", "I", "me"]
    for mention in row["speaker_mentions"]:
        assert INTERVIEW[mention["start_char"] : mention["end_char"]] == mention["text"]
        assert (mention["side"], mention["label"], mention["side_rule"]) == ("china", None, "speaker")
