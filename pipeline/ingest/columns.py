"""Columns: articles in CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from pipeline.ingest.articles import Draft
from pipeline.ingest.config import FIELD_NAMES, IngestConfig
from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.fields import find_fields, missing_text, record_draft
from pipeline.ingest.refusals import Refusal

_SEPARATORS = (",", ";", "\t", "|")
_LARGEST_CSV_FIELD = 2**31 - 1
_MOST_ROWS_FIT = 0.8
_BATCH_ROWS = 256
_PARQUET = "application/vnd.apache.parquet"

_Row = list[str] | None


def separated_drafts(
    data: bytes, place: str, media_type: str, *, config: IngestConfig
) -> Iterator[Draft | Refusal]:
    """Give a draft or a refusal for each row of a CSV or TSV file with a header.

    The separator is the one that finds the text field in the header. Records are counted from 0
    below the header; empty rows are passed over. A quotation mark that is never closed swallows
    the rest of the file; if that rest reads as rows, only the mark's own line is refused.

    Raises:
        Refusal: ``missing_field`` if no column holds the text, or the bytes cannot be decoded.
    """
    csv.field_size_limit(_LARGEST_CSV_FIELD)
    lines = list(io.StringIO(decode_bytes(data, place), newline=""))
    separator, first, header = _header(lines, media_type, place, config)
    # All rows have the header's names: looking for fifty others in each would cost most of the time.
    config = _narrowed(config, header)
    for i, (line, row) in enumerate(_body(lines, separator, first, len(header))):
        where = f"{place} line {line}"
        try:
            record = _record(header, row, where)
            yield record_draft(record, i, media_type, where, config=config)
        except Refusal as refusal:
            yield refusal.of_record(i)


def _narrowed(config: IngestConfig, header: Sequence[str]) -> IngestConfig:
    # A field that the header does not hold keeps one name, because it must have some.
    fields = {
        name: find_fields(header, name, config=config) or config.names_of(name)[:1] for name in FIELD_NAMES
    }
    return replace(config, fields=fields)


def _header(
    lines: Sequence[str], media_type: str, place: str, config: IngestConfig
) -> tuple[str, int, list[str]]:
    # The separator, the number of the first line below the header, and the header.
    separators = ("\t", *_SEPARATORS) if media_type == "text/tab-separated-values" else _SEPARATORS
    widest: list[str] = []
    for separator in separators:
        reader = csv.reader(lines, delimiter=separator)
        header = next((row for row in reader if any(row)), [])
        if find_fields(header, "text", config=config):
            return separator, reader.line_num, header
        widest = max(widest, header, key=len)
    raise missing_text(widest, place, config=config)


def _body(lines: Sequence[str], separator: str, start: int, width: int) -> Iterator[tuple[int, _Row]]:
    for line, row in _rows(lines, separator, start):
        yield line, row
        if row is None:
            rest = list(_rows(lines, separator, line))
            fitting = sum(row is not None and len(row) == width for _, row in rest)
            if fitting > _MOST_ROWS_FIT * len(rest):
                yield from rest


def _rows(lines: Sequence[str], separator: str, start: int) -> Iterator[tuple[int, _Row]]:
    # Line number, from 1, and fields of each row below line ``start``; null for the last row if
    # its quotation mark stays open.
    reader = csv.reader((lines[i] for i in range(start, len(lines))), delimiter=separator)
    first = start
    for row in reader:
        last = start + reader.line_num
        if any(row):
            is_open = last == len(lines) and _is_open(lines[first:last], separator)
            yield first + 1, None if is_open else row
        first = last


def _is_open(lines: Sequence[str], separator: str) -> bool:
    if sum(line.count('"') for line in lines) % 2 == 0:
        return False
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        return len(lines) > 1 or "end of data" in str(error)
    return False


def _record(header: Sequence[str], row: _Row, where: str) -> dict[str, Any]:
    if row is None:
        raise Refusal("broken_record", f"{where}: a quotation mark never closes; close or double it")
    while len(row) > len(header) and not row[-1]:
        row.pop()
    if len(row) != len(header):
        raise Refusal(
            "broken_record",
            f"{where}: {len(row)} fields, expected {len(header)} by the header; quote those with separators",
        )
    # Of two columns with one name the first holds.
    return dict(zip(reversed(header), reversed(row), strict=True))


def parquet_drafts(data: bytes, place: str, *, config: IngestConfig) -> Iterator[Draft | Refusal]:
    """Give a draft or a refusal for each row of a Parquet file.

    Only columns that stand for our fields are read.

    Raises:
        Refusal: ``truncated``, ``too_large`` or ``missing_field`` of the file as a whole.
    """
    import pyarrow.parquet as pq

    first = 0
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        names = file.schema_arrow.names
        if not find_fields(names, "text", config=config):
            raise missing_text(names, place, config=config)
        groups = (file.metadata.row_group(i) for i in range(file.metadata.num_row_groups))
        if sum(group.total_byte_size for group in groups) > config.max_bytes:
            finding = f"{place}: more than {config.max_bytes} bytes of content"
            raise Refusal("too_large", f"{finding}; split the file or raise ingest.max_bytes")
        wanted = {name: None for field in FIELD_NAMES for name in find_fields(names, field, config=config)}
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=list(wanted)):
            for i, record in enumerate(_batch_records(batch, place, first)):
                where = f"{place} record {first + i}"
                try:
                    if isinstance(record, Refusal):
                        raise record
                    yield record_draft(record, first + i, _PARQUET, where, config=config)
                except Refusal as refusal:
                    yield refusal.of_record(first + i)
            first += batch.num_rows
    except pa.ArrowNotImplementedError as error:
        raise Refusal("unsupported", f"{place}: {error}; write it with common types") from error
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "truncated", f"{place}: damaged from row {first} on ({error}); fetch it again"
        ) from error


def _batch_records(batch: pa.RecordBatch, place: str, first: int) -> Iterator[dict[str, Any] | Refusal]:
    for i in range(batch.num_rows):
        try:
            yield batch.slice(i, 1).to_pylist()[0]
        except (ValueError, OverflowError) as error:
            reason = "bad_encoding" if isinstance(error, UnicodeDecodeError) else "broken_record"
            yield Refusal(reason, f"{place} record {first + i}: {error}; mend or remove it")
