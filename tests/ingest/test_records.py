from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.ingest import IngestConfig

Read = Callable[..., tuple[list[dict[str, Any]], list[dict[str, Any]]]]


WORDS = "The ministry said on Monday that the rule would be withdrawn."
RECORD = {
    "headline": "Chips &amp; chess",
    "byline": "By Ann Lee and Bo Chen",
    "source": {"id": None, "name": "The Planet"},
    "publishedAt": "2025-03-12T08:15:00Z",
    "url": "https://example.org/a",
    "Article Text": f"{WORDS}\r\n\r\n  {WORDS} ",
}


def lines(*records: Any) -> str:
    return "\n".join(json.dumps(record) for record in records)


def reasons(rejects: list[dict[str, Any]]) -> list[tuple[int | None, str]]:
    return [(reject["source_record"], reject["reason"]) for reject in rejects]


def parquet(path: Path, **columns: Any) -> bytes:
    pq.write_table(pa.table(columns), path)
    return path.read_bytes()


def as_csv(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "record"),
    [
        ("a.jsonl", lines(RECORD), 0),
        ("a.ndjson.gz", gzip.compress(lines(RECORD).encode()), 0),
        ("a.json", json.dumps(RECORD, indent=2), None),
        ("a.json", json.dumps([RECORD]), 0),
        ("a.json", json.dumps({"status": "ok", "total": 1, "articles": [RECORD]}), 0),
        ("a.json", lines(RECORD) + "\n\n" + "{", 0),
    ],
)
def test_json_of_every_shape_gives_the_same_row(
    read: Read, name: str, content: bytes | str, record: int | None
) -> None:
    (row, *_), _ = read(name, content)
    assert row["source_record"] == record
    assert row["text"] == f"{WORDS}\n\n  {WORDS} "
    assert (row["title"], row["publisher"]) == ("Chips & chess", "The Planet")
    assert row["authors"] == ["Ann Lee", "Bo Chen"]
    assert (row["published_on"], row["url"]) == (date(2025, 3, 12), "https://example.org/a")
    assert row["layout"] is None


def test_one_broken_line_does_not_stop_the_others(read: Read) -> None:
    good = [json.dumps({"text": f"{WORDS} Number {i}."}) for i in range(8)]
    content = [
        *good[:6],
        '{"text": broken',
        "",
        '{"txt": 1}',
        "[1]",
        '{"text": null}',
        '{"text": 5}',
        *good[6:],
    ]
    articles, rejects = read("a.jsonl", "\r\n".join(content))
    assert [row["source_record"] for row in articles] == [0, 1, 2, 3, 4, 5, 12, 13]
    assert reasons(rejects) == [
        (6, "broken_record"),
        (8, "missing_field"),
        (9, "broken_record"),
        (10, "empty"),
        (11, "missing_field"),
    ]
    assert "a.jsonl line 7: " in rejects[0]["detail"]
    assert "txt" in rejects[1]["detail"]
    assert "ingest.fields.text" in rejects[1]["detail"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "half \\ud800 a pair of words"}', "bad_characters"),
        ('{"text": "a NUL \\u0000 in the words"}', "bad_characters"),
        ('{"text": "<p>half \\ud800 a pair.</p>"}', "bad_characters"),
        ('{"a":' * 60_000 + "1" + "}" * 60_000, "broken_record"),
        ('{"text": "words", "n": ' + "9" * 5000 + "}", "broken_record"),
        ('"words"', "broken_record"),
        ("{'text': 'words'}", "broken_record"),
        ('{"text": "   "}', "empty"),
        ('{"text": {"body": "words"}}', "missing_field"),
        ('{"text": "' + "word " * 500 + '"}', "too_long"),
        ('{"text": "Das Ministerium teilte mit, dass die Regel zurückgezogen wird."}', "not_english"),
    ],
)
def test_a_record_that_is_no_article_has_its_reason(read: Read, line: str, reason: str) -> None:
    other = json.dumps({"text": WORDS})
    articles, rejects = read("a.jsonl", f"{other}\n{line}\n{other}", IngestConfig(max_chars=2000))
    assert [row["source_record"] for row in articles] == [0, 2]
    assert reasons(rejects) == [(1, reason)]


