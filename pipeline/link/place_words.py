"""Nouns and verbs by which a place is told from the government or industry it may stand for."""

from __future__ import annotations

from pipeline.link.lexicon import (
    COMPANY_NOUNS,
    GOVERNMENT_NOUNS,
    PERSON_NOUNS,
    PRODUCT_NOUNS,
    words,
)

CITY_OF_NOUNS = words("city_of_nouns")
CITY_PREDICATES = words("city_predicates")
CITY_VERBS = frozenset(["lie", "wake", "bake", "swelter", "shiver", "nestle", "sprawl"])
GO_VERBS = words("go_verbs")
STARTS = words("starts")
SCENES = words("scenes")
BEFALL = words("befall")
SPEAK_TO = words("speak_to")
MOODS = words("moods")
POLITICAL = GOVERNMENT_NOUNS | words("political")
THINKERS = words("thinkers")
STANDS_FOR = COMPANY_NOUNS | PRODUCT_NOUNS | PERSON_NOUNS | words("stands_for")
WHERE = words("where")
