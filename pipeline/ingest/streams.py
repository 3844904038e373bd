"""Streams: the bytes of a source, decompressed, never more than allowed."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from typing import BinaryIO

from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources import Source
from pipeline.places import is_remote

_CHUNK_BYTES = 1024 * 1024


def read_bytes(source: Source, *, is_gzip: bool, max_bytes: int) -> bytes:
    """Give the content of a regular file, decompressed if it is gzip.

    Decompression stops as soon as the limit is passed, so a small file that would expand
    without end costs no more than ``max_bytes``.

    Raises:
        Refusal: ``unsupported`` for what is no regular file, ``unreadable``, ``truncated``,
            ``too_large``, or ``empty`` for no bytes at all.
        InputError: An object store cannot be reached; that is no fault of the file.
    """
    place = source.source_path
    try:
        with _opened(source, is_gzip, max_bytes) as stream:
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


def _opened(source: Source, is_gzip: bool, max_bytes: int) -> gzip.GzipFile | BinaryIO:
    path = source.path
    if is_remote(path):
        # A little more, because what cannot be compressed grows by that.
        data = io.BytesIO(path.read_bytes(max_bytes + max_bytes // 64 + 1024))
        return gzip.GzipFile(fileobj=data) if is_gzip else data
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        os.scandir(path).close()
    elif not stat.S_ISREG(status.st_mode):
        finding = "a pipe, socket or device is never opened; name a file"
        raise Refusal("unsupported", f"{source.source_path}: {finding}")
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
