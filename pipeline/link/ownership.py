"""Whose a noun phrase is, by its own words and its maker."""

from __future__ import annotations

from pipeline.link.drafts import Board
from pipeline.link.examples import lie_apart, sides_of_examples
from pipeline.link.hyphens import hyphen_after
from pipeline.link.lexicon import (
    GOVERNMENT_NOUNS,
    MAKE_VERBS,
    MARKET_NOUNS,
    ORIGIN_SUFFIXES,
    PERSON_NOUNS,
    POLICY_NOUNS,
    QUANTITIES,
    STAFF_NOUNS,
    words,
)
from pipeline.link.reading import Reading
from pipeline.link.sorts import sort_of_noun

_ORIGIN_PREPOSITIONS = frozenset({"from", "in", "at", "by"})
_SCENES = frozenset({"in", "at"})
_OF_OWNERS = (
    STAFF_NOUNS | GOVERNMENT_NOUNS | frozenset({"arm", "unit", "subsidiary", "division", "people", "capital"})
)
# "China policy" and "China expert" are somebody's on China; "US policy" is America's.
_ABOUT_NOUNS = PERSON_NOUNS | POLICY_NOUNS | words("about_nouns")
_ABROAD_SUFFIXES = words("abroad_suffixes")
_NOT_OWNERS = words("not_owners")
_SITES = words("sites")
_EXAMPLES = frozenset({"as", "like", "including"})
_TIES = frozenset({"tied", "linked", "affiliated"})


def sides_of(board: Board, head: int, depth: int = 3) -> tuple[str, ...]:
    """Give the sides that a noun phrase belongs to, by its own words.

    Modifiers decide first ("Chinese labs", "China's labs", "its labs" once "its" is linked,
    "US-backed labs"); then where it is or comes from ("labs in China", "chips made by
    Huawei"); then who made it ("DeepSeek released a model").

    Args:
        board: The mentions so far.
        head: Head token of the phrase.
        depth: How many phrases deep to look.

    Returns:
        Sides without repeats, in the order of the words; empty if nothing tells.
    """
    draft = board.at.get(head)
    if draft is not None and draft.rule != "refused":
        return draft.sides
    if depth == 0:
        return ()
    reading = board.reading
    found: list[str] = []
    for kid in reading.kids[head]:
        if kid < head and reading.deps[kid] in {"amod", "compound", "nmod", "poss", "npadvmod"}:
            found += _modifier_sides(board, kid, head, depth)
    if not found:
        found += after_sides(board, head, depth)
    return tuple(dict.fromkeys(found))


def _modifier_sides(board: Board, kid: int, head: int, depth: int) -> list[str]:
    reading = board.reading
    draft = board.at.get(kid)
    found: list[str] = []
    if draft is not None and draft.sides:
        initials = reading.words[draft.last - 1].replace(".", "").isupper()
        after = hyphen_after(reading.text, draft.end_char)
        about = draft.kind == "country" and not initials and not after and reading.deps[kid] != "poss"
        lemma = reading.lemmas[head].lower()
        if draft.kind in {"company", "lab"} and not after and lemma in _NOT_OWNERS | {"supplier", "investor"}:
            return []
        if not (about and lemma in _ABOUT_NOUNS) and after not in _ABROAD_SUFFIXES:
            found += draft.sides
    elif kid in board.voices:
        found += board.voices[kid]
    elif reading.deps[kid] == "poss":
        found += sides_of(board, kid, depth - 1)
    else:
        for below in reading.kids[kid]:
            if reading.deps[below] in {"npadvmod", "compound", "amod", "nmod", "poss"} and below in board.at:
                found += _modifier_sides(board, below, head, depth)
    for below in reading.kids[kid]:
        if reading.deps[below] == "conj" and below < head:
            found += _modifier_sides(board, below, head, depth)
    return found


