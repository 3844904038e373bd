"""What a run says while it works: a bar with a rate on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

log = logging.getLogger("claimline")


def set_up_logging(*, quiet: bool, verbose: bool) -> None:
    """Send messages to standard error: warnings only, the usual, or every bucket."""
    level = logging.WARNING if quiet else logging.DEBUG if verbose else logging.INFO
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(level)
    log.propagate = False


class StageProgress:
    """Count what a stage has done; use as a context manager.

    Args:
        name: The stage.
        total: Units to do.
        unit: What is counted, in the plural.
        reused: Units that an earlier run did.
    """

    def __init__(self, name: str, total: int, unit: str = "articles", reused: int = 0) -> None:
        self.name, self.total, self.unit, self.reused = name, total, unit, reused
        self.count = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> StageProgress:
        self._start = time.monotonic()
        if self.total and log.isEnabledFor(logging.INFO) and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description:>9}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(self.name, total=self.total, rate="")
        return self

    def advance(self, by: int, what: str = "") -> None:
        """Say that ``by`` units more are done."""
        self.count += by
        if self._bar is not None and self._task is not None:
            rate = self.count / max(time.monotonic() - self._start, 1e-6)
            self._bar.update(self._task, advance=by, rate=f"{rate:,.0f} {self.unit}/s")
        log.debug("%s: %s done (%d of %d)", self.name, what or self.unit, self.count, self.total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        seconds = time.monotonic() - self._start
        if kind is None:
            reused = f", {self.reused:,} unchanged" if self.reused else ""
            rate = f", {self.count / seconds:,.0f}/s" if self.count and seconds > 0.01 else ""
            log.info(
                "%-9s %8s %s%s in %.1f s%s", self.name, f"{self.count:,}", self.unit, reused, seconds, rate
            )
        else:
            log.info("%-9s stopped after %d of %d %s", self.name, self.count, self.total, self.unit)
