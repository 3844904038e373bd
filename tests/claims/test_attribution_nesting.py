"""Attributions inside one another, and arithmetic on token intervals."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.nesting import outermost
from pipeline.claims.readings import Interval
from pipeline.claims.relations import Attribution, holds, joined, without


def attribution(rule: str, anchor: int, *content: Interval, source: Interval | None = None) -> Attribution:
    return Attribution(rule, anchor, source, None, [(anchor, anchor + 1)], list(content))


def test_what_is_said_inside_somebodys_words_is_his() -> None:
    outer, inner = attribution("clause", 1, (2, 9)), attribution("clause", 4, (5, 9))
    assert outermost([inner, outer]) == [outer]


def test_a_phrase_at_the_edge_is_outermost() -> None:
    said, according = attribution("clause", 1, (2, 9)), attribution("phrase", 7, (0, 7))
    assert [a.rule for a in outermost([said, according])] == ["phrase"]


def test_a_cue_inside_whose_content_is_outside_survives() -> None:
    likes, tells = attribution("infinitive", 1, (2, 5)), attribution("quote", 3, (6, 12))
    assert outermost([likes, tells]) == [tells]


def test_two_cues_for_the_same_words_leave_the_surer() -> None:
    verb, noun = attribution("clause", 0, (3, 8)), attribution("noun", 2, (3, 10))
    kept = outermost([noun, verb])
    assert [a.rule for a in kept] == ["clause"]
    assert kept[0].content == [(3, 10)]


def test_sources_and_cues_are_cut_from_contents() -> None:
    kept = outermost([attribution("quote", 4, (0, 9), source=(3, 4))])
    assert kept[0].content == [(0, 3), (5, 9)]


def test_neighbours_are_left_alone() -> None:
    first, second = attribution("clause", 0, (1, 4)), attribution("clause", 5, (6, 9))
    assert outermost([second, first]) == [first, second]


INTERVALS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)


@given(INTERVALS)
def test_joined_holds_the_same_tokens(intervals: list[Interval]) -> None:
    result = joined(intervals)
    for i in range(21):
        assert holds(result, i) == any(start <= i < end for start, end in intervals)
    assert all(left[1] < right[0] for left, right in pairwise(result))


@given(st.integers(0, 10), st.integers(10, 20), INTERVALS)
def test_without_cuts_exactly_the_holes(start: int, end: int, holes: list[Interval]) -> None:
    holes = [(low, high) for low, high in holes if low < high]
    pieces = without((start, end), holes)
    for i in range(21):
        assert holds(pieces, i) == (start <= i < end and not holds(holes, i))
