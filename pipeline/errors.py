"""The errors a user can mend, each naming place, finding, expectation and next step."""

from __future__ import annotations


class ClaimlineError(Exception):
    """Bad input or wrong use: the command line prints it as one line and exits with 2.

    Args:
        place: Where it was found: a file, a line of it, a parameter, a command.
        finding: What was found there.
        expectation: What should have been there; empty if the finding says it.
        next_step: What the reader can do about it.
    """

    exit_code = 2

    def __init__(self, place: str, finding: str, expectation: str = "", next_step: str = "") -> None:
        self.place = place
        self.finding = finding
        self.expectation = expectation
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.finding}"]
        if self.expectation:
            parts.append(f"expected {self.expectation}")
        if self.next_step:
            parts.append(self.next_step)
        return "; ".join(parts)

    def __reduce__(self) -> tuple[type, tuple[str, str, str, str]]:
        # Errors cross process borders: the default would pass one argument to four.
        return type(self), (self.place, self.finding, self.expectation, self.next_step)


class InputError(ClaimlineError):
    """A file or folder that cannot be used as it is."""


class DamagedTableError(InputError):
    """A table of a run whose bytes are not those that were written; it can be computed again."""


class ConfigError(ClaimlineError):
    """A parameter, a side pack or an option with a wrong value."""


class ModelError(ClaimlineError):
    """A model that is missing, damaged or not one that we may load."""


class SchemaError(ClaimlineError):
    """A table that does not have the columns, types or values its border asks for."""


class WorkerError(ClaimlineError):
    """A process that ended before its work was done; what others finished is kept."""

    exit_code = 1


class GateError(ClaimlineError):
    """A check or quality gate that failed: the work was done, the answer is no."""

    exit_code = 1
