"""An article as HTML with its claims underlined, claimants and sides marked, stances signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

SIGNS = {"supporting": "+", "critical": "−", "neutral": "=", None: "?"}

# Backgrounds are translucent and text keeps the notebook's colour, so light and dark both read.
_STYLE = """
.claimline{line-height:1.7;max-width:46em;font-family:inherit}
.claimline .cl-text{white-space:pre-wrap;overflow-wrap:anywhere}
.claimline .cl-dim{opacity:.55}
.claimline .cl-claim{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:4px;
text-decoration-color:rgba(128,128,128,.75)}
.claimline .cl-chosen{text-decoration-color:currentColor;text-decoration-thickness:3px}
.claimline .cl-claimant{border-radius:3px;box-shadow:inset 0 0 0 1px currentColor;padding:0 2px}
.claimline .cl-side0{background:rgba(45,115,230,.22)}.claimline .cl-side1{background:rgba(235,135,20,.26)}
.claimline .cl-side2{background:rgba(130,80,200,.24)}.claimline .cl-side3{background:rgba(120,120,120,.28)}
.claimline .cl-stance{font-size:.78em;font-weight:600;border-radius:3px;padding:0 4px;margin:0 1px;
white-space:nowrap;text-decoration:none;display:inline-block;line-height:1.5}
.claimline .cl-supporting{background:rgba(30,150,85,.3)}.claimline .cl-critical{background:rgba(215,60,60,.3)}
.claimline .cl-neutral{background:rgba(128,128,128,.25)}
.claimline .cl-abstained{box-shadow:inset 0 0 0 1px rgba(128,128,128,.6)}
.claimline .cl-legend{font-size:.85em;margin:.4em 0 .8em}.claimline .cl-legend>span{margin-right:1em}
.claimline .cl-head{font-weight:600}
""".replace("\n", "")


@dataclass(frozen=True)
class Mark:
    """A stretch of the text with what it is.

    Args:
        start: First character.
        end: One past the last.
        classes: CSS classes it adds.
        badge: HTML that stands behind it; empty for none.
    """

    start: int
    end: int
    classes: str
    badge: str = ""


@dataclass(frozen=True, repr=False)
class Shown:
    """HTML that a notebook shows.

    Args:
        html: The markup, with its style; safe to put into any page.
        plain: The same without marks, for a terminal.
    """

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


def mark_article(
    claims: pd.DataFrame,
    entities: pd.DataFrame,
    blocks: pd.DataFrame,
    sides: Mapping[str, str],
    chosen: str | None = None,
) -> list[Mark]:
    """Give the marks of an article: furniture, claims with their stances, claimants, sides.

    Args:
        claims: The article's rows of ``claims_full`` with ``claimant_start_char`` and
            ``claimant_end_char``.
        entities: The article's entities.
        blocks: The article's blocks.
        sides: The sides' names by id; their order gives their colours.
        chosen: A claim to stand out; None for no one.
    """
    number = {side: min(place, 3) for place, side in enumerate(sides)}
    marks = [
        Mark(start, end, "cl-dim")
        for start, end, kind in _rows(blocks, "start_char", "end_char", "kind")
        if kind == "furniture"
    ]
    for claim_id, rows in claims.groupby("claim_id", sort=False):
        first = rows.iloc[0]
        badges = "".join(
            _badge(stance, sides.get(side, side))
            for side, stance in _rows(rows, "side", "stance")
            if side is not None
        )
        classes = "cl-claim cl-chosen" if claim_id == chosen else "cl-claim"
        marks.append(Mark(int(first["start_char"]), int(first["end_char"]), classes, badges))
    places = _rows(claims, "claimant_start_char", "claimant_end_char")
    marks += [Mark(start, end, "cl-claimant") for start, end in dict.fromkeys(places) if start is not None]
    marks += [
        Mark(start, end, f"cl-side{number.get(side, 3)}")
        for start, end, side in _rows(entities, "start_char", "end_char", "side")
        if side is not None
    ]
    return marks


def _rows(frame: pd.DataFrame, *columns: str) -> Iterable[tuple]:  # type: ignore[type-arg]
    lists = [[None if pd.isna(value) else value for value in frame[column]] for column in columns]
    return zip(*lists, strict=True)


def _badge(stance: str | None, name: str) -> str:
    word = stance or "abstained"
    title = f"{word} toward {name}" if stance else f"unsure about {name}"
    return f'<span class="cl-stance cl-{word}" title="{escape(title)}">{SIGNS[stance]} {escape(name)}</span>'


def render_text(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """Give a stretch of a text as HTML with its marks, every character of it escaped.

    Marks may overlap and nest in any way: the text is cut wherever one begins or ends, and each
    piece carries the classes of all marks over it.

    Args:
        text: The article's text.
        marks: Marks in code points of ``text``; those outside the stretch are left out.
        start: First character of the stretch.
        end: One past its last; None for the end of the text.
    """
    end = len(text) if end is None else end
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.start < end and mark.end > start:
            opening.setdefault(max(mark.start, start), []).append(mark)
            closing.setdefault(min(mark.end, end), []).append(mark)
    active: dict[str, int] = {}
    parts = []
    at = start
    for place in sorted({*opening, *closing, end}):
        if place > at:
            classes = " ".join(active)
            words = escape(text[at:place])
            parts.append(f'<span class="{classes}">{words}</span>' if classes else words)
            at = place
        for mark in closing.get(place, ()):
            active[mark.classes] -= 1
            if not active[mark.classes]:
                del active[mark.classes]
            parts.append(mark.badge)
        for mark in opening.get(place, ()):
            active[mark.classes] = active.get(mark.classes, 0) + 1
    return "".join(parts)


def render_page(head: str, body: str, sides: Mapping[str, str]) -> str:
    """Put marked text under a heading and a legend, with its style.

    Args:
        head: Plain text of the heading.
        body: HTML of the text.
        sides: The sides' names by id.
    """
    legend = "".join(
        f'<span><span class="cl-side{min(place, 3)}">{escape(name)}</span></span>'
        for place, name in enumerate(sides.values())
    )
    legend += '<span><span class="cl-claim">claim</span></span>'
    legend += '<span><span class="cl-claimant">claimant</span></span>'
    legend += "".join(
        f'<span><span class="cl-stance cl-{stance or "abstained"}">{sign} {stance or "unsure"}</span></span>'
        for stance, sign in SIGNS.items()
    )
    return (
        f'<div class="claimline"><style>{_STYLE}</style><div class="cl-head">{escape(head)}</div>'
        f'<div class="cl-legend">{legend}</div><div class="cl-text">{body}</div></div>'
    )
