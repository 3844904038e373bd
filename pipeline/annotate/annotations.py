"""The spaCy pass: tags, lemmas, parse and entities for every token that is no furniture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.annotate.config import AnnotateConfig
from pipeline.docs import FURNITURE, plain_doc
from pipeline.schemas import ANNOTATIONS, check_table

if TYPE_CHECKING:
    from spacy.language import Language


def annotate_documents(documents: pa.Table, *, nlp: Language, config: AnnotateConfig) -> pa.Table:
    """Tag, lemmatise, parse and find named entities in segmented articles.

    Sentence borders are those of the documents: the parser works inside them. Each
    article is read on its own, so what shares its batch or bucket cannot change it; on
    articles of news length that costs about 6 % of the time of ``nlp.pipe``. Furniture is
    not read: its tokens have empty labels and hang on their sentence's first token.

    Args:
        documents: Rows of DOCUMENTS.
        nlp: A spaCy pipeline with tagger, parser, lemmatizer and entity recogniser.
        config: Longest portion to parse at once.

    Returns:
        One row of ANNOTATIONS for each row, in the same order; its lists are as long as
        the row's tokens.
    """
    rows = [_annotate(row, nlp, config.max_tokens) for row in documents.to_pylist()]
    return check_table(pa.Table.from_pylist(rows, schema=ANNOTATIONS), ANNOTATIONS, "annotations")


def _portions(row: Mapping[str, Any], max_tokens: int) -> Iterator[tuple[int, int]]:
    """Give token ranges of neighbouring sentences that are no furniture."""
    first = last = None
    for sentence in row["sentences"]:
        begin, end = sentence["first_token"], sentence["first_token"] + sentence["n_tokens"]
        is_furniture = row["blocks"][sentence["block_index"]]["kind"] == FURNITURE
        if (
            first is not None
            and last is not None
            and (is_furniture or begin != last or end - first > max_tokens)
        ):
            yield first, last
            first = last = None
        if not is_furniture and end > begin:
            first, last = (begin if first is None else first), end
    if first is not None and last is not None:
        yield first, last


def _annotate(row: Mapping[str, Any], nlp: Language, max_tokens: int) -> dict[str, Any]:
    n_tokens = len(row["token_starts"])
    lemmas, pos, tags, deps, ent_types = ([""] * n_tokens for _ in range(5))
    ent_iobs = ["O"] * n_tokens
    heads = list(range(n_tokens))
    for sentence in row["sentences"]:
        begin, end = sentence["first_token"], sentence["first_token"] + sentence["n_tokens"]
        heads[begin:end] = [begin] * (end - begin)
    for first, last in _portions(row, max_tokens):
        doc = nlp(plain_doc(row, nlp.vocab, first, last))
        for i, token in enumerate(doc, start=first):
            lemmas[i], pos[i], tags[i], deps[i] = token.lemma_, token.pos_, token.tag_, token.dep_
            heads[i] = token.head.i + first
            if token.ent_type_:
                ent_iobs[i], ent_types[i] = token.ent_iob_, token.ent_type_
    return {
        "article_id": row["article_id"],
        "lemmas": lemmas,
        "pos": pos,
        "tags": tags,
        "deps": deps,
        "heads": heads,
        "ent_iobs": ent_iobs,
        "ent_types": ent_types,
    }
