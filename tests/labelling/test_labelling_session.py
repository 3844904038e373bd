from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text

from pipeline.errors import InputError
from pipeline.labelling.choosing import Choice
from pipeline.labelling.pages import choice_pages, dispute_pages
from pipeline.labelling.questions import Question
from pipeline.labelling.session import Session, closing_lines
from pipeline.labelling.storage import LabelFile, label_line


class Keyboard:
    def __init__(self, keys: str | list[str]) -> None:
        self.keys = iter(keys)
        self.pages: list[str] = []

    def show(self, page: Text) -> None:
        self.pages.append(page.plain)

    def read_key(self) -> str:
        return next(self.keys, "")


def _clock() -> Iterator[datetime]:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    while True:
        yield moment
        moment += timedelta(seconds=5)


def _hold(
    keys: str | list[str], questions: list[Question], path: Path, **options: bool
) -> tuple[Keyboard, Session, bool]:
    board, clock = Keyboard(keys), _clock()
    choices = [Choice(question, "mixed", "because") for question in questions]
    session = Session(choice_pages(choices, "ada", **options), LabelFile(path), board, lambda: next(clock))
    return board, session, session.run()


def _labels(path: Path) -> list[tuple[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["id"], row["label"] or row["reason"]) for row in rows]


def test_one_key_a_label_each_written_at_once(questions: list[Question], tmp_path: Path) -> None:
    path = tmp_path / "new" / "labels.jsonl"
    _, session, finished = _hold("scnx", questions, path)
    assert finished
    assert [answer for _, answer in _labels(path)] == ["supporting", "critical", "neutral", "no_claim"]
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[1])
    assert (row["label"], row["reason"], row["labeller"], row["labelled_at"]) == (
        "critical",
        None,
        "ada",
        "2026-03-01T00:00:05+00:00",
    )
    assert (row["strategy"], row["why"], row["model_id"], row["model_stance"], row["p_critical"]) == (
        "mixed",
        "because",
        "m1",
        "critical",
        0.46,
    )
    assert session.given == LabelFile(path).rows


