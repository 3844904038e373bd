from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest import IngestConfig, duplicates, group_near_duplicates, sketch_articles
from pipeline.schemas import ARTICLES, DUPLICATES, check_table

Layout = list[dict[str, Any]] | None

WORDS = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("", "n", "sk", "rt", "le")]
FOOTER = (
    "The views given here are those of its writers, who keep the right to change them, and of no one else. "
    "Readers who find a mistake in these pages are asked to write to the desk, which answers every letter."
)


class Writer:
    """Writes stories of invented words, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self, n_words: int = 18) -> str:
        # A few words take most places, as in any language.
        chosen = [WORDS[int(len(WORDS) * self.random.random() ** 3)] for _ in range(n_words)]
        return " ".join(chosen).capitalize() + "."

    def story(self, n_paragraphs: int = 8) -> list[str]:
        return [" ".join(self.sentence() for _ in range(3)) for _ in range(n_paragraphs)]


def articles(texts: list[str], layouts: list[Layout] | None = None) -> pa.Table:
    rows = []
    for i, text in enumerate(texts):
        row = dict.fromkeys(ARTICLES.names) | {
            "authors": [],
            "text": text,
            "n_chars": len(text),
            "n_words": 1,
        }
        row |= {
            "article_id": f"{i:016x}",
            "source_path": f"{i}.txt",
            "media_type": "text/plain",
            "language": "en",
        }
        rows.append(row | {"layout": layouts[i] if layouts else None})
    return pa.Table.from_pylist(rows, schema=ARTICLES)


def groups(texts: list[str], layouts: list[Layout] | None = None) -> list[list[int]]:
    """Give the numbers of the texts in each group of two or more."""
    config = IngestConfig()
    found = group_near_duplicates(sketch_articles(articles(texts, layouts), config=config), config=config)
    check_table(found, DUPLICATES, "duplicates")
    members = defaultdict(list)
    for row in found.to_pylist():
        members[row["duplicate_group"]].append(int(row["article_id"], 16))
        assert row["duplicate_group"] <= row["article_id"]
    return [numbers for numbers in members.values() if len(numbers) > 1]


def changed_headline(story: list[str]) -> str:
    return "\n\n".join(["Another headline over it", *story])


def cut(story: list[str]) -> str:
    return "\n\n".join(story[:3])


def added(story: list[str]) -> str:
    return "\n\n".join([*story[:4], Writer(77).sentence(), *story[4:], Writer(78).sentence()])


def wrapped(story: list[str]) -> str:
    words = " ".join(story).split()
    return "\n".join(" ".join(words[i : i + 11]) for i in range(0, len(words), 11))


def restyled(story: list[str]) -> str:
    return "\n\n".join(story).upper().replace(".", " —").replace(",", "")


def edited(story: list[str]) -> str:
    sentences = [sentence.split() for paragraph in story for sentence in paragraph.split(".")]
    return ". ".join(" ".join([*words[:5], "instead", *words[6:]]) for words in sentences)


def in_furniture(story: list[str]) -> str:
    return "\n".join(
        ["Skip to content", "Home | World | Courts", *story, "Share this", "© 2025 The Planet", FOOTER]
    )


@pytest.mark.parametrize("copy", [changed_headline, cut, added, wrapped, restyled, edited, in_furniture])
def test_a_copy_is_of_its_story_s_group(copy: Callable[[list[str]], str]) -> None:
    story, other = Writer(1).story(), Writer(2).story()
    assert groups(["\n\n".join(other), "\n\n".join(story), copy(story)]) == [[1, 2]]


def test_copies_of_copies_are_of_one_group() -> None:
    story = Writer(3).story()
    copies = [cut(story), added(story), edited(story), in_furniture(story), changed_headline(story)]
    assert groups(copies) == [[0, 1, 2, 3, 4]]


def test_stories_on_one_topic_stay_apart() -> None:
    writer = Writer(4)
    quotation, background = writer.story(2)
    stories = []
    for _ in range(6):
        own = writer.story(6)
        stories.append("\n\n".join([*own[:3], quotation, *own[3:], background]))
    assert groups(stories) == []


@pytest.mark.parametrize("n_articles", [3, 12, 60])
def test_lines_of_a_site_group_nothing(n_articles: int) -> None:
    writer = Writer(5)
    short = [" ".join(writer.sentence() for _ in range(4)) for _ in range(n_articles)]
    assert groups([f"Skip to content\nHome | World\n{text}\n{FOOTER}\nShare this" for text in short]) == []


def test_a_digest_is_no_copy_of_its_parts() -> None:
    parts = [" ".join(Writer(seed).story(2)) for seed in range(10, 16)]
    assert groups(["\n".join(parts), *parts[:3]]) == []


def test_furniture_and_captions_of_a_layout_do_not_count() -> None:
    own, shared = [" ".join(Writer(seed).story(1)) for seed in (20, 21)], " ".join(Writer(22).story(4))
    texts = [f"{text}\n\n{shared}" for text in own]

    def layout(kind: str) -> list[Layout]:
        return [
            [
                {"start_char": 0, "end_char": len(text), "kind": "paragraph"},
                {"start_char": len(text) + 2, "end_char": len(text) + 2 + len(shared), "kind": kind},
            ]
            for text in own
        ]

    assert groups(texts, layout("paragraph")) == [[0, 1]]
    assert groups(texts, layout("furniture")) == groups(texts, layout("caption")) == []


def test_few_words_group_only_with_the_same_words() -> None:
    assert groups(["Chips rise today", "CHIPS RISE, today!", "Chips rise", "Chips fall today", "—", "…"]) == [
        [0, 1]
    ]


def test_no_articles_and_no_words() -> None:
    config = IngestConfig()
    none = sketch_articles(ARTICLES.empty_table())
    assert group_near_duplicates(none, config=config).num_rows == 0
    assert groups(["", "!", "?"]) == []


def test_a_sketch_depends_on_its_article_alone() -> None:
    config = IngestConfig(sketch_size=64)
    texts = ["\n".join(Writer(seed).story()) for seed in range(5)]
    whole = sketch_articles(articles(texts), config=config)
    assert whole.slice(2, 1) == sketch_articles(articles(texts).slice(2, 1), config=config)
    assert max(len(signature) for signature in whole.column("signature").to_pylist()) == 64


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(9)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    config = IngestConfig()
    story, other = Writer(6).story(), Writer(7).story()
    texts = [
        cut(story),
        added(story),
        edited(story),
        "\n".join(other),
        cut(other),
        FOOTER,
        "A",
        "B",
        wrapped(other),
    ]
    sketches = sketch_articles(articles(texts), config=config)
    expected = group_near_duplicates(sketches, config=config)
    assert group_near_duplicates(sketches.take(order), config=config) == expected


def test_ranges_of_hashes_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    config = IngestConfig()
    stories = [Writer(seed).story() for seed in range(6)]
    texts = [form(story) for story in stories for form in (cut, added, edited)] + [FOOTER, "A"]
    sketches = sketch_articles(articles(texts), config=config).sort_by("article_id")
    expected = group_near_duplicates(sketches, config=config)
    assert len(set(expected.column("duplicate_group").to_pylist())) == 8
    monkeypatch.setattr(duplicates, "_HASHES_AT_ONCE", 700)
    pieces = [sketches.slice(first, 3) for first in range(0, sketches.num_rows, 3)]
    assert group_near_duplicates(lambda: pieces, config=config) == expected
