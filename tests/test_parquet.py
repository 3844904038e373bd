from __future__ import annotations

import errno
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import InputError
from pipeline.parquet import read_metadata, read_table, replacing, rows_digest, write_error, write_table

TABLE = pa.table({"a": ["x", "y"], "b": [[1], []]})


def test_a_table_comes_back_with_its_metadata(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.parquet", {"claimline.run_id": "r"})
    assert read_table(tmp_path / "t.parquet").to_pylist() == TABLE.to_pylist()
    assert read_metadata(tmp_path / "t.parquet")["claimline.run_id"] == "r"


def test_same_rows_in_other_pieces_are_the_same_bytes(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "whole.parquet")
    write_table(pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)]), tmp_path / "cut.parquet")
    assert (tmp_path / "whole.parquet").read_bytes() == (tmp_path / "cut.parquet").read_bytes()
    assert rows_digest(TABLE) == rows_digest(pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)]))


def test_a_slice_has_the_digest_of_its_rows() -> None:
    rows = [{"a": None if i % 3 else str(i), "b": [i] if i % 2 else None} for i in range(40)]
    schema = pa.schema([("a", pa.string()), ("b", pa.list_(pa.int64()))])
    whole = pa.Table.from_pylist(rows, schema=schema)
    for start in (0, 3, 8, 13):
        assert rows_digest(whole.slice(start, 9)) == rows_digest(
            pa.Table.from_pylist(rows[start : start + 9], schema=schema)
        )


def test_other_rows_have_another_digest() -> None:
    assert rows_digest(TABLE) != rows_digest(TABLE.slice(0, 1))


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(TABLE, path)
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt), replacing(path) as aside:
        aside.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_next_write_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / ".t.parquet.4711.part").write_bytes(b"half")
    write_table(TABLE, tmp_path / "t.parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["t.parquet"]


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(pa.table({"a": [str(i) for i in range(1000)]}), path)
    damaged = bytearray(path.read_bytes())
    damaged[200] ^= 0xFF
    path.write_bytes(bytes(damaged))
    with pytest.raises(InputError, match="no whole Parquet file"):
        read_table(path)


def test_a_truncated_file_is_refused_and_has_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(TABLE, path)
    path.write_bytes(path.read_bytes()[:-20])
    assert read_metadata(path) == {}
    with pytest.raises(InputError, match="no whole Parquet file"):
        read_table(path)


@pytest.mark.parametrize(
    ("number", "finding"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not be written"), (errno.EIO, "cannot be written")],
)
def test_a_failed_write_says_what_to_do(number: int, finding: str) -> None:
    assert finding in str(write_error(Path("out"), OSError(number, "reason")))


def test_a_full_disk_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="disk is full"), replacing(tmp_path / "t.parquet"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []
