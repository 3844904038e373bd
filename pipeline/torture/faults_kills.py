"""Faults that end processes: all of a run, the first one, one of those that compute; and an interruption."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from random import Random

from pipeline.torture.promises import hold
from pipeline.torture.scene import Scene

_MOST_KILLS = 3
_ORPHAN_SECONDS = 10.0


def kill_all(scene: Scene, out: Path, chance: Random) -> int:
    """Kill every process of a run at a random moment, and what goes on from there up to twice more."""
    kills = 0
    for _ in range(chance.randint(1, _MOST_KILLS)):
        with scene.running(out, jobs=chance.choice((1, scene.jobs))) as running:
            if running.wait_seconds(chance.uniform(0, scene.seconds)):
                running.send_all(signal.SIGKILL)
                kills += 1
    return kills


def kill_while_it_publishes(scene: Scene, out: Path, chance: Random) -> int:
    """Kill a run that writes the published tables."""
    scene.copy_part_to(out, ("tables",))
    with scene.running(out) as running:
        told = ("tables/*", "tables/.*", "plots/*", "metrics.json", "run.json")[chance.randrange(2) :]
        before = set(_below(out, told))
        running.wait_for(lambda: bool(set(_below(out, told)) - before))
        if not running.wait_seconds(chance.uniform(0, 0.1)):
            return 0
        running.send_all(signal.SIGKILL)
    return 1


def _below(out: Path, patterns: tuple[str, ...]) -> list[tuple[str, int]]:
    found = [path for pattern in patterns for path in out.glob(pattern)]
    times = []
    for path in found:
        try:
            times.append((str(path), path.stat().st_mtime_ns))
        except OSError:  # moved into its place meanwhile
            continue
    return times


def kill_first(scene: Scene, out: Path, chance: Random) -> int:
    """Kill the first process of a run alone: the others notice, and none stays behind."""
    with scene.running(out) as running:
        if not running.wait_for_workers():
            return 0
        if not running.wait_seconds(chance.uniform(0, scene.seconds / 2)):
            return 0
        running.send_first(signal.SIGKILL)
        hold(running.vanishes(_ORPHAN_SECONDS), f"processes outlive their run: {running.alive()}")
    return 1


def kill_worker(scene: Scene, out: Path, chance: Random) -> int:
    """Kill one of the processes that compute: the run goes on to the same bytes."""
    with scene.running(out) as running:
        if not running.wait_for_workers():
            return 0
        if not running.wait_seconds(chance.uniform(0, scene.seconds)):
            return 0
        workers = running.workers()
        if not workers:
            return 0
        try:
            os.kill(chance.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return 0
        ended = running.end()
    hold(ended.code == 0 and not ended.said, f"a worker was killed and the run {ended}")
    return 1


def interrupt(scene: Scene, out: Path, chance: Random) -> int:
    """Press Ctrl-C: one line and exit code 130."""
    with scene.running(out) as running:
        # Before its first file it is being loaded, and nothing of ours can hear.
        if not running.wait_for(lambda: out.is_dir() and any(out.iterdir())):
            return 0
        if not running.wait_seconds(chance.uniform(0, scene.seconds * 0.9)):
            return 0
        running.send_all(signal.SIGINT)
        ended = running.end()
    if ended.code == 0 and not ended.said:
        return 0  # it was done by then
    ended.hold_one_line(130, "interrupted")
    return 1
