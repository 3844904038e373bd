"""Quotations that are part of somebody's sentence, without a verb of saying beside them."""

from __future__ import annotations

from pipeline.claims.cues import cue_span, speaking_subject
from pipeline.claims.framings import coloured
from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.quotations import SCARE_WORDS, QuotedTokens, is_alone
from pipeline.claims.readings import PUNCT, STOPS, Reading
from pipeline.claims.relations import Attribution, joined
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import is_passive

_FIRST_PERSON = frozenset({"i", "my", "our", "we", "me", "us", "i'm", "i’m"})
_NOT_SPEAKERS = frozenset({"i", "we", "you"})
_BLUNT = frozenset({"be", "sound", "seem", "put", "have"})
_MIN_OWN_WORDS = 5
_NAMING_REACH = 15  # tokens
_REACH = 45


def own_words(reading: Reading, quoted: QuotedTokens) -> Attribution | None:
    """Give quoted words that speak for themselves to the subject of their sentence, or null.

    "He offered the family “our deepest condolences”": words in the first person, or with a
    verb of their own, are somebody's. The article tells of them; it is no claim of his.
    """
    first = reading.sentence_at(quoted.start)[0]
    if quoted.words < _MIN_OWN_WORDS or quoted.start <= first or is_alone(reading, quoted):
        return None
    inside = range(quoted.start + 1, quoted.end - 1)
    if not any(
        reading.lower[k] in _FIRST_PERSON or (reading.pos[k] in ("VERB", "AUX") and reading.is_finite(k))
        for k in inside
    ):
        return None
    for verb in range(quoted.start - 1, max(first, quoted.start - _REACH) - 1, -1):
        if verb in reading.marks or reading.lower[verb] in STOPS:
            return None
        if reading.pos[verb] != "VERB" or is_passive(reading, verb):
            continue
        subject = speaking_subject(reading, verb)
        if subject is None or subject >= quoted.start or reading.lower[subject] in ("i", "we", "who"):
            return None
        if reading.lemmas[verb] in word_list("wordless_verbs") or not is_speaker(reading, subject, "person"):
            return None
        return Attribution(
            rule="quote",
            anchor=verb,
            source=source_span(reading, subject, verb),
            head=subject,
            cue=[cue_span(reading, verb)],
            content=list(quoted.parts),
            voice="author",
            is_direct=True,
        )
    return None


def naming_verb(reading: Reading, quoted: QuotedTokens, first: int) -> Attribution | None:
    """Give the attribution of "called the plan “very troubling”", where the parse joins both."""
    for verb in range(quoted.start - 2, max(first, quoted.start - _NAMING_REACH) - 1, -1):
        if reading.lower[verb] in PUNCT or reading.lemmas[verb] == "be":
            return None
        if reading.pos[verb] != "VERB":
            continue
        entry = load_lexicon().verbs.get(reading.lemmas[verb])
        subject = speaking_subject(reading, verb)
        if entry is None or "small" not in entry.takes or subject is None or not is_speaker(reading, subject):
            return None
        framing, voice = coloured(reading, verb, entry.takes["small"])
        return Attribution(
            rule="complement",
            anchor=verb,
            source=source_span(reading, subject, verb),
            head=subject,
            cue=[cue_span(reading, verb)],
            content=[(verb + 1, quoted.parts[0][1]), *quoted.parts[1:]],
            framing=framing,
            voice=voice,
        )
    return None


def blunt_subject(reading: Reading, quoted: QuotedTokens, first: int) -> Attribution | None:
    """Give the attribution of "An official was blunter: the deal “turns a rule into a toll booth”"."""
    colon = next((k for k in range(quoted.start - 1, first, -1) if reading.lower[k] == ":"), None)
    if colon is None or colon == quoted.start - 1 or quoted.words <= SCARE_WORDS:
        return None
    found = colon_subject(reading, quoted, first, colon)
    if found is None or reading.lemmas[found.anchor] not in _BLUNT:
        return None
    found.content = joined([(colon + 1, quoted.end), *quoted.parts])
    found.is_direct = False
    return found


def colon_subject(reading: Reading, quoted: QuotedTokens, first: int, last: int) -> Attribution | None:
    """Give the attribution of "She had a message for them: “…”" or "His answer: “…”".

    Args:
        reading: The article.
        quoted: The quotation.
        first: First token of the sentence that ends in the colon.
        last: The colon.
    """
    tops = [k for k in range(first, last) if reading.heads[k] == k or not first <= reading.heads[k] < last]
    root = next((k for k in tops if reading.pos[k] in ("VERB", "AUX", "NOUN")), None)
    if root is None:
        return None
    for k in range(last - 1, root, -1):  # "He had, and she attacked him: “…”": the nearest clause
        if reading.deps[k] == "conj" and reading.is_finite(k) and reading.child(k, "nsubj") is not None:
            root = k
            break
    subject = reading.child(root, "nsubj", "nsubjpass")
    if subject is None and reading.pos[root] == "NOUN":
        subject = reading.child(root, "poss")
    if subject is None or reading.lower[subject] in _NOT_SPEAKERS or not is_speaker(reading, subject):
        return None
    return Attribution(
        rule="quote",
        anchor=root,
        source=source_span(reading, subject, root),
        head=subject,
        cue=[cue_span(reading, root)],
        content=list(quoted.parts),
        is_direct=True,
    )
