from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import IngestConfig
from pipeline.schemas import content_id

Read = Callable[..., tuple[list[dict[str, Any]], list[dict[str, Any]]]]


STORY = "Chips and chess\nBy Ann Lee\n\nThe ministry said on Monday that the rule was gone.\n\nRead more\n"


def test_a_plain_text_is_kept_to_the_character(read: Read) -> None:
    text = "Skip to content\n" + STORY + "\n\f lone \r return, bell \a, trailing spaces   \n\n\n"
    ((row,), rejects) = read("a.txt", text)
    assert row["text"] == text
    assert row["n_chars"] == len(text)
    assert row["n_words"] == len(text.split())
    assert row["article_id"] == content_id(text)
    assert (row["media_type"], row["source_record"], row["layout"]) == ("text/plain", None, None)
    assert (row["title"], row["authors"], row["language"]) == ("Chips and chess", ["Ann Lee"], "en")
    assert rejects == []


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "A.Txt", "two words 🙂.txt", "a.b.c.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_and_line_ends_make_no_difference(read: Read, name: str, encoding: str) -> None:
    text = STORY + "It’s a café — “so what?”\n"
    ((row,), _) = read(name, text.replace("\n", "\r\n").encode(encoding))
    assert row["text"] == text
    assert row["source_path"] == name


def test_mojibake_in_a_plain_text_is_left_alone(read: Read) -> None:
    text = STORY + "Itâ€™s what the file says.\n"
    ((row,), _) = read("a.txt", text)
    assert row["text"] == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_reading_twice_gives_the_same_rows(read: Read, body: str) -> None:
    text = STORY * 3 + body
    first = read("a.txt", text)
    assert first == read("a.txt", text)
    assert [row["text"] for row in first[0]] == [text]


def test_front_matter_tells_metadata_and_stays_in_the_text(read: Read) -> None:
    text = (
        "---\ntitle: 'Chips: a story'\nauthors: [Ann Lee, Bo Chen]\noutlet: The Planet\n"
        "published: 2025-03-12\nlink: https://example.org/a\ntags: [x, y]\n---\n\n"
        "# Another heading\n\nThe rule would be withdrawn, the ministry said.\n"
    )
    ((row,), _) = read("a.md", text)
    assert row["text"] == text
    assert row["media_type"] == "text/markdown"
    assert (row["title"], row["publisher"], row["url"]) == (
        "Chips: a story",
        "The Planet",
        "https://example.org/a",
    )
    assert (row["authors"], row["published_on"]) == (["Ann Lee", "Bo Chen"], date(2025, 3, 12))


@pytest.mark.parametrize(
    "front",
    [
        "title: DeepSeek: the rise",
        "title: [unclosed",
        "- a\n- list",
        "just words",
        "published: 2025-13-45",
        "!!python/object/apply:os.system ['false']",
        "[" * 5000,
        "? !!omap",
        "a: *nowhere",
    ],
)
def test_malformed_front_matter_stops_nothing(read: Read, front: str) -> None:
    text = f"---\n{front}\n---\n# The heading\n\nThe rule would be withdrawn, the ministry said.\n"
    ((row,), rejects) = read("a.markdown", text)
    assert (row["text"], row["title"], row["authors"]) == (text, "The heading", [])
    assert row["published_on"] is None
    assert rejects == []


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Chips\n\nWords of the story.", "Chips"),
        ("Words.\n\n## Not this\n\n# Chips and *chess* ##\n\nMore words.", "Chips and chess"),
        ("Chips [and](https://x.example) chess\n===\n\nWords of the story.", "Chips and chess"),
        ("```\n# a comment\n```\n# Chips\n\nWords of the story.", "Chips"),
        ("#hashtag\n\nWords of the story.", None),
        ("## Only a lower one\n\nWords of the story.", None),
        ("# ****\n\nWords of the story.", None),
        ("Words and no heading at all in the story.", None),
    ],
)
def test_a_markdown_title_is_the_first_heading(read: Read, body: str, title: str | None) -> None:
    ((row,), _) = read("a.md", body)
    assert row["title"] == title


@pytest.mark.parametrize(
    ("name", "content", "reason", "says"),
    [
        ("a.txt", b"", "empty", "no bytes"),
        ("a.txt", b" \n\t\n", "empty", "no words"),
        ("a.md", b"---\ntitle: x\n---\n\n", "empty", "below the front matter"),
        ("a.txt", b"words\0and more words", "binary", "NUL byte at 5"),
        ("a.txt", b"\xff\xfe" + b"\x00\xd8" * 9, "bad_encoding", "save it as UTF-8"),
        (
            "a.txt",
            "Das Ministerium teilte mit, dass die Regel zurückgezogen wird.",
            "not_english",
            "language de",
        ),
        ("a.pdf", b"%PDF-1.7", "unsupported", "expected one of .txt"),
        ("a", b"words", "unsupported", "no suffix"),
        ("a.gz", gzip.compress(b"words"), "unsupported", ".gz"),
        ("a.tar.gz", gzip.compress(b"words"), "unsupported", ".tar"),
        ("a.txt.gz", gzip.compress(b"some words " * 900)[:40], "truncated", "fetch it again"),
        ("a.txt.gz", b"these are no compressed words", "truncated", "fetch it again"),
        ("a.txt.gz", gzip.compress(b"words")[:-6] + b"xxxxxx", "truncated", "fetch it again"),
        ("a.txt.gz", gzip.compress(b""), "empty", "no bytes"),
    ],
)
def test_what_is_no_article_has_its_reason(
    read: Read, name: str, content: bytes | str, reason: str, says: str
) -> None:
    articles, (reject,) = read(name, content)
    assert articles == []
    assert (reject["reason"], reject["source_record"]) == (reason, None)
    assert reject["detail"].startswith(f"{name}: ")
    assert says in reject["detail"]


def test_limits_hold(read: Read) -> None:
    config = IngestConfig(max_bytes=5000, max_chars=1000)
    for name, content, reason in (
        ("a.txt", b"word " * 1001, "too_large"),
        ("a.txt", b"word " * 201, "too_long"),
        # A bomb: a few bytes that expand without end are cut off at the limit.
        ("a.txt.gz", gzip.compress(b"word " * 2_000_000), "too_large"),
    ):
        articles, (reject,) = read(name, content, config)
        assert (articles, reject["reason"]) == ([], reason)
        assert f"ingest.max_{'bytes' if reason == 'too_large' else 'chars'}" in reject["detail"]
    assert len(read("a.txt", b"The word. " * 100, config)[0]) == 1


def test_a_compressed_file_reads_like_the_file(read: Read) -> None:
    ((row,), _) = read("a.txt.gz", gzip.compress(STORY.encode()) + gzip.compress(b"And a second member.\n"))
    assert row["text"] == STORY + "And a second member.\n"
    assert (row["media_type"], row["source_path"]) == ("text/plain", "a.txt.gz")
