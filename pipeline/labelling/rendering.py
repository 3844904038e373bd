"""What a labeller sees: the claim in its context, the target marked, the keys, the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rich.text import Text

from pipeline.labelling.questions import Row
from pipeline.schemas import STANCES

TARGET_STYLE, RIVAL_STYLE, QUIET_STYLE = "bold reverse", "underline", "dim"

# Around marked words where no style can be seen: a pipe, a file, a terminal without attributes.
_TARGET_MARKS, _RIVAL_MARKS = ("[[", "]]"), ("<<", ">>")

_SPACE = re.compile(r"\s+")
# What a terminal would take for a command, and what turns the order of letters around.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

KEYS = {
    "s": "supporting",
    "c": "critical",
    "n": "neutral",
    "x": "no_claim",
    "w": "wrong_side",
}
KEY_LINE = "s supporting  c critical  n neutral  x no claim  w not about it  k skip  u undo  ? guide  q quit"

GUIDE = """\
As asserted, how does this claim show the marked side? Read the claim alone, whoever voices it.

  s supporting  shown favourably: praised, credited with strength, success, progress, legitimacy
                or good effects, defended, its case argued
  c critical    shown unfavourably: blamed, ascribed weakness, failure, loss, wrongdoing, danger
                or bad effects, its policy argued against
  n neutral     concerned, and the claim takes no side on it

  x no claim    the words assert nothing: a question, a heading, a fragment
  w not about it  the marked words do not mean this side

Acts told without evaluation (a ban, a launch, a lawsuit, a price) are neutral. The success of one
side is neutral for the other, unless the other's loss or failure is stated or plainly the point.
The main clause outweighs a concession. More in corpus/labels/GUIDE.md."""


def render_question(row: Row, *, heading: str, why: str | None = None, styled: bool = True) -> Text:
    """Give a question as a labeller reads it.

    Args:
        row: A question's or label's row.
        heading: First line, such as how far the session is.
        why: Why it is asked; null to leave it out.
        styled: Whether styles can be seen; else the claim has a line of its own, the target in
            it stands in ``[[ ]]``, other sides in ``<< >>``.
    """
    shown = Text()
    shown.append(f"{heading}\n", style=QUIET_STYLE)
    shown.append(f"{origin_line(row)}\n\n")
    before, after = _flat(row.get("context_before")), _flat(row.get("context_after"))
    if styled:
        shown.append(before, style=QUIET_STYLE)
        shown.append_text(render_claim(row))
        shown.append(after, style=QUIET_STYLE)
    else:
        claim = render_claim(row, styled=False)
        shown.append(f"{before.strip()}\n  > {claim.plain}\n{after.strip()}".strip("\n"))
    voice = row.get("claimant_name")
    if voice:
        shown.append("\n\nsaid by: ", style=QUIET_STYLE)
        shown.append("the article itself" if row.get("claimant_kind") == "author" else str(voice))
    shown.append("\nabout:   ", style=QUIET_STYLE)
    shown.append(_flat(side_name(row)), style="bold")
    if why:
        shown.append("\nasked:   ", style=QUIET_STYLE)
        shown.append(why, style=QUIET_STYLE)
    return shown


def render_claim(row: Row, *, styled: bool = True) -> Text:
    """Give a claim's words with its target and the other sides marked."""
    text, shown, done = row["text"], Text(), 0
    for start, end, is_target in marked_spans(row):
        shown.append(_flat(text[done:start]))
        opening, closing = ("", "") if styled else (_TARGET_MARKS if is_target else _RIVAL_MARKS)
        shown.append(
            f"{opening}{_flat(text[start:end])}{closing}", style=TARGET_STYLE if is_target else RIVAL_STYLE
        )
        done = end
    shown.append(_flat(text[done:]))
    return shown


def marked_spans(row: Row) -> list[tuple[int, int, bool]]:
    """Give what is marked in a row's text, in order and without overlaps: start, end, is target."""
    spans = [(start, end, True) for start, end in row.get("mentions") or [row["target_span"]]]
    spans += [(start, end, False) for start, end in row.get("rival_mentions") or []]
    kept: list[tuple[int, int, bool]] = []
    for span in sorted(spans, key=lambda span: (span[0], not span[2], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def side_name(row: Row) -> str:
    """Give the name of a row's side for people, or the target's words if it has no side."""
    return str(row.get("side_name") or row.get("side") or row.get("target") or "the marked words")


def origin_line(row: Row) -> str:
    """Say where a row comes from: title, publisher and date, as far as they are known."""
    parts = [row.get("title"), row.get("publisher"), row.get("published_on")]
    known = [_flat(part) for part in parts if part]
    return ", ".join(known) or str(row.get("source_path") or row["id"])


def model_line(model: Mapping[str, Any]) -> str:
    """Say what the model answers and how sure it is."""
    odds = ", ".join(
        f"{stance} {model[f'p_{stance}']:.2f}".replace("0.", ".", 1)
        for stance in sorted(STANCES, key=lambda stance: -model[f"p_{stance}"])
    )
    return f"the model says {model['model_stance'] or 'nothing'} ({odds})"


def _flat(words: str | None) -> str:
    spaced = _SPACE.sub(lambda run: "\n\n" if run[0].count("\n") > 1 else " ", words or "")
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", spaced)