def test_metadata_that_cannot_be_stored_is_null(read: Read) -> None:
    record = {
        "text": WORDS,
        "title": "half \ud800",
        "author": ["\udfff", "Ann Lee"],
        "date": "03/04/2025",
        "url": 5,
    }
    ((row,), rejects) = read("a.jsonl", lines(record))
    assert (row["title"], row["authors"], row["published_on"], row["url"]) == (None, ["Ann Lee"], None, None)
    assert rejects == []


def test_mojibake_in_records_is_mended(read: Read) -> None:
    ((row,), _) = read("a.jsonl", lines({"text": f"Itâ€™s here. {WORDS}", "title": "Itâ€™s here"}))
    assert (row["text"], row["title"]) == (f"It’s here. {WORDS}", "It’s here")


def test_paragraphs_in_a_list_are_joined(read: Read) -> None:
    ((row,), _) = read("a.jsonl", lines({"paragraphs": [WORDS, "And more of it."]}))
    assert row["text"] == f"{WORDS}\n\nAnd more of it."


def test_the_first_field_with_words_wins_and_names_can_be_set(read: Read) -> None:
    record = {"text": "", "content": WORDS, "mine": "My own words are in the field of mine."}
    assert read("a.jsonl", lines(record))[0][0]["text"] == WORDS
    config = IngestConfig(fields={"text": ["mine"]})
    assert read("a.jsonl", lines(record), config)[0][0]["text"] == record["mine"]
    assert reasons(read("a.jsonl", lines({"text": WORDS}), config)[1]) == [(0, "missing_field")]


def test_html_in_a_record_is_extracted(read: Read) -> None:
    body = f"<h2>Why</h2><p>{WORDS}</p><ul><li>One</li></ul><script>x()</script>"
    ((row,), _) = read("a.jsonl", lines({"title": "Chips", "content": body}))
    blocks = [(b["kind"], row["text"][b["start_char"] : b["end_char"]]) for b in row["layout"]]
    assert blocks == [("title", "Chips"), ("heading", "Why"), ("paragraph", WORDS), ("list_item", "One")]
    plain = f"They wrote that a <p> element is no paragraph, 3 < 5 and 7 > 6. {WORDS}"
    ((row,), _) = read("a.jsonl", lines({"content": plain}))
    assert (row["text"], row["layout"]) == (plain, None)


def test_an_empty_list_and_a_header_alone_are_rejects(read: Read) -> None:
    for name, content in (("a.json", "[]"), ("a.jsonl", "\n\n"), ("a.csv", "title,text\n")):
        articles, rejects = read(name, content)
        assert (articles, reasons(rejects)) == ([], [(None, "empty")])


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv.gz", "|")],
)
def test_csv_is_read_with_any_separator(read: Read, name: str, delimiter: str) -> None:
    text = f'{WORDS}, "he" said;\nand\t{delimiter} more'
    content = (
        "\ufeff" + as_csv(["Title", "Body", "Date"], ["Chips", text, "12 March 2025"], delimiter=delimiter)
    ).encode()
    ((row,), rejects) = read(name, gzip.compress(content) if name.endswith("gz") else content)
    assert (row["text"], row["title"], row["published_on"]) == (text, "Chips", date(2025, 3, 12))
    assert (row["source_record"], rejects) == (0, [])


