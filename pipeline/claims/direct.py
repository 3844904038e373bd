"""Direct speech: each quotation joined to the cue before, after or inside it, or carried over."""

from __future__ import annotations

from collections import Counter

from pipeline.claims.carried import carry_speakers
from pipeline.claims.embedded import naming_verb, own_words
from pipeline.claims.nearby import Nearby
from pipeline.claims.quotations import SCARE_WORDS, QuotedTokens, is_sentence, is_title
from pipeline.claims.readings import Reading
from pipeline.claims.relations import Attribution, joined, without
from pipeline.claims.speech import cue_after, cue_before


def join_quotations(
    reading: Reading, quotations: list[QuotedTokens], found: list[Attribution], max_carry: int
) -> list[Attribution]:
    """Give attributions with direct speech joined in.

    A quotation that overlaps the content of a cue outside it makes that content reach over
    the whole quotation. Else a cue is sought after and before it in its sentence. A
    quotation that is a sentence of its own goes on with the speaker before it, or, at the
    start of a paragraph with no speaker before, takes the one after it. Quotations that are
    parts of somebody's sentence without any cue stay unattributed, and so do titles.

    Args:
        reading: The article.
        quotations: Its quotations as tokens; their ``attribution`` is set.
        found: Attributions by cues, not inside one another's words; content may be extended.
        max_carry: Sentences without attribution that a speaker is carried over.

    Returns:
        ``found`` and what quotations added to it.
    """
    nearby = Nearby(reading, found)
    for position, quoted in enumerate(quotations):
        covering = _covering(reading, quoted, nearby) or _reaching(reading, quoted, nearby)
        if covering is not None:
            _extend(quoted, covering)
            nearby.put(covering)
            continue
        if (
            is_title(reading, quoted)
            and naming_verb(reading, quoted, reading.sentence_at(quoted.start)[0]) is None
        ):
            continue
        made = cue_after(reading, quoted) or cue_before(reading, quoted) or own_words(reading, quoted)
        if made is not None and not _is_named_only(reading, quoted, made, nearby):
            quoted.attribution = made
            _take_over(reading, quotations[:position], made, nearby)
            nearby.put(made)
    carry_speakers(reading, quotations, nearby, max_carry)
    _mark_direct(quotations)
    return nearby.all


def _is_named_only(reading: Reading, quoted: QuotedTokens, made: Attribution, nearby: Nearby) -> bool:
    # "On “Meet the Press,” she said that it fell": a programme, as the words said come after.
    if quoted.words > SCARE_WORDS and is_sentence(reading, quoted):
        return False
    sentence = reading.sentence_of[made.anchor]
    return any(
        a.anchor == made.anchor and a.rule == "clause" and quoted.end <= a.anchor < a.start
        for a in nearby.within(sentence, sentence)
    )


def _take_over(reading: Reading, before: list[QuotedTokens], made: Attribution, nearby: Nearby) -> None:
    # The same cue had an attribution already: a quotation before ("…," he went on, "…"), or
    # an object or infinitive ("suggested waiting, “in order to …”").
    sentence = reading.sentence_of[made.anchor]
    same = next((a for a in nearby.within(sentence, sentence) if a.anchor == made.anchor), None)
    if same is None:
        return
    nearby.remove(same)
    made.content = joined([*same.content, *made.content])
    if same.rule in ("infinitive", "complement", "quote"):
        made.rule, made.voice = same.rule, same.voice
    for quoted in reversed(before):
        if quoted.attribution is same:
            quoted.attribution = made


def _mark_direct(quotations: list[QuotedTokens]) -> None:
    sizes: Counter[int] = Counter()
    for quoted in quotations:
        sizes[id(quoted.attribution)] += sum(end - start for start, end in quoted.parts)
    for quoted in quotations:
        attribution = quoted.attribution
        if attribution is not None and sizes[id(attribution)] * 10 >= attribution.size * 8:
            attribution.is_direct = True
            if attribution.rule in ("clause", "aside"):
                attribution.rule = "quote"


def _covering(reading: Reading, quoted: QuotedTokens, nearby: Nearby) -> Attribution | None:
    # The attribution by a cue outside a quotation that holds most of its words.
    best, most = None, 0
    first, last = reading.sentence_of[quoted.start], reading.sentence_of[quoted.end - 1]
    for attribution in nearby.within(first, last):
        if quoted.start <= attribution.anchor < quoted.end:
            continue
        shared = sum(
            max(0, min(end, high) - max(start, low))
            for start, end in attribution.content
            for low, high in quoted.parts
        )
        if shared > most:
            best, most = attribution, shared
    return best


def _reaching(reading: Reading, quoted: QuotedTokens, nearby: Nearby) -> Attribution | None:
    # "said they had chosen and “decided to leave”": content that ends where quoted words go on.
    sentence = reading.sentence_of[quoted.start]
    ends = {quoted.start}
    if reading.pos[quoted.start - 1] == "CCONJ":
        ends.add(quoted.start - 1)
    for attribution in nearby.within(sentence, sentence):
        goes_on = attribution.rule in ("clause", "infinitive") and attribution.content[-1][1] in ends
        if goes_on and attribution.anchor < quoted.start and not is_sentence(reading, quoted):
            return attribution
    return None


def _extend(quoted: QuotedTokens, attribution: Attribution) -> None:
    quoted.attribution = attribution
    holes = [*attribution.cue, *([attribution.source] if attribution.source else [])]
    pieces = [piece for part in quoted.parts for piece in without(part, holes)]
    attribution.content = joined([*attribution.content, *pieces])
