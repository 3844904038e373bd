"""What a stretch of text looks like before anyone reads it: length, ending, kind of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.segment.words import FINITE_VERBS, FUNCTION_WORDS, ends_sentence

_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}[^()]{0,200}\)")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s\"[^\"]{0,200}\")?\)"
)
_TAG = re.compile(
    r"</?(?:[a-z]{1,3}\d?|strong|span|div|small|figure|figcaption|section|center|font)\b[^<>]{0,300}>"
)
_WIDE = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=[^\s|])")
_COLUMN_GAP = re.compile(r"(?<=[^\s.!?:]) {2,}(?=\S)|\t")
_EDGE_MARKS = "*_~` \t\u200b\ufeff"
_LOOKED_AT = 60  # words: a longer stretch is prose or a ticker, and its start shows which
_STRIP = ".,;:!?\"'“”‘’()[]…*_"


@dataclass
class Look:
    """The visible words of a stretch of text and what follows from them.

    Attributes:
        text: Words with single spaces between them, without Markdown's own characters.
        hint: Kind that the layout or the markup gave it; empty if none did.
        is_spaced: Whether a blank line or the text's start stands before it.
        link_share: Share of the characters that stand in Markdown links, 0 to 1.
        is_emphasised: Whether all of it stands between emphasis marks.
        is_columned: Whether wide gaps part it into three columns or more.
        mark: The bullet or other mark before it; empty if there is none.
    """

    text: str
    hint: str = ""
    is_spaced: bool = False
    link_share: float = 0.0
    is_emphasised: bool = False
    is_columned: bool = False
    mark: str = ""

    @cached_property
    def words(self) -> list[str]:
        """Runs of non-space characters."""
        return self.text.split()

    @cached_property
    def n_words(self) -> int:
        """How many words there are."""
        return len(self.words)

    @cached_property
    def lower(self) -> str:
        """The text in lower case with straight apostrophes."""
        return self.text.lower().replace("’", "'").replace("‘", "'")

    @cached_property
    def bare_words(self) -> list[str]:
        """The first words in lower case, punctuation stripped."""
        return [word.strip(_STRIP) for word in self.lower.split(maxsplit=_LOOKED_AT)[:_LOOKED_AT]]

    @cached_property
    def n_function(self) -> int:
        """Function words among the first sixty."""
        return sum(word in FUNCTION_WORDS for word in self.bare_words)

    @cached_property
    def has_verb(self) -> bool:
        """Whether a frequent finite verb, or a form in -ed that is not the first word, occurs."""
        words = self.bare_words
        return any(word in FINITE_VERBS for word in words) or any(
            len(word) > 4 and word.endswith("ed") and word.isalpha() for word in words[1:]
        )

    @cached_property
    def is_terminal(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it reads as at least one whole sentence."""
        if not self.is_terminal:
            return self.is_prose
        if self.n_words >= 3 and (self.n_function >= 1 or self.has_verb):
            return True
        # Another language has other function words, and Chinese no spaces.
        return self.n_words >= 6 or self.text[-1] in "。！？”」"

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is long and grammatical enough to be running text."""
        seen = min(self.n_words, _LOOKED_AT)
        if self.n_function < max(2, 0.18 * seen):
            return False
        return (seen >= 10 and self.is_terminal) or seen >= 24

    @cached_property
    def capital_share(self) -> float:
        """Share of the words of four letters or more that begin with a capital, 0 to 1."""
        long_words = [word for word in self.words[:_LOOKED_AT] if len(word.strip(_STRIP)) > 3]
        if not long_words:
            return 1.0 if self.text[:1].isupper() else 0.0
        return sum(not word.lstrip(_STRIP)[:1].islower() for word in long_words) / len(long_words)

    @property
    def is_numbered(self) -> bool:
        """Whether its mark is a number."""
        return any(character.isdigit() for character in self.mark)

    @cached_property
    def is_label(self) -> bool:
        """Whether it is a few words without verb or inner punctuation, as in a menu."""
        return (
            self.n_words <= 4
            and len(self.text) <= 40
            and not self.is_terminal
            and not self.has_verb
            and not re.search(r"[,;:—–]|\s-\s", self.text.rstrip(",:"))
        )


def take_look(text: str, hint: str = "", is_spaced: bool = False, mark: str = "") -> Look:
    """Give the look of a stretch of text, its Markdown read and taken off.

    Example:
        >>> look = take_look("**[Home](https://example.com/)**")
        >>> look.text, look.link_share, look.is_emphasised
        ('Home', 1.0, True)
    """
    linked = 0
    if "](" in text:
        text = _IMAGE.sub(" ", text)
        linked = sum(len(match.group(1)) for match in _LINK.finditer(text))
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    columned = len(text) <= 400 and len(_COLUMN_GAP.findall(text)) >= 2
    if len(text) <= 400:
        text = _WIDE.sub(" | ", text.strip())
    shown = " ".join(text.split())
    bare = shown.strip(_EDGE_MARKS)
    emphasised = len(shown) > len(bare) > 0 and shown[0] in "*_" and shown[-1] in "*_"
    if "**" in bare or "__" in bare:
        bare = bare.replace("**", "").replace("__", "")
    return Look(bare, hint, is_spaced, linked / len(bare) if bare else 0.0, emphasised, columned, mark)
