"""Hand-made rows of TARGETS and a classifier trained on a handful of them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.golden import hand_made_row

_SHAPES = {
    "object": """
        {0} {0} PROPN NNP nsubj 1
        {1} {2} VERB VBD ROOT 1
        {3} {3} PROPN NNP dobj 1
        . . PUNCT . punct 1
    """,
    "copula": """
        {0} {0} PROPN NNP nsubj 1
        is be AUX VBZ ROOT 1
        {1} {1} ADJ JJ acomp 1
        . . PUNCT . punct 1
    """,
}
_VERBS = {
    "beat": ("beat", "supporting", "critical"),
    "surpassed": ("surpass", "supporting", "critical"),
    "praised": ("praise", "neutral", "supporting"),
    "endorsed": ("endorse", "neutral", "supporting"),
    "blamed": ("blame", "neutral", "critical"),
    "accused": ("accuse", "neutral", "critical"),
    "met": ("meet", "neutral", "neutral"),
    "visited": ("visit", "neutral", "neutral"),
}
_WORDS = {
    "brilliant": "supporting",
    "excellent": "supporting",
    "reckless": "critical",
    "corrupt": "critical",
    "large": "neutral",
    "old": "neutral",
}


def sentence(shape: str, *words: str, target: str, side: str | None = None) -> dict[str, Any]:
    """Give a row of one of the shapes: "Ada beat Bo ." or "Ada is old ."."""
    table = _SHAPES[shape].format(*words)
    text = " ".join(line.split()[0] for line in table.strip().splitlines())
    return hand_made_row(text, target, table, side)


@pytest.fixture(scope="session")
def labelled() -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """Rows, labels and groups: a verb or an adjective is a group."""
    rows, labels, groups = [], [], []
    for one, other in (("Ada", "Bo"), ("Cy", "Dee"), ("Eve", "Flo")):
        for word, (lemma, subject, object_) in _VERBS.items():
            for target, label in ((one, subject), (other, object_)):
                rows.append(sentence("object", one, word, lemma, other, target=target))
                labels.append(label)
                groups.append(word)
        for word, label in _WORDS.items():
            rows.append(sentence("copula", one, word, target=one))
            labels.append(label)
            groups.append(word)
    return rows, labels, groups


@pytest.fixture(scope="session")
def tiny(labelled: tuple[list[dict[str, Any]], list[str], list[str]]) -> StanceClassifier:
    """A classifier that learnt the labelled rows."""
    rows, labels, groups = labelled
    return StanceClassifier(strength=3.0, folds=3).fit(rows, labels, groups)
