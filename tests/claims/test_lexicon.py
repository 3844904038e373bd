"""The lists of the lexicon hold what the rules expect of them."""

from __future__ import annotations

from importlib.resources import files

import yaml

from pipeline.claims import CLAIMANT_RULES
from pipeline.claims.lexicon import load_acts, load_lexicon, word_list
from pipeline.schemas import FRAMINGS

RAW, ACTS = (
    yaml.safe_load(files("pipeline.claims").joinpath(name).read_text("utf-8"))
    for name in ("lexicon.yaml", "acts.yaml")
)
TAKES = {"clause", "quote", "aside", "infinitive", "person", "object", "small", "gerund"}
NEEDS = {"", "person", "actor", "document", "witness", "speaker"}


def test_groups_use_known_words() -> None:
    for group in RAW["verbs"] + RAW["nouns"] + RAW["adjectives"]:
        assert set(group) <= {"words", "framing", "voice", "takes", "preps", "pairs", "needs"}
        assert group["framing"] in FRAMINGS
        assert group.get("voice", "source") in ("source", "author")
        assert set(group.get("takes", ())) <= TAKES
        assert group.get("needs", "") in NEEDS


def test_acts_use_known_words() -> None:
    for group in ACTS["verbs"] + ACTS["nouns"] + ACTS["adjectives"]:
        assert set(group) <= {"words", "takes", "preps", "pairs", "needs"}
        assert set(group.get("takes", ())) <= TAKES
        assert group.get("needs", "") in {*NEEDS, "any", "owner"}
    assert load_acts().verbs.keys() >= load_lexicon().verbs.keys()


def test_words_are_lower_case() -> None:
    lexicon = load_lexicon()
    for entries in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        assert all(word == word.lower() for word in entries)


def test_the_first_group_that_names_a_kind_of_content_wins() -> None:
    warn = load_lexicon().verbs["warn"]
    assert warn.takes["clause"].framing == "warned"
    assert warn.preps["of"].voice == "author"


def test_lists_are_not_empty() -> None:
    assert all(load_lexicon().words.values())
    assert "analyst" in word_list("people")
    assert "report" in word_list("documents")


def test_every_rule_is_explained() -> None:
    assert all(CLAIMANT_RULES.values())
