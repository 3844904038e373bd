"""Sketches: what of an article's words is kept to find its near copies by."""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.columns import mix_bits
from pipeline.ingest.config import IngestConfig
from pipeline.schemas import ARTICLES

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
        hashes = mix_bits(hashes + codes[i : i + count])
    return np.unique(hashes)[: config.sketch_size]
