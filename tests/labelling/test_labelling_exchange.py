from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.labelling.choosing import Choice
from pipeline.labelling.exchange import FORMATS
from pipeline.labelling.exchange.findings import BadRowsError
from pipeline.labelling.exchange.importing import Imported, import_answers
from pipeline.labelling.exchange.packing import Item, choice_item, label_item
from pipeline.labelling.exchange.sheets import guarded, unguarded
from pipeline.labelling.questions import Question
from pipeline.labelling.records import ANSWERS, make_label

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
Row = dict[str, Any]


# ---------------------------------------------------------------- what each tool makes of an export


def _in_label_studio(content: str, answers: Sequence[str]) -> str:
    tasks = json.loads(content)
    for number, (task, answer) in enumerate(zip(tasks, answers, strict=True), start=1):
        result = {
            "from_name": "stance",
            "to_name": "claim",
            "type": "choices",
            "value": {"choices": [answer]},
        }
        annotation = {
            "id": number,
            "completed_by": 7,
            "result": [result],
            "was_cancelled": False,
            "updated_at": "2026-03-01T12:30:00.5Z",
        }
        task.update(id=number, project=3, annotations=[annotation])
    return json.dumps(tasks)


def _in_prodigy(content: str, answers: Sequence[str]) -> str:
    tasks = [json.loads(line) for line in content.split("\n") if line]
    for task, answer in zip(tasks, answers, strict=True):
        task.update(
            accept=[answer],
            answer="accept",
            _input_hash=1,
            _task_hash=2,
            _annotator_id="set-ada",
            _timestamp=int(NOW.timestamp()),
        )
    return "".join(json.dumps(task) + "\n" for task in tasks)


