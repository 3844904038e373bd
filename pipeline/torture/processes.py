"""Processes: a run of the command line that is made to be disturbed, and how it ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.torture.promises import hold

ROOT = Path(__file__).parents[2]
_LOOK_SECONDS = 0.002
_LIST_SECONDS = 0.05  # listing processes takes a while


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative: the signal that ended it) and its standard error."""

    code: int
    said: str

    def __str__(self) -> str:
        return f"ended with {self.code} and said {self.said[-300:]!r}"

    def hold_one_line(self, code: int, words: str = "") -> None:
        """Raise unless the run ended with this code and one line that holds these words.

        Raises:
            BrokenPromiseError: It did not.
        """
        one_line = self.said.endswith("\n") and self.said.count("\n") == 1
        hold(
            self.code == code and one_line and words in self.said, f"{self}; not {code} and one line {words}"
        )


class Running:
    """A run that was begun, in a session and process group of its own.

    Args:
        command: Its command line.
        limit_seconds: Time after which it hangs.
        prepare: Called in the new process before the command begins.
    """

    def __init__(
        self, command: list[str], limit_seconds: float, prepare: Callable[[], None] | None = None
    ) -> None:
        self._limit = limit_seconds
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=prepare,
        )
        self.pid = self._process.pid

    def is_done(self) -> bool:
        """Tell whether its first process has ended."""
        return self._process.poll() is not None

    def wait_for_workers(self) -> bool:
        """Wait until it has begun processes to compute; false if it ended before."""
        return self.wait_for(lambda: bool(self.workers()), _LIST_SECONDS)

    def wait_for(self, seen: Callable[[], bool], every_seconds: float = _LOOK_SECONDS) -> bool:
        """Wait until something is seen; false if the run ended before it was.

        Raises:
            BrokenPromiseError: It hangs.
        """
        until = time.monotonic() + self._limit
        while not seen():
            if self.is_done():
                return False
            hold(time.monotonic() < until, f"not done after {self._limit:.0f} s")
            time.sleep(every_seconds)
        return not self.is_done()

    def wait_seconds(self, seconds: float) -> bool:
        """Wait some time; false if the run ended meanwhile."""
        until = time.monotonic() + seconds
        return self.wait_for(lambda: time.monotonic() >= until)

    def send_all(self, number: int) -> None:
        """Send a signal to all its processes, as a terminal does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def send_first(self, number: int) -> None:
        """Send a signal to its first process alone."""
        self._process.send_signal(number)

    def workers(self) -> list[int]:
        """Give the ids of the processes that it began to compute."""
        return [pid for pid, command in self.alive() if pid != self.pid and "spawn_main" in command]

    def alive(self) -> list[tuple[int, str]]:
        """Give the ids and the command lines of its processes that live."""
        told = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True
        )
        rows = (line.split(None, 3) for line in told.stdout.splitlines())
        return [
            (int(row[0]), row[-1]) for row in rows if int(row[1]) == self.pid and not row[2].startswith("Z")
        ]

    def vanishes(self, seconds: float) -> bool:
        """Tell whether all its processes end within some time."""
        until = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > until:
                return False
            time.sleep(_LIST_SECONDS)
        return True

    def end(self) -> Ended:
        """Wait for its end.

        Raises:
            BrokenPromiseError: It hangs.
        """
        try:
            _, said = self._process.communicate(timeout=self._limit)
        except subprocess.TimeoutExpired:
            hold(False, f"not done after {self._limit:.0f} s")
            raise
        return Ended(self._process.returncode, said)

    def clear(self) -> None:
        """Leave no process of it behind."""
        self.send_all(signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=self._limit)
