"""Whole runs: the sample corpus, reruns, kills, other packs, bad input."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.shipped import shipped_path
from pipeline.stages import STAGES
from pipeline.stages.verify import verify_run

ROOT = shipped_path("params.yaml").parent
SAMPLE = ROOT / "corpus" / "articles"
FEW = ["wire-chip-rules.txt", "story-card-open-weights.txt", "oped-cooperation.html", "newsroom-feed.jsonl"]
DATASETS = [name for stage in STAGES for name in stage.writes if name != "tables"]


def _run(*args: object, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.stages.cli", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=options.pop("cwd", ROOT), **options)
    assert not check or done.returncode == 0, done.stderr
    return done


def _rows(out: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(out / "tables" / f"{table}.parquet").to_pylist()
    return rows


def _bytes(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def _mtimes(out: Path) -> dict[str, int]:
    return {str(p.relative_to(out)): p.stat().st_mtime_ns for p in out.rglob("*.parquet")}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with some of the sample articles."""
    folder = tmp_path_factory.mktemp("few") / "articles"
    folder.mkdir()
    for name in FEW:
        shutil.copy(SAMPLE / name, folder)
    return folder


@pytest.fixture(scope="module")
def few_out(few: Path) -> Path:
    """Give an undisturbed run over them, in one process."""
    out = few.parent / "undisturbed"
    _run("run", few, "--out", out, "--jobs", 1)
    return out


