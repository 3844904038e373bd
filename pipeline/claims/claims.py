"""From attributions to claims: what each sentence asserts, cut at borders of speakers and sides."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.claims.assertions import is_assertion
from pipeline.claims.claimants import THE_AUTHOR, Claimant, name_claimants
from pipeline.claims.clauses import split_clauses
from pipeline.claims.config import ClaimsConfig
from pipeline.claims.kinds import kind_of
from pipeline.claims.pieces import Owners, sentence_pieces
from pipeline.claims.readings import PROSE, Interval, Reading
from pipeline.claims.relations import Attribution, holds
from pipeline.claims.retold import inner_source, is_retold
from pipeline.claims.scores import score_of
from pipeline.spans import CharSpan

_ASKING = frozenset({"ask", "wonder", "question", "inquire", "query", "debate"})
_SMALL = frozenset({"complement", "passive", "infinitive"})


@dataclass(frozen=True)
class Claim:
    """A claim and who makes it; ``interval`` is in tokens, ``cue`` in characters.

    ``inner`` is whom the claimant heard it from, null if the claimant speaks for itself.
    """

    sentence: int
    interval: Interval
    kind: str
    score: float
    claimant: Claimant
    inner: Claimant | None
    rule: str
    cue: CharSpan | None
    framing: str
    is_direct: bool


def find_claims(reading: Reading, attributions: list[Attribution], config: ClaimsConfig) -> list[Claim]:
    """Give the claims of an article, in order of their start.

    A sentence is one claim of the author, unless attributions give parts of it to others.
    Then each attributed part is a claim of its source, and what the article itself asserts
    beside or around it is a claim of the author. Words that X asked, wanted or did not say
    are nobody's claim.

    Args:
        reading: The article.
        attributions: From :func:`find_attributions`.
        config: Reads ``min_words``, ``split_sides`` and ``min_score``.
    """
    turning = [
        a for a in attributions if a.voice == "source" and a.source is not None and not _is_asked(reading, a)
    ]
    owners = Owners(turning)
    claimants = name_claimants(reading, turning)
    retold = [i for a in turning for i in a.inner if is_retold(reading, i)]
    claimants |= name_claimants(reading, retold)
    hearsay = [a for a in attributions if a.rule == "hearsay"]
    claims: dict[Interval, Claim] = {}
    for index in range(len(reading.sentences)):
        if reading.block_kind(index) not in PROSE:
            continue
        for interval, attribution in sentence_pieces(reading, index, owners):
            small = attribution is not None and attribution.rule in _SMALL
            parts = split_clauses(reading, interval) if config.split_sides and not small else [interval]
            for part in parts:
                if part in claims or not _asserts(reading, part, attribution, small, config.min_words):
                    continue
                claim = _made(reading, index, part, attribution, claimants, hearsay)
                if claim.score >= config.min_score:
                    claims[part] = claim
    return sorted(claims.values(), key=lambda claim: claim.interval)


def _asserts(
    reading: Reading, part: Interval, attribution: Attribution | None, small: bool, min_words: int
) -> bool:
    if attribution is None:
        return is_assertion(reading, part, min_words=min_words)
    return is_assertion(
        reading,
        part,
        attributed=True,
        direct=attribution.is_direct or attribution.rule == "label",
        asked=bool(attribution.cue) and reading.lemmas[attribution.anchor] in _ASKING,
        small=small,
        min_words=min(2, min_words),
    )


def _is_asked(reading: Reading, attribution: Attribution) -> bool:
    # "asked whether it fell": the article tells of a question.
    return attribution.rule in ("clause", "aside") and reading.lemmas[attribution.anchor] in _ASKING


def _made(
    reading: Reading,
    index: int,
    part: Interval,
    attribution: Attribution | None,
    claimants: dict[int, Claimant],
    hearsay: list[Attribution],
) -> Claim:
    if attribution is None:
        said = next((a for a in hearsay if part[0] <= a.anchor < part[1]), None)
        cue = None if said is None else reading.chars(said.cue[0])
        return Claim(
            index,
            part,
            kind_of(reading, part, by_author=True),
            score_of(reading, part, attributed=False),
            THE_AUTHOR,
            None,
            "author" if said is None else "hearsay",
            cue,
            "stated" if said is None else said.framing,
            False,
        )
    main = next((span for span in attribution.cue if holds([span], attribution.anchor)), None)
    if main is None and attribution.cue:
        main = attribution.cue[0]
    return Claim(
        index,
        part,
        kind_of(reading, part, by_author=False, spoken=attribution.is_direct or attribution.rule == "label"),
        score_of(reading, part, attributed=True),
        claimants[id(attribution)],
        _inner(part, attribution, claimants),
        attribution.rule,
        None if main is None else reading.chars(main),
        attribution.framing,
        attribution.is_direct,
    )


def _inner(part: Interval, outer: Attribution, claimants: dict[int, Claimant]) -> Claimant | None:
    # Whom a source retells; "X said they expected" and "by X's own count" are X alone.
    inner = claimants.get(id(inner_source(part, outer)))
    if inner is None:
        return None
    names = inner.name.casefold(), claimants[id(outer)].name.casefold()
    return None if names[0] in names[1] or names[1] in names[0] else inner
