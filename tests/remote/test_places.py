from __future__ import annotations

import copy
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, InputError
from pipeline.places import is_remote, map_waiting, to_local, to_path
from pipeline.remote_paths import RemotePath

BUCKET = "s3://bucket/a/b.tar.gz"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BUCKET, BUCKET),
        ("s3://bucket/a/", "s3://bucket/a"),
        ("s3://bucket", "s3://bucket"),
        ("s3://bucket/a?region=eu-west-1&scheme=http", "s3://bucket/a?region=eu-west-1&scheme=http"),
        ("s3://bucket/page?id=3.html", "s3://bucket/page?id=3.html"),
        ("hdfs:///user/me", "hdfs:///user/me"),
        ("abfss://box@account.dfs.core.windows.net/a", "abfss://box@account.dfs.core.windows.net/a"),
    ],
)
def test_an_address_reads_back_as_itself(text: str, told: str) -> None:
    path = to_path(text)
    assert is_remote(path) and str(path) == told
    assert to_path(str(path)) == path


@pytest.mark.parametrize("text", ["articles", "/tmp/a b", "s3:/bucket", "./x"])
def test_a_path_stays_a_path(text: str) -> None:
    assert to_path(text) == Path(text) and not is_remote(to_path(text))


def test_a_file_address_is_a_path() -> None:
    assert to_path("file:///tmp/articles") == Path("/tmp/articles")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("ftp://server/a", "no address that we can read"),
        ("s3:///a", "names no bucket"),
        ("s3://me:hidden@bucket/a", "has a password in it"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(text: str, finding: str) -> None:
    with pytest.raises(ConfigError, match=finding) as caught:
        to_path(text)
    assert "hidden" not in str(caught.value)


def test_options_of_the_connection_follow_every_path() -> None:
    path = to_path("s3://bucket/a?region=eu-west-1") / "b.txt"
    assert str(path) == "s3://bucket/a/b.txt?region=eu-west-1"
    assert path.parent == to_path("s3://bucket/a?region=eu-west-1") != to_path("s3://bucket/a")


def test_names_are_those_of_a_path() -> None:
    remote, local = to_path(BUCKET), Path("/bucket/a/b.tar.gz")
    for path in (remote, local):
        assert (path.name, path.stem, path.suffixes) == ("b.tar.gz", "b.tar", [".tar", ".gz"])
        assert (path.parent.name, path.with_name("c").name, (path / "d" / "e").name) == ("a", "c", "e")
    assert to_path("s3://bucket").parent == to_path("s3://bucket")


def test_a_remote_path_travels_and_sorts() -> None:
    first, second = to_path("s3://bucket/a"), to_path("s3://bucket/b")
    assert copy.deepcopy(first) == first  # by the protocol that takes it to other processes
    assert sorted({second, first, to_path(str(first))}) == [first, second]


def test_nothing_takes_a_remote_path_for_a_local_one() -> None:
    with pytest.raises(TypeError, match="RemotePath"):
        Path(to_path(BUCKET))


@pytest.mark.parametrize("path", ["s3://bucket/out", Path("s3://bucket/out"), to_path("s3://bucket/out")])
def test_what_reads_local_folders_says_how_to_get_one(path: str | Path) -> None:
    with pytest.raises(InputError, match=r"^s3://bucket/out: is an address; .*aws s3 cp --recursive"):
        to_local(path)


def test_a_local_folder_is_taken_as_it_is() -> None:
    assert to_local("outputs") == to_local(Path("outputs")) == Path("outputs")


@pytest.mark.parametrize("place", [Path("x"), to_path("s3://bucket"), None])
def test_answers_come_in_the_order_of_the_items(place: Path | None) -> None:
    assert map_waiting(lambda number: number * 2, range(50), place) == list(range(0, 100, 2))


def test_parts_begin_with_what_is_no_name() -> None:
    path = RemotePath("s3://", "bucket", ("a", "b"))
    assert path.parts == (path.anchor, "bucket", "a", "b")
