"""Refusals: why a file or record is no article, on its way to a REJECTS row."""

from __future__ import annotations

from typing import Any

from pipeline.schemas import REJECT_REASONS


class Refusal(Exception):
    """A file or record that cannot become an article.

    It never leaves the package: ``read_source`` turns it into a row.

    Args:
        reason: A key of ``REJECT_REASONS``.
        detail: Place, finding and what to do, in words.
        source_record: Number of the record in its file; null for the whole file.
    """

    def __init__(self, reason: str, detail: str, source_record: int | None = None) -> None:
        if reason not in REJECT_REASONS:
            raise ValueError(f"{reason!r} is no reason of REJECT_REASONS")
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.source_record = source_record

    def of_record(self, source_record: int | None) -> Refusal:
        """Give the same refusal, of one record of the file."""
        return Refusal(self.reason, self.detail, source_record)


def reject_row(source_path: str, refusal: Refusal) -> dict[str, Any]:
    """Give the REJECTS row of a refusal; characters that no table can hold are written as escapes."""
    return {
        "source_path": source_path,
        "source_record": refusal.source_record,
        "reason": refusal.reason,
        "detail": refusal.detail.encode("utf-8", "backslashreplace").decode("utf-8"),
    }


def excerpt(words: str, limit: int = 80) -> str:
    """Give the words on one line, cut to ``limit`` characters, for a detail.

    Example:
        >>> excerpt("a  b" + chr(10) + "c", limit=5)
        'a b c'
    """
    line = " ".join(words[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
