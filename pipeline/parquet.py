"""Tables on disk: written aside and moved into place, the same rows always the same bytes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import InputError

ROW_GROUP_ROWS = 65_536  # fixed, because batch sizes would otherwise change the bytes


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to, which becomes ``path`` only when the block ends well.

    The half-written file of a killed run has a name of its own and is never read; the
    next write to the same place removes it.

    Raises:
        InputError: The folder cannot be written or the disk is full.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for stale in path.parent.glob(f".{path.name}.*.part"):
            stale.unlink(missing_ok=True)
        yield aside
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise write_error(path, error) from error
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def write_error(path: Path, error: OSError) -> InputError:
    """Give the error a reader can act on for a write that failed."""
    if error.errno == errno.ENOSPC:
        return InputError(
            str(path),
            "the disk is full",
            "room for the output",
            "free some space or choose another --out, then run again: finished work is kept",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return InputError(
            str(path),
            "the folder may not be written",
            "a writable folder",
            "choose another --out or change its permissions",
        )
    return InputError(
        str(path),
        f"cannot be written ({error.strerror or error})",
        "a writable folder",
        "choose another --out",
    )


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    with replacing(path) as aside:
        aside.write_text(text, encoding="utf-8")


class TableWriter:
    """Write one Parquet file piece by piece with the layout every table of ours has."""

    def __init__(self, path: Path, schema: pa.Schema, metadata: Mapping[str, str]) -> None:
        merged = {**(schema.metadata or {}), **{k.encode(): v.encode() for k, v in sorted(metadata.items())}}
        self.schema = schema.with_metadata(merged)
        self._writer = pq.ParquetWriter(path, self.schema, compression="zstd", write_page_checksum=True)
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        """Add rows; full row groups go to disk, the rest waits."""
        self._waiting.append(table.cast(self.schema))
        self._rows += table.num_rows
        while self._rows >= ROW_GROUP_ROWS:
            whole = pa.concat_tables(self._waiting)
            self._put(whole.slice(0, ROW_GROUP_ROWS))
            rest = whole.slice(ROW_GROUP_ROWS)
            self._waiting, self._rows = [rest], rest.num_rows

    def close(self) -> None:
        """Write what waits, and the footer."""
        if self._rows:
            self._put(pa.concat_tables(self._waiting))
        self._writer.close()

    def _put(self, table: pa.Table) -> None:
        self._writer.write_table(table.combine_chunks(), row_group_size=ROW_GROUP_ROWS)


def write_table(table: pa.Table, path: Path, metadata: Mapping[str, str] | None = None) -> None:
    """Write one table, whole or not at all."""
    with replacing(path) as aside:
        writer = TableWriter(aside, table.schema, metadata or {})
        writer.write(table)
        writer.close()


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read one Parquet file, checking the checksums of its pages.

    Raises:
        InputError: There is no such file, or it is no whole Parquet file.
    """
    try:
        return pq.read_table(
            path, columns=list(columns) if columns else None, page_checksum_verification=True
        )
    except FileNotFoundError as error:
        raise InputError(
            str(path), "there is no such file", "a Parquet table", "run the stage that writes it"
        ) from error
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            str(path),
            f"is no whole Parquet file ({str(error).splitlines()[0]})",
            "a Parquet table",
            "delete it and run again",
        ) from error


def read_metadata(path: Path) -> dict[str, str]:
    """Give the key-value metadata in a Parquet file's footer; empty if it has none or is damaged."""
    try:
        metadata = pq.read_metadata(path).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {k.decode(): v.decode() for k, v in metadata.items() if k != b"ARROW:schema"}


class _HashingSink:
    """A file that keeps only the digest of what is written to it."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.closed = False

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def rows_digest(table: pa.Table) -> str:
    """Give a digest of a table's rows, whatever its metadata and chunks."""
    # A slice keeps its parent's buffers and writes its bits shifted; taking every row copies.
    table = (
        table.combine_chunks().replace_schema_metadata(None).take(pa.array(range(table.num_rows), pa.int64()))
    )
    sink = _HashingSink()
    with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), table.schema) as stream:
        stream.write_table(table, max_chunksize=ROW_GROUP_ROWS)
    return sink.digest.hexdigest()[:32]
