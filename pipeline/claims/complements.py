"""Clauses that a verb reports: X said (that) it fell."""

from __future__ import annotations

from pipeline.claims.contents import content_end, end_after_colon, end_of_second_that
from pipeline.claims.lexicon import Entry, Frame, load_lexicon, word_list
from pipeline.claims.readings import BREAKS, MARKS, STOPS, Reading
from pipeline.claims.relations import Found

_DAYS = frozenset({"npadvmod", "advmod"})
_OPENERS = frozenset({"that", "whether", "how", "why", "what", "who", "where"})
_GAPS = frozenset({"that", "what", "who", "which", "whatever"})
_FILLED = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr", "auxpass"})
_PRONOUNS = frozenset({"something", "anything", "nothing", "everything", "things", "all", "much"})
_NOMINAL = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl"})
_MAX_BEFORE_THAT = 14  # tokens


def read_clause(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give the clause that a verb reports ("said (that) it fell"), or null."""
    frame = entry.takes.get("clause")
    if frame is None:
        return None
    for clause in reading.children(verb, "ccomp"):
        if clause < verb or reading.right[clause] <= verb + 1 or not is_clause(reading, clause):
            continue
        start = _clause_start(reading, verb, clause)
        if start is None:
            continue
        end = content_end(reading, verb, reading.right[clause])
        end = end_after_colon(reading, end_of_second_that(reading, start, end))
        return "clause", frame, [reading.trimmed((start, end), STOPS | {","})]
    return _bare_clause(reading, verb, entry, frame)


def is_clause(reading: Reading, clause: int) -> bool:
    """Tell whether a complement is a clause of its own: with tense, or opened by "that" or "how"."""
    return reading.is_finite(clause) or any(
        k < clause and (reading.deps[k] == "mark" or reading.lower[k] in _OPENERS)
        for k in reading.kids[clause]
    )


def _clause_start(reading: Reading, verb: int, clause: int) -> int | None:
    # Where a reported clause begins; null for a clause that is none of this verb's.
    start = max(reading.left[clause], verb + 1)
    if _has_stray_opening(reading, clause, start):
        return None
    colon = next((k for k in range(verb + 1, start + 1) if reading.lower[k] == ":"), None)
    if colon is not None and colon > verb + 1 and start not in reading.marks:
        return None  # "answered late: it was …" explains, it does not report
    own = reading.child(clause, "nsubj", "nsubjpass", "expl", "csubj")
    told = reading.deps[verb] == "relcl" and reading.lemmas[verb] in word_list("recipients")
    if told and own is not None and reading.deps[start] not in ("mark", "advmod"):
        return None  # "the first thing that he tells visitors is": no clause of "tells"
    if own is None:
        obj = next((k for k in reading.children(verb, "dobj") if verb < k < clause), None)
        if obj is not None:
            start = reading.left[obj]  # the clause's subject was taken for an object
        elif reading.tags[clause] in ("VBZ", "VBP", "VBD") and not _has_gap(reading, verb, clause):
            return None
    while start < clause and reading.lower[start] in BREAKS:
        start += 1
    return start


def _has_stray_opening(reading: Reading, clause: int, start: int) -> bool:
    # "expects a child and Jane will": words before the subject that are another phrase.
    subject = reading.child(clause, "nsubj", "nsubjpass", "expl")
    if subject is None or subject > clause or reading.lower[start] in ("that", "whether", "if"):
        return False
    return any(
        reading.deps[k] == "cc"
        or (reading.deps[k] in ("dobj", "npadvmod", "dep") and reading.lower[reading.right[k]] == ",")
        for k in reading.kids[clause]
        if start <= k < subject
    )


def _has_gap(reading: Reading, verb: int, clause: int) -> bool:
    # "which the company said showed": the antecedent is the clause's subject.
    if any(reading.lower[k] in _GAPS for k in range(reading.left[clause], clause)):
        return True
    at = verb
    while reading.deps[at] in ("ccomp", "conj", "xcomp"):
        at = reading.heads[at]
    return reading.deps[at] in ("relcl", "csubj", "pcomp") or reading.lower[clause] in MARKS


def _bare_clause(reading: Reading, verb: int, entry: Entry, frame: Frame) -> Found:
    # The parser missed the clause: "that" after the verb still shows it, and after plain
    # speech verbs so do words with a finite verb.
    last = reading.sentence_at(verb)[1]
    start = verb + 1
    while start < last and reading.deps[start] in _DAYS and reading.lower[start] not in BREAKS:
        start += 1
    that = _later_that(reading, verb, start, last)
    if that is None and (start >= last or not _may_open(reading, entry, start)):
        return None
    start = start if that is None else that
    end = next((i for i in range(start, last) if reading.lower[i] in (";", "“")), last)
    for i in range(start, end):
        if reading.deps[i] in ("nsubj", "nsubjpass") and start < reading.heads[i] < end:
            if not reading.is_finite(reading.heads[i]) or (that is None and not _is_plain(reading, start, i)):
                return None
            return "clause", frame, [reading.trimmed((start, end), STOPS | {","})]
    return None


def _later_that(reading: Reading, verb: int, start: int, last: int) -> int | None:
    # "told reporters after the meeting that": the "that" of a verb's clause, not of a noun's.
    lower = reading.lower
    at, stop = start, min(start + _MAX_BEFORE_THAT, last)
    while at < stop and lower[at] != "that" and lower[at] not in BREAKS and reading.pos[at] != "VERB":
        at += 1
    if at + 1 >= last or lower[at] != "that":
        return None
    if lower[at - 1] in _PRONOUNS:
        return None  # "told them something that they knew"
    nouns = load_lexicon().nouns
    if any(reading.lemmas[k] in nouns and reading.pos[k] == "NOUN" for k in range(verb + 1, at)):
        return None  # "pointed to the announcement by X that"
    if at == start or reading.lemmas[verb] in word_list("recipients"):
        return at
    if reading.tags[at] == "WDT":
        return at if _is_no_relative(reading, verb, at) else None
    return at if reading.tags[at] == "IN" and reading.child(verb, "dobj") is None else None


def _is_no_relative(reading: Reading, verb: int, that: int) -> bool:
    # "alleged in the lawsuit that Doe inflicted harm": a clause that lacks nothing belongs to
    # the verb, though the parser hung it on the noun before it.
    clause = reading.heads[that]
    while reading.deps[clause] in ("xcomp", "ccomp") and reading.heads[clause] > that:
        clause = reading.heads[clause]
    between = [k for k in reading.kids[verb] if verb < k < that]
    if reading.deps[clause] != "relcl" or not all(reading.deps[k] in {"prep", *_DAYS} for k in between):
        return False
    subject = reading.child(clause, "nsubj", "nsubjpass")
    if subject is None or subject == that:
        return False
    return any(reading.deps[k] in _FILLED and k != that for k in reading.kids[clause])


def _may_open(reading: Reading, entry: Entry, start: int) -> bool:
    if not {"quote", "aside"} <= entry.takes.keys():
        return False
    return reading.pos[start] in _NOMINAL or reading.lower[start] in word_list("clause_openers")


def _is_plain(reading: Reading, start: int, subject: int) -> bool:
    # Whether words without "that" look like a main clause from their start to its subject.
    holder = reading.heads[subject]
    if reading.lower[subject] in _GAPS or subject > start + _MAX_BEFORE_THAT:
        return False
    if reading.deps[holder] in _SUBORDINATE or reading.child(holder, "mark") is not None:
        return False
    if not any(reading.lower[k] in BREAKS for k in range(start, subject)):
        return True
    return reading.lower[start] in word_list("clause_openers") or reading.pos[start] == "ADV"
