"""Which names that stand in an article are meant: the side's member, or its look-alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.link.config import LinkConfig
from pipeline.link.demonyms import judge_demonym
from pipeline.link.evidence import Evidence
from pipeline.link.hyphens import hyphen_before, judge_hyphens
from pipeline.link.lexicon import PERSON_NOUNS, RELATION_NOUNS, TITLES
from pipeline.link.name_index import Hit
from pipeline.link.owned_terms import TERMS, TermJudge
from pipeline.link.person_names import gender_of
from pipeline.link.places import judge_place
from pipeline.link.reading import Reading

_OTHERS = frozenset({"", "refused", "person", "relative"})
_JUDGED_LATER = TERMS | {"not"}
_FIRST_GUESS_LOWER = 1.25  # points that a name may lack once the article has shown it elsewhere


def judge_hits(reading: Reading, hits: list[Hit], config: LinkConfig) -> list[tuple[Hit, str]]:
    """Give each name with the rule that links it, ``refused``, or what makes it another person's.

    ``person`` marks a country that is a given name ("America Delgado"), ``relative`` a
    surname after another given name ("Ivanka Trump").

    Phrases that only hide a name (``not``) and stems outside hyphenated words are left out.
    An ambiguous name is judged by its context, in two passes: a clear use in an article
    makes its less clear uses there likely, and other names of its side, unless their own
    context speaks against them.
    """
    surnames = _surnames(reading)
    inside = _inside_people(reading)
    judged: dict[int, str] = {}
    for place, hit in enumerate(hits):
        if hit.entry.kind not in _JUDGED_LATER and not hit.entry.is_ambiguous:
            judged[place] = _judge_plain(reading, hit, surnames, inside)
    linked = [hits[place] for place, rule in judged.items() if rule not in _OTHERS]
    evidence = Evidence(reading, hits, linked)
    for place in list(judged):
        if hits[place].entry.kind in {"government", "agency"} and evidence.is_foreign(hits[place]):
            judged[place] = "refused"
    uncertain = [i for i, h in enumerate(hits) if h.entry.kind not in _JUDGED_LATER and h.entry.is_ambiguous]
    first = _judge_uncertain(reading, hits, uncertain, evidence, config)
    if shown := [hits[place] for place, rule in first.items() if rule != "refused"]:
        # what was found speaks for what is still in doubt: Meta for Llama
        evidence = Evidence(reading, hits, [*linked, *shown])
        doubtful = [place for place, rule in first.items() if rule == "refused"]
        first.update(_judge_uncertain(reading, hits, doubtful, evidence, config))
    judged.update(first)
    judged.update(_judge_terms(reading, hits, evidence, judged))
    return [(hits[i], judged[i]) for i in sorted(judged) if judged[i]]


def _judge_plain(reading: Reading, hit: Hit, surnames: set[str], inside: set[int]) -> str:
    """Judge a name that is nothing else; empty if it is none here."""
    kind = hit.entry.kind
    if kind in {"capital", "place"}:
        return judge_place(reading, hit, _opens_block(reading, hit))
    of_people = kind in {"country", "demonym"} or hit.entry.is_stem_only
    if of_people and (rule := judge_hyphens(reading.text, hit)):
        return rule
    if hit.entry.is_stem_only:
        return ""
    if kind == "demonym":
        return judge_demonym(reading, hit)
    if kind == "country" and _is_first_name(reading, hit, surnames, inside):
        return "person"
    if kind == "country" and hit.first and reading.lowers[hit.first - 1] in {"named", "christened"}:
        return "refused"
    if kind == "country" and _is_listing(reading, hit):
        return "refused"
    if kind == "country" and reading.words[hit.first] == "US" and _is_shouted_pronoun(reading, hit.first):
        return "refused"
    if kind in {"leader", "people"} and (other := _other_person(reading, hit)):
        return other
    return "policy" if kind == "policy" else "name"


def _other_person(reading: Reading, hit: Hit) -> str:
    """Tell a namesake: ``relative`` for "Ivanka Trump", ``refused`` for "Mrs. Trump"; empty if it is none."""
    if hit.last - hit.first > 1 or not hit.first or " " not in hit.entry.name:
        return ""
    before, given = reading.lowers[hit.first - 1], reading.words[hit.first - 1]
    genders = {TITLES.get(before, ""), gender_of(hit.entry.name)} - {""}
    if before in TITLES:
        return "refused" if len(genders) > 1 else ""
    stranger = reading.tags[hit.first - 1] == "NNP" and given not in hit.entry.name.split()
    return "relative" if stranger and gender_of(given) else ""


def _judge_uncertain(
    reading: Reading, hits: list[Hit], uncertain: Iterable[int], evidence: Evidence, config: LinkConfig
) -> dict[int, str]:
    points: dict[int, float] = {}
    for place in uncertain:
        hit = hits[place]
        spoiled = (
            judge_hyphens(reading.text, hit) == "refused"
            or hyphen_before(reading.text, hit.start_char) == "x"
        )
        points[place] = -9.0 if spoiled else evidence.points(hit)
    shown = {hits[place].entry.name for place, found in points.items() if found >= config.min_evidence}
    judged = {}
    for place, found in points.items():
        enough = config.min_evidence - (_FIRST_GUESS_LOWER if hits[place].entry.name in shown else 0.0)
        rule = "policy" if hits[place].entry.kind == "policy" else "name"
        if hits[place].entry.kind in {"capital", "place"}:
            rule = judge_place(reading, hits[place], _opens_block(reading, hits[place]))
        judged[place] = rule if found >= enough else "refused"
    return judged


def _judge_terms(
    reading: Reading, hits: list[Hit], evidence: Evidence, judged: dict[int, str]
) -> dict[int, str]:
    """Judge the terms that many states use, once the names are known."""
    linked = Counter(hits[i].entry.side or "" for i, rule in judged.items() if rule not in _OTHERS)
    terms = TermJudge(reading, hits, evidence, linked)
    rules = {"institution": "name", "measure": "policy"}
    return {
        place: rules[hit.entry.kind] if terms.is_own(hit) else ""
        for place, hit in enumerate(hits)
        if hit.entry.kind in TERMS
    }


def _opens_block(reading: Reading, hit: Hit) -> bool:
    at = reading.sentence_of[hit.first]
    sentence = reading.sentences[at]
    return hit.first == sentence.first and (at == 0 or reading.sentences[at - 1].block != sentence.block)


def _surnames(reading: Reading) -> set[str]:
    """Give words that follow Mr, Ms and the like."""
    words, lowers = reading.words, reading.lowers
    return {words[i + 1] for i, w in enumerate(lowers[:-1]) if w in TITLES and words[i + 1][:1].isupper()}


def _inside_people(reading: Reading) -> set[int]:
    """Give tokens of people's names that are not their last."""
    return {i for first, last, kind in reading.ents if kind == "PERSON" for i in range(first, last - 1)}


