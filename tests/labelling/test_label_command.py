from __future__ import annotations

import csv
import getpass
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.labelling.choosing import STRATEGIES
from pipeline.labelling.exchange import FORMATS
from pipeline.stages.cli import claimline, main
from pipeline.stages.label import _FORMATS, _STRATEGIES
from pipeline.stance.labels import read_labels


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def _label(*args: object, keys: str = "") -> Result:
    result = CliRunner().invoke(claimline, ["label", *map(str, args)], input=keys)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _rows(path: str | Path = "labels.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def _fail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: object) -> list[str]:
    monkeypatch.setattr(sys, "argv", ["claimline", "label", *map(str, args)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    return capsys.readouterr().err.splitlines()


def test_the_options_offer_what_there_is() -> None:
    assert STRATEGIES == _STRATEGIES
    assert tuple(FORMATS) == _FORMATS


def test_a_session_is_quit_and_resumed(run_folder: Path) -> None:
    first = _label(run_folder, "--labeller", "ada", keys="s\nc\nq")
    assert first.exit_code == 0
    assert first.output.endswith("the same command goes on from here\n2 labels in labels.jsonl\n")
    second = _label(run_folder, "--labeller", "ada", keys="nx")
    assert "4 labels in labels.jsonl" in second.output
    assert len({row["id"] for row in _rows()}) == 4
    third = _label(run_folder, "--labeller", "ada", keys="s")
    assert (
        third.output == f"nothing left for ada to label: 4 questions in {run_folder} fit, all are answered\n"
    )


def test_a_label_needs_no_run_to_be_trained_on(run_folder: Path) -> None:
    _label(run_folder, "--labeller", "ada", keys="sxcw")
    labels = read_labels([Path("labels.jsonl")])
    assert [label.label for label in labels] == ["supporting", "critical"]  # the others are no stances
    row = _rows()[0]
    assert row["text"][slice(*row["target_span"])] == row["target"]
    for name in (
        "claim_id",
        "article_id",
        "source_path",
        "labelled_at",
        "why",
        "strategy",
        "model_id",
        "context_before",
    ):
        assert row[name] is not None, name


def test_the_labeller_is_who_is_logged_in(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "eve")
    _label(run_folder, keys="s")
    assert _rows()[0]["labeller"] == "eve"


def test_nobody_logged_in_must_be_named(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody() -> str:
        raise OSError("no name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert _fail(monkeypatch, capsys, run_folder) == [
        "error: --labeller: nobody is named; expected a name; give --labeller NAME"
    ]


def test_one_side_and_a_number(run_folder: Path) -> None:
    _label(run_folder, "--labeller", "ada", "--side", "us", "--number", 1, keys="ss")
    assert [row["side"] for row in _rows()] == ["us"]


def test_a_second_labeller_is_asked_the_same_and_disagreements_are_decided(run_folder: Path) -> None:
    _label(run_folder, "--labeller", "ada", "--labels", "ada.jsonl", keys="ssq")
    _label(
        run_folder,
        "--labeller",
        "ben",
        "--labels",
        "ben.jsonl",
        "--labels",
        "ada.jsonl",
        "--again",
        "ada",
        keys="sc",
    )
    files = ("--labels", "ada.jsonl", "ben.jsonl")
    told = _label("--agreement", *files).output
    assert "ada and ben: 50% the same of 2" in told
    assert "2 questions, 1 settled, 1 in dispute (settle them with --adjudicate)" in told
    decided = _label("--adjudicate", *files, keys="n")
    assert "the labels are critical (1), supporting (1)" in decided.output
    assert [(row["labeller"], row["label"]) for row in _rows("ada.jsonl")][-1] == ("adjudicated", "neutral")
    assert _label("--adjudicate", *files).output == "no disagreement is open\n"
    assert (
        "2 questions, 2 settled, 0 in dispute"
        in _label(run_folder, "--agreement", "ada.jsonl", "ben.jsonl").output
    )
    assert _label("--settle", *files, "--to", "all.jsonl").output == (
        "2 questions settled in all.jsonl, 2 of them with a stance; 0 in dispute left out\n"
    )
    assert {row["settled_by"] for row in _rows("all.jsonl")} == {"majority", "adjudicated"}


def test_the_random_sample_is_settled_apart(run_folder: Path) -> None:
    _label(run_folder, "--labeller", "ada", keys="ssss")
    for part in ("random", "chosen"):
        _label("--settle", "--only", part, "--to", f"{part}.jsonl")
    apart = [{row["id"] for row in _rows(f"{part}.jsonl")} for part in ("random", "chosen")]
    assert [row["strategy"] for row in _rows("random.jsonl")] == ["random"] * len(apart[0])
    assert sorted([*apart[0], *apart[1]]) == sorted(row["id"] for row in _rows())


def test_csv_there_and_back_twice(run_folder: Path) -> None:
    assert (
        "4 questions in sheet.csv"
        in _label(run_folder, "--labeller", "ada", "--export", "csv", "--to", "sheet.csv").output
    )
    with Path("sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path("back.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "label": "neutral", "labeller": "eve"} for row in rows[:3])
        writer.writerow(rows[3])
    added = _label(run_folder, "--import", "back.csv")
    assert added.output == "3 labels added to labels.jsonl, 0 were there already, 1 rows without a label\n"
    before = Path("labels.jsonl").read_bytes()
    assert "0 labels added to labels.jsonl, 3 were there already" in _label("--import", "back.csv").output
    assert Path("labels.jsonl").read_bytes() == before
    assert {row["model_id"] for row in _rows()} == {"m1"}  # the run knows what the sheet did not say


def test_an_export_of_labels_needs_no_run(run_folder: Path) -> None:
    _label(run_folder, "--labeller", "ada", keys="scnx")
    assert (
        "4 labels in out.jsonl" in _label("--export", "prodigy", "--to", "out.jsonl", "--with-labels").output
    )
    assert "0 labels added" in _label("--import", "out.jsonl", "--format", "prodigy").output
    assert (
        "4 labels added"
        in _label("--import", "out.jsonl", "--format", "prodigy", "--labels", "new.jsonl").output
    )


def test_label_studio_gets_its_interface_beside_the_tasks(run_folder: Path) -> None:
    told = _label(run_folder, "--labeller", "ada", "--export", "label-studio", "--to", "tasks.json").output
    assert "labelling interface in tasks.xml" in told
    assert Path("tasks.xml").read_text(encoding="utf-8").startswith("<View>")


def test_bad_rows_are_named_one_by_one_and_the_labels_stay_as_they_were(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _label(run_folder, "--labeller", "ada", keys="sq")
    _label(run_folder, "--labeller", "ada", "--export", "doccano", "--to", "tasks.jsonl")
    rows = _rows("tasks.jsonl")
    rows[0]["label"], rows[1]["text"], rows[2]["label"] = ["good"], "other words", ["neutral"]
    Path("back.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    before = Path("labels.jsonl").read_bytes()
    told = _fail(monkeypatch, capsys, "--import", "back.jsonl", "--format", "doccano", "--labeller", "eve")
    assert told[0].startswith("error: back.jsonl, line 1: its label is 'good'; expected one of supporting")
    assert told[1].startswith("error: back.jsonl, line 2: the text of ")
    assert (
        told[2]
        == "error: back.jsonl: 2 rows cannot be imported, so nothing was; mend or remove them, then import again"
    )
    assert Path("labels.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--side", "mars"], "error: --side: no claim concerns 'mars'; expected one of china, us"),
        (
            ["--labeller", "adjudicated"],
            "error: --labeller: 'adjudicated' is kept for decisions; expected a person; use --adjudicate",
        ),
        (
            ["--labeller", " "],
            "error: --labeller: the labeller is ' '; expected a name of up to 100 characters",
        ),
        (
            ["--again", "zoe"],
            "error: --again: 'zoe' has no labels in --labels; expected a labeller with labels",
        ),
        (
            ["--import", "x.jsonl"],
            "error: --format: x.jsonl could be several; expected label-studio, prodigy, doccano, csv; give --format",
        ),
        (
            ["--export", "csv", "--to", "there.csv"],
            "error: there.csv: is there already; expected a new file; choose another --to",
        ),
    ],
)
def test_wrong_use_is_one_line(
    run_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    message: str,
) -> None:
    Path("there.csv").write_text("mine", encoding="utf-8")
    given = args if "--labeller" in args else ["--labeller", "ada", *args]
    assert _fail(monkeypatch, capsys, run_folder, *given) == [message]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "No run named."),
        (["a", "b"], "One run at a time, not 2."),
        (["a", "--export", "csv"], "goes together with --to FILE"),
        (["a", "--to", "x"], "goes together with --to FILE"),
        (["--agreement", "--adjudicate"], "--agreement and --adjudicate are different jobs"),
        (["--with-labels"], "No run named."),
    ],
)
def test_options_that_do_not_fit_are_told(args: list[str], message: str) -> None:
    result = _label(*args)
    assert result.exit_code == 2
    assert message in result.output


def test_no_run_in_a_folder_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        "articles.parquet: there is no such file"
        in _fail(monkeypatch, capsys, "nowhere", "--labeller", "ada")[0]
    )