def _in_doccano(content: str, answers: Sequence[str]) -> str:
    examples = [json.loads(line) for line in content.split("\n") if line]
    lines = [
        {**example, "id": number, "label": [answer], "Comments": []}
        for number, (example, answer) in enumerate(zip(examples, answers, strict=True))
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _in_a_spreadsheet(content: str, answers: Sequence[str]) -> str:
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    kept = io.StringIO()
    writer = csv.DictWriter(kept, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row, answer in zip(rows, answers, strict=True):
        whole = {name: cell.replace("\r\n", "\n").replace("\n", "\r\n") for name, cell in row.items()}
        writer.writerow({**whole, "label": answer.upper().replace("_", " "), "labeller": "ada"})
    return kept.getvalue()


TOOLS: dict[str, Callable[[str, Sequence[str]], str]] = {
    "label-studio": _in_label_studio,
    "prodigy": _in_prodigy,
    "doccano": _in_doccano,
    "csv": _in_a_spreadsheet,
}
LABELLERS = {"label-studio": "label-studio-7", "prodigy": "set-ada", "doccano": "ada", "csv": "ada"}


def _import(form: str, content: str, folder: Path, held: Sequence[Row] = (), **options: Any) -> Imported:
    path = folder / "answers"
    path.write_bytes(content.encode())
    told = {"place": "answers", "labeller": "ada", "now": NOW, **options}
    return import_answers(FORMATS[form].read(path), held, **told)


# ---------------------------------------------------------------- round trips

_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_odd = st.sampled_from(
    [
        '=HYPERLINK("x")',
        "'tis",
        'a,b;c\t"d"',
        "one\ntwo\r\nthree",
        "\u2028\u00a0🚀",
        "+1",
        "＝1",
        "{}",
        "]]>&<b>",
    ]
)


@st.composite
def _choices(draw: st.DrawFn) -> Choice:
    text = draw(_words | _odd)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    row = {
        "id": f"{draw(st.integers(0, 16**16 - 1)):016x}:us",
        "text": text,
        "target": text[start:end],
        "target_span": [start, end],
        "mentions": [[start, end]],
        "side": "us",
        "rival_mentions": [],
        "context_before": draw(_odd),
        "context_after": draw(_words),
        "side_name": draw(_words),
        "title": draw(st.none() | _words),
        "source_record": draw(st.none() | st.integers(0, 9)),
    }
    odds = {"p_supporting": draw(st.floats(0, 1)), "p_critical": 1.0, "p_neutral": 0.0}
    question = Question(
        row, {"model_id": "m1", "model_stance": draw(st.sampled_from([None, "critical"])), **odds}, "g", 1
    )
    return Choice(question, draw(st.sampled_from(["mixed", "random"])), draw(_words))


@pytest.mark.parametrize("form", FORMATS)
@given(
    choices=st.lists(_choices(), min_size=1, max_size=3, unique_by=lambda choice: choice.question.id),
    show_model=st.booleans(),
    data=st.data(),
)
def test_questions_come_back_from_every_tool_with_all_they_had(
    tmp_path_factory: pytest.TempPathFactory,
    form: str,
    choices: list[Choice],
    show_model: bool,
    data: st.DataObject,
) -> None:
    answers = data.draw(st.lists(st.sampled_from(ANSWERS), min_size=len(choices), max_size=len(choices)))
    content = FORMATS[form].write([choice_item(choice, show_model=show_model) for choice in choices])
    back = TOOLS[form](content, answers)
    folder = tmp_path_factory.mktemp("exchange")
    imported = _import(form, back, folder)
    expected = [
        make_label(
            choice.question.row,
            answer,
            LABELLERS[form],
            NOW,
            strategy=choice.strategy,
            why=choice.why,
            saw_model=show_model,
            model=choice.question.model if show_model else {},
        )
        for choice, answer in zip(choices, answers, strict=True)
    ]
    assert imported == Imported(expected, 0, 0)
    assert _import(form, back, folder, held=expected) == Imported([], len(expected), 0)


@pytest.mark.parametrize("form", FORMATS)
@given(choice=_choices(), answers=st.lists(st.sampled_from(ANSWERS), min_size=2, max_size=2))
def test_labels_of_several_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, form: str, choice: Choice, answers: list[str]
) -> None:
    rows = [
        make_label(
            choice.question.row, answer, name, NOW, strategy="mixed", why="w", model=choice.question.model
        )
        for name, answer in zip(("ada@day.org", "ben@day.org"), answers, strict=True)
    ]
    content = FORMATS[form].write([label_item(row, show_model=True) for row in rows])
    assert _import(form, content, tmp_path_factory.mktemp("exchange"), labeller=None).rows == rows


@given(st.text())
def test_guarding_a_cell_can_be_undone_and_leaves_no_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


# ---------------------------------------------------------------- what the tools see


@pytest.fixture
def items(questions: list[Question]) -> list[Item]:
    return [choice_item(Choice(question, "mixed", "w"), show_model=False) for question in questions]


def test_label_studio_gets_the_marked_claim_and_an_interface_that_fits(items: list[Item]) -> None:
    task = json.loads(FORMATS["label-studio"].write(items))[0]
    assert "<mark>Huawei</mark> beats <u>Nvidia</u>, and <mark>it</mark> grows" in task["data"]["html"]
    assert task["data"]["question"] == "How does this claim show China?"
    assert "predictions" not in task
    config = FORMATS["label-studio"].config
    assert config is not None
    view = ElementTree.fromstring(config[0]())
    assert [choice.get("value") for choice in view.iter("Choice")] == list(ANSWERS)
    needed = {
        value[1:] for element in view.iter() for value in element.attrib.values() if value.startswith("$")
    }
    assert needed <= set(task["data"])


def test_label_studio_gets_the_models_answer_as_a_prediction_if_it_may_be_seen(
    questions: list[Question],
) -> None:
    shown = [choice_item(Choice(question, "mixed", "w"), show_model=True) for question in questions]
    tasks = json.loads(FORMATS["label-studio"].write(shown))
    prediction = tasks[0]["predictions"][0]
    assert (prediction["model_version"], prediction["score"]) == ("m1", 0.9)
    assert prediction["result"][0]["value"] == {"choices": ["supporting"]}
    assert "predictions" not in tasks[2]  # the model abstained


def test_label_studio_gets_one_task_with_the_labels_of_all(questions: list[Question]) -> None:
    rows = [make_label(questions[0].row, "neutral", name, NOW) for name in ("ada", "ben@day.org")]
    tasks = json.loads(FORMATS["label-studio"].write([label_item(row, show_model=False) for row in rows]))
    assert len(tasks) == 1
    assert [a.get("completed_by") for a in tasks[0]["annotations"]] == [None, {"email": "ben@day.org"}]


def test_html_of_a_claim_is_escaped(questions: list[Question]) -> None:
    row = {
        **questions[0].row,
        "text": "<b>Huawei & Co",
        "target_span": [3, 9],
        "mentions": [[3, 9]],
        "rival_mentions": [],
    }
    task = json.loads(FORMATS["label-studio"].write([Item(row, None, None, {}, False)]))[0]
    assert "&lt;b&gt;<mark>Huawei</mark> &amp; Co" in task["data"]["html"]


def test_prodigy_gets_spans_and_options(items: list[Item]) -> None:
    task = json.loads(FORMATS["prodigy"].write(items).split("\n")[0])
    spans = [(task["text"][span["start"] : span["end"]], span["label"]) for span in task["spans"]]
    assert spans == [("Huawei", "TARGET"), ("Nvidia", "OTHER_SIDE"), ("it", "TARGET")]
    assert [option["id"] for option in task["options"]] == list(ANSWERS)


def test_doccano_gets_text_and_label(items: list[Item]) -> None:
    example = json.loads(FORMATS["doccano"].write(items).split("\n")[0])
    assert (example["text"], example["label"], example["about"]) == (
        "Huawei beats Nvidia, and it grows",
        [],
        "China",
    )


def test_no_export_tells_the_models_answer_unasked(items: list[Item]) -> None:
    for form in FORMATS.values():
        assert "p_critical" not in form.write(items)
        assert "m1" not in form.write(items)


# ---------------------------------------------------------------- what is refused

_Change = Callable[[list[Row]], None]


def _pack(row: Row, **changes: Any) -> None:
    packed = json.loads(row["claimline"])
    packed["row"].update(changes)
    row["claimline"] = json.dumps(packed)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            lambda rows: rows[0].update(label=["good"]),
            r"line 1: its label is 'good'; expected one of supporting,",
        ),
        (
            lambda rows: rows[1].update(label=["neutral", "critical"]),
            r"line 2: has 2 labels, .*; expected one label",
        ),
        (lambda rows: rows[0].update(label=[["neutral"]]), r"line 1: its label is \['neutral'\]"),
        (
            lambda rows: rows[0].update(text="Huawei lost"),
            r"line 1: the text of claim-one:china was changed to 'Huawei lost'; expected 'Huawei beats",
        ),
        (lambda rows: rows[0].pop("text"), r"line 1: the text of claim-one:china was changed to None"),
        (lambda rows: rows[0].pop("claimline"), r"line 1: has no field claimline; expected the value that"),
        (lambda rows: rows[0].update(claimline="{}"), r"line 1: its field claimline is damaged"),
        (lambda rows: rows[0].update(claimline=7), r"line 1: its field claimline is damaged"),
        (lambda rows: rows[0].update(claimline="[" * 99999), r"line 1: its field claimline is damaged"),
        (lambda rows: _pack(rows[0], target_span=[0, 1]), r"line 1: its field claimline was changed"),
        (lambda rows: _pack(rows[0], title="\ud800"), r"line 1: its field claimline was changed"),
        (
            lambda rows: rows[0].update(labelled_at="yesterday"),
            r"line 1: its time is 'yesterday'; expected ISO 8601",
        ),
        (
            lambda rows: rows.append({**rows[0], "label": ["wrong_side"]}),
            r"line 5: ada labels claim-one:china wrong_side, but neutral in .*line 1",
        ),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported(
    items: list[Item], tmp_path: Path, change: _Change, finding: str
) -> None:
    rows = [
        json.loads(line)
        for line in _in_doccano(FORMATS["doccano"].write(items), ["neutral"] * 4).split("\n")
        if line
    ]
    change(rows)
    with pytest.raises(
        BadRowsError, match=r"answers: 1 row cannot be imported, so nothing was; mend"
    ) as raised:
        _import("doccano", "".join(json.dumps(row) + "\n" for row in rows), tmp_path)
    assert len(raised.value.findings) == 1
    assert re.search(finding, raised.value.lines()[0]), raised.value.lines()


