"""Labelled JSON Lines to measure on, and texts run through the stages outside a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.buckets import TableFunction, join_columns
from pipeline.errors import InputError
from pipeline.json_lines import read_objects
from pipeline.schemas import ARTICLES, content_id
from pipeline.stages import stage_named
from pipeline.stages.running import prepare_stage
from pipeline.stages.settings import Settings

_PARTS = ("source", "cue", "content")
_PORTION = 200  # texts annotated at once; bounds memory, changes no answer


def read_items(paths: Sequence[Path], task: str) -> list[dict[str, Any]]:
    """Read the lines of an exam, checking each.

    Args:
        paths: JSON Lines files.
        task: ``claims`` or ``attribution``, which says the fields a line needs.

    Returns:
        The lines as they are, other fields included.

    Raises:
        InputError: A file cannot be read, or a line is no object with these fields; names
            the file, the line and what was found.
    """
    items = [_checked(item, place, task) for path in paths for place, item in read_objects(path)]
    if not items:
        raise InputError(str(paths[0]), "holds no line", "one JSON object a line")
    return items


def _checked(item: dict[str, Any], place: str, task: str) -> dict[str, Any]:
    needed = {"claims": ("id", "text", "claim"), "attribution": ("id", "text", "attributions")}
    missing = [name for name in needed[task] if name not in item]
    if missing:
        raise InputError(place, f"has no {', '.join(missing)}", f"the fields {', '.join(needed[task])}")
    if not isinstance(item["text"], str) or not item["text"].strip():
        raise InputError(place, "has a text that is empty or no string", "the words to judge")
    if task == "claims" and not isinstance(item["claim"], bool):
        raise InputError(place, f"has claim {item['claim']!r}", "true or false")
    if task == "attribution":
        _check_attributions(item["attributions"], item["text"], place)
    return item


def _check_attributions(attributions: Any, text: str, place: str) -> None:
    if not isinstance(attributions, list):
        raise InputError(
            place, f"has attributions of type {type(attributions).__name__}", "a list of objects"
        )
    for attribution in attributions:
        if not isinstance(attribution, dict):
            raise InputError(
                place,
                f"has an attribution of type {type(attribution).__name__}",
                "objects with source, cue and content",
            )
        for part in _PARTS:
            spans = attribution.get(part, [])
            if not isinstance(spans, list):
                raise InputError(place, f"has a {part} of type {type(spans).__name__}", "a list of spans")
            for span in spans:
                _check_span(span, text, place)
        if missing := [part for part in ("source", "content") if part not in attribution]:
            raise InputError(
                place, f"has an attribution with no {', '.join(missing)}", "a list of spans each"
            )


def _check_span(span: Any, text: str, place: str) -> None:
    # True is a whole number to Python, and no place in a text.
    whole = isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)
    if not whole or not 0 <= span[0] < span[1] <= len(text):
        raise InputError(
            place, f"has the span {span!r}", f"[start, end] inside the text's {len(text)} characters"
        )


def run_texts(
    texts: Sequence[str], settings: Settings, *, upto: str, as_paragraphs: bool = False
) -> Iterator[pa.Table]:
    """Run texts through the stages, each an article of its own, in portions.

    Args:
        texts: The texts, none empty.
        settings: Parameters and pack.
        upto: Last stage: ``annotate``, ``link`` or ``claims``.
        as_paragraphs: Take each text for one paragraph of prose, whatever it looks like.

    Yields:
        Joined columns of all stages for some of the texts, in their order.
    """
    functions = _functions(settings, upto)
    for start in range(0, len(texts), _PORTION):
        yield _run_portion(_as_articles(texts[start : start + _PORTION], start, as_paragraphs), functions)


def run_stages(articles: pa.Table, settings: Settings, *, upto: str) -> pa.Table:
    """Give the joined columns of all stages for some articles, in their order.

    Args:
        articles: Rows of ARTICLES.
        settings: Parameters and pack.
        upto: Last stage: ``annotate``, ``link``, ``claims`` or ``stance``.
    """
    return _run_portion(articles, _functions(settings, upto))


def _functions(settings: Settings, upto: str) -> dict[str, TableFunction]:
    names = ["segment", "annotate", "link", "claims", "stance"]
    return {name: prepare_stage(name, settings) for name in names[: names.index(upto) + 1]}


def _run_portion(articles: pa.Table, functions: Mapping[str, TableFunction]) -> pa.Table:
    datasets = {"articles": articles}
    for name, function in functions.items():
        stage = stage_named(name)
        read = [datasets[dataset] for dataset in stage.reads]
        datasets[stage.writes[0]] = function(join_columns(read, "texts"))
    return join_columns([table for name, table in datasets.items() if name != "articles"], "texts")


def _as_articles(texts: Sequence[str], first: int, as_paragraphs: bool) -> pa.Table:
    rows: list[Mapping[str, Any]] = [
        {
            "article_id": content_id(first + number, text),
            "source_path": "exam",
            "source_record": first + number,
            "media_type": "text/plain",
            "title": None,
            "authors": [],
            "publisher": None,
            "published_on": None,
            "url": None,
            "language": "en",
            "text": text,
            "n_chars": len(text),
            "n_words": len(text.split()),
            "layout": [{"start_char": 0, "end_char": len(text), "kind": "paragraph"}]
            if as_paragraphs
            else None,
        }
        for number, text in enumerate(texts)
    ]
    return pa.Table.from_pylist(rows, schema=ARTICLES)
