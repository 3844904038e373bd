"""Every place of an article where a name of the pack is written.

Names are compared as sequences of letters-and-digits runs and single marks, so that no
tokenizer's way with "U.S.-China", "GPT-4o" or "Nvidia’s" can hide one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.link.packs import SidePack
from pipeline.link.reading import Reading, Sentence
from pipeline.link.variants import variants, with_version

_ATOM = re.compile(r"[^\W_]+|[^\w\s]|_")
_SAME = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "−": "-"})
# Kinds whose forms in lower case are phrases: they begin a sentence with a capital.
_PHRASES = frozenset({"idea", "policy", "institution", "measure"})
_BODIES = frozenset({"Ministry", "Department", "Commission", "Administration", "Bureau"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written form stands for; ``side`` is null for a phrase that is no name of a side."""

    form: str
    name: str
    kind: str
    side: str | None
    is_ambiguous: bool = False
    is_stem_only: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry's form in the text, in characters and in the tokens that overlap it."""

    start_char: int
    end_char: int
    first: int
    last: int
    entry: Entry


class _Node:
    """A place in a tree of names: what may follow, and the name that ends here."""

    __slots__ = ("entry", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.entry: Entry | None = None


class NameIndex:
    """The written forms of a pack, ready to be found.

    Args:
        pack: The side pack.
    """

    def __init__(self, pack: SidePack) -> None:
        self._exact, self._folded, self._shouted = _Node(), _Node(), _Node()
        entries: dict[str, Entry] = {}
        folded: dict[str, Entry] = {}
        common = {form.lower() for side in pack.sides for form in side.ambiguous}
        for side in pack.sides:
            for member in sorted(side.members, key=lambda m: m.kind == "compound"):
                for form in member.forms:
                    stem = member.kind == "compound"
                    entry = Entry(form, member.name, member.kind, side.side, form in side.ambiguous, stem)
                    entries.setdefault(form, entry)
                    if (member.kind in _PHRASES and form == form.lower()) or member.kind == "demonym":
                        folded.setdefault(form.lower(), entry)
                    for variant in variants(form, member.kind, form.lower() in common):
                        entries.setdefault(variant, entry)
                    if member.kind == "agency" and form.split()[-1] in _BODIES and " " in form:
                        lower = Entry(form.lower(), member.name, member.kind, side.side, is_ambiguous=True)
                        entries.setdefault(form.lower(), lower)
        for side in pack.sides:
            for phrase in side.never:
                entries[phrase] = Entry(phrase, phrase, "not", None)
                entries.setdefault(phrase.replace("-", " "), entries[phrase])
                entries.setdefault(phrase.replace(" ", "-"), entries[phrase])
        for form, entry in entries.items():
            _plant(self._exact, form, entry)
            _plant(self._shouted, form.upper(), entry)
        for form, entry in folded.items():
            _plant(self._folded, form, entry)

    def find(self, reading: Reading) -> list[Hit]:
        """Give the names of an article, longest first where they overlap, by their place.

        Furniture has none. In a sentence all in capitals, case does not count.
        """
        shouted = [_is_shouted(reading, sentence) for sentence in reading.sentences]
        found: list[Hit] = []
        exact, folded = self._exact.following, self._folded.following
        for i, word in enumerate(reading.words):
            at = reading.sentence_of[i]
            if at < 0 or not (
                word in exact or not word.isalnum() or reading.lowers[i] in folded or shouted[at]
            ):  # fmt: skip
                continue
            limit = reading.ends[reading.sentences[at].last - 1]
            for start in _atom_starts(word, reading.starts[i]):
                best = self._longest_at(reading.text, start, limit, shouted[at])
                if best is not None:
                    end = with_version(reading.text, best[0], best[1].kind, best[1].form)
                    found.append(Hit(start, end, *reading.tokens_of(start, end), best[1]))
        return _longest_hits(found)

    def _longest_at(self, text: str, start: int, limit: int, shouted: bool) -> tuple[int, Entry] | None:
        ends = [_longest(self._exact, text, start, limit, "exact")]
        if self._folded.following:
            ends.append(_longest(self._folded, text, start, limit, "lower"))
        if shouted:
            ends.append(_longest(self._shouted, text, start, limit, "upper"))
        return max((end for end in ends if end), default=None, key=lambda end: end[0])


def _plant(node: _Node, form: str, entry: Entry) -> None:
    text = form.translate(_SAME)
    end = -1
    for atom in _ATOM.finditer(text):
        key = atom.group() if end in (-1, atom.start()) else " " + atom.group()
        node = node.following.setdefault(key, _Node())
        end = atom.end()
    node.entry = node.entry or entry


def _longest(root: _Node, text: str, start: int, limit: int, case: str) -> tuple[int, Entry] | None:
    best = None
    node, at = root, start
    while at < limit:
        atom = _ATOM.match(text, at, limit)
        if atom is None:
            break
        key = atom.group().translate(_SAME)
        key = key.lower() if case == "lower" else key.upper() if case == "upper" else key
        child = node.following.get(" " + key if node is not root and text[at - 1].isspace() else key)
        if child is None:
            break
        node, at = child, atom.end()
        if node.entry is not None:
            best = at, node.entry
        while at < limit and text[at].isspace():
            at += 1
    return best


def _atom_starts(word: str, start: int) -> list[int]:
    return [start] if word.isalnum() else [start + m.start() for m in _ATOM.finditer(word)]


def _is_shouted(reading: Reading, sentence: Sentence) -> bool:
    text = reading.text[reading.starts[sentence.first] : reading.ends[sentence.last - 1]]
    return sentence.last - sentence.first >= 3 and text.isupper()


def _longest_hits(found: list[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda h: (h.start_char - h.end_char, h.start_char)):
        if taken.isdisjoint(range(hit.start_char, hit.end_char)):
            chosen.append(hit)
            taken.update(range(hit.start_char, hit.end_char))
    return sorted(chosen, key=lambda h: h.start_char)
