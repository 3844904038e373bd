"""Attributions by nouns: X's claim that, warnings from X that."""

from __future__ import annotations

from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import Entry, load_lexicon, word_list
from pipeline.claims.readings import STOPS, Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import agent_of, find_subject, is_passive

_GIVERS = frozenset({"of", "by", "from", "among", "in"})
_COPULAS = frozenset({"be", "remain"})
NOT_OTHERS = frozenset({"i", "we", "you", "one", "my", "our", "your", "one's", "this", "that", "it", "there"})


def read_noun(reading: Reading, noun: int, entry: Entry) -> Attribution | None:
    """Give what a reporting noun attributes, or null.

    The source is its owner ("X's claim", "claims by X") or, with verbs such as "voice" and
    "make", their subject. Content without any source is attributed to nobody, and only if
    it is a clause ("amid fears that it fell").
    """
    found = _noun_content(reading, noun, entry)
    if found is None:
        return None
    rule_key, content = found
    frame = (
        entry.takes.get(rule_key)
        or next(iter(entry.takes.values()), None)
        or next(iter(entry.preps.values()))
    )
    head, extra_cue = owner_of(reading, noun)
    if head is None and (rule_key != "clause" or reading.child(noun, "neg") is not None):
        return None
    if head is None and any(reading.lower[k] == "no" for k in reading.children(noun, "det")):
        return None  # "there is no doubt that": the author's own
    if head is not None and reading.lower[head] in NOT_OTHERS:
        return None
    if head is not None and not is_speaker(reading, head) and reading.tags[head] != "PRP$":
        head = None
        if rule_key != "clause":
            return None
    source: Interval | None = None
    if head is not None:
        source = source_span(reading, head, noun)
        if source[1] <= noun and reading.lower[source[1] : source[1] + 1] in (["'s"], ["’s"], ["'"], ["’"]):
            source = (source[0], source[1] + 1)
    voice = "source" if rule_key == "clause" and head is not None else "author"
    cue = sorted([(noun, noun + 1), *([extra_cue] if extra_cue is not None else [])])
    attribution = Attribution("noun", noun, source, head, cue, [content], frame.framing, voice)
    if content[0] > reading.heads[noun] > noun:  # "X's view is that": nothing is left to the article
        attribution.extra = (reading.left[noun], content[0])
    elif extra_cue is not None:
        attribution.extra = (min(extra_cue[0], source[0] if source else noun), noun + 1)
    return attribution


def _noun_content(reading: Reading, noun: int, entry: Entry) -> tuple[str, Interval] | None:
    lower = reading.lower
    for kid in reading.children(noun, "acl", "ccomp", "relcl"):
        if kid < noun:
            continue
        start, end = max(reading.left[kid], noun + 1), reading.right[kid]
        first = reading.child(kid, "mark")
        if "clause" in entry.takes and first is not None and lower[first] in ("that", "whether"):
            return "clause", reading.trimmed((start, end), STOPS | {","})
        if "infinitive" in entry.takes and reading.deps[kid] == "acl" and reading.tags[kid] == "VB":
            return "infinitive", (start, end)
    above = reading.heads[noun]
    if (
        "clause" in entry.takes
        and reading.deps[noun] in ("nsubj", "nsubjpass")
        and reading.lemmas[above] in _COPULAS
        and reading.pos[above] in ("AUX", "VERB")
    ):
        for kid in reading.children(above, "ccomp", "attr"):
            mark = reading.child(kid, "mark")
            if kid > above and mark is not None and lower[mark] == "that":
                return "clause", (reading.left[kid], reading.right[kid])
    for kid in reading.children(noun, "prep"):
        if kid > noun and lower[kid] in entry.preps and reading.child(kid, "pobj", "pcomp") is not None:
            if lower[kid] == "of" and _giver(reading, noun) == reading.child(kid, "pobj"):
                continue
            return "phrase", (kid, reading.right[kid])
    return None


def _giver(reading: Reading, noun: int) -> int | None:
    givers = list(reading.children(noun, "prep", "agent"))
    for kid in reading.children(noun, "prep"):  # "claim (of bias by X)"
        of = reading.child(kid, "pobj")
        if of is not None and reading.lower[kid] == "of":
            givers += (k for k in reading.children(of, "prep") if reading.lower[k] == "by")
    for kid in givers:
        if kid > noun and reading.lower[kid] in _GIVERS:
            pobj = reading.child(kid, "pobj")
            if (
                pobj is not None
                and is_speaker(reading, pobj)
                and (reading.lower[kid] in ("by", "from", "among") or not _takes_of(reading, noun))
            ):
                return pobj
    return None


def _takes_of(reading: Reading, noun: int) -> bool:
    entry = load_lexicon().nouns.get(reading.lemmas[noun])
    return entry is not None and "of" in entry.preps


def owner_of(reading: Reading, noun: int) -> tuple[int | None, Interval | None]:
    """Give the head of whom a noun of speech belongs to, and the cue of a verb that lends it."""
    owner = reading.child(noun, "poss")
    if owner is not None:
        above = reading.heads[noun]
        if reading.deps[noun] == "dobj" and reading.lemmas[above] in word_list("light_verbs"):
            subject = find_subject(reading, above)
            if (
                reading.tags[owner] == "PRP$"
                and subject is not None
                and reading.lower[subject] not in NOT_OTHERS
            ):
                return subject, cue_span(reading, above)  # "she repeated her claim"
        return owner, None
    giver = _giver(reading, noun)
    if giver is not None:
        return giver, None
    above = reading.heads[noun]
    light = word_list("light_verbs")
    if reading.deps[noun] == "dobj" and reading.lemmas[above] in light:
        return find_subject(reading, above), cue_span(reading, above)
    if reading.deps[noun] == "nsubjpass" and reading.lemmas[above] in light and is_passive(reading, above):
        return agent_of(reading, above), cue_span(reading, above)
    return None, None