def _is_first_name(reading: Reading, hit: Hit, surnames: set[str], inside: set[int]) -> bool:
    """Tell whether a country's name is a person's: "America Delgado, a clerk"."""
    token, after = hit.last - 1, hit.last
    if hit.last - hit.first > 1 or not reading.words[token].istitle() or after >= len(reading.words):
        return False
    word = reading.words[after]
    if not (
        word.istitle()
        and reading.tags[after] == "NNP"
        and reading.sentence_of[after] == reading.sentence_of[token]
    ):
        return False
    if (
        reading.deps[token] != "compound"
        or reading.lowers[after] in TITLES
        or reading.lowers[after] in RELATION_NOUNS
    ):
        return False
    if word in surnames or token in inside:
        return True
    apposed = reading.child(reading.head_in(token, after + 1), "appos")
    return apposed is not None and reading.lemmas[apposed].lower() in PERSON_NOUNS | {
        "clerk",
        "machinist",
        "nurse",
    }


def _is_listing(reading: Reading, hit: Hit) -> bool:
    """Tell whether initials only say where a share is listed: "(NVDA US, not rated)"."""
    sentence = reading.sentence(hit.first)
    word = reading.words[hit.first]
    if hit.first == sentence.first or not word.isupper() or len(word) > 3:
        return False
    ticker = reading.words[hit.first - 1]
    following = reading.words[hit.last] if hit.last < sentence.last else ""
    return 3 <= len(ticker) <= 5 and ticker.isalpha() and ticker.isupper() and not following.islower()


def _is_shouted_pronoun(reading: Reading, token: int) -> bool:
    """Tell whether US in a line of capitals is the pronoun: "TELL US MORE"."""
    sentence = reading.sentence(token)
    words = [w for w in reading.words[sentence.first : sentence.last] if w.isalpha() and len(w) > 1]
    if not words or any(not w.isupper() for w in words):
        return False
    dep = reading.deps[token]
    return reading.tags[token] == "PRP" or dep in {"dobj", "dative", "iobj"}
