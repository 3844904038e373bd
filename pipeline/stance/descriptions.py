"""What the classifier is told of a target: words round it, its syntax, the polarity that reaches it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.stance.judgements import Reading, heard_scores, name_worth, read_words
from pipeline.stance.lexicon import Lexicon
from pipeline.stance.masks import OTHER, TARGET, masked_words, words_near_target
from pipeline.stance.predicates import judged_roles
from pipeline.stance.roles import Role
from pipeline.stance.trees import FAR, TargetTree

_CONTENT = {"NOUN", "VERB", "ADJ", "ADV"}
_MENTIONS = 4  # a claim that names its side more often is told by its first mentions
_NEAR, _STEPS, _BESIDE = 4, 6, 5
_CONTRAST = frozenset(
    ["but", "although", "though", "while", "despite", "however", "yet", "whereas", "unlike", "instead"]
)
_CONDITION = {"if", "unless", "whether", "until"}
_MODALS = frozenset(
    ["can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "'d", "need"]
)
_QUOTES = {'"', "“", "”", "``", "''"}


class Description(NamedTuple):
    """One target, ready for vectorisers.

    Attributes:
        window: Masked lower-case words near the mentions, joined by spaces.
        text: Masked lemmas of the whole text, joined by spaces.
        syntax: Names of what holds in the tree, joined by spaces.
        polarity: Named sums of the lexicon's scores, each squeezed into -1 to 1.
    """

    window: str
    text: str
    syntax: str
    polarity: dict[str, float]


def _sign(value: float) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _role_names(tree: TargetTree, role: Role, worth: float) -> Iterator[str]:
    i = role.predicate
    lemma = OTHER if i in tree.others else TARGET if i in tree.target else tree.lemmas[i]
    said = f"not_{lemma}" if tree.is_negated(i) else lemma
    name = f"{role.name}/{role.via}" if role.via else role.name
    yield from (name, f"{name}={said}", f"{role.name}={said}", f"{name}:{_sign(worth)}")
    yield from (f"{name}~{tree.lemmas[k]}" for k in tree.child(i, "aux") if tree.lemmas[k] in _MODALS)
    if any(tree.lemmas[k] in _CONDITION for k in tree.child(i, "mark")):
        yield f"{name}~if"


def _path_names(tree: TargetTree, scores: list[float], head: int) -> Iterator[str]:
    # Labels on the way up to the root, and the ways to each judging word.
    ups: list[str] = []
    above = {head: 0}
    i = head
    while tree.heads[i] != i and len(ups) < _STEPS:
        ups.append(tree.deps[i])
        i = tree.heads[i]
        above[i] = len(ups)
        if i not in tree.others and tree.pos[i] in _CONTENT:
            yield f"up{min(len(ups), 3)}={tree.lemmas[i]}"
    yield "path=" + ">".join(ups[:4])
    for j, score in enumerate(scores):
        if not score or tree.distance[j] > _STEPS:
            continue
        downs: list[str] = []
        k = j
        while k not in above and tree.heads[k] != k and len(downs) <= _STEPS:
            downs.append(tree.deps[k])
            k = tree.heads[k]
        if k in above:
            up = ">".join(ups[: above[k]][:3])
            yield f"to:{up}^{'<'.join(reversed(downs[-3:]))}:{_sign(score)}"


def _place_names(tree: TargetTree, head: int) -> Iterator[str]:
    yield from (f"before~{word}" for word in sorted(_CONTRAST.intersection(tree.lemmas[:head])))
    yield from (f"after~{word}" for word in sorted(_CONTRAST.intersection(tree.lemmas[head + 1 :])))
    if sum(word in _QUOTES for word in tree.words[:head]) % 2:
        yield "quoted"
    yield "first" if head < 3 else "early" if head < 10 else "late"
    if "?" in tree.words[head:]:
        yield "asked"


def _near_names(tree: TargetTree) -> Iterator[str]:
    named = tree.target | tree.others
    for i, distance in enumerate(tree.distance):
        if 0 < distance <= _NEAR and tree.pos[i] in _CONTENT and i not in named:
            yield f"near{1 if distance <= 2 else 2}={'not_' if tree.is_negated(i) else ''}{tree.lemmas[i]}"


def _add(sums: dict[str, float], name: str, score: float) -> None:
    if score:
        sums[name] = sums.get(name, 0.0) + score
        side = f"{name}+" if score > 0 else f"{name}-"
        sums[side] = sums.get(side, 0.0) + abs(score)


def _add_words(sums: dict[str, float], tree: TargetTree, scores: list[float]) -> None:
    below = {j for head in tree.heads_of_target for j in tree.below(tree.phrase_head(head))}
    for i, score in enumerate(scores):
        if not score:
            continue
        near, other = tree.distance[i], tree.other_distance[i]
        _add(sums, "all", score)
        _add(sums, f"d{min(near, 5)}" if near < FAR else "far", score)
        _add(sums, "nearer" if near < other else "farther" if near > other else "between", score)
        _add(sums, "after" if i > max(tree.target) else "before", score)
        if near < FAR:
            _add(sums, "weighed", score / (1 + near))
        if i in below:
            _add(sums, "below", score)
        if min(abs(i - j) for j in tree.target) <= _BESIDE:
            _add(sums, "beside", score)


def _add_mention(sums: dict[str, float], names: list[str], reading: Reading, head: int, share: float) -> None:
    tree, total = reading.tree, 0.0
    for role, worth in judged_roles(reading, head):
        names.extend(_role_names(tree, role, worth))
        family = role.name.partition(":")[0]
        _add(sums, f"role {family}/{role.via}", worth * share)
        total += worth * share
        if family == "subj" and tree.lemmas[role.predicate] in reading.lexicon.speech:
            names.append("speaker")
            _add(sums, "speaker", worth * share)
    _add(sums, "roles", total)
    _add(sums, "name", name_worth(reading, head) * share)
    names.append(f"worth:{max(-3, min(3, round(total)))}")
    phrase = tree.phrase_head(head)
    for i in tree.child(phrase, "amod", "compound", "appos", "nmod", "relcl", "acl"):
        if i not in tree.others and i not in tree.target:
            names.append(f"mod={tree.lemmas[i]}")
            _add(sums, "mod", reading.scores[i])
    if phrase != head:
        names.append(f"phrase={tree.lemmas[phrase]}")


def describe_target(row: Mapping[str, Any], lexicon: Lexicon, width: int = 6) -> Description:
    """Give what the vectorisers read of one row of TARGETS.

    Args:
        row: One row of TARGETS, as a dict.
        lexicon: Scores and frames.
        width: Masked words to either side of a mention that make the window, at least 1.
    """
    tree = TargetTree(row)
    if not tree.words:
        return Description("", "", "", {})
    reading = read_words(tree, lexicon)
    names: list[str] = []
    sums: dict[str, float] = {}
    _add_words(sums, tree, heard_scores(reading))
    heads = tree.heads_of_target[:_MENTIONS]
    for head in heads:
        _add_mention(sums, names, reading, head, 1 / len(heads))
        names.extend(_path_names(tree, reading.scores, head))
        names.extend(_place_names(tree, head))
    names.extend(_near_names(tree))
    window = words_near_target(masked_words(tree, lexicon, tree.lowered), width)
    lemmas = masked_words(tree, lexicon, tree.lemmas)
    polarity = {name: math.tanh(value / 3) for name, value in sums.items() if value}
    return Description(" ".join(window), " ".join(lemmas), " ".join(names), polarity)
