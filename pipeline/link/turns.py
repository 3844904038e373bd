"""Labelled turns of panels and interviews: who speaks, and to whom "you" and "your" are said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import (
    COMPANY_NOUNS,
    COUNTRY_HAS,
    GOVERNMENT_NOUNS,
    ORGANISATION_HAS,
    POLICY_NOUNS,
    PRODUCT_NOUNS,
    words,
)
from pipeline.link.reading import Reading

_LABEL = 5  # tokens of a label at most
_LEAST = 4  # labelled turns that make a conversation
_ASKING = words("askers")
_FIRST = frozenset({"my", "our"})
_SECOND = frozenset({"you", "your", "yours"})
_OF_SIDES = (
    COUNTRY_HAS | ORGANISATION_HAS | GOVERNMENT_NOUNS | POLICY_NOUNS | COMPANY_NOUNS | PRODUCT_NOUNS
    | frozenset({"side", "country", "industry", "student", "colleague", "market", "own"})
)  # fmt: skip
_PAST = frozenset({"VBD", "VBN"})
_HELPING = frozenset({"do", "did", "have", "can", "could", "will", "would", "are"})
_SEEN = frozenset({"know", "see", "mention", "point", "thank"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled turn: its label's first token, its first and one past its last, and who speaks."""

    label: int
    first: int
    last: int
    name: str
    asks: bool


def find_turns(reading: Reading) -> list[Turn]:
    """Give the turns of a conversation in order; none where fewer than four are labelled.

    A turn is a paragraph that opens with a name and a colon, with the unlabelled ones after it.
    """
    starts: list[tuple[int, int]] = []
    block = -1
    for sentence in reading.sentences:
        if sentence.block != block and sentence.kind not in {"title", "heading"}:
            end = min(sentence.last, sentence.first + _LABEL)
            colon = next((i for i in range(sentence.first + 1, end) if reading.words[i] == ":"), None)
            if colon is not None and all(
                reading.words[i][:1].isupper() or not reading.words[i].isalpha()
                for i in range(sentence.first, colon)
            ):
                starts.append((sentence.first, colon))
        block = sentence.block
    labels = [reading.span_text(first, colon).casefold() for first, colon in starts]
    counts = Counter(labels)
    if len(starts) < _LEAST or len(counts) < 2 or max(counts.values()) < 2:
        return []
    ends = [first for first, _ in starts[1:]] + [len(reading.words)]
    return [
        Turn(colon - 1, colon + 1, end, label, label.split()[-1] in _ASKING)
        for (_, colon), end, label in zip(starts, ends, labels, strict=True)
    ]


class Conversation:
    """Who is of which side in an article's turns, and whom they address.

    Args:
        board: The article's names, once persons have their sides.
    """

    def __init__(self, board: Board) -> None:
        self._reading = board.reading
        self._turns = find_turns(board.reading)
        self._speakers: dict[str, Draft] = {}
        for turn in self._turns:
            draft = board.at.get(turn.label)
            if draft is not None and draft.sort in {"person", "org"} and not turn.asks:
                self._speakers.setdefault(turn.name, draft)
        self._by_surname: dict[str, list[str]] = {}
        for name in self._speakers:
            self._by_surname.setdefault(name.split()[-1], []).append(name)
        self._turn_at = {
            i: place
            for place, turn in enumerate(self._turns)
            for i in range(turn.first, turn.last)
            if self._reading.lowers[i] in _FIRST | _SECOND
        }

    def voices(self) -> dict[int, tuple[str, ...]]:
        """Give the sides of the speakers who say "my" or "our", by token; quoted words are left out."""
        found: dict[int, tuple[str, ...]] = {}
        for token, place in self._turn_at.items():
            speaker = self._speakers.get(self._turns[place].name)
            first = self._reading.lowers[token] in _FIRST and not self._is_quoted(token)
            if first and speaker is not None and len(speaker.sides) == 1:
                found[token] = speaker.sides
        return found

    def addressee(self, token: int) -> Draft | None:
        """Give the speaker of a side to whom a "you" or "your" is said; null if it is anybody's.

        Whom the sentence or the turn's first one names; else, of somebody who asks, the
        next to speak, and of a speaker the one before, unless that is who asks.
        """
        place = self._turn_at.get(token)
        if place is None or self._reading.lowers[token] not in _SECOND or self._is_quoted(token):
            return None
        turn = self._turns[place]
        named = self._named(token, turn)
        if named is None and not self._is_pointed(token, turn):
            return None
        if named is None:
            beside = place + 1 if turn.asks else place - 1
            other = self._turns[max(0, beside) : beside + 1]
            named = other[0].name if other and other[0].name != turn.name else None
            if named not in self._speakers and not turn.asks and self._reading.deps[token] == "poss":
                named = self._opponent(turn)
        speaker = self._speakers.get(named or "")
        return speaker if speaker is not None and len(speaker.sides) == 1 else None

    def _opponent(self, turn: Turn) -> str | None:
        """Give the only other speaker, where a moderator asks two: "your government" is theirs."""
        if len(self._speakers) != 2 or turn.name not in self._speakers:
            return None
        return next(name for name in self._speakers if name != turn.name)

    def _named(self, token: int, turn: Turn) -> str | None:
        sentence = self._reading.sentence(token)
        here = {self._reading.lowers[i] for i in range(max(sentence.first, turn.first), sentence.last)}
        found = [name for word in here for name in self._by_surname.get(word, ()) if name != turn.name]
        return found[0] if len(found) == 1 else None

    def _is_pointed(self, token: int, turn: Turn) -> bool:
        """Tell whether a "you" is somebody, not anybody: "your government", "you closed it"."""
        reading = self._reading
        head = reading.heads[token]
        if reading.deps[token] == "poss":
            return reading.lemmas[head].lower() in _OF_SIDES
        if reading.lemmas[head].lower() in _SEEN:
            return False
        auxiliaries = (kid for kid in reading.kids[head] if reading.deps[kid] in {"aux", "auxpass"})
        helped = {reading.lowers[kid] for kid in auxiliaries}
        past = reading.tags[head] in _PAST and reading.deps[token] in {"nsubj", "nsubjpass"}
        asked = reading.words[reading.sentence(token).last - 1] == "?"
        helped.add(reading.lowers[token - 1])
        return past or (asked and (turn.asks or bool(helped & _HELPING)))

    def _is_quoted(self, token: int) -> bool:
        reading = self._reading
        before = reading.words[reading.sentence(token).first : token]
        opened = sum(word in {"“", "‘"} for word in before) - sum(word == "”" for word in before)
        return opened > 0 or before.count('"') % 2 == 1
