"""A claim as a page quotes it, and which claims to quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.report.rows import Row
from pipeline.report.wording import long_date, one_line, side_phrase

OWN_VOICE = "The article’s own voice"
# Shorter claims lack their subject, longer ones are paragraphs; neither can stand alone.
_FEWEST_CHARS, _MOST_CHARS = 45, 260
_OPENING_MARKS, _CLOSING_MARKS = "“\"‘'«", "”\"’'»"


@dataclass(frozen=True)
class Quotation:
    """A claim with who makes it and where.

    Args:
        claim_id: The claim.
        text: Its words on one line, in quotation marks where the article quotes them.
        claimant: Who makes it, or that it is the article itself.
        note: What a reader should know of the claimant, such as that it speaks of its own side.
        place: Publisher or title.
        dated: Date of publication; empty if unknown.
        stance: Toward the side in question; null where there is none.
    """

    claim_id: str
    text: str
    claimant: str
    note: str
    place: str
    dated: str
    stance: str | None


def quote_claim(row: Row, sides: Mapping[str, str]) -> Quotation:
    """Give a row of ``claims_full`` as a quotation.

    Args:
        row: A claim and a side, or a claim without one.
        sides: Names of the sides.
    """
    text = one_line(row["text"])
    if row["is_direct"]:
        text = text.lstrip(_OPENING_MARKS).rstrip(_CLOSING_MARKS)
    if text[:1].islower():
        text = f"… {text}"
    if row["is_direct"]:
        text = f"“{text}”"
    own = row["claimant_side"]
    note = ""
    if own is not None:
        note = "on their own side" if own == row["side"] else f"speaks for {side_phrase(sides.get(own, own))}"
    return Quotation(
        claim_id=row["claim_id"],
        text=text,
        claimant=OWN_VOICE if row["claimant_kind"] == "author" else one_line(row["claimant_name"]),
        note=note,
        place=_place(row),
        dated=long_date(row["published_on"]),
        stance=row["stance"],
    )


def _place(row: Row) -> str:
    if row["publisher"]:
        return one_line(row["publisher"])
    return f"“{one_line(row['title'])}”" if row["title"] else str(row["source_path"])


def strongest_rows(rows: Iterable[Row], stance: str, count: int) -> list[Row]:
    """Choose claims that show a stance best: clear, whole, attributed, each from another voice.

    One claim a group, a claimant and an article, so that neither a wire story nor one
    speaker fills the column.

    Args:
        rows: Rows of ``claims_full`` toward one side.
        stance: The stance to show.
        count: How many to give at most.
    """
    fitting = sorted(
        (row for row in rows if row["stance"] == stance),
        key=lambda row: (-_weight(row, stance), row["claim_id"]),
    )
    chosen: list[Row] = []
    taken: set[tuple[str, str]] = set()
    # Voices and articles differ as long as they can; a small side may repeat its only article.
    for strict in (True, False):
        for row in fitting:
            marks = {("group", row["group_id"])}
            if row["claimant_kind"] != "author":
                marks.add(("claimant", row["claimant_name"]))
            if strict:
                marks.add(("article", row["duplicate_group"]))
            if len(chosen) < count and not marks & taken:
                chosen.append(row)
                taken |= marks | {("article", row["duplicate_group"])}
    return chosen


def _weight(row: Row, stance: str) -> float:
    text = one_line(row["text"])
    weight: float = row[f"p_{stance}"] or 0.0
    weight += 0.12 * (row["claimant_kind"] == "named") + 0.06 * bool(row["is_direct"])
    weight -= 0.25 * (not _FEWEST_CHARS <= len(text) <= _MOST_CHARS)
    weight -= 0.15 * (not (text.lstrip(_OPENING_MARKS)[:1].isupper() or row["claimant_kind"] != "author"))
    weight -= 0.10 * (row["claimant_side"] is not None and row["claimant_side"] == row["side"])
    return weight
