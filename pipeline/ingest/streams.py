"""Streams: the bytes of a source, decompressed, never more than allowed."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources import Source

_CHUNK_BYTES = 1024 * 1024


def read_bytes(source: Source, *, is_gzip: bool, max_bytes: int) -> bytes:
    """Give the content of a regular file, decompressed if it is gzip.

    Decompression stops as soon as the limit is passed, so a small file that would expand
    without end costs no more than ``max_bytes``.

    Raises:
        Refusal: ``unsupported`` for what is no regular file, ``unreadable``, ``truncated``,
            ``too_large``, or ``empty`` for no bytes at all.
    """
    place = source.source_path
    try:
        status = source.path.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(source.path).close()
        elif not stat.S_ISREG(status.st_mode):
            raise Refusal("unsupported", f"{place}: a pipe, socket or device is never opened; name a file")
        with _opened(source.path, is_gzip) as stream:
            data = _read_up_to(stream, max_bytes, place)
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise _damaged(place, error) from error
        finding = error.strerror or type(error).__name__
        raise Refusal("unreadable", f"{place}: {finding}; check that it exists and may be read") from error
    except (EOFError, zlib.error) as error:
        raise _damaged(place, error) from error
    if not data:
        raise Refusal("empty", f"{place}: no bytes in the file; fill or remove it")
    return data


def _opened(path: Path, is_gzip: bool) -> gzip.GzipFile | BinaryIO:
    return gzip.GzipFile(path, "rb") if is_gzip else path.open("rb")


def _read_up_to(stream: gzip.GzipFile | BinaryIO, max_bytes: int, place: str) -> bytes:
    data = bytearray()
    while chunk := stream.read(_CHUNK_BYTES):
        data += chunk
        if len(data) > max_bytes:
            raise Refusal(
                "too_large",
                f"{place}: more than {max_bytes} bytes of content; split it or raise ingest.max_bytes",
            )
    return bytes(data)


def _damaged(place: str, error: Exception) -> Refusal:
    return Refusal(
        "truncated", f"{place}: the compressed data is cut off or damaged ({error}); fetch it again"
    )
