"""The bridge from rows of DOCUMENTS to spaCy Docs that a pipeline can read.

A Doc built here has one token for each token of the row, in the same order. White space is
no token, so ``doc.text`` is *not* the article: a token stands in ``articles.text`` where the
row's ``token_starts`` and ``token_ends`` say. What spaCy answers is written to ANNOTATIONS as
plain lists, and later stages read these: building Docs again would cost them as much as all
their rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

FURNITURE = "furniture"


def token_texts(row: Mapping[str, Any]) -> list[str]:
    """Give the words of a DOCUMENTS row's tokens."""
    text = row["text"]
    return [text[start:end] for start, end in zip(row["token_starts"], row["token_ends"], strict=True)]


def _spaces(text: str, starts: list[int], ends: list[int]) -> list[bool]:
    """Tell which tokens white space follows: a gap may also be markup, as in ``**bold**,``."""
    gaps = (text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    return [any(map(str.isspace, gap)) for gap in gaps] + [False] * bool(ends)


def plain_doc(row: Mapping[str, Any], vocab: Vocab, first: int = 0, last: int | None = None) -> Doc:
    """Give tokens ``first`` to ``last`` of a DOCUMENTS row as an unparsed Doc.

    Sentence borders are set and final: a parser may not move them.

    Args:
        row: One row of DOCUMENTS.
        vocab: Vocabulary of the spaCy pipeline that will read the Doc.
        first: First token, which must begin a sentence.
        last: One past the last token, the end of a sentence; null for the row's end.
    """
    from spacy.tokens import Doc

    last = len(row["token_starts"]) if last is None else last
    words = token_texts(row)[first:last]
    begins = {s["first_token"] for s in row["sentences"]}
    return Doc(
        vocab,
        words=words,
        spaces=_spaces(row["text"], row["token_starts"][first:last], row["token_ends"][first:last]),
        sent_starts=[1 if i in begins else -1 for i in range(first, last)],
    )
