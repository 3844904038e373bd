"""Whether a run read what the models and rules were built on, in plain words.

The usual ranges come from the sample corpus. To measure them again and write ``drift.yaml``,
after a change of models, rules or corpus::

    claimline run corpus/articles --out outputs
    python -m pipeline.tables.drift outputs
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.tables.drift_counts import DriftCounts, count_drift, count_refused, known_words
from pipeline.tables.drift_measures import HIDDEN_CHARS, MEASURES, Measure, shares_of
from pipeline.tables.drift_ranges import RANGES_FILE, Usual, fit_usual, usual_shares

# No share is shown as none of anything: its inverse would be no number.
_LEAST = 1e-6

__all__ = ["DriftCounts", "DriftFinding", "count_drift", "count_refused", "tell_drift"]


@dataclass(frozen=True)
class DriftFinding:
    """A measure that is off.

    Args:
        measure: Its name, as in ``drift.yaml``, or ``hidden_chars``.
        value: What it is in the run, in the unit of the sentence.
        usual_low: Low end of what it is if nothing is off.
        usual_high: High end.
        sentence: What is off, and what to do.
    """

    measure: str
    value: float
    usual_low: float
    usual_high: float
    sentence: str


def tell_drift(counts: DriftCounts, usual: Mapping[str, Usual] | None = None) -> list[DriftFinding]:
    """Say what in a run is not as it usually is, one finding a measure.

    The range of a measure is that of :meth:`Usual.interval`: wide for few articles, so that
    a run of three does not warn by chance, and never narrower than what articles differ by.
    What was not counted at all (no claims, say) is no finding of its own. Articles with hidden
    characters are one, however few: their number is the value.

    Args:
        counts: The sum over all articles of a run, and over its rejects.
        usual: What measures usually are; from ``drift.yaml`` if None.

    Returns:
        The findings in the order of the measures, hidden characters last; none if all is as usual.
    """
    found = []
    for name, known in (usual or usual_shares()).items():
        measure = MEASURES[name]
        hits, of = shares_of(counts, measure)
        low, high = known.interval(counts.articles, of)
        # Half a count to the side of the usual: of few things a share moves in jumps.
        if measure.high and hits - 0.5 > high * of:
            text = measure.high
        elif measure.low and hits + 0.5 < low * of:
            text = measure.low
        else:
            continue
        value, ends = _shown(hits / of, measure), sorted((_shown(low, measure), _shown(high, measure)))
        found.append(DriftFinding(name, value, ends[0], ends[1], _sentence(counts, name, text, value, ends)))
    if hidden := counts.hidden_chars_articles:
        told = HIDDEN_CHARS.format(examples=", ".join(counts.hidden_examples))
        sentence = f"{hidden} article{'s' if hidden > 1 else ''} {told}"
        found.append(DriftFinding("hidden_chars", float(hidden), 0.0, 0.0, sentence))
    return found


def _shown(share: float, measure: Measure) -> float:
    if measure.per < 0:
        return 1 / max(share, _LEAST)
    return share * (measure.per or 1)


def _sentence(counts: DriftCounts, name: str, text: str, value: float, ends: list[float]) -> str:
    measure = MEASURES[name]
    told, low, high = (f"{number:.1f}" if measure.per else f"{number:.0%}" for number in (value, *ends))
    both = measure.low and measure.high
    usual = f"{low} to {high}" if both else f"at most {high}" if measure.high else f"at least {low}"
    head, stop, advice = text.partition(". ")
    which = f", such as {', '.join(counts.odd_examples)}" if name == "odd_articles" else ""
    return f"{told} {head}{which} (usual: {usual}){stop}{advice}"


def count_folder(tables: Path) -> list[DriftCounts]:
    """Count each article of a finished run by itself, from its folder of published tables."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    names = ("articles", "tokens", "sentences", "entities", "claims", "stances")
    flat = {name: pq.read_table(tables / f"{name}.parquet") for name in names}
    found = []
    for article in flat["articles"].column("article_id"):
        one = {
            name: table.filter(pc.equal(table.column("article_id"), article))
            for name, table in flat.items()
            if name != "stances"
        }
        of_claims = pc.is_in(
            flat["stances"].column("claim_id"), value_set=one["claims"]["claim_id"].combine_chunks()
        )
        found.append(count_drift({**one, "stances": flat["stances"].filter(of_claims)}))
    return found


def measure_usual(articles: list[DriftCounts]) -> dict[str, Usual]:
    """Give what each measure is over articles of the usual kind, each counted by itself."""
    return {
        name: fit_usual([shares_of(counts, measure) for counts in articles], measure.alike)
        for name, measure in MEASURES.items()
    }


if __name__ == "__main__":
    each = count_folder(Path(sys.argv[1]) / "tables")
    rows = {name: {"share": u.share, "alike": u.alike} for name, u in measure_usual(each).items()}
    described = {"articles": len(each), "known_words": len(known_words()), "measures": rows}
    head = (
        "# What articles of the usual kind show; python -m pipeline.tables.drift OUT writes it from a run.\n"
    )
    RANGES_FILE.write_text(head + yaml.safe_dump(described, sort_keys=False), encoding="utf-8")
