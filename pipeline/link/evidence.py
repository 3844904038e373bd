"""Context for and against a name that is also an ordinary word, or another's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.link.countries import COUNTRIES
from pipeline.link.hyphens import hyphen_after
from pipeline.link.lexicon import TITLES, words
from pipeline.link.name_index import Hit
from pipeline.link.name_shape import shape_points
from pipeline.link.reading import Reading

_STATE = frozenset({"government", "agency"})
_PERSON = frozenset({"leader", "people"})
_INDUSTRY = frozenset({"company", "lab", "model", "product", "university"})
_WHERE = frozenset({"country", "demonym", "capital", "place", "government"})
_SHORT = 4  # letters and digits of a name that many other things have
_TECHNICAL = words("technical")


class Evidence:
    """What an article tells for and against its uncertain names.

    Args:
        reading: The article.
        hits: All names of the pack that were found in it.
        sure: Those among them that are linked whatever the context says.
    """

    def __init__(self, reading: Reading, hits: Iterable[Hit], sure: Iterable[Hit]) -> None:
        self._reading = reading
        self._ents = {i: ent for ent in reading.ents for i in range(ent[0], ent[1])}
        self._hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last)}
        self._sure_at: dict[int, Hit] = {}
        self._names: set[str] = set()
        self._sides: Counter[str] = Counter()
        self._by_sentence: dict[int, list[Hit]] = {}
        for hit in sure:
            self._sure_at.update((i, hit) for i in range(hit.first, hit.last))
            self._names.add(hit.entry.name)
            self._sides[hit.entry.side or ""] += 1
            self._by_sentence.setdefault(reading.sentence_of[hit.first], []).append(hit)
        self._industry = sum(hit.entry.kind in _INDUSTRY for hit in self._sure_at.values())
        own = {hit.first for hit in self._hit_at.values()}
        self._foreign = sum(
            first not in own
            and (kind == "NORP" or (kind == "GPE" and reading.span_text(first, last) in COUNTRIES))
            for first, last, kind in reading.ents
        )

    def is_foreign(self, hit: Hit) -> bool:
        """Tell whether the phrase says that the body is another country's: "India's Foreign Ministry"."""
        return self._owner(hit, frozenset({"of"})) == "foreign"

    def points(self, hit: Hit) -> float:
        """Give how strongly the context speaks for the name; 2 or more is a clear yes."""
        if hit.end_char - hit.start_char > len(hit.entry.form):  # a version follows: Claude 3.7
            return 4.0
        points = shape_points(self._reading, hit, self._ents, self._hit_at)
        if hit.entry.name in self._names:
            points += 2.0
        if self._has_owner(hit):
            points += 2.0
        if hit.entry.kind in _STATE or hit.entry.kind == "policy":
            return points + self._state(hit)
        if hit.entry.kind in _PERSON:
            return points + self._person(hit)
        return points + self._industrial(hit)

    def _has_owner(self, hit: Hit) -> bool:
        """Tell whether a sure name of the same side owns this one: "DeepSeek's R1"."""
        reading = self._reading
        if hit.first < 2 or reading.lowers[hit.first - 1] not in {"'s", "’s", "’", "'"}:
            return False
        owner = self._sure_at.get(hit.first - 2)
        return owner is not None and owner.entry.side == hit.entry.side

    def _industrial(self, hit: Hit) -> float:
        reading = self._reading
        sentence = reading.sentence(hit.first)
        at = reading.sentence_of[hit.first]
        here = self._by_sentence.get(at, [])
        points = 0.0
        if any(other.entry.kind in _INDUSTRY for other in here):
            points += 1.25
        elif any(other.entry.kind in _INDUSTRY for other in self._by_sentence.get(at - 1, [])):
            points += 0.5
        elif any(o.entry.kind in _INDUSTRY and o.entry.side == hit.entry.side for o in self._after(at)):
            points += 1.0  # "Kimi, again. Moonshot's K2 is"
        numbered = hit.entry.kind in {"model", "product"} and any(c.isdigit() for c in hit.entry.form)
        if numbered and self._industry:
            points += 1.0  # R1, H20: no ordinary words
        elif numbered and len(hit.entry.form) < _SHORT:
            points -= 2.0  # V3: a reading of the heart
        if not _TECHNICAL.isdisjoint(reading.lowers[sentence.first : sentence.last]):
            points += 0.75
        if self._industry:
            points += 1.0 if self._industry > 3 else 0.5
        return points

    def _after(self, at: int) -> list[Hit]:
        """Give the sure names of the next sentence, if it stands in the same block."""
        sentences = self._reading.sentences
        near = at + 1 < len(sentences) and sentences[at + 1].block == sentences[at].block
        return self._by_sentence.get(at + 1, []) if near else []

    def _person(self, hit: Hit) -> float:
        reading = self._reading
        before = reading.lowers[hit.first - 1] if hit.first else ""
        head = reading.head_in(hit.first, hit.last)
        owned = self._sure_at.get(reading.heads[head]) if reading.deps[head] == "poss" else None
        if owned is not None and owned.entry.side == hit.entry.side:  # "Musk's xAI"
            return 2.0
        sure = self._sure_at.values()
        if any(hit.end_char + 1 == o.start_char or o.end_char + 1 == hit.start_char for o in sure):
            return 2.5  # "Pence-Schumer"
        beside = [reading.heads[head], *(k for k in reading.kids[head] if reading.deps[k] == "conj")]
        if any(k in self._sure_at and self._sure_at[k].entry.kind in _PERSON for k in beside if k != head):
            return 1.5
        return (1.5 if before in TITLES else 0.0) + (0.5 if self._sides[hit.entry.side or ""] else 0.0)

    def _state(self, hit: Hit) -> float:
        reading = self._reading
        owner = self._owner(hit)
        if owner:
            return 3.0 if owner == "own" else -6.0
        at = reading.sentence_of[hit.first]
        here = [h.entry.side for h in self._by_sentence.get(at, [])]
        earlier = [h.entry.side for back in range(1, 5) for h in self._by_sentence.get(at - back, [])]
        points = 0.0
        if hit.entry.side in here:
            points += 1.0
        elif hit.entry.side in earlier:
            points += 1.25 if hit.entry.side in earlier[: len(self._by_sentence.get(at - 1, []))] else 0.75
        if self._sides[hit.entry.side or ""] > 2 * self._foreign:
            points += 0.75
        elif self._foreign > self._sides[hit.entry.side or ""]:
            points -= 0.75
        return points

    def _owner(self, hit: Hit, prepositions: frozenset[str] = frozenset({"of", "in"})) -> str:
        """Give ``own`` or ``foreign`` where the phrase names the body's country; empty where it does not."""
        reading = self._reading
        head = reading.head_in(hit.first, hit.last)
        sentence = reading.sentence(hit.first)
        before = range(min(reading.base_start(head), hit.first), hit.first)
        after: Iterable[int] = ()
        if hit.last + 1 < sentence.last and reading.lowers[hit.last] in prepositions:
            after = range(hit.last + 1, min(hit.last + 4, sentence.last))
        for token in [*before, *after]:
            other = self._hit_at.get(token)
            if other is not None and other.entry.kind in _WHERE:
                if not hyphen_after(reading.text, other.end_char):
                    return "own" if other.entry.side == hit.entry.side else "foreign"
            elif other is None and self._ents.get(token, (0, 0, ""))[2] in {"GPE", "NORP"}:
                return "foreign"
        return ""
