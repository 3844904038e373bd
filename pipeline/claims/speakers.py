"""Words by which speakers mean themselves or each other: we, my, and you in a question.

In quotation marks and in the turns of an interview the first person is the speaker, so on
the speaker's side. In the article's own voice it is the author, who is on none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.claims.claimants import Claimant, name_claimants
from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Reading
from pipeline.claims.relations import Attribution, holds
from pipeline.schemas import content_id

SPEAKER_RULE = "speaker"
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_EVERYBODY = frozenset({"all", "everyone", "everybody", "humanity", "mankind"})
_NEAR = 4  # tokens after "we" in which "both" or "all" says who is meant


def find_speaker_mentions(reading: Reading, attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Give a mention of the speaker's side for each word by which a speaker means it.

    First person counts in direct quotations and in labelled turns, second person in an
    interviewer's turn right before somebody else's. "We" that includes everybody is left
    out; "we both" of somebody who has just named two sides is a mention of each.

    Args:
        reading: The article.
        attributions: All of the article, outermost only.

    Returns:
        Mentions as MENTIONS holds them, label null, in order of their start. A word that
        already is a mention of the side is left out, and so are speakers on no side.
    """
    spoken = [a for a in attributions if a.is_direct or a.rule == "label" or _is_marked(reading, a)]
    told = [*spoken, *(i for a in spoken for i in a.inner if i.is_direct)]
    claimants = name_claimants(reading, told)
    quoted = frozenset(_quoted(reading))
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for attribution in spoken:
        for i in _words(attribution, reading, _FIRST):
            if i in quoted or attribution.rule == "label":
                speaker = _speaker_at(reading, attribution, i, quoted, claimants)
                for mention in _mentions(reading, i, speaker):
                    found.setdefault((mention["start_char"], mention["side"]), mention)
    for asking, answering in _questions(reading, attributions):
        for i in _words(asking, reading, _SECOND):
            if i not in quoted:
                for mention in _mentions(reading, i, claimants[id(answering)]):
                    found.setdefault((mention["start_char"], mention["side"]), mention)
    return [found[key] for key in sorted(found)]


def _is_marked(reading: Reading, attribution: Attribution) -> bool:
    # Whether the content holds quoted words: said that it would “put us out of business”.
    return any(mark in reading.marks for start, end in attribution.content for mark in range(start, end))


def _quoted(reading: Reading) -> Iterator[int]:
    for quotation in reading.quotations:
        for part in quotation.parts:
            yield from range(*reading.tokens(part.start, part.end))


def _words(attribution: Attribution, reading: Reading, words: frozenset[str]) -> Iterator[int]:
    for start, end in attribution.content:
        for i in range(start, end):
            if reading.lower[i] in words and _is_pronoun(reading, i):
                yield i


def _is_pronoun(reading: Reading, i: int) -> bool:
    # "US" is a country, "I" may be a numeral ("World War I"), and "mine" a pit.
    word = reading.words[i]
    if word == "US" or (word in ("us", "Us") and reading.pos[i] == "PROPN"):
        return False
    if i > 0 and reading.lower[i - 1] == "oh":  # "oh my"
        return False
    if word == "I" and i > 0 and reading.tags[i - 1] in ("NNP", "NNPS"):
        return False
    if word == "i" or reading.lower[i] == "mine":
        return word != "i" and reading.pos[i] in ("PRON", "NOUN") and reading.child(i, "det", "amod") is None
    return reading.pos[i] in ("PRON", "DET", "AUX") or reading.tags[i] in ("PRP", "PRP$") or word.islower()


def _speaker_at(
    reading: Reading,
    attribution: Attribution,
    i: int,
    quoted: frozenset[int],
    claimants: dict[int, Claimant],
) -> Claimant | None:
    # Inside a turn, quoted words are somebody else's, unless the speaker quotes himself.
    if attribution.rule != "label" or i not in quoted:
        return claimants[id(attribution)]
    inner = [a for a in attribution.inner if a.is_direct and holds(a.content, i)]
    if not inner:
        return None
    nearest = min(inner, key=lambda a: a.size)
    if nearest.head is not None and reading.lower[nearest.head] in _FIRST:
        return claimants[id(attribution)]
    return claimants[id(nearest)]


def _questions(
    reading: Reading, attributions: Iterable[Attribution]
) -> Iterator[tuple[Attribution, Attribution]]:
    # Each turn of an interviewer with the turn that answers it.
    turns = sorted((a for a in attributions if a.rule == "label" and a.source), key=lambda a: a.start)
    for asking, answering in pairwise(turns):
        label, other = _label(reading, asking), _label(reading, answering)
        asks = any(reading.lower[i] == "?" for start, end in asking.content for i in range(start, end))
        if label != other and (asks or label in word_list("interviewers")):
            yield asking, answering


def _label(reading: Reading, turn: Attribution) -> str:
    assert turn.source is not None
    return reading.chars(turn.source).text_of(reading.text).casefold()


def _mentions(reading: Reading, i: int, speaker: Claimant | None) -> Iterator[dict[str, Any]]:
    if speaker is None or speaker.side is None:
        return
    sides = [speaker.side]
    if reading.lower[i] in _WE:
        near = reading.lower[i + 1 : min(i + 1 + _NEAR, reading.sentence_at(i)[1])]
        if "both" in near or reading.lower[max(0, i - 2) : i][:1] == ["both"]:
            sides = _sides_named(reading, i)
            if len(sides) != 2 or speaker.side not in sides:
                return
        elif _EVERYBODY & set(near[:2]) or reading.lower[max(0, i - 2) : i] == ["all", "of"]:
            return
    first, last = reading.starts[i], reading.ends[i]
    known = _sides_between(reading, first, first + 1)
    for side in sides:
        if side not in known:
            yield {
                "entity_id": content_id(reading.article_id, first, last, side),
                "start_char": first,
                "end_char": last,
                "sentence_index": reading.sentence_of[i],
                "first_token": i,
                "n_tokens": 1,
                "text": reading.words[i],
                "label": None,
                "name": speaker.name,
                "side": side,
                "side_rule": SPEAKER_RULE,
            }


def _sides_named(reading: Reading, i: int) -> list[str]:
    index = reading.sentence_of[i]
    start = reading.sentences[max(0, index - 1)]["start_char"]
    return sorted(_sides_between(reading, start, reading.sentences[index]["end_char"]))


def _sides_between(reading: Reading, start: int, end: int) -> set[str]:
    # Sides of the mentions that begin in a stretch of characters; mentions stand in order.
    at = bisect_left(reading.mentions, start, key=_start)
    sides: set[str] = set()
    while at < len(reading.mentions) and reading.mentions[at]["start_char"] < end:
        if reading.mentions[at]["side"] is not None:
            sides.add(reading.mentions[at]["side"])
        at += 1
    return sides


def _start(mention: dict[str, Any]) -> int:
    start: int = mention["start_char"]
    return start
