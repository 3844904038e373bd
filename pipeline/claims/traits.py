"""Traits of a claim that tell its kind: what its main clause is made of and what words it uses."""

from __future__ import annotations

from pipeline.claims.kind_words import kind_words
from pipeline.claims.readings import PUNCT, Interval, Reading
from pipeline.claims.subjects import find_subject

_COMPARED = {"JJR": "more", "RBR": "more", "JJS": "most", "RBS": "most"}
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal", "VBG": "gerund", "VB": "bare"}
_FIRST = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})
_POINTING = frozenset({"that", "this", "it", "there", "those", "these"})
_PREDICATES = ("acomp", "attr", "oprd")
_LISTS = ("absolute", "degree", "hedge", "feeling", "linking", "planning", "timely")
_VERB_LISTS = ("valuing", "feeling", "causing", "speaking", "planning")
_VALUING_POS = frozenset({"ADJ", "NOUN", "VERB", "ADV"})
_IDLE = frozenset({("just", "ADV"), ("kind", "NOUN"), ("mean", "VERB"), ("well", "ADV"), ("right", "ADV")})
_MODALS = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "wo": "will", "ca": "can"}


def traits_of(reading: Reading, interval: Interval, heads: list[int], voice: str) -> set[str]:
    """Give the names of the traits that a claim has.

    Args:
        reading: The article.
        interval: The claim's tokens.
        heads: Its main verbs, the first of them leading.
        voice: ``author``, ``spoken`` (quoted, or a speaker's turn) or ``reported``.
    """
    start, end = interval
    words = [i for i in range(start, end) if reading.lower[i] not in PUNCT]
    traits = {f"voice {voice}", f"length {_length(len(words))}"}
    traits |= _word_traits(reading, words, interval)
    main = heads[:1]
    auxiliaries = [k for i in main for k in reading.kids[i] if reading.deps[k] in ("aux", "auxpass")]
    for i in (*main, *auxiliaries):
        if reading.tags[i] in _TENSES:
            traits.add(f"tense {_TENSES[reading.tags[i]]}")
        if reading.tags[i] == "MD":
            traits.add(f"modal {_MODALS.get(reading.lower[i], reading.lower[i])}")
    if not main:
        traits.add("no verb")
    if any(reading.deps[k] == "auxpass" for k in auxiliaries):
        traits.add("passive")
    if any(reading.lemmas[k] == "have" for k in auxiliaries):
        traits.add("perfect")
    if any(reading.deps[k] == "neg" for i in main for k in reading.kids[i]):
        traits.add("negated")
    for i in main:
        traits.add(f"verb {reading.lemmas[i]}")
        for name in _VERB_LISTS:
            if reading.lemmas[i] in kind_words(name):
                traits.add(f"verb {name}")
    for i in heads:
        traits |= _predicate_traits(reading, i, interval)
    return traits | _subject_traits(reading, main, interval)


def _length(n_words: int) -> str:
    return "short" if n_words <= 6 else "middle" if n_words <= 16 else "long"


def _word_traits(reading: Reading, words: list[int], interval: Interval) -> set[str]:
    lower = [reading.lower[i] for i in words]
    held = set(lower)
    traits: set[str] = set()
    for name in _LISTS:
        listed = kind_words(name)
        if any(reading.lower[i] in listed or reading.lemmas[i] in listed for i in words):
            traits.add(f"has {name}")
    valuing = sum(_is_valuing(reading, i) for i in words)
    if valuing:
        traits.add("has valuing" if valuing == 1 else "has valuing twice")
    for i in words:
        modal = _MODALS.get(reading.lower[i], reading.lower[i])
        if reading.tags[i] == "MD" or modal == "will":
            traits.add(f"{'any' if _is_aside(reading, i, interval) else 'clear'} {modal}")
    traits |= {_COMPARED[reading.tags[i]] for i in words if reading.tags[i] in _COMPARED}
    names = sum(reading.pos[i] == "PROPN" and reading.pos[i - 1] != "PROPN" for i in words)
    traits.add(f"names {min(names, 2)}")
    tests = {
        "number": any(reading.tags[i] == "CD" for i in words),
        "digits": any(c.isdigit() for word in lower for c in word),
        "marks": any(i in reading.marks for i in range(*interval)),
        "first person": bool(held & _FIRST),
        "second person": bool(held & _SECOND),
        "if": "if" in held or "unless" in held,
        "because": "because" in held,
        "than": "than" in held,
        "but": bool(held & {"but", "yet", "though", "although", "while"}),
        "like": any(reading.lower[i] == "like" and reading.pos[i] == "ADP" for i in words),
        "as as": sum(word == "as" for word in lower) > 1,
        "share": bool(held & {"percent", "%", "half", "third", "quarter", "fifth", "tenth", "average"}),
        "money": bool(held & {"$", "€", "£", "dollar", "dollars", "euros", "pounds", "yuan"}),
        "counted": any(reading.tags[i] == "CD" and reading.deps[i] == "nummod" for i in words),
        "colon": ":" in reading.lower[interval[0] : interval[1]],
        "would if": bool(held & {"would", "'d", "’d"}) and bool(held & {"if", "without", "unless"}),
        "semicolon": ";" in reading.lower[interval[0] : interval[1]],
        "what first": bool(lower) and lower[0] in ("what", "whoever", "whatever"),
        "to first": bool(words) and reading.tags[words[0]] in ("TO", "VBG"),
        "no first": bool(lower) and lower[0] in ("no", "nobody", "nothing", "neither", "few", "not", "none"),
    }
    return traits | {name for name, holds in tests.items() if holds}