def test_all_bad_rows_are_named_up_to_fifty(items: list[Item], tmp_path: Path) -> None:
    lines = FORMATS["doccano"].write(items).split("\n")[0]
    with pytest.raises(BadRowsError, match="60 rows cannot be imported") as raised:
        _import("doccano", "\n".join([lines, *["{"] * 59, "7"]), tmp_path)
    told = raised.value.lines()
    assert (len(told), told[-1]) == (51, "… and 10 more")
    assert "line 2: is no JSON" in told[0]


def test_who_labelled_must_be_known(items: list[Item], tmp_path: Path) -> None:
    back = _in_doccano(FORMATS["doccano"].write(items), ["neutral"] * 4)
    with pytest.raises(BadRowsError) as raised:
        _import("doccano", back, tmp_path, labeller=None)
    assert raised.value.lines()[3].endswith(
        "line 4: does not say who labelled it; expected a labeller; name one with --labeller"
    )


@pytest.mark.parametrize(
    ("form", "content", "finding"),
    [
        ("label-studio", "{", "cannot be read"),
        ("label-studio", "{}", "holds a dict; expected Label Studio's export as JSON (not JSON-MIN"),
        ("label-studio", '[{"stance": "neutral"}]', "task 1: has no data"),
        ("label-studio", '[{"data": {}, "annotations": 1}]', "task 1: has no list of annotations"),
        ("label-studio", '[{"data": {}, "annotations": [1]}]', "annotation 1: has no result"),
        ("csv", "label,text\nneutral,a\n", "has no column claimline"),
        ("csv", "label,text,claimline\nneutral,a\n", "row 2: has 2 cells; expected 3"),
        ("csv", 'label,text,claimline\nneutral,"a\n', "is no CSV"),
        ("csv", "", "has no column label and none text and none claimline"),
        ("prodigy", "[1]\n", "line 1: holds a list; expected a JSON object"),
    ],
)
def test_what_is_no_export_of_the_tool_is_named(
    form: str, content: str, finding: str, tmp_path: Path
) -> None:
    with pytest.raises(BadRowsError) as raised:
        _import(form, content, tmp_path)
    assert finding in raised.value.lines()[0]


