"""Who is said to have said or thought what, in a whole article."""

from __future__ import annotations

from pipeline.claims.adjectives import read_adjective
from pipeline.claims.colons import read_colon
from pipeline.claims.config import ClaimsConfig
from pipeline.claims.direct import join_quotations
from pipeline.claims.labels import find_labels
from pipeline.claims.lexicon import load_lexicon
from pipeline.claims.nesting import outermost
from pipeline.claims.nouns import read_noun
from pipeline.claims.passives import read_passive
from pipeline.claims.phrases import read_phrases
from pipeline.claims.quotations import QuotedTokens, quoted_tokens
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution, holds
from pipeline.claims.retold import quoted_by
from pipeline.claims.subjects import is_passive
from pipeline.claims.verbs import read_verb


def find_attributions(reading: Reading, config: ClaimsConfig) -> list[Attribution]:
    """Give the attributions of an article, outermost only, in order of their content.

    Words that X attributes to Y are attributed to X: an attribution whose cue stands inside
    another's content is not kept. No token is in the content of one and in the source or
    cue of another.

    Args:
        reading: The article.
        config: Reads ``max_carry_sentences``.
    """
    quotations = quoted_tokens(reading)
    quote_of: dict[int, QuotedTokens] = {i: q for q in quotations for part in q.parts for i in range(*part)}
    found: list[Attribution] = []
    for index in range(len(reading.sentences)):
        if reading.block_kind(index) == "furniture":
            continue
        for attribution in _sentence_attributions(reading, reading.sentence(index)):
            clipped = _clipped(attribution, quote_of.get(attribution.anchor))
            if clipped is not None:
                found.append(clipped)
    found = join_quotations(reading, quotations, found, config.max_carry_sentences)
    return outermost([*found, *find_labels(reading)])


def _cue_attribution(reading: Reading, i: int) -> Attribution | None:
    # What one token attributes, by its part of speech.
    pos, lemma = reading.pos[i], reading.lemmas[i]
    lexicon = load_lexicon()
    if pos in ("VERB", "AUX"):
        clear = lemma == "make" and {"clear", "plain"} & set(reading.lower[i + 1 : i + 3])
        entry = lexicon.verbs.get("announce" if clear else lemma)
        if entry is None:
            return None
        if is_passive(reading, i):
            return read_passive(reading, i, entry)
        said = read_verb(reading, i, entry)
        return None if said is None else quoted_by(reading, said)
    if pos == "NOUN":
        entry = lexicon.nouns.get(lemma)
        return None if entry is None else read_noun(reading, i, entry)
    if pos == "ADJ":
        entry = lexicon.adjectives.get(lemma)
        return None if entry is None else read_adjective(reading, i, entry)
    return None


def _sentence_attributions(reading: Reading, interval: Interval) -> list[Attribution]:
    found: list[Attribution] = []
    for i in range(*interval):
        attribution = _cue_attribution(reading, i)
        if attribution is not None and attribution.content:
            found.append(attribution)
    announced = read_colon(reading, interval)
    if announced is not None:
        found.append(announced)
    phrases = read_phrases(reading, interval)
    anchors = {phrase.anchor for phrase in phrases}
    found = [a for a in found if a.anchor not in anchors]
    # "reportedly" says less than any cue in its clause.
    weak = [p for p in phrases if p.rule == "hearsay" and any(holds(p.content, a.anchor) for a in found)]
    return found + [p for p in phrases if all(p is not other for other in weak)]


def _clipped(attribution: Attribution, quoted: QuotedTokens | None) -> Attribution | None:
    # A cue inside quotation marks reaches nothing outside them.
    if quoted is None:
        return attribution
    if attribution.source is not None and not holds(quoted.parts, attribution.source[0]):
        return None
    content = [
        (max(start, low), min(end, high))
        for start, end in attribution.content
        for low, high in quoted.parts
        if max(start, low) < min(end, high)
    ]
    if not content:
        return None
    attribution.content = content
    return attribution
