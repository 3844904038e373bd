"""DOCUMENTS with ANNOTATIONS to MENTIONS: the stage's function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.link.antecedents import link_anaphora
from pipeline.link.config import LinkConfig
from pipeline.link.drafts import Board, Draft
from pipeline.link.employments import find_employments
from pipeline.link.entities import draft_entities
from pipeline.link.introductions import find_introductions
from pipeline.link.local_people import find_locals
from pipeline.link.name_index import NameIndex
from pipeline.link.officers import find_officers
from pipeline.link.origins import link_origins
from pipeline.link.packs import SidePack
from pipeline.link.people import find_companies, find_people
from pipeline.link.reading import Reading
from pipeline.link.senses import judge_hits
from pipeline.link.short_names import apply_introductions, link_short_names
from pipeline.schemas import ANNOTATIONS, DOCUMENTS, MENTIONS, check_table, content_id

_ROWS_AT_ONCE = 32
_PASSES = 2

Linker = Callable[[pa.Table], pa.Table]

_READ = pa.schema([*DOCUMENTS, *(field for field in ANNOTATIONS if field.name != "article_id")])


@dataclass(frozen=True, slots=True)
class Contest:
    """A pack made ready: its names indexed, its sides by id, and bodies that one side alone has."""

    index: NameIndex
    sides: Mapping[str, str]
    bodies: Mapping[str, str]


def link_mentions(annotated: pa.Table, *, pack: SidePack, config: LinkConfig) -> pa.Table:
    """Give every mention of somebody or something, with its canonical name and side.

    Named entities, names of the pack, names that the article itself introduces as
    somebody's, short forms, pronouns and descriptions. A pronoun or description whose
    antecedent has no side is a mention too, with a null side; one without an antecedent is
    not. "Both countries" is a mention for each side. Nothing in furniture is a mention.

    Args:
        annotated: The columns of DOCUMENTS and ANNOTATIONS joined, one row an article.
        pack: The sides and their names.
        config: Thresholds and windows.

    Returns:
        MENTIONS: one row an article, in the order of ``annotated``; its mentions by start,
        end and side. No rows, no rows.
    """
    return prepare_linker(pack, config)(annotated)


def prepare_linker(pack: SidePack, config: LinkConfig) -> Linker:
    """Give :func:`link_mentions` with the pack's names already indexed, for many tables."""
    contest = Contest(NameIndex(pack), {side.side: side.name for side in pack.sides}, pack.bodies)

    def link(annotated: pa.Table) -> pa.Table:
        annotated = check_table(annotated, _READ, "link")
        rows: list[dict[str, Any]] = []
        for batch in annotated.to_batches(max_chunksize=_ROWS_AT_ONCE):
            rows.extend(_link_row(row, contest, config) for row in batch.to_pylist())
        return pa.Table.from_pylist(rows, schema=MENTIONS)

    return link


def link_article(reading: Reading, contest: Contest, config: LinkConfig) -> Board:
    """Give the board of one article: first its names, then what refers to them.

    Names that are introduced by what they belong to ("its new model, Foo") need the
    pronouns first; if there are any, the pronouns are read again with them known.
    """
    hits = contest.index.find(reading)
    board = draft_entities(reading, judge_hits(reading, hits, config))
    board.barred.update(i for hit in hits if hit.entry.kind == "not" for i in range(hit.first, hit.last))
    find_people(board)
    find_companies(board)
    _learn(board)
    if not config.link_anaphora:
        return board
    for _ in range(_PASSES):
        link_anaphora(board, config, contest.sides, contest.bodies)
        if not _learn(board):
            break
        for draft in list(board):
            if draft.rule in {"pronoun", "description", "setting"}:
                board.remove(draft)
    else:
        link_anaphora(board, config, contest.sides, contest.bodies)
    return board


def _learn(board: Board) -> bool:
    """Give names the sides that the article tells; tell whether it told any."""
    told = apply_introductions(board, find_introductions(board))
    link_short_names(board)
    for find in (find_employments, find_officers, find_locals):
        if apply_introductions(board, find(board)):
            link_short_names(board)
            told = True
    link_origins(board)
    return told


def _link_row(row: dict[str, Any], contest: Contest, config: LinkConfig) -> dict[str, Any]:
    reading = Reading(row)
    mentions = [
        _mention(reading, draft, side)
        for draft in link_article(reading, contest, config)
        for side in draft.sides or (None,)
    ]
    mentions.sort(key=lambda m: (m["start_char"], m["end_char"], m["side"] or ""))
    return {"article_id": reading.article_id, "mentions": mentions}


def _mention(reading: Reading, draft: Draft, side: str | None) -> dict[str, Any]:
    return {
        "entity_id": content_id(reading.article_id, draft.start_char, draft.end_char, side or ""),
        "start_char": draft.start_char,
        "end_char": draft.end_char,
        "sentence_index": reading.sentence(draft.first).index,
        "first_token": draft.first,
        "n_tokens": draft.last - draft.first,
        "text": reading.text[draft.start_char : draft.end_char],
        "label": draft.label,
        "name": " ".join(draft.name.split()),
        "side": side,
        "side_rule": draft.rule,
    }
