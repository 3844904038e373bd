"""Promises: what must hold of whatever a reader gives, and where its files lie."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path


class BrokenPromiseError(AssertionError):
    """An input led to something that no input may lead to."""


def hold(promise: bool, broken: str) -> None:
    """Raise if a promise does not hold.

    Args:
        promise: Whether it holds.
        broken: What is wrong if it does not.

    Raises:
        BrokenPromiseError: It does not.
    """
    if not promise:
        raise BrokenPromiseError(broken)


def hold_spans(spans: Iterable[tuple[int, int]], n_chars: int, what: str) -> None:
    """Raise unless spans stand in order, apart from each other, inside a text, none of them empty.

    Args:
        spans: Start and end of each.
        n_chars: Length of the text.
        what: Name of the spans, for the error.

    Raises:
        BrokenPromiseError: One does not.
    """
    position = 0
    for start, end in spans:
        hold(position <= start < end <= n_chars, f"{what} {start} to {end} after {position}, of {n_chars}")
        position = end


@cache
def _folder() -> Path:
    # In memory where the system offers it: a target writes thousands of files a second.
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def as_file(data: bytes, name: str) -> Path:
    """Write bytes into a file that the next call with its name replaces.

    Args:
        data: Its content.
        name: Its name, with the suffix that readers go by.
    """
    path = _folder() / name
    path.write_bytes(data)
    return path
