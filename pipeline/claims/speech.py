"""The cue beside a quotation: "…," said X; X said: "…"."""

from __future__ import annotations

from pipeline.claims.cues import clause_reach, cue_span, is_told, speaking_subject
from pipeline.claims.embedded import blunt_subject, colon_subject, naming_verb
from pipeline.claims.framings import coloured
from pipeline.claims.lexicon import Frame, load_lexicon, word_list
from pipeline.claims.quotations import SCARE_WORDS, QuotedTokens, block_of, is_sentence
from pipeline.claims.readings import FINITE, PUNCT, STOPS, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import adjacent_noun, is_passive

_STARTERS = frozenset({"DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM", "ADV", "AUX", "X"})
_GOES_ON = frozenset({"?", "!", ",", "—", "…", "..."})
_LINKS = frozenset({",", ":", "that", "—", "–"})
_DASHES = frozenset({"—", "–", "-"})
_INSIDE = frozenset({"relcl", "acl", "advcl"})
_SELVES = frozenset({"i", "we", "you"})
_SETTING = frozenset({"ADP", "ADV", "SCONJ"})
_REACH = 45  # tokens


def made_attribution(reading: Reading, quoted: QuotedTokens, verb: int, subject: int) -> Attribution:
    """Give the attribution of a quotation to a verb's subject."""
    entry = load_lexicon().verbs.get(reading.lemmas[verb])
    frame = entry.takes.get("quote", Frame()) if entry is not None else Frame()
    return Attribution(
        rule="quote",
        anchor=verb,
        source=source_span(reading, subject, verb),
        head=subject,
        cue=[cue_span(reading, verb)],
        content=list(quoted.parts),
        framing=coloured(reading, verb, frame)[0],
        voice="author" if reading.lower[subject] in _SELVES else "source",
        is_direct=True,
        extra=clause_reach(reading, verb, subject, None),
    )


def cue_after(reading: Reading, quoted: QuotedTokens) -> Attribution | None:
    """Give the attribution by a cue after a quotation in its sentence, or null.

    Any verb will do whose subject can speak if a comma closes the words inside the marks
    and the verb ends its clause ("…," the engineer shrugged.).
    """
    at = quoted.end
    if at >= reading.n or block_of(reading, at) != block_of(reading, at - 1):
        return None
    last = reading.sentence_at(at)[1]
    inside = reading.lower[at - 2] if at >= 2 else ""
    new_sentence = reading.sentence_of[at] != reading.sentence_of[at - 1]
    if new_sentence and inside not in _GOES_ON and not reading.words[at][0].islower():
        return None
    while at < last and (reading.lower[at] == "," or reading.lower[at] in _DASHES):
        at += 1
    if at >= last:
        return None
    if _takes_quote(reading, at) and reading.tags[at] in FINITE and at + 1 < last:
        subject = next((k for k in reading.children(at, "nsubj", "nsubjpass") if k > at), None)
        subject = adjacent_noun(reading, at, after=True) if subject is None else subject
        return None if subject is None else made_attribution(reading, quoted, at, subject)
    if reading.pos[at] not in _STARTERS and reading.tags[at] not in ("PRP$", "RB"):
        return None
    any_verb = inside == "," and is_sentence(reading, quoted)
    for verb in range(at + 1, min(last, at + _REACH)):
        if verb in reading.marks or reading.lower[verb] in STOPS:
            return None
        if not _is_telling(reading, verb):
            continue
        subject = speaking_subject(reading, verb)
        if subject is not None and at <= subject < verb:
            after = verb + 1
            closes = after >= last or reading.lower[after] in (",", ".") or reading.pos[after] in _SETTING
            bare = any_verb and is_speaker(reading, subject) and closes
            if bare or _takes_quote(reading, verb):
                return made_attribution(reading, quoted, verb, subject)
        if reading.deps[verb] not in _INSIDE:
            return None
    return None


def _is_telling(reading: Reading, verb: int) -> bool:
    # A verb with tense that is no auxiliary and does not lead to the next ("likes to say").
    if reading.pos[verb] not in ("VERB", "AUX") or reading.deps[verb] in ("aux", "auxpass"):
        return False
    if not is_told(reading, verb) and not _is_told_after(reading, verb):
        return False
    leads = reading.lemmas[verb] in word_list("leading")
    return not (leads and reading.lower[verb + 1 : verb + 2] == ["to"])


def _is_told_after(reading: Reading, verb: int) -> bool:
    # "…,” Doe tweeted": taken for a participle.
    beside = reading.child(verb, "nsubj") == verb - 1
    return reading.tags[verb] == "VBN" and beside and _takes_quote(reading, verb)


def cue_before(reading: Reading, quoted: QuotedTokens) -> Attribution | None:
    """Give the attribution by a cue before a quotation in its sentence, or null.

    Any verb will do that stands right before a comma or colon and words that could be a
    sentence, if its subject can speak.
    """
    first = reading.sentence_at(quoted.start)[0]
    at = quoted.start - 1
    if at < first:
        # A segmenter may end a sentence at the colon before a quotation.
        if at < 0 or reading.lower[at] != ":" or block_of(reading, at) + 1 < block_of(reading, quoted.start):
            return None
        first = reading.sentence_at(at)[0]
    separator = reading.lower[at]
    linked = separator in _LINKS
    colon = separator == ":"
    while at >= first and (reading.lower[at] in PUNCT or reading.lower[at] == "that"):
        at -= 1
    embedded = naming_verb(reading, quoted, first) or blunt_subject(reading, quoted, first)
    if embedded is not None:
        return embedded
    for verb in range(at, max(first, at - _REACH) - 1, -1):
        if reading.lower[verb] == ";" or (verb in reading.marks and not colon):
            break
        if reading.pos[verb] not in ("VERB", "AUX") or _governs_infinitive(reading, verb, quoted.start):
            continue
        any_verb = separator in (",", ":") and verb == at and is_sentence(reading, quoted)
        if any_verb or (_takes_quote(reading, verb) and (linked or verb == at)):
            subject = speaking_subject(reading, verb)
            if subject is not None and subject < quoted.start:
                speaks = is_speaker(reading, subject) and reading.lower[subject] not in _SELVES
                if speaks or not any_verb:
                    return made_attribution(reading, quoted, verb, subject)
        if reading.is_finite(verb) and not colon and reading.deps[verb] not in _INSIDE:
            break
    if colon and quoted.words > SCARE_WORDS:
        return colon_subject(reading, quoted, first, quoted.start - 1)
    return None


def _governs_infinitive(reading: Reading, verb: int, end: int) -> bool:
    # "who asked not to be named, “…”"
    return any(verb < k < end and reading.tags[k] == "VB" for k in reading.children(verb, "xcomp"))


def _takes_quote(reading: Reading, i: int) -> bool:
    entry = load_lexicon().verbs.get(reading.lemmas[i])
    if entry is None or "quote" not in entry.takes or reading.pos[i] not in ("VERB", "AUX", "NOUN", "PROPN"):
        return False
    return not (reading.pos[i] == "VERB" and is_passive(reading, i))
