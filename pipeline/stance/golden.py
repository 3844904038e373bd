"""Three sentences of our own with hand-made trees, asked of a classifier when it is saved and loaded."""

from __future__ import annotations

import re
from typing import Any

# One token a line: word, lemma, universal part of speech, Penn tag, label, head.
_SENTENCES = (
    (
        "Norland surpassed its careless rival .",
        "Norland",
        """
        Norland Norland PROPN NNP nsubj 1
        surpassed surpass VERB VBD ROOT 1
        its its PRON PRP$ poss 4
        careless careless ADJ JJ amod 4
        rival rival NOUN NN dobj 1
        . . PUNCT . punct 1
        """,
    ),
    (
        "Critics blamed Norland for the costly failure .",
        "Norland",
        """
        Critics critic NOUN NNS nsubj 1
        blamed blame VERB VBD ROOT 1
        Norland Norland PROPN NNP dobj 1
        for for ADP IN prep 1
        the the DET DT det 6
        costly costly ADJ JJ amod 6
        failure failure NOUN NN pobj 3
        . . PUNCT . punct 1
        """,
    ),
    (
        "Norland will hold talks in June .",
        "Norland",
        """
        Norland Norland PROPN NNP nsubj 2
        will will AUX MD aux 2
        hold hold VERB VB ROOT 2
        talks talk NOUN NNS dobj 2
        in in ADP IN prep 2
        June June PROPN NNP pobj 4
        . . PUNCT . punct 2
        """,
    ),
)


def hand_made_row(text: str, target: str, table: str, side: str | None = None) -> dict[str, Any]:
    """Give a row of TARGETS for a sentence whose words stand apart, tree and all.

    Args:
        text: Words, each followed by one space but the last.
        target: The target's words; every place where they occur is a mention.
        table: A line a token: word, lemma, part of speech, tag, label, head's index.
        side: Side of the target.
    """
    tokens = [line.split() for line in table.strip().splitlines()]
    starts, start = [], 0
    for token in tokens:
        starts.append(start)
        start += len(token[0]) + 1
    spans = [
        {"start_char": found.start(), "end_char": found.end()}
        for found in re.finditer(re.escape(target), text)
    ]
    return {
        "id": text,
        "text": text,
        "side": side,
        "target_spans": spans,
        "rival_spans": [],
        "token_starts": starts,
        "token_ends": [start + len(token[0]) for start, token in zip(starts, tokens, strict=True)],
        "lemmas": [token[1] for token in tokens],
        "pos": [token[2] for token in tokens],
        "tags": [token[3] for token in tokens],
        "deps": [token[4] for token in tokens],
        "heads": [int(token[5]) for token in tokens],
    }


def golden_rows() -> list[dict[str, Any]]:
    """Give the three rows: one praised, one blamed, one about which nothing is said."""
    return [hand_made_row(*sentence) for sentence in _SENTENCES]
