"""JSON Lines that people write by hand or by program, read with the place of every mistake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import InputError

_MEND = "mend or remove the line"


def read_objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each line's object with its place, ``file, line n``; empty lines are skipped.

    Only line feeds end a line: text from the web holds characters such as U+2028 that other
    ways of splitting take for one.

    Raises:
        InputError: The file cannot be read as UTF-8, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "a JSON Lines file in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(place, f"is no JSON ({error})", "one JSON object a line", _MEND) from error
        if not isinstance(item, dict):
            raise InputError(place, f"holds a {type(item).__name__}", "a JSON object", _MEND)
        yield place, item
