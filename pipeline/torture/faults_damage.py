"""Faults in what a run has written: files gone, cut or changed, a clock set back, a dead process's lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from random import Random

from pipeline.torture.promises import hold
from pipeline.torture.scene import LOCK, Scene

_DAY_SECONDS = 86_400
_LATER = ("mentions", "claims", "stances", "tables")


def remove_files(scene: Scene, out: Path, chance: Random) -> int:
    """Remove some buckets or published tables."""
    files = _written(scene, out, chance)
    chosen = chance.sample(files, chance.randint(1, 3))
    for path in chosen:
        path.unlink()
        _ask_for(path)
    return len(chosen)


def cut_file(scene: Scene, out: Path, chance: Random) -> int:
    """Cut a bucket or a published table off at a random length."""
    path = chance.choice(_written(scene, out, chance))
    os.truncate(path, chance.randrange(path.stat().st_size))
    _ask_for(path)
    return 1


def flip_byte(scene: Scene, out: Path, chance: Random) -> str:
    """Change one byte of a bucket; give its file, which may stay so where nothing reads the byte."""
    files = [path for path in _written(scene, out, chance) if path.parent.name != "tables"]
    path = chance.choice(files)
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return path.relative_to(out).as_posix()


def _written(scene: Scene, out: Path, chance: Random) -> list[Path]:
    # Half of the times a later dataset is gone too, so that what is damaged has to be read.
    scene.copy_part_to(out, chance.sample(_LATER, chance.randint(0, 1) * chance.randint(1, 2)))
    # By dataset first: one file of a dataset counts as much as 30 of another.
    folders = sorted({path.parent for path in out.rglob("*.parquet")})
    return sorted(path for folder in folders for path in chance.sample(sorted(folder.glob("*.parquet")), 1))


def _ask_for(path: Path) -> None:
    # Nobody asks for the words of claims while the published tables are there.
    if path.parent.name == "claim_words":
        shutil.rmtree(path.parents[1] / "tables", ignore_errors=True)


def set_clock_back(scene: Scene, out: Path, chance: Random) -> int:
    """Let every file come from the future: nothing is computed again."""
    scene.copy_to(out)
    later = time.time() + chance.uniform(1, 3650) * _DAY_SECONDS
    files = [path for path in out.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (later, later))
    before = {path: path.stat().st_mtime_ns for path in files}
    ended = scene.run(out)
    hold(ended.code == 0, f"with the clock set back it {ended}")
    written = [path.name for path in files if path.stat().st_mtime_ns != before[path]]
    hold(not written, f"with the clock set back it wrote {', '.join(written[:5])} again")
    return 1


def leave_stale_lock(scene: Scene, out: Path, chance: Random) -> int:
    """Leave the lock file of a process that is dead."""
    scene.copy_part_to(out, ("stances", "tables") if chance.random() < 0.5 else ())
    dead = subprocess.Popen(["true"])
    dead.wait()
    (out / LOCK).write_text(f"{dead.pid}\n", encoding="utf-8")
    ended = scene.run(out)
    hold(ended.code == 0 and not ended.said, f"with the lock of a dead process it {ended}")
    return 1
