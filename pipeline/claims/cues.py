"""The words of a cue and the reach of its reporting clause."""

from __future__ import annotations

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import BREAKS, PUNCT, SUBJECTS, Interval, Reading
from pipeline.claims.subjects import adjacent_noun, find_subject

RIVALS = frozenset({"while", "whereas", "but", "and", "although", "though"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt", "advmod", "expl"})
# What may stand in a reporting clause beside subject and verb without being content.


def cue_span(reading: Reading, verb: int) -> Interval:
    """Give a verb with its auxiliaries, negation, particle and the adverbs between them.

    A verb that only leads to the reporting one is part of it: "went on to say".
    """
    start, end = verb, verb + 1
    lower, deps = reading.lower, reading.deps
    for kid in reading.kids[verb]:
        if deps[kid] in _GROUP and lower[kid] not in PUNCT:
            if kid < verb and verb - kid <= 4 and not _has_between(reading, kid, verb):
                start = min(start, kid)
            elif kid == end and deps[kid] in ("prt", "neg"):
                end = kid + 1
    above = reading.heads[verb]
    leads = reading.lemmas[above] in word_list("leading")
    if deps[verb] == "xcomp" and above < verb and verb - above <= 4 and leads:
        between = range(above + 1, verb)
        if all(reading.pos[k] in ("PART", "ADV", "ADP", "ADJ", "AUX") for k in between):
            start = min(start, cue_span(reading, above)[0])
    return start, end


def _has_between(reading: Reading, left: int, right: int) -> bool:
    return any(
        reading.deps[k] in SUBJECTS or reading.lower[k] in BREAKS or k in reading.marks
        for k in range(left + 1, right)
    )


def is_told(reading: Reading, verb: int) -> bool:
    """Tell whether a verb has tense, itself or through the verb that leads to it ("likes to say")."""
    if reading.is_finite(verb):
        return True
    above = reading.heads[verb]
    if reading.deps[verb] != "xcomp" or reading.lemmas[above] not in word_list("leading"):
        return False
    return reading.is_finite(above)


def hanging_subject(reading: Reading, verb: int, subject: int | None) -> int | None:
    """Give a subject if it hangs on the verb itself; null for a shared one."""
    return subject if subject is not None and reading.heads[subject] == verb else None


def clause_reach(reading: Reading, verb: int, subject: int | None, content: Interval | None) -> Interval:
    """Give the reporting clause: subject, verb and what modifies them, without the content.

    The reach never crosses a quotation mark, and ends before ``content``.
    """
    start, end = cue_span(reading, verb)
    if subject is not None and abs(subject - verb) < 60:
        low, high = reading.subtree(subject)
        if not low <= verb < high:
            start, end = min(start, low), max(end, high)
    first, last = reading.sentence_at(verb)
    lower = reading.lower
    while end < last:
        kid = _child_at(reading, verb, end)
        if (
            kid is None
            or reading.deps[kid] not in word_list("reporting_modifiers")
            or lower[kid] in BREAKS
            or kid in reading.marks
        ):
            break
        if content is not None and content[0] < reading.right[kid] and kid < content[1]:
            break
        low, high = reading.subtree(kid)
        if low < end or any(k in reading.marks for k in range(low, high)):
            break
        end = high
    while start > first:
        kid = _child_ending(reading, verb, start)
        if (
            kid is None
            or reading.deps[kid] not in ("advmod", "npadvmod", "mark", "cc")
            or lower[kid] in BREAKS
        ):
            break
        start = reading.left[kid]
    return start, end


def _child_at(reading: Reading, verb: int, start: int) -> int | None:
    return next((kid for kid in reading.kids[verb] if kid >= start and reading.left[kid] == start), None)


def _child_ending(reading: Reading, verb: int, end: int) -> int | None:
    return next((kid for kid in reading.kids[verb] if kid < verb and reading.right[kid] == end), None)


def speaking_subject(reading: Reading, verb: int, *, inverted: bool = False) -> int | None:
    """Give the subject of a reporting verb, from the parse or from the words beside it."""
    subject = find_subject(reading, verb)
    opening = reading.opening(reading.sentence_of[verb])
    if (
        subject is not None
        and subject < opening <= verb
        and reading.sentence_of[subject] == reading.sentence_of[verb]
    ):
        names = [k for k in range(opening, verb) if reading.pos[k] in ("PROPN", "NOUN", "PRON")]
        subject = next((k for k in reversed(names) if reading.deps[k] != "npadvmod"), None)
    if subject is None and reading.tags[verb] in ("VBD", "VBZ", "VBP", "VBN"):
        if inverted:
            subject = adjacent_noun(reading, verb, after=True)
        if subject is None:
            subject = adjacent_noun(reading, verb, after=False)
    return subject
