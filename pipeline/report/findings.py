"""What the claims add up to: key points, disagreements, changes of mind, forecasts, noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.figures import Figure, Receipt, Sentence, Strong
from pipeline.report.quotations import Quotation, quote_claim
from pipeline.report.rows import Row
from pipeline.report.wording import count_of, due_date, long_date, percent, side_phrase

_POINTS, _PAIRS, _SHIFTS, _FORECASTS = 8, 6, 8, 200
# A shorter point ("It just works.") says nothing outside its article.
_FEWEST_WORDS = 5
_REASONS = {
    "negated": "One denies what the other says",
    "opposite": "They say the opposite",
    "stance": "One supports what the other criticises",
}


@dataclass(frozen=True)
class Point:
    """Something that several voices say."""

    quotation: Quotation
    support: Sentence
    stances: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pair:
    """Two claims that do not go together, and why."""

    reason: str
    first: Quotation
    second: Quotation


@dataclass(frozen=True)
class Forecast:
    """A claim about what will be, and when it can be checked."""

    quotation: Quotation
    due: str
    toward: str
    articles: int


@dataclass(frozen=True)
class Noise:
    """How much of the coverage is repetition and judgement that nobody answers for."""

    level: str
    told: Sentence


def first_rows(rows: Sequence[Row]) -> dict[str, Row]:
    """Give each claim's first row by its id."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row["claim_id"], row)
    return found


def tell_points(
    points: Sequence[Row], claims: Mapping[str, Row], sides: Mapping[str, str]
) -> tuple[tuple[Point, ...], dict[str, list[str]]]:
    """Give the points that most independent voices make, then those printed most.

    Args:
        points: Groups of claims as rows, best first.
        claims: Each claim's row.
        sides: Names of the sides.

    Returns:
        The points, and the claims behind each by the name of its set.
    """
    found: dict[str, list[Row]] = {}
    for row in points:
        if len(row["text"].split()) >= _FEWEST_WORDS:
            found.setdefault(row["point_id"], []).append(row)
    # What several origins say comes first, and of that what concerns a side.
    ranked = sorted(
        found.values(),
        key=lambda group: (
            group[0]["origins"] == 1,
            group[0]["side"] is None,
            -group[0]["origins"],
            -group[0]["voices"],
        ),
    )
    told, sets = [], {}
    for number, group in enumerate(ranked[:_POINTS]):
        name, row = f"point-{number + 1}", group[0]
        sets[name] = list(row["claim_ids"])
        voices = "one voice" if row["voices"] == 1 else f"{row['voices']} independent voices"
        support = (Receipt(voices, {"set": name}), f", {count_of(row['articles'], 'article')}")
        stances = tuple(
            (cell["side"], cell["stance"]) for cell in group if cell["side"] is not None and cell["stance"]
        )
        told.append(Point(quote_claim(claims[row["representative"]], sides), support, stances))
    return tuple(told), sets


def tell_pairs(
    contradictions: Sequence[Row], rows: Sequence[Row], sides: Mapping[str, str]
) -> tuple[Pair, ...]:
    """Give the pairs of claims that contradict each other, surest first."""
    by_cell, claims = {(row["claim_id"], row["side"]): row for row in rows}, first_rows(rows)
    pairs = []
    # A pair that concerns no side is off this page's subject.
    concerned = [row for row in contradictions if row["side"] in sides]
    for row in sorted(concerned, key=lambda row: (-row["score"], row["claim_id_a"], row["claim_id_b"])):
        first, second = (
            by_cell.get((row[key], row["side"]), claims[row[key]]) for key in ("claim_id_a", "claim_id_b")
        )
        reason = f"On {side_phrase(sides[row['side']])}: {_REASONS.get(row['reason'], row['reason'])}"
        pairs.append(Pair(reason, quote_claim(first, sides), quote_claim(second, sides)))
    return tuple(pairs[:_PAIRS])


def tell_shifts(shifts: Sequence[Row], rows: Sequence[Row], sides: Mapping[str, str]) -> tuple[Pair, ...]:
    """Give the named speakers whose stance toward a side changed, with what they said."""
    by_cell = {(row["claim_id"], row["side"]): row for row in rows}
    pairs = []
    for row in shifts[:_SHIFTS]:
        first, second = (by_cell[(row[f"{end}_claim_id"], row["side"])] for end in ("earlier", "later"))
        verbs = {"supporting": "support", "critical": "criticism", "neutral": "neutrality"}
        reason = (
            f"{row['claimant_name']}, from {verbs[row['earlier_stance']]} of "
            f"{side_phrase(sides[row['side']])} "
            f"({long_date(row['earlier_on'])}) to {verbs[row['later_stance']]} ({long_date(row['later_on'])})"
        )
        pairs.append(Pair(reason, quote_claim(first, sides), quote_claim(second, sides)))
    return tuple(pairs)


def tell_forecasts(
    forecasts: Sequence[Row], claims: Mapping[str, Row], sides: Mapping[str, str]
) -> tuple[Forecast, ...]:
    """Give the forecasts, those first that can be checked first; what is said or printed twice once."""
    told: dict[str, tuple[Row, list[str]]] = {}
    printed: dict[str, set[str]] = {}
    for row in forecasts:
        claim = claims[row["claim_id"]]
        printed.setdefault(claim["group_id"], set()).add(claim["article_id"])
        first, toward = told.setdefault(claim["group_id"], (row, []))
        if first["claim_id"] != row["claim_id"]:
            continue
        if row["side"] is not None and row["stance"] in {"supporting", "critical"}:
            verb = "supports" if row["stance"] == "supporting" else "criticises"
            toward.append(f"{verb} {side_phrase(sides[row['side']])}")
    # A forecast that concerns a side or has a date is worth more of the reader's time.
    ranked = sorted(told.values(), key=lambda item: (item[0]["due"] is None, item[0]["side"] is None))
    return tuple(
        Forecast(
            quote_claim(claims[row["claim_id"]], sides),
            due_date(row["due"]),
            ", ".join(toward),
            len(printed[claims[row["claim_id"]]["group_id"]]),
        )
        for row, toward in ranked[:_FORECASTS]
    )


def tell_noise(noise: Row, rows: Sequence[Row]) -> tuple[Noise, dict[str, list[str]]]:
    """Say how much of the claims is noise, with the rule that says so."""
    if not noise["claims"]:
        return Noise("none", ("No claim concerns a side, so there is nothing to measure.",)), {}
    repeated = _repeated(rows)
    told = (
        "Of ",
        Figure(noise["claims"], {"side": "any"}),
        " claims about the sides, ",
        Figure(len(repeated), {"set": "repeated"}),
        f" ({percent(noise['repeated_share'])}) repeat what another article or paragraph already said, and ",
        Figure(noise["unattributed"], {"side": "any", "kind": "judgement", "voice": "nobody"}),
        f" ({percent(noise['unattributed_share'])}) are judgements that no named source answers for. "
        "Together ",
        Strong(percent(noise["noise"])),
        ": the level is ",
        Strong(str(noise["level"])),
        ". It is low under 20 %, high from 40 %. Noise says nothing about truth: an essay is all "
        "judgement in its own voice.",
    )
    return Noise(noise["level"], told), {"repeated": repeated}


def _repeated(rows: Sequence[Row]) -> list[str]:
    groups: set[str] = set()
    found = []
    for claim_id, row in first_rows([row for row in rows if row["side"] is not None]).items():
        if row["group_id"] in groups:
            found.append(claim_id)
        groups.add(row["group_id"])
    return found
