"""Reporting clauses set off by commas: it fell, X said."""

from __future__ import annotations

from pipeline.claims.continuations import part_after
from pipeline.claims.cues import clause_reach, cue_span, hanging_subject, is_told
from pipeline.claims.lexicon import Entry, load_lexicon, word_list
from pipeline.claims.readings import DASHES, FINITE, STOPS, Interval, Reading
from pipeline.claims.relations import Found

_BEFORE = frozenset({",", "(", ")", "?", "!"}) | DASHES
_BORDERS = frozenset({",", "(", ")"}) | DASHES | STOPS
_NOMINAL = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ"})
_FUNCTION = frozenset({"ADP", "SCONJ", "ADV", "CCONJ"})
_CONNECTIVES = frozenset({"CCONJ", "ADV", "SCONJ", "INTJ"})
_HEADLINE_VERBS = frozenset({"say", "claim", "insist", "argue", "report", "warn"})
_MAX_LATE_END = 25  # tokens from an inverted verb's reach to the sentence's end


def read_aside(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give what an aside reports ("it fell, X said"): the words before it, and after if they go on."""
    frame = entry.takes.get("aside")
    if frame is None or subject is None or not is_told(reading, verb):
        return None
    own = hanging_subject(reading, verb, subject)
    if own is None and reading.deps[subject] in ("nsubj", "nsubjpass") and abs(subject - verb) > 3:
        return None
    if _has_object(reading, verb, subject):
        return None
    reach = _aside_reach(reading, verb, subject)
    if reach is None:
        return None
    start, end = reach
    first, last = reading.opening(reading.sentence_of[verb]), reading.sentence_at(verb)[1]
    before = (_left_border(reading, verb, first, start), start - 1)
    while before[1] > before[0] and reading.lower[before[1] - 1] == ",":
        before = (before[0], before[1] - 1)
    after = part_after(reading, verb, end, last)
    before = _speech_only(reading, before)
    content = [before] if before[0] < before[1] else []
    if after is None:
        if not content or is_circumstance(reading, verb, before):
            return None
    else:
        if content and (
            _is_connective(reading, before) or _is_setting(reading, verb, before, participle=True)
        ):
            content = []
        after = reading.trimmed(after, STOPS | {","})
        content += [after] if after[0] < after[1] else []
    return ("aside", frame, content) if content else None


def _speech_only(reading: Reading, before: Interval) -> Interval:
    # A byline or a topic before words in quotation marks is not said: "By JANE DOE “We …,”".
    opened = next((k for k in range(*before) if k in reading.marks), None)
    if opened is None or opened + 1 >= before[1] or not reading.words[opened + 1][:1].isupper():
        return before
    if before[1] - 1 not in reading.marks or any(
        reading.pos[k] in ("VERB", "AUX") for k in range(before[0], opened)
    ):
        return before
    return opened, before[1]


def _has_object(reading: Reading, verb: int, subject: int) -> bool:
    # "X mentioned the plan," is no aside; "X told reporters," is.
    if reading.lemmas[verb] in word_list("recipients"):
        return False
    return any(k > verb and k != subject for k in reading.children(verb, "dobj"))


def _aside_reach(reading: Reading, verb: int, subject: int) -> Interval | None:
    # The reporting clause, if punctuation sets it off on both sides.
    start, end = clause_reach(reading, verb, subject, None)
    first, last = reading.opening(reading.sentence_of[verb]), reading.sentence_at(verb)[1]
    if start <= first or start > verb:
        return None
    if reading.lower[start - 1] not in _BEFORE and start - 1 not in reading.marks:
        return None
    if end < last and reading.lower[end] not in _BORDERS and end not in reading.marks:
        if not is_inverted(reading, verb) or start < verb or last - end > _MAX_LATE_END:
            return None
        end = last
    return start, end


def is_inverted(reading: Reading, verb: int) -> bool:
    """Tell whether a verb follows a comma or quotation mark, where its subject may come after it."""
    if verb <= reading.sentence_at(verb)[0] or reading.tags[verb] not in FINITE:
        return False
    return verb - 1 in reading.marks or reading.lower[verb - 1] in (",", "?", "!")


def is_enclosed(reading: Reading, verb: int, subject: int) -> bool:
    """Tell whether subject and verb stand between commas: "changed so often, he argued, that"."""
    start, end = cue_span(reading, verb)
    low, high = min(start, reading.left[subject]), max(end, reading.right[subject])
    first, last = reading.sentence_at(verb)
    if not first < low or high >= last or reading.lower[low - 1] != "," or reading.lower[high] != ",":
        return False
    return not is_circumstance(reading, verb, (first, low - 1))


def is_set_off(reading: Reading, verb: int) -> bool:
    """Tell whether a verb and the noun after it are set off by commas, whatever the parse says."""
    if any(k < verb for k in reading.children(verb, "ccomp")):
        return True
    at, last = verb + 1, reading.sentence_at(verb)[1]
    while at < min(verb + 7, last) and reading.pos[at] in _NOMINAL:
        at += 1
    return at > verb + 1 and (at >= last or reading.lower[at] in _BORDERS)


def is_circumstance(reading: Reading, verb: int, before: Interval) -> bool:
    """Tell whether words before an aside only say when or where it was said.

    "When asked, X explained." and "On Tuesday, X said." report nothing before the verb. A
    phrase without a verb is content only before plain verbs such as "say", as headlines have it.
    """
    if _is_setting(reading, verb, before, participle=False) or _is_setting(
        reading, verb, before, participle=True
    ):
        return True
    for i in range(*before):
        if reading.pos[i] in ("VERB", "AUX") and (
            reading.is_finite(i) or reading.child(i, "nsubj", "nsubjpass") is not None
        ):
            return False
    plain = reading.lemmas[verb] in _HEADLINE_VERBS and before[1] - before[0] > 3
    return not plain or reading.pos[before[0]] in _FUNCTION


def _is_setting(reading: Reading, verb: int, before: Interval, *, participle: bool) -> bool:
    # Whether a participle ("Asked about it,") or a clause of circumstance ("When asked,")
    # opens the words and is all their verbs.
    for i in range(*before):
        if reading.deps[i] != "advcl" or reading.pos[i] != "VERB":
            continue
        opener = reading.left[i]
        if participle:
            opens = opener == before[0] and reading.tags[opener] in ("VBN", "VBG")
        else:
            opens = reading.heads[i] == verb and reading.lower[opener] in word_list("circumstances")
        if opens:
            rest = (k for k in range(*before) if not reading.left[i] <= k < reading.right[i])
            return not any(reading.pos[k] in ("VERB", "AUX") for k in rest)
    return False


def _left_border(reading: Reading, verb: int, first: int, start: int) -> int:
    # Content reaches back to the sentence's start, or to the boundary after an earlier
    # reporting clause: "A said X, but Y, B said".
    lower = reading.lower
    dashed = any(lower[k] in DASHES for k in range(verb, min(verb + 4, reading.n)))
    for i in range(start - 2, first, -1):
        if lower[i] in (";", ":") or (dashed and lower[i] in DASHES and not reading.is_hyphen(i)):
            return i + 1
        joined = lower[i] in ("but", "while", "whereas") and lower[i - 1] in (",", "”", '"', "’")
        if joined and any(_reports(reading, k) for k in range(first, i)):
            return i + 1
    return first


def _reports(reading: Reading, i: int) -> bool:
    entry = load_lexicon().verbs.get(reading.lemmas[i])
    if entry is None or "aside" not in entry.takes or reading.tags[i] != "VBD":
        return False
    return reading.child(i, "dobj") is None or reading.child(i, "ccomp") is not None  # not "denied it"


def _is_connective(reading: Reading, before: Interval) -> bool:
    return before[1] - before[0] <= 1 and reading.pos[before[0]] in _CONNECTIVES
