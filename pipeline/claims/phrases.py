"""Attributions by phrases: according to X, in X's view, per X, for X."""

from __future__ import annotations

from pipeline.claims.around import attribution_around
from pipeline.claims.as_clauses import read_as_clause, read_hearsay
from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution, without
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import RELATIVES


def read_phrases(reading: Reading, interval: Interval) -> list[Attribution]:
    """Give the attributions of a sentence that hang on a phrase, not on a verb of its own."""
    found: list[Attribution] = []
    for i in range(*interval):
        word = reading.lower[i]
        read = _READERS.get(word)
        attribution = read(reading, i, interval) if read is not None else None
        if attribution is not None:
            found.append(attribution)
    return found


def _according(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    if reading.lower[i + 1 : i + 2] != ["to"]:
        return None
    to = i + 1
    head = reading.child(to, "pobj") or reading.child(i, "pobj")
    if head is None:
        head = next(
            (k for k in range(to + 1, interval[1]) if reading.pos[k] in ("NOUN", "PROPN", "PRON")), None
        )
    if head is None:
        return None
    source = source_span(reading, head, i)
    if source[0] <= to:
        source = (to + 1, max(to + 2, source[1]))
    source = _shortened(reading, source, head)
    return attribution_around(reading, i, (i, to + 1), source, head, interval)


def _shortened(reading: Reading, source: Interval, head: int) -> Interval:
    # "According to X, it fell": a parse that took the main clause into the phrase is cut
    # at the first comma that a finite clause follows.
    start, end = source
    for k in range(head + 1, end):
        if reading.lower[k] != ",":
            continue
        if reading.lower[k + 1] in ("who", "which", "whose", "where"):
            continue
        if any(reading.pos[j] in ("VERB", "AUX") and reading.is_finite(j) for j in range(k + 1, end)):
            return start, k
    return source


def _viewpoint(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    # "in X's view", "in the words of X", "from X's perspective".
    noun = reading.child(i, "pobj")
    if noun is None or noun - i > 8 or reading.lower[noun] not in word_list("viewpoints"):
        return None
    head = reading.child(noun, "poss")
    if head is None:
        of = next((k for k in reading.children(noun, "prep") if reading.lower[k] == "of"), None)
        head = None if of is None else reading.child(of, "pobj")
    if head is None or (not is_speaker(reading, head) and reading.tags[head] != "PRP$"):
        return None
    if reading.lower[head] in ("my", "our", "your", "i", "we"):
        return None
    source = source_span(reading, head, i)
    end = max(source[1], noun + 1)
    found = attribution_around(reading, i, (i, end), None, None, interval)
    if found is None:
        return None
    found.source, found.head = source, head
    if reading.lower[found.content[0][0]] in RELATIVES:
        found.voice = "author"
    found.cue = without((i, noun + 1), [source])
    found.extra = (i, end)
    return found


def _via(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    # "(via Reuters)", not "watch it via Fox News".
    apart = i > interval[0] and reading.lower[i - 1] in (",", "(", "—", "–")
    return _per(reading, i, interval) if apart else None


def _per(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    head = reading.child(i, "pobj")
    mention = None if head is None else reading.mention_at(head)
    if head is None or mention is None or reading.pos[head] != "PROPN":
        return None
    if mention["label"] not in ("PERSON", "ORG") and mention["side"] is None:
        return None
    return attribution_around(reading, i, (i, i + 1), source_span(reading, head, i), head, interval)


def _for(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    # "For X, the rules are a mistake", "To X, they are": only at the start, and only for
    # those who can think.
    if i != interval[0]:
        return None
    head = reading.child(i, "pobj")
    if head is None or reading.lower[reading.right[head] : reading.right[head] + 1] != [","]:
        return None
    mention = reading.mention_at(head)
    label = None if mention is None else mention["label"]
    known = label in ("PERSON", "NORP") or (
        reading.lemmas[head] in word_list("people") and reading.tags[head] == "NNS"
    )
    root = next((k for k in range(*interval) if reading.heads[k] == k and k > head), None)
    if reading.lower[i] == "to" and label != "PERSON":
        return None
    if not known or root is None or reading.lemmas[root] not in ("be", "mean", "remain", "matter"):
        return None
    return attribution_around(reading, i, (i, i + 1), source_span(reading, head, i), head, interval)


def _to(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    return _viewpoint(reading, i, interval) or _for(reading, i, interval)


_READERS = {
    "according": _according,
    "as": read_as_clause,
    "in": _viewpoint,
    "from": _viewpoint,
    "on": _viewpoint,
    "by": _viewpoint,
    "to": _to,
    "per": _per,
    "via": _via,
    "for": _for,
    **dict.fromkeys(("reportedly", "allegedly", "supposedly", "purportedly"), read_hearsay),
}
