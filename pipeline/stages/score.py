"""``claimline score``: a task measured on labelled JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.errors import InputError
from pipeline.stages.options import usable_cores
from pipeline.stages.settings import Settings

Answers = list[dict[str, Any]]
Scored = tuple[Answers, dict[str, Any]]


@click.command("score")
@click.argument(
    "task", type=click.Choice(["stance", "claims", "attribution", "gold", "constructions", "agreement"])
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--predictions", type=click.Path(path_type=Path), help="Write one JSON line an item with its answer here."
)
@click.option(
    "--sides", help="Side pack: a name in corpus/sides or a path.  [default: the parameters file's]"
)
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    help="Parameters file.  [default: ./params.yaml, else the shipped one]",
)
@click.option(
    "--articles",
    type=click.Path(path_type=Path),
    default=Path("corpus/articles"),
    show_default=True,
    help="Folder of the annotated articles, for the task gold.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    default=Path("corpus/gold/second"),
    show_default=True,
    help="Folder of the second reader's annotations, for the task agreement.",
)
@click.option(
    "--trivial",
    is_flag=True,
    help="Score the answer that takes no reading instead, for the tasks gold and constructions.",
)
def command(
    task: str,
    files: tuple[Path, ...],
    predictions: Path | None,
    sides: str | None,
    params: Path | None,
    articles: Path,
    against: Path,
    trivial: bool,
) -> None:
    """Measure TASK on FILES of JSON Lines and print a JSON object of metrics.

    \b
    A line is, for
      stance       {"id", "text", "target", "target_span": [start, end], "label"}
      claims       {"id", "text", "claim": true or false}
      attribution  {"id", "text", "attributions": [{"source", "cue", "content": [[start, end], …]}]}

    For gold, FILES are annotated articles as corpus/gold/GUIDE.md describes them, and
    --articles is the folder of their texts. Agreement holds FILES against a second reading. For
    constructions, FILES are the tables of short passages in corpus/gold/constructions.

    \b
    Example:
      claimline score stance dev.jsonl --predictions answers.jsonl
      claimline score gold corpus/gold/dev/*.json
    """
    from pipeline.parquet import write_text
    from pipeline.stages.settings import read_settings

    settings = read_settings(params, sides=sides)
    if task == "gold":
        from pipeline.stages.gold import run_gold

        metrics = run_gold(files, articles, settings, trivially=trivial)
    elif task == "constructions":
        from pipeline.stages.constructions import score_constructions

        metrics = score_constructions(files, settings, trivially=trivial)
    elif task == "agreement":
        from pipeline.stages.agreement import read_pairs, score_agreement

        metrics = score_agreement(read_pairs(files, against, articles))
    else:
        answers, metrics = _TASKS[task](files, settings)
        if predictions is not None:
            write_text(predictions, "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers))
    click.echo(json.dumps(metrics, indent=2))


def _score_stance(files: Sequence[Path], settings: Settings) -> Scored:
    from pipeline.schemas import STANCES
    from pipeline.stages.models import load_named_model
    from pipeline.stance.labels import read_labels
    from pipeline.stance.models import name_stance
    from pipeline.stance.scoring import score_stances

    labels = read_labels(files)
    if not labels:
        raise InputError(str(files[0]), "holds no line", "one JSON object a line")
    config = settings.section("stance")
    found = load_named_model(config.model, usable_cores()).probabilities(
        [label._asdict() for label in labels]
    )
    given = [name_stance(row, config.abstain_below) for row in found]
    groups = [label.group for label in labels]
    metrics = score_stances([label.label for label in labels], given, found, groups=groups)
    answers = [
        {"id": label.id, "stance": stance, **{f"p_{n}": p for n, p in zip(STANCES, row, strict=True)}}
        for label, stance, row in zip(labels, given, found, strict=True)
    ]
    return answers, metrics


def _score_claims(files: Sequence[Path], settings: Settings) -> Scored:
    from pipeline.claims.scoring import score_claim_flags
    from pipeline.stages.exams import read_items, run_texts

    items = read_items(files, "claims")
    answers: Answers = []
    for portion in run_texts([item["text"] for item in items], settings, upto="claims"):
        for claims in portion.column("claims").to_pylist():
            score = max((claim["claim_score"] for claim in claims), default=0.0)
            answers.append(
                {"id": items[len(answers)]["id"], "claim": bool(claims), "claim_score": round(score, 6)}
            )
    return answers, score_claim_flags(
        [item["claim"] for item in items],
        [answer["claim"] for answer in answers],
        [answer["claim_score"] for answer in answers],
    )


def _score_attribution(files: Sequence[Path], settings: Settings) -> Scored:
    from pipeline.claims.scoring import score_attributions
    from pipeline.stages.exams import read_items, run_texts

    items = read_items(files, "attribution")
    answers: Answers = []
    for portion in run_texts([item["text"] for item in items], settings, upto="claims"):
        for attributions in portion.column("attributions").to_pylist():
            parts = [
                {
                    part: [[span["start_char"], span["end_char"]] for span in attribution[f"{part}_spans"]]
                    for part in ("source", "cue", "content")
                }
                for attribution in attributions
            ]
            answers.append({"id": items[len(answers)]["id"], "attributions": parts})
    marked = (
        (item["text"], item["attributions"], answer["attributions"])
        for item, answer in zip(items, answers, strict=True)
    )
    return answers, score_attributions(marked)


_TASKS = {"stance": _score_stance, "claims": _score_claims, "attribution": _score_attribution}