def test_rows_that_were_skipped_are_counted(items: list[Item], tmp_path: Path) -> None:
    tasks = [
        json.loads(line)
        for line in _in_prodigy(FORMATS["prodigy"].write(items), ["neutral"] * 4).split("\n")
        if line
    ]
    tasks[0]["answer"], tasks[1]["answer"], tasks[2]["accept"] = "ignore", "reject", []
    imported = _import("prodigy", "".join(json.dumps(task) + "\n" for task in tasks), tmp_path)
    assert (len(imported.rows), imported.skipped) == (1, 3)


def test_annotations_of_several_people_are_rows_of_each(items: list[Item], tmp_path: Path) -> None:
    tasks = json.loads(_in_label_studio(FORMATS["label-studio"].write(items), ["neutral"] * 4))
    other = {**tasks[0]["annotations"][0], "completed_by": {"id": 9, "email": "eve@day.org"}}
    tasks[0]["annotations"].append(other)
    tasks[1]["annotations"][0]["was_cancelled"] = True
    imported = _import("label-studio", json.dumps(tasks), tmp_path)
    assert [row["labeller"] for row in imported.rows] == [
        "label-studio-7",
        "eve@day.org",
        "label-studio-7",
        "label-studio-7",
    ]
    assert imported.skipped == 1


def test_a_changed_mind_is_a_new_row_and_the_last_one_counts(items: list[Item], tmp_path: Path) -> None:
    first = _import("doccano", _in_doccano(FORMATS["doccano"].write(items), ["neutral"] * 4), tmp_path)
    changed = _in_doccano(FORMATS["doccano"].write(items), ["critical", *["neutral"] * 3])
    second = _import("doccano", changed, tmp_path, held=first.rows)
    assert ([row["label"] for row in second.rows], second.known) == (["critical"], 3)
    assert _import("doccano", changed, tmp_path, held=[*first.rows, *second.rows]).rows == []


def test_the_model_of_the_run_is_added_where_the_file_does_not_carry_it(
    items: list[Item], questions: list[Question], tmp_path: Path
) -> None:
    back = _in_doccano(FORMATS["doccano"].write(items), ["neutral"] * 4)
    models = {question.id: question.model for question in questions}
    imported = _import("doccano", back, tmp_path, models=models)
    assert imported.rows[1]["p_critical"] == 0.46
    assert imported.rows[1]["saw_model"] is False
