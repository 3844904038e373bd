"""Attributions by passive verbs: with an agent, or handed on without saying whose."""

from __future__ import annotations

from pipeline.claims.cues import cue_span
from pipeline.claims.framings import coloured
from pipeline.claims.lexicon import Entry, Frame, word_list
from pipeline.claims.readings import STOPS, Interval, Reading
from pipeline.claims.relations import Attribution, joined, without
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import agent_of

# Passives that tell of plans and standing rather than of reports.
_NO_REPORT = frozenset(
    {"expect", "know", "see", "consider", "tell", "find", "show", "feel", "view", "regard"}
)
_FORESEEN = frozenset({"expect", "consider", "know"})  # "is expected to fall"


def read_passive(reading: Reading, verb: int, entry: Entry) -> Attribution | None:
    """Give what a passive verb attributes, or null.

    With an agent ("was accused by X of", "it was reported by X that") the agent is the
    source. Without one ("is said to have left", "has been accused of fraud") there is no
    source and the article vouches for the words, at a distance.
    """
    if reading.lemmas[verb] in ("quote", "cite") and _is_as_saying(reading, verb):
        return None  # "was quoted by X as saying": the verb of saying attributes
    agent = agent_of(reading, verb)
    if agent is not None and reading.pos[agent] == "VERB":
        agent = None
    rule = "passive" if agent is not None else "hearsay"
    if agent is None:
        aside = _said_aside(reading, verb, entry)
        if aside is not None:
            return aside
    found = _content(reading, verb, entry, agent)
    if found is None:
        return None
    frame, content = found
    if agent is not None and frame.needs and not is_speaker(reading, agent):
        return None
    framing, voice = coloured(reading, verb, frame)
    if agent is None:
        voice, framing = "author", "claimed" if framing == "stated" else framing
        if reading.lemmas[verb] in _NO_REPORT:
            rule, framing = "object", "stated"  # "is expected to fall": nobody's report
    source = None if agent is None else source_span(reading, agent, verb)
    if source is not None:  # "accused by two members of lying": the charge hangs on the accusers
        source = source[0], min([source[1], *(start for start, _ in content if start > source[0])])
    span = cue_span(reading, verb)
    holes = [span] if source is None else [span, source]
    pieces = [reading.trimmed(part, STOPS | {","}) for piece in content for part in without(piece, holes)]
    pieces = joined(pieces)
    if not pieces:
        return None
    cue = [span] if agent is None else joined([span, (reading.heads[agent], reading.heads[agent] + 1)])
    return Attribution(rule, verb, source, agent, cue, pieces, framing, voice)


def _is_as_saying(reading: Reading, verb: int) -> bool:
    return any(
        reading.lower[k] == "as" and reading.child(k, "pcomp") is not None
        for k in reading.children(verb, "prep")
    )


def _said_aside(reading: Reading, verb: int, entry: Entry) -> Attribution | None:
    # "Closed labs, it is said, are unaccountable": set off by commas, of nobody.
    first, last = reading.sentence_at(verb)
    start, end = verb - 2, verb + 1
    if reading.lower[max(0, start)] != "it" or reading.lower[verb - 1] not in ("is", "was"):
        return None
    if "aside" not in entry.takes or start <= first or reading.lower[start - 1] != "," or end >= last:
        return None
    if reading.lower[end] not in (",", ".", ";"):
        return None
    pieces = [reading.trimmed(piece, STOPS | {","}) for piece in ((first, start), (end, last))]
    content = [piece for piece in pieces if piece[0] < piece[1]]
    return Attribution("hearsay", verb, None, None, [(start, end)], content, "claimed", "author")


def _content(
    reading: Reading, verb: int, entry: Entry, agent: int | None
) -> tuple[Frame, list[Interval]] | None:
    lower, deps = reading.lower, reading.deps
    subject = reading.child(verb, "nsubjpass", "nsubj", "expl")
    clause = next((k for k in reading.children(verb, "ccomp") if k > verb and reading.is_finite(k)), None)
    lemma = reading.lemmas[verb]
    if clause is not None and "clause" in entry.takes:
        if agent is None and lemma in word_list("recipients") and subject is not None:
            return entry.takes["clause"], [(max(reading.left[clause], verb + 1), reading.right[clause])]
        if agent is None and (subject is None or lower[subject] != "it"):
            return None
        return entry.takes["clause"], [(max(reading.left[clause], verb + 1), reading.right[clause])]
    if subject is None and deps[verb] == "conj":
        subject = reading.child(reading.heads[verb], "nsubjpass", "nsubj")
    if subject is None and deps[verb] == "acl":
        subject = reading.heads[verb]
        phrase: Interval = (reading.left[subject], verb)
    elif subject is None:
        return None
    else:
        phrase = reading.subtree(subject)
    if lower[subject] in ("it", "who", "which", "that") and agent is None:
        return None
    raised = next((k for k in reading.children(verb, "xcomp") if k > verb), None)
    quiet = lemma in _NO_REPORT and agent is None
    if raised is not None and lemma in word_list("hearsay") and (not quiet or lemma in _FORESEEN):
        return Frame("claimed" if agent is None else "stated"), [phrase, (verb + 1, reading.right[raised])]
    for kid in reading.children(verb, "prep"):
        if reading.child(kid, "pobj", "pcomp") is None:
            continue
        if kid > verb and lower[kid] in entry.pairs and (agent is not None or lower[kid] in ("of", "as")):
            frame = entry.pairs[lower[kid]]
            if lower[kid] not in ("of", "as"):  # "was mocked by X for": an act, not a claim
                frame = Frame(frame.framing, "author", frame.needs)
            return frame, [phrase, (kid, reading.right[kid])]
    if agent is not None:
        for kid in reading.children(agent, "prep"):
            if lower[kid] in entry.pairs and reading.child(kid, "pcomp") is not None:
                return entry.pairs[lower[kid]], [phrase, (kid, reading.right[kid])]
    said = next((k for k in reading.children(verb, "oprd") if k > verb), None)
    if said is not None and "small" in entry.takes and agent is not None:
        return entry.takes["small"], [phrase, (reading.left[said], reading.right[said])]
    if agent is not None and "object" in entry.takes and deps[verb] != "acl":
        frame = entry.takes["object"]
        return Frame(frame.framing, "author", "speaker"), [phrase]
    return None
