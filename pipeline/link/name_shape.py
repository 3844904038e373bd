"""Whether an uncertain name is written and used as names are: capital, no article, subject of a deed."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.link.hyphens import hyphen_after
from pipeline.link.lexicon import (
    COMPANY_NOUNS,
    GOVERNMENT_NOUNS,
    MAKE_VERBS,
    PERSON_NOUNS,
    PRODUCT_NOUNS,
    SAY_VERBS,
    TITLES,
    words,
)
from pipeline.link.name_index import Hit
from pipeline.link.reading import Reading

_BODIES = frozenset({"government", "agency"})
_PERSONS = frozenset({"leader", "people"})
_FITTING = frozenset({"ORG", "PRODUCT", "PERSON", "GPE", "NORP", "WORK_OF_ART", "FAC", "LAW"})
_OTHER = frozenset({"LOC", "WORK_OF_ART", "EVENT", "PERSON", "DATE", "QUANTITY"})
_OWNED = COMPANY_NOUNS | PRODUCT_NOUNS | PERSON_NOUNS | GOVERNMENT_NOUNS | words("owned_nouns")
_ACTING = SAY_VERBS | MAKE_VERBS
_NAME_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "poss"})
_NOBODY = (0, 0, "")

Entity = tuple[int, int, str]


def shape_points(reading: Reading, hit: Hit, ents: Mapping[int, Entity], hit_at: Mapping[int, Hit]) -> float:
    """Give points for and against an ambiguous form being a name here, by its form and clause alone.

    Args:
        reading: The article.
        hit: The form in question.
        ents: The named entity on a token, as (first token, one past the last, type).
        hit_at: The name of the pack on a token.
    """
    head = reading.head_in(hit.first, hit.last)
    opens = hit.first == reading.sentence(hit.first).first or not reading.words[hit.first - 1][:1].isalnum()
    return (
        _recognised(reading, hit, ents, hit_at, opens)
        + _written(reading, hit, head, opens)
        + _used(reading, hit, head, opens)
        + _beside(reading, hit, ents, hit_at)
    )


def _recognised(
    reading: Reading, hit: Hit, ents: Mapping[int, Entity], hit_at: Mapping[int, Hit], opens: bool
) -> float:
    """Points for a fitting entity on the form, and against a longer one of another kind: Claude Monet."""
    if hit.first not in ents:
        return 0.0
    first, last, kind = ents[hit.first]
    while first < hit.first and not reading.words[first][:1].isupper():
        first += 1
    same = hit.first - first <= (reading.lowers[first] == "the") and last - hit.last <= 1
    if same and kind in _FITTING:
        fitting = (kind == "PERSON") == (hit.entry.kind in _PERSONS)
        return 0.25 if not fitting else 1.0 if opens else 1.25
    several = any(hit_at.get(i) not in (None, hit) for i in range(first, last))
    return -4.0 if not same and kind in _OTHER and not several else 0.0


def _written(reading: Reading, hit: Hit, head: int, opens: bool) -> float:
    """Points for a capital inside a sentence; against an article, a verb's tag, a hyphen."""
    points = 0.0
    body = hit.entry.kind in _BODIES
    if reading.words[hit.first][:1].isupper() and not opens:
        points += 1.0 if reading.tags[head] in {"NNP", "NNPS"} else 0.75
    single = hit.last - hit.first == 1
    adjective = body and reading.tags[head] == "JJ" and not opens  # "Republican sponsors"
    noun = reading.tags[head] in {"NNP", "NNPS", "NN"} or reading.words[head].isupper()
    if single and not noun and not adjective:
        points -= 1.0
    before = reading.lowers[hit.first - 1] if hit.first > reading.sentence(hit.first).first else ""
    modifier = reading.deps[head] == "compound" and reading.heads[head] > head
    if before in {"a", "an"} and not modifier and not body:
        points -= 2.5
    if hyphen_after(reading.text, hit.end_char):
        points -= 0.5
    return points


def _used(reading: Reading, hit: Hit, head: int, opens: bool) -> float:
    """Points for what a name does in a clause: it acts, owns, and stands without an article."""
    points = 0.0
    sentence = reading.sentence(hit.first)
    dep, above = reading.deps[head], reading.heads[head]
    lemma = reading.lemmas[above].lower()
    if hit.last < sentence.last and reading.lowers[hit.last] in {"'s", "’s"}:
        points += 0.5
    if dep in {"nsubj", "nsubjpass"} and lemma in _ACTING:
        points += 1.0
    capital = reading.tags[head] in {"NNP", "NN"} and reading.words[head][:1].isupper()
    if capital and hit.last - hit.first == 1 and reading.child(head, "det", "amod") is None:
        # a common noun in the singular would have an article
        points += 1.0 if dep in _NAME_ROLES else 0.0
        points += 0.5 if reading.child(head, "relcl", "appos") is not None else 0.0
    if dep in {"compound", "poss", "nmod"} and above > head:
        if lemma in _OWNED:
            points += 1.0
        elif reading.tags[above] in {"NN", "NNS"} and dep != "poss":
            points -= 1.5 if opens else 1.0
    return points


def _beside(reading: Reading, hit: Hit, ents: Mapping[int, Entity], hit_at: Mapping[int, Hit]) -> float:
    """Points against a capitalised stranger that makes one name with this one: Harrison Ford."""
    points = 0.0
    for at in (hit.first - 1, hit.last):
        if not 0 <= at < len(reading.words) or reading.sentence_of[at] != reading.sentence_of[hit.first]:
            continue
        word, lower = reading.words[at], reading.lowers[at]
        stranger = reading.tags[at] == "NNP" and word[:1].isupper() and at not in hit_at
        if not stranger or lower in TITLES or word.isupper():
            continue
        if at < hit.first:
            points -= 3.0 if hit.entry.kind not in _BODIES | _PERSONS and lower not in _OWNED else 0.0
        elif hit.entry.kind in _PERSONS or ents.get(at, _NOBODY)[2] == "PERSON":
            points -= 2.0
    return points
