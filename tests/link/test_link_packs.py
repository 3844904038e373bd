"""Side packs: what is read, what is refused and how the error says so."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.link.lint import lint_pack
from pipeline.link.pack_nodes import MAX_BYTES
from pipeline.link.packs import KINDS, find_pack, read_pack
from pipeline.shipped import shipped_path

GOOD = """\
pack: tea-coffee
title: Tea and coffee
sides:
  - id: tea
    name: Tea
    members:
      company: [Twinleaf: [Twinleaf Ltd]]
      compound: [Tea]
      idea: [Tea, green tea]
    ambiguous: [Twinleaf]
    not: [tea towel]
  - {id: coffee, name: Coffee, members: {company: [Beanworks, "787"]}}
"""


@pytest.fixture
def write(tmp_path):
    def to_file(text):
        path = tmp_path / "pack.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def test_a_pack_is_read(write):
    pack = read_pack(write(GOOD))
    assert (pack.pack, pack.title) == ("tea-coffee", "Tea and coffee")
    assert [side.side for side in pack.sides] == ["tea", "coffee"]
    tea, coffee = pack.sides
    assert tea.members[0].forms == ("Twinleaf", "Twinleaf Ltd")
    assert tea.ambiguous == {"Twinleaf"}
    assert tea.never == ("tea towel",)
    assert [m.name for m in coffee.members] == ["Beanworks", "787"]


@pytest.mark.parametrize("name", ["us-china", "open-closed"])
def test_shipped_packs_are_whole(name):
    pack = read_pack(find_pack(name, shipped_path("sides")))
    assert pack.pack == name
    assert len(pack.sides) == 2
    assert not [f for f in lint_pack(pack, []) if f.kind in {"shared", "unlisted"}]


def test_the_digest_is_of_the_content(write):
    digest = read_pack(write(GOOD)).digest
    assert (
        read_pack(write("# a comment\n" + GOOD.replace("[Twinleaf Ltd]", "['Twinleaf Ltd']"))).digest
        == digest
    )
    assert read_pack(write(GOOD.replace("Beanworks", "Beanwork"))).digest != digest
    assert len(digest) == 16


@pytest.mark.parametrize(
    ("old", "new", "line", "finding"),
    [
        ("title: Tea", "titel: Tea", 2, "unknown key `titel` in the pack; expected pack, title, sides"),
        ("    not:", "    never:", 11, "unknown key `never` in a side"),
        ("title: Tea and coffee\n", "", 1, "the pack has no `title`"),
        ("id: coffee", "id: tea", 12, "side id `tea` occurs twice, first in line 4"),
        ("Twinleaf Ltd", "Twinleaf", 7, "`Twinleaf` occurs twice in side `tea`, first in line 7"),
        ("Beanworks", "green tea", 12, "`green tea` belongs to sides `tea` .line 9. and `coffee`"),
        ("Beanworks", "''", 12, "a name of kind `company` is empty"),
        ("Beanworks", "'--'", 12, "has no letter or digit"),
        ("Beanworks", "", 12, "is empty|not YAML|expected"),
        (
            "Beanworks",
            "NO",
            12,
            'a name of kind `company` `NO` is read as a boolean; expected text; write "NO"',
        ),
        (
            '"787"',
            "787",
            12,
            'a name of kind `company` `787` is read as a number; expected text; write "787"',
        ),
        ('"787"', "2024-01-01", 12, "is read as a date"),
        ("company: [Beanworks", "firm: [Beanworks", 12, "unknown kind `firm`; expected country, demonym"),
        ("[Twinleaf]", "Twinleaf", 10, "`ambiguous` is `Twinleaf`; expected a list"),
        ("[Tea, green tea]", "{Tea: green tea}", 9, "kind `idea` is a mapping; expected a list"),
        ("[Twinleaf: [Twinleaf Ltd]]", "[{Twinleaf: [], Leaf: []}]", 7, "an entry with 2 names"),
        ("[Twinleaf: [Twinleaf Ltd]]", "[[Twinleaf]]", 7, "is a list; expected one name"),
        ("title: Tea", "title: &t Tea", 2, "an anchor or alias"),
        (
            "name: Coffee",
            "name: Coffee, name: Coffee",
            12,
            "key `name` of a side occurs twice, first in line 12",
        ),
        ("pack: tea-coffee", "pack: [", 3, "expected"),
    ],
)
def test_a_malformed_pack_is_refused(write, old, new, line, finding):
    assert old in GOOD
    path = write(GOOD.replace(old, new, 1))
    with pytest.raises(ConfigError, match=finding) as caught:
        read_pack(path)
    assert caught.value.place == f"{path}:{line}"
    assert caught.value.next_step


def test_one_side_is_too_few(write):
    with pytest.raises(ConfigError, match="1 side; expected two or more"):
        read_pack(write(GOOD.split("  - {id: coffee")[0]))


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"", "no content"),
        (b"pack: \xff", "byte 6 is not UTF-8"),
        (b"pack: a\x00b", "not YAML"),
        (b"- a\n" * (MAX_BYTES // 4 + 1), "1,000,004 bytes"),
        (b"[" * 5000, "nesting|expected"),
        (b"just words", "the pack is `just words`"),
        (b"a: 1\n---\nb: 2\n", "single document|another document"),
    ],
)
def test_files_that_are_no_pack_are_refused(tmp_path, content, finding):
    path = tmp_path / "pack.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=finding):
        read_pack(path)


def test_packs_are_found_by_name_or_path(write, tmp_path):
    path = write(GOOD)
    assert find_pack("pack", tmp_path) == path
    assert find_pack(str(path), tmp_path / "elsewhere") == path
    with pytest.raises(ConfigError, match="one of: pack"):
        find_pack("tea", tmp_path)
    with pytest.raises(ConfigError, match="no such file"):
        find_pack("none/pack.yaml", tmp_path)
    with pytest.raises(ConfigError, match="No such file"):
        read_pack(tmp_path / "gone.yaml")


def test_kinds_are_those_of_the_readme():
    readme = (shipped_path("sides") / "README.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in readme for kind in KINDS)
