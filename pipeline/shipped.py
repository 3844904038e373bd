"""Where the models, test labels, side packs and parameters that come with claimline lie.

In a checkout they are the folders the README names; in an installed distribution they
are inside the package. The checkout wins where both exist, so that a developer's edit
counts.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = {
    "labels": (_PACKAGE.parent / "corpus" / "labels", _PACKAGE / "_shipped" / "labels"),
    "models": (_PACKAGE.parent / "models", _PACKAGE / "_shipped" / "models"),
    "sides": (_PACKAGE.parent / "corpus" / "sides", _PACKAGE / "_shipped" / "sides"),
    "params.yaml": (_PACKAGE.parent / "params.yaml", _PACKAGE / "_shipped" / "params.yaml"),
}


def shipped_path(what: str) -> Path:
    """Give the path of ``labels``, ``models``, ``sides`` or ``params.yaml`` that came with this code.

    A folder beside the package counts only in a checkout (a ``pyproject.toml`` lies there),
    so that an unrelated ``models/`` in site-packages is never taken for ours.

    Raises:
        KeyError: ``what`` is none of these.
    """
    checkout, installed = _PLACES[what]
    if (_PACKAGE.parent / "pyproject.toml").is_file() and checkout.exists():
        return checkout
    return installed


@cache
def code_digest(*packages: str) -> str:
    """Give a digest of the source of some parts of ``pipeline``, such as ``segment``.

    A bucket remembers it, so that changed code recomputes what it made. Schemas, spans,
    columns and docs count always: every stage reads through them.

    Args:
        packages: Names of packages or modules below ``pipeline``.
    """
    digest = hashlib.sha256()
    for name in sorted({*packages, "schemas", "spans", "columns", "docs"}):
        place = _PACKAGE / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place.with_suffix(".py")]
        for file in files:
            if file.suffix in {".py", ".yaml", ".tsv"}:
                digest.update(file.relative_to(_PACKAGE).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
