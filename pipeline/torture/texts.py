"""Target of segment: any text cut into blocks, sentences and tokens."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pipeline.segment.config import SegmentConfig
from pipeline.segment.documents import segment_article
from pipeline.torture.promises import hold, hold_spans

_CONFIG = SegmentConfig()


def segment_text(data: bytes) -> None:
    """Segment bytes as text, once as it stands and once with its first half as a title.

    Raises:
        BrokenPromiseError: Spans are out of order or outside, or words of prose have no token.
    """
    text = data.decode("utf-8", "replace").replace("\0", " ")
    _segment(text, None)
    if title := text[: len(text) // 2].strip():
        _segment(text, title)


def _segment(text: str, title: str | None) -> None:
    article: dict[str, Any] = {
        "article_id": "0" * 16,
        "text": text,
        "layout": None,
        "title": title,
        "authors": [],
    }
    row = segment_article(article, config=_CONFIG)
    blocks, sentences = row["blocks"], row["sentences"]
    tokens = list(zip(row["token_starts"], row["token_ends"], strict=True))
    hold_spans([(block["start_char"], block["end_char"]) for block in blocks], len(text), "block")
    hold_spans([(one["start_char"], one["end_char"]) for one in sentences], len(text), "sentence")
    hold_spans(tokens, len(text), "token")
    for start, end in tokens:
        hold(
            not any(map(str.isspace, text[start:end].strip("\x1c\x1d\x1e\x1f\x85"))), "white space in a token"
        )
    counted = 0
    for one in sentences:
        block = blocks[one["block_index"]]
        inside = block["start_char"] <= one["start_char"] < one["end_char"] <= block["end_char"]
        hold(inside, "a sentence outside its block")
        hold(one["first_token"] == counted and one["n_tokens"] > 0, "tokens are not counted through")
        counted += one["n_tokens"]
        first, last = tokens[one["first_token"]], tokens[counted - 1]
        hold((first[0], last[1]) == (one["start_char"], one["end_char"]), "a sentence is not its tokens")
    hold(counted == len(tokens), "tokens outside every sentence")
    hold(all(a["block_index"] <= b["block_index"] for a, b in pairwise(sentences)), "blocks out of order")
