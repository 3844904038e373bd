"""Every construction of mentions.txt is linked exactly as marked; known misses stay misses."""

from __future__ import annotations

import pytest


def mistakes(passage, mentions):
    """Give what is missed, what look-alike is linked, and what else is linked, in words."""
    got = [m for m in mentions if m["side"]]
    wrong, expected = [], set()
    for start, end, sides in passage.marks:
        over = [i for i, m in enumerate(got) if m["start_char"] < end and start < m["end_char"]]
        for side in sides:
            hits = [i for i in over if got[i]["side"] == side]
            expected.update(hits)
            if side == "-":
                wrong += [f"linked {passage.text[start:end]}" for _ in over]
            elif not hits:
                wrong.append(f"missed {passage.text[start:end]} ({side})")
    others = (m for i, m in enumerate(got) if i not in expected)
    return wrong + [f"also {m['text']} ({m['side']}, {m['side_rule']})" for m in others]


def test_constructions_are_linked_as_marked(linked, construction):
    passage, mentions = linked("mentions.txt")[construction]
    assert mistakes(passage, mentions) == []


@pytest.mark.xfail(strict=True, reason="beyond the rules; move it to mentions.txt once it is linked")
def test_known_misses_are_linked_as_marked(linked, known_miss):
    passage, mentions = linked("known_misses.txt")[known_miss]
    assert mistakes(passage, mentions) == []


@pytest.mark.parametrize(
    "line",
    [
        "[Open-weight models](open) spread quickly. [They](open) can be copied.",
        "[Proprietary models](closed) earn more, and [their](closed) makers know it.",
        "[OpenAI](closed) keeps [its](closed) weights secret; [Mistral AI](open) does not.",
        "Police used [open source intelligence](-) to find the boat.",
    ],
)
def test_the_pack_says_what_a_side_is(annotate, link, marked, line):
    passage = marked(line)
    assert mistakes(passage, link(annotate(passage.text), pack="open-closed")[0]) == []


def test_quality_is_counted_over_enough_constructions(linked):
    marks = [mark for passage, _ in linked("mentions.txt") for mark in passage.marks]
    look_alikes = [mark for mark in marks if mark[2] == ["-"]]
    assert len(marks) - len(look_alikes) > 450
    assert len(look_alikes) > 140
