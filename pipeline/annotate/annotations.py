"""The spaCy pass: tags, lemmas, parse and entities for every token that is no furniture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline.annotate.config import AnnotateConfig
from pipeline.annotate.pipes import Pipe, forget_words, quick_pipes
from pipeline.docs import FURNITURE, plain_doc
from pipeline.schemas import ANNOTATIONS, check_table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_IOB = {0: "O", 1: "I", 2: "O", 3: "B"}  # spaCy's numbers
_LISTS = ("lemmas", "pos", "tags", "deps", "heads", "ent_iobs", "ent_types")


def annotate_documents(
    documents: pa.Table, *, nlp: Language, config: AnnotateConfig, pipes: Sequence[Pipe] | None = None
) -> pa.Table:
    """Tag, lemmatise, parse and find named entities in segmented articles.

    Sentence borders are those of the documents: the parser works inside them. Each
    article is read on its own, so what shares its batch or bucket cannot change it.
    Furniture is not read: its tokens have empty labels and hang on their sentence's first
    token. Words that no vocabulary holds are forgotten after each call.

    Args:
        documents: Rows of DOCUMENTS.
        nlp: A spaCy pipeline with tagger, parser, lemmatizer and entity recogniser.
        config: Longest portion to parse at once.
        pipes: Its components as :func:`~pipeline.annotate.pipes.quick_pipes` gives them; made
            anew if null.

    Returns:
        One row of ANNOTATIONS for each row, in the same order; its lists are as long as
        the row's tokens.
    """
    pipes = quick_pipes(nlp) if pipes is None else pipes
    flat: dict[str, list[Any]] = {name: [] for name in _LISTS}
    ends = [0]
    with nlp.memory_zone():
        for row in documents.to_pylist():
            for name, values in _annotate(row, nlp, pipes, config.max_tokens).items():
                flat[name] += values
            ends.append(len(flat["heads"]))
    forget_words(nlp)
    offsets = pa.array(ends, pa.int32())
    columns = {
        name: pa.ListArray.from_arrays(offsets, pa.array(values, ANNOTATIONS.field(name).type.value_type))
        for name, values in flat.items()
    }
    table = pa.table({"article_id": documents.column("article_id").combine_chunks(), **columns})
    return check_table(table.cast(ANNOTATIONS), ANNOTATIONS, "annotations")


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


def _annotate(
    row: Mapping[str, Any], nlp: Language, pipes: Sequence[Pipe], max_tokens: int
) -> dict[str, list[Any]]:
    n_tokens = len(row["token_starts"])
    found: dict[str, list[Any]] = {name: [""] * n_tokens for name in _LISTS}
    found["ent_iobs"] = ["O"] * n_tokens
    found["heads"] = list(range(n_tokens))
    for sentence in row["sentences"]:
        begin, end = sentence["first_token"], sentence["first_token"] + sentence["n_tokens"]
        found["heads"][begin:end] = [begin] * (end - begin)
    for first, last in _portions(row, max_tokens):
        doc = plain_doc(row, nlp.vocab, first, last)
        for pipe in pipes:
            doc = pipe(doc)
        for name, values in _labels(doc, first).items():
            found[name][first:last] = values
    return found


def _labels(doc: Doc, first: int) -> dict[str, list[Any]]:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG

    columns = doc.to_array([LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD, ENT_IOB]).T
    strings = doc.vocab.strings
    told = {int(code): strings[int(code)] for code in np.unique(columns[:5])}
    names = ("lemmas", "pos", "tags", "deps", "ent_types")
    labels: dict[str, list[Any]] = {
        name: [told[code] for code in column.tolist()] for name, column in zip(names, columns, strict=False)
    }
    labels["heads"] = (columns[5].astype(np.int64) + np.arange(first, first + len(doc))).tolist()
    labels["ent_iobs"] = [_IOB[code] for code in columns[6].tolist()]
    return labels
