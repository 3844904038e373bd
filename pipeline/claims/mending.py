"""Corrections of what small parsers get wrong around reporting verbs, before rules read a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.claims.lexicon import Entry

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSES = frozenset({"ccomp", "conj"})
_MATRIX = frozenset({"clause", "quote", "aside"})
_SPOKEN = frozenset({"clause", "quote", "aside", "object", "infinitive", "small"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BREAKS = frozenset({",", "-", "–", "—", "--", ")"})


class MendedParse:
    """A parse with the mistakes that matter here put right; its lists are copies.

    Attributes:
        pos: Universal parts of speech.
        tags: Penn tags.
        deps: Dependency labels.
        heads: Heads, a root its own.
    """

    def __init__(
        self,
        words: Sequence[str],
        lemmas: Sequence[str],
        pos: Sequence[str],
        tags: Sequence[str],
        deps: Sequence[str],
        heads: Sequence[int],
        verbs: Mapping[str, Entry],
    ) -> None:
        self.pos, self.tags, self.deps, self.heads = list(pos), list(tags), list(deps), list(heads)
        self._words, self._lemmas, self._verbs = words, lemmas, verbs
        self._subjects: dict[int, int] = {}
        self._name_months()
        for i, dep in enumerate(self.deps):
            if dep in _SUBJECTS and heads[i] not in self._subjects:
                self._subjects[heads[i]] = i
        for i, dep in enumerate(deps):
            if dep == "conj":
                self._lift(i)
            elif dep == "acl":
                self._enthrone(i)
                self._unreduce(i)
            elif tags[i] in ("NN", "NNS") and dep in ("ROOT", "ccomp", "relcl", "advcl", "parataxis"):
                self._verbalise(i)

    def _name_months(self) -> None:
        # "May said" is a name: no modal stands before a verb in the past tense; and the "n’t"
        # of "doesn’t" is no subject.
        for i in range(len(self.tags) - 1):
            if self.deps[i] in _SUBJECTS and self._words[i] in ("n't", "n’t"):
                self.pos[i], self.tags[i], self.deps[i] = "PART", "RB", "neg"
                for k in range(max(0, i - 4), i - 1):  # "I" hangs on the "do" of "don’t think"
                    if self.deps[k] in _SUBJECTS and self.heads[k] == i - 1:
                        self.heads[k] = self.heads[i]
            if self.tags[i] == "MD" and self._words[i] in ("May", "Will") and self.tags[i + 1] == "VBD":
                self.pos[i], self.tags[i] = "PROPN", "NNP"
                if self.heads[i] == i + 1:
                    self.deps[i] = "nsubj"

    def _lift(self, i: int) -> None:
        # "She said sales would fall and warned of layoffs": parsers hang "warned" on "fall".
        # A reporting verb without a subject, in the tense of the reporting verb above, shares
        # that verb's subject if the clause it hangs on differs in tense or it is one of speech.
        # The other way round, "reports that they were held, and showed no symptoms" belongs below.
        if self.tags[i] not in _FINITE or i in self._subjects:
            return
        clause = self.heads[i]
        if self.tags[clause] == "VB" and clause > 0 and self.tags[clause - 1] == "TO":
            # "urges them to act and warns": what has tense is no part of an infinitive
            parent = self.heads[clause]
            if self.deps[clause] in ("xcomp", "advcl", "ccomp") and self.tags[parent] == self.tags[i]:
                self.heads[i] = clause = parent
        entry = self._verbs.get(self._lemmas[i])
        if entry is not None and (entry.takes.keys() & _SPOKEN or entry.preps or entry.pairs):
            above = self._reporting_above(clause, i)
            spoken = bool(entry.takes.keys() & _MATRIX)
            same = above is not None and self.tags[above] == self.tags[i]
            if above is not None and same and (spoken or self.tags[clause] != self.tags[i]):
                self.heads[i] = above
            return
        entry = self._verbs.get(self._lemmas[clause])
        if entry is None or not entry.takes.keys() & _MATRIX or self.tags[clause] == self.tags[i]:
            return
        for k in range(i - 1, clause, -1):
            if self.deps[k] == "ccomp" and self.heads[k] == clause and k in self._subjects:
                if self._tense(k) == self.tags[i]:
                    self.heads[i] = k
                return

    def _tense(self, verb: int) -> str:
        if self.tags[verb] in _FINITE:
            return self.tags[verb]
        return next(
            (
                self.tags[k]
                for k in range(max(0, verb - 6), verb)
                if self.heads[k] == verb and self.tags[k] in _FINITE
            ),
            "",
        )

    def _reporting_above(self, clause: int, verb: int) -> int | None:
        # The reporting verb whose clause holds ``clause``, left of both.
        at = clause
        for _ in range(4):
            head = self.heads[at]
            if head == at or self.deps[at] not in _CLAUSES:
                return None
            entry = self._verbs.get(self._lemmas[head])
            if self.deps[at] == "ccomp" and entry is not None and entry.takes.keys() & _MATRIX:
                return head if head < at and head < verb else None
            at = head
        return None

    def _enthrone(self, i: int) -> None:
        # "The company, which …, confirmed that": a noun as root, its verb a participle of it.
        head = self.heads[i]
        if self.deps[head] != "ROOT" or self.pos[head] not in ("NOUN", "PROPN") or head > i:
            return
        if self.tags[i] not in ("VBD", "VBN") or self._words[i - 1] not in _BREAKS:
            return
        if self._lemmas[i] not in self._verbs or i in self._subjects:
            return
        if self.tags[i] == "VBN" and any(
            self.heads[k] == i and self.deps[k] == "agent" for k in range(i, min(i + 30, len(self.heads)))
        ):
            return
        self.tags[i], self.pos[i] = "VBD", "VERB"
        self.deps[i], self.heads[i] = "ROOT", i
        self.deps[head], self.heads[head] = "nsubj", i

    def _unreduce(self, i: int) -> None:
        # "Ending a silence, the boss alleged that": no participle of a noun has a that-clause.
        entry = self._verbs.get(self._lemmas[i])
        if self.deps[i] != "acl" or self.tags[i] not in ("VBD", "VBN") or i in self._subjects:
            return
        if entry is None or "clause" not in entry.takes or not self._has_that(i):
            return
        subject = self.heads[i]
        if self._words[i - 1] in _BREAKS:
            while self.heads[subject] != subject:
                subject = self.heads[subject]
        if subject > i or self.pos[subject] not in ("NOUN", "PROPN", "PRON"):
            return
        self.tags[i], self.pos[i] = "VBD", "VERB"
        self.deps[i], self.heads[i] = "ROOT", i
        self.deps[subject], self.heads[subject] = "nsubj", i

    def _has_that(self, i: int) -> bool:
        for k in range(i + 1, min(i + 30, len(self.heads))):
            if self.deps[k] == "mark" and self._words[k] == "that":
                clause = self.heads[k]
                return self.heads[clause] == i and self.deps[clause] == "ccomp"
        return False

    def _verbalise(self, i: int) -> None:
        # "Smith claims that": a noun in a clause's place with a subject of its own before it.
        entry = self._verbs.get(self._lemmas[i])
        subject = self._subjects.get(i)
        if entry is None or "clause" not in entry.takes:
            return
        if subject is None and self.deps[i] == "ROOT" and self.tags[i] == "NNS":
            subject = self._crown(i)
        if subject is None or subject > i:
            return
        self.pos[i], self.tags[i] = "VERB", "VBZ" if self.tags[i] == "NNS" else "VBP"

    def _crown(self, i: int) -> int | None:
        # "The start-up claims that it leads": a noun phrase with a clause of its own as root.
        heads, deps = self.heads, self.deps
        window = range(max(0, i - 20), min(len(heads), i + 12))
        clause = next((k for k in window if k > i and heads[k] == i and deps[k] in ("acl", "ccomp")), None)
        before = [k for k in window if k < i and heads[k] == i]
        if clause is None or not before or not any(heads[k] == clause and deps[k] == "mark" for k in window):
            return None
        subject = i - 1
        if deps[subject] == "punct" or (
            self.pos[subject] in ("DET", "ADJ", "ADP") and self.tags[subject] != "RP"
        ):
            return None
        for k in before:
            heads[k] = subject
        while heads[subject] != subject and heads[subject] != i and subject - 4 < heads[subject] < i:
            nearer = heads[subject]  # a particle of the subject: "start-up"
            heads[nearer], heads[subject] = subject, subject
        deps[subject], heads[subject] = "nsubj", i
        deps[clause] = "ccomp"
        return subject
