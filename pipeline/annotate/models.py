"""Finding and loading the spaCy pipeline that a run names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata, util
from typing import TYPE_CHECKING

from pipeline.annotate.pipes import multiply_with_numpy
from pipeline.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def find_model(names: Sequence[str]) -> tuple[str, str]:
    """Give name and version of the first installed spaCy pipeline among ``names``.

    Nothing is loaded, so that a run in which nothing is to be done stays fast.

    Raises:
        ModelError: None of them is installed.
    """
    for name in names:
        if name.isidentifier() and util.find_spec(name) is not None:
            return name, metadata.version(name)
    raise ModelError(
        "annotate.models",
        f"none of {', '.join(names)} is installed",
        "one installed spaCy English pipeline",
        "install claimline with its dependencies, or name a pipeline you have in params.yaml",
    )


@lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """Load an installed spaCy pipeline, once in a process.

    Raises:
        ModelError: It cannot be loaded or lacks a component that the stages read.
    """
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"spaCy pipeline {name}",
            f"cannot be loaded ({error})",
            "a pipeline that fits this spaCy",
            "install it anew",
        ) from error
    missing = [pipe for pipe in _NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"spaCy pipeline {name}",
            f"has no {', '.join(missing)}",
            f"the components {', '.join(_NEEDED)}",
            "name another in annotate.models",
        )
    multiply_with_numpy(nlp)
    return nlp
