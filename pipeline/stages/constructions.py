"""Tables of short constructions: passages with every claim, or every mention of a side, marked.

Two formats. A ``.yaml`` file lists passages with their claims (``text``, and for each claim ``who``
and ``says``). A line of a ``.txt`` file is a passage in which ``[words](side)`` marks a mention,
``[words](us china)`` one of both sides, ``[words](-)`` a look-alike; ``¶`` ends a paragraph, ``@``
begins the name of the construction that follows, ``#`` a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline.claims.scoring import f1_scores, match_spans
from pipeline.errors import InputError
from pipeline.spans import CharSpan
from pipeline.stages.exams import run_texts
from pipeline.stages.link import load_pack
from pipeline.stages.settings import Settings
from pipeline.stages.trivial import answer_trivially

_MARK = re.compile(r"\[([^\[\]]+)\]\(([a-z -]+)\)")
_NESTED = re.compile(r"\[([^\[\]]*\[[^\]]+\]\([^)]*\)[^\[\]]*)\](?!\()")
_NONE = "-"


class MarkedPassage(NamedTuple):
    """A text with its mentions: (first character, one past the last, sides; ``-`` a look-alike)."""

    construction: str
    text: str
    marks: list[tuple[int, int, list[str]]]


def read_marked_passages(path: Path) -> list[MarkedPassage]:
    """Read a ``.txt`` table.

    Raises:
        InputError: The file cannot be read.
    """
    passages, construction = [], ""
    for line in _read(path).splitlines():
        if line.startswith("@"):
            construction = line[1:].strip()
        elif line.strip() and not line.startswith("#"):
            passages.append(read_marked_passage(line, construction))
    return passages


def read_marked_passage(line: str, construction: str = "") -> MarkedPassage:
    """Read one line of a ``.txt`` table.

    Example:
        >>> read_marked_passage("[Beijing](china) told [us](-).").marks
        [(0, 7, ['china']), (13, 15, ['-'])]
    """
    line = _NESTED.sub(r"\1", line).replace("¶", "\n")
    text, at, marks = "", 0, []
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append((len(text), len(text) + len(match.group(1)), match.group(2).split()))
        text += match.group(1)
        at = match.end()
    return MarkedPassage(construction, text + line[at:], marks)


def read_claim_passages(path: Path) -> list[dict[str, Any]]:
    """Read a ``.yaml`` table.

    Raises:
        InputError: The file cannot be read or is no list of passages with texts and claims.
    """
    try:
        passages = yaml.safe_load(_read(path))
    except yaml.YAMLError as error:
        raise InputError(str(path), f"is no YAML ({error})", "a list of passages") from error
    if not isinstance(passages, list) or not all(isinstance(p, dict) and "text" in p for p in passages):
        raise InputError(str(path), "is no list of passages", "entries with text and claims")
    return passages


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "a table of constructions") from error


def score_constructions(paths: Sequence[Path], settings: Settings, *, trivially: bool) -> dict[str, Any]:
    """Run the passages of tables through the stages and score what they say.

    Args:
        paths: Files of both formats.
        settings: Parameters and pack.
        trivially: Score the answer that takes no reading instead.

    Returns:
        ``claims_by_span`` (intersection over union of at least half, one to one), ``claimant``
        (right, given the claim), ``mentions`` (precision, recall and F1 of words with their side),
        ``look_alikes_linked`` and ``n``, the counts below them.
    """
    tally: Counter[str] = Counter()
    for path in paths:
        if path.suffix == ".txt":
            marked = read_marked_passages(path)
            rows = _answers([passage.text for passage in marked], settings, "link", trivially)
            for passage, row in zip(marked, rows, strict=True):
                _tally_marks(tally, passage, row["mentions"])
        else:
            passages = read_claim_passages(path)
            rows = _answers([passage["text"] for passage in passages], settings, "claims", trivially)
            for item, row in zip(passages, rows, strict=True):
                _tally_claims(tally, item, row["claims"])
    n_alike = tally["look-alikes"]
    return {
        "claims_by_span": f1_scores(tally["claims found right"], tally["claims found"], tally["claims"]),
        "claimant": round(tally["claimants right"] / max(tally["claims found right"], 1), 4),
        "mentions": f1_scores(tally["mentions found right"], tally["mentions found"], tally["mentions"]),
        "look_alikes_linked": round(tally["look-alikes linked"] / n_alike, 4) if n_alike else 0.0,
        "n": dict(sorted(tally.items())),
    }


def _answers(texts: Sequence[str], settings: Settings, upto: str, trivially: bool) -> list[Mapping[str, Any]]:
    portions = run_texts(texts, settings, upto="segment" if trivially else upto)
    rows = [row for portion in portions for row in portion.to_pylist()]
    if not trivially:
        return rows
    pack = load_pack(settings)
    return [answer_trivially(row, pack) for row in rows]


def _tally_marks(tally: Counter[str], passage: MarkedPassage, mentions: Sequence[Mapping[str, Any]]) -> None:
    linked = [(CharSpan(m["start_char"], m["end_char"]), m["side"]) for m in mentions if m["side"]]
    right = set()
    for start, end, sides in passage.marks:
        span = CharSpan(start, end)
        for side in sides:
            over = [i for i, (other, s) in enumerate(linked) if span.overlap(other) and side in (s, _NONE)]
            if side == _NONE:
                tally.update({"look-alikes": 1, "look-alikes linked": bool(over)})
            else:
                tally.update({"mentions": 1, "mentions found right": bool(over)})
                right.update(over)
    tally["mentions found"] += len(linked)
    tally["mentions found needlessly"] += len(linked) - len(right)


def _tally_claims(
    tally: Counter[str], passage: Mapping[str, Any], claims: Sequence[Mapping[str, Any]]
) -> None:
    wanted, at = [], 0
    for claim in passage["claims"]:
        start = passage["text"].find(claim["says"], at)
        start = passage["text"].find(claim["says"]) if start < 0 else start
        wanted.append(CharSpan(start, start + len(claim["says"])))
        at = start
    found = [CharSpan(claim["start_char"], claim["end_char"]) for claim in claims]
    pairs = match_spans(wanted, found)
    tally.update({"claims": len(wanted), "claims found": len(found), "claims found right": len(pairs)})
    for i, j in pairs:
        tally["claimants right"] += passage["claims"][i]["who"] == claims[j]["claimant"]
