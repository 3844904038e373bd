"""Faults: runs are disturbed in every way we know, and each has to end in the bytes of an undisturbed one."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from pipeline.torture import faults_damage, faults_kills, faults_places
from pipeline.torture.briefs import write_briefs
from pipeline.torture.comparing import compare_runs
from pipeline.torture.faults_told import Struck, Survived, sum_up
from pipeline.torture.promises import BrokenPromiseError, hold
from pipeline.torture.scene import Scene, make_scene

# Each makes its fault in a folder that is not there yet. It gives how many times it struck, zero
# if it came too late or cannot be made here, or the file that may stay as the fault left it.
_Make = Callable[[Scene, Path, Random], int | str]
FAULTS: dict[str, _Make] = {
    "run-killed": faults_kills.kill_all,
    "killed-while-publishing": faults_kills.kill_while_it_publishes,
    "first-process-killed": faults_kills.kill_first,
    "worker-killed": faults_kills.kill_worker,
    "interrupted": faults_kills.interrupt,
    "files-removed": faults_damage.remove_files,
    "file-cut": faults_damage.cut_file,
    "byte-flipped": faults_damage.flip_byte,
    "clock-set-back": faults_damage.set_clock_back,
    "stale-lock": faults_damage.leave_stale_lock,
    "file-size-limited": faults_places.limit_files,
    "disk-full": faults_places.fill_disk,
    "folder-read-only": faults_places.forbid_writing,
    "file-for-a-folder": faults_places.put_file_for_folder,
    "two-runs-at-once": faults_places.run_twice,
}
UNDISTURBED = "undisturbed"


def _say_nothing(line: str) -> None:
    del line


def survive_faults(
    seconds: float,
    seed: int,
    articles: Path | None = None,
    jobs: int = 2,
    say: Callable[[str], None] = _say_nothing,
    *,
    kinds: Sequence[str] | None = None,
    found: Path | None = None,
) -> list[Survived]:
    """Disturb runs until the time is up, each kind of fault as often as the others.

    Args:
        seconds: Time in all; at least one fault is made, and the last one may end later.
        seed: The same seed makes the same faults in the same order. When a signal strikes is
            chosen by it too; what the run is at by then is the machine's.
        articles: Folder of articles, a few short ones; null for ours.
        jobs: Processes of a run, 1 to 256.
        say: Told each fault.
        kinds: Keys of ``FAULTS``; null for all.
        found: Folder to which the folders of runs that did not survive are copied; null keeps none.

    Returns:
        One for each kind of which a fault was made, in the order of ``FAULTS``. If the undisturbed
        run fails, one of the kind ``UNDISTURBED``.

    Raises:
        ValueError: A kind is unknown.
    """
    names = list(FAULTS if kinds is None else kinds)
    if unknown := [name for name in names if name not in FAULTS]:
        raise ValueError(f"no fault {unknown[0]!r}; expected one of {', '.join(FAULTS)}")
    until = time.monotonic() + seconds
    made: dict[str, list[Struck]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="claimline-faults-") as aside:
        folder = Path(aside)
        try:
            scene = make_scene(folder, articles or write_briefs(folder / "articles"), jobs)
        except BrokenPromiseError as error:
            return [Survived(UNDISTURBED, 1, 0, 0, 0, seconds, (str(error),))]
        for kind, number in _chosen(names, seed):
            struck = strike(scene, kind, seed, number, found=found)
            if struck.strikes or struck.failure:
                made[kind].append(struck)
                say(f"{kind} {number}: {struck.failure or 'survived'} ({struck.seconds:.1f} s)")
            if time.monotonic() >= until:
                break
    return [sum_up(kind, made[kind]) for kind in FAULTS if made[kind]]


def strike(scene: Scene, kind: str, seed: int, number: int, *, found: Path | None = None) -> Struck:
    """Make one fault, run again, and compare.

    Args:
        scene: Where.
        kind: Key of ``FAULTS``.
        seed: Decides about the fault, together with its number.
        number: Number of the fault.
        found: Folder that gets a copy of the run's folder if it does not survive.
    """
    begun = time.monotonic()
    chance = Random(f"{kind} {seed} {number}")
    strikes, compared, failure = 0, 0, None
    with tempfile.TemporaryDirectory(dir=scene.whole.parent) as aside:
        out = Path(aside) / "out"
        try:
            made = FAULTS[kind](scene, out, chance)
            strikes = 1 if isinstance(made, str) else made
            if strikes:
                compared = _go_on(scene, out, may_differ=(made,) if isinstance(made, str) else ())
        except BrokenPromiseError as error:
            failure = f"{error}; seed {seed}, fault {number}"
            if found is not None and out.is_dir():
                kept = found / "faults" / f"{kind}-{seed}-{number}"
                with contextlib.suppress(FileExistsError):
                    shutil.copytree(out, kept)
                failure += f", kept in {kept}"
    return Struck(kind, strikes, compared, time.monotonic() - begun, failure)


def _go_on(scene: Scene, out: Path, may_differ: Sequence[str]) -> int:
    ended = scene.run(out)
    hold(ended.code == 0 and "Traceback" not in ended.said, f"the next run {ended}")
    compared = compare_runs(scene.whole, out, may_differ)
    hold(not compared.differences, f"the next run left other bytes: {compared}")
    return compared.bytes


def _chosen(kinds: Sequence[str], seed: int) -> Iterator[tuple[str, int]]:
    chance = Random(seed)
    number = 0
    while True:
        for kind in chance.sample(kinds, len(kinds)):
            yield kind, number
        number += 1
