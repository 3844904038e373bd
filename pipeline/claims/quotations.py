"""Quotations as tokens, and what kind of quotation they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.claims.quotes import Quotation
from pipeline.claims.readings import DASHES, PUNCT, STOPS, Interval, Reading
from pipeline.claims.relations import Attribution

SCARE_WORDS = 3
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "with", "at", "by", "from", "as"}
)


@dataclass
class QuotedTokens:
    """A quotation as tokens.

    Attributes:
        quotation: The quotation in characters.
        parts: Token intervals with the marks, one a paragraph.
        words: Number of words between the marks.
        attribution: What it was joined to.
    """

    quotation: Quotation
    parts: list[Interval]
    words: int
    attribution: Attribution | None = field(default=None)

    @property
    def start(self) -> int:
        """First token, the opening mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """One past the last token, the closing mark."""
        return self.parts[-1][1]


def quoted_tokens(reading: Reading) -> list[QuotedTokens]:
    """Give an article's quotations as token intervals; those that hold no token are left out."""
    result = []
    for quotation in reading.quotations:
        parts = [reading.tokens(part.start, part.end) for part in quotation.parts]
        parts = [part for part in parts if part[0] < part[1]]
        words = sum(reading.lower[i] not in PUNCT for part in parts for i in range(*part))
        if parts and words:
            result.append(QuotedTokens(quotation, parts, words))
    return result


def block_of(reading: Reading, i: int) -> int:
    """Give the index of the block that holds a token."""
    index: int = reading.sentences[reading.sentence_of[i]]["block_index"]
    return index


def is_title(reading: Reading, quoted: QuotedTokens) -> bool:
    """Tell whether quoted words are a title: “The Art of War”, capitals throughout and no stop."""
    words = [k for k in range(quoted.start, quoted.end) if reading.lower[k] not in PUNCT]
    weighty = [k for k in words if reading.lower[k] not in _SMALL_WORDS or k == words[0]]
    after = reading.lower[words[-1] + 1] if words[-1] + 1 < reading.n else ""
    if not 2 <= len(words) <= 10 or after in (",", ".", "?", "!"):
        return False
    return len(weighty) > 1 and all(reading.words[k][:1].isupper() for k in weighty)


def is_sentence(reading: Reading, quoted: QuotedTokens) -> bool:
    """Tell whether quoted words could stand alone: they begin with a capital and are no scare quote."""
    inner = next((k for k in range(quoted.start, quoted.end) if reading.lower[k] not in PUNCT), quoted.start)
    return quoted.words > 1 and reading.words[inner][:1].isupper()


def is_alone(reading: Reading, quoted: QuotedTokens) -> bool:
    """Tell whether a quotation is no part of anybody's sentence: it begins and ends where one may."""
    first, end = quoted.start, quoted.end
    if quoted.words < 2:
        return False
    joined = first > 0 and block_of(reading, first - 1) == block_of(reading, first)
    if joined and reading.lower[first - 1] not in STOPS and first - 1 not in reading.marks:
        return False
    if end >= reading.n or block_of(reading, end) != block_of(reading, end - 1):
        return True
    closed = any(reading.lower[k] in STOPS for k in range(max(first, end - 2), end))
    signed = reading.lower[end] in DASHES  # "…” — Jane Doe"
    begins = reading.words[end][:1].isupper() or end in reading.marks or reading.lower[end] in STOPS or signed
    return closed and begins
