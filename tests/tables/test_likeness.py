from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables import likeness
from pipeline.tables.likeness import like_sets

SETS = st.lists(st.frozensets(st.integers(0, 25), max_size=14), max_size=30)


def _found(sets: list[frozenset[int]], same: float) -> list[int]:
    members = np.array([word for words in sets for word in sorted(words)], np.uint32)
    return like_sets(members, np.array([len(words) for words in sets], np.int64), same).tolist()


def _compared(sets: list[frozenset[int]], same: float) -> list[int]:
    """All pairs, one by one."""
    leader = list(range(len(sets)))

    def first(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for i, left in enumerate(sets):
        for j, right in enumerate(sets[:i]):
            if left == right or len(left & right) >= same * len(left | right):
                low, high = sorted((first(i), first(j)))
                leader[high] = low
    return [first(i) for i in range(len(sets))]


@given(SETS, st.sampled_from([0.5, 0.6, 0.7, 0.85, 1.0]))
def test_groups_are_those_of_comparing_all_with_all(sets: list[frozenset[int]], same: float) -> None:
    assert _found(sets, same) == _compared(sets, same)


def test_keys_in_parts_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    sets = [frozenset(chance.choice(14, size=9).tolist()) for _ in range(200)]
    whole = _found(sets, 0.7)
    assert len(set(whole)) < 190
    monkeypatch.setattr(likeness, "_KEYS_AT_ONCE", 500)
    monkeypatch.setattr(likeness, "_SETS_AT_ONCE", 30)
    assert _found(sets, 0.7) == whole


def test_a_crowd_of_form_letters_is_one_group() -> None:
    sets = [frozenset({*range(12), 100 + i}) for i in range(400)]
    assert set(_found(sets, 0.7)) == {0}


def test_long_sets_are_found_by_their_rarest() -> None:
    long = frozenset(range(300))
    assert _found([long, long - {5}, frozenset(range(400, 700))], 0.7) == [0, 0, 2]
