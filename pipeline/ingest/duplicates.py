"""Duplicates: wire copy, reprints and other near copies, found without comparing all pairs."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.ingest.config import IngestConfig
from pipeline.schemas import ARTICLES, DUPLICATES

_Hashes = npt.NDArray[np.uint64]

SKETCHES = pa.schema(
    [
        ARTICLES.field("article_id"),
        pa.field(
            "signature",
            pa.list_(pa.uint64()),
            nullable=False,
            metadata={
                "description": "smallest hashes of the article's word shingles, rising; empty without words"
            },
        ),
    ]
)

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
# Words of the lines that a site prints under every article.
_SITE_WORDS = (
    "newsletter", "subscri", "cookie", "all rights reserved", "©", "copyright", "terms of use",
    "privacy policy", "sign up", "click here", "advertisement", "read more", "share this", "![",
    "](http", "terms of service", "follow us",
)  # fmt: skip
_SHORT_LINE_WORDS = 8
_MOST_SITE_LINE_WORDS = 60
_NO_PROSE_KINDS = frozenset(("furniture", "caption"))
# Shingles in more articles than this weigh less the more have them, like the lines of one site.
_FEW_ARTICLES = 3
_LEAST_WEIGHT = 0.3
_FEWEST_SHARED = 8
_LEAST_CHAIN_SHARE = 0.05
_NO_LIMIT = np.uint64(2**64 - 1)


def sketch_articles(articles: pa.Table, *, config: IngestConfig | None = None) -> pa.Table:
    """Give each article a sketch that near copies can be found by.

    A sketch is a bottom-k sample of the article's word shingles, by hash. Case, punctuation,
    line breaks, furniture and captions do not count, nor do short lines that are no sentence.

    Args:
        articles: ARTICLES rows; reads ``article_id``, ``text`` and ``layout``.
        config: Words in a shingle and size of a sketch; the defaults if null.

    Returns:
        SKETCHES, one row an article, in the order of the input.

    Source:
        Broder (1997), On the resemblance and containment of documents, SEQUENCES '97.
    """
    config = config or IngestConfig()
    columns = articles.select(["article_id", "text", "layout"]).to_pydict()
    signatures = [
        _signature(_prose_words(text, layout), config)
        for text, layout in zip(columns["text"], columns["layout"], strict=True)
    ]
    return pa.table({"article_id": columns["article_id"], "signature": signatures}, schema=SKETCHES)


def _prose_words(text: str, layout: list[dict[str, Any]] | None) -> list[str]:
    if layout is None:
        prose = "\n".join(line for line in text.split("\n") if not _is_site_line(line))
    else:
        spans = ((b["start_char"], b["end_char"]) for b in layout if b["kind"] not in _NO_PROSE_KINDS)
        prose = "\n".join(text[start:end] for start, end in spans)
    words = _WORD.findall(unicodedata.normalize("NFKC", prose).casefold())
    return words or _WORD.findall(text.casefold())


def _is_site_line(line: str) -> bool:
    line = line.strip().casefold()
    n_words = len(line.split())
    if n_words < _SHORT_LINE_WORDS and not _SENTENCE_END.search(line):
        return True
    return n_words <= _MOST_SITE_LINE_WORDS and any(words in line for words in _SITE_WORDS)


def _signature(words: list[str], config: IngestConfig) -> _Hashes:
    if not words:
        return np.empty(0, np.uint64)
    codes = np.array([zlib.crc32(word) for word in " ".join(words).encode().split()], np.uint64)
    size = min(config.shingle_words, len(words))
    count = len(words) - size + 1
    hashes = np.zeros(count, np.uint64)
    for i in range(size):
        hashes = _mixed(hashes + codes[i : i + count])
    return np.unique(hashes)[: config.sketch_size]


def _mixed(values: _Hashes) -> _Hashes:
    # The finishing steps of SplitMix64: spreads every bit of the input over all of the output.
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def group_near_duplicates(sketches: pa.Table, *, config: IngestConfig) -> pa.Table:
    """Give the articles that are copies of one another one group.

    Two articles are near copies if the smaller is mostly contained in the larger: changed
    headlines, cut paragraphs and added lines keep them together. Copies of copies are of one
    group. Stories on one topic that share a quotation or two stay apart. Words that many
    articles share, such as a site's notices, count less.

    Args:
        sketches: SKETCHES of all articles, made with the same config, in any order.
        config: Sketch size, and how much must be contained.

    Returns:
        DUPLICATES, one row an article, sorted by ``article_id``; none for none.
    """
    sketches = sketches.sort_by("article_id")
    ids: list[str] = sketches.column("article_id").to_pylist()
    signatures = [np.asarray(row.values, np.uint64) for row in sketches.column("signature")]
    weights = _weights(signatures)
    leaders = list(range(len(ids)))
    for left, right in _candidates(signatures):
        a, b = _leader(leaders, left), _leader(leaders, right)
        if a != b and _are_copies(left, right, signatures, weights, config):
            leaders[max(a, b)] = min(a, b)
    groups = [ids[_leader(leaders, i)] for i in range(len(ids))]
    return pa.table({"article_id": ids, "duplicate_group": groups}, schema=DUPLICATES)


def _weights(signatures: list[_Hashes]) -> list[npt.NDArray[np.float64]]:
    if not signatures:
        return []
    _, inverse, counts = np.unique(np.concatenate(signatures), return_inverse=True, return_counts=True)
    weights = np.maximum(np.sqrt(_FEW_ARTICLES / np.maximum(counts, _FEW_ARTICLES)), _LEAST_WEIGHT)[inverse]
    return np.split(weights, np.cumsum([len(signature) for signature in signatures])[:-1])


def _candidates(signatures: list[_Hashes]) -> Iterator[tuple[int, int]]:
    # Each hash links its articles in a chain, not each with each, so the links are never more than
    # the hashes; copies share many hashes and meet in many chains.
    if not signatures:
        return
    lengths = np.array([len(signature) for signature in signatures])
    hashes = np.concatenate(signatures)
    owners = np.repeat(np.arange(len(signatures)), lengths)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    linked = hashes[1:] == hashes[:-1]
    links = owners[:-1][linked] * len(signatures) + owners[1:][linked]
    pairs, counts = np.unique(links, return_counts=True)
    left, right = np.divmod(pairs, len(signatures))
    enough = counts >= _LEAST_CHAIN_SHARE * np.minimum(lengths[left], lengths[right])
    yield from zip(left[enough].tolist(), right[enough].tolist(), strict=True)


def _leader(leaders: list[int], i: int) -> int:
    while leaders[i] != i:
        leaders[i] = leaders[leaders[i]]
        i = leaders[i]
    return i


def _are_copies(
    left: int,
    right: int,
    signatures: list[_Hashes],
    weights: list[npt.NDArray[np.float64]],
    config: IngestConfig,
) -> bool:
    a, b = signatures[left], signatures[right]
    # A full sketch knows nothing above its largest hash; compare both below the lower limit only.
    limit = min(_limit(a, config), _limit(b, config))
    a, b = a[a <= limit], b[b <= limit]
    shared, in_a, _ = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    if len(shared) < _FEWEST_SHARED:
        return len(shared) == len(a) == len(b) > 0
    common = float(weights[left][in_a].sum())
    sizes = sorted((float(weights[left][: len(a)].sum()), float(weights[right][: len(b)].sum())))
    return common >= config.min_containment * sizes[0] and common >= config.min_overlap * sizes[1]


def _limit(signature: _Hashes, config: IngestConfig) -> np.uint64:
    full = len(signature) >= config.sketch_size
    return signature[-1] if full else _NO_LIMIT
