"""The possible antecedents of a description such as "the company", scored."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from pipeline.link.config import LinkConfig
from pipeline.link.descriptions import ANY_COMPANY, SYNONYMS, Description, fits, may_repeat
from pipeline.link.drafts import Draft
from pipeline.link.history import Candidate, History
from pipeline.link.phrases import Phrase
from pipeline.link.prominence import OFTEN, ROLES

CLEAR = 2.0  # a score that needs no other evidence
_SAME_WORD = 3.0
_ROLE = 0.5
_SENTENCE_BACK = 0.35
_STATE_SENTENCE_BACK = 0.6
_STATE = 0.5
_OTHER_BLOCK = 0.2
_MODIFIER = 0.2
_UNNAMED = 0.7
_SAME_NOUN = 0.8
_NEAR = 2  # sentences back for phrases without a name, and for lists
_NOT_CALLED = 0.8
_ANY_FIRM = frozenset({"company", "firm", "business", "group"})
_STATES = frozenset({"country", "government"})
_ANYONE = frozenset({"any", "no", "every", "another", "many", "most"})
_GENERIC_BACK = 3  # sentences for "the company", which the next company takes over
MOST_BACK = 100  # names looked at, the nearest; prose has half as many in reach
_POINTING = frozenset({"the", "these", "those", "this", "that"})


def description_candidates(history: History, described: Description, config: LinkConfig) -> list[Candidate]:
    """Give the names and phrases that a description in the singular or plural may mean.

    In the plural, the names of a list before it, if all are of one side. In the singular,
    names that fit its noun, up to ``config.description_sentences`` back, and phrases
    without a name nearby ("a new processor … the chip"). "The country" and "the government"
    lose faster with distance, and for standing as a mere place.
    """
    if described.is_plural:
        return _list_before(history, described)
    reading = history.reading
    at = reading.sentence_of[described.head]
    found = _phrases_before(history, described)
    generic = described.noun in ANY_COMPANY
    for draft in islice(reversed(history.past), MOST_BACK):
        away = at - reading.sentence_of[draft.first]
        if away > config.description_sentences:
            break
        if draft.last > described.first or draft.rule == "refused" or len(draft.sides) > 1:
            continue
        if draft.rule == "origin" and not generic:
            continue
        fit = fits(described, draft, history.board)
        if draft.rule == "setting" and (fit is None or fit < _SAME_WORD):
            continue  # "the lab" is no start-up that was only said to be there
        if fit is not None:
            points = _points(history, described, draft, fit, away)
            found.append(Candidate(points, draft.name, draft.sides, draft.sort, draft.kind))
    return _called_so(history, described, found)


def _called_so(history: History, described: Description, found: list[Candidate]) -> list[Candidate]:
    """Prefer the one company that the article has called by a noun such as laboratory, however far back."""
    if described.sort != "company" or described.noun in _ANY_FIRM:
        return found
    called: list[str] = []
    for noun in (described.noun, SYNONYMS.get(described.noun, "")):
        for name in history.board.called(noun):
            if name in history.last and name not in called:
                called.append(name)
            if len(called) > 1:
                return found
    if len(called) != 1:
        return found
    others = [c if c.name == called[0] else replace(c, score=c.score - _NOT_CALLED) for c in found]
    if all(candidate.name != called[0] for candidate in found):
        draft = history.last[called[0]]
        others.append(Candidate(_ROLE, draft.name, draft.sides, draft.sort, draft.kind))
    return others


def _points(history: History, described: Description, draft: Draft, fit: float, away: int) -> float:
    reading = history.reading
    head = reading.head_in(draft.first, draft.last)
    role = ROLES.get(reading.deps[head], 0.0)
    if described.sort in _STATES and fit < CLEAR:
        if reading.deps[head] == "pobj" and reading.lowers[reading.heads[head]] == "in":
            role = 0.0
        points = fit + role - _STATE_SENTENCE_BACK * away - _STATE
    else:
        points = fit + _ROLE * role - _SENTENCE_BACK * away
    often = 0 if draft.rule in {"demonym", "compound"} else min(4, history.counts[draft.name])
    points += OFTEN * often - _MODIFIER * len(described.modifiers)
    if reading.sentence(described.head).block != reading.sentence(draft.first).block:
        points -= _OTHER_BLOCK
    return points


def _phrases_before(history: History, described: Description) -> list[Candidate]:
    reading = history.reading
    at = reading.sentence_of[described.head]
    found = []
    if described.sort not in {"product", "company", "policy"}:
        return []
    if described.sort == "company" and described.noun not in ANY_COMPANY:
        return []
    for back in range(at, max(-1, at - _NEAR - 1), -1):
        for head in history.heads_in(back):
            if head >= described.first or head in history.board.at or reading.tags[head] != "NN":
                continue
            phrase = history.phrase(head)
            if phrase.sort == described.sort and not _is_any(history, head):
                same = _SAME_NOUN if reading.lemmas[head].lower() == described.noun else 0.0
                role = _ROLE * ROLES.get(reading.deps[head], 0.2)
                points = _UNNAMED + same + role - _STATE_SENTENCE_BACK * (at - back)
                found.append(history.candidate(phrase, points - _MODIFIER * len(described.modifiers)))
    return found


def _list_before(history: History, described: Description) -> list[Candidate]:
    """Give "A, B and C" for "these models", from the last sentence that names such."""
    reading = history.reading
    at = reading.sentence_of[described.head]
    for back in range(at, max(-1, at - _NEAR - 1), -1):
        fitting = {
            draft.name: draft.sides
            for draft in drafts_of(history, back, described.first)
            if len(draft.sides) < 2 and fits(described, draft, history.board) is not None
        }
        if fitting:
            sides = set(fitting.values())
            if len(fitting) == 1 or len(sides) > 1 or () in sides:
                return []
            return [Candidate(CLEAR, " and ".join(fitting), sides.pop(), described.sort, "")]
    return []


def drafts_of(history: History, at: int, before: int) -> list[Draft]:
    """Give the mentions of a sentence that end before a token, in order."""
    return [draft for draft in history.drafts_in(at) if draft.last <= before]


def repeated_noun(history: History, described: Description, config: LinkConfig) -> Candidate | None:
    """Give the last phrase with a description's noun: "Chinese models … these models".

    Null if the last one is nobody's, or if "the models" stands near such phrases of two
    sides.
    """
    reading = history.reading
    word = reading.lowers[described.first]
    if described.is_special or not may_repeat(described, word):
        return None
    at = reading.sentence_of[described.head]
    found: Phrase | None = None
    far = _GENERIC_BACK if described.noun in ANY_COMPANY else config.description_sentences
    limit = max(-1, at - far - 1)
    back = at
    while back > limit:
        for head in reversed(history.heads_in(back)):
            same = head < described.first and reading.lemmas[head].lower() == described.noun
            if not same or (reading.tags[head] in {"NNS", "NNPS"}) != described.is_plural:
                continue
            if _is_any(history, head):
                continue
            phrase = history.phrase(head)
            if not phrase.sides:
                if found is None and (phrase.draft is not None or not points_back(history, head)):
                    return None
            elif found is None:
                found = phrase
                if word != "the":
                    return history.candidate(phrase, CLEAR)
                limit = max(limit, back - 5)
            elif phrase.sides != found.sides:
                return None
        back -= 1
    return history.candidate(found, CLEAR) if found is not None else None


def _is_any(history: History, head: int) -> bool:
    """Tell whether a phrase is of none in particular: "any American company", "the largest firm of all"."""
    first = history.reading.base_start(head)
    return any(history.reading.lowers[i] in _ANYONE for i in range(first, min(first + 2, head)))


def points_back(history: History, head: int) -> bool:
    """Tell whether a phrase points to something said before: "the rule", "those rules"."""
    return history.reading.lowers[history.reading.base_start(head)] in _POINTING
