from __future__ import annotations

import pyarrow as pa

from pipeline.labelling.questions import MAX_CONTEXT_CHARS, Question, make_questions


def _words(row: dict[str, object], name: str) -> list[str]:
    text = str(row["text"])
    return [text[start:end] for start, end in row[name]]  # type: ignore[attr-defined]


def test_a_question_holds_all_that_a_label_needs(questions: list[Question]) -> None:
    row = questions[0].row
    assert row["id"] == "claim-one:china"
    assert (row["text"], row["target"]) == ("Huawei beats Nvidia, and it grows", "Huawei")
    assert _words({**row, "spans": [row["target_span"]]}, "spans") == ["Huawei"]
    assert _words(row, "mentions") == ["Huawei", "it"]
    assert _words(row, "rival_mentions") == ["Nvidia"]
    assert (row["side_name"], row["claimant_name"], row["group"]) == ("China", "Ada Roe", "one-group")
    assert (row["title"], row["publisher"], row["published_on"]) == (
        "A title, with comma",
        "The Day",
        "2026-02-03",
    )


def test_the_context_is_the_rest_of_the_sentence_and_one_more_on_each_side(questions: list[Question]) -> None:
    first, last = questions[0].row, questions[2].row
    assert first["context_before"] == "Chips matter. Ada Roe said 🚀 "
    assert first["context_after"] == ". Nobody asked why."  # furniture is no context
    assert (last["context_before"], last["context_after"]) == ("", ".")


def test_an_endless_sentence_is_cut(tables: dict[str, pa.Table]) -> None:
    long = "word " * 500
    text = f"{long}{tables['articles']['text'][1].as_py()}"
    articles = tables["articles"].to_pylist()
    articles[1]["text"] = text
    moved = tables["claims"].to_pylist()
    moved[1]["start_char"] += len(long)
    moved[1]["end_char"] += len(long)
    stances = tables["stances"].to_pylist()
    for stance in stances[2:]:
        stance["target_start_char"] += len(long)
        stance["target_end_char"] += len(long)
    whole = [{"article_id": "two", "start_char": 0, "end_char": len(text), "block_kind": "paragraph"}]
    made = make_questions(
        {
            **tables,
            "articles": pa.Table.from_pylist(articles),
            "claims": pa.Table.from_pylist(moved),
            "stances": pa.Table.from_pylist(stances),
            "sentences": pa.Table.from_pylist(whole),
        }
    )
    assert len(made[2].row["context_before"]) == MAX_CONTEXT_CHARS
    assert _words(made[2].row, "mentions") == ["Huawei"]  # at least the target is one


def test_the_reach_of_a_claim_counts_articles_of_its_group(questions: list[Question]) -> None:
    assert {question.group_articles for question in questions} == {2}
    assert questions[0].model == {
        "model_id": "m1",
        "model_stance": "supporting",
        "p_supporting": 0.9,
        "p_critical": 0.05,
        "p_neutral": 0.05,
    }
    assert questions[2].model["model_stance"] is None


def test_a_side_without_a_name_is_shown_by_its_id(tables: dict[str, pa.Table]) -> None:
    assert make_questions(tables)[0].row["side_name"] == "china"
