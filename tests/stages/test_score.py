"""Exams, gold articles and agreement, on a few lines of each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.errors import InputError
from pipeline.link.packs import find_pack, read_pack
from pipeline.shipped import shipped_path
from pipeline.spans import CharSpan
from pipeline.stages.agreement import score_agreement
from pipeline.stages.cli import claimline, main
from pipeline.stages.constructions import read_claim_passages
from pipeline.stages.gold import GoldArticle, read_gold
from pipeline.stages.gold_scoring import name_words, same_claimant, score_gold
from pipeline.stages.trivial import answer_trivially

ROOT = shipped_path("params.yaml").parent

STANCE = [
    {
        "id": "1",
        "text": "Huawei is praised for a brilliant chip.",
        "target_span": [0, 6],
        "label": "supporting",
    },
    {
        "id": "2",
        "text": "Huawei was blamed for a terrible failure.",
        "target_span": [0, 6],
        "label": "critical",
    },
]
CLAIMS = [
    {"id": "1", "text": "Nvidia sold two million chips in China last year.", "claim": True},
    {"id": "2", "text": "Who would not want such a chip?", "claim": False},
]
ATTRIBUTION = [
    {
        "id": "1",
        "text": "Prices will fall, analysts said on Monday.",
        "attributions": [{"source": [[18, 26]], "cue": [[27, 31]], "content": [[0, 16]]}],
    }
]


def _file(tmp_path: Path, items: list[dict[str, Any]]) -> Path:
    path = tmp_path / "exam.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def _score(*args: object) -> dict[str, Any]:
    result = CliRunner().invoke(claimline, ["score", *map(str, args)], catch_exceptions=False)
    scores: dict[str, Any] = json.loads(result.stdout)
    return scores


def test_stance_is_scored_and_each_line_answered(tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    scores = _score("stance", _file(tmp_path, STANCE), "--predictions", answers)
    assert scores["n"] == 2
    lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["1", "2"]
    assert [line["stance"] for line in lines] == ["supporting", "critical"]
    assert all(
        abs(sum(line[f"p_{s}"] for s in ("supporting", "critical", "neutral")) - 1) < 1e-5 for line in lines
    )


def test_claims_are_scored_and_each_line_answered(tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    scores = _score("claims", _file(tmp_path, CLAIMS), "--predictions", answers)
    assert (scores["f1"], scores["false_claims"]) == (1.0, 0.0)
    lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert [(line["claim"], line["claim_score"] > 0) for line in lines] == [(True, True), (False, False)]


def test_attribution_is_scored_and_each_line_answered(tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    scores = _score("attribution", _file(tmp_path, ATTRIBUTION), "--predictions", answers)
    assert scores["found_with_right_source"] == 1.0
    (line,) = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert line["attributions"][0]["source"] == [[18, 26]]


@pytest.mark.parametrize(
    ("task", "line", "message"),
    [
        (
            "stance",
            '{"id": "1", "text": "t", "target_span": [0, 1], "label": "pro"}',
            "line 1.*one of supporting",
        ),
        ("stance", '{"id": "1", "text": "t", "target_span": [0, 9], "label": "neutral"}', "line 1"),
        ("claims", '{"id": "1", "text": "t"}', "line 1: has no claim"),
        ("claims", '{"id": "1", "text": "t", "claim": "yes"}', "claim 'yes'; expected true or false"),
        ("claims", "{", "line 1: is no JSON"),
        ("claims", "[]", "line 1: holds a list"),
        ("claims", '{"id": "1", "text": " ", "claim": true}', "text that is empty"),
        ("claims", "", "holds no line"),
        (
            "attribution",
            '{"id": "1", "text": "t", "attributions": [{"source": [[3, 2]]}]}',
            r"the span \[3, 2\]",
        ),
    ],
)
def test_a_bad_line_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    task: str,
    line: str,
    message: str,
) -> None:
    import re

    path = tmp_path / "exam.jsonl"
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["claimline", "score", task, str(path)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert re.search(message, capsys.readouterr().err)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "corpus" / "gold").glob("*/*.json")), ids=lambda p: p.parent.name + p.stem
)
def test_every_annotation_is_in_its_article(path: Path) -> None:
    gold = read_gold(path, ROOT / "corpus" / "articles")
    assert gold.claims
    assert gold.mentions
    for span, claim in gold.claims:
        assert span.text_of(gold.text) == claim["text"]
        assert claim["kind"] in {"fact", "judgement", "cause", "forecast", "report"}
        assert set(claim["sides"].values()) <= {"supporting", "critical", "neutral"}


def test_words_that_are_not_in_the_article_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chips fell.", encoding="utf-8")
    marked = {"article": "a.txt", "claims": [{"text": "Chips rose."}], "mentions": [], "not_claims": []}
    (tmp_path / "a.json").write_text(json.dumps({**marked, "look_alikes": []}), encoding="utf-8")
    with pytest.raises(InputError, match=r"words that are not in the article: 'Chips rose\.'"):
        read_gold(tmp_path / "a.json", tmp_path)


def _claim(**changed: Any) -> dict[str, Any]:
    return {
        "claimant_kind": "named",
        "claimant": "Ann Bo",
        "claimant_name": "Ann Bo",
        "kind": "fact",
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"claimant_name": "Dr. Bo", "claimant": "she"}, True),
        ({"claimant_name": "Cy Dow", "claimant": "Cy Dow"}, False),
        ({"claimant_kind": "author", "claimant": "author", "claimant_name": "author"}, False),
    ],
)
def test_claimants_are_the_same_by_the_words_of_their_names(changed: dict[str, Any], same: bool) -> None:
    assert same_claimant(_claim(), _claim(**changed)) is same


def test_titles_and_articles_tell_nobody_apart() -> None:
    assert name_words("the Dr. Ann of Bo’s") == {"ann", "bo"}


GOLD = GoldArticle(
    name="a.txt",
    text="Chips fell in China. Subscribe now.",
    claims=(
        (CharSpan(0, 20), _claim(claimant_kind="author", claimant="author", sides={"china": "critical"})),
    ),
    mentions=((CharSpan(14, 19), "china"),),
    look_alikes=(),
    not_claims=((CharSpan(21, 35), "furniture"),),
)


def _row(**changed: Any) -> dict[str, Any]:
    found = {"claim_id": "c", "sentence_index": 0, "start_char": 0, "end_char": 20, "claimant_kind": "author"}
    return {
        "text": GOLD.text,
        "sentences": [{"start_char": 0, "end_char": 20}, {"start_char": 21, "end_char": 35}],
        "claims": [{**found, "kind": "fact", "claimant": "author", "claimant_name": "author"}],
        "mentions": [{"start_char": 14, "end_char": 19, "side": "china"}],
        "speaker_mentions": [],
        "stances": [{"claim_id": "c", "side": "china", "stance": "critical"}],
        **changed,
    }


def test_a_perfect_article_scores_one() -> None:
    scores = score_gold([(GOLD, _row())])
    for name in ("claims_by_span", "claims_by_sentence", "sides"):
        assert scores[name]["f1"] == 1.0
    assert (scores["claimant"], scores["kind"], scores["mentions_found"], scores["stance_macro_f1"]) == (
        1,
        1,
        1,
        1,
    )
    assert scores["false_claims"] == 0.0


def test_each_decision_is_scored_alone() -> None:
    claim = _row()["claims"][0]
    furniture = {**claim, "claim_id": "d", "sentence_index": 1, "start_char": 21, "end_char": 35}
    wrong = {**claim, "kind": "cause", "claimant_kind": "named"}
    scores = score_gold([(GOLD, _row(claims=[wrong, furniture], mentions=[], stances=[]))])
    assert (scores["claims_by_span"]["recall"], scores["claims_by_span"]["precision"]) == (1.0, 0.5)
    assert scores["false_claims"] == 1.0
    assert (scores["claimant"], scores["kind"], scores["sides"]["f1"], scores["mentions_found"]) == (
        0,
        0,
        0,
        0,
    )


def test_words_of_others_are_counted_whoever_says_them() -> None:
    said = _claim(text="Chips fell", sides={})
    gold = GoldArticle("a.txt", "Chips fell fast, Bo said.", ((CharSpan(0, 15), said),), (), (), ())
    found = {"claim_id": "c", "sentence_index": 0, "start_char": 0, "end_char": 10, **said}
    row = {"text": gold.text, "sentences": [{"start_char": 0, "end_char": 25}], "claims": [found]}
    scores = score_gold([(gold, {**row, "mentions": [], "speaker_mentions": [], "stances": []})])
    assert scores["attributed_words"] == {"precision": 1.0, "recall": round(2 / 3, 4), "f1": 0.8}


def test_a_claim_whose_span_was_missed_still_has_its_sides_and_claimant_scored_alone() -> None:
    short = {**_row()["claims"][0], "end_char": 5}
    scores = score_gold([(GOLD, _row(claims=[short], stances=[]))])
    assert scores["claims_by_span"]["f1"] == 0.0
    assert (scores["alone"]["claimant"], scores["alone"]["sides"]["f1"]) == (1.0, 1.0)


def test_the_trivial_answer_reads_nothing() -> None:
    text = "Shipments to China fell by half. Is China slow to answer us? Subscribe now. A fire in Washington burns."
    spans = [(0, 32), (33, 60), (61, 75), (76, 103)]
    row = {"text": text, "sentences": [{"start_char": a, "end_char": b} for a, b in spans]}
    answer = answer_trivially(row, read_pack(find_pack("us-china", ROOT / "corpus" / "sides")))
    assert [text[c["start_char"] : c["end_char"]] for c in answer["claims"]] == [
        "Shipments to China fell by half.",
        "A fire in Washington burns.",
    ]
    assert [s["side"] for s in answer["stances"]] == ["china", "us"]
    assert [m["side"] for m in answer["mentions"]] == ["china", "china", "us"]


def test_two_equal_readings_agree() -> None:
    scores = score_agreement([(GOLD, GOLD)])
    assert (scores["claims_by_span"]["f1"], scores["claimant"], scores["stance"]) == (1.0, 1.0, 1.0)


def test_constructions_of_both_kinds_are_scored(tmp_path: Path) -> None:
    marked = tmp_path / "mentions.txt"
    marked.write_text(
        "# a comment\n@ names\n[China](china) told [us](-).\n[Washington](us) said nothing.\n",
        encoding="utf-8",
    )
    claims = tmp_path / "claims.yaml"
    claims.write_text(
        "- {id: a, text: The ministry said that exports fell., claims: [{who: The ministry, says: exports fell}]}\n",
        encoding="utf-8",
    )
    scores = _score("constructions", marked, claims)
    assert scores["claims_by_span"]["f1"] == scores["claimant"] == scores["mentions"]["f1"] == 1.0
    assert scores["look_alikes_linked"] == 0.0
    trivial = _score("constructions", marked, claims, "--trivial")
    assert trivial["claimant"] == 0.0 and trivial["mentions"]["recall"] == 1.0


@pytest.mark.parametrize(("content", "match"), [("[", "is no YAML"), ("a: 1", "is no list of passages")])
def test_a_broken_table_of_constructions_is_named(tmp_path: Path, content: str, match: str) -> None:
    (tmp_path / "a.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"a\.yaml: {match}"):
        read_claim_passages(tmp_path / "a.yaml")
