"""The measures of drift: shares of what was counted, and what to say where one is off."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tables.drift_counts import DriftCounts


@dataclass(frozen=True)
class Measure:
    """A share of what was counted, the ends at which it is odd, and what to say then.

    Where articles themselves are counted, how they cluster in a corpus cannot be measured
    in one corpus: ``alike`` is set, and 0 says that each is odd on its own account.
    """

    hits: str
    of: tuple[str, ...]
    high: str = ""
    low: str = ""
    per: int = 0  # shown as so many times the share, or, if negative, as things a hit
    alike: float | None = None


_NO_SIDE = "These may be about another contest than the pack, or it lacks names: see `claimline sides lint`."
_NO_PROSE = "Lists, tables and other languages are read as if they were English prose: leave them out."
MEASURES = {
    "unknown_words": Measure(
        "unknown_words", ("words",), "of the words are none of the commonest English ones. " + _NO_PROSE
    ),
    "function_words": Measure(
        "function_words",
        ("words",),
        low="of the words are articles, prepositions, pronouns and the like. " + _NO_PROSE,
    ),
    "marks": Measure("marks", ("tokens",), "of the tokens are numbers and marks. " + _NO_PROSE),
    "lines_per_100_words": Measure(
        "lines",
        ("written_words",),
        "lines in 100 words. Verse, lists and lines broken at a margin are not what the rules know.",
        per=100,
    ),
    "odd_articles": Measure(
        "odd_articles",
        ("judged_articles",),
        "of the articles do not look like English prose. " + _NO_PROSE,
        alike=0.0,
    ),
    "refused_language": Measure(
        "articles_refused_language",
        ("articles", "articles_refused_language"),
        "of the articles were refused for their language; what was kept may stand for something else.",
        alike=0.05,
    ),
    "furniture": Measure(
        "furniture_tokens",
        ("tokens", "furniture_tokens"),
        "of the tokens are furniture and were not read. Look at `blocks` for text taken for furniture.",
    ),
    "words_a_sentence": Measure(
        "sentences",
        ("words",),
        "words a sentence. Lists, verse and play-by-play are cut where prose would not be.",
        "words a sentence. Marks that end sentences may be missing, and claims then run together.",
        per=-1,
    ),
    "claims_per_100_words": Measure(
        "claims",
        ("words",),
        "claims in 100 words. The rules may take apart what is no prose.",
        "claims in 100 words. The rules may not find what these articles assert.",
        per=100,
    ),
    "names_without_side": Measure(
        "names_without_side",
        ("names",),
        "of the people, places and organisations belong to no side. " + _NO_SIDE,
    ),
    "articles_without_side": Measure(
        "articles_without_side", ("articles",), "of the articles concern no side. " + _NO_SIDE, alike=0.05
    ),
    "claims_without_side": Measure(
        "claims_without_side", ("claims",), "of the claims concern no side. " + _NO_SIDE
    ),
    "author_claims": Measure(
        "author_claims",
        ("claims",),
        "of the claims have no claimant but the author. Speakers may be marked in a way no rule knows.",
    ),
    "unsure_stances": Measure(
        "unsure_stances",
        ("stances",),
        "of the stances are unsure. The stance model may not know such text: `claimline label`, then train.",
    ),
}
# Not a share but a count: one such article is worth a word.
HIDDEN_CHARS = (
    "with characters that no reader sees, such as {examples}. "
    "They turn the direction of letters or have no width: a quotation may look different from what it is."
)


def shares_of(counts: DriftCounts, measure: Measure) -> tuple[int, int]:
    """Give what a measure counts, and of how many."""
    return getattr(counts, measure.hits), sum(getattr(counts, name) for name in measure.of)
