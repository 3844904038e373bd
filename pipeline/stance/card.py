"""The model card: what the classifier is for, what it learnt from, and every figure from its identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.schemas import STANCES

_MODELS = (("classifier", "this classifier"), ("keyword", "keyword count"), ("majority", "majority"))

# Sources of labels beside the project's own, by the folder of their files.
_SOURCES = {
    "newsmtsc": "NewsMTSC: sentences of political news, mostly of the United States before 2021, with"
    " sentiment toward one marked target. Hamborg and Donnay, NewsMTSC: A Dataset for (Multi-)Target-"
    "dependent Sentiment Classification in Political News Articles, EACL 2021. MIT licence.",
    "dse": "Park et al., Directed sentiment analysis in news text, Findings of ACL 2021. To be used by citing"
    " the paper.",
}

_CARD = """\
# Stance classifier

Tells whether a claim supports, criticises or stays neutral toward a side that it names. Input: the
claim's words, the places where the side and its rivals are named, and a dependency parse. Output:
three probabilities that sum to 1.

Every figure below is read from `identity.json` in this folder, which training wrote.

## What it is for

English news and analysis about a contest between sides: who is shown favourably or unfavourably by
each claim, counted over many claims. It is a baseline: small, quick, the same on every machine, and
explained by its weights. It is not for judging a person, a publisher or a single sentence without
reading it, nor for text that is not prose.

## How it works

Logistic regression over five views of the target: TF-IDF of words (1 to 3) and of characters (2 to 5)
in a window round its mentions, of the whole text's lemmas, of the roles it plays and the paths to
judging words, and sums of the scores of a polarity lexicon, passed to the target by role, negation,
doubt and comparison. The target's name, every other name, numbers and the words of contest (race,
ban, tariff) are masked: nothing is learnt about anybody. Probabilities are divided by one temperature,
fitted on groups that were held out.

## What it learnt from

{data}

{sources}

No sentence is stored in the model, only weights of masked words and their sequences. The polarity
lexicon was written for this project; `corpus/labels/README.md` describes the project's own labels.

## Figures

{figures}

## Limits

- It reads words, not the world: irony, comparisons without a comparing word, and praise that needs
  knowledge of the matter are missed.
- A sentence with several actors is its hardest case; the parse decides who is meant, and a wrong
  parse misleads it.
- Success told in plain figures ("a share of 65 per cent") often stays neutral.
- What it learnt of words comes from the labels above; on other topics it rests on the lexicon.
- Probabilities are calibrated on held-out training groups. On another topic they are too sure.
"""


def render_figures(identity: Mapping[str, Any]) -> str:
    """Give the tables of a model's scores as Markdown, from its identity alone.

    Args:
        identity: What ``identity.json`` holds. Scores that it lacks are left out.
    """
    lines = [f"Model `{identity['model_id']}`, {identity['n_bytes'] / 1e6:.1f} MB.", ""]
    held_out = identity.get("held_out", {})
    dev = identity.get("dev", {})
    if held_out or dev:
        each = ", ".join(STANCES)
        lines += [
            f"| measured on | model | n | macro F1 (95 %) | accuracy | F1 {each} | calibration error |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
    for name, scores in sorted(held_out.items()):
        lines.append(_row(f"training groups held out, {name}", "this classifier", scores))
    for name, models in sorted(dev.items()):
        lines += [_row(name, title, models[model]) for model, title in _MODELS if model in models]
    return "\n".join(lines).rstrip()


def _row(name: str, title: str, scores: Mapping[str, Any]) -> str:
    interval = f"{scores['macro_f1']:.3f} ({scores['macro_f1_low']:.3f} to {scores['macro_f1_high']:.3f})"
    each = ", ".join(f"{scores[stance]['f1']:.2f}" for stance in STANCES)
    error = scores.get("calibration_error")
    last = f"{error:.3f}" if error is not None else ""
    return f"| {name} | {title} | {scores['n']} | {interval} | {scores['accuracy']:.3f} | {each} | {last} |"


def _render_data(identity: Mapping[str, Any]) -> str:
    files = identity.get("files", {})
    lines = ["| file | labels |", "| --- | --- |"] if files else []
    lines += [f"| {name} | {count} |" for name, count in sorted(files.items())]
    for name, counts in sorted(identity.get("labels", {}).items()):
        told = ", ".join(f"{counts[stance]} {stance}" for stance in STANCES)
        lines += ["", f"Labels, {name}: {told}."]
    return "\n".join(lines).strip()


def _render_sources(identity: Mapping[str, Any]) -> str:
    folders = {name.partition("/")[0] for name in identity.get("files", {})}
    return "\n".join(f"- {source}" for folder, source in _SOURCES.items() if folder in folders)


def render_card(identity: Mapping[str, Any]) -> str:
    """Give the whole card as Markdown.

    Args:
        identity: What ``identity.json`` holds.
    """
    return _CARD.format(
        data=_render_data(identity), sources=_render_sources(identity), figures=render_figures(identity)
    )
