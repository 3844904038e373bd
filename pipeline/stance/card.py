"""The model card: what a model is for, what it learnt from, and every figure from its identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.schemas import STANCES

_MODELS = (("classifier", "this model"), ("words", "words alone"), ("majority", "majority"))

_CARD = """\
# Stance model

Tells whether a claim supports, criticises or stays neutral toward a side that it names. Input: the
claim's words and the places where the side and its rivals are named or referred to. Output: three
probabilities that sum to 1.

Every figure below is read from `identity.json` in this folder, which training wrote.

## What it is for

English news and analysis about a contest between sides: who is shown favourably or unfavourably by
each claim, counted over many claims. It is not for judging a person, a publisher or a single
sentence without reading it, nor for text that is not prose.

## How it works

The encoder `{encoder}` reads the claim with the side's mentions marked and gives a row of numbers;
logistic regression on these gives the probabilities, divided by one temperature that was fitted on
groups that were held out. [How the encoder was made, and from what](../{encoder}/ENCODER.md).

## What it learnt from

{data}

The labels' sentences are not stored in the model, only weights.

## Figures

{figures}

## Limits

- It reads the claim alone: what the sentence before said, who speaks and what is true, it does not know.
- Irony, and praise or blame that needs knowledge of the matter, are missed most often.
- Probabilities are calibrated on held-out training groups. On another topic they are too sure.
"""


def render_figures(identity: Mapping[str, Any]) -> str:
    """Give the tables of a model's scores as Markdown, from its identity alone.

    Args:
        identity: What ``identity.json`` holds. Scores that it lacks are left out.
    """
    lines = [f"Model `{identity['model_id']}`, {identity['n_bytes'] / 1e3:.0f} kB beside the encoder.", ""]
    held_out, dev = identity.get("held_out"), identity.get("dev", {})
    if held_out or dev:
        each = ", ".join(STANCES)
        lines += [
            f"| measured on | model | n | macro F1 (95 %) | accuracy | F1 {each} | calibration error |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
    if held_out:
        lines.append(_row("training groups held out", "this model", held_out))
    for name, models in sorted(dev.items()):
        lines += [_row(name, title, models[model]) for model, title in _MODELS if model in models]
    curve = identity.get("curve")
    if curve:
        lines += ["", render_curve(curve)]
    return "\n".join(lines).rstrip()


def render_curve(curve: Mapping[str, Any]) -> str:
    """Give a learning curve in words.

    Example:
        >>> point = {"labels": 100, "macro_f1": 0.7, "deviation": 0.02}
        >>> render_curve({"points": [point], "more": 500, "gain": 0.01, "gain_low": 0.0, "gain_high": 0.02})
        'Macro F1 on held-out groups: 0.700 with 100 labels. 500 labels more: +0.010 (+0.000 to +0.020).'
    """
    told = ", ".join(f"{point['macro_f1']:.3f} with {point['labels']:,} labels" for point in curve["points"])
    return (
        f"Macro F1 on held-out groups: {told}. {curve['more']} labels more: "
        f"{curve['gain']:+.3f} ({curve['gain_low']:+.3f} to {curve['gain_high']:+.3f})."
    )


def _row(name: str, title: str, scores: Mapping[str, Any]) -> str:
    interval = f"{scores['macro_f1']:.3f} ({scores['macro_f1_low']:.3f} to {scores['macro_f1_high']:.3f})"
    each = ", ".join(f"{scores[stance]['f1']:.2f}" for stance in STANCES)
    error = scores.get("calibration_error")
    last = f"{error:.3f}" if error is not None else ""
    return f"| {name} | {title} | {scores['n']} | {interval} | {scores['accuracy']:.3f} | {each} | {last} |"


def render_card(identity: Mapping[str, Any]) -> str:
    """Give the whole card as Markdown.

    Args:
        identity: What ``identity.json`` holds.
    """
    files = identity.get("files", {})
    data = ["| file | labels |", "| --- | --- |"] if files else []
    data += [f"| {name} | {count} |" for name, count in sorted(files.items())]
    counts = identity.get("labels")
    if counts:
        data += ["", f"Labels: {', '.join(f'{counts[stance]} {stance}' for stance in STANCES)}."]
    if identity.get("calibrated_on"):
        told = ", ".join(f"{name} ({count})" for name, count in sorted(identity["calibrated_on"].items()))
        data += ["", f"The head is the encoder's own; its temperature was fitted on {told}."]
    if identity.get("base_rows"):
        data += ["", f"Beside them {identity['base_rows']:,} rows of the base training, stored as numbers."]
    encoder = identity["encoder"]["name"]
    return _CARD.format(data="\n".join(data).strip(), figures=render_figures(identity), encoder=encoder)
