"""What is installed is what was reviewed: pins with digests, and no host that somebody else chose."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from pipeline.shipped import shipped_path

ROOT = shipped_path("params.yaml").parent
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?(.*)$")
_DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}(?= |$)")
# In two parts, so that this file does not name them.
_HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "ana" + "conda.org",
    "hugging" + "face.co",
    "npm" + "js.org",
]
_OPTIONS = ["index" + "-url", "trusted" + "-host", "find" + "-links"]


def _requirements(text: str) -> list[str]:
    """Give a lock's requirements, one string each, comments left out."""
    lines = [line.split(" #")[0].rstrip() for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [one for one in "\n".join(lines).replace("\\\n", " ").splitlines() if one.strip()]


def find_loose(requirement: str) -> str:
    """Say what is wrong with a requirement of a lock; empty if it names one version and its digests."""
    pin = _PIN.match(requirement)
    if pin is None:
        return f"no requirement: {requirement}"
    if not re.match(r"==[A-Za-z0-9.+!]+\s", pin[2] + " "):
        return f"{pin[1]} is not pinned to one version"
    return "" if _DIGEST.search(requirement) else f"{pin[1]} has no digest"


def test_every_requirement_is_pinned_with_digests() -> None:
    requirements = _requirements((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert len(requirements) > 50
    assert [finding for finding in map(find_loose, requirements) if finding] == []


@pytest.mark.parametrize(
    ("requirement", "finding"),
    [
        (f"a==1.0 ; python_version < '3.12'  --hash=sha256:{'0' * 64}", ""),
        ("a==1.0", "a has no digest"),
        (f"a==1.0 --hash=sha256:{'0' * 63}", "a has no digest"),
        (f"a>=1.0 --hash=sha256:{'0' * 64}", "a is not pinned to one version"),
        (f"a==1.* --hash=sha256:{'0' * 64}", "a is not pinned to one version"),
        (f"-e . --hash=sha256:{'0' * 64}", f"no requirement: -e . --hash=sha256:{'0' * 64}"),
        (f"a @ file:///b --hash=sha256:{'0' * 64}", "a is not pinned to one version"),
    ],
)
def test_a_loose_requirement_would_be_found(requirement: str, finding: str) -> None:
    assert find_loose(requirement) == finding


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode or not listed.stdout:
        pytest.skip("no git checkout, so nothing says which files are the project's")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_says_where_packages_come_from() -> None:
    wanted = re.compile("|".join(re.escape(word) for word in [*_HOSTS, *_OPTIONS]).encode())
    paths = _tracked()
    assert ROOT / "pyproject.toml" in paths
    assert [path.relative_to(ROOT).as_posix() for path in paths if wanted.search(path.read_bytes())] == []
