"""Names the pack does not know, given a side by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.link.countries import COUNTRIES
from pipeline.link.drafts import Board, Introduction
from pipeline.link.explanations import NAME_TAGS, TYPED, told_after, told_beside, told_by_verb
from pipeline.link.lexicon import NOT_NAMES, STAFF_NOUNS, TITLES, words
from pipeline.link.ownership import sides_of
from pipeline.link.premodifiers import told_before
from pipeline.link.sorts import sort_of_noun

_UNNAMED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_NO_NAMES = frozenset(TITLES) | NOT_NAMES | words("months")
_LISTING = frozenset({"including", "like", "namely", "especially", "notably"})


def find_introductions(board: Board) -> list[Introduction]:
    """Give the names without a side that the article introduces as somebody's, in order.

    "the Hangzhou start-up Foo", "China's Foo", "Chinese labs such as Foo and Bar" (rule
    ``modifier``); "Foo, a Chinese lab", "a Chinese lab called Foo", "Foo is a Chinese lab",
    "Foo, which is based in Shenzhen" (``apposition``); "Huawei engineer Foo", "Foo, who
    speaks for the ministry" (``affiliation``). Analysts, professors and other onlookers get
    no side from where they come from, nor do former officials.
    """
    reading = board.reading
    found: list[Introduction] = []
    done: set[int] = set(board.barred)
    done.update(i for start, end, kind in reading.ents if kind in _UNNAMED for i in range(start, end))
    for i, tag in enumerate(reading.tags):
        begins = tag in NAME_TAGS or (
            i in board.at and board.at[i].label is not None and board.at[i].first == i
        )
        if begins and i not in done and reading.sentence_of[i] >= 0:
            first, last = _name_span(board, i)
            done.update(range(first, last))
            if last > first and reading.span_text(first, last) in COUNTRIES:
                continue
            if last > first and (told := _introduced(board, first, last)):
                found.append(told)
    for i, dep in enumerate(reading.deps):
        if dep in {"prep", "amod", "acl", "appos", "pcomp", "prt", "advmod"}:
            found.extend(_listed(board, i))
    return sorted(found, key=lambda one: one.first)


def _name_span(board: Board, token: int) -> tuple[int, int]:
    """Give the unlinked name that holds a proper noun; an empty span if it is linked already."""
    reading = board.reading
    draft = board.at.get(token)
    if draft is not None:
        return (
            (token, token)
            if draft.sides or draft.rule in {"pronoun", "description"}
            else (draft.first, draft.last)
        )
    first, last = token, token + 1
    sentence = reading.sentence(token)
    if token == sentence.first and sort_of_noun(reading.lemmas[token].lower()) != "thing":
        return token, token
    if reading.lowers[token] in _NO_NAMES:
        return token, token
    while (
        last < sentence.last
        and last not in board.at
        and (
            reading.tags[last] in NAME_TAGS
            or (reading.words[last][:1].isupper() and reading.tags[last][:1] == "N")
            or (
                reading.words[last] in "-.&"
                and last + 1 < sentence.last
                and reading.starts[last + 1] == reading.ends[last]
                and reading.starts[last] == reading.ends[last - 1]
            )
            or (reading.tags[last] == "CD" and reading.starts[last] - reading.ends[last - 1] <= 1)
        )
    ):
        last += 1
    while last > first + 1 and reading.words[last - 1] in "-.&":
        last -= 1
    return first, last


def _introduced(board: Board, first: int, last: int) -> Introduction | None:
    return (
        told_before(board, first, last)
        or told_beside(board, first, last)
        or told_by_verb(board, first, last)
        or told_after(board, first, last)
    )


def _listed(board: Board, token: int) -> Iterator[Introduction]:
    """Give the names after "Chinese labs such as", "American firms, including"."""
    reading = board.reading
    word = reading.lowers[token]
    if reading.sentence_of[token] < 0:
        return
    sentence = reading.sentence(token)
    if word == "such" and token + 1 < sentence.last and reading.lowers[token + 1] == "as":
        begin = token + 2
    elif word in _LISTING:
        begin = token + 1
    elif word == "among" and reading.lowers[token + 1 : token + 2] == ["them"]:
        begin = token
        while begin > sentence.first and reading.words[begin - 1] not in {"–", "—", "(", "-", "--"}:
            begin -= 1
            if token - begin > 20:
                return
    else:
        return
    head = (begin if word == "among" else token) - 1
    while head > sentence.first and reading.words[head] in {",", "—", "–", "(", "-", "--"}:
        head -= 1
    if (
        reading.tags[head] != "NNS"
        or head in board.at
        or (sort := sort_of_noun(reading.lemmas[head].lower())) not in TYPED
    ):
        return
    sides = sides_of(board, head)
    if len(sides) != 1 or (sort == "person" and reading.lemmas[head].lower() not in STAFF_NOUNS):
        return
    i = begin
    while i < sentence.last:
        if reading.tags[i] in NAME_TAGS:
            first, last = _name_span(board, i)
            if last > first:
                yield Introduction(first, last, sides, "modifier", sort, reading.lemmas[head].lower())
            i = max(last, board.at[i].last if i in board.at else i + 1)
        elif reading.lowers[i] in {",", "and", "or", "the", "its", "’s", "'s", "'", "’"}:
            i += 1
        else:
            return
