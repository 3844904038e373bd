"""The two encoders claimline knows how to make from a base model and labels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.stance.batches import open_tokenizer
from pipeline.stance.examples import Example
from pipeline.stance.exporting import export_network
from pipeline.stance.finetuning import fine_tune, tune_further
from pipeline.stance.optimizing import TuningConfig

# What is trained one after the other. fast: the base's first six layers, since upper layers know most
# of what the base was trained for before and are missed least. narrow: then the inner states that matter
# least are cut and the rest is trained on; only named pieces pass the last layer, so its width costs no
# time. accurate: all twelve layers, the first six as they are.
_FAST = TuningConfig(kept=tuple(range(6)), split=2, frozen=2, rate=1e-4, seed=1)
_INNER = (1536, 1536, 1024, 1024, 1024, 2048)
RECIPES: Mapping[str, tuple[TuningConfig, ...]] = {
    "fast": (_FAST,),
    "narrow": (_FAST, TuningConfig(inner=_INNER, split=2, frozen=0, epochs=4, rate=1e-4, seed=2)),
    "accurate": (TuningConfig(),),
}
_COMMONEST = 13000


def frequent_pieces(base_folder: Path, texts: Iterable[str]) -> set[int]:
    """Give the ids of the word pieces that English news needs.

    Those are the tokenizer's first 13,000 of plain letters (it numbers words from common to
    rare), all single characters of European scripts, and whatever the texts hold twice.

    Args:
        base_folder: Holds ``tokenizer.json``.
        texts: Sentences or articles.
    """
    tokenizer = open_tokenizer(base_folder / "tokenizer.json")
    seen: Counter[int] = Counter()
    for text in texts:
        seen.update(tokenizer.encode(text).ids)
    described = json.loads((base_folder / "tokenizer.json").read_text(encoding="utf-8"))
    kept = {piece for piece, count in seen.items() if count > 1}
    for piece, number in described["model"]["vocab"].items():
        letters = piece.removeprefix("##")
        common = number < _COMMONEST and piece.isascii() and not piece.startswith("[unused")
        if common or (len(letters) == 1 and (ord(letters) < 0x250 or letters in "“”‘’—–…€£¥")):
            kept.add(number)
    return kept


def build_encoder(
    examples: Iterable[Example],
    base_folder: Path,
    work_folder: Path,
    out_folder: Path,
    *,
    recipe: str = "fast",
    about: Mapping[str, Any] | None = None,
    report: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Train an encoder and write it as :func:`pipeline.stance.encoder.open_encoder` reads it.

    On two processor cores the fast one takes about 40 minutes for 15,000 labels, the accurate one
    about an hour.

    Args:
        examples: What to learn.
        base_folder: See :func:`pipeline.stance.bases.fetch_base`.
        work_folder: Gets the network before its weights are rounded.
        out_folder: Gets the encoder.
        recipe: A name of ``RECIPES``.
        about: What else its description shall hold: the labels' sources and terms.
        report: Called with lines of progress.

    Returns:
        The encoder's description.
    """
    learnt = list(examples)
    pieces = frequent_pieces(base_folder, (example.text for example in learnt))
    first, *further = RECIPES[recipe]
    fine_tune(learnt, base_folder, work_folder, first, pieces=pieces, report=report)
    for config in further:
        tune_further(learnt, work_folder, config, report=report)
    names = ("inner", "epochs", "frozen", "rate", "renamed", "seed")
    settings = [{name: getattr(config, name) for name in names} for config in (first, *further)]
    return export_network(
        work_folder,
        out_folder,
        {**(about or {}), "recipe": recipe, "settings": settings, "labels": len(learnt)},
    )
