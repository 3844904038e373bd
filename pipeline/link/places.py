"""Capitals and other places: the government or industry that acts, or only where something is."""

from __future__ import annotations

import re

from pipeline.link.hyphens import hyphen_after, hyphen_before
from pipeline.link.lexicon import COMPANY_NOUNS, PERSON_NOUNS, POLICY_NOUNS, PRODUCT_NOUNS, STAFF_NOUNS, words
from pipeline.link.name_index import Hit
from pipeline.link.place_words import (
    BEFALL,
    CITY_OF_NOUNS,
    CITY_PREDICATES,
    CITY_VERBS,
    GO_VERBS,
    MOODS,
    POLITICAL,
    SCENES,
    SPEAK_TO,
    STANDS_FOR,
    STARTS,
    THINKERS,
    WHERE,
)
from pipeline.link.reading import Reading

_NOT_WHERE = frozenset({"between", "against", "by", "than", "like", "with", "about", "without"})
_SOMEBODY = frozenset(
    {"some", "many", "few", "nobody", "somebody", "someone", "everyone", "anyone", "those", "others", "none"}
)
# "A lab in California": the lab is the side's, California is where it is.
_HOUSED = COMPANY_NOUNS | PRODUCT_NOUNS | STAFF_NOUNS
_OWNED = STANDS_FOR | POLITICAL | POLICY_NOUNS | words("sites") | words("home_goods") | words("of_places")
_DATELINE = re.compile(r"\s*(?:[,(]|--|[–—]|\(?[A-Z][a-z]+ \d)")
_BEFORE_PLACE = re.compile(r"[A-Z][\w.]+,\s*$")
_TITLED = frozenset({"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "miss", "dr", "dr."})


def judge_place(reading: Reading, hit: Hit, opens_block: bool) -> str:
    """Say whether a capital or place stands for its side here.

    A capital stands for its government where it acts, owns, is addressed or is one of two
    between which something is; a place for its companies, labs and people. Neither does as
    the scene of an event, in a dateline, as a part of an address or of a longer name.

    Args:
        reading: The article.
        hit: A name of kind ``capital`` or ``place``.
        opens_block: Whether the name is the first word of a paragraph or heading.

    Returns:
        ``capital``, ``place``, ``compound`` or ``refused``.
    """
    text, kind = reading.text, hit.entry.kind
    if opens_block and (_DATELINE.match(text, hit.end_char)) and reading.words[hit.first].isupper():
        return "refused"
    if opens_block and re.match(r"\s*\(\w+\)\s*[-–—]|\s*[-–—]+\s", text[hit.end_char : hit.end_char + 40]):
        return "refused"
    after, before = hyphen_after(text, hit.end_char), hyphen_before(text, hit.start_char)
    if after or before:
        return _judge_hyphenated(reading, hit, after)
    head = reading.head_in(hit.first, hit.last)
    following = reading.words[hit.last] if hit.last < len(reading.words) else ""
    if following == "," and re.match(r",\s*(?:D\.?C\.?|USA|U\.S)", text[hit.end_char : hit.end_char + 8]):
        return "refused"
    if _BEFORE_PLACE.search(text, max(0, hit.start_char - 20), hit.start_char) and reading.deps[head] in {
        "appos",
        "npadvmod",
    }:
        return "refused"
    if hit.first and reading.lowers[hit.first - 1] in _TITLED:
        return "refused"
    if following.lower() in {"d.c.", "dc", "state", "province", "county", "street", "avenue", "university"}:
        return "refused" if kind == "capital" else _role(reading, head, kind)
    article = reading.lowers[hit.first - 1 : hit.first] == ["the"]
    if kind == "place" and article and reading.deps[head] not in {"compound", "nmod", "amod", "npadvmod"}:
        return "refused"  # "the Phoenix rose"
    two_before = reading.lemmas[hit.first - 2 : hit.first]
    if kind == "capital" and two_before[1:] == ["in"] and two_before[0].lower() in POLITICAL:
        return kind
    return _role(reading, head, kind)


def _judge_hyphenated(reading: Reading, hit: Hit, after: str) -> str:
    if after in {"born", "area", "bound", "educated", "datelined", "raised", "trained"}:
        return "refused"
    if after in {"based", "headquartered"} and hit.entry.kind == "capital":
        noun = _noun_after(reading, hit.last)
        return "refused" if noun in THINKERS or noun in PERSON_NOUNS - STAFF_NOUNS else "compound"
    return "compound"


def _noun_after(reading: Reading, token: int) -> str:
    noun = ""
    for i in range(token, min(token + 8, len(reading.words))):
        if reading.tags[i] in {"NN", "NNS"}:
            noun = reading.lemmas[i].lower()
        elif noun:
            break
    return noun


def _nouns_after(reading: Reading, token: int) -> list[str]:
    """Give the nouns of the phrase that a place opens: cloud, company in "a Shenzhen cloud company"."""
    nouns = []
    for i in range(token + 1, min(token + 6, len(reading.words))):
        if reading.tags[i][:2] not in {"NN", "JJ", "VB"} and reading.words[i] != "-":
            break
        nouns.append(reading.lemmas[i].lower())
    return nouns


def _role(reading: Reading, head: int, kind: str) -> str:
    """Judge by what the place is in its clause."""
    stands, dep, above = kind, reading.deps[head], reading.heads[head]
    lemma = reading.lemmas[above].lower()
    if dep in {"conj", "appos"} and above != head:
        return _role(reading, above, kind) if reading.tags[above][:2] == "NN" else stands
    if dep in {"nsubj", "nsubjpass", "csubj", "agent", "expl"}:
        return "refused" if _is_city_clause(reading, above) else stands
    if dep == "poss":
        return "refused" if lemma in CITY_OF_NOUNS else stands
    if dep in {"compound", "nmod", "amod"}:
        if kind == "capital":
            return stands if lemma in POLITICAL or lemma in COMPANY_NOUNS - {"institute"} else "refused"
        nouns = _nouns_after(reading, head)
        if any(noun in CITY_OF_NOUNS | SCENES for noun in nouns) and not STANDS_FOR.intersection(nouns):
            return "refused"
        return stands if any(noun in _OWNED for noun in nouns) else "refused"
    if dep in {"dobj", "iobj", "dative", "oprd"}:
        return "refused" if lemma in GO_VERBS else stands
    if dep == "pobj":
        return _after_preposition(reading, above, kind)
    if dep == "npadvmod":
        return "refused"
    return stands if dep in {"ROOT", "attr", "nsubj", "ccomp"} else "refused"


def _is_city_clause(reading: Reading, verb: int) -> bool:
    lemma = reading.lemmas[verb]
    if lemma == "be":
        told = reading.child(verb, "attr", "acomp")
        return told is not None and reading.lemmas[told].lower() in CITY_PREDICATES
    if lemma == "have":
        owned = reading.child(verb, "dobj")
        return owned is not None and reading.lemmas[owned].lower() in CITY_OF_NOUNS | {"inhabitant", "people"}
    return lemma in CITY_VERBS


def _after_preposition(reading: Reading, preposition: int, kind: str) -> str:
    word, above = reading.lowers[preposition], reading.heads[preposition]
    if reading.deps[preposition] == "prep" and reading.deps[above] == "prep":  # "from within Beijing"
        above = reading.heads[above]
    lemma = reading.lemmas[above].lower()
    if kind == "place" and word == "from":
        person = lemma in PERSON_NOUNS or reading.tags[above] in {"NNP", "NNPS"}
        starts = lemma in STARTS and reading.tags[above][:2] != "NN"
        return "refused" if person or starts or lemma in GO_VERBS else "place"
    if kind == "place":
        where = lemma in STANDS_FOR - _HOUSED and word in WHERE | {"of", "at"}
        return "place" if where or word in _NOT_WHERE else "refused"
    if lemma in BEFALL:
        return "refused"
    if word in WHERE:
        if lemma in MOODS or lemma in POLITICAL or (lemma in _SOMEBODY and word == "in"):
            return kind
        return "refused"
    if word in {"to", "for", "from"}:
        if lemma in GO_VERBS or (word == "from" and lemma in STARTS | PERSON_NOUNS - STAFF_NOUNS):
            return "refused"
        if word == "to":
            verb = reading.tags[above][:1] == "V"
            return (
                kind
                if lemma in SPEAK_TO or (not verb and lemma not in {"trip", "visit", "flight", "journey"})
                else "refused"
            )
        return kind
    if word in {"of", "over", "through", "along", "past"}:
        return (
            "refused"
            if lemma in CITY_OF_NOUNS | {"city", "west", "east", "north", "south", "centre", "center"}
            else kind
        )
    return kind
