"""Whether a folder holds a finished run."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.places import to_local
from pipeline.reading.migrations import check_version, migrate_table
from pipeline.schemas import PUBLISHED

if TYPE_CHECKING:
    from pipeline.reading.run import Run

_EXPECTED = "the --out folder of a finished run"
_AGAIN = "run `claimline run` into it first"


def open_run(folder: str | os.PathLike[str]) -> Run:
    """Give the run of a folder, after a look at its description and its tables' footers.

    Raises:
        InputError: There is no run, it is not finished, or a version wrote it that cannot be read.
    """
    from pipeline.reading.run import Run

    place = to_local(folder)
    described = read_description(place)
    check_tables(place, described)
    return Run(place, described)


def read_description(folder: Path) -> dict[str, Any]:
    """Read ``run.json``.

    Raises:
        InputError: It is missing, damaged, or of a version that cannot be read.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "is no folder", _EXPECTED, _AGAIN)
    try:
        described = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        version = described["schema_version"]
        if not all(isinstance(described[name], dict) for name in ("counts", "models")):
            raise ValueError("counts or models is no object")
        if not all(isinstance(side["name"], str) for side in described["sides"]):
            raise ValueError("a side has no name")
    except FileNotFoundError as error:
        raise InputError(str(folder), "holds no finished run (no run.json)", _EXPECTED, _AGAIN) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            str(folder / "run.json"), f"does not describe a run ({error!r})", _EXPECTED, "run it again"
        ) from error
    check_version(version, str(folder))
    found: dict[str, Any] = described
    return found


def check_tables(folder: Path, described: Mapping[str, Any]) -> None:
    """See that every table is there, whole at its end, with its columns, and of this run.

    Raises:
        InputError: One is not.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name, schema in PUBLISHED.items():
        path = folder / "tables" / f"{name}.parquet"
        if not path.is_file():
            raise InputError(str(path), "there is no such table", _EXPECTED, "run it again")
        try:
            found = pq.read_schema(path)
        except (pa.ArrowException, OSError) as error:
            finding = f"is no whole Parquet file ({str(error).splitlines()[0]})"
            raise InputError(str(path), finding, "a Parquet table", "delete it and run again") from error
        readable = migrate_table(name, found.empty_table(), described["schema_version"]).column_names
        missing = [column for column in schema.names if column not in readable]
        if missing:
            raise InputError(
                str(path),
                f"has no column {', '.join(missing)}",
                "the published columns (see claimline schema)",
                "run it again with this claimline",
            )
        run_id = (found.metadata or {}).get(b"claimline.run_id", b"").decode()
        if run_id and run_id != described.get("run_id"):
            raise InputError(
                str(path),
                f"belongs to run {run_id}, run.json to {described.get('run_id')}",
                "tables of one run",
                "the last run was cut off: the same command finishes it",
            )
