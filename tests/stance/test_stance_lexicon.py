from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.stance.lexicon import Frame
from pipeline.stance.polarity import parse_lexicon, polarity_text, read_lexicon


def test_lexicon_is_of_the_promised_size() -> None:
    lexicon = read_lexicon()
    assert len(lexicon.verbs) + sum(len(table) for table in lexicon.words.values()) > 2000


@pytest.mark.parametrize(
    ("lemma", "pos", "word", "score"),
    [
        ("success", "NOUN", "success", 2),
        ("failure", "NOUN", "failure", -2),
        ("ban", "VERB", "ban", 0),  # contest judges nobody
        ("race", "NOUN", "race", 0),
        ("late", "ADJ", "latest", 0),  # the word before its lemma
        ("bug", "PROPN", "Bug", 0),  # a name is no word
        ("table", "NOUN", "table", 0),
        ("beat", "VERB", "beat", 2),  # a verb stands for what it says of its subject
        ("blame", "VERB", "blamed", -2),  # or, if that is nothing, of its object
    ],
)
def test_score(lemma: str, pos: str, word: str, score: int) -> None:
    assert read_lexicon().score(lemma, pos, word) == score


@pytest.mark.parametrize(
    ("verb", "frame"),
    [
        ("surpass", (2, -2)),
        ("accuse", (0, -2)),
        ("threaten", (-2, -2)),
        ("backfire", (-3, 0)),
        ("ban", (0, 0)),
    ],
)
def test_frames(verb: str, frame: tuple[int, int]) -> None:
    assert read_lexicon().verbs[verb] == Frame(*frame)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("it be state - of - the - art now", [(2, 7, 2)]),
        ("they fall behind", [(1, 2, -2)]),
        ("break its promise", [(0, 3, -2)]),
        ("fall down behind", []),
        ("", []),
    ],
)
def test_phrases(words: str, found: list[tuple[int, int, int]]) -> None:
    assert list(read_lexicon().find_phrases(words.split())) == found


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("nouns: {2: [}", "no YAML"),
        ("people: {2: ada}", "unknown sections"),
        ("nouns: {4: success}", "whole numbers from -3 to 3"),
        ("nouns: {good: success}", "whole numbers from -3 to 3"),
        ("nouns: {2: success, 1: success}", "'success' is listed twice"),
        ("verbs: {2: win}", 'two, "subject object"'),
        ("verb_prepositions: {2 -2: win}", "word/preposition"),
        ("nouns: success", "a table of scores"),
    ],
)
def test_a_broken_lexicon_says_where(text: str, match: str) -> None:
    with pytest.raises(ConfigError, match=match):
        parse_lexicon(text, "words.yaml")


def test_own_lexicon_parses_from_its_text() -> None:
    assert parse_lexicon(polarity_text(), "here") == read_lexicon()
