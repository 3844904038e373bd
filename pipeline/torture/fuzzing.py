"""Fuzzing: every target asked for its share of the time, each in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.torture.asking import keep_case
from pipeline.torture.tally import Tally
from pipeline.torture.targets import TARGETS

_HANG_SECONDS = 20.0
_LOOK_SECONDS = 0.5
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Tried:
    """What came of asking one target.

    Attributes:
        target: Its name.
        inputs: How many it was asked.
        failures: For each kind of failure the digest of an input and what it led to.
        slowest_seconds: Time of the slowest input.
        peak_mb: Most memory of the process, libraries included, in MB.
        engine: ``atheris``, led by coverage, or ``chance``.
    """

    target: str
    inputs: int
    failures: tuple[str, ...]
    slowest_seconds: float
    peak_mb: float
    engine: str


def fuzz_targets(
    seconds: float, seed: int, targets: Sequence[str] | None = None, *, found: Path | None = None
) -> list[Tried]:
    """Ask targets with inputs made by chance, led by coverage where atheris is installed.

    Args:
        seconds: Time in all, shared equally; loading libraries comes on top.
        seed: The same seed makes the same inputs; faster machines get further.
        targets: Their names; null for all.
        found: Folder for inputs that fail, ``<found>/<target>/<digest>``; null keeps none.

    Returns:
        One for each target, in the order asked for. A process that an input ended, or that hung,
        counts as one failure, is not begun again, and its input is kept like others.

    Raises:
        ValueError: A target is unknown.
    """
    names = list(TARGETS if targets is None else targets)
    if unknown := [name for name in names if name not in TARGETS]:
        raise ValueError(f"no target {unknown[0]}; expected one of {', '.join(TARGETS)}")
    with tempfile.TemporaryDirectory() as aside:
        kept = Path(aside) if found is None else found
        return [_try(name, seconds / len(names), seed, Path(aside) / "tally", kept / name) for name in names]


def _try(name: str, seconds: float, seed: int, tally: Path, found: Path) -> Tried:
    engine = "atheris" if importlib.util.find_spec("atheris") else "chance"
    known = len(_failures(found))
    tally.unlink(missing_ok=True)
    with Tally(tally) as kept:
        told = [name, str(seconds), str(seed), str(tally), str(found), engine]
        command = [sys.executable, "-m", "pipeline.torture", *told]
        root = Path(__file__).parents[2]
        process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        said: list[str] = []
        listening = threading.Thread(target=_listen, args=(process, said), daemon=True)
        listening.start()
        ended = _watch(process, kept, seconds)
        listening.join()
        inputs, slowest, peak_mb = kept.figures()
        if ended is None and (process.returncode or not inputs):
            # Never taken for a target that held: it was asked too little, or nothing.
            ended = f"ended with {process.returncode} after {inputs} inputs: {''.join(said)[-300:]}"
        if ended is not None:
            keep_case(found, kept.in_hand() or b"", ended)
    return Tried(name, inputs, tuple(_failures(found)[known:]), round(slowest, 3), round(peak_mb, 1), engine)


def _listen(process: subprocess.Popen[str], said: list[str]) -> None:
    # Read all the time: a process whose pipe is full waits for ever.
    if process.stderr is not None:
        with process.stderr as stream:
            for line in stream:
                said.append(line)
                del said[:-20]


def _watch(process: subprocess.Popen[str], tally: Tally, seconds: float) -> str | None:
    # What ended the process before its time; null if nothing did.
    begun = moved = time.monotonic()
    done = -1
    while True:
        try:
            code = process.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        else:
            return f"the process ended with {code}" if code and tally.in_hand() is not None else None
        now = time.monotonic()
        if tally.figures()[0] != done:
            done, moved = tally.figures()[0], now
        hangs = now - moved > (_HANG_SECONDS if done > 0 else _START_SECONDS)
        if hangs or now - begun > seconds + _START_SECONDS:
            process.kill()
            process.wait()
            return f"not done after {now - moved:.0f} s"


def _failures(found: Path) -> list[str]:
    path = found / "failures.jsonl"
    if not path.exists():
        return []
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [f"{row['case']}: {row['said']}" for row in told]
