"""Rows and boards for the link tests: parsed once a session, or built by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from pipeline.annotate.annotations import annotate_documents
from pipeline.annotate.config import AnnotateConfig
from pipeline.link.config import LinkConfig
from pipeline.link.mentions import prepare_linker
from pipeline.link.packs import find_pack, read_pack
from pipeline.link.reading import Reading
from pipeline.schemas import ANNOTATIONS, DOCUMENTS
from pipeline.segment.config import SegmentConfig
from pipeline.segment.documents import segment_article
from pipeline.shipped import shipped_path
from pipeline.stages.constructions import MarkedPassage, read_marked_passage, read_marked_passages

TABLES = shipped_path("params.yaml").parent / "corpus" / "gold" / "constructions"
JOINED = pa.schema([*DOCUMENTS, *(field for field in ANNOTATIONS if field.name != "article_id")])


def read_passages(name: str) -> list[MarkedPassage]:
    """Give the passages of one of the tables of constructions."""
    return read_marked_passages(TABLES / name)


@cache
def _linker(pack: str, config: LinkConfig) -> Callable[[pa.Table], pa.Table]:
    return prepare_linker(read_pack(find_pack(pack, shipped_path("sides"))), config)


@pytest.fixture(scope="session")
def annotate(nlp: Any) -> Callable[..., pa.Table]:
    """Give texts as joined rows, segmented and parsed as in a run."""

    def build(*texts: str) -> pa.Table:
        rows = [
            segment_article(
                {"article_id": f"{i:016x}", "text": text, "layout": None, "title": None, "authors": []},
                config=SegmentConfig(),
            )
            for i, text in enumerate(texts)
        ]
        documents = pa.Table.from_pylist(rows, schema=DOCUMENTS)
        annotations = annotate_documents(documents, nlp=nlp, config=AnnotateConfig())
        for field in JOINED:
            if field.name in ANNOTATIONS.names and field.name != "article_id":
                documents = documents.append_column(field, annotations[field.name])
        return documents.cast(JOINED)

    return build


@pytest.fixture(scope="session")
def link() -> Callable[..., list[list[dict[str, Any]]]]:
    """Give the mentions of each row of a joined table."""

    def run(
        table: pa.Table, pack: str = "us-china", config: LinkConfig | None = None
    ) -> list[list[dict[str, Any]]]:
        linked = _linker(pack, config or LinkConfig())(table)
        return [row["mentions"] for row in linked.to_pylist()]

    return run


@pytest.fixture(scope="session")
def marked() -> Callable[[str], MarkedPassage]:
    """Give a line of the passages' format as a text with its marks."""
    return read_marked_passage


@pytest.fixture(scope="session")
def linked(
    annotate: Callable[..., pa.Table], link: Callable[..., list[list[dict[str, Any]]]]
) -> Callable[[str], list[tuple[MarkedPassage, list[dict[str, Any]]]]]:
    """Give the passages of a file with the mentions found in each, linked once a session."""

    @cache
    def run(name: str) -> list[tuple[MarkedPassage, list[dict[str, Any]]]]:
        passages = read_passages(name)
        return list(zip(passages, link(annotate(*(p.text for p in passages))), strict=True))

    return run


@pytest.fixture
def row() -> Callable[..., dict[str, Any]]:
    """Build a joined row by hand: see :func:`hand_row`."""
    return hand_row


@pytest.fixture
def read() -> Callable[[str], Reading]:
    """Build a Reading by hand: see :func:`hand_row`."""
    return lambda spec: Reading(hand_row(spec))


def hand_row(spec: str, article_id: str = "a" * 16) -> dict[str, Any]:
    """Give a joined row from tokens such as "it/PRP/nsubj/1".

    A token is word/tag/dep/head, the head a place in its own sentence; then, if wanted, its
    lemma (the lower-case word by default) and its entity as B-ORG or I-ORG. "|" parts
    sentences, each a paragraph of its own.
    """
    row: dict[str, Any] = {name: [] for name in JOINED.names}
    row.update(article_id=article_id, text="")
    for sentence in spec.split("|"):
        parts = [token.split("/") for token in sentence.split()]
        first = len(row["token_starts"])
        for word, tag, dep, head, *more in parts:
            joined = not row["text"] or word in {"'s", "’s", ",", ".", "-"} or row["text"].endswith("-")
            row["text"] += word if joined else " " + word
            row["token_ends"].append(len(row["text"]))
            row["token_starts"].append(len(row["text"]) - len(word))
            row["tags"].append(tag)
            row["pos"].append("")
            row["deps"].append(dep)
            row["heads"].append(first + int(head))
            row["lemmas"].append(more[0] if more and more[0] else word.lower())
            iob, _, kind = more[1].partition("-") if len(more) > 1 else ("O", "", "")
            row["ent_iobs"].append(iob)
            row["ent_types"].append(kind)
        start, end = row["token_starts"][first], row["token_ends"][-1]
        row["blocks"].append({"start_char": start, "end_char": end, "kind": "paragraph"})
        row["sentences"].append(
            {
                "start_char": start,
                "end_char": end,
                "block_index": len(row["blocks"]) - 1,
                "first_token": first,
                "n_tokens": len(parts),
            }
        )
    return row


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a case of every passage that a test asks for by its file."""
    for fixture, name in (("construction", "mentions.txt"), ("known_miss", "known_misses.txt")):
        if fixture in metafunc.fixturenames:
            passages = read_passages(name)
            metafunc.parametrize(fixture, range(len(passages)), ids=[p.text[:50] for p in passages])
