from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stance.renaming import draw_names, exchange_names, rename_actors


def _spans(text: str, *words: str) -> list[list[int]]:
    return [[text.index(word), text.index(word) + len(word)] for word in words]


@pytest.mark.parametrize(
    ("text", "target", "rival", "renamed"),
    [
        ("Ajax beat Feyenoord.", "Ajax", "Feyenoord", "Feyenoord beat Ajax."),
        ("Chinese labs passed American labs.", "Chinese", "American", "American labs passed Chinese labs."),
        ("Chinese labs passed America.", "Chinese", "America", None),  # an adjective for a noun
        ("They beat Ajax.", "They", "Ajax", "Ajax beat They."),
        ("the union beat Ajax.", "the union", "Ajax", None),  # a description is no name
        ("Hal beat Hal Inc.", "Hal", "Hal Inc", None),  # one name inside the other
    ],
)
def test_sides_change_names(text: str, target: str, rival: str, renamed: str | None) -> None:
    own, other = _spans(text, target), _spans(text, rival)
    names = exchange_names(text, own, other)
    assert bool(names) == (renamed is not None)
    if renamed is not None:
        found, (moved, _) = rename_actors(text, [own, other], names)
        assert found == renamed
        assert found[slice(*moved[0])] == rival


def test_drawn_names_keep_their_kind_and_stay_apart() -> None:
    text = "Chinese labs such as DeepSeek caught up with OpenAI, said Trump in Washington."
    names = draw_names(text, random.Random(4))
    assert set(names) == {"Chinese", "DeepSeek", "OpenAI", "Trump", "Washington"}
    assert len(set(names.values())) == len(names)
    assert draw_names(text, random.Random(4)) == names
    assert draw_names("The harvest was good.", random.Random(4)) == {}


@given(
    st.lists(st.sampled_from(["China", "Gus", "US", "Chinas", "and", "…"]), min_size=1), st.integers(0, 99)
)
def test_words_that_are_no_names_stay_where_they_are(words: list[str], seed: int) -> None:
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    spans = [[start, start + len(word)] for start, word in zip(starts, words, strict=True)]
    names = draw_names(text, random.Random(seed))
    renamed, (moved,) = rename_actors(text, [spans], names)
    assert [renamed[slice(*span)] for span in moved] == [names.get(word, word) for word in words]
