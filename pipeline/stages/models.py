"""Stance models by name: in the working folder's ``models/stance``, or those that were shipped."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.shipped import shipped_path

if TYPE_CHECKING:
    from pipeline.stance.encoder import OnnxEncoder
    from pipeline.stance.joined import JoinedEncoder
    from pipeline.stance.models import StanceModel

OWN = Path("models/stance")
PROMOTED, DEFAULT = "promoted", "fast"


def find_model(name: str) -> Path:
    """Give the folder of a stance model.

    Args:
        name: ``promoted``; the name of a folder in ``models/stance``, of the working folder or
            shipped; or a path.

    Raises:
        ModelError: There is none of this name.
    """
    from pipeline.stance.promotion import read_register

    if name == PROMOTED:
        for folder in (OWN, shipped_path("models") / "stance"):
            promoted = read_register(folder)
            if promoted:
                return find_model(promoted[0]["model"])
        name = DEFAULT
    for folder in (OWN / name, shipped_path("models") / "stance" / name, Path(name)):
        if folder.is_dir():
            return folder
    raise ModelError(
        f"stance model {name}",
        "is no folder",
        "a name in models/stance or a path",
        "see claimline promote --list",
    )


@cache
def open_named_encoder(name: str, threads: int = 1) -> OnnxEncoder | JoinedEncoder:
    """Give the encoder of a name, loaded once in a process; threads change no answer."""
    from pipeline.stance.encoder import open_encoder
    from pipeline.stance.joined import BESIDE, join_encoders

    encoder = open_encoder(find_model(name), threads=threads)
    if BESIDE not in encoder.description:
        return encoder
    return join_encoders(
        encoder, open_encoder(find_model(encoder.description[BESIDE]["name"]), threads=threads)
    )


def load_named_model(name: str, threads: int = 1) -> StanceModel:
    """Give the stance model of a name, with its encoder.

    A run's processes are its parallelism, so they read with one thread each.
    """
    from pipeline.stance.storage import load_model

    return load_model(find_model(name), partial(open_named_encoder, threads=threads))
