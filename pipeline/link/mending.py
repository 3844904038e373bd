"""What taggers and parsers get wrong so often that every rule would stumble over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.link.sorts import sort_of_noun

if TYPE_CHECKING:
    from pipeline.link.reading import Reading

_SPLIT_NOUNS = {
    ("start", "up"): "start-up",
    ("start", "ups"): "start-up",
    ("spin", "off"): "spin-off",
    ("spin", "offs"): "spin-off",
}
_SPELT = {"’s": "be", "’re": "be", "’m": "be", "’ve": "have"}


def mend_lemmas(reading: Reading) -> None:
    """Give "’s" and its like the lemmas that lemmatizers know for "'s" only."""
    if "’" in reading.text:
        reading.lemmas = [
            _SPELT.get(lower, lemma) if tag[:1] == "V" else lemma
            for lower, lemma, tag in zip(reading.lowers, reading.lemmas, reading.tags, strict=True)
        ]


def lower_first(reading: Reading, token: int) -> None:
    """Make a plural common noun of "Labs publish": its capital is the sentence's."""
    lower = reading.lowers[token]
    if lower.endswith("s") and reading.words[token].istitle() and sort_of_noun(lower[:-1]) != "thing":
        reading.tags, reading.lemmas = list(reading.tags), list(reading.lemmas)
        reading.tags[token], reading.lemmas[token] = "NNS", lower[:-1]


def _leaves(heads: list[int], token: int, first: int) -> bool:
    """Tell whether the way from a token up to the root never touches the three tokens again."""
    while heads[token] != token:
        token = heads[token]
        if first <= token <= first + 2:
            return False
    return not first <= token <= first + 2


def join_split_nouns(reading: Reading) -> None:
    """Make "start - up" one noun of the tree, headed by its last part.

    Taggers read the parts as a verb and a particle, which hides the noun from all rules.
    """
    lowers = reading.lowers
    if "start" not in lowers and "spin" not in lowers:
        return
    places = [
        i for i in range(len(lowers) - 2)
        if lowers[i + 1] in {"-", "‑", "‐"} and (lowers[i], lowers[i + 2]) in _SPLIT_NOUNS
    ]  # fmt: skip
    if not places:
        return
    reading.heads, reading.deps = list(reading.heads), list(reading.deps)
    reading.tags, reading.lemmas = list(reading.tags), list(reading.lemmas)
    for i in places:
        top = next((t for t in (i + 2, i + 1, i) if _leaves(reading.heads, t, i)), None)
        root = next((t for t in (i, i + 1, i + 2) if reading.heads[t] == t), i)
        head = reading.heads[top] if top is not None else i + 2
        dep = reading.deps[top if top is not None else root]
        for child, above in enumerate(reading.heads):
            if i <= above <= i + 1:
                reading.heads[child] = i + 2
        reading.heads[i : i + 3] = [i + 2, i + 2, head]
        reading.deps[i : i + 3] = [
            "compound",
            "punct",
            "nsubj" if dep in {"prt", "advmod", "advcl"} else dep,
        ]
        reading.tags[i : i + 3] = ["NN", "HYPH", "NNS" if lowers[i + 2].endswith("s") else "NN"]
        reading.lemmas[i + 2] = _SPLIT_NOUNS[lowers[i], lowers[i + 2]]
