"""Tally: what a torturing process has done so far, readable from outside even after it is dead."""

from __future__ import annotations

import mmap
import resource
import struct
import sys
from pathlib import Path
from types import TracebackType

# Inputs done, seconds of the slowest, peak of memory in MB, 1 + bytes of the input in hand (0: none).
_HEAD = struct.Struct("<QddQ")
_MOST_BYTES = 1 << 20


class Tally:
    """A small file in memory that one process writes and another reads.

    Args:
        path: The file; made if it is missing.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_HEAD.size + _MOST_BYTES))
        self._file = path.open("r+b")
        self._map = mmap.mmap(self._file.fileno(), _HEAD.size + _MOST_BYTES)

    def __enter__(self) -> Tally:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._map.close()
        self._file.close()

    def begin(self, data: bytes) -> None:
        """Note the input in hand."""
        held = data[:_MOST_BYTES]
        self._map[_HEAD.size : _HEAD.size + len(held)] = held
        self._write(*self.figures(), len(held) + 1)

    def end(self, seconds: float) -> None:
        """Note that it is done, and how long it took."""
        inputs, slowest, _ = self.figures()
        self._write(inputs + 1, max(slowest, seconds), _peak_mb(), 0)

    def figures(self) -> tuple[int, float, float]:
        """Give the inputs done, the slowest one's seconds, and the process's peak of memory in MB."""
        inputs, slowest, peak_mb, _ = _HEAD.unpack(self._map[: _HEAD.size])
        return inputs, slowest, peak_mb

    def in_hand(self) -> bytes | None:
        """Give the input that was begun and not ended; null if there is none."""
        length = _HEAD.unpack(self._map[: _HEAD.size])[3]
        return bytes(self._map[_HEAD.size : _HEAD.size + length - 1]) if length else None

    def _write(self, inputs: int, slowest: float, peak_mb: float, length: int) -> None:
        self._map[: _HEAD.size] = _HEAD.pack(inputs, slowest, peak_mb, length)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
