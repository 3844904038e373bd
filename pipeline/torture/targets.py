"""Targets: everything that reads foreign bytes, by name, with what inputs are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.torture.seeds import SEEDS, tokens_of


@dataclass(frozen=True)
class Target:
    """What is asked, and with which inputs.

    Args:
        name: Its name, which is also that of the folder of its cases.
        run: Raises only where an input breaks a promise.
        seeds: Gives valid inputs.
        tokens: Pieces that mean something in the format.
        is_text: Whether the format is text.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    tokens: list[bytes]
    is_text: bool


# A module is loaded when its target is asked for: not each needs spaCy or scikit-learn.
TARGETS = tuple(SEEDS)
_BINARY = frozenset(("parquet", "gz", "head"))


def find_target(name: str) -> Target:
    """Give a target by its name, loading what it needs.

    Raises:
        KeyError: There is none of that name.
    """
    return Target(name, _function(name), SEEDS[name], tokens_of(name), name not in _BINARY)


def _function(name: str) -> Callable[[bytes], None]:
    if name == "head":
        from pipeline.torture.heads import load_head

        return load_head
    if name == "segment":
        from pipeline.torture.texts import segment_text

        return segment_text
    from pipeline.torture.articles import ARTICLE_TARGETS

    if name in ARTICLE_TARGETS:
        return ARTICLE_TARGETS[name]
    from pipeline.torture.files import FILE_TARGETS

    return FILE_TARGETS[name]