def test_undo_goes_back_over_labels_and_skips(questions: list[Question], tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    _, session, finished = _hold("sk uuucwq", questions, path)
    assert not finished
    assert _labels(path) == [("claim-one:china", "critical"), ("claim-one:us", "wrong_side")]
    assert len(session.given) == 2


def test_undo_with_nothing_to_undo_and_unknown_keys_say_so(questions: list[Question], tmp_path: Path) -> None:
    board, _, _ = _hold(["u", "\x1b[A", "z"], questions, tmp_path / "labels.jsonl")
    assert board.pages[1].startswith("nothing to undo in this session")
    assert board.pages[2].startswith("that key does nothing here")
    assert board.pages[3].startswith("z does nothing here")
    assert not (tmp_path / "labels.jsonl").exists()


def test_undo_leaves_what_others_wrote_meanwhile(questions: list[Question], tmp_path: Path) -> None:
    file = LabelFile(tmp_path / "labels.jsonl")
    mine, theirs = ({"id": "1", "text": "ö", "label": "neutral", "labeller": name} for name in ("ada", "ben"))
    file.append(mine)
    with file.path.open("a", encoding="utf-8") as other:
        other.write(label_line(theirs))
    file.remove(mine)
    assert LabelFile(file.path).rows == [theirs]
    with pytest.raises(InputError, match=r"holds no label of 1 any more"):
        file.remove(mine)


def test_the_model_is_told_after_the_label_only(questions: list[Question], tmp_path: Path) -> None:
    board, _, _ = _hold("cus", questions[:2], tmp_path / "labels.jsonl")
    told = "the model says supporting (supporting .90, critical .05, neutral .05)"
    assert told not in board.pages[0]
    assert board.pages[1].startswith(f"labelled critical; {told}")
    rows = LabelFile(tmp_path / "labels.jsonl").rows
    assert [row["saw_model"] for row in rows] == [True]  # it was told before the first was undone


def test_show_model_shows_it_and_the_row_says_so(questions: list[Question], tmp_path: Path) -> None:
    board, session, _ = _hold("c", questions[2:3], tmp_path / "labels.jsonl", show_model=True)
    assert "the model says nothing (supporting .40, neutral .35, critical .25)" in board.pages[0]
    assert [row["saw_model"] for row in session.given] == [True]


def test_a_page_shows_origin_context_target_claimant_side_and_keys(
    questions: list[Question], tmp_path: Path
) -> None:
    board, _, _ = _hold("q", questions, tmp_path / "labels.jsonl", styled=False)
    assert board.pages[0].splitlines() == [
        "1 of 4",
        "A title, with comma, The Day, 2026-02-03",
        "",
        "Chips matter. Ada Roe said 🚀",
        "  > [[Huawei]] beats <<Nvidia>>, and [[it]] grows",
        ". Nobody asked why.",
        "",
        "said by: Ada Roe",
        "about:   China",
        "asked:   because",
        "",
        "s supporting  c critical  n neutral  x no claim  w not about it  k skip  u undo  ? guide  q quit",
    ]


def test_target_and_rivals_have_their_styles(questions: list[Question]) -> None:
    page = choice_pages([Choice(questions[1], "mixed", "because")], "ada")[0].text
    styles = {page.plain[span.start : span.end]: span.style for span in page.spans}
    assert styles["Nvidia"] == "bold reverse"
    assert styles["Huawei"] == styles["it"] == "underline"
    assert styles["Chips matter. Ada Roe said 🚀 "] == "dim"


def test_the_guide_is_one_key_away(questions: list[Question], tmp_path: Path) -> None:
    board, session, _ = _hold("? c", questions, tmp_path / "labels.jsonl")
    assert "shown unfavourably" in board.pages[1]
    assert [row["label"] for row in session.given] == ["critical"]


def test_text_cannot_command_the_terminal(questions: list[Question]) -> None:
    row = {**questions[0].row, "context_before": "a\x1b[2Jb\x07\u202e\n\n\n c\n d "}
    shown = choice_pages([Choice(questions[0]._replace(row=row), "mixed", "w")], "ada")[0].text.plain
    assert "a�[2Jb��\n\nc d [" not in shown
    assert "a�[2Jb��\n\nc d Huawei" in shown


def test_a_half_row_of_a_killed_session_is_removed_and_told(
    questions: list[Question], tmp_path: Path
) -> None:
    path = tmp_path / "labels.jsonl"
    _hold("sc", questions, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    file = LabelFile(path)
    assert (
        file.mended
        == f"{path} ended in half a row, line 2, as a killed session leaves it; the half was removed"
    )
    assert [row["id"] for row in file.rows] == ["claim-one:china"]
    assert path.read_bytes() == whole[: whole.index(b"\n") + 1]


def test_a_whole_last_row_without_its_line_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    row = {"id": "1", "text": "a", "label": "neutral"}
    path.write_text(json.dumps(row), encoding="utf-8")
    file = LabelFile(path)
    assert (file.mended, file.rows) == (None, [row])
    file.append({**row, "id": "2"})
    assert len(LabelFile(path).rows) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"id": "1", "text": "a", "label": "good"}',
            r"line 1: label is 'good' and reason None; expected a label of",
        ),
        ('{"id": "1", "text": "a", "label": null, "reason": "tired"}', r"label is None and reason 'tired'"),
        ('{"id": 1, "text": "a", "label": "neutral"}', r"line 1: id is 1; expected a string"),
        ("[]", r"line 1: holds a list; expected a JSON object"),
    ],
)
def test_what_is_no_label_row_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        LabelFile(path)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be read or written .*choose another --labels"):
        LabelFile(tmp_path / "file" / "labels.jsonl").append({"id": "1"})


def test_the_end_says_what_was_done_and_how_it_goes_on(questions: list[Question], tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    _, session, finished = _hold("ccxq", questions, path)
    assert closing_lines(session.given, 4, LabelFile(path), finished) == [
        "3 of 4 labelled (2 critical, 1 no_claim); the same command goes on from here",
        f"3 labels in {path}",
    ]


def test_disputes_hide_names_unless_asked(questions: list[Question], tmp_path: Path) -> None:
    rows = [
        {**questions[0].row, "label": label, "labeller": name}
        for name, label in (("ada", "neutral"), ("ben", "critical"))
    ]
    hidden, shown = (dispute_pages([rows], show_names=names)[0] for names in (False, True))
    assert "the labels are critical (1), neutral (1)" in hidden.text.plain
    assert "the labels are ada: neutral, ben: critical" in shown.text.plain
    decided = hidden.make_label("critical", datetime(2026, 3, 1, tzinfo=UTC))
    assert (decided["labeller"], decided["label"], decided["id"]) == (
        "adjudicated",
        "critical",
        "claim-one:china",
    )
