"""Records: articles in JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.articles import Draft
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.fields import find_fields, record_draft
from pipeline.ingest.refusals import Refusal, excerpt


def json_lines_drafts(data: bytes, place: str, *, config: IngestConfig) -> Iterator[Draft | Refusal]:
    """Give a draft or a refusal for each line; empty lines are passed over.

    The record number is the line's number less one, so that it finds the line again.
    """
    for i, line in enumerate(decode_bytes(data, place).split("\n")):
        if line.strip():
            where = f"{place} line {i + 1}"
            try:
                yield _drafted(_parsed(line, where), i, "application/x-ndjson", where, config=config)
            except Refusal as refusal:
                yield refusal.of_record(i)


def json_drafts(data: bytes, place: str, *, config: IngestConfig) -> Iterator[Draft | Refusal]:
    """Give a draft or a refusal for each object of a JSON file.

    The file holds one object, which is one article and has no number; a list of objects; or an
    object with one list of objects in it and no text field of its own. A file of many lines of
    JSON is read as JSON Lines.

    Raises:
        Refusal: The file as a whole is no JSON.
    """
    text = decode_bytes(data, place)
    try:
        value = _parsed(text, place)
    except Refusal:
        if _is_json_lines(text):
            yield from json_lines_drafts(data, place, config=config)
            return
        raise
    records = _records(value, config)
    if records is None:
        yield _drafted(value, None, "application/json", place, config=config)
        return
    for i, record in enumerate(records):
        where = f"{place} record {i}"
        try:
            yield _drafted(record, i, "application/json", where, config=config)
        except Refusal as refusal:
            yield refusal.of_record(i)


def _parsed(source: str, where: str) -> Any:
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        at = f"character {error.pos}" if error.lineno == 1 else f"line {error.lineno} character {error.colno}"
        raise Refusal("broken_record", f"{where}: no JSON: {error.msg} at {at}; mend or remove it") from error
    except RecursionError as error:
        raise Refusal("broken_record", f"{where}: JSON nested too deeply; flatten or remove it") from error
    except ValueError as error:
        # Of all values only a whole number can be too long to be read.
        raise Refusal("broken_record", f"{where}: a number with thousands of digits; quote it") from error


def _is_json_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return bool(rest.strip()) and first.strip().startswith("{") and first.strip().endswith("}")


def _records(value: Any, config: IngestConfig) -> list[Any] | None:
    # Null for a file that is one article.
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not find_fields(value, "text", config=config):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if len(lists) == 1:
            return lists[0]
    return None


def _drafted(record: Any, number: int | None, media_type: str, where: str, *, config: IngestConfig) -> Draft:
    if not isinstance(record, dict):
        raise Refusal("broken_record", f"{where}: {excerpt(repr(record))} is no object; mend or remove it")
    return record_draft(record, number, media_type, where, config=config)
