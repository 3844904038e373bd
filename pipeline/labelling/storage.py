"""The file that labels are appended to: each at once, so that a killed session loses nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pipeline.errors import InputError
from pipeline.labelling.questions import Row
from pipeline.labelling.records import read_label_rows


class LabelFile:
    """A file of label rows, one JSON object a line, kept open for no longer than a write.

    Args:
        path: The file; it and its folder are made by the first label.

    Attributes:
        rows: The rows in it.
        mended: What was wrong with its end and is mended now; null if nothing was.

    Raises:
        InputError: The file holds something else than label rows, or cannot be read or mended.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.mended = _mend_end(path) if path.exists() else None
        except OSError as error:
            raise _refused(path, error) from error
        self.rows: list[Row] = read_label_rows(path) if path.exists() else []

    def append(self, row: Row) -> None:
        """Write a row and see it on the disk before anything else happens."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(label_line(row).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _refused(self.path, error) from error
        self.rows.append(row)

    def remove(self, row: Row) -> None:
        """Take back a row that was appended; rows that others appended since stay.

        Raises:
            InputError: The row is no longer in the file, or the file cannot be written.
        """
        line = label_line(row).encode()
        try:
            held = self.path.read_bytes()
            start = held.rfind(line)
            if start < 0 or (start and held[start - 1 : start] != b"\n"):
                raise InputError(
                    str(self.path), f"holds no label of {row['id']} any more", "an unchanged file"
                )
            if start + len(line) == len(held):
                os.truncate(self.path, start)
            else:
                aside = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
                aside.write_bytes(held[:start] + held[start + len(line) :])
                aside.replace(self.path)
        except OSError as error:
            raise _refused(self.path, error) from error
        self.rows.remove(row)


def label_line(row: Row) -> str:
    """Give a row as the line that stands for it in a label file."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def _mend_end(path: Path) -> str | None:
    # A process that was killed while writing leaves a last line without its line feed.
    held = path.read_bytes()
    start = held.rfind(b"\n") + 1
    if start == len(held):
        return None
    try:
        whole = isinstance(json.loads(held[start:]), dict)
    except (ValueError, RecursionError):
        whole = False
    if whole:
        with path.open("ab") as file:
            file.write(b"\n")
        return None
    os.truncate(path, start)
    number = held.count(b"\n") + 1
    return f"{path} ended in half a row, line {number}, as a killed session leaves it; the half was removed"


def _refused(path: Path, error: OSError) -> InputError:
    return InputError(
        str(path),
        f"cannot be read or written ({error.strerror or error})",
        "a file that may be written",
        "choose another --labels",
    )
