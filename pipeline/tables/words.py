"""The words of claims as sets of numbers, by which claims that say the same are found."""

from __future__ import annotations

import re
import zlib

import pyarrow as pa

from pipeline.schemas import CLAIMS

CLAIM_WORDS = pa.schema(
    [
        CLAIMS.field("article_id"),
        pa.field(
            "words",
            pa.list_(pa.list_(pa.uint32())),
            nullable=False,
            metadata={"description": "for each claim the CRC-32 of its different words, case folded, rising"},
        ),
    ]
)

_WORD = re.compile(r"\w+")


def number_words(claims: pa.Table) -> pa.Table:
    """Give the words of each article's claims as numbers.

    Args:
        claims: Rows of CLAIMS. Reads ``article_id`` and ``claims``.

    Returns:
        Rows of CLAIM_WORDS in the same order. Two words in four billion share a number.
    """
    words = [
        [sorted({zlib.crc32(w.encode()) for w in _WORD.findall(claim["text"].casefold())}) for claim in row]
        for row in claims.column("claims").to_pylist()
    ]
    return pa.table({"article_id": claims.column("article_id"), "words": words}, schema=CLAIM_WORDS)
