"""Claim extraction and stance toward the sides of a contest, as staged table functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from pipeline.reading.run import Run

__version__ = "0.1.0"


def open(folder: str | os.PathLike[str]) -> Run:
    """Give a finished run for reading: its tables, SQL over them, and every analysis.

    Nothing is read but the description and the tables' footers; a table is read when it is first
    asked for. The folder is never written.

    Args:
        folder: What ``claimline run --out`` named; ``outputs`` in a checkout.

    Raises:
        InputError: The folder holds no finished run of this version's tables.
    """
    from pipeline.reading.opening import open_run

    return open_run(folder)
