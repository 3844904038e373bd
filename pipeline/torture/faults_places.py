"""Faults of the place that a run writes to: a full disk, a folder it may not write, another run in it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path
from random import Random

from pipeline.torture.processes import Ended, Running
from pipeline.torture.promises import hold
from pipeline.torture.scene import LOCK, Scene

# In a mount namespace of its own: nobody else sees the mount, and it goes with its last process.
_MOUNTED = """
mount -t tmpfs -o "$1" claimline "$2" || exit 99
target=$2 left=$3; shift 3
cp -a "$left/." "$target" && { [ -z "$READ_ONLY" ] || mount -o remount,ro "$target"; } || exit 98
"$@"; code=$?
cp -a "$target/." "$left"
exit $code
"""


def limit_files(scene: Scene, out: Path, chance: Random) -> int:
    """Let no file grow beyond a random size: what a full disk is to a single file."""
    largest = max(path.stat().st_size for path in scene.whole.rglob("*"))
    limit = chance.randint(200, int(largest * 0.9))

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, and says so
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    scene.run(out, prepare=no_room).hold_one_line(2, "error: ")
    return 1


def fill_disk(scene: Scene, out: Path, chance: Random) -> int:
    """Write to a disk in memory that has less room than the run needs; zero where none can be made."""
    if not _can_mount():
        return 0
    room = sum(path.stat().st_size for path in scene.whole.rglob("*") if path.is_file())
    ended = _run_mounted(scene, out, f"size={chance.randint(room // 50, room * 4 // 5)}")
    ended.hold_one_line(2, "the disk is full")
    return 1


def forbid_writing(scene: Scene, out: Path, chance: Random) -> int:
    """Write to a folder that may be read only; zero where none can be made."""
    scene.copy_part_to(out, (chance.choice(("documents", "claims", "tables")),))
    if _can_mount():
        ended = _run_mounted(scene, out, "size=1g", read_only=True)
    elif os.geteuid() == 0:
        return 0
    else:
        folders = [out, *(path for path in out.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        try:
            ended = scene.run(out)
        finally:
            for folder in folders:
                folder.chmod(0o755)
    ended.hold_one_line(2, "error: ")
    return 1


def put_file_for_folder(scene: Scene, out: Path, chance: Random) -> int:
    """Put a file where the folder of a dataset belongs."""
    scene.copy_to(out)
    chosen = chance.choice(sorted(path for path in out.iterdir() if path.is_dir() and path.name != "plots"))
    shutil.rmtree(chosen)
    chosen.write_bytes(b"claims\n" * chance.randint(0, 9))
    scene.run(out).hold_one_line(2, chosen.name)
    chosen.unlink()
    return 1


def run_twice(scene: Scene, out: Path, chance: Random) -> int:
    """Begin two runs in one folder: one does the work, the other names it and leaves."""
    scene.copy_part_to(out, (chance.choice(("claims", "stances", "tables")),))
    with scene.running(out) as first:
        stands_still = chance.random() < 0.5
        if stands_still:
            if not first.wait_for((out / LOCK).exists):
                hold(False, f"a run without a lock {first.end()}")
            first.send_first(signal.SIGSTOP)
        with scene.running(out) as second:
            ends = {second: second.end()} if stands_still else {}
            first.send_first(signal.SIGCONT)
            ends |= {running: running.end() for running in (first, second) if running not in ends}
    _hold_one_did_it(ends)
    return 1


def _hold_one_did_it(ends: dict[Running, Ended]) -> None:
    (winner, won), (_, refused) = sorted(ends.items(), key=lambda item: item[1].code)
    hold(won.code == 0 and not won.said, f"of two runs the first {won}, the other {refused}")
    refused.hold_one_line(2, str(winner.pid))


def _run_mounted(scene: Scene, out: Path, options: str, *, read_only: bool = False) -> Ended:
    mounted = out.with_name(f"{out.name}-mounted")
    mounted.mkdir()
    out.mkdir(exist_ok=True)
    command = ["unshare", "-Urm", "env", f"READ_ONLY={'1' if read_only else ''}", "sh", "-c", _MOUNTED, "sh"]
    with scene.running(
        out, command=[*command, options, str(mounted), str(out), *scene.command(mounted)]
    ) as running:
        ended = running.end()
    hold(ended.code not in (98, 99), f"the disk in memory {ended}")
    return ended


@cache
def _can_mount() -> bool:
    command = ["unshare", "-Urm", "mount", "-t", "tmpfs", "claimline", "/mnt"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
