"""Who a claimant is called, what kind, and on which side."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims

CASES = [
    # text, claimant, canonical name, kind, side
    ("The Chinese commerce ministry said the talks had failed.", "The Chinese commerce ministry",
     "Chinese commerce ministry", "named", "china"),
    ("Chinese officials said the talks had failed.", "Chinese officials", "Chinese officials", "unnamed", "china"),
    ("Critics of China said the talks had failed.", "Critics of China", "Critics of China", "unnamed", None),
    ("Two people familiar with the matter said the talks had failed.", "Two people familiar with the matter",
     "Two people familiar with the matter", "unnamed", None),
    ("A senior official said the talks had failed.", "A senior official", "senior official", "unnamed", None),
    ("A spokesman for DeepSeek said the talks had failed.", "A spokesman for DeepSeek",
     "spokesman for DeepSeek", "named", "china"),
    ("Beijing said the talks had failed.", "Beijing", "Beijing", "named", "china"),
    ("Analysts said the talks had failed.", "Analysts", "Analysts", "unnamed", None),
    ("Washington said on Monday that the talks had failed.", "Washington", "Washington", "named", "us"),
    ("The chip had failed.", "author", "author", "author", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claimant", "name", "kind", "side"), CASES, ids=lambda value: str(value)[:30]
)
def test_claimants(
    annotate: Callable[..., pa.Table], text: str, claimant: str, name: str, kind: str, side: str | None
) -> None:
    claim = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]["claims"][-1]
    found = (claim["claimant"], claim["claimant_name"], claim["claimant_kind"], claim["claimant_side"])
    assert found == (claimant, name, kind, side)


def test_a_pronoun_goes_back_to_the_last_speaker(annotate: Callable[..., pa.Table]) -> None:
    text = "Omar Reyes said the plan was dead. She disagreed. He said nobody would miss it."
    claims = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]["claims"]
    assert [c["claimant_name"] for c in claims if c["claimant_kind"] != "author"] == [
        "Omar Reyes",
        "Omar Reyes",
    ]


def test_a_pronoun_without_antecedent_stays_as_it_is(annotate: Callable[..., pa.Table]) -> None:
    claim = extract_claims(annotate("He said the plan was dead."), config=ClaimsConfig()).to_pylist()[0][
        "claims"
    ][0]
    assert (claim["claimant_name"], claim["claimant_kind"]) == ("He", "unnamed")
