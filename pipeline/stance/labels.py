"""Labelled sentences as JSON Lines, read whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import InputError
from pipeline.json_lines import read_objects
from pipeline.schemas import STANCES

_FORM = '{"id", "text", "target_span": [start, end], "label"}'
_GROUPS = ("group", "family", "article_id")


class Label(NamedTuple):
    """One line: a text, where its target is, and the right stance.

    Attributes:
        id: The line's id.
        text: The words that were judged.
        label: One of ``STANCES``.
        target_spans: Where the target is named, each [start, end].
        rival_spans: Where other sides are named; empty if the line does not say.
        side: The target's side; null if the line does not say.
        group: Rows that must stay together when some are held out: the line's ``group``,
            ``family`` or ``article_id``, else its text.
        strategy: How `claimline label` picked the row; null if the line does not say.
    """

    id: str
    text: str
    label: str
    target_spans: list[list[int]]
    rival_spans: list[list[int]]
    side: str | None
    group: str
    strategy: str | None = None


def read_labels(
    paths: Iterable[Path], settle: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] | None = None
) -> list[Label]:
    """Give the lines of label files, in order.

    A line is ``{"id", "text", "target", "target_span": [start, end], "label"}``. Used if there:
    ``mentions`` and ``rival_mentions`` (all places where the target, or another side, is named),
    ``side``, and ``group``, ``family`` or ``article_id``. Other fields are ignored, empty lines
    skipped, and so are rows whose ``label`` is null for a ``reason`` (`claimline label`).

    Args:
        paths: JSON Lines files in UTF-8.
        settle: Gives one row for several labellers' rows of one question; asked about all rows
            that name a ``labeller``. Null: each row counts.

    Raises:
        InputError: A file cannot be read or a line is not of this form; names file and line.
            Nothing of any file is returned then.
    """
    told = [(place, item) for path in paths for place, item in read_objects(path)]
    labels = [_read_label(item, place) for place, item in told if not _has_no_stance(item)]
    several = [item for _, item in told if item.get("labeller")]
    if settle is None or not several:
        return labels
    alone = [item for _, item in told if not item.get("labeller")]
    settled = [item for item in settle(several) if not _has_no_stance(item)]
    return [_read_label(item, "settled labels") for item in (*alone, *settled)]


def count_reasons(paths: Iterable[Path]) -> Counter[str]:
    """Count the rows without a stance that label files hold, by their reason."""
    told = (item for path in paths for _, item in read_objects(path))
    return Counter(str(item["reason"]) for item in told if _has_no_stance(item))


def _has_no_stance(item: Mapping[str, Any]) -> bool:
    return item.get("label") is None and bool(item.get("reason"))


def _read_label(item: Mapping[str, Any], place: str) -> Label:
    missing = [name for name in ("id", "text", "target_span", "label") if item.get(name) in (None, "")]
    if missing:
        raise InputError(place, f"no {' and no '.join(missing)}", _FORM, "add what is missing")
    text, label, side = item["text"], item["label"], item.get("side")
    if not isinstance(text, str):
        raise InputError(place, f"text is {text!r}", "a string")
    if not isinstance(label, str) or label not in STANCES:
        raise InputError(place, f"label is {label!r}", f"one of {', '.join(STANCES)}", "relabel the line")
    if not isinstance(side, str | None):
        raise InputError(place, f"side is {side!r}", "a string or null")
    spans = item.get("mentions") or [item["target_span"]]
    rivals = item.get("rival_mentions") or []
    for name, listed in (("mentions", spans), ("rival_mentions", rivals)):
        _check_spans(listed, "target_span" if name not in item else name, text, place)
    group = next((str(item[name]) for name in _GROUPS if item.get(name)), text)
    strategy = item.get("strategy")
    return Label(
        str(item["id"]),
        text,
        label,
        spans,
        rivals,
        side,
        group,
        strategy if strategy is None else str(strategy),
    )


def _check_spans(spans: Any, name: str, text: str, place: str) -> None:
    expected = f"[start, end] with 0 <= start < end <= {len(text)}, in code points of text"
    if not isinstance(spans, list):
        raise InputError(place, f"{name} is {spans!r}", f"a list of {expected}")
    for span in spans:
        whole = isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span)
        if not whole or not 0 <= span[0] < span[1] <= len(text):
            raise InputError(place, f"{name} holds {span!r}", expected, "mark the target's words anew")
