"""One run at a time in a folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.parquet import write_error
from pipeline.places import is_remote

LOCK = ".claimline.lock"


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep a folder of this machine for this process alone while the block runs.

    The system itself holds the lock and lets it go when its process ends, in whatever way, so
    the file of a dead process is in nobody's way. Object stores know no locks: two runs into one
    address are not told of each other.

    Raises:
        InputError: Another run is at work in the folder, or it cannot be written.
    """
    if is_remote(out):
        yield
        return

    descriptor = _taken(out)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    try:
        yield
    finally:
        # Removed while it is still held; who opened it before finds that it has no name any more.
        with contextlib.suppress(OSError):
            (out / LOCK).unlink()
        os.close(descriptor)


def _taken(out: Path) -> int:
    import fcntl

    path = out / LOCK
    while True:
        try:
            out.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise write_error(path, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_ino == path.stat().st_ino:
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError as error:
            owner = os.read(descriptor, 32).decode(errors="replace").strip()
            os.close(descriptor)
            raise InputError(
                str(out),
                f"another run is at work in it, process {owner or 'unknown'}",
                "one run at a time",
                "wait for it, end it, or choose another --out",
            ) from error
        os.close(descriptor)