def after_sides(board: Board, head: int, depth: int = 3) -> list[str]:
    """Give the sides that the words after a noun, or the deed it comes from, tell: "labs in China"."""
    reading = board.reading
    lemma = reading.lemmas[head].lower()
    if lemma in QUANTITIES:  # "most of China's labs"
        of = reading.child(head, "prep")
        whole = reading.child(of, "pobj") if of is not None and reading.lowers[of] == "of" else None
        return list(sides_of(board, whole, depth - 1)) if whole is not None else []
    entity = sort_of_noun(lemma) != "thing" or lemma in MARKET_NOUNS | _SITES or lemma in {"those", "other"}
    for kid in reading.kids[head]:
        if kid < head or not entity:
            continue
        word, dep = reading.lowers[kid], reading.deps[kid]
        if dep == "prep" and word in _EXAMPLES:
            if found := sides_of_examples(board, kid):
                return found
        elif dep == "prep":
            where = reading.child(kid, "pobj")
            if where is None or (lemma in _NOT_OWNERS and word not in {"in", "from"}):
                continue
            staff = lemma in STAFF_NOUNS and word in {"of", "for", "with"}
            origin = word in _ORIGIN_PREPOSITIONS or staff or (word == "of" and lemma in _OF_OWNERS)
            there = board.at.get(where)
            origin = origin or (word == "of" and there is not None and bool(there.home) and not there.kind)
            origin = origin or (word == "of" and there is not None and there.kind in {"place", "capital"})
            listed = (
                there is not None and reading.child(where, "conj") is not None and lie_apart(board, where)
            )
            if (
                origin
                and not listed
                and (found := _home(board, where, depth, scene=word in _SCENES | {"of"}))
            ):
                return found
        elif dep in {"acl", "relcl"}:
            found = _made(board, kid, depth)
            if found:
                return found
    above = reading.heads[head]
    if (
        reading.deps[head] == "dobj"
        and reading.lemmas[above] in MAKE_VERBS
        and reading.child(head, "poss") is None
    ):
        subject = _subject(reading, above)
        if subject is not None and subject != head and sort_of_noun(lemma) in {"product", "policy", "thing"}:
            return list(sides_of(board, subject, depth - 1)) if sort_of_noun(lemma) != "thing" else []
    if reading.deps[head] == "nsubjpass" and reading.lemmas[above] in MAKE_VERBS:
        return _agent(board, above, depth)
    if reading.deps[head] == "nsubj" and reading.lemmas[above] == "be":  # "The parts are Nvidia chips"
        told = reading.child(above, "attr")
        if told is not None and reading.tags[told] == reading.tags[head] and told not in board.at:
            makes = {"company", "product", "policy"}
            owned = reading.child(told, "poss") is not None and sort_of_noun(lemma) in makes
            same = owned or sort_of_noun(reading.lemmas[told].lower()) in makes
            return list(sides_of(board, told, depth - 1)) if same else []
    return []


def _home(board: Board, token: int, depth: int, *, scene: bool) -> list[str]:
    draft = board.at.get(token)
    if draft is not None:
        return list(draft.sides or (draft.home if scene else ()))
    if scene:  # "firms in one Californian city"
        for kid in board.reading.kids[token]:
            where = board.at.get(kid)
            if where is not None and where.home and kid < token:
                return list(where.home)
    return list(sides_of(board, token, depth - 1))


def _made(board: Board, verb: int, depth: int) -> list[str]:
    """Sides of "based in Hangzhou", "built by DeepSeek", "that Washington imposed"."""
    reading = board.reading
    lemma, word = reading.lemmas[verb].lower(), reading.lowers[verb]
    if word in ORIGIN_SUFFIXES or lemma in MAKE_VERBS or lemma in {"base", "headquarter", "locate"}:
        for kid in reading.kids[verb]:
            tie = word in _TIES and reading.lowers[kid] in {"to", "with"}
            if reading.deps[kid] == "prep" and (tie or reading.lowers[kid] in {"in", "at", "from"}):
                where = reading.child(kid, "pobj")
                if (
                    where is not None
                    and lemma not in {"sell", "fund"}
                    and (found := _home(board, where, depth, scene=True))
                ):
                    return found
        if found := _agent(board, verb, depth):
            return found
        subject = reading.child(verb, "nsubj")
        if subject is not None and reading.deps[verb] == "relcl" and lemma in MAKE_VERBS:
            return list(sides_of(board, subject, depth - 1))
    return []


def _agent(board: Board, verb: int, depth: int) -> list[str]:
    agent = board.reading.child(verb, "agent")
    doer = board.reading.child(agent, "pobj") if agent is not None else None
    return list(sides_of(board, doer, depth - 1)) if doer is not None else []


def _subject(reading: Reading, verb: int) -> int | None:
    for _ in range(3):
        subject = reading.child(verb, "nsubj")
        if subject is not None:
            return subject
        if reading.deps[verb] not in {"conj", "xcomp", "advcl"}:
            return None
        verb = reading.heads[verb]
    return None
