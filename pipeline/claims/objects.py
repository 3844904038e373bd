"""Objects, infinitives and phrases as content: called it unfair, vowed to fight, warned of loss."""

from __future__ import annotations

from pipeline.claims.complements import is_clause
from pipeline.claims.contents import content_end
from pipeline.claims.lexicon import Entry, Frame, load_lexicon, word_list
from pipeline.claims.nouns import read_noun
from pipeline.claims.readings import Reading
from pipeline.claims.relations import Found

_PREDICATES = frozenset({"prep", "dative", "advcl", "mark"})
_OF_OBJECT = frozenset({"of", "for", "as"})
_PRONOUNS = frozenset({"them", "it", "him", "her", "us", "me", "you"})
_NO_CONTENT = frozenset({"himself", "herself", "themselves", "itself", "which", "that", "who"})


def _object_of(reading: Reading, verb: int, before: int | None = None) -> int | None:
    stop = reading.n if before is None else before
    return next((k for k in reading.children(verb, "dobj") if verb < k < stop), None)


def read_complement(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give an object and what is said of it ("called it unfair", "accused Y of fraud"), or null."""
    small = entry.takes.get("small")
    obj = _object_of(reading, verb)
    if small is not None:
        said = next((k for k in reading.children(verb, "oprd", "attr", "acomp") if k > verb), None)
        if obj is not None and said is not None and said > obj:
            end = content_end(reading, verb, reading.right[said])
            return "complement", small, [(reading.left[obj], end)]
        if any(k < verb and reading.lower[k] == "what" for k in reading.kids[verb]):
            named = next(
                (k for k in reading.children(verb, "dobj", "oprd", "ccomp", "attr") if k > verb), None
            )
            if named is not None:  # "what prosecutors call a code of silence"
                return "object", _quiet(small), [(verb + 1, reading.right[named])]
        clause = next((k for k in reading.children(verb, "ccomp") if k > verb), None)
        if (
            clause is not None
            and reading.child(clause, "nsubj") is not None
            and not is_clause(reading, clause)
        ):
            return "complement", small, [reading.subtree(clause)]
    return _read_pair(reading, verb, entry, obj) if entry.pairs else None


def _read_pair(reading: Reading, verb: int, entry: Entry, obj: int | None) -> Found:
    # An object and the phrase that says something of it, or "referred to Y as Z".
    lower = reading.lower
    for kid in reading.kids[verb]:
        if kid < verb or reading.deps[kid] not in _PREDICATES:
            continue
        opener = lower[reading.left[kid]] if reading.deps[kid] == "advcl" else lower[kid]
        if opener not in entry.pairs:
            continue
        if obj is not None and obj < kid:
            return "complement", entry.pairs[opener], [(reading.left[obj], reading.right[kid])]
        if obj is None and opener == "as" and "to" in entry.preps:
            to = next((k for k in reading.children(verb, "prep") if lower[k] == "to" and k < kid), None)
            if to is not None:
                return "complement", entry.pairs["as"], [(to + 1, reading.right[kid])]
    if obj is None:
        if any(k < verb and lower[k] == "what" for k in reading.kids[verb]):
            for kid in reading.children(verb, "prep"):  # "what she described as a mess"
                if kid > verb and lower[kid] == "as" and "as" in entry.pairs:
                    return "object", _quiet(entry.pairs["as"]), [(kid + 1, reading.right[kid])]
        return None
    for kid in reading.children(obj, "prep"):  # the phrase hung on the object: "accused (Y of fraud)"
        if reading.mention_of.get(kid, -1) == reading.mention_of.get(obj, -2):
            continue  # "accused the Department of Justice"
        if kid > obj and lower[kid] in entry.pairs and lower[kid] in _OF_OBJECT:
            end = _second_charge(reading, verb, reading.right[kid])
            return "complement", entry.pairs[lower[kid]], [(reading.left[obj], end)]
    for kid in range(reading.right[obj] - 1, obj, -1):  # "accused (Y, Z and (W of fraud))"
        joined = reading.deps[kid] == "prep" and reading.deps[reading.heads[kid]] in ("conj", "appos")
        if joined and lower[kid] in entry.pairs and lower[kid] == "of" and kid not in reading.mention_of:
            return "complement", entry.pairs["of"], [(reading.left[obj], reading.right[kid])]
    return None


def _second_charge(reading: Reading, verb: int, end: int) -> int:
    # "accused Y of fraud and using Z": a gerund that the parser hung on the reporting verb.
    for kid in reading.children(verb, "conj"):
        joined = reading.lower[end : end + 1] in (["and"], ["or"]) and reading.left[kid] == end + 1
        if joined and reading.tags[kid] == "VBG":
            return reading.right[kid]
    return end


def read_infinitive(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give an infinitive or gerund ("vowed to fight", "urged Y to fight", "admitted lying"), or null."""
    person, infinitive, gerund = (entry.takes.get(key) for key in ("person", "infinitive", "gerund"))
    for kid in reading.kids[verb]:
        dep = reading.deps[kid]
        if kid < verb or dep not in ("xcomp", "ccomp", "advcl"):
            continue
        to = any(reading.tags[k] == "TO" for k in reading.kids[kid])
        obj = _object_of(reading, verb, kid)
        content = (max(reading.left[kid], verb + 1), reading.right[kid])
        if person is not None and to:
            own = next((k for k in reading.children(kid, "nsubj", "nsubjpass") if k < kid), None)
            whom = obj if own is None else own
            if whom is not None and (dep != "advcl" or reading.left[kid] == reading.right[whom]):
                start = reading.left[whom]
                if reading.lower[start] in _PRONOUNS:
                    person = _quiet(person)  # "expect it to work": a demand as often as a forecast
                return "infinitive", person, [(min(start, content[0]), content[1])]
        if infinitive is not None and to and obj is None and dep == "xcomp":
            return "infinitive", infinitive, [content]
        if gerund is not None and reading.tags[kid] == "VBG" and obj is None and dep != "advcl":
            return "infinitive", gerund, [content]
    return None


def read_phrase(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give a prepositional phrase as content ("warned of a shortage"), or null."""
    for kid in reading.children(verb, "advcl", "ccomp", "xcomp"):
        if kid > verb and reading.lower[reading.left[kid]] in entry.preps and reading.left[kid] > verb:
            wanted = entry.preps[reading.lower[reading.left[kid]]]  # "called for him to resign"
            if reading.child(kid, "aux") is not None and reading.tags[kid] == "VB":
                return "object", _quiet(wanted), [(reading.left[kid], reading.right[kid])]
    for kid in reading.children(verb, "prep"):
        if kid < verb or reading.lower[kid] not in entry.preps:
            continue
        if reading.child(kid, "pobj", "pcomp") is None:
            continue
        end = reading.right[kid]
        for goal in reading.children(verb, "xcomp", "advcl"):
            if reading.left[goal] == end and reading.lower[end] == "to":
                end = reading.right[goal]  # "called on Y to act"
        return "object", _quiet(entry.preps[reading.lower[kid]]), [(kid, end)]
    return None


def read_object(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    """Give an object as content ("denied wrongdoing"), or null."""
    frame = entry.takes.get("object")
    obj = _object_of(reading, verb)
    if frame is None or obj is None or reading.lower[obj] in _NO_CONTENT:
        return None
    if any(reading.lower[k] == "as" and reading.child(k, "pcomp") for k in reading.children(verb, "prep")):
        return None  # "quoted Y as saying": the verb of saying attributes
    if reading.lemmas[verb] in word_list("light_verbs"):
        noun = load_lexicon().nouns.get(reading.lemmas[obj])
        if noun is not None and read_noun(reading, obj, noun) is not None:
            return None  # "voiced concern that": the noun attributes
    end = reading.right[obj]
    for goal in reading.children(verb, "xcomp", "advcl"):
        if reading.left[goal] == end and reading.lower[end] in ("to", "if"):
            end = reading.right[goal]  # "announced a choice of firms to join the effort"
    return "object", _quiet(frame), [(reading.left[obj], end)]


def _quiet(frame: Frame) -> Frame:
    # A noun phrase asserts nothing: the article tells of an act of speech or a wish.
    return Frame(frame.framing, "author", frame.needs)
