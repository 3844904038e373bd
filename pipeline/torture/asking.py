"""Asking: one target and its inputs, in a process of its own that ``python -m pipeline.torture`` begins.

Because an input may end it, and because atheris, where it is installed, never gives a process back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from pipeline.torture.inputs import MOST_BYTES, make_inputs
from pipeline.torture.promises import BrokenPromiseError
from pipeline.torture.tally import Tally
from pipeline.torture.targets import Target, find_target

LIMIT_SECONDS = 2.0
_ROOT = str(Path(__file__).parents[1])


class Asker:
    """Hands inputs to a target and keeps those that break a promise, one of each kind.

    Args:
        target: Whom to ask.
        tally: Where to count.
        found: Folder for inputs that fail; its ``failures.jsonl`` says how each does.
    """

    def __init__(self, target: Target, tally: Tally, found: Path) -> None:
        self.target, self.tally, self.found = target, tally, found
        self._kinds: set[str] = set()

    def ask(self, data: bytes) -> None:
        """Hand one input over."""
        self.tally.begin(data)
        begun = time.perf_counter()
        try:
            with _limit():
                self.target.run(data)
        except Exception as error:
            self._keep(data, error)
        self.tally.end(time.perf_counter() - begun)

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(_ROOT)]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        # A promise is told apart by its words, another error by where it was raised.
        words = str(error)[:60] if isinstance(error, BrokenPromiseError) else ""
        kind = f"{type(error).__name__} at {place} {''.join(c for c in words if not c.isdigit())}"
        if kind not in self._kinds:
            self._kinds.add(kind)
            said = f"{type(error).__name__} at {place}: {error}"[:300]
            keep_case(self.found, data, said)


def keep_case(found: Path, data: bytes, said: str) -> None:
    """Save an input under its digest, and what it led to as a line of ``failures.jsonl``."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    found.mkdir(parents=True, exist_ok=True)
    (found / digest).write_bytes(data)
    with (found / "failures.jsonl").open("a", encoding="utf-8") as file:
        said = said.encode("utf-8", "backslashreplace").decode()
        file.write(json.dumps({"case": digest, "said": said}) + "\n")


@contextlib.contextmanager
def _limit() -> Iterator[None]:
    def stop(signum: int, frame: FrameType | None) -> None:
        raise BrokenPromiseError(f"not done in {LIMIT_SECONDS:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ask_by_chance(target: Target, ask: Callable[[bytes], None], seconds: float, seed: int) -> None:
    target.run(target.seeds()[0])  # what is loaded once is no input's time
    until = time.monotonic() + seconds
    chance = Random(f"{target.name} {seed}")
    for data in make_inputs(target.seeds(), target.tokens, chance, is_text=target.is_text):
        if time.monotonic() >= until:
            return
        ask(data)


def _ask_by_coverage(target: Target, ask: Callable[[bytes], None], seconds: float, seed: int) -> None:
    atheris: Any = import_module("atheris")  # optional, and without types

    target.run(target.seeds()[0])
    atheris.instrument_all()
    for data in target.seeds():
        ask(data)
    options = [f"-max_total_time={max(1, round(seconds))}", f"-seed={seed % 2**31 or 1}"]
    atheris.Setup(["torture", *options, f"-max_len={MOST_BYTES}", "-verbosity=0", "-timeout=60"], ask)
    atheris.Fuzz()


def main(name: str, seconds: float, seed: int, tally: Path, found: Path, *, with_atheris: bool) -> None:
    """Ask one target for some seconds."""
    target = find_target(name)
    with Tally(tally) as kept:
        ask = Asker(target, kept, found).ask
        (_ask_by_coverage if with_atheris else _ask_by_chance)(target, ask, seconds, seed)
