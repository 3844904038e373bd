from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.agreement import find_conflicts
from pipeline.analysis.lexicon import find_term, opposites
from pipeline.analysis.stems import stem
from pipeline.analysis.wording import collect_names, read_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("restricts", "restriction"),
        ("companies", "firms"),
        ("sold", "sales"),
        ("enforced", "enforcement"),
        ("Chinese", "Beijing"),
        ("rose", "growth"),
        ("subsidised", "subsidies"),
    ],
)
def test_words_of_one_meaning_are_one_term(one: str, other: str) -> None:
    assert find_term(one.casefold()) == find_term(other.casefold())


@pytest.mark.parametrize(
    ("one", "other"), [("rise", "fall"), ("china", "taiwan"), ("chip", "ship"), ("law", "lawn")]
)
def test_words_of_unlike_meaning_are_not(one: str, other: str) -> None:
    assert find_term(one) != find_term(other)


def test_no_term_is_its_own_opposite() -> None:
    assert [term for term, others in opposites().items() if term in others] == []


@pytest.mark.parametrize(
    ("text", "is_negated"),
    [
        ("It did not work.", True),
        ("It didn’t work.", True),
        ("They refused to sell.", True),
        ("Few firms sell.", True),
        ("They refused the offer.", False),
        ("A few firms sell.", False),
        ("It works not only in China.", False),
        ("It is not impossible.", False),
        ("It worked.", False),
    ],
)
def test_what_is_negated(text: str, is_negated: bool) -> None:
    assert read_wording(text).is_negated == is_negated


def test_a_country_is_told_from_a_pronoun_and_numbers_from_words() -> None:
    wording = read_wording("The U.S. sold us fifteen per cent of 1,200 chips in 2025.")
    assert "america" in wording.names
    assert wording.numbers == {"15", "1200", "2025"}
    assert "us" not in wording.terms


def test_names_are_known_at_the_start_of_a_sentence_from_elsewhere() -> None:
    names = collect_names(["We asked OpenAI about it.", "Companies sell it."])
    assert read_wording("OpenAI sells it.", names).names == (find_term("openai"),)
    assert read_wording("Companies sell it.", names).names == ()


@pytest.mark.parametrize(
    ("left", "right", "conflicts"),
    [
        ("China leads America in patents.", "America leads China in patents.", {"order"}),
        ("China was overtaken by America in patents.", "America overtook China in patents.", set()),
        ("In China, American firms sell chips.", "American firms sell chips in China.", set()),
        ("Prices fell because labs published.", "Labs published because prices fell.", {"order"}),
        ("Firms opened offices in Ohio.", "Firms opened offices in Texas.", {"name"}),
        ("Congress may ban it.", "Congress banned it.", {"open"}),
        ("Exports doubled.", "Exports will double.", {"time"}),
        ("Exports rose by 5 per cent.", "Exports rose by six per cent.", {"number"}),
        ("Exports rose.", "Exports did not fall.", {"negated", "opposite"}),
    ],
)
def test_what_speaks_against_saying_the_same(left: str, right: str, conflicts: set[str]) -> None:
    assert find_conflicts(read_wording(left), read_wording(right)) == conflicts


@given(st.text())
def test_any_text_is_taken_apart(text: str) -> None:
    wording = read_wording(text)
    assert set(wording.names) <= set(wording.terms)
    assert find_conflicts(wording, wording) == set()


@given(st.text(alphabet="abcdeginorst", max_size=12))
def test_a_stem_is_never_longer_than_its_word(word: str) -> None:
    assert len(stem(word)) <= len(word)
