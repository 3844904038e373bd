"""Writers: lines that name them, and blocks that introduce them."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.segment.looks import Look
from pipeline.segment.stamps import holds_only_times
from pipeline.segment.words import word_set

_BY = re.compile(
    r"^\W*(?:(?:(?:words|written|story|text|reported|posted|reviewed) )?by|authors?|analysts?|associate"
    r"|producer"
    r"|presenter|reporter|interviewer)\s*:?\s",
    re.IGNORECASE,
)
_DATED_BY = re.compile(r"(?<=[\dA-Zm|·–—])\s+by\s+(?=[A-Z])", re.IGNORECASE)
_NAME = re.compile(r"[\"'“‘(]?(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|Mc[A-Z]\w+|O['’][A-Z]\w+)[,.)\"'”’]*$")
_NAME_AND_ROLE = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]+ ){1,3}[A-ZÀ-Þ][\w'’.-]+\s*[|,–—-]\s*\S")
_BETWEEN_NAMES = word_set(
    """
    and & with for of in the at from to on | , - – — · / de la le van von der den bin al el y di da dos e
    staff writer reporter reporters correspondent editor contributor columnist special senior deputy chief
    technology business news political economics analysis
    """
)
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|columnist|journalist|editor|writer|contributor|freelance\w*|producer"
    r"|blogger"
    r"|newsletter author|staff writer|editor[- ]in[- ]chief|contributing|bureau chief|podcast host)\b"
)
_INTRODUCTION = re.compile(
    r"(?:dr\.? |prof\.? |sir )?(?:(?-i:[A-ZÀ-Þ])[\w'’.-]+,? ){1,4}(?:\([^)]{1,60}\) )?"
    r"(?:(?:is|was) (?:an?|the|our|currently|co-?founder|founder|chief|senior|professor|director|editor)\b"
    r"|covers\b|reports on\b|writes (?:about|on|for|the)\b|joined\b|teaches\b|heads\b|runs\b|leads\b"
    r"|has (?:been )?(?:covered|covering|written|reported|reporting|worked)\b)",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\b(?:fellow|professor|author of|lecturer|writes|covers|based in|at the university|director of|founder"
    r"|e-?mail|twitter|previously|former|research associate|advis[eo]r|follow|contact)\b"
)
_NAME_BORDER = re.compile(r"\s+(?:and|&|with|for|in|at|from)\s+|\s*[,|·–—]\s*")


def is_byline(look: Look, authors: Collection[str] = ()) -> bool:
    """Tell whether a line only names the writers, with or without their role and the date.

    Args:
        look: The line.
        authors: Names known from the article's metadata, in lower case.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> lines = ("By Jo Doe and Li Na", "Jo Doe | Staff Writer", "By 2030 China leads", "By contrast, no")
        >>> [is_byline(take_look(line)) for line in lines]
        [True, True, False, False]
    """
    if look.n_words > 24 or (look.is_terminal and look.has_verb):
        return False
    begun = _BY.match(look.text)
    dated = None if begun else _DATED_BY.search(look.text)
    if dated and holds_only_times(look.lower[: dated.start()]):
        begun = dated
    if begun:
        return _holds_names(look, look.text[begun.end() :])
    if look.n_words <= 10 and _NAME_AND_ROLE.match(look.text) and names_role(look):
        return True
    if not authors or look.n_words > 14 or look.has_verb:
        return False
    return any(name and name in look.lower for name in authors) and look.capital_share > 0.6


def _holds_names(look: Look, listed: str) -> bool:
    words = listed.split()
    if not words[0][:1].isalpha() or not any(_NAME.match(word) for word in words[:3]):
        return False
    if all(_NAME.match(word) or word.lower().strip(",.|·–—-") in _BETWEEN_NAMES | {""} for word in words):
        return True
    return look.n_words <= 12 and not look.has_verb and not holds_only_times(listed.lower())


def names_in_byline(look: Look) -> list[str]:
    """Give the full names that a byline holds, in lower case."""
    pieces = [piece.split() for piece in _NAME_BORDER.split(_BY.sub("", look.text))]
    return [
        " ".join(piece).lower() for piece in pieces if 2 <= len(piece) <= 4 and all(map(_NAME.match, piece))
    ]


def is_bio(look: Look, names: Collection[str] = ()) -> bool:
    """Tell whether a block introduces its writer; only its place can make that certain.

    Args:
        look: The block.
        names: Writers known from a byline or the metadata, in lower case.
    """
    if look.n_words > 90 or not look.is_terminal:
        return False
    if any(name and look.lower.startswith(name) for name in names):
        return True
    if not _INTRODUCTION.match(look.text):
        return False
    return has_role(look) or (look.n_words <= 60 and bool(_FACT.search(look.lower)))


def has_role(look: Look) -> bool:
    """Tell whether a journalist's role is named."""
    return bool(_ROLE.search(look.lower))


def names_role(look: Look) -> bool:
    """Tell whether a short line ends with a journalist's role: ``Senior Reporter``."""
    return look.n_words <= 10 and bool(_ROLE.search(" ".join(look.lower.split()[-2:])))