@pytest.fixture
def copied(few: Path, few_out: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Give copies of the articles and of their run, free to change."""
    articles = shutil.copytree(few, tmp_path / few.name)
    out = shutil.copytree(few_out, tmp_path / "out")
    yield articles, out


def test_the_sample_run_holds_together(sample: Path) -> None:
    _, failures = verify_run(sample)
    assert failures == []


def test_the_run_ends_with_a_summary_for_people(sample: Path) -> None:
    said = (sample.parent / "said.txt").read_text(encoding="utf-8")
    assert "46 articles" in said
    assert "United States" in said
    assert "supporting" in said
    assert str(sample / "tables") in said


def test_claims_come_from_no_furniture_and_no_heading(sample: Path) -> None:
    kinds = {row["sentence_id"]: row["block_kind"] for row in _rows(sample, "sentences")}
    assert {kinds[row["sentence_id"]] for row in _rows(sample, "claims")} <= {
        "paragraph",
        "list_item",
        "quote",
        "caption",
    }


def test_the_wire_story_and_its_reprints_are_one_group(sample: Path) -> None:
    groups: dict[str, set[str]] = {}
    for row in _rows(sample, "articles"):
        groups.setdefault(row["duplicate_group"], set()).add(Path(row["source_path"]).stem)
    copies = [names for names in groups.values() if len(names) > 1]
    assert copies == [{"wire-chip-rules", "reprint-harbor-courier", "reprint-tech-observer"}]


def test_a_speakers_label_takes_no_side_from_the_words_after_it(sample: Path) -> None:
    # "**A:** America, by months in models": she speaks of America, not for it.
    said = [row for row in _rows(sample, "claims") if row["claimant_name"] == "Shen Ruolan"]
    assert len(said) > 40
    assert {row["claimant_side"] for row in said} <= {"china", None}


def test_plain_text_is_stored_as_it_is(sample: Path) -> None:
    texts = {row["source_path"]: row["text"] for row in _rows(sample, "articles")}
    for path in (*SAMPLE.glob("*.txt"), *SAMPLE.glob("*.md")):
        assert texts[f"articles/{path.name}"] == path.read_text(encoding="utf-8").replace("\r\n", "\n")


def test_every_side_has_every_stance(sample: Path) -> None:
    assert {(row["side"], row["stance"]) for row in _rows(sample, "stances")} >= {
        (side, stance) for side in ("us", "china") for stance in ("supporting", "critical", "neutral")
    }


def test_a_second_run_computes_and_writes_nothing(copied: tuple[Path, Path]) -> None:
    articles, out = copied
    before = _mtimes(out)
    done = _run("run", articles, "--out", out)
    assert _mtimes(out) == before
    assert "9 unchanged" in done.stderr


def test_two_processes_write_the_same_bytes_as_one(few: Path, few_out: Path, tmp_path: Path) -> None:
    # Enough articles to start processes: the few under other words.
    for number in range(5):
        for name in ("wire-chip-rules.txt", "story-card-open-weights.txt", "newsroom-feed.jsonl"):
            text = (few / name).read_text(encoding="utf-8").replace("Huawei", f"Huawei {number}")
            text = text.replace("China", f"China's district {number}").replace("model", f"model {number}")
            target = tmp_path / "many" / f"{number}-{name}"
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
    for jobs in (1, 2):
        _run("run", tmp_path / "many", "--out", tmp_path / str(jobs), "--jobs", jobs)
    assert _bytes(tmp_path / "1") == _bytes(tmp_path / "2")


def test_one_article_more_computes_one_bucket_a_stage(copied: tuple[Path, Path]) -> None:
    articles, out = copied
    before = _mtimes(out)
    (articles / "new.txt").write_text(
        "Chip makers in Ohio and in Shenzhen said on Monday that demand had slowed for the third month.\n"
        * 3,
        encoding="utf-8",
    )
    _run("run", articles, "--out", out)
    changed = [name for name, time_ns in _mtimes(out).items() if before.get(name) != time_ns]
    for dataset in (
        "sources",
        "articles",
        "sketches",
        "documents",
        "annotations",
        "mentions",
        "claims",
        "stances",
    ):
        assert len([name for name in changed if name.startswith(f"{dataset}/")]) == 1, dataset


def test_an_article_taken_away_leaves_no_row(copied: tuple[Path, Path]) -> None:
    articles, out = copied
    (articles / "wire-chip-rules.txt").unlink()
    _run("run", articles, "--out", out)
    assert "articles/wire-chip-rules.txt" not in {row["source_path"] for row in _rows(out, "articles")}
    assert verify_run(out)[1] == []


def test_a_changed_stance_parameter_recomputes_stances_only(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    articles, out = copied
    before = _mtimes(out)
    params = tmp_path / "params.yaml"
    params.write_text("stance: {abstain_below: 0.99}\n", encoding="utf-8")
    _run("run", articles, "--out", out, "--params", params)
    changed = {name.split("/")[0] for name, time_ns in _mtimes(out).items() if before[name] != time_ns}
    assert changed == {"stances", "tables"}
    assert any(row["stance"] is None for row in _rows(out, "stances"))


def test_another_pack_on_the_same_articles_parses_nothing_again(copied: tuple[Path, Path]) -> None:
    articles, out = copied
    before = _mtimes(out)
    _run("run", articles, "--out", out, "--sides", "open-closed")
    changed = {name.split("/")[0] for name, time_ns in _mtimes(out).items() if before.get(name) != time_ns}
    assert not changed & {"sources", "articles", "documents", "annotations"}
    assert {row["side"] for row in _rows(out, "stances")} == {"open", "closed"}
    assert verify_run(out)[1] == []


def test_a_removed_or_damaged_bucket_is_computed_again(copied: tuple[Path, Path], few_out: Path) -> None:
    articles, out = copied
    first, second, *_ = sorted((out / "claims").glob("*.parquet"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:100])
    _run("run", articles, "--out", out)
    assert _bytes(out) == _bytes(few_out)


@pytest.mark.parametrize("moment", range(4))
def test_a_killed_run_goes_on_to_the_same_bytes(
    few: Path, few_out: Path, tmp_path: Path, moment: int
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline.stages.cli", "run", str(few), "--out", str(out), "--jobs", "1"]
    # A moment is when a dataset has its first file, so that machines of any speed are hit alike.
    dataset = ("articles", "annotations", "claims", "tables")[moment]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while (
        not any((out / dataset).glob("*.parquet")) and time.monotonic() < deadline and process.poll() is None
    ):
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _run("run", few, "--out", out)
    assert _bytes(out) == _bytes(few_out)


def test_bad_files_become_rejects_and_the_run_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "bad input \N{SNAKE}"
    folder.mkdir()
    shutil.copy(SAMPLE / "letters-to-editor.txt", folder / "good.txt")
    shutil.copy(SAMPLE / "letters-to-editor.txt", folder / "repeat.txt")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"Chips fell.\x00 Prices rose.")
    lines = [json.dumps({"text": f"Nvidia sold chip number {i} in China, the firm said."}) for i in range(8)]
    lines[6] = '{"text": "broken'
    lines[2] = '{"text": "Chips \\ud800 fell."}'
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "columns.csv").write_text("headline,day\nChips fell,Monday\n", encoding="utf-8")
    (folder / "cut.parquet").write_bytes(b"PAR1" + b"\x00" * 40)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(b"Chips fell in Ohio on Monday. " * 99)[:60])
    (folder / "german.txt").write_text(
        "Die Regierung in Peking hat am Montag neue Regeln für Chips angekündigt. " * 6, encoding="utf-8"
    )
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "long.txt").write_text("Chips fell in Ohio on Monday. " * 400_000, encoding="utf-8")
    out = tmp_path / "out"
    _run("run", folder, "--out", out)
    found = {
        (Path(row["source_path"]).name, row["source_record"]): row["reason"] for row in _rows(out, "rejects")
    }
    assert found == {
        ("binary.txt", None): "binary",
        ("empty.txt", None): "empty",
        ("nul.txt", None): "binary",
        ("lines.jsonl", 2): "bad_characters",
        ("lines.jsonl", 6): "broken_record",
        ("columns.csv", None): "missing_field",
        ("cut.parquet", None): "truncated",
        ("cut.txt.gz", None): "truncated",
        ("german.txt", None): "not_english",
        ("picture.png", None): "unsupported",
        ("long.txt", None): "too_long",
        ("repeat.txt", None): "duplicate",
    }
    assert len(_rows(out, "articles")) == 7
    assert verify_run(out)[1] == []


@pytest.mark.parametrize("files", [{}, {"a.txt": b""}, {"a.png": b"\x89PNG", "b.txt": b"  \n"}])
def test_a_folder_without_an_article_is_an_error(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = _run("run", folder, "--out", tmp_path / "out", "--quiet", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_an_output_folder_that_is_a_file_is_an_error(few: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = _run("run", few, "--out", tmp_path / "out", check=False)
    assert done.returncode == 2
    assert "out" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_full_disk_is_one_line_and_the_run_goes_on_later(few: Path, few_out: Path, tmp_path: Path) -> None:
    import resource

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    out = tmp_path / "out"
    done = _run("run", few, "--out", out, "--quiet", check=False, preexec_fn=no_room)
    assert done.returncode == 2
    assert done.stderr.startswith("error: "), done.stderr
    assert done.stderr.count("\n") == 1
    _run("run", few, "--out", out)
    assert _bytes(out) == _bytes(few_out)
