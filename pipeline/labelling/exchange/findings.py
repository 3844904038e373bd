"""What is wrong with rows that were to be imported: all of it, and nothing is imported then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import ClaimlineError, InputError
from pipeline.json_lines import parse_object, read_lines
from pipeline.labelling.questions import Row

MOST_NAMED = 50

Finding = InputError  # a value here: collected, not raised one by one


class BadRowsError(ClaimlineError):
    """Rows that cannot be imported.

    Args:
        place: The file.
        findings: What is wrong, a finding a row.
    """

    def __init__(self, place: str, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        rows = "1 row" if len(findings) == 1 else f"{len(findings)} rows"
        super().__init__(
            place, f"{rows} cannot be imported, so nothing was", "", "mend or remove them, then import again"
        )

    def __reduce__(self) -> tuple[type, tuple[str, list[Finding]]]:  # type: ignore[override]
        return type(self), (self.place, self.findings)

    def lines(self) -> list[str]:
        """Give a line for each finding, up to :data:`MOST_NAMED`, then how many more there are."""
        named = [str(finding) for finding in self.findings[:MOST_NAMED]]
        more = len(self.findings) - len(named)
        return [*named, f"… and {more} more"] if more else named


def read_each(path: Path) -> Iterator[tuple[str, Row | Finding]]:
    """Yield each object of a JSON Lines file with its place, or what is wrong with its line."""
    try:
        for place, line in read_lines(path):
            try:
                yield place, parse_object(line, place)
            except InputError as error:
                yield place, error
    except InputError as error:
        yield str(path), error
