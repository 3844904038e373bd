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

    Raises:
        InputError: The file cannot be read as UTF-8, or a line is no JSON object.
    """
    for place, line in read_lines(path):
        yield place, parse_object(line, place)


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that is not empty with its place, ``file, line n``.

    Only line feeds end a line: text from the web holds characters such as U+2028 that other
    ways of splitting take for one.

    Raises:
        InputError: The file cannot be read as UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "a JSON Lines file in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}, line {number}", line


def parse_object(line: str, place: str) -> dict[str, Any]:
    """Give the object that a line holds.

    Raises:
        InputError: The line is no JSON object.
    """
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"is no JSON ({error})", "one JSON object a line", _MEND) from error
    if not isinstance(item, dict):
        raise InputError(place, f"holds a {type(item).__name__}", "a JSON object", _MEND)
    return item
