"""Comparing: two folders of runs, file by file, byte by byte."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_MOST_TOLD = 5


@dataclass(frozen=True)
class Compared:
    """What a comparison found.

    Attributes:
        bytes: How many bytes were compared and are equal.
        differences: What differs, a few words for each file; none if nothing does.
    """

    bytes: int
    differences: tuple[str, ...]

    def __str__(self) -> str:
        more = len(self.differences) - _MOST_TOLD
        return ", ".join(self.differences[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def compare_runs(whole: Path, out: Path, may_differ: Collection[str] = ()) -> Compared:
    """Compare every file below two folders.

    Lock files are left out. A ``.part``, which a killed writer leaves and the next one removes,
    counts as a difference.

    Args:
        whole: Folder of the undisturbed run.
        out: Folder of the other.
        may_differ: Paths below the folders, with ``/``, that need only be there in both.
    """
    expected, found = _files(whole), _files(out)
    differences = [f"{name} is missing" for name in sorted(expected.keys() - found.keys())]
    differences += [f"{name} is left over" for name in sorted(found.keys() - expected.keys())]
    compared = 0
    for name in sorted(expected.keys() & found.keys()):
        content, other = expected[name].read_bytes(), found[name].read_bytes()
        if content == other:
            compared += len(content)
        elif name not in may_differ:
            differences.append(f"{name} differs ({_first_difference(content, other)})")
    return Compared(compared, tuple(differences))


def _files(folder: Path) -> dict[str, Path]:
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _first_difference(content: bytes, other: bytes) -> str:
    place = next((i for i, (a, b) in enumerate(zip(content, other, strict=False)) if a != b), None)
    if place is None:
        return f"{len(other)} bytes for {len(content)}"
    return f"first at byte {place} of {len(content)}"
