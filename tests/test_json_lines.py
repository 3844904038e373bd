from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.json_lines import read_objects


def test_only_line_feeds_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = ["one\u2028two", "three\x85four\x0bfive", "six"]
    path.write_text(
        "\r\n\n".join(json.dumps({"text": t}, ensure_ascii=False) for t in texts), encoding="utf-8"
    )
    assert [(place[-6:], item["text"]) for place, item in read_objects(path)] == [
        ("line 1", texts[0]),
        ("line 3", texts[1]),
        ("line 5", texts[2]),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b'{"a": 1}\n{', "line 2: is no JSON"), (b"[1]", "line 1: holds a list"), (b"\xff", "cannot be read")],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_objects(path))
