"""Who speaks: the subject of a reporting verb and the noun phrase annotators would mark.

A source is the whole noun phrase with titles, appositions and relative clauses ("Jane Doe,
who runs Acme,"), but never the reporting verb itself nor anything inside or beyond a
quotation mark.

Source: Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political
News, and Pareti (2015) on PARC3, for what belongs to a source span.
"""

from __future__ import annotations

import re

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PUNCT, STOPS, Interval, Reading

PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "i", "we", "who", "himself", "herself"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"})
_AGENTIVE = re.compile(
    r"(?:ist|ian|crat|m[ae]n|person|people|maker|worker|holder|owner|player|fighter|goer|builder|giver|ee)$"
)
_ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def source_span(reading: Reading, head: int, cue: int) -> Interval:
    """Give the noun phrase of a source, cut where the cue's own clause begins."""
    start, end = reading.subtree(head)
    first, last = reading.sentence_at(head)
    opening = reading.opening(reading.sentence_of[head])
    start, end = max(start, first if head < opening else opening), min(end, last)
    mention = reading.mention_of.get(head)
    if mention is not None:  # a name is never cut, whatever the parse
        low = max(reading.mentions[mention]["first_token"], first if head < opening else opening)
        high = reading.mentions[mention]["first_token"] + reading.mentions[mention]["n_tokens"]
        if not low <= cue < high:
            start, end = min(start, low), max(end, high)
    while end + 1 < last and reading.is_hyphen(end) and end != cue and reading.pos[end + 1] == "PROPN":
        end = max(end + 2, reading.right[end + 1])
    if start <= cue < end:
        at = cue
        while reading.heads[at] != head and reading.heads[at] != at:
            at = reading.heads[at]
        if at > head:
            end = min(reading.left[at], cue)
            who = next((k for k in range(end, cue) if reading.lower[k] in ("who", "which")), None)
            if who is not None and who == end:
                end = who + 1
        else:
            start = max(reading.right[at], cue + 1)
        if not start <= head < end:
            start, end = _flat_phrase(reading, head)
    lower = reading.lower
    for i in range(head, start - 1, -1):
        if i in reading.marks:
            start = i + 1
            break
    for i in range(head, end):
        if i in reading.marks or lower[i] in STOPS:
            end = i
            break
    start, end = reading.trimmed((start, end))
    if "(" in lower[start:end] and ")" not in lower[start:end] and lower[end : end + 1] == [")"]:
        end += 1
    while end > head + 1 and (reading.pos[end - 1] == "CCONJ" or lower[end - 1] in PUNCT - {")"}):
        end -= 1
    if start < end and reading.deps[start] in ("cc", "preconj", "mark") and start < head:
        start += 1
    return (start, end) if start <= head < end else (head, head + 1)


def _flat_phrase(reading: Reading, head: int) -> Interval:
    # The run of words around a head that a noun phrase without clauses is made of.
    first, last = reading.sentence_at(head)
    start, end = head, head + 1
    while start > first and (reading.pos[start - 1] in _NOMINAL or reading.tags[start - 1] == "POS"):
        start -= 1
    while end < last and (reading.pos[end] in ("NOUN", "PROPN", "NUM") or reading.tags[end] == "POS"):
        end += 1
    return start, end


def is_document(reading: Reading, head: int) -> bool:
    """Tell whether a noun is a text or a study, which says what its makers say."""
    return reading.lemmas[head] in word_list("documents")


def is_speaker(reading: Reading, head: int, needs: str = "speaker") -> bool:
    """Tell whether a subject is somebody or something that can say or think.

    Args:
        reading: The article.
        head: Head of the subject.
        needs: ``speaker`` (anybody, any body, any text), ``actor`` (no text), ``person`` (no
            body either), ``witness`` (a person or a text) or ``document``.
    """
    lower, lemma = reading.lower[head], reading.lemmas[head]
    if lemma in word_list("documents") and reading.tags[head] not in ("NNP", "NNPS"):
        return needs in ("speaker", "witness", "document")
    if needs == "document":
        return False
    mention = reading.mention_at(head)
    label, side = (None, None) if mention is None else (mention["label"], mention["side"])
    if lower in word_list("not_speakers"):
        body = needs in ("speaker", "actor") and lower == "it"
        return body and (mention is not None or _stands_for_text(reading, head))
    people = word_list("people")
    if lower in PERSONAL or label == "PERSON" or lemma in people or lower in people:
        return True
    if reading.pos[head] == "NOUN" and _is_agent(lower.removesuffix("s")):
        return True
    if label == "NORP" and reading.tags[head] in ("NNPS", "NNS"):
        return True
    if needs not in ("speaker", "actor"):
        return reading.tags[head] in ("NNP", "NNPS") and label is None and side is None
    written = reading.words[head]
    if written.isupper() and len(written) > 1 and written.isalpha() and reading.pos[head] != "PRON":
        return True  # an acronym that the tagger did not know
    if lemma in word_list("bodies") or reading.tags[head] in ("NNP", "NNPS"):
        return True
    return label in _ACTORS or (side is not None and reading.pos[head] != "NOUN")


def _stands_for_text(reading: Reading, pronoun: int) -> bool:
    # "The report states … It also found": the subject before is a text or a body.
    index = reading.sentence_of[pronoun]
    first = reading.sentence(max(0, index - 1))[0]
    subjects = [i for i in range(first, pronoun) if reading.deps[i] in ("nsubj", "nsubjpass")]
    return any(
        reading.lemmas[i] in word_list("documents") or reading.lemmas[i] in word_list("bodies")
        for i in subjects
    )


def _is_agent(noun: str) -> bool:
    # "reviewer", "economist": nouns made for somebody who does something.
    if _AGENTIVE.search(noun) is not None:
        return True
    return len(noun) > 5 and noun.endswith(("er", "or")) and noun not in word_list("things")
