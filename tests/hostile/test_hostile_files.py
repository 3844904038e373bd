"""Files made to exhaust their reader: each an article or a reject with the right reason, in time."""

from __future__ import annotations

import gzip
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.ingest import IngestConfig, list_sources, read_source

from .conftest import MOST_SECONDS, Read

WORDS = "The house of the men said that it was. "
PAGE = "<html><body><article><p>" + WORDS * 5 + "</p>"


def zip_bomb(tmp: Path) -> bytes:
    with zipfile.ZipFile(tmp / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(10_000_000))
    return (tmp / "a.zip").read_bytes()


def gzip_of(content: bytes, times: int) -> bytes:
    # Members of a gzip file follow each other: a bomb is packed without its content in memory.
    return gzip.compress(content, 9, mtime=0) * times


MILLION = 1_000_000
REFUSED: dict[str, tuple[str, Callable[[], bytes | str], str, str]] = {
    "gzip of 300 MB of spaces": ("a.txt.gz", lambda: gzip_of(b" " * MILLION, 300), "too_large", "max_bytes"),
    "gzip in gzip": ("a.gz.gz", lambda: gzip_of(gzip_of(b"a", 1), 1), "unsupported", ".gz.gz"),
    "gzip cut off": ("a.txt.gz", lambda: gzip_of(WORDS.encode() * 99, 1)[:-9], "truncated", "cut off"),
    "page nested 100,000 deep": ("a.html", lambda: "<html><body>" + "<div>" * 99_000 + WORDS * 9, "unreadable", "depth"),
    "article above, the rest deep": ("a.html", lambda: PAGE + "<div>" * 300 + f"<p>{WORDS * 5}", "unreadable", "depth"),
    "400,000 attributes": (
        "a.html", lambda: f"<p {' '.join(f'a{i}=1' for i in range(400_000))}>{WORDS}", "unreadable", "attributes",
    ),
    "attributes behind a bracket": (
        "a.html", lambda: f"<p x='>' y=\"<\" {'/'.join(f'a{i}=' for i in range(9000))}>{WORDS}", "unreadable", "attributes",
    ),
    "a million tags": ("a.html", lambda: "<p>a" * MILLION, "too_large", "max_page_tags"),
    "comments that never close": ("a.html", lambda: "<!--" * MILLION, "too_large", "max_page_tags"),
    "a page of 9 MB": ("a.html", lambda: PAGE + "x" * 9 * MILLION, "too_large", "max_page_bytes"),
    "a line of 10 MB": ("a.txt", lambda: WORDS * 260_000, "too_long", "max_chars"),
    "a word of 10 MB": ("a.md", lambda: "x" * 10 * MILLION, "too_long", "max_chars"),
    "a string of 10 MB that never closes": ("a.jsonl", lambda: '{"text": "' + "x" * 10 * MILLION, "broken_record", "Unterminated"),
    "10 MB of backslashes": ("a.jsonl", lambda: '{"text": "' + "\\" * 10 * MILLION, "broken_record", "Unterminated"),
    "lists nested 100,000 deep": ("a.json", lambda: "[" * 100_000, "broken_record", "nested"),
    "objects nested 100,000 deep": ("a.json", lambda: '{"a":' * 100_000 + "1" + "}" * 100_000, "broken_record", "nested"),
    "a line nested 100,000 deep": ("a.jsonl", lambda: '{"a":' * 100_000, "broken_record", "nested"),
    "a million digits": ("a.json", lambda: f'{{"text": "{WORDS}", "date": {"9" * MILLION}}}', "broken_record", "digits"),
    "five million quotation marks": ("a.csv", lambda: "text\n" + '"' * (5 * MILLION + 1), "broken_record", "never closes"),
    "NUL": ("a.csv", lambda: b"text\n\0", "binary", "NUL"),
    "three encodings in one file": (
        "a.txt", lambda: WORDS.encode() + (WORDS + "é").encode("utf-16") + (WORDS + "é").encode("cp1252"), "binary", "NUL",
    ),
    "bytes of no encoding": ("a.txt", lambda: bytes(range(128, 256)) * 8_000, "bad_encoding", "no character encoding"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason_in_time(read: Read, name: str) -> None:
    file, content, reason, says = REFUSED[name]
    found = read(file, content())
    assert (found.articles, found.reasons) == ([], [reason])
    assert says in found.rejects[0]["detail"]
    assert len(found.rejects[0]["detail"]) < 500
    assert found.seconds < MOST_SECONDS


def test_a_zip_bomb_is_never_unpacked(read: Read, tmp_path: Path) -> None:
    found = read("a.txt", zip_bomb(tmp_path))
    assert found.reasons == ["binary"]
    assert found.seconds < MOST_SECONDS


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
FRONT = {
    "a billion laughs": BOMB + "title: *j\nauthor: *j\n",
    "values that hold themselves": "author: &a [*a, *a]\ntitle: &b {name: *b}\n",
    "5,000 brackets": "author: " + "[" * 5_000 + "\n",
    "a number of 60,000 digits": "date: " + "9" * 60_000 + "\n",
    "a number to base 60": "date: " + "9:" * 30_000 + "9\n",
    "the year 0": "date: 0000-00-00\n",
    "an object of Python": "title: !!python/object/apply:os.system [exit]\n",
}


@pytest.mark.parametrize("front", FRONT)
def test_hostile_front_matter_tells_nothing_and_stops_nothing(read: Read, front: str) -> None:
    found = read("a.md", f"---\n{FRONT[front]}---\n# The real title\n\n{WORDS * 4}")
    (article,) = found.articles
    assert (article["title"], article["authors"], article["published_on"]) == ("The real title", [], None)
    assert found.seconds < MOST_SECONDS


def test_a_huge_attribute_costs_nothing_of_the_article(read: Read) -> None:
    found = read("a.html", f'<html><body><article><p title="{"a b" * 2_000_000}">{WORDS * 5}</p></article>')
    assert found.articles[0]["text"] == (WORDS * 5).strip()
    assert found.seconds < MOST_SECONDS


def test_a_nested_page_below_the_limit_is_read_whole(read: Read) -> None:
    last = "The report of the people about that was here as well. "
    found = read("a.html", PAGE + "<div>" * 200 + f"<p>{last * 5}</p>")
    assert found.articles[0]["text"].count("report") == 5


def test_a_line_of_10_mb_costs_that_line_alone(read: Read) -> None:
    found = read("a.jsonl", "\n".join(json.dumps({"text": text}) for text in (WORDS * 260_000, WORDS * 3)))
    assert [article["source_record"] for article in found.articles] == [1]
    assert [(r["reason"], r["source_record"]) for r in found.rejects] == [("too_long", 0)]
    assert found.seconds < MOST_SECONDS


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", "{}\n" * 50), ("a.csv", "text\n" + "a\n" * 50), ("a.json", f"[{'{},' * 50}{{}}]")],
)
def test_records_without_end_are_cut_off(read: Read, name: str, content: str) -> None:
    found = read(name, content, IngestConfig(max_records=20))
    assert len(found.articles) + len(found.rejects) == 21
    assert (found.reasons[-1], found.rejects[-1]["source_record"]) == ("too_large", None)
    assert "ingest.max_records" in found.rejects[-1]["detail"]


def test_records_up_to_the_limit_are_kept(read: Read) -> None:
    assert len(read("a.csv", "text\n" + "a\n" * 20, IngestConfig(max_records=20)).articles) == 20


def test_metadata_nested_deeply_is_null(read: Read) -> None:
    found = read(
        "a.json", f'{{"text": "{WORDS}", "author": {"[" * 900}{"]" * 900}, "date": 1e999, "title": NaN}}'
    )
    (article,) = found.articles
    assert (article["authors"], article["published_on"]) == ([], None)


@pytest.mark.parametrize(
    "day", ["9999-12-31", "0001-01-01", "-0001-01-01", "99999-01-01", "2025-13-40", "1e400", 10**18]
)
def test_days_out_of_reach_are_null(read: Read, day: str | int) -> None:
    (article,) = read("a.json", json.dumps({"text": WORDS, "date": day})).articles
    assert article["published_on"] is None


NAMES = [
    "..txt",
    "...",
    "a\nb.txt",
    "a\tb.txt",
    "-rf.txt",
    "a'\"`$(x).txt",
    "%2e%2e.txt",
    "a\u202etxt.txt",
    "é" * 125 + ".txt",
    "x" * 251 + ".txt",
]


@pytest.mark.parametrize("name", [n.encode() for n in NAMES] + [b"a\xff\xfe.txt", b"\xed\xa0\x80.txt"])
def test_a_name_never_leaves_its_folder_and_stays_one_name(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(WORDS * 3)
    (folder / "b.txt").write_text(WORDS * 4)
    sources = list_sources([folder])
    told = [source.source_path for source in sources]
    assert all(path.startswith("in/") and path.count("/") == 1 and path.encode() for path in told)
    # Inside a folder, what begins with a dot is hidden.
    assert len(told) == (1 if name.startswith(b".") else 2)
    for source in sources:
        articles, rejects = read_source(source, config=IngestConfig())
        assert (articles.num_rows, rejects.num_rows) == (1, 0)


def test_links_in_a_ring_pipes_and_sockets_are_rejects(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS)
    (folder / "ring-1.txt").symlink_to(folder / "ring-2.txt")
    (folder / "ring-2.txt").symlink_to(folder / "ring-1.txt")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "random.txt.gz").symlink_to("/dev/urandom")
    os.mkfifo(folder / "pipe.jsonl")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            os.chdir(folder)  # the path of a socket may not be long
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
        reasons = {}
        for source in list_sources([folder]):
            _, rejects = read_source(source, config=IngestConfig())
            reasons[Path(source.source_path).name] = rejects.column("reason").to_pylist()
    assert reasons.pop("a.txt") == []
    assert (
        reasons.pop("ring-1.txt", ["unreadable"])
        == reasons.pop("ring-2.txt", ["unreadable"])
        == ["unreadable"]
    )
    assert sorted(reasons) == ["pipe.jsonl", "random.txt.gz", "socket.txt", "zero.txt"]
    assert all(found == ["unsupported"] for found in reasons.values())
