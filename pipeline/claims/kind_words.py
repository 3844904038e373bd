"""Words and weights that tell kinds of claims apart, read once from ``kinds.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("pipeline.claims").joinpath("kinds.yaml").read_text("utf-8")
    )
    return loaded


@cache
def kind_words(name: str) -> frozenset[str]:
    """Give a list of lower-case words by its name in the YAML file.

    Example:
        >>> "disgrace" in kind_words("valuing")
        True
    """
    return frozenset(_load()["words"][name].split())


@cache
def kind_weights() -> dict[str, dict[str, int]]:
    """Give for each trait what it adds to each kind, in hundredths; a kind left out gets nothing.

    Example:
        >>> sorted(kind_weights()["modal will"])[:1]
        ['cause']
    """
    weights: dict[str, dict[str, int]] = _load()["weights"]
    return weights
