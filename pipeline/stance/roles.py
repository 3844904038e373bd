"""What part the target plays: of which predicates it is subject, object, owner or possessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.stance.trees import TargetTree

_SUBJECT = {"nsubj", "csubj"}
_PASSIVE = {"nsubjpass", "csubjpass"}
_OWN_SUBJECT = (*_SUBJECT, *_PASSIVE, "expl")
_OBJECT = {"dobj", "dative"}
_COMPLEMENT = {"attr", "acomp", "oprd"}
_PLACE = {"of", "in", "from", "at", "within", "across", "by"}
_VERBAL = {"VERB", "AUX"}
_DEPTH = 4


class Role(NamedTuple):
    """One part that the target plays.

    Attributes:
        name: subj, obj, attr, owner, root, or prep:x for the object of preposition x.
        predicate: Index of the verb or noun that it is a part of.
        via: How the target reaches the part: empty for itself, else owner (its success),
            of (the rise of it), or shared (a verb that shares its subject or object).
    """

    name: str
    predicate: int
    via: str


def _sharing(tree: TargetTree, verb: int, depth: int = 0) -> Iterator[int]:
    # Verbs without a subject of their own that take the subject of this one.
    if depth > _DEPTH:
        return
    for child in tree.children[verb]:
        followers = []
        if tree.deps[child] in {"xcomp", "advcl", "conj"} and tree.pos[child] in _VERBAL:
            followers = [child]
        elif tree.deps[child] == "prep":
            followers = tree.child(child, "pcomp")
        for follower in followers:
            if not tree.child(follower, *_OWN_SUBJECT):
                yield follower
                yield from _sharing(tree, follower, depth + 1)


def _as_subject(tree: TargetTree, verb: int, via: str) -> Iterator[Role]:
    yield Role("subj", verb, via)
    for other in _sharing(tree, verb):
        passive = tree.deps[other] != "xcomp" and bool(tree.child(other, "auxpass"))
        yield Role("obj" if passive else "subj", other, via or "shared")


def _as_object(tree: TargetTree, verb: int, via: str) -> Iterator[Role]:
    yield Role("obj", verb, via)
    for child in tree.child(verb, "xcomp", "ccomp"):
        if not tree.child(child, *_OWN_SUBJECT):
            yield Role("subj", child, via or "shared")


def _as_antecedent(tree: TargetTree, noun: int, via: str) -> Iterator[Role]:
    for verb in tree.child(noun, "relcl", "acl"):
        subjects = tree.child(verb, *_SUBJECT)
        is_relative = any(tree.tags[i] in {"WDT", "WP"} or tree.lemmas[i] == "that" for i in subjects)
        if tree.deps[verb] == "acl":
            is_object = tree.tags[verb] == "VBN"
        else:
            is_object = (bool(subjects) and not is_relative) or bool(tree.child(verb, "nsubjpass"))
        yield from (_as_object if is_object else _as_subject)(tree, verb, via or "shared")


def _of_noun(tree: TargetTree, noun: int, via: str, depth: int) -> Iterator[Role]:
    # Roles of a noun phrase by the label of its head.
    if depth > _DEPTH:
        return
    noun = tree.phrase_head(noun)
    label, head = tree.deps[noun], tree.heads[noun]
    yield from _as_antecedent(tree, noun, via)
    if label in {"conj", "appos"} and head != noun:
        yield from _of_noun(tree, head, via, depth + 1)
    elif label in _SUBJECT:
        yield from _as_subject(tree, head, via)
    elif label in _PASSIVE:
        yield from _as_object(tree, head, via)
        for other in _sharing(tree, head):
            yield Role("obj" if tree.child(other, "auxpass") else "subj", other, via or "shared")
    elif label in _OBJECT:
        yield from _as_object(tree, head, via)
    elif label in _COMPLEMENT:
        yield Role("attr", head, via)
    elif label == "poss":
        yield Role("owner", head, via)
        yield from _of_noun(tree, head, "owner", depth + 1)
    elif label == "pobj":
        yield from _of_preposition(tree, head, via, depth)
    else:
        yield Role("root" if head == noun else "other", head, via)


def _of_preposition(tree: TargetTree, preposition: int, via: str, depth: int) -> Iterator[Role]:
    governor, word = tree.heads[preposition], tree.lemmas[preposition]
    if tree.deps[preposition] == "agent":
        yield from _as_subject(tree, governor, via)
        return
    if tree.deps[preposition] == "prep" and tree.deps[governor] == "prep":
        governor = tree.heads[governor]
    is_example = word in {"like", "include", "including"} or (
        word == "as" and any(tree.lemmas[k] == "such" for k in tree.children[preposition])
    )
    if is_example and tree.pos[governor] in {"NOUN", "PROPN"}:
        yield from _of_noun(tree, governor, via, depth + 1)
        return
    if tree.lemmas[governor] in {"that", "those"} and word in _PLACE:
        # "surpassed that of X": the pronoun stands for something of X's.
        yield from _of_noun(tree, governor, via or "of", depth + 1)
        return
    yield Role(f"prep:{word}", governor, via)
    if tree.pos[governor] in {"NOUN", "PROPN"} and word in _PLACE:
        yield from _of_noun(tree, governor, "of", depth + 1)


def find_roles(tree: TargetTree, head: int) -> list[Role]:
    """Give every part that a mention plays, the nearest first, each once.

    A name inside a noun phrase plays the phrase's part: "Chinese" in "Chinese labs lead" is
    subject of "lead". A verb without its own subject shares that of the verb it hangs on, an
    antecedent plays its relative clause's part, and an owner also plays the part of what it
    owns, marked ``via="owner"``.

    Args:
        tree: The row.
        head: Head token of one mention of the target.
    """
    return list(dict.fromkeys(_of_noun(tree, head, "", 0)))
