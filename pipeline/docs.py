"""The one bridge between Arrow rows and spaCy Docs.

A Doc built here has one token for each token of the row, in the same order, so
``doc[i]`` is token ``i`` of every table. White space is no token, so ``doc.text`` is
*not* the article: ask :func:`char_span` where words stand in ``articles.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from spacy.lang.en import English
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from pipeline.spans import CharSpan

FURNITURE = "furniture"


@cache
def english_vocab() -> Vocab:
    """Give a vocabulary with English lexical attributes and no model behind it."""
    return English().vocab


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
    last = len(row["token_starts"]) if last is None else last
    words = token_texts(row)[first:last]
    begins = {s["first_token"] for s in row["sentences"]}
    return Doc(
        vocab,
        words=words,
        spaces=_spaces(row["text"], row["token_starts"][first:last], row["token_ends"][first:last]),
        sent_starts=[1 if i in begins else -1 for i in range(first, last)],
    )


def parsed_doc(row: Mapping[str, Any], vocab: Vocab | None = None) -> Doc:
    """Give a joined DOCUMENTS and ANNOTATIONS row as a parsed Doc.

    Furniture has no parse: each of its tokens hangs on its sentence's first token, with
    an empty dependency label. ``doc.user_data`` holds what a Doc has no place for:
    ``starts`` and ``ends`` (character offsets of tokens), ``sentences``, ``blocks`` and,
    if the row has them, ``mentions``, each as lists of the row's structs.

    Args:
        row: One row with the columns of DOCUMENTS and ANNOTATIONS; MENTIONS if there.
        vocab: Vocabulary to build on; :func:`english_vocab` by default.

    Example:
        >>> row = {"text": "It fell.", "token_starts": [0, 3, 7], "token_ends": [2, 7, 8],
        ...        "sentences": [{"first_token": 0, "n_tokens": 3}], "blocks": [],
        ...        "lemmas": ["it", "fall", "."], "pos": ["PRON", "VERB", "PUNCT"],
        ...        "tags": ["PRP", "VBD", "."], "deps": ["nsubj", "ROOT", "punct"],
        ...        "heads": [1, 1, 1], "ent_iobs": ["O", "O", "O"], "ent_types": ["", "", ""]}
        >>> doc = parsed_doc(row)
        >>> doc[0].head.text, char_span(doc[1:3])
        ('fell', CharSpan(start=3, end=8))
    """
    ents = [
        f"{iob}-{kind}" if kind else "O" for iob, kind in zip(row["ent_iobs"], row["ent_types"], strict=True)
    ]
    doc = Doc(
        vocab or english_vocab(),
        words=token_texts(row),
        spaces=_spaces(row["text"], row["token_starts"], row["token_ends"]),
        lemmas=row["lemmas"],
        pos=row["pos"],
        tags=row["tags"],
        deps=row["deps"],
        heads=row["heads"],
        ents=ents,
    )
    doc.user_data.update(
        starts=row["token_starts"],
        ends=row["token_ends"],
        sentences=row["sentences"],
        blocks=row["blocks"],
        mentions=row.get("mentions") or [],
        text=row["text"],
    )
    return doc


def char_span(tokens: Span | Token | Iterable[Token]) -> CharSpan:
    """Give where tokens stand in the article, from the first's start to the last's end.

    A Doc that was built by hand and carries no offsets answers in ``doc.text``.

    Raises:
        ValueError: No token was given.
    """
    if isinstance(tokens, Token):
        first = last = tokens
    else:
        listed = list(tokens)
        if not listed:
            raise ValueError("char_span of no tokens")
        first, last = min(listed, key=lambda t: t.i), max(listed, key=lambda t: t.i)
    data = first.doc.user_data
    if "starts" in data:
        return CharSpan(data["starts"][first.i], data["ends"][last.i])
    return CharSpan(first.idx, last.idx + len(last))


def sentence_tokens(doc: Doc, index: int) -> Span:
    """Give a sentence of the article, by its number, as a Span of a :func:`parsed_doc`."""
    sentence = doc.user_data["sentences"][index]
    return doc[sentence["first_token"] : sentence["first_token"] + sentence["n_tokens"]]
