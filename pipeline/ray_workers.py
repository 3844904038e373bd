"""What runs in the workers of the Ray engine."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.buckets import BucketWork, Prepare, TableFunction, compute_works
from pipeline.errors import ConfigError

T = TypeVar("T")


@dataclass(frozen=True)
class Home:
    """The folder that the command was given in, which relative paths start from.

    Args:
        folder: Its path.
        is_needed: Whether something is written to this machine's disk.
    """

    folder: str
    is_needed: bool = True

    def enter(self) -> None:
        """Change a worker into the folder.

        Raises:
            ConfigError: The worker's machine does not have it.
        """
        try:
            os.chdir(self.folder)
        except OSError as error:
            if self.is_needed:
                raise ConfigError(
                    "--ray-address",
                    f"the worker on {socket.gethostname()} cannot enter {self.folder}: {error.strerror}",
                    "this folder on every machine of the cluster, under the same path",
                    "share it, or give --out the address of a store such as s3://",
                ) from error


@dataclass(frozen=True)
class Task:
    """Some buckets, held together so that Ray Data sees one value."""

    works: list[BucketWork]


@dataclass(frozen=True)
class Receipt:
    """What comes back of a task.

    Args:
        number: Of the task.
        buckets: Names of the buckets that are written now.
        error: What the table function raised, whole: Ray would wrap it.
    """

    number: int
    buckets: tuple[str, ...] = ()
    error: Exception | None = None

    @property
    def is_done(self) -> bool:
        """Whether the task's buckets are written."""
        return bool(self.buckets)


class Tally:
    """Counts how often each task was begun, in an actor that outlives the workers.

    Ray repeats the tasks of a dead actor for ever, and its options against that are leaving
    Ray Data.
    """

    def __init__(self) -> None:
        self._begun: Counter[int] = Counter()

    def begin(self, number: int) -> int:
        """Give how often a task was begun, this time included."""
        self._begun[number] += 1
        return self._begun[number]


class Worker:
    """An actor that computes tasks.

    Args:
        prepare: Gives the table function.
        home: Folder of the command.
        tally: The actor that counts tries.
        tries: A task that was begun more often gets an empty receipt.

    The function is prepared once, at the first task and not before, so that a worker that dies
    of loading its models counts as a try too.
    """

    def __init__(self, prepare: Prepare, home: Home, tally: Any, tries: int) -> None:
        self._tries = tries
        self._prepare = prepare
        self._home = home
        self._tally = tally
        self._function: TableFunction | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Receipt]:
        """Compute a task and give its receipt."""
        import ray

        number: int = row["number"]
        works = row["task"].works
        if ray.get(self._tally.begin.remote(number)) > self._tries:
            return {"receipt": Receipt(number)}
        try:
            self._home.enter()
            if self._function is None:
                self._function = self._prepare()
            compute_works(works, self._function)
        except Exception as error:
            return {"receipt": Receipt(number, error=error)}
        return {"receipt": Receipt(number, tuple(work.output.stem for work in works))}


def call_at_home(home: Home, function: Callable[[], T]) -> T:
    """Call a function in the folder that the command was given in."""
    home.enter()
    return function()
