"""Parquet files that lie, are cut off, or hold what no article is; and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.ingest import IngestConfig
from pipeline.labelling.exchange.sheets import guarded, unguarded

from .conftest import MOST_SECONDS, Read

WORDS = "The house of the men said that it was. "


def parquet(table: pa.Table) -> bytes:
    whole = io.BytesIO()
    pq.write_table(table, whole, compression="none")
    return whole.getvalue()


def test_ten_thousand_columns_are_looked_through_for_the_text(read: Read) -> None:
    columns = {f"c{i}": [i] for i in range(10_000)} | {"body": [WORDS]}
    found = read("a.parquet", parquet(pa.table(columns)))
    assert [article["text"] for article in found.articles] == [WORDS]
    assert found.seconds < MOST_SECONDS
    found = read("a.parquet", parquet(pa.table({f"c{i}": [i] for i in range(10_000)})))
    assert found.reasons == ["missing_field"]
    assert "more" in found.rejects[0]["detail"] and len(found.rejects[0]["detail"]) < 1500


TEXT_TYPES = {
    "string": pa.array([WORDS]),
    "large_string": pa.array([WORDS], pa.large_string()),
    "dictionary": pa.array([WORDS]).dictionary_encode(),
    "binary": pa.array([WORDS.encode()], pa.binary()),
    "paragraphs": pa.array([[WORDS]]),
}


@pytest.mark.parametrize("kind", TEXT_TYPES)
def test_text_is_read_from_every_type_that_holds_text(read: Read, kind: str) -> None:
    found = read("a.parquet", parquet(pa.table({"text": TEXT_TYPES[kind]})))
    assert ([article["text"] for article in found.articles], found.rejects) == ([WORDS], [])


NO_TEXT_TYPES = {
    "a struct": pa.array([{"words": WORDS}]),
    "a map": pa.array([[("en", WORDS)]], pa.map_(pa.string(), pa.string())),
    "lists of lists": pa.array([[[WORDS]]]),
    "numbers": pa.array([1.5]),
    "times": pa.array([2**62], pa.timestamp("ns")),
}


@pytest.mark.parametrize("kind", NO_TEXT_TYPES)
def test_a_column_that_holds_no_text_is_a_reject(read: Read, kind: str) -> None:
    found = read("a.parquet", parquet(pa.table({"text": NO_TEXT_TYPES[kind]})))
    assert found.articles == []
    assert found.reasons[0] in {"missing_field", "empty", "broken_record"}


WHOLE = parquet(pa.table({"text": [WORDS + str(i) for i in range(50)]}))
FOOTER = struct.unpack("<I", WHOLE[-8:-4])[0]
DAMAGED = {
    "no footer": WHOLE[:-FOOTER],
    "half of it": WHOLE[: len(WHOLE) // 2],
    "a footer of 4 GB": WHOLE[:-8] + struct.pack("<I", 2**32 - 1) + b"PAR1",
    "a footer of no bytes": WHOLE[:-8] + struct.pack("<I", 0) + b"PAR1",
    "a footer a byte too long": WHOLE[:-8] + struct.pack("<I", FOOTER + 1) + b"PAR1",
    "a footer of noise": WHOLE[: -8 - FOOTER] + bytes(range(256)) * (FOOTER // 256 + 1) + WHOLE[-8:],
    "pages of zeros": WHOLE[:4] + bytes(len(WHOLE) - FOOTER - 12) + WHOLE[-8 - FOOTER :],
    "the mark alone": b"PAR1",
    "the mark twice": b"PAR1PAR1",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_says_so(read: Read, damage: str) -> None:
    found = read("a.parquet", DAMAGED[damage])
    assert found.reasons[-1] in {"truncated", "unsupported"}
    assert "the reader failed" not in found.rejects[-1]["detail"]
    assert found.seconds < MOST_SECONDS


def test_a_footer_that_lies_about_its_rows_makes_no_rows_up(read: Read) -> None:
    # The count of rows stands in the footer as a variable-length integer: 50 is 100 zigzagged.
    at = WHOLE.rindex(b"\x16\x64", 0, len(WHOLE) - 8)
    found = read("a.parquet", WHOLE[: at + 1] + b"\x7e" + WHOLE[at + 2 :])
    assert all(article["text"].startswith(WORDS) for article in found.articles)
    assert len(found.articles) <= 50


def test_one_long_text_told_often_stops_at_the_limit(read: Read) -> None:
    text = pa.array([WORDS * 1000]).dictionary_encode()
    table = pa.table({"text": pa.concat_arrays([text] * 200)})
    found = read("a.parquet", parquet(table), IngestConfig(max_bytes=1_000_000))
    assert found.reasons[-1] == "too_large"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|'/c calc'!A0", "'=1", "''", "＝1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_in_a_cell_is_guarded_and_comes_back(cell: str) -> None:
    sheet = io.StringIO()
    csv.writer(sheet).writerow([guarded(cell)])
    (held,) = next(csv.reader(io.StringIO(sheet.getvalue(), newline="")))
    assert held[0] == "'"
    assert unguarded(held) == cell


def test_figures_of_an_evaluation_hold_no_formula(tmp_path: Path) -> None:
    from pipeline.schemas import STANCES
    from pipeline.stages.evaluate import write_evaluation

    part: dict[str, Any] = dict.fromkeys(("macro_f1", "macro_f1_low", "macro_f1_high", "n"), 0.5)
    part |= {stance: {"f1": 0.5, "n": 3} for stance in STANCES}
    scores = {
        "all": part | {"confusion": {"neutral": {"neutral": 1}}},
        "sides": {"=1+1": part},
        "slices": {"@a": part},
    }
    write_evaluation(tmp_path, SimpleNamespace(scores=scores, reliability=[]))
    texts = {path.stem: path.read_text() for path in (tmp_path / "plots").glob("*.csv")}
    held = {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}
    assert [row[0] for row in held["slices"][1:]] == ["all", "'=1+1", "'@a"]
    assert {row[0][:2] for row in held["classes"][1:]} == {"'="}


@pytest.mark.parametrize("side", [*FORMULAS, "=HYPERLINK(1)", "@x", "us"])
def test_plots_hold_no_formula(side: str) -> None:
    from pipeline.schemas import STANCES
    from pipeline.tables.plots import plot_files

    names = ("records", "articles", "sentences", "claims", "attributed_claims", "claims_with_side")
    counts = dict.fromkeys(names, 1) | {"stances": {side: dict.fromkeys(STANCES, 1)}}
    held = {
        name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in plot_files(counts).items()
    }
    cells = [guarded(f"{side} {stance}").replace("\r", " ") for stance in STANCES]
    assert held["stances.csv"][1:] == [[cell, "1"] for cell in cells]
    assert held["funnel.csv"][1] == ["records read", "1"]
