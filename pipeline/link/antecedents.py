"""Pronouns and descriptions linked to their antecedents, from an article's start to its end.

Each possible antecedent has a score whose parts can be read: agreement
(:mod:`pipeline.link.agreement`) and prominence (:mod:`pipeline.link.prominence`) for pronouns,
fit, role and distance (:mod:`pipeline.link.description_links`) for descriptions. Where a
candidate of another side comes close to the best, the mention stays unlinked.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.link.agreement import ANIMATE
from pipeline.link.bosses import boss_meant
from pipeline.link.config import LinkConfig
from pipeline.link.description_links import CLEAR, description_candidates, repeated_noun
from pipeline.link.descriptions import description_at
from pipeline.link.drafts import Board
from pipeline.link.group_links import group_meant, only_body
from pipeline.link.history import Candidate, History
from pipeline.link.local_links import local_at
from pipeline.link.own_groups import own_group_at
from pipeline.link.pairs import last_pair, one_of_two, other_of_two
from pipeline.link.policy_links import change_at, only_policies, policies_meant
from pipeline.link.pronoun_links import pronoun_candidates
from pipeline.link.pronouns import PRONOUNS, Agreement, is_empty_it, is_idiom
from pipeline.link.setting import Setting
from pipeline.link.setting_links import body_meant, home_goods_at, office_at
from pipeline.link.sorts import sort_of_noun
from pipeline.link.turns import Conversation
from pipeline.link.whereabouts import Whereabouts

_UNRIVALLED = 1.5  # points to the next candidate of another side, from which a lower score will do
_ONLY = 1.6  # how much lower a score will do where there is nothing else to mean
_PAIRED = frozenset({"both", "neither", "either", "each"})
_OBJECT_HER = Agreement("f", False, False)


def link_anaphora(
    board: Board, config: LinkConfig, sides: Mapping[str, str], bodies: Mapping[str, str]
) -> None:
    """Put every pronoun and description with a clear antecedent on the board.

    One that refers to a person, organisation or country of no side is put there too, with
    the name and no side; one that refers to a thing of no side is not.

    Args:
        board: The names; pronouns and descriptions are added to it.
        config: Windows, thresholds and the margin of a tie.
        sides: The pack's sides in its order: names by id.
        bodies: Nouns that end the names of governments of one side only, with that side.
    """
    reading = board.reading
    history = History(board)
    setting = Setting(board)
    where = Whereabouts(board)
    talk = Conversation(board)
    board.voices = talk.voices()
    waiting = list(board)
    waiting.reverse()
    for i, word in enumerate(reading.lowers):
        while waiting and waiting[-1].first < i:
            history.note(waiting.pop())
        if reading.sentence_of[i] < 0 or i in board.at:
            continue
        if word in {"they", "them"} and "both" in reading.lowers[i + 1 : i + 3]:
            _link(history, i, i + 1, last_pair(history, i), "pronoun")
        elif word in PRONOUNS:
            _link_pronoun(history, i, config)
        elif addressed := talk.addressee(i):
            more = (addressed.name, addressed.sides, addressed.sort, addressed.kind)
            history.link(i, i + 1, Candidate(0.0, *more), "pronoun")
        elif word in _PAIRED and reading.deps[i] in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            _link(history, i, i + 1, last_pair(history, i), "pronoun")
        elif word in {"former", "latter"} and i and reading.lowers[i - 1] == "the":
            _link(history, i - 1, i + 1, one_of_two(history, i), "description")
        elif word in {"side", "other"} and _is_one_of_two_sides(history, i):
            _link(history, i - 1, i + 1, other_of_two(history, i), "description")
        elif reading.deps[i] in {"det", "predet", "preconj", "amod"} or word == "two":
            _link_description(history, i, config, sides, bodies, setting, where)
            if i not in board.at:
                _link_home_goods(history, i, setting, sides)
        elif (changed := change_at(history, i)) is not None:
            _link(history, changed.first, i + 1, policies_meant(history, changed, config), "description")
        elif (office := office_at(board, setting, where, i)) and board.is_free(office[0], i + 1):
            _link_to_state(history, office[0], i, office[1], sides)
        elif local := local_at(board, where, i):
            _link_local(history, local[0], i, local[1])
        elif own := own_group_at(history, i):
            _link(history, own[0], own[1] + 1, own[2], "description")


def _is_one_of_two_sides(history: History, token: int) -> bool:
    """Tell whether a word ends "one side", or a later "the other" that answers it."""
    reading = history.reading
    sentence = reading.sentence(token)
    before = reading.lowers[token - 1] if token > sentence.first else ""
    if reading.lowers[token] == "side":
        return before == "one"
    if before != "the" or (token + 1 < sentence.last and reading.tags[token + 1][:2] in {"NN", "JJ"}):
        return False
    return any(reading.lowers[i : i + 2] == ["one", "side"] for i in range(sentence.first, token))


def _link_home_goods(history: History, token: int, setting: Setting, sides: Mapping[str, str]) -> None:
    goods = home_goods_at(history.board, setting, token)
    if goods is not None:
        _link_to_state(history, token, goods[0], goods[1], sides)


def _link_to_state(history: History, first: int, head: int, side: str, sides: Mapping[str, str]) -> None:
    reading = history.reading
    sort = sort_of_noun(reading.lemmas[head].lower())
    history.link(first, head + 1, Candidate(0.0, sides[side], (side,), sort, ""), "setting")


def _link_local(history: History, first: int, head: int, side: str) -> None:
    """Link a local body, site or people, which goes by its noun from then on."""
    reading = history.reading
    begin = first + (first < head and reading.deps[first] == "det")
    name, sort = reading.span_text(begin, head + 1), sort_of_noun(reading.lemmas[head].lower())
    history.link(first, head + 1, Candidate(0.0, name, (side,), sort, ""), "setting")


def _link(history: History, first: int, last: int, best: Candidate | None, rule: str) -> None:
    if best is not None and (best.sides or best.sort in ANIMATE):
        history.link(first, last, best, rule)


def _link_pronoun(history: History, token: int, config: LinkConfig) -> None:
    reading = history.reading
    word = reading.lowers[token]
    if (word == "it" and is_empty_it(reading, token)) or is_idiom(reading, token):
        return
    asked = _OBJECT_HER if word == "her" and reading.deps[token] != "poss" else PRONOUNS[word]
    candidates = pronoun_candidates(history, token, asked, config)
    best = chosen(candidates, config.min_pronoun_score, config.tie_margin)
    if best is not None and best.sort == "person" and asked.gender in {"m", "f"}:
        history.board.genders.setdefault(best.name, asked.gender)
    _link(history, token, token + 1, best, "pronoun")


def _link_description(
    history: History, token: int, config: LinkConfig, sides: Mapping[str, str], bodies: Mapping[str, str],
    setting: Setting, where: Whereabouts,
) -> None:  # fmt: skip
    described = description_at(history.board, token)
    if described is None:
        return
    if described.group:
        best = group_meant(history, described, sides)
    else:
        candidates = description_candidates(history, described, config)
        best = chosen(
            candidates, config.min_description_score, config.tie_margin, less_if_alone=0.0, less_if_only=_ONLY
        )
        if best is None or best.score < CLEAR:
            other = repeated_noun(history, described, config)
            best = other or best or only_body(history, described, sides, bodies)
            best = best or policies_meant(history, described, config) or only_policies(history, described)
            best = best or boss_meant(history, described)
    if best is None and not described.group and (side := body_meant(setting, where, described)):
        _link_to_state(history, described.first, described.head, side, sides)
        return
    _link(history, described.first, described.head + 1, best, "description")


def chosen(
    candidates: list[Candidate],
    least: float,
    margin: float,
    *,
    less_if_alone: float = 0.8,
    less_if_only: float = _ONLY,
) -> Candidate | None:
    """Give the best candidate; null if it is weak, or if one of other sides is as good.

    Args:
        candidates: Antecedents with their scores.
        least: Lowest score to take.
        margin: Points by which the best must beat the best one of other sides; a best one
            without a side need not.
        less_if_alone: How much lower than ``least`` will do where no candidate of other sides
            comes within 1.5 points.
        less_if_only: The same where there are no candidates of other sides at all.
    """
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.score)
    others = [candidate.score for candidate in candidates if candidate.sides != best.sides]
    lead = best.score - max(others) if others else _UNRIVALLED
    if not others and best.sides:
        less_if_alone = less_if_only
    if best.score < (least - less_if_alone if lead >= _UNRIVALLED else least):
        return None
    return None if best.sides and lead < margin else best
