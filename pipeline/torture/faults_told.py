"""What is told of faults: of each one, and of all of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Struck:
    """What came of one fault.

    Attributes:
        kind: Its name.
        strikes: How many times it struck: signals sent, files damaged. Zero: it could not be made.
        bytes_compared: Bytes of the finished run that equal the undisturbed one's.
        seconds: Time of it all.
        failure: What broke; null if the run survived.
    """

    kind: str
    strikes: int
    bytes_compared: int
    seconds: float
    failure: str | None


@dataclass(frozen=True)
class Survived:
    """What came of all faults of a kind.

    Attributes:
        kind: The kind.
        times: How many faults were made.
        survived: After how many of them the run was whole.
        strikes: How many times they struck.
        bytes_compared: Bytes that were compared and are equal.
        seconds: Time of it all.
        failures: What broke, a sentence each.
    """

    kind: str
    times: int
    survived: int
    strikes: int
    bytes_compared: int
    seconds: float
    failures: tuple[str, ...]


def sum_up(kind: str, made: Sequence[Struck]) -> Survived:
    """Add up what came of the faults of a kind."""
    failures = tuple(struck.failure for struck in made if struck.failure is not None)
    return Survived(
        kind=kind,
        times=len(made),
        survived=len(made) - len(failures),
        strikes=sum(struck.strikes for struck in made),
        bytes_compared=sum(struck.bytes_compared for struck in made),
        seconds=round(sum(struck.seconds for struck in made), 1),
        failures=failures,
    )
