"""DOCUMENTS to ANNOTATIONS: one spaCy pass writes tags, lemmas, parse and named entities."""
