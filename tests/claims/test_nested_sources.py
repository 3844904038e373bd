"""Sources inside sources: the outermost is the claimant, the next one is kept beside it."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims

CASES = [
    ("The firm said it had stopped shipments, according to Reuters.", "Reuters", "The firm"),
    ("Lin Mei told Bloomberg that officials had warned her that the ban would stay.", "Lin Mei", "officials"),
    ("Grant said, according to Reuters, that the talks had failed.", "Reuters", "Grant"),
    ("A report quotes two officials as saying the ban will stay.", "A report", "two officials"),
    ("Grant said he expected the talks to fail.", "Grant", None),
    ("Grant said that the talks had failed.", "Grant", None),
    ("The talks failed after officials said the ban would stay.", "officials", None),
]


@pytest.mark.parametrize(("text", "claimant", "inner"), CASES)
def test_inner_claimant(
    annotate: Callable[..., pa.Table], text: str, claimant: str, inner: str | None
) -> None:
    claims = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]["claims"]
    claim = next(c for c in claims if c["claimant"] != "author")
    assert (claim["claimant"], claim["inner_claimant"]) == (claimant, inner)
    if inner is not None:
        assert text[claim["inner_claimant_start_char"] : claim["inner_claimant_end_char"]] == inner
        assert claim["inner_claimant_name"]
