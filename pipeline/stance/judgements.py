"""What words say of the target one by one, and what a noun phrase says as a whole."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.stance.lexicon import Lexicon
from pipeline.stance.trees import TargetTree

DENIED = -0.6  # a denied judgement turns round, but says less: "not great" is weaker than "bad"
COMPARED = 1.5  # "more patents than X": better and worse are said, though neither word judges
VERBAL = frozenset({"VERB", "AUX"})
_MORE = {"more", "greater", "higher", "larger", "bigger", "further"}
_QUALIFYING = {"amod", "compound", "advmod", "nmod", "conj", "npadvmod"}


class Reading(NamedTuple):
    """A row with the lexicon it is read by and each token's own worth, -3 to 3."""

    tree: TargetTree
    lexicon: Lexicon
    scores: list[float]


def read_words(tree: TargetTree, lexicon: Lexicon) -> Reading:
    """Give the row with its words' worth: phrases on their first word, denied words turned round.

    Words of the target and of other actors score 0, so that a name or a description is no
    judgement. What a denied verb does to its arguments is left to the predicates.
    """
    scores = [
        float(lexicon.score(lemma, pos, word))
        for lemma, pos, word in zip(tree.lemmas, tree.pos, tree.lowered, strict=True)
    ]
    for i, length, score in lexicon.find_phrases(tree.lemmas):
        scores[i : i + length] = [float(score), *[0.0] * (length - 1)]
    for i in range(len(scores)):
        if i in tree.target or i in tree.others:
            scores[i] = 0.0
        elif scores[i] and tree.pos[i] not in VERBAL and tree.is_negated(i):
            scores[i] *= DENIED
    return Reading(tree, lexicon, scores)


def heard_scores(reading: Reading) -> list[float]:
    """Give each token's worth when words are heard one by one: turned by a denied verb above it, too."""
    tree = reading.tree
    heard = []
    for i, score in enumerate(reading.scores):
        if score:
            head = tree.heads[i]
            denied = (tree.pos[i] in VERBAL and tree.is_negated(i)) or (head != i and tree.is_negated(head))
            score *= DENIED if denied else 1.0
        heard.append(score)
    return heard


def _is_compared(tree: TargetTree, i: int) -> bool:
    below = tree.children[i]
    return any(tree.lemmas[k] == "than" for k in (*below, *(m for j in below for m in tree.children[j])))


def phrase_worth(reading: Reading, head: int) -> float:
    """Give the worth of a noun or adjective with what qualifies it and what it is of.

    A comparison with "more" counts as good where the noun is not bad, and "no" before a noun
    that does not judge as bad: to have no plan is a fault.
    """
    tree, scores = reading.tree, reading.scores
    worth = scores[head]
    for child in tree.children[head]:
        label = tree.deps[child]
        if label in _QUALIFYING:
            worth += scores[child]
            more = tree.lowered[child] in _MORE and worth >= 0
            if more and (_is_compared(tree, head) or _is_compared(tree, child)):
                worth += COMPARED
        elif label == "prep" and tree.lemmas[child] in {"of", "in", "for"}:
            worth += 0.5 * sum(scores[k] for k in tree.child(child, "pobj"))
        elif label == "det" and tree.lemmas[child] == "no" and not worth:
            worth -= 1.0
    return worth


def name_worth(reading: Reading, head: int) -> float:
    """Give what the noun says that a name qualifies ("hackers" in "Chinese hackers"), or its own noun.

    Args:
        reading: The row.
        head: Head token of one mention of the target.
    """
    tree = reading.tree
    phrase = tree.phrase_head(head)
    if phrase in tree.target:
        return float(reading.lexicon.score(tree.lemmas[phrase], tree.pos[phrase], tree.lowered[phrase]))
    return phrase_worth(reading, phrase)
