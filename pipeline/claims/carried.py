"""Quotations without a cue, given to the speaker around them."""

from __future__ import annotations

from pipeline.claims.lexicon import load_lexicon
from pipeline.claims.nearby import Nearby
from pipeline.claims.quotations import SCARE_WORDS, QuotedTokens, block_of, is_alone
from pipeline.claims.readings import Reading
from pipeline.claims.relations import Attribution, holds, joined
from pipeline.claims.sources import PERSONAL, is_speaker, source_span

_SIGNING = frozenset(
    {"—", "–", "-", "--", "―", "that", "'s", "’s", "is", "was", "so", "said", "thus", "says"}
)
_NOT_SPOKEN = frozenset({"he", "she", "i", "we", "they"})
_MAYBE_SPEECH = frozenset({"clause", "infinitive", "adjective", "noun", "hearsay"})


def carry_speakers(reading: Reading, quotations: list[QuotedTokens], nearby: Nearby, max_carry: int) -> None:
    """Give quotations that stand alone to a speaker: named below them, before, or after.

    In the paragraph of the speaker's last quotation they become part of it; else they are
    attributions of their own, by the rule ``quote_carried``. A sentence with quoted words
    but no cue, right after one of a speaker, is carried over whole.

    Args:
        reading: The article.
        quotations: Its quotations; those without an attribution may get one.
        nearby: What was attributed so far; grows.
        max_carry: Sentences without attribution that a speaker is carried over.
    """
    for position, quoted in enumerate(quotations):
        if quoted.attribution is not None:
            continue
        if not is_alone(reading, quoted):
            _carry_sentence(reading, quoted, nearby)
            continue
        speaker = (
            _named_below(reading, quoted)
            or _speaker_before(reading, quoted, nearby, max_carry)
            or _speaker_after(reading, quoted, nearby)
        )
        if speaker is None:
            continue
        previous = quotations[position - 1].attribution if position else None
        if previous is speaker and block_of(reading, speaker.anchor) == block_of(reading, quoted.start):
            speaker.content = joined([*speaker.content, *quoted.parts])
            quoted.attribution = speaker
        else:
            quoted.attribution = Attribution(
                "quote_carried",
                speaker.anchor,
                speaker.source,
                speaker.head,
                [],
                list(quoted.parts),
                is_direct=True,
            )
        nearby.put(quoted.attribution)


def _end(attribution: Attribution) -> int:
    return max(attribution.anchor, attribution.content[-1][1] - 1)


def _carry_sentence(reading: Reading, quoted: QuotedTokens, nearby: Nearby) -> None:
    index = reading.sentence_of[quoted.start]
    first, last = reading.sentence(index)
    if quoted.words <= SCARE_WORDS or index == 0 or quoted.end > last + 1:
        return
    if block_of(reading, reading.sentence(index - 1)[0]) != block_of(reading, first):
        return
    if any(first <= a.anchor < last or holds(a.content, first) for a in nearby.within(index, index)):
        return
    subjects = [i for i in range(first, last) if reading.deps[i] in ("nsubj", "nsubjpass")]
    if (
        not subjects
        or reading.lower[subjects[0]] in _NOT_SPOKEN
        or is_speaker(reading, subjects[0], "person")
    ):
        return
    before = [a for a in nearby.within(index - 1, index - 1) if a.head is not None and a.rule != "label"]
    before = [a for a in before if a.content[-1][1] <= first and reading.sentence_of[_end(a)] == index - 1]
    if not before:
        return
    speaker = max(before, key=lambda a: a.anchor)
    if speaker.head is None or speaker.voice != "source" or not is_speaker(reading, speaker.head):
        return
    quoted.attribution = Attribution(
        "quote_carried", speaker.anchor, speaker.source, speaker.head, [], [(first, last)]
    )
    nearby.put(quoted.attribution)


def _speaker_before(
    reading: Reading, quoted: QuotedTokens, nearby: Nearby, max_carry: int
) -> Attribution | None:
    sentence, block = reading.sentence_of[quoted.start], block_of(reading, quoted.start)
    best: Attribution | None = None
    for attribution in nearby.within(sentence - 1 - max_carry, sentence):
        end = _end(attribution)
        if end >= quoted.start or attribution.head is None or not _was_heard(reading, attribution):
            continue
        if (
            sentence - reading.sentence_of[end] - 1 > max_carry
            or block - block_of(reading, end) > 1 + max_carry
        ):
            continue
        if best is None or (end, attribution.size) > (_end(best), best.size):
            best = attribution
    if sentence == 0 or block - block_of(reading, reading.sentence(sentence - 1)[0]) > 1:
        return best
    if best is None:
        return _subject_before(reading, sentence - 1)
    if sentence - reading.sentence_of[_end(best)] > 1:
        return _subject_before(reading, sentence - 1) or best  # somebody else came in between
    return best


def _was_heard(reading: Reading, attribution: Attribution) -> bool:
    # Whether the source can speak and was heard to, not only to want, hope or know.
    if attribution.head is None or not is_speaker(reading, attribution.head):
        return False
    if attribution.rule not in _MAYBE_SPEECH or attribution.rule == "noun":
        return True
    entry = load_lexicon().verbs.get(reading.lemmas[attribution.anchor])
    return entry is not None and "quote" in entry.takes


def _subject_before(reading: Reading, sentence: int) -> Attribution | None:
    # "Reyes took the floor. “We will not slow down.”"
    first, last = reading.sentence(sentence)
    if reading.block_kind(sentence) not in ("paragraph", "list_item", "quote"):
        return None
    root = next((i for i in range(first, last) if reading.heads[i] == i), first)
    subject = reading.child(root, "nsubj", "nsubjpass")
    if subject is None:
        return None
    mention = reading.mention_at(subject)
    person = mention is not None and mention["label"] == "PERSON"
    if person or reading.lower[subject] in PERSONAL - {"they", "we", "i"}:
        return Attribution(
            "quote_carried", root, source_span(reading, subject, root), subject, [], [(root, root + 1)]
        )
    return None


def _named_below(reading: Reading, quoted: QuotedTokens) -> Attribution | None:
    # A quotation signed below: "— Jane Doe", "That's Jane Doe, who …".
    start = quoted.end
    if start >= reading.n or block_of(reading, start) - block_of(reading, start - 1) > 1:
        return None
    at = start
    while at < reading.n and at - start < 3 and reading.lower[at] in _SIGNING:
        at += 1
    mention = reading.mention_at(at)
    if at == start or mention is None or mention["label"] != "PERSON":
        return None
    first: int = mention["first_token"]
    head = first + mention["n_tokens"] - 1
    return Attribution("quote_carried", head, (first, head + 1), head, [], [(head, head + 1)])


def _speaker_after(reading: Reading, quoted: QuotedTokens, nearby: Nearby) -> Attribution | None:
    block, sentence = block_of(reading, quoted.start), reading.sentence_of[quoted.end - 1]
    for attribution in nearby.within(reading.sentence_of[quoted.start], sentence + 1):
        if attribution.head is None or attribution.anchor <= quoted.start:
            continue
        if block_of(reading, attribution.anchor) != block or holds(quoted.parts, attribution.anchor):
            continue
        if reading.sentence_of[attribution.start] - sentence <= 1 and is_speaker(reading, attribution.head):
            return attribution
    return None
