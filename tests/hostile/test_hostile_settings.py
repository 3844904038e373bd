"""Side packs and parameters that would blow up, recurse or mislead: one line each, in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.link.name_index import NameIndex
from pipeline.link.packs import read_pack
from pipeline.stages.settings import read_settings

from .conftest import MOST_SECONDS
from .test_hostile_files import BOMB

YAML = {
    "a billion laughs": BOMB,
    "a billion laughs for a pack": BOMB.replace("a:", "ingest: {}\nx:", 1) + "sides: *j\n",
    "a billion laughs for a side": "sides: [&a [x, x, x, x, x, x, x, x, x]"
    + "".join(f", &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]" for i in range(9))
    + "]\n",
    "brackets without end": "ingest: " + "[" * 5_000,
    "a section that holds itself": "ingest: &a {max_chars: *a}\n",
    "the year 0": "ingest: {max_chars: 0000-00-00}\n",
    "5,000 digits": f"ingest: {{max_chars: {'9' * 5000}}}\n",
    "digits to base 60": f"ingest: {{max_chars: {':'.join(['9'] * 5000)}}}\n",
    "an object of Python": "!!python/object/apply:os.system [exit]\n",
    "a key that is a mapping": "? {a: 1}\n: 2\n",
    "no key": "null: 1\n",
    "infinity": "ingest: {max_chars: .inf}\n",
    "bytes": "ingest: {max_chars: !!binary aGFs}\n",
    "a document too many": "ingest: {}\n---\nlink: {}\n",
    "a control character": "ingest: \x01\n",
}


@pytest.mark.parametrize("name", YAML)
@pytest.mark.parametrize("read", [read_settings, read_pack])
def test_hostile_yaml_is_refused_in_a_line(tmp_path: Path, read: Callable[[Path], Any], name: str) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(YAML[name])
    begun = time.process_time()
    with pytest.raises(ConfigError, match=r".+: .+") as refused:
        read(path)
    assert time.process_time() - begun < MOST_SECONDS
    assert len(str(refused.value)) < 2000


@pytest.mark.parametrize(
    "parameter",
    [
        "ingest: {english_share: .nan}",
        "ingest: {min_overlap: .inf}",
        "link: {min_evidence: .nan}",
        "stance: {abstain_below: .nan}",
    ],
)
def test_what_is_no_number_is_no_limit(tmp_path: Path, parameter: str) -> None:
    (tmp_path / "params.yaml").write_text(parameter)
    with pytest.raises(ConfigError, match=r"out of range|usual number|must lie|nan"):
        read_settings(tmp_path / "params.yaml")


PACK = """pack: a
title: a contest
sides:
  - {{id: one, name: One, members: {{company: ["{name}"]}}}}
  - {{id: two, name: Two, members: {{company: [Other]}}}}
"""
PATTERNS = [
    "(a+)+$",
    "([A-Z]+)*!",
    ".*.*.*.*=",
    "a" * 5000,
    "a " * 2000,
    "a-" * 2000,
    "(?P<x>",
    "[",
    "\\\\",
    "A.B." * 500,
]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_name_is_words_and_never_a_pattern(tmp_path: Path, name: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(PACK.format(name=name))
    begun = time.process_time()
    try:
        pack = read_pack(path)
    except ConfigError:
        assert not any(map(str.isalnum, name))
    else:
        assert pack.sides[0].members[0].name == " ".join(name.replace("\\\\", "\\").split())
        NameIndex(pack)
    assert time.process_time() - begun < MOST_SECONDS
