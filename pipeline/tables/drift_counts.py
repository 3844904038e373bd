"""What tells whether articles are of the kind that models and rules were built on, as counts that add up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.shipped import shipped_path
from pipeline.tables.drift_ranges import usual_shares

_PEOPLE_AND_PLACES = pa.array(["ORG", "GPE", "PERSON"], pa.string())
_LINE_END = r"[^\n]\n+"
_FUNCTION_WORDS = pa.array(["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"], pa.string())
_MARKS = pa.array(["NUM", "PUNCT", "SYM", "X"], pa.string())
# A claim that the model calls by a smaller probability is nearly as likely to be something else.
_SURE = 0.6
# An article is judged by itself from so many tokens on, as if it had twice as many.
_ENOUGH_TOKENS = 100
# Signs that turn the direction of letters or have no width. A joiner or a tag inside an emoji is none.
_TAG = r"\x{E0000}-\x{E007F}"
_HIDDEN = (
    r"[\x{AD}\x{34F}\x{61C}\x{180E}\x{200B}\x{200C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}]"
    rf"|\pL\x{{200D}}|\x{{200D}}\pL|(?:^|[^\x{{1F3F4}}{_TAG}])[{_TAG}]"
)
_EXAMPLES = 5


@dataclass(frozen=True)
class DriftCounts:
    """What drift is measured by, counted over some articles; counts of others are added with ``+``.

    Tokens and sentences are those that were parsed, so none of furniture; words are the
    tokens of letters alone. ``written_words`` are those of ``articles.n_words``, ``lines`` the
    lines of an article's text that are not empty and not the last. An odd article is one of
    100 tokens or more that by itself does not look like English prose; ``odd_examples``
    holds the smallest ids of such. An article of hidden characters holds signs that turn the
    direction of letters or have no width; ``hidden_examples`` are such.
    """

    articles: int = 0
    articles_without_side: int = 0
    articles_refused_language: int = 0
    tokens: int = 0
    furniture_tokens: int = 0
    written_words: int = 0
    lines: int = 0
    marks: int = 0
    words: int = 0
    unknown_words: int = 0
    function_words: int = 0
    sentences: int = 0
    names: int = 0
    names_without_side: int = 0
    claims: int = 0
    claims_without_side: int = 0
    author_claims: int = 0
    stances: int = 0
    unsure_stances: int = 0
    judged_articles: int = 0
    odd_articles: int = 0
    odd_examples: tuple[str, ...] = ()
    hidden_chars_articles: int = 0
    hidden_examples: tuple[str, ...] = ()

    def __add__(self, other: DriftCounts) -> DriftCounts:
        added = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        for name in ("odd_examples", "hidden_examples"):
            added[name] = tuple(sorted(added[name])[:_EXAMPLES])
        return DriftCounts(**added)


@cache
def known_words() -> pa.Array:
    """Give the whole words, in lower case, that the shipped stance encoder reads without cutting them up.

    A closed list of the commonest words of English, names and all, which comes with the
    model; it holds few words of other languages.

    Raises:
        OSError: The models are not here.
    """
    path = shipped_path("models") / "stance" / "fast" / "tokenizer.json"
    pieces = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return pa.array(sorted(piece for piece in pieces if piece.isalpha()), pa.string())


def count_drift(flat: Mapping[str, pa.Table], known: pa.Array | None = None) -> DriftCounts:
    """Count what tells whether articles are of the kind that models and rules were built on.

    Takes 2 to 4 ms for 10,000 tokens. All rows of an article must come in one call; the
    counts of a whole run are the sum over its articles, however they were cut.

    Args:
        flat: The published rows of some articles. Reads ``articles``, ``tokens``,
            ``sentences``, ``entities``, ``claims`` and ``stances``.
        known: Words in lower case that are not unknown; those of :func:`known_words` if None.
    """
    claims, stances = flat["claims"], flat["stances"]
    concerns_side = pc.is_in(claims.column("claim_id"), value_set=_one(stances.column("claim_id")))
    with_side = pc.count_distinct(claims.column("article_id").filter(concerns_side)).as_py()
    surest = pc.max_element_wise(*(stances.column(f"p_{s}") for s in ("supporting", "critical", "neutral")))
    unsure = pc.or_(pc.is_null(stances.column("stance")), pc.less(surest, _SURE))
    entities = flat["entities"].select(["label", "side"])
    names = entities.filter(pc.is_in(entities.column("label"), value_set=_PEOPLE_AND_PLACES))
    kinds = flat["sentences"].column("block_kind")
    hidden = flat["articles"].filter(
        pc.match_substring_regex(flat["articles"].column("text"), pattern=_HIDDEN)
    )
    return DriftCounts(
        articles=flat["articles"].num_rows,
        articles_without_side=flat["articles"].num_rows - with_side,
        furniture_tokens=flat["tokens"].column("pos").null_count,
        sentences=len(kinds) - _true(pc.equal(kinds, "furniture")),
        names=names.num_rows,
        names_without_side=names.column("side").null_count,
        claims=claims.num_rows,
        claims_without_side=claims.num_rows - _true(concerns_side),
        author_claims=_true(pc.equal(claims.column("claimant_kind"), "author")),
        stances=stances.num_rows,
        unsure_stances=_true(unsure),
        hidden_chars_articles=hidden.num_rows,
        hidden_examples=tuple(sorted(hidden.column("article_id").to_pylist())[:_EXAMPLES]),
    ) + _count_words(flat["articles"], flat["tokens"], known_words() if known is None else known)


def _count_words(whole: pa.Table, tokens: pa.Table, known: pa.Array) -> DriftCounts:
    """Count words article by article, so that a few odd articles do not hide among many."""
    parsed = tokens.select(["article_id", "text", "pos"]).filter(pc.is_valid(tokens.column("pos")))
    articles = _one(parsed.column("article_id")).dictionary_encode()
    number = articles.indices.to_numpy()
    # Fragments such as 's and n't are no words of the list, and no sign of anything.
    is_word = _bools(pc.utf8_is_alpha(parsed.column("text")))
    is_unknown = is_word & ~_bools(pc.is_in(pc.utf8_lower(parsed.column("text")), value_set=known))
    is_function = is_word & _bools(pc.is_in(parsed.column("pos"), value_set=_FUNCTION_WORDS))
    is_mark = _bools(pc.is_in(parsed.column("pos"), value_set=_MARKS))
    n_tokens, words, unknown, function, marks = (
        np.bincount(number[chosen], minlength=len(articles.dictionary))
        for chosen in (slice(None), is_word, is_unknown, is_function, is_mark)
    )
    lines, written = pc.count_substring_regex(whole.column("text"), _LINE_END), whole.column("n_words")
    place = pc.index_in(articles.dictionary, value_set=_one(whole.column("article_id"))).to_numpy()
    judged = n_tokens >= _ENOUGH_TOKENS
    odd = judged & (
        _beyond("unknown_words", unknown, words)
        | _beyond("function_words", function, words)
        | _beyond("marks", marks, n_tokens)
        | _beyond("lines_per_100_words", lines.to_numpy()[place], written.to_numpy()[place])
    )
    return DriftCounts(
        tokens=len(number),
        written_words=pc.sum(written).as_py() or 0,
        lines=pc.sum(lines).as_py() or 0,
        marks=int(marks.sum()),
        words=int(words.sum()),
        unknown_words=int(unknown.sum()),
        function_words=int(function.sum()),
        judged_articles=int(judged.sum()),
        odd_articles=int(odd.sum()),
        odd_examples=tuple(sorted(articles.dictionary.filter(pa.array(odd)).to_pylist())[:_EXAMPLES]),
    )


def _beyond(measure: str, hits: np.ndarray, of: np.ndarray) -> np.ndarray:
    low, high = usual_shares()[measure].interval(1, 2 * _ENOUGH_TOKENS)
    share = hits / np.maximum(of, 1)
    return np.asarray(share < low if measure == "function_words" else share > high)


def count_refused(rejects: pa.Table) -> DriftCounts:
    """Count the articles that were refused for their language, from the ``rejects`` of a whole run."""
    return DriftCounts(articles_refused_language=_true(pc.equal(rejects.column("reason"), "not_english")))


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()


def _bools(values: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(values.to_numpy(), dtype=bool)


def _true(values: pa.ChunkedArray) -> int:
    return pc.sum(values).as_py() or 0
