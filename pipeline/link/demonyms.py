"""Adjectives and nouns of origin: "Chinese models" and "Americans", but not "in Chinese"."""

from __future__ import annotations

from pipeline.link.lexicon import words
from pipeline.link.name_index import Hit
from pipeline.link.reading import Reading

# What the adjective makes of these nouns is a language, a dish, a custom or a game, nobody's deed.
_NOT_ABOUT_THE_SIDE = words("not_about_the_side")
_LANGUAGE_VERBS = words("language_verbs")
_INTO_LANGUAGE = words("into_language")
_LANGUAGES_BEFORE = frozenset(
    ["mandarin", "traditional", "simplified", "classical", "written", "spoken", "ethnic"]
)


def judge_demonym(reading: Reading, hit: Hit) -> str:
    """Give ``demonym`` if the word tells whose something is, ``refused`` if it names a language or so."""
    token = hit.last - 1
    if token > 0 and reading.lowers[token - 1] in _LANGUAGES_BEFORE:
        return "refused"
    if (
        token > 1
        and reading.lowers[token - 1] == "into"
        and _INTO_LANGUAGE & set(reading.lemmas[max(0, token - 6) : token])
    ):
        return "refused"
    head, dep = reading.heads[token], reading.deps[token]
    if head > token and dep in {"amod", "compound"} and reading.lowers[token + 1] in {"and", "or", ","} and (
        reading.words[head][:1].isupper() and reading.lemmas[reading.heads[head]] in _LANGUAGE_VERBS
    ):  # fmt: skip
        return "refused"
    if head > token and dep in {"amod", "compound", "nmod", "poss"}:
        return "refused" if reading.lemmas[head].lower() in _NOT_ABOUT_THE_SIDE else "demonym"
    following = token + 1
    if following < len(reading.words) and reading.tags[following][:2] == "NN":
        return "refused" if reading.lemmas[following].lower() in _NOT_ABOUT_THE_SIDE else "demonym"
    return "refused" if _is_language(reading, token) else "demonym"


def _is_language(reading: Reading, token: int) -> bool:
    # "the Chinese" and "an American" are people; a language has no article and no plural.
    if (
        reading.lowers[token].endswith("ans")
        or reading.child(token, "det") is not None
        or reading.child(token, "amod")
    ):
        return False
    head, dep = reading.heads[token], reading.deps[token]
    if dep == "conj":
        return _is_language(reading, head)
    joined = [k for k in reading.kids[token] if reading.deps[k] == "conj"]
    if any(reading.lemmas[k].lower() == "language" for k in joined):
        return True  # "between Chinese and any other language"
    if dep == "dobj":
        return reading.lemmas[head] in _LANGUAGE_VERBS
    if dep == "pobj":
        if reading.lowers[head] == "into":
            return True
        if reading.lowers[head] in {"in", "from", "to"}:
            above = reading.lemmas[reading.heads[head]].lower()
            return reading.lowers[head] == "in" or above in _INTO_LANGUAGE
    return False
