"""Whether a phrase and a pronoun agree in number, gender and sort, and how well."""

from __future__ import annotations

from pipeline.link.drafts import Board
from pipeline.link.lexicon import COUNTRY_HAS, GENDERED_NOUNS, MAKE_VERBS, ORGANISATION_HAS, SAY_VERBS, words
from pipeline.link.person_names import gender_of
from pipeline.link.phrases import Phrase
from pipeline.link.pronouns import Agreement
from pipeline.link.sorts import sort_of_noun

ANIMATE = frozenset({"company", "org", "government", "country", "person", "people"})
_BODIES = frozenset({"company", "org", "government"})
_STATES = frozenset({"country", "government"})
_DOCUMENTS = words("documents")
_LEADS = frozenset({"found", "co-found", "lead", "manage", "direct", "chair", "head"})
_SITES = words("local_sites")
_UNKNOWN = 1.3
_HAPPEN = frozenset(["come", "happen", "occur", "matter", "mean", "last"])


def agreement(board: Board, phrase: Phrase, asked: Agreement, token: int) -> float | None:
    """Give points for how well a phrase fits what a pronoun asks; null where grammar forbids it.

    "They" may be an organisation that speaks or acts, at a price; "it" is nobody who has a
    gender; "it said" asks for somebody who can speak, "its founder" for an organisation,
    "its army" for a country, and "it is a strategy" for no country.
    """
    if asked.gender in {"m", "f"}:
        return _person(board, phrase, asked)
    reading = board.reading
    verb, dep = reading.heads[token], reading.deps[token]
    speaks = dep == "nsubj" and reading.lemmas[verb] in SAY_VERBS
    if asked.is_plural:
        fit = _plural(phrase, dep, speaks, _is_singular_here(board, phrase, token))
    else:
        fit = _singular(board, phrase, asked, token)
    if fit is None:
        return None
    sort = phrase.sort
    if speaks and sort not in ANIMATE:
        fit -= 0.0 if reading.lemmas[phrase.head].lower() in _DOCUMENTS else 2.0
    elif dep == "dobj" and reading.lemmas[verb].lower() in _LEADS and not asked.is_plural:
        housed = sort in _BODIES or reading.lemmas[phrase.head].lower() in _SITES  # "who founded it"
        fit += 1.2 if housed else -1.0
    elif dep == "nsubj" and sort == "thing" and reading.lemmas[verb] in MAKE_VERBS:
        fit -= 1.0
    owned = reading.lemmas[verb].lower() if asked.is_possessive and dep == "poss" else ""
    if owned in ORGANISATION_HAS:
        fit += 0.6 if sort in {"company", "org"} else 0.0 if sort in _STATES | {"product"} else -1.2
    elif owned in COUNTRY_HAS:
        fit += 0.6 if sort in _STATES else 0.0 if sort in {"company", "org"} else -1.2
    return fit


def _plural(phrase: Phrase, dep: str, speaks: bool, is_singular_here: bool) -> float | None:
    if phrase.is_plural:
        return 0.5
    if dep not in {"nsubj", "poss"}:
        return None
    if phrase.sort in _BODIES and phrase.is_name:
        if is_singular_here:
            return None  # "DeepSeek anticipates user needs before they ask"
        return -1.4 if speaks else -2.4
    if (phrase.sort == "country" and phrase.is_name) or (phrase.sort == "person" and not phrase.is_name):
        return -2.6
    return None


def _is_singular_here(board: Board, phrase: Phrase, token: int) -> bool:
    """Tell whether a verb of the pronoun's own sentence has just made a body singular."""
    reading = board.reading
    if reading.sentence_of[phrase.head] != reading.sentence_of[token] or reading.deps[token] == "poss":
        return False
    verb = reading.heads[phrase.head]
    helped = [verb, *(kid for kid in reading.kids[verb] if reading.deps[kid] in {"aux", "auxpass"})]
    return reading.deps[phrase.head] == "nsubj" and any(reading.tags[i] == "VBZ" for i in helped)


def _singular(board: Board, phrase: Phrase, asked: Agreement, token: int) -> float | None:
    reading, sort = board.reading, phrase.sort
    if phrase.is_plural or sort == "people" or (sort == "person" and not _may_be_company(board, phrase)):
        return None
    fit = -0.8 if sort == "person" else 0.4 if sort in _BODIES | {"country", "product"} else 0.0
    verb = reading.heads[token]
    if reading.deps[token] == "nsubj":
        if reading.lemmas[verb] == "be":
            fit -= _misfit(board, phrase, verb)
        elif reading.lemmas[verb] in _HAPPEN and sort in ANIMATE:
            return None
    elif not asked.is_possessive and reading.sentence_of[phrase.head] != reading.sentence_of[token]:
        fit -= 0.8 if sort in ANIMATE else 0.0
    return fit


def _may_be_company(board: Board, phrase: Phrase) -> bool:
    """Tell whether the recogniser may have taken a company for a person: no title, no given name."""
    draft = phrase.draft
    if draft is None or draft.label != "PERSON" or draft.kind:
        return False
    return not board.genders.get(phrase.name) and not gender_of(phrase.name)


def _misfit(board: Board, phrase: Phrase, verb: int) -> float:
    """Points against "it is a strategy" for a country: what it is called is another sort of thing."""
    reading = board.reading
    told = reading.child(verb, "attr")
    if told is None or reading.tags[told][:2] != "NN" or phrase.sort not in ANIMATE | {"product"}:
        return 0.0
    called = sort_of_noun(reading.lemmas[told].lower())
    same = called == phrase.sort or {called, phrase.sort} <= {"company", "org"} or called == "country"
    return 0.0 if same else 2.0


def _person(board: Board, phrase: Phrase, asked: Agreement) -> float | None:
    if phrase.is_plural or phrase.sort not in {"person", "org", "thing", "country"}:
        return None
    if phrase.sort != "person" and (phrase.draft is None or phrase.draft.kind or phrase.draft.label is None):
        return None
    gender = board.genders.get(phrase.name) or gender_of(phrase.name)
    if not phrase.is_name:
        gender = GENDERED_NOUNS.get(board.reading.lemmas[phrase.head].lower(), "")
    if gender and gender != asked.gender:
        return None
    known = 0.7 if gender else 0.0
    unnamed = 0.0 if phrase.is_name else 0.3
    if unnamed and not gender and asked.gender in board.genders.values():
        unnamed = _UNKNOWN  # somebody is known to be "she": hardly the official
    return known + (0.3 if phrase.sort == "person" else -1.5) - unnamed
