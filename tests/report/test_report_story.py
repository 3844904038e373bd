"""What the page says: answers no stronger than the numbers, sums that hold, quotations that stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.opening import open_run
from pipeline.report.figures import Figure, plain_text
from pipeline.report.quotations import strongest_rows
from pipeline.report.story import Story, tell_story
from pipeline.report.titles import title_balance, title_months

Tell = Callable[[dict[str, tuple[int, int, int]]], Story]


@pytest.fixture(scope="module")
def story(small_run: Path) -> Story:
    return tell_story(open_run(small_run))


@pytest.fixture
def tell(make_run: Any, said: Any, article: Any, tmp_path: Path) -> Tell:
    """Tell the story of so many critical, supporting and neutral claims toward each side."""

    def build(counts: dict[str, tuple[int, int, int]]) -> Story:
        claims = [
            said(f"{side} {stance} {number} stands here as a claim of its own.", toward={side: stance})
            for side, numbers in counts.items()
            for stance, n in zip(("critical", "supporting", "neutral"), numbers, strict=True)
            for number in range(n)
        ]
        return tell_story(open_run(make_run(tmp_path, [article(claims)])))

    return build


@pytest.mark.parametrize(
    ("us", "china", "expected"),
    [
        ((60, 10, 20), (50, 20, 20), "Both sides draw more criticism than support in these articles"),
        ((10, 60, 20), (20, 50, 20), "Both sides draw more support than criticism in these articles"),
        ((30, 28, 20), (25, 29, 20), "Both sides draw about as much support as criticism in these articles"),
        (
            (60, 10, 20),
            (10, 60, 20),
            "The United States draws more criticism than support; China draws more support than criticism",
        ),
        (
            (60, 10, 20),
            (12, 14, 20),
            "The United States draws more criticism than support; China draws as much of one as of the other",
        ),
        ((2, 1, 1), (1, 1, 1), "Too few claims in these articles concern a side to tell who is criticised"),
        ((60, 10, 20), (0, 0, 0), "The United States draws more criticism than support in these articles"),
        ((0, 0, 0), (0, 0, 0), "None of the claims in these articles concerns a side"),
    ],
)
def test_the_headline_says_what_the_numbers_bear(tell: Tell, us: Any, china: Any, expected: str) -> None:
    told = tell({"us": us, "china": china})
    assert told.headline == expected


def test_a_difference_between_sides_is_claimed_only_if_it_is_more_than_chance(tell: Tell) -> None:
    clear, chance = {"us": (80, 10, 10), "china": (20, 10, 70)}, {"us": (32, 10, 10), "china": (30, 10, 12)}
    assert (
        title_balance(tell(clear).answers)
        == "Claims in these articles criticise the United States more often than China"
    )
    assert "may be chance" in plain_text(tell(chance).standing)
    assert "equally often" in title_balance(tell(chance).answers)
    few = {"us": (13, 9, 22), "china": (9, 34, 19)}
    assert (
        title_balance(tell(few).answers)
        == "These articles hold too few claims to say whether they criticise the United States more than China"
    )


def test_every_step_of_the_coverage_adds_up(story: Story) -> None:
    for step in story.steps:
        assert sum(part.count for part in step.parts) == step.whole, step.label
    assert [step.whole for step in story.steps] == [4, 9, 9, 9, 8, 8]


def test_columns_name_voices_and_keep_self_praise_apart(story: Story) -> None:
    us = next(answer for answer in story.answers if answer.side == "us")
    critics = us.columns[0]
    assert (critics.stance, critics.claims.value) == ("critical", 3)
    assert [(voice.name, voice.claims.value, voice.is_own) for voice in critics.voices] == [
        ("Ann Lee", 2, False)
    ]
    assert critics.by_author.value == 1
    assert {row.name for row in story.groups} == {
        "Voices of China",
        "Unnamed sources",
        "The articles’ own voice",
    }


def test_a_quotation_says_who_speaks_and_for_whom(story: Story) -> None:
    us = next(answer for answer in story.answers if answer.side == "us")
    first = us.columns[0].quotations[0]
    assert (first.claimant, first.note) == ("Ann Lee", "speaks for China")
    assert first.text == "Ann Lee says the American rules have failed everybody."


def test_the_strongest_quotations_come_from_different_voices_and_articles() -> None:
    def row(number: int, **changed: Any) -> dict[str, Any]:
        base = {
            "claim_id": f"{number:02d}", "group_id": f"{number}", "duplicate_group": f"{number}", "stance": "critical",
            "p_critical": 0.9, "claimant_kind": "named", "claimant_name": f"N{number}", "claimant_side": None,
            "side": "us", "is_direct": False, "text": "A claim that is long enough to stand alone on a page.",
        }  # fmt: skip
        return {**base, **changed}

    rows = [
        row(1),
        row(2, claimant_name="N1"),
        row(3, duplicate_group="1"),
        row(4, group_id="1"),
        row(5, p_critical=0.95, text="Too short."),
        row(6, stance="neutral"),
        row(7, p_critical=0.8),
    ]
    assert [r["claim_id"] for r in strongest_rows(rows, "critical", 2)] == ["01", "07"]
    assert [r["claim_id"] for r in strongest_rows(rows, "critical", 9)] == ["01", "07", "05", "03"]
    assert strongest_rows([], "critical", 3) == []


def test_months_without_claims_are_there_and_the_title_names_the_peak(story: Story) -> None:
    assert [month.month for month in story.months] == ["2025-03", "2025-04", "2025-05"]
    assert story.months[1].claims == 0
    assert title_months(story.months, "us", "United States") == (
        "Criticism of the United States peaked in March 2025, support in May 2025"
    )


def test_what_the_model_withheld_is_told(story: Story) -> None:
    assert plain_text(story.unsure_told).endswith("It withheld its answer on 1.")
    assert [part for part in story.unsure_told if isinstance(part, Figure)][-1].query["stance"] == "abstained"


def test_forecasts_come_with_the_date_to_look_again(story: Story) -> None:
    assert [(forecast.due, forecast.quotation.claimant) for forecast in story.forecasts] == [
        ("2031", "officials")
    ]


def test_a_point_of_one_voice_in_two_articles_is_not_called_corroborated(story: Story) -> None:
    assert [plain_text(point.support) for point in story.points] == ["one voice, 2 articles"]


def test_refusals_are_told_with_their_meaning(story: Story) -> None:
    assert story.refused == (("bytes that are no text", 1, ("a<b>.pdf: <i>bytes</i>",)),)


def test_model_figures_stand_in_the_order_of_their_sobriety(small_run: Path) -> None:
    scores = {
        "n": 100,
        "accuracy": 0.9,
        "macro_f1": 0.8,
        "macro_f1_low": 0.7,
        "macro_f1_high": 0.9,
        "calibration_error": 0.1,
    }
    scores |= {name: {"f1": 0.8} for name in ("supporting", "critical", "neutral")}
    identity = {
        "dev": {
            "easy": {"classifier": scores},
            "hard": {"classifier": {**scores, "accuracy": 0.6}},
            "odd": {},
        }
    }
    story = tell_story(open_run(small_run), identity)
    assert [figures.labels for figures in story.measured] == ["hard", "easy"]
    assert "60 of 100" in plain_text(story.measured_told)


def test_a_run_without_claims_has_a_story(make_run: Any, tmp_path: Path) -> None:
    story = tell_story(open_run(make_run(tmp_path, [])))
    assert story.headline == "None of the claims in these articles concerns a side"
    assert not story.points and not story.months and not story.groups
