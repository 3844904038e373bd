"""Definite phrases that refer back to somebody: "the company", "these models", "both countries"."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.link.countries import COUNTRIES
from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import COUNTRY_NOUNS, GROUP_NOUNS, MARKET_NOUNS, words
from pipeline.link.sorts import sort_of_noun

_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "both", "either", "neither", "each", "all"}
)
_POWERS = frozenset({"government", "superpower", "power", "giant", "rival", "economy"})
_GROUPING = frozenset({"both", "either", "neither"})
_NOT_BACK = words("not_back")
_TRADES = words("trades")
_GROUPED = COUNTRY_NOUNS | GROUP_NOUNS | frozenset({"rival", "giant"})
_BODY_OF_ANY_KIND = frozenset({"agency", "bureau", "department", "regulator", "watchdog", "authority"})
_OF_A_COUNTRY = frozenset({"government", "regime", "leadership", "authorities", "authority", "state"})
_NAMED_ONLY = words("named_only")
_PRESS = frozenset({"newspaper", "broadcaster", "outlet"})
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
SYNONYMS = {
    "lab": "laboratory",
    "laboratory": "lab",
    "startup": "start-up",
    "start-up": "startup",
    "plant": "factory",
    "factory": "plant",
}
_CHIPS = words("chips")
_SITES = words("local_sites") | words("local_bodies")
ANY_COMPANY = frozenset({"company", "firm", "start-up", "startup", "business", "lab", "laboratory"})
_UNSURE = 0.3
_HELD_IN_TURN = frozenset({"administration", "government"})
_TURNS = frozenset({"last", "previous", "next", "new", "current", "incoming", "outgoing", "present", "same"})


@dataclass(frozen=True, slots=True)
class Description:
    """A definite phrase from its article to its head noun.

    ``group`` is how many it stands for: 2 for "both countries", 0 where it does not say.

    ``is_special`` says that a noun stands before the head that few of the companies and
    models of a contest could be called by: "the power company".
    """

    first: int
    head: int
    noun: str
    sort: str
    is_plural: bool
    group: int
    modifiers: frozenset[str]
    is_special: bool


def description_at(board: Board, determiner: int) -> Description | None:
    """Give the description that an article or demonstrative opens; null if it is none.

    A phrase that says more about who is meant is no description: one with a side or a
    country in it, a superlative, a number over two, or "of", "in", "that" after its noun.
    """
    reading = board.reading
    word, head = reading.lowers[determiner], reading.heads[determiner]
    bare_two = word == "two" and reading.lemmas[head].lower() in _POWERS
    if not bare_two and word not in _DEFINITE:
        return None
    if head <= determiner or head - determiner > 5 or head in board.at:
        return None
    if reading.tags[head][:2] != "NN" or (reading.base_start(head) < determiner and word != "two"):
        return None
    noun = reading.lemmas[head].lower()
    plural = reading.tags[head] in {"NNS", "NNPS"}
    if reading.tags[head][:3] == "NNP":
        plural = plural and sort_of_noun(noun) == "thing"
    group = 2 if word in _GROUPING or bare_two else 0
    modifiers = set()
    foreign = False
    for i in range(determiner + 1, head):
        lower = reading.lowers[i]
        if (noun in _HELD_IN_TURN and lower in _TURNS) or (bare_two and reading.tags[i][:2] in {"JJ", "RB"}):
            continue
        if i in board.at or reading.tags[i] in {"JJS", "RBS", "NNP", "NNPS"} or lower in _NOT_BACK:
            return None
        if reading.tags[i] == "CD":
            if lower not in _NUMBERS:
                return None
            group = _NUMBERS[lower]
        elif lower.isalpha():
            modifiers.add(lower)
            foreign |= reading.tags[i][:2] == "NN" and lower not in _TRADES
    if (
        noun in {"one", "ones"}
        or len(modifiers) > 2
        or any(reading.deps[k] == "poss" for k in reading.kids[head])
    ):
        return None
    if (not plural and word == "both") or (word == "all" and not group):
        return None
    following = head + 1
    if following < reading.sentence(head).last and (
        reading.tags[following] in {"NNP", "NNPS"} or following in board.at
    ):
        return None
    if _says_more(board, head):
        return None
    return Description(
        determiner, head, noun, sort_of_noun(noun), plural, group, frozenset(modifiers), foreign
    )


def _says_more(board: Board, head: int) -> bool:
    reading = board.reading
    for kid in reading.kids[head]:
        if kid < head:
            continue
        dep, word = reading.deps[kid], reading.lowers[kid]
        if (
            dep == "prep"
            and kid == head + 1
            and word in {"of", "in", "for", "behind", "with", "from", "to", "on", "at", "like"}
        ):
            return (
                word in {"of", "behind", "like", "for", "from", "with"}
                or reading.lemmas[reading.heads[head]] != "say"
            )
        if dep in {"relcl", "acl"} and reading.words[head + 1 : head + 2] != [","]:
            return True
    return False


def is_of_states(description: Description) -> bool:
    """Tell whether "both" or "two" groups countries or sides, not companies or models."""
    return (
        description.noun in {"group", "bloc"}
        or description.noun in _GROUPED
        or description.noun == "government"
    )


def fits(description: Description, draft: Draft, board: Board) -> float | None:
    """Give how well a name fits a description's noun, 0.2 to 3; null if it cannot be meant."""
    noun, sort = description.noun, description.sort
    last_words = {w.lower() for w in draft.name.replace("-", " ").split()[-4:]}
    if sort == "thing":
        return None
    if (noun in last_words or SYNONYMS.get(noun) in last_words) and draft.sort not in {"country", "people"}:
        return 3.0
    if noun in board.descriptors.get(draft.name, ()) or (
        noun == "startup" and "start-up" in board.descriptors.get(draft.name, ())
    ):
        return 2.5
    if description.is_special and sort != "government":
        return None
    if sort == "company":
        if noun in _NAMED_ONLY:
            return 0.3 if noun in {"unit", "group"} and draft.sort == "company" else None
        if noun in _PRESS and draft.kind == "agency":
            return 0.6
        if draft.sort == "product" and draft.kind in {"company", "lab"}:
            return 0.8  # "the DeepSeek app … the company"
        unsure = 0.0 if draft.kind or noun in ANY_COMPANY else _UNSURE  # "the chipmaker", of a shipper
        return {"company": 1.0 - unsure, "org": 0.5 - unsure}.get(draft.sort)
    if sort == "country":
        return _fits_country(draft) if noun in {"country", "nation", "superpower"} else None
    if sort == "government":
        return _fits_government(noun, draft)
    if sort == "product":
        if draft.sort != "product":
            return None
        matching = (draft.kind == "model") != (noun in _CHIPS)
        return 1.0 if matching or not draft.kind else 0.3
    return None


def _fits_country(draft: Draft) -> float | None:
    if draft.rule in {"demonym", "compound"}:
        return 0.6
    if draft.kind == "country":
        return 1.2
    if draft.kind == "capital":
        return 0.5
    return 1.0 if draft.sort == "country" and draft.name in COUNTRIES | {"The Netherlands"} else None


def _fits_government(noun: str, draft: Draft) -> float | None:
    if noun == "administration":
        return {"leader": 0.6, "government": 0.5}.get(draft.kind)
    if noun in _OF_A_COUNTRY:
        if draft.kind == "government":
            return 0.9
        return 0.2 if draft.rule in {"demonym", "compound"} else _fits_country(draft)
    if noun in _BODY_OF_ANY_KIND and draft.kind == "agency":
        return 0.8
    return None


def may_repeat(description: Description, determiner: str) -> bool:
    """Tell whether the same noun earlier in the article may be what is meant."""
    if description.sort in {"company", "product", "policy", "person", "government"}:
        return True
    pointing = determiner in {"these", "those", "this", "that", "such"}
    if pointing and description.noun not in {"year", "time", "way"}:
        return True
    return description.noun in MARKET_NOUNS | _SITES
