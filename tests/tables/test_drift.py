"""Counting what tells whether articles are of the usual kind, and saying what is off."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parquet import write_table
from pipeline.schemas import PUBLISHED
from pipeline.tables import drift
from pipeline.tables.drift import (
    DriftCounts,
    count_drift,
    count_folder,
    count_refused,
    measure_usual,
    tell_drift,
)
from pipeline.tables.drift_counts import known_words
from pipeline.tables.drift_ranges import LEAST_ALIKE, Usual, fit_usual, usual_shares

_SPOKEN = [("The", "DET"), ("lab", "NOUN"), ("'s", "PART"), ("chip", "NOUN"), (".", "PUNCT")]
_KNOWN = pa.array(["chip", "lab", "the"])
_ODD = [("código", "NOUN"), ("12", "NUM"), ("=", "SYM"), ("x", "X")]

# As the sample corpus shows it, in round numbers: a thousand words of four articles.
_USUAL = DriftCounts(
    articles=4,
    tokens=3600,
    furniture_tokens=240,
    written_words=3200,
    lines=96,
    marks=570,
    words=3000,
    unknown_words=135,
    function_words=1400,
    sentences=215,
    names=100,
    names_without_side=50,
    claims=190,
    claims_without_side=92,
    author_claims=108,
    stances=120,
    unsure_stances=18,
    judged_articles=4,
)


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    columns = {key for row in rows for key in row}
    fields = [field.with_nullable(True) for field in PUBLISHED[name] if field.name in columns or not rows]
    return pa.Table.from_pylist(rows, pa.schema(fields))


def _article(
    name: str, tokens: list[tuple[str, str | None]], side: str | None, p: float
) -> dict[str, pa.Table]:
    """Two claims, one of the author about a side if there is one, and one name; the last token is furniture."""
    claim = [
        {"claim_id": f"{name}{n}", "article_id": name, "claimant_kind": kind}
        for n, kind in enumerate(("author", "named"))
    ]
    stance = {
        "claim_id": f"{name}0",
        "stance": "neutral",
        "p_supporting": (1 - p) / 2,
        "p_critical": (1 - p) / 2,
    }
    return {
        "articles": _table("articles", [{"article_id": name, "text": "A line.\n\nAnother.\n", "n_words": 3}]),
        "tokens": _table(
            "tokens",
            [{"article_id": name, "text": text, "pos": pos} for text, pos in [*tokens, ("Share", None)]],
        ),
        "sentences": _table(
            "sentences",
            [{"article_id": name, "block_kind": kind} for kind in ("paragraph", "quote", "furniture")],
        ),
        "entities": _table(
            "entities",
            [
                {"article_id": name, "label": "ORG", "side": side},
                {"article_id": name, "label": "DATE", "side": None},
                {"article_id": name, "label": None, "side": "us"},
            ],
        ),
        "claims": _table("claims", claim),
        "stances": _table("stances", [{**stance, "p_neutral": p}] if side else []),
    }


def _join(*flat: dict[str, pa.Table]) -> dict[str, pa.Table]:
    return {
        name: pa.concat_tables([one[name] for one in flat], promote_options="default") for name in flat[0]
    }


def _measures(counts: DriftCounts) -> list[str]:
    return [finding.measure for finding in tell_drift(counts)]


def test_counts_what_is_there() -> None:
    found = count_drift(_join(_article("a", _SPOKEN, "us", 0.9), _article("b", _ODD, None, 0.9)), _KNOWN)
    assert found == DriftCounts(
        articles=2,
        articles_without_side=1,
        tokens=9,
        furniture_tokens=2,
        written_words=6,
        lines=4,
        marks=4,
        words=5,  # The, lab, chip, código, x
        unknown_words=2,
        function_words=1,  # The; 's is no word
        sentences=4,
        names=2,
        names_without_side=1,
        claims=4,
        claims_without_side=3,
        author_claims=2,
        stances=1,
    )


@pytest.mark.parametrize(("p", "unsure"), [(0.5, 1), (0.61, 0)])
def test_a_stance_is_unsure_below_six_in_ten(p: float, unsure: int) -> None:
    assert count_drift(_article("a", _SPOKEN, "us", p), _KNOWN).unsure_stances == unsure


def test_a_stance_withheld_is_unsure() -> None:
    flat = _article("a", _SPOKEN, "us", 0.9)
    withheld = pa.nulls(1, pa.string())
    place = flat["stances"].column_names.index("stance")
    flat["stances"] = flat["stances"].set_column(place, "stance", withheld)
    assert count_drift(flat, _KNOWN).unsure_stances == 1


def test_no_articles_count_nothing() -> None:
    assert count_drift({name: schema.empty_table() for name, schema in PUBLISHED.items()}) == DriftCounts()
    assert tell_drift(DriftCounts()) == []


def test_an_article_of_furniture_alone_has_no_words() -> None:
    found = count_drift(_article("a", [], "us", 0.9), _KNOWN)
    assert (found.words, found.tokens, found.furniture_tokens, found.odd_articles) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("tokens", "odd"),
    [
        (_SPOKEN * 30, 0),
        (_ODD * 30, 1),
        (_ODD * 3, 0),  # too short to be judged
        ((_SPOKEN + [("12", "NUM")] * 5) * 20, 1),
    ],
    ids=["prose", "no prose", "short", "numbers"],
)
def test_finds_articles_that_are_no_prose(tokens: list[tuple[str, str | None]], odd: int) -> None:
    flat = _article("b", tokens, "us", 0.9)
    long = flat["articles"].set_column(2, "n_words", pa.array([150], pa.int32()))
    found = count_drift({**flat, "articles": long}, _KNOWN)
    assert (found.odd_articles, found.odd_examples) == (odd, ("b",) * odd)


def test_counting_articles_together_or_one_by_one_is_the_same() -> None:
    flats = [_article(name, _ODD * 30, "us" if name < "d" else None, 0.5) for name in "abcdefgh"]
    together = count_drift(_join(*flats), _KNOWN)
    assert together == reduce(add, (count_drift(flat, _KNOWN) for flat in flats))
    assert together.odd_articles == 8
    assert together.odd_examples == ("a", "b", "c", "d", "e")


def test_a_folder_is_counted_article_by_article(tmp_path: Path) -> None:
    flats = [_article("a", _SPOKEN, "us", 0.9), _article("b", _ODD, None, 0.9)]
    for name, table in _join(*flats).items():
        write_table(table, tmp_path / f"{name}.parquet")
    assert count_folder(tmp_path) == [count_drift(flat) for flat in flats]


def test_refused_languages_are_counted() -> None:
    rejects = _table("rejects", [{"reason": reason} for reason in ("not_english", "empty", "not_english")])
    assert count_refused(rejects) == DriftCounts(articles_refused_language=2)


def test_the_usual_is_no_finding() -> None:
    assert _measures(_USUAL) == []
    assert _measures(reduce(add, [_USUAL] * 1000)) == []


@pytest.mark.parametrize(
    ("measure", "changes"),
    [
        ("unknown_words", {"unknown_words": 600}),
        ("function_words", {"function_words": 700}),
        ("marks", {"marks": 1800}),
        ("lines_per_100_words", {"lines": 500}),
        ("refused_language", {"articles_refused_language": 40}),
        ("furniture", {"furniture_tokens": 9000}),
        ("words_a_sentence", {"sentences": 1000}),
        ("words_a_sentence", {"sentences": 30}),
        ("claims_per_100_words", {"claims": 600, "claims_without_side": 300, "author_claims": 300}),
        ("claims_per_100_words", {"claims": 10, "claims_without_side": 5, "author_claims": 5}),
        ("names_without_side", {"names_without_side": 96}),
        ("articles_without_side", {"articles": 12, "articles_without_side": 12}),
        ("claims_without_side", {"claims_without_side": 186}),
        ("unsure_stances", {"unsure_stances": 60}),
        ("odd_articles", {"articles": 12, "judged_articles": 12, "odd_articles": 12, "odd_examples": ("a",)}),
    ],
)
def test_each_measure_warns_alone(measure: str, changes: dict[str, int]) -> None:
    assert _measures(replace(_USUAL, **changes)) == [measure]


def test_author_claims_warn_only_where_there_are_many() -> None:
    loud = {"claims": 19000, "claims_without_side": 9200, "author_claims": 19000, "words": 300_000}
    wide = replace(
        _USUAL, **loud, function_words=140_000, unknown_words=13_500, sentences=21_500, articles=400
    )
    assert _measures(wide) == ["author_claims"]
    assert _measures(replace(_USUAL, author_claims=_USUAL.claims)) == []


def test_the_sentence_says_what_is_off_what_is_usual_and_what_to_do() -> None:
    (found,) = tell_drift(replace(_USUAL, names_without_side=96))
    assert found.value == 0.96
    assert found.sentence == (
        f"96% of the people, places and organisations belong to no side (usual: at most {found.usual_high:.0%}). "
        "These may be about another contest than the pack, or it lacks names: see `claimline sides lint`."
    )
    (found,) = tell_drift(replace(_USUAL, sentences=1000))
    assert found.sentence.startswith(
        f"3.0 words a sentence (usual: {found.usual_low:.1f} to {found.usual_high:.1f}). "
    )
    assert found.usual_low < 14 < found.usual_high


def test_no_sentences_at_all_have_no_length() -> None:
    (found,) = tell_drift(replace(_USUAL, sentences=0))
    assert found.value == 1e6  # JSON has no word for what has no end


def test_examples_are_named() -> None:
    odd = replace(_USUAL, articles=12, judged_articles=12, odd_articles=12, odd_examples=("a" * 16, "b" * 16))
    assert f"such as {'a' * 16}, {'b' * 16} (usual" in tell_drift(odd)[0].sentence


def _texts(*texts: str) -> dict[str, pa.Table]:
    empty = {name: schema.empty_table() for name, schema in PUBLISHED.items()}
    rows = [{"article_id": f"{i:02}", "text": text, "n_words": 3} for i, text in enumerate(texts)]
    return {**empty, "articles": _table("articles", rows)}


_BENGALI = "\u0995\u09cd\u200d\u09af"


@pytest.mark.parametrize(
    ("text", "is_hidden"),
    [
        ("The \u202elab\u202c said so.", True),
        ("The \u2066lab\u2069 said so.", True),
        ("The lab\u200f said so.", True),
        ("The lab\u061c said so.", True),
        ("The l\u200bab said so.", True),
        ("The l\u200cab said so.", True),
        ("The l\u200dab said so.", True),
        ("The l\u2060ab said so.", True),
        ("The lab said so.\ufeff", True),
        ("The l\xadab said so.", True),
        ("The lab\U000e0041 said so.", True),
        ("\U000e0041", True),
        (_BENGALI, True),  # rare in English prose, and as invisible there
        ("The lab 👩\u200d🔬 said so ❤\ufe0f.", False),
        ("The lab \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f said so.", False),
        ("The\xa0lab — “so”…\u2028said\u3000it, e\u0301.\n\n\tIt did.", False),
        ("", False),
    ],
)
def test_finds_articles_with_hidden_characters(text: str, is_hidden: bool) -> None:
    found = count_drift(_texts(text), _KNOWN)
    assert found.hidden_chars_articles == is_hidden
    assert found.hidden_examples == (("00",) if is_hidden else ())


def test_hidden_characters_are_told_with_examples_however_few_the_articles() -> None:
    plain, hidden = "The lab said so.", "The lab\u200b said so."
    counted = count_drift(_texts(plain, *[hidden] * 7), _KNOWN)
    assert counted.hidden_chars_articles == 7
    assert counted.hidden_examples == ("01", "02", "03", "04", "05")
    both = replace(_USUAL, hidden_chars_articles=2, hidden_examples=("07", "08")) + counted
    assert (both.hidden_chars_articles, both.hidden_examples) == (9, ("01", "02", "03", "04", "05"))
    (found,) = tell_drift(replace(_USUAL, hidden_chars_articles=1, hidden_examples=("07",)))
    assert (found.measure, found.value, found.usual_low, found.usual_high) == ("hidden_chars", 1.0, 0.0, 0.0)
    assert found.sentence == (
        "1 article with characters that no reader sees, such as 07. They turn the direction of letters "
        "or have no width: a quotation may look different from what it is."
    )
    (found,) = tell_drift(replace(_USUAL, hidden_chars_articles=2, hidden_examples=("07", "08")))
    assert found.sentence.startswith("2 articles with characters that no reader sees, such as 07, 08. ")


@given(
    share=st.floats(0.001, 0.999),
    alike=st.floats(LEAST_ALIKE, 0.5),
    articles=st.integers(1, 10_000),
    each=st.integers(1, 2000),
)
def test_a_range_holds_the_usual_and_widens_with_few_articles(
    share: float, alike: float, articles: int, each: int
) -> None:
    usual = Usual(share, alike)
    low, high = usual.interval(articles, articles * each)
    assert 0 <= low <= high <= 1
    wider_low, wider_high = usual.interval(1, each)
    spread, one = alike * (1 / articles + 1) + (1 - alike) / (articles * each), alike * 2 + (1 - alike) / each
    if one < 0.2:  # beyond it a beta distribution has two heaps, at nothing and at all
        assert low <= share <= high
        assert spread <= one
        assert wider_high - wider_low >= high - low - 1e-9


@pytest.mark.parametrize(("articles", "of"), [(0, 10), (3, 0), (1, 1)])
def test_of_nothing_nothing_can_be_said(articles: int, of: int) -> None:
    assert Usual(0.1, 0.3).interval(articles, of) == (0.0, 1.0)


def test_likeness_is_that_of_the_articles() -> None:
    assert fit_usual([(50, 100)] * 10) == Usual(0.5, LEAST_ALIKE)
    all_or_nothing = fit_usual([(0, 100), (100, 100)] * 5)
    assert all_or_nothing.share == 0.5
    assert all_or_nothing.alike == pytest.approx(1, abs=0.01)
    assert fit_usual([(0, 100), (0, 0)], alike=0.3) == Usual(0.00495, 0.3)


def test_every_measure_has_a_usual_share_that_its_command_gives() -> None:
    found = yaml.safe_load((Path(drift.__file__).with_name("drift.yaml")).read_text(encoding="utf-8"))
    assert list(measure_usual([_USUAL])) == list(usual_shares())
    assert found["known_words"] == len(known_words()), "the word list changed: make drift.yaml again"


def test_nothing_is_off_in_the_sample_corpus(sample: Path) -> None:
    articles = count_folder(sample / "tables")
    for some in (articles, articles[::2], articles[1::2], *([one] for one in articles)):
        assert tell_drift(reduce(add, some)) == []


def test_the_usual_shares_are_those_of_the_sample_corpus(sample: Path) -> None:
    now = measure_usual(count_folder(sample / "tables"))
    moved = {name for name, known in usual_shares().items() if abs(known.share - now[name].share) > 0.02}
    assert moved == set(), "the sample run moved: make drift.yaml again"
