"""The row's words with every name masked, so that nothing is learnt about anybody.

The target is ``_t_``, every other actor ``_o_``, a number ``_n_``, and a word of contest, such
as race or ban, ``_contest_``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stance.lexicon import Lexicon
from pipeline.stance.trees import TargetTree

TARGET, OTHER, CONTEST, NUMBER, GAP = "_t_", "_o_", "_contest_", "_n_", "_gap_"


def masked_words(tree: TargetTree, lexicon: Lexicon, words: Sequence[str]) -> list[str]:
    """Give the words with masks in place of names; a run of one actor's tokens is one mask.

    Args:
        tree: The row.
        lexicon: Its ``contest`` words are masked.
        words: One word a token: lower-case words or lemmas.
    """
    masked: list[str] = []
    previous = ""
    for i, word in enumerate(words):
        kind = TARGET if i in tree.target else OTHER if i in tree.others else ""
        if kind:
            if kind != previous:
                masked.append(kind)
        elif tree.lemmas[i] in lexicon.contest:
            masked.append(CONTEST)
        else:
            masked.append(NUMBER if word[:1].isdigit() else word)
        previous = kind
    return masked


def words_near_target(masked: Sequence[str], width: int) -> list[str]:
    """Give the masked words at most ``width`` from a mention, with a gap's mark between windows.

    Example:
        >>> words_near_target(["a", "b", "_t_", "c", "d", "e", "_t_"], 1)
        ['b', '_t_', 'c', '_gap_', 'e', '_t_']
    """
    near: set[int] = set()
    for i, word in enumerate(masked):
        if word == TARGET:
            near.update(range(max(0, i - width), min(len(masked), i + width + 1)))
    window: list[str] = []
    previous = -1
    for i in sorted(near):
        if window and i != previous + 1:
            window.append(GAP)
        window.append(masked[i])
        previous = i
    return window
