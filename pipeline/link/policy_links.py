"""Policies without an owner in their words, by whose policies the article speaks of."""

from __future__ import annotations

from pipeline.link.config import LinkConfig
from pipeline.link.description_links import CLEAR, points_back
from pipeline.link.descriptions import Description
from pipeline.link.history import Candidate, History
from pipeline.link.lexicon import words
from pipeline.link.phrases import Phrase
from pipeline.link.sorts import sort_of_noun

_OF_POLICIES = words("of_policies")
_CHANGED = words("changed_policies")
_MEASURES = words("measures")
_ENOUGH = 2


def policies_meant(history: History, described: Description, config: LinkConfig) -> Candidate | None:
    """Give the side whose policies alone were spoken of: "U.S. export controls … the restrictions".

    Null if both sides' policies were, within ``config.description_sentences``, or nobody's.
    """
    reading = history.reading
    if described.sort != "policy" or described.modifiers - _OF_POLICIES:
        return None
    at = reading.sentence_of[described.head]
    last: Phrase | None = None
    for back in range(at, max(-1, at - config.description_sentences - 1), -1):
        for head in reversed(history.heads_in(back)):
            if head >= described.first or sort_of_noun(reading.lemmas[head].lower()) != "policy":
                continue
            phrase = history.phrase(head)
            same = reading.lemmas[head].lower() == described.noun
            if same and not phrase.sides and not points_back(history, head):
                return None  # "Brazil raised tariffs"
            if len(phrase.sides) > 1 or (last is not None and phrase.sides and phrase.sides != last.sides):
                return None
            if phrase.sides and last is None:
                last = phrase
    return history.candidate(last, CLEAR - 1) if last is not None else None


def only_policies(history: History, described: Description) -> Candidate | None:
    """Give the side of all policies that the article has named so far, if there are two or more."""
    if described.sort != "policy" or described.noun not in _MEASURES or described.modifiers - _OF_POLICIES:
        return None
    if len(history.policies) != 1:
        return None
    ((sides, count),) = history.policies.items()
    name = history.reading.span_text(described.first, described.head + 1)
    return Candidate(CLEAR - 1, name, sides, "policy", "") if count >= _ENOUGH else None


def change_at(history: History, head: int) -> Description | None:
    """Give a policy that is new to the article but not of nobody: "tighter limits", "a full ban".

    Null unless a word before the noun says how it changes what there is.
    """
    reading = history.reading
    if reading.tags[head] not in {"NN", "NNS"} or head in history.board.at:
        return None
    noun = reading.lemmas[head].lower()
    if noun not in _MEASURES:
        return None
    before = [kid for kid in reading.kids[head] if kid < head]
    if not any(reading.lowers[kid] in _CHANGED for kid in before):
        return None
    if any(kid in history.board.at or reading.deps[kid] in {"poss", "compound"} for kid in before):
        return None
    if any(kid > head and reading.deps[kid] in {"prep", "relcl", "acl"} for kid in reading.kids[head]):
        return None
    first = reading.base_start(head)
    if not history.board.is_free(first, head + 1):
        return None
    plural = reading.tags[head] == "NNS"
    return Description(first, head, noun, "policy", plural, 0, frozenset(), False)
