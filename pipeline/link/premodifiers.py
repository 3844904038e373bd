"""What the words before an unknown name say of it: "the Hangzhou start-up Foo", "China's Foo"."""

from __future__ import annotations

from pipeline.link.drafts import Board, Introduction
from pipeline.link.explanations import AGAINST, FORMER, TYPED, is_heading, told_by
from pipeline.link.hyphens import hyphen_after
from pipeline.link.lexicon import STAFF_NOUNS, words
from pipeline.link.sorts import sort_of_noun

_OFFICES = frozenset({"sen", "sen.", "rep", "rep.", "gov", "gov.", "gen", "gen.", "congressperson"})
_NOBODYS = frozenset({"EVENT", "NORP", "WORK_OF_ART", "LOC"})
_OCCASIONS = words("occasions")


def told_before(board: Board, first: int, last: int) -> Introduction | None:
    """Give what the words before a name say of it; null if they give no side.

    "the Hangzhou start-up Foo", "DeepSeek engineer Foo", "China's Foo", "its new model, Foo".
    """
    reading = board.reading
    start = reading.sentence(first).first
    i, noun = first - 1, ""
    if i > start and reading.words[i] in {",", "(", "“", '"', "‘"} and reading.tags[i - 1] == "NN":
        # "its flagship model, Foo": the phrase before is what the name stands for
        head = i - 1
        if (
            reading.child(head, "poss") is not None
            and reading.sentence_of[head] == reading.sentence_of[first]
        ):
            told = told_by(board, head, first, last, "apposition")
            return (
                told
                if (reading.words[i] == "," and _closes(board, last)) or reading.words[i] != ","
                else None
            )
        return None
    if i >= start and reading.lowers[i] in {"called", "named", "dubbed"}:
        head = i - 1
        return told_by(board, head, first, last, "apposition") if head >= start else None
    if i >= start and reading.lemmas[i] == "call" and reading.deps[i] == "relcl":  # "whom I will call Foo"
        return told_by(board, reading.heads[i], first, last, "apposition")
    if i >= start and reading.lowers[i] in {"'s", "’s", "’", "'"}:
        return _owned(board, i - 1, first, last)
    titled = reading.tags[i] == "NNP" and reading.lowers[i] in STAFF_NOUNS | _OFFICES if i >= start else False
    if i >= start and (titled or reading.tags[i] in {"NN", "NNS"}) and i not in board.at:
        noun = reading.lowers[i] if titled else reading.lemmas[i].lower()
        noun = noun if noun in STAFF_NOUNS or not titled else "official"
        if sort_of_noun(noun) not in TYPED:
            return None
        i -= 1
    if not noun:
        draft = board.at.get(i)
        label = board.label_at(first)
        if (
            draft is not None
            and draft.rule == "demonym"
            and label in {"ORG", "PRODUCT"}
            and not is_heading(board, first)
        ):
            return Introduction(
                first, last, draft.sides, "modifier", "company" if label == "ORG" else "product", ""
            )
        return None
    for _ in range(8):
        if i < start:
            return None
        draft = board.at.get(i)
        if reading.lowers[i] in FORMER:
            return None
        if draft is not None and (draft.sides or draft.home):
            return _before(board, i, noun, first, last)
        if reading.lowers[i] in {"'s", "’s"}:
            owner = board.at.get(i - 1)
            if owner is None or not (owner.sides or owner.home) or noun in AGAINST:
                return None
            return _before(board, i - 1, noun, first, last)
        if draft is None and (
            reading.tags[i][:2] in {"NN", "JJ", "VB", "CD", "HY"} or reading.words[i] in {"-", "and"}
        ):
            i -= 1
            continue
        return None
    return None


def _before(board: Board, at: int, noun: str, first: int, last: int) -> Introduction | None:
    """Judge a typed noun between words of a side and the name."""
    reading = board.reading
    owner = board.at[at]
    sort = sort_of_noun(noun)
    after = hyphen_after(reading.text, owner.end_char)
    if after in {"listed", "sanctioned", "blacklisted", "educated", "focused", "facing", "trained"}:
        return None
    if sort == "person" and noun not in STAFF_NOUNS:
        return None
    organisation = owner.sort in {"company", "government", "person", "product"}
    if (
        organisation
        and sort == "company"
        and not after
        and noun not in {"unit", "subsidiary", "parent", "team", "lab"}
    ):
        return None
    initials = reading.words[owner.last - 1].replace(".", "").isupper()
    owns = after or reading.lowers[owner.last : owner.last + 1] in (["'s"], ["’s"])
    if owner.kind == "country" and sort == "person" and not initials and not owns:
        return None  # "the China official"
    if any(reading.lowers[i] in FORMER for i in range(max(0, owner.first - 2), first)):
        return None
    rule = (
        "policy" if sort == "policy" else "affiliation" if organisation and sort == "person" else "modifier"
    )
    return Introduction(first, last, owner.sides or owner.home, rule, sort, noun)


def _owned(board: Board, owner_token: int, first: int, last: int) -> Introduction | None:
    """Judge "China's Foo" and "Washington's Blue Sky Act"."""
    owner = board.at.get(owner_token)
    label = board.label_at(first)
    if owner is None or not owner.sides or label in _NOBODYS or is_heading(board, first):
        return None
    reading = board.reading
    if reading.deps[reading.head_in(first, last)] in {"compound", "nmod", "amod"}:
        return None  # "China's Taiwan policy"
    if (label == "GPE" and owner.sort != "country") or reading.lowers[last - 1] in _OCCASIONS:
        return None
    noun = reading.lemmas[last - 1].lower()
    sort = sort_of_noun(noun)
    if sort == "thing":
        sort = {"PERSON": "person", "PRODUCT": "product", "LAW": "policy", "GPE": "place"}.get(
            label or "", "company"
        )
    if owner.kind == "university" and sort == "person":
        return None
    if owner.sort == "person" and sort != "policy":
        return None
    return Introduction(first, last, owner.sides, "policy" if sort == "policy" else "modifier", sort)


def _closes(board: Board, last: int) -> bool:
    return board.reading.words[last : last + 1] in ([","], ["."], ["—"], [";"])