def test_csv_rows_that_do_not_fit_are_rejects(read: Read) -> None:
    content = f'title,text\nA,{WORDS}\n\nB,"{WORDS}",,\nC,one, two\nD\nE,"never closed\nF,{WORDS} F\n'
    articles, rejects = read("a.csv", content)
    assert [(row["source_record"], row["title"]) for row in articles] == [(0, "A"), (1, "B"), (5, "F")]
    assert reasons(rejects) == [(2, "broken_record"), (3, "broken_record"), (4, "broken_record")]
    assert "a.csv line 5: 3 fields, expected 2" in rejects[0]["detail"]
    assert "a.csv line 7: a quotation mark never closes" in rejects[2]["detail"]


def test_a_csv_file_cut_off_in_a_text_gives_no_pieces_of_it(read: Read) -> None:
    articles, rejects = read("a.csv", f'title,text\nA,"{WORDS}"\nB,"{WORDS}\nOne, and two\n{WORDS}\n{WORDS}')
    assert [row["title"] for row in articles] == ["A"]
    assert reasons(rejects) == [(1, "broken_record")]


def test_csv_without_the_text_says_what_it_has(read: Read) -> None:
    _, (reject,) = read("a.csv", "headline;corpo\nA;B\n")
    assert reject["reason"] == "missing_field"
    assert "headline, corpo" in reject["detail"]
    assert "ingest.fields.text" in reject["detail"]


def test_a_huge_csv_field_is_read(read: Read) -> None:
    ((row,), _) = read("a.csv", f'text\n"{WORDS * 9000}"\n')
    assert row["n_chars"] == len(WORDS) * 9000


def test_parquet_is_read(read: Read, tmp_path: Path) -> None:
    content = parquet(
        tmp_path / "x",
        body=[WORDS, None, WORDS + " Again."],
        authors=[["Ann Lee"], [], None],
        date=pa.array([datetime(2025, 3, 12, 23, tzinfo=UTC), None, None], pa.timestamp("ns", "UTC")),
        source=[{"name": "The Planet"}, None, None],
        numbers=[1, 2, 3],
    )
    articles, rejects = read("a.parquet", content)
    assert [(row["source_record"], row["text"]) for row in articles] == [(0, WORDS), (2, WORDS + " Again.")]
    assert articles[0]["authors"] == ["Ann Lee"]
    assert (articles[0]["published_on"], articles[0]["publisher"]) == (date(2025, 3, 12), "The Planet")
    assert reasons(rejects) == [(1, "empty")]


def test_bad_parquet_is_a_reject(read: Read, tmp_path: Path) -> None:
    content = parquet(tmp_path / "x", text=[WORDS + str(i) for i in range(500)])
    cases = {
        "truncated": content[: len(content) // 2],
        "missing_field": parquet(tmp_path / "x", words=[WORDS]),
    }
    for reason, damaged in cases.items():
        assert reasons(read("a.parquet", damaged)[1]) == [(None, reason)]
    assert reasons(read("a.parquet", b"no parquet at all")[1]) == [(None, "truncated")]
    assert reasons(read("a.parquet", content, IngestConfig(max_bytes=len(content) + 1))[1]) == [
        (None, "too_large")
    ]


def test_bytes_that_are_no_text_cost_one_row(read: Read, tmp_path: Path) -> None:
    words = pa.array([WORDS.encode(), b"\xff\xff bad", WORDS.encode()]).view(pa.string())
    articles, rejects = read("a.parquet", parquet(tmp_path / "x", text=words))
    assert [row["source_record"] for row in articles] == [0, 2]
    assert reasons(rejects) == [(1, "bad_encoding")]


def test_one_long_text_told_a_million_times_is_cut_off(read: Read, tmp_path: Path) -> None:
    repeated = pa.array([WORDS * 100] * 2000).dictionary_encode()
    content = parquet(tmp_path / "x", text=repeated)
    assert len(content) < 100_000
    articles, rejects = read("a.parquet", content, IngestConfig(max_bytes=100_000))
    assert len(articles) == 100_000 // (len(WORDS) * 100)
    assert reasons(rejects) == [(None, "too_large")]
