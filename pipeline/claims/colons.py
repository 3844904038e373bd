"""Speech that a colon announces without quotation marks: officials were blunt: the ban will stay."""

from __future__ import annotations

from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import STOPS, Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span

_NOT_OTHERS = frozenset({"i", "we", "you", "my", "our", "your", "it", "this", "that", "its"})
_LEAST_WORDS = 3
_MAX_ANNOUNCEMENT = 16  # tokens before the colon


def read_colon(reading: Reading, interval: Interval) -> Attribution | None:
    """Give what a colon announces as somebody's words, or null.

    Before the colon stands somebody who is blunt or clear ("Officials were blunt:"), says it
    in so many words ("She put it this way:") or owns a verdict, answer or warning ("Her
    verdict:", "He had a warning for them:"); after it a clause. Quoted words are left to the
    rules of quotations.
    """
    first, last = reading.opening(reading.sentence_of[interval[0]]), interval[1]
    colon = next(
        (i for i in range(first, min(last, first + _MAX_ANNOUNCEMENT)) if reading.lower[i] == ":"), None
    )
    if colon is None or colon == first or any(i in reading.marks for i in range(first, min(colon + 2, last))):
        return None
    content = reading.trimmed((colon + 1, last), STOPS)
    if content[1] - content[0] < _LEAST_WORDS or not _has_clause(reading, content):
        return None
    found = _owned_word(reading, first, colon) or _manner(reading, first, colon)
    if found is None:
        return None
    head, anchor, rule = found
    if reading.lower[head] in _NOT_OTHERS or not (is_speaker(reading, head) or reading.tags[head] == "PRP$"):
        return None
    start = cue_span(reading, anchor)[0] if reading.pos[anchor] in ("VERB", "AUX") else anchor
    return Attribution(
        rule=rule,
        anchor=anchor,
        source=source_span(reading, head, anchor),
        head=head,
        cue=[(start, anchor + 1)],
        content=[content],
        extra=(first, colon + 1),
    )


def _has_clause(reading: Reading, content: Interval) -> bool:
    return any(
        reading.deps[i] in ("nsubj", "nsubjpass", "expl") and reading.is_finite(reading.heads[i])
        for i in range(*content)
    )


def _owned_word(reading: Reading, first: int, colon: int) -> tuple[int, int, str] | None:
    # "Her verdict:", "The union's answer was short:", "She had a warning for them:"
    for i in range(first, colon):
        if reading.pos[i] != "NOUN" or reading.lemmas[i] not in word_list("announced"):
            continue
        owner = reading.child(i, "poss")
        if owner is not None and first <= owner:
            return owner, i, "noun"
        above = reading.heads[i]
        if reading.deps[i] == "dobj" and reading.lemmas[above] in word_list("light_verbs"):
            subject = reading.child(above, "nsubj")
            if subject is not None and first <= subject:
                return subject, i, "noun"
    return None


def _manner(reading: Reading, first: int, colon: int) -> tuple[int, int, str] | None:
    # "Officials were blunt:", "She put it this way:"
    for i in range(first, colon):
        subject = reading.child(i, "nsubj")
        if subject is None or not first <= subject < i or not reading.is_finite(i):
            continue
        if reading.lemmas[i] in ("put", "phrase", "say") and i >= colon - 5:
            entry = load_lexicon().verbs.get(reading.lemmas[i])
            said = reading.child(i, "dobj")
            if said is None or reading.lower[said] in ("it", "this", "so"):
                return (subject, i, "clause") if entry is not None or said is not None else None
        if reading.pos[i] in ("AUX", "VERB"):
            how = reading.child(i, "acomp")
            if how is not None and how < colon and reading.lemmas[how] in word_list("blunt"):
                return subject, how, "adjective"
    return None
