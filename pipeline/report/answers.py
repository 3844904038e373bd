"""The answer: for each side who supports it, who criticises it, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.intervals import Z_95
from pipeline.report.figures import Figure, Receipt, Sentence, Strong
from pipeline.report.quotations import Quotation, quote_claim, strongest_rows
from pipeline.report.rows import Row
from pipeline.report.wording import (
    join_words,
    number_word,
    percent,
    percent_range,
    sentence_case,
    side_phrase,
)

_VOICES, _QUOTATIONS = 6, 4
HEADINGS = {"critical": "Critics", "supporting": "Defenders", "neutral": "Neutral"}


@dataclass(frozen=True)
class Voice:
    """A claimant in a column, with the claims that put it there."""

    name: str
    claims: Figure
    is_own: bool


@dataclass(frozen=True)
class Column:
    """The claims of one stance toward a side."""

    stance: str
    heading: str
    claims: Figure
    share: float
    share_low: float
    share_high: float
    voices: tuple[Voice, ...]
    by_author: Figure
    unnamed: Figure
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class SideAnswer:
    """What the articles say of one side."""

    side: str
    name: str
    tendency: str
    verdict: Sentence
    columns: tuple[Column, ...]


def answer_side(
    side: str, rows: Sequence[Row], shares: Sequence[Row], sides: Mapping[str, str]
) -> SideAnswer:
    """Tell who supports and who criticises a side.

    Args:
        side: The side's id.
        rows: ``claims_full`` as rows.
        shares: Corrected shares as rows.
        sides: Names of the sides.
    """
    own = [row for row in rows if row["side"] == side]
    cells = {row["stance"]: row for row in shares if row["side"] == side}
    columns = tuple(
        _column(side, stance, own, cells[stance], sides) for stance in HEADINGS if stance in cells
    )
    tendency = _tendency(cells)
    return SideAnswer(side, sides[side], tendency, _verdict(side, sides[side], tendency, columns), columns)


def headline(answers: Sequence[SideAnswer]) -> str:
    """Give the answer in one sentence, no stronger than the numbers are."""
    told = [answer for answer in answers if answer.columns]
    if not told:
        return "None of the claims in these articles concerns a side"
    kinds = {answer.tendency for answer in told}
    if len(kinds) == 1 and len(told) > 1:
        every = "Both sides" if len(told) == 2 else f"All {number_word(len(told))} sides"
        return {
            "critical": f"{every} draw more criticism than support in these articles",
            "supporting": f"{every} draw more support than criticism in these articles",
            "even": f"{every} draw about as much support as criticism in these articles",
            "few": "Too few claims in these articles concern a side to tell who is criticised",
        }[told[0].tendency]
    parts = [
        join_words([side_phrase(a.name) for a in told if a.tendency == kind]) + f" {verb}"
        for kind, one, many in (
            ("critical", "draws more criticism than support", "draw more criticism than support"),
            ("supporting", "draws more support than criticism", "draw more support than criticism"),
            ("even", "draws as much of one as of the other", "draw as much of one as of the other"),
            ("few", "is hardly judged at all", "are hardly judged at all"),
        )
        if kind in kinds
        for verb in [one if sum(a.tendency == kind for a in told) == 1 else many]
    ]
    return sentence_case("; ".join(parts)) + (" in these articles" if len(told) == 1 else "")


def most_criticised(answers: Sequence[SideAnswer]) -> tuple[SideAnswer, SideAnswer, bool] | None:
    """Give the two sides criticised most, and whether their difference is more than chance.

    None where fewer than two sides have enough claims.
    """
    found = [(c, a) for a in answers for c in a.columns if c.stance == "critical" and a.tendency != "few"]
    if len(found) < 2:
        return None
    (most, first), (next_most, second) = sorted(found, key=lambda pair: -pair[0].share)[:2]
    half_widths = [(column.share_high - column.share_low) / 2 for column in (most, next_most)]
    return first, second, most.share - next_most.share > sqrt(sum(half**2 for half in half_widths))


def comparison(answers: Sequence[SideAnswer]) -> Sentence:
    """Say which side is criticised most, and whether the difference could be chance."""
    found = most_criticised(answers)
    if found is None:
        return ()
    first, second, is_clear = found
    shares = [
        Receipt(percent(column.share), column.claims.query)
        for answer in (first, second)
        for column in answer.columns
        if column.stance == "critical"
    ]
    if not is_clear:
        return (
            "Criticism makes up ",
            shares[0],
            f" of what is said about {side_phrase(first.name)} and ",
            shares[1],
            f" of what is said about {side_phrase(second.name)}: a difference that may be chance.",
        )
    return (
        Strong(f"{sentence_case(side_phrase(first.name))} is criticised most"),
        ": ",
        shares[0],
        " of what is said about it, against ",
        shares[1],
        f" for {side_phrase(second.name)}.",
    )


def _tendency(cells: Mapping[str, Row]) -> str:
    counts = {stance: row["independent_claims"] for stance, row in cells.items()}
    total = sum(counts.values())
    if total < 10:
        return "few"
    critical, supporting = (counts.get(stance, 0) / total for stance in ("critical", "supporting"))
    # Two shares of one sample are compared: their difference varies with both.
    margin = Z_95 * sqrt(max(critical + supporting - (critical - supporting) ** 2, 0.0) / total)
    if abs(critical - supporting) <= margin:
        return "even"
    return "critical" if critical > supporting else "supporting"


def _verdict(side: str, name: str, tendency: str, columns: Sequence[Column]) -> Sentence:
    by_stance = {column.stance: column for column in columns}
    if not by_stance:
        return (f"No claim in these articles concerns {side_phrase(name)}.",)
    total = Figure(sum(column.claims.value for column in columns), {"side": side, "judged": "yes"})
    critical, supporting = by_stance["critical"], by_stance["supporting"]
    ending = {
        "critical": "more criticism than support.",
        "supporting": "more support than criticism.",
        "even": "about as much of one as of the other.",
        "few": "too few to say more.",
    }[tendency]
    return (
        "Of ",
        total,
        f" {'claim' if total.value == 1 else 'claims'}, ",
        critical.claims,
        f" {'criticises' if critical.claims.value == 1 else 'criticise'} it ({percent(critical.share)}, "
        f"{percent_range(critical.share_low, critical.share_high)}) and ",
        supporting.claims,
        f" {'supports' if supporting.claims.value == 1 else 'support'} it ({percent(supporting.share)}, "
        f"{percent_range(supporting.share_low, supporting.share_high)}): ",
        Strong(ending),
    )


def _column(side: str, stance: str, own: Sequence[Row], cell: Row, sides: Mapping[str, str]) -> Column:
    rows = [row for row in own if row["stance"] == stance]
    query = {"side": side, "stance": stance}
    named = Counter(
        (row["claimant_name"], row["claimant_side"]) for row in rows if row["claimant_kind"] == "named"
    )
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or ""))[:_VOICES]
    voices = tuple(
        Voice(
            name,
            Figure(claims, {**query, "claimant": name, "voice": "named", "speaks": claimant_side or "none"}),
            claimant_side == side,
        )
        for (name, claimant_side), claims in ranked
    )
    kinds = Counter(row["claimant_kind"] for row in rows)
    return Column(
        stance=stance,
        heading=HEADINGS[stance],
        claims=Figure(len(rows), query),
        share=cell["share"],
        share_low=cell["share_low"],
        share_high=cell["share_high"],
        voices=voices,
        by_author=Figure(kinds["author"], {**query, "voice": "author"}),
        unnamed=Figure(kinds["unnamed"], {**query, "voice": "unnamed"}),
        quotations=tuple(quote_claim(row, sides) for row in strongest_rows(own, stance, _QUOTATIONS)),
    )
