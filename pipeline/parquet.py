"""Tables on disk: written aside and moved into place, the same rows always the same bytes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DamagedTableError, InputError
from pipeline.places import downloading, is_remote, map_waiting, uploading

ROW_GROUP_ROWS = 65_536  # fixed, because batch sizes would otherwise change the bytes


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to, which becomes ``path`` only when the block ends well.

    The half-written file of a killed run has a name of its own and is never read; the
    next write to the same place removes it. For a remote ``path`` it is a file of this
    machine, uploaded at the end.

    Raises:
        InputError: The folder cannot be written or the disk is full.
    """
    if is_remote(path):
        try:
            with uploading(path) as aside:
                yield aside
        except OSError as error:
            raise write_error(Path(tempfile.gettempdir()), error) from error
        return
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
    """Write one Parquet file piece by piece with the layout every table of ours has.

    Args:
        path: File to write.
        schema: Of the table.
        metadata: Facts for the footer.
        group_rows: Rows in a row group. Fixed for each table, because the bytes depend on it.
    """

    def __init__(
        self,
        path: Path,
        schema: pa.Schema,
        metadata: Mapping[str, str],
        group_rows: int = ROW_GROUP_ROWS,
    ) -> None:
        self._group_rows = group_rows
        merged = {**(schema.metadata or {}), **{k.encode(): v.encode() for k, v in sorted(metadata.items())}}
        self.schema = schema.with_metadata(merged)
        self._writer = pq.ParquetWriter(path, self.schema, compression="zstd", write_page_checksum=True)
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        """Add rows; full row groups go to disk, the rest waits."""
        self._waiting.append(table.cast(self.schema))
        self._rows += table.num_rows
        while self._rows >= self._group_rows:
            whole = pa.concat_tables(self._waiting)
            self._put(whole.slice(0, self._group_rows))
            rest = whole.slice(self._group_rows)
            self._waiting, self._rows = [rest], rest.num_rows

    def close(self) -> None:
        """Write what waits, and the footer."""
        if self._rows:
            self._put(pa.concat_tables(self._waiting))
        self._writer.close()

    def _put(self, table: pa.Table) -> None:
        self._writer.write_table(table.combine_chunks(), row_group_size=self._group_rows)


def write_table(table: pa.Table, path: Path, metadata: Mapping[str, str] | None = None) -> None:
    """Write one table, whole or not at all."""
    with replacing(path) as aside:
        writer = TableWriter(aside, table.schema, metadata or {})
        writer.write(table)
        writer.close()


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read one Parquet file, checking the checksums of its pages.

    Raises:
        InputError: There is no such file.
        DamagedTableError: It is no whole Parquet file.
    """
    with _opened(path) as file:
        return file.read(list(columns) if columns else None)


@contextlib.contextmanager
def _opened(path: Path, named: Path | None = None) -> Iterator[pq.ParquetFile]:
    # ``named`` is what errors call it.
    try:
        if is_remote(path):
            with path.open_input() as source:
                # Columns that lie side by side come with one request.
                yield pq.ParquetFile(source, page_checksum_verification=True, pre_buffer=True)
        else:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                yield file
    except FileNotFoundError as error:
        raise _missing(named or path) from error
    except (pa.ArrowException, OSError) as error:
        if is_remote(path):
            path.is_file()  # says so if the place cannot be reached: then the file may be whole
        raise _damaged(named or path, error) from error


def _missing(path: Path) -> InputError:
    return InputError(str(path), "there is no such file", "a Parquet table", "run the stage that writes it")


def _damaged(path: Path, error: Exception) -> DamagedTableError:
    finding = f"is no whole Parquet file ({str(error).splitlines()[0]})"
    return DamagedTableError(str(path), finding, "a Parquet table", "run again, or delete it and run again")


def read_pieces(path: Path) -> Iterator[pa.Table]:
    """Read one Parquet file row group by row group.

    Raises:
        InputError: There is no such file.
        DamagedTableError: It is no whole Parquet file.
    """
    # A remote file is copied first: row groups are read one after the other, and memory stays small.
    try:
        with downloading(path) as here, _opened(here, path) as file:
            if not file.num_row_groups:
                yield file.schema_arrow.empty_table()
            for number in range(file.num_row_groups):
                yield file.read_row_group(number)
    except FileNotFoundError as error:
        raise _missing(path) from error


def read_metadata(path: Path) -> dict[str, str]:
    """Give the key-value metadata in a Parquet file's footer; empty if it has none or is damaged.

    A run asks for each footer several times, so that of a file of this machine is remembered
    until the file is another.
    """
    if is_remote(path):
        try:
            with path.open_input() as source:
                return _told(pq.read_metadata(source))
        except FileNotFoundError:
            return {}
        except (OSError, pa.ArrowException):
            path.is_file()  # says so if the place cannot be reached
            return {}
    try:
        status = path.stat()
        identity = status.st_ino, status.st_size, status.st_mtime_ns
        known = _footers.get(path)
        if known is None or known[0] != identity:
            if len(_footers) > _MOST_FOOTERS:
                _footers.clear()
            known = _footers[path] = identity, _told(pq.read_metadata(path))
        return dict(known[1])
    except (OSError, pa.ArrowException):
        return {}


_footers: dict[Path, tuple[tuple[int, int, int], dict[str, str]]] = {}
_MOST_FOOTERS = 20_000


def _told(metadata: pq.FileMetaData) -> dict[str, str]:
    told = (metadata.metadata or {}).items()
    return {k.decode(errors="replace"): v.decode(errors="replace") for k, v in told if k != b"ARROW:schema"}


def read_footers(paths: Sequence[Path]) -> list[dict[str, str]]:
    """Give the metadata of several files; see :func:`read_metadata`."""
    return map_waiting(read_metadata, paths, paths[0] if paths else None)


def rows_digest(table: pa.Table) -> str:
    """Give a digest of a table's rows, whatever its metadata, its chunks and its memory's layout."""
    return measure_rows(table)[0]


def measure_rows(table: pa.Table) -> tuple[str, int]:
    """Give the digest of a table's rows, and how many bytes they say, both the same in any layout."""
    values = _Values()
    for name, column in zip(table.column_names, table.columns, strict=True):
        values.add(f"{name} {len(column)}\n".encode())
        values.add_array(column.combine_chunks())
    return values.digest.hexdigest()[:32], values.size


class _Values:
    # Equal values may lie in memory in several ways (slices, bytes under nulls, masks of no
    # null), so what is hashed is what they say: which are null, how long, and the content.

    def __init__(self) -> None:
        self.digest, self.size = hashlib.sha256(), 0

    def add(self, data: bytes | memoryview) -> None:
        self.digest.update(data)
        self.size += len(data)

    def add_array(self, array: pa.Array) -> None:
        if array.null_count:
            self.add(np.packbits(array.is_valid().to_numpy(zero_copy_only=False)).tobytes())
        if pa.types.is_list(array.type):
            self.add_array(pc.list_value_length(array).fill_null(0))
            self.add_array(pc.list_flatten(array))
            return
        array = array.drop_null() if array.null_count else array
        if pa.types.is_struct(array.type):
            for child in array.flatten():
                self.add_array(child)
        elif pa.types.is_string(array.type) or pa.types.is_binary(array.type):
            self.add_array(pc.binary_length(array))
            _, offsets, content = array.buffers()
            if len(array):
                ends = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
                self.add(memoryview(content or b"")[ends[0] : ends[-1]])
        else:
            self.add(array.to_numpy(zero_copy_only=False).tobytes())
