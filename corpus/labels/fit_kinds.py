"""Fit the weights of ``pipeline/claims/kinds.yaml``: which traits of a claim speak for which kind.

    python corpus/labels/fit_kinds.py            measures by cross-validation
    python corpus/labels/fit_kinds.py --write    also writes the weights

It learns from ``corpus/gold/dev`` and ``corpus/labels/kinds.jsonl`` and measures on gold alone: each
article is answered by weights that did not see it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from pipeline.claims.kinds import main_verbs, rule_traits
from pipeline.claims.readings import Reading
from pipeline.claims.traits import traits_of
from pipeline.ingest import list_sources, read_source
from pipeline.stages.exams import run_stages, run_texts
from pipeline.stages.gold import read_gold
from pipeline.stages.settings import Settings

CORPUS = Path(__file__).parents[1]
WEIGHTS = Path("pipeline/claims/kinds.yaml")
KINDS = ("fact", "judgement", "cause", "forecast", "report")
LEAST = {"verb": 3, "predicate": 3}  # times a word must occur to count as a trait
STRENGTH = 0.1  # inverse of the penalty; chosen by cross-validation among 0.05 to 0.7
RARE = frozenset({"cause", "forecast", "report"})  # counted twice, as is gold
Example = tuple[str, set[str], str]


def _traits(reading: Reading, start: int, end: int, voice: str) -> set[str]:
    interval = reading.tokens(start, end)
    heads = main_verbs(reading, interval)
    return traits_of(reading, interval, heads, voice) | rule_traits(reading, interval, heads, voice)


def gold_examples(settings: Settings) -> list[Example]:
    """Give the claims of the annotated articles: article, traits, kind."""
    gold = [read_gold(path, CORPUS / "articles") for path in sorted((CORPUS / "gold" / "dev").glob("*.json"))]
    tables = [
        read_source(list_sources([CORPUS / "articles" / g.name])[0], config=settings.section("ingest"))[0]
        for g in gold
    ]
    rows = run_stages(pa.concat_tables(tables), settings, upto="link").to_pylist()
    found: list[Example] = []
    for article, row in zip(gold, rows, strict=True):
        reading = Reading(row)
        for span, claim in article.claims:
            voice = "author" if claim["claimant_kind"] == "author" else "reported"
            if voice == "reported" and claim.get("is_direct", False):
                voice = "spoken"
            found.append((article.name, _traits(reading, span.start, span.end, voice), claim["kind"]))
    return found


def sentence_examples(settings: Settings) -> list[Example]:
    """Give the sentences written for the purpose: family, traits, kind."""
    lines = [json.loads(line) for line in (CORPUS / "labels" / "kinds.jsonl").read_text("utf-8").splitlines()]
    found: list[Example] = []
    for portion in run_texts([line["text"] for line in lines], settings, upto="link"):
        for row in portion.to_pylist():
            line = lines[len(found)]
            traits = _traits(Reading(row), 0, len(row["text"]), line["voice"])
            found.append((line["family"], traits, line["kind"]))
    return found


def fit(examples: list[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit a logistic regression to examples."""
    counts = Counter(trait for _, traits, _ in examples for trait in traits)
    kept = {t for t, n in counts.items() if n >= LEAST.get(t.split()[0], 4)}
    vectorizer = DictVectorizer()
    features = vectorizer.fit_transform([dict.fromkeys(traits & kept, 1.0) for _, traits, _ in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return vectorizer, model.fit(features, [kind for _, _, kind in examples])


def predict(fitted: tuple[DictVectorizer, LogisticRegression], examples: list[Example]) -> list[str]:
    """Give the kind of each example."""
    vectorizer, model = fitted
    features = vectorizer.transform([dict.fromkeys(traits, 1.0) for _, traits, _ in examples])
    return [str(kind) for kind in model.predict(features)]


def _weighed(gold: list[Example], sentences: list[Example]) -> list[Example]:
    examples = [*gold, *gold, *sentences]
    return examples + [example for example in examples if example[2] in RARE]


def cross_validate(gold: list[Example], sentences: list[Example]) -> tuple[list[str], list[str]]:
    """Give gold and answered kinds, each article answered by weights that did not see it."""
    right: list[str] = []
    answered: list[str] = []
    for name in sorted({name for name, _, _ in gold}):
        fitted = fit(_weighed([example for example in gold if example[0] != name], sentences))
        held = [example for example in gold if example[0] == name]
        right += [kind for _, _, kind in held]
        answered += predict(fitted, held)
    return right, answered


def weights_of(fitted: tuple[DictVectorizer, LogisticRegression]) -> dict[str, dict[str, int]]:
    """Give the weights in hundredths, the small ones left out."""
    vectorizer, model = fitted
    table: dict[str, dict[str, int]] = {"bias": {}}
    for kind, row, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        table["bias"][str(kind)] = round(float(bias) * 100)
        for trait, weight in zip(vectorizer.feature_names_, np.round(row * 100).astype(int), strict=True):
            if abs(weight) >= 6:
                table.setdefault(trait, {})[str(kind)] = int(weight)
    return dict(sorted(table.items()))


def main() -> None:
    """Measure, and write if asked to."""
    settings = Settings()
    gold, sentences = gold_examples(settings), sentence_examples(settings)
    right, answered = cross_validate(gold, sentences)
    report: dict[str, Any] = {
        "accuracy": round(float(np.mean(np.array(right) == np.array(answered))), 4),
        "macro_f1": round(float(f1_score(right, answered, average="macro")), 4),
        "confused": Counter(f"{a}>{b}" for a, b in zip(right, answered, strict=True) if a != b).most_common(),
    }
    print(json.dumps(report))
    if "--write" in sys.argv:
        head = WEIGHTS.read_text("utf-8").split("weights:")[0]
        lines = yaml.safe_dump(
            {"weights": weights_of(fit(_weighed(gold, sentences)))}, default_flow_style=None, width=200
        )
        WEIGHTS.write_text(head + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
