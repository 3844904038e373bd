"""Whose a bare term of a pack is: "export controls", "senators" and "state media" are many states'."""

from __future__ import annotations

from pipeline.link.countries import COUNTRIES
from pipeline.link.evidence import Evidence
from pipeline.link.hyphens import hyphen_after
from pipeline.link.lexicon import words
from pipeline.link.name_index import Hit
from pipeline.link.reading import Reading

TERMS = frozenset({"institution", "measure"})
_STATES = frozenset({"country", "demonym", "capital", "government", "leader", "agency"})
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "your", "my"})
_BACK = 2  # sentences before a term that may say whose it is
_AFTER = 6  # tokens after it in which "by", "of" or "from" may
_IMPOSE = words("imposing_verbs")


class TermJudge:
    """Judges the bare terms of one article.

    Args:
        reading: The article.
        hits: All names of the pack that were found in it.
        evidence: What the article tells of them.
        linked: How many sure names each side has.
    """

    def __init__(self, reading: Reading, hits: list[Hit], evidence: Evidence, linked: dict[str, int]) -> None:
        self._reading = reading
        self._evidence = evidence
        self._linked = linked
        self._states: dict[int, set[str]] = {}
        self._side_at: dict[int, str] = {}
        for hit in hits:
            if hit.entry.kind in _STATES and hit.entry.side:
                self._tell(hit.first, hit.last, hit.entry.side)
        for first, last, kind in reading.ents:
            named = kind == "NORP" or (kind == "GPE" and reading.span_text(first, last) in COUNTRIES)
            if named and all(i not in self._side_at for i in range(first, last)):
                self._tell(first, last, "")
        self._foreign = sum(side == "" for side in self._side_at.values())

    def _tell(self, first: int, last: int, side: str) -> None:
        self._states.setdefault(self._reading.sentence_of[first], set()).add(side)
        self._side_at.update((i, side) for i in range(first, last))

    def is_own(self, hit: Hit) -> bool:
        """Tell whether a term is its side's here.

        An owner in the phrase decides ("Dutch export controls", "its own curbs"), then who
        imposes it, then the states spoken of in this sentence and the two before. A term
        is nobody's in an article that never names the side.
        """
        side = hit.entry.side or ""
        if self._is_title(hit):
            return False
        owner = self._owner(hit)
        if owner is not None:
            return owner == side
        if not self._linked.get(side):
            return False
        if hit.entry.form != hit.entry.form.lower():  # "the Party": its capital says that it is the one
            return self._linked[side] >= self._foreign
        at = self._reading.sentence_of[hit.first]
        for back in range(_BACK + 1):
            named = self._states.get(at - back)
            if named:
                return side in named or named != {""}
        return self._linked[side] >= self._foreign

    def _is_title(self, hit: Hit) -> bool:
        """Tell whether a term's capital makes it part of a name: "Senator Holloway"."""
        reading, lower = self._reading, hit.entry.form == hit.entry.form.lower()
        if not lower or reading.words[hit.first].islower():
            return False
        if reading.tags[hit.last : hit.last + 1] in (["NNP"], ["NNPS"]):
            return True
        return hit.first != reading.sentence(hit.first).first and hit.last - hit.first == 1

    def _owner(self, hit: Hit) -> str | None:
        """Give the side of whoever owns a term, empty for another state; null where nobody is named."""
        reading = self._reading
        head = reading.head_in(hit.first, hit.last)
        first = min(reading.base_start(head), hit.first)
        for token in range(hit.first - 1, first - 1, -1):
            if token in self._side_at:
                after = hyphen_after(reading.text, reading.ends[token])
                if after not in {"bound", "focused", "related", "facing"}:
                    return self._side_at[token]
            if reading.lowers[token] in _POSSESSIVES:
                return ""
        sentence = reading.sentence(hit.first)
        for token in range(hit.last, min(hit.last + _AFTER, sentence.last - 1)):
            if reading.words[token] in {",", ".", ";", ":"} or reading.lowers[token] in {
                "on",
                "to",
                "against",
            }:
                break
            if reading.lowers[token] in {"by", "of", "from"}:
                for i in range(token + 1, min(token + 4, sentence.last)):
                    if i in self._side_at:
                        return self._side_at[i]
        return self._imposer(head)

    def _imposer(self, head: int) -> str | None:
        reading = self._reading
        verb = reading.heads[head]
        if reading.deps[head] != "dobj" or reading.lemmas[verb].lower() not in _IMPOSE:
            return None
        for _ in range(3):
            subject = reading.child(verb, "nsubj")
            if subject is not None:
                span = range(reading.base_start(subject), subject + 1)
                return next((self._side_at[i] for i in span if i in self._side_at), None)
            if reading.deps[verb] not in {"conj", "xcomp", "advcl"}:
                return None
            verb = reading.heads[verb]
        return None