def _predicate_traits(reading: Reading, verb: int, interval: Interval) -> set[str]:
    traits: set[str] = set()
    said = [k for k in reading.kids[verb] if reading.deps[k] in (*_PREDICATES, "advmod", "dobj")]
    if reading.pos[verb] == "ADJ":
        said.append(verb)
    for k in said:
        part = "predicate" if reading.deps[k] in _PREDICATES or k == verb else "object"
        if part == "predicate":
            traits.add(f"predicate {reading.pos[k].lower()}")
            traits.add(f"predicate {reading.lemmas[k]}")
        near = {k, *reading.children(k, "amod", "advmod", "conj", "compound")}
        if any(_is_valuing(reading, n) for n in near):
            traits.add(f"{part} valued")
        if any(reading.tags[n] in _COMPARED for n in near):
            traits.add(f"{part} compared")
        if part == "predicate" and reading.pos[k] == "NOUN":
            article = next((reading.lower[n] for n in reading.children(k, "det")), "none")
            traits.add(f"predicate with {article}")
    if any(reading.deps[k] in ("npadvmod", "prep") and _is_dated(reading, k) for k in reading.kids[verb]):
        traits.add("dated")
    return traits


def _is_aside(reading: Reading, i: int, interval: Interval) -> bool:
    # Whether a word stands in a relative clause or one of condition, cause or time.
    while reading.heads[i] != i and interval[0] <= reading.heads[i] < interval[1]:
        if reading.deps[i] in ("relcl", "acl", "advcl", "pcomp", "csubj"):
            return True
        i = reading.heads[i]
    return False


def _is_valuing(reading: Reading, i: int) -> bool:
    if reading.pos[i] not in _VALUING_POS or (reading.lower[i], reading.pos[i]) in _IDLE:
        return False
    return reading.lower[i] in kind_words("valuing") or reading.lemmas[i] in kind_words("valuing")


def _is_dated(reading: Reading, i: int) -> bool:
    low, high = reading.subtree(i)
    return any(
        reading.lower[k] in kind_words("timely") or _is_year(reading.lower[k]) for k in range(low, high)
    )


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _subject_traits(reading: Reading, main: list[int], interval: Interval) -> set[str]:
    subject = find_subject(reading, main[0]) if main else None
    if subject is None or not interval[0] <= subject < interval[1]:
        return {"subject none"}
    word = reading.lower[subject]
    if word in ("i", "we", "you", "they", "he", "she", "one", "nobody", "nothing", "everything", "everyone"):
        return {f"subject {word}"}
    if word in _POINTING:
        return {"subject pointing", f"subject {word}"}
    if reading.pos[subject] == "PROPN":
        return {"subject name"}
    if reading.pos[subject] in ("VERB", "AUX"):
        return {"subject clause"}
    article = next((reading.lower[k] for k in reading.children(subject, "det", "poss", "nummod")), "none")
    plural = "plural" if reading.tags[subject] in ("NNS", "NNPS") else "singular"
    kind = (
        article if article in ("the", "a", "an", "no", "every", "each", "this", "that", "none") else "other"
    )
    return {f"subject {plural}", f"subject with {'a' if kind == 'an' else kind}"}
