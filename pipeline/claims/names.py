"""What a claimant is called: the canonical name, or the words of a description."""

from __future__ import annotations

import re

from pipeline.claims.capitals import in_title_case
from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.roles import Roles
from pipeline.claims.sources import is_speaker
from pipeline.claims.subjects import RELATIVES

SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
PRONOUNS = SINGULAR | PLURAL | NEUTER
_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_NAMING = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "FAC", None})
_MARKS = frozenset({"'s", "’s", "'", "’", ",", "-", "–", "—", "("})


class Names:
    """The names of one article.

    Args:
        reading: The article; persons' fullest names come from all of its mentions.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.roles = Roles(reading)
        self.sides: dict[str, str] = {}  # name in lower case -> its side, by its first mention with one
        self._labelled: dict[str, str] = {}
        self.full: dict[str, str] = {}  # last word of a person's name -> the fullest name
        for mention in reading.mentions:
            if mention["side"] is not None:
                self.sides.setdefault(str(mention["name"]).casefold(), mention["side"])
            if mention["label"] == "PERSON" and mention["name"].split():
                name: str = mention["name"]
                last = name.split()[-1]
                if len(name.split()) > len(self.full.get(last, "").split()):
                    self.full[last] = name

    def is_resolved(self, head: int) -> bool:
        """Tell whether a mention says whom a pronoun stands for."""
        mention = self.reading.mention_at(head)
        return mention is not None and str(mention["name"]).lower() not in PRONOUNS

    def proper_name(self, head: int) -> str | None:
        """Give the canonical name of what a noun mentions; null for descriptions and numbers."""
        reading = self.reading
        mention = reading.mention_at(head)
        common = reading.tags[head] in ("NN", "NNS", "CD")  # "one of them, Jane Doe"
        if common and (mention is None or mention["label"] in _NUMBERS):
            if reading.words[head] in self.full:
                return self.full[reading.words[head]]
            named = next(
                (k for k in reading.children(head, "appos") if k > head and self._is_person(k, head)), None
            )
            return None if named is None else self.proper_name(named)  # "the economist Jane Doe"
        if mention is None or (mention["label"] in _NUMBERS):
            return self._capitalised(head)
        name = str(mention["name"])
        if name.lower() in PRONOUNS or (mention["label"] == "NORP" and reading.tags[head] in ("NNPS", "NNS")):
            return None
        return name if " " in name else self.full.get(name, name)

    def beside(self, head: int, source: Interval) -> list[str]:
        """Give the names that a source sets beside its head's: "Doe and Roe", "A, B and C"."""
        named: list[str] = []
        at = head
        while True:
            others = (k for k in self.reading.children(at, "conj") if head < k < source[1])
            at = next(others, -1)
            name = None if at < 0 else self.proper_name(at)
            if name is None:
                return named
            named.append(name)

    def _capitalised(self, head: int) -> str | None:
        reading = self.reading
        if reading.tags[head] not in ("NNP", "NNPS"):
            return None
        start = head
        while start > 0 and reading.tags[start - 1] in ("NNP", "NNPS") and reading.heads[start - 1] == head:
            start -= 1
        words = reading.text[reading.starts[start] : reading.ends[head]]
        return self.full.get(reading.words[head], words) if start == head else words

    def _is_person(self, i: int, title: int) -> bool:
        if self.reading.left[i] == title + 1:
            return self.reading.pos[i] == "PROPN"
        mention = self.reading.mention_at(i)
        if mention is not None and mention["label"] is not None:
            return bool(mention["label"] == "PERSON")
        return self.reading.tags[i] == "NNP"

    def has_name(self, interval: Interval, head: int) -> bool:
        """Tell whether a phrase holds a proper name, relative clauses left out.

        Nationalities count for bodies ("the Chinese commerce ministry"), which could be
        looked up, not for people ("Chinese officials"); of people without a name of their
        own only those count who speak for a body ("a spokesman for Acme").
        """
        reading = self.reading
        tag, lemma = reading.tags[head], reading.lemmas[head]
        person = tag in ("NN", "NNS") and is_speaker(reading, head, "person")
        if person and lemma not in word_list("spokespeople"):
            return False
        parts = reading.children(head, "amod", "compound", "poss")
        if (
            lemma in word_list("bodies")
            and tag == "NN"
            and any(reading.mention_at(k) is not None for k in parts)
        ):
            return True
        end = interval[1]
        for k in reading.children(head, "relcl", "acl"):
            if k > head:
                end = min(end, reading.left[k])
        for i in range(interval[0], max(end, head + 1)):
            if reading.tags[i] in ("NNP", "NNPS"):
                mention = reading.mention_at(i)
                if mention is None or mention["label"] in _NAMING:
                    return True
        return False

    def described(self, head: int, shown: Interval | None = None) -> str:
        """Give a noun phrase without determiner, apposition and relative clause."""
        reading = self.reading
        start, end = shown if shown is not None else reading.subtree(head)
        for k in reading.kids[head]:
            if (
                k > head
                and reading.deps[k] in ("appos", "relcl", "acl", "punct")
                and not reading.is_hyphen(k)
            ):
                end = min(end, reading.left[k])
        end = max(end, head + 1)
        while start < head and reading.lower[start] in word_list("determiners"):
            start += 1
        return reading.text[reading.starts[start] : reading.ends[end - 1]]

    def shown(self, source: Interval, head: int) -> Interval:
        """Give the words of a source to show: titles and appositions, no relative clause."""
        reading = self.reading
        start, end = source
        for i in range(head + 1, end):
            if reading.lower[i] in RELATIVES and reading.lower[i] != "that":
                end = i
                break
        for k in reading.children(head, "acl"):
            if reading.tags[k] == "VBG" and k > head:
                end = min(end, reading.left[k])
        end = max(head + 1, end)
        while end > head + 1 and (reading.lower[end - 1] in _MARKS or reading.lower[end - 1] in RELATIVES):
            end -= 1
        return start, end

    def labelled(self, label: str, first_label: int) -> str:
        """Give who a speaker's label stands for.

        The fullest name in the article that ends with the label; whoever answers questions
        is the person named most before the first label; else the label itself.

        Args:
            label: The label's words.
            first_label: First token of the article's first label.
        """
        if label not in self._labelled:
            self._labelled[label] = in_title_case(self._who(label, first_label))
        return self._labelled[label]

    def _who(self, label: str, first_label: int) -> str:
        wanted = label.casefold().strip("*_: ")
        persons = [m for m in self.reading.mentions if m["label"] == "PERSON" and m["name"].split()]
        if wanted in ("a", "answer", "interviewee"):
            before = [m["name"] for m in persons if m["first_token"] < first_label]
            names = [self.full.get(name.split()[-1], name) for name in before]
            if names:
                return str(max(names, key=lambda name: (names.count(name), -names.index(name))))
        endings = (" " + wanted, "-" + wanted)
        fitting = {m["name"] for m in persons if (" " + m["name"]).casefold().endswith(endings)}
        if fitting:
            return str(max(fitting, key=lambda name: (len(name), name)))
        written = re.escape(label.title() if label.isupper() else label)
        full = re.search(rf"(?:[A-Z][\w.’'-]+ ){{1,3}}{written}\b", self.reading.text)
        return full.group() if full is not None and len(wanted) > 1 else label.strip("*_: ")
