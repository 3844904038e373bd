from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.ingest import IngestConfig, list_sources, read_source


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The words of {name}.")


def names(*paths: Path) -> list[str]:
    return [source.source_path for source in list_sources(paths)]


def test_a_folder_is_listed_recursively_and_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        "articles/b.txt",
        "articles/a.txt",
        "articles/deep/er/c d 🙂.md",
        ".hidden/x.txt",
        "articles/.x.txt",
    )
    assert names(tmp_path / "articles") == ["articles/a.txt", "articles/b.txt", "articles/deep/er/c d 🙂.md"]


def test_a_folder_has_the_name_it_was_given_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "shared/articles/000.txt", "main/x.txt")
    monkeypatch.chdir(tmp_path / "main")
    assert names(Path("../shared/articles")) == ["articles/000.txt"]
    assert names(Path()) == ["main/x.txt"]
    assert names(Path("x.txt")) == ["x.txt"]


def test_the_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "in/sub/b.txt")
    one, other = tmp_path / "in", tmp_path / "in/sub"
    assert (
        names(one, other, one / "a.txt") == names(one / "a.txt", other, one) == ["in/a.txt", "in/sub/b.txt"]
    )


def test_two_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    write(tmp_path, "x/articles/0.txt", "y/articles/0.txt", "y/articles/1.txt")
    found = list_sources([tmp_path / "x/articles", tmp_path / "y/articles"])
    assert [s.source_path for s in found] == ["x/articles/0.txt", "y/articles/0.txt", "y/articles/1.txt"]
    assert names(tmp_path / "x/articles/0.txt", tmp_path / "y/articles/0.txt") == [
        "x/articles/0.txt",
        "y/articles/0.txt",
    ]


def test_links_are_followed_without_end_or_repeat(tmp_path: Path) -> None:
    write(tmp_path, "in/z/a.txt", "other/b.txt")
    (tmp_path / "in/z/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/a-link").symlink_to(tmp_path / "in/z")
    (tmp_path / "in/other").symlink_to(tmp_path / "other")
    (tmp_path / "in/same.txt").symlink_to(tmp_path / "in/z/a.txt")
    (tmp_path / "in/self.txt").symlink_to(tmp_path / "in/self.txt")
    assert len(names(tmp_path / "in")) == 3
    assert "in/other/b.txt" in names(tmp_path / "in")


def test_a_broken_link_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (source,) = list_sources([tmp_path / "gone.txt"])
    _, rejects = read_source(source, config=IngestConfig())
    assert rejects.to_pylist()[0]["reason"] == "unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
@pytest.mark.parametrize("name", ["pipe", "pipe.txt", "pipe.txt.gz"])
def test_a_pipe_is_never_opened(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (source,) = list_sources([tmp_path])
    _, rejects = read_source(source, config=IngestConfig())
    assert rejects.to_pylist()[0]["reason"] == "unsupported"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_reject(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "in/closed/b.txt")
    (tmp_path / "in/a.txt").chmod(0)
    (tmp_path / "in/closed").chmod(0)
    try:
        tables = [read_source(source, config=IngestConfig())[1] for source in list_sources([tmp_path / "in"])]
    finally:
        (tmp_path / "in/closed").chmod(0o700)
    assert [table.to_pylist()[0]["reason"] for table in tables] == ["unreadable", "unreadable"]


def test_a_name_that_is_no_text_is_escaped(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118
    try:
        Path(os.fsdecode(path)).write_text("Words in a file with an odd name.")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (source,) = list_sources([tmp_path])
    articles, _ = read_source(source, config=IngestConfig())
    assert articles.to_pylist()[0]["source_path"].endswith("/caf\\xe9.txt")


def test_wrong_use_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden").mkdir()
    write(tmp_path, "hidden/.a.txt")
    with pytest.raises(InputError, match=r"nowhere: no such file or folder; check the spelling"):
        list_sources([tmp_path / "nowhere"])
    for folder in ("empty", "hidden"):
        with pytest.raises(InputError, match=rf"{folder}: the folder has no file in it; name one"):
            list_sources([tmp_path / folder])
    with pytest.raises(InputError, match="articles: no file or folder was named; name a folder"):
        list_sources([])
