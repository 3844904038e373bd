"""``claimline link``: mentions with their names and sides."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.buckets import TableFunction
from pipeline.schemas import MENTIONS
from pipeline.shipped import shipped_path
from pipeline.stages import stage_named
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings

if TYPE_CHECKING:
    from pipeline.link.packs import SidePack


def load_pack(settings: Settings) -> SidePack:
    """Read the pack that the settings name: a shipped one or a file."""
    return _read_pack(settings.sides)


@cache
def _read_pack(name: str) -> SidePack:
    # A run asks several times, and a thousand names take half a second to check.
    from pipeline.link.packs import find_pack, read_pack

    return read_pack(find_pack(name, shipped_path("sides")))


def prepare(settings: Settings) -> TableFunction:
    """Give the function that links a table of annotated articles; compiles the pack."""
    from pipeline.link.mentions import prepare_linker

    return prepare_linker(load_pack(settings), settings.section("link"))


def run_stage(run: Run) -> None:
    """Bring ``mentions`` up to date."""
    run_map_stage(run, stage_named("link"), MENTIONS, [load_pack(run.settings).digest])


command = stage_command("link", run_stage)
