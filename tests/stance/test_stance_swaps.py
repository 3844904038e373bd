from __future__ import annotations

from typing import Any

import pytest

from pipeline.stance.swaps import consistency, swap_row

PACK = {"China": "United States", "United States": "China", "Nvidia": "Huawei", "Huawei": "Nvidia"}


def row(marked: str) -> dict[str, Any]:
    """Read [words]t for mentions of the target and [words]r for those of rivals."""
    text, spans = "", {"t": [], "r": []}  # type: ignore[var-annotated]
    rest = marked
    while "[" in rest:
        before, _, rest = rest.partition("[")
        words, _, rest = rest.partition("]")
        text += before
        spans[rest[0]].append([len(text), len(text) + len(words)])
        text, rest = text + words, rest[1:]
    return {"id": "1", "text": text + rest, "target_spans": spans["t"], "rival_spans": spans["r"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Names of the pack go over to their like, others to the other party's name in the text.
        ("[China]t beat [Nvidia]r.", "[United States]t beat [Huawei]r."),
        ("[Ada]t beat [Bo]r, and [Ada]t knew it.", "[Bo]t beat [Ada]r, and [Bo]t knew it."),
        ("[China]t grew.", "[United States]t grew."),
        # Pronouns and descriptions stay with the place.
        ("[It]t fears [Nvidia]r and [the company]r.", "[It]t fears [Huawei]r and [the company]r."),
    ],
)
def test_names_are_exchanged_and_spans_move_along(before: str, after: str) -> None:
    assert swap_row(row(before), PACK) == row(after)


@pytest.mark.parametrize(
    "nothing", ["[Ada]t won.", "[It]t beat [the company]r.", "[Ada]t beat [it]r."], ids=lambda text: text
)
def test_a_row_without_names_to_exchange_is_left_out(nothing: str) -> None:
    assert swap_row(row(nothing), PACK) is None


def test_mentions_that_overlap_are_left_out() -> None:
    crossed = {"text": "US-China talks", "target_spans": [[0, 8]], "rival_spans": [[3, 8]]}
    assert swap_row(crossed, PACK) is None


def test_consistency_is_the_part_that_stays() -> None:
    assert consistency(["neutral", "critical", None], ["neutral", "supporting", None]) == pytest.approx(2 / 3)
    assert consistency([], []) == 1.0
